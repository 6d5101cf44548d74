// The public surface of Hearsay.

import type { Claim, Report } from './claim/index.js'
import { loadKnowledge } from './data/load.js'
import { readInput } from './intake/intake.js'
import { createPipeline, type Pipeline } from './pipeline.js'

export { addReport, correctReport, refreshIncidents } from './casework.js'
export * from './claim/index.js'
export { loadKnowledge } from './data/load.js'
export { readInput } from './intake/intake.js'
export type { Analyser, Name, Sentence, Token } from './language/contract.js'
export { createPipeline, type Explanation, type Knowledge, type Pipeline } from './pipeline.js'
export { openLedger } from './store/open.js'
export type { IncidentFilter, Ledger, LedgerInfo, SearchHit, StoredReport } from './store/store.js'

/** A report as a program has it: its words, and what it knows of them. */
export interface ReportInput {
  readonly text: string
  /** YYYY-MM-DD. Left out: relative days ("on Monday") stay unknown. */
  readonly published?: string
  readonly outlet?: string
  readonly url?: string
  readonly title?: string
}

let pipeline: Pipeline | undefined

/**
 * Reads one report to its claims. No ledger, no files but the data that comes with the package.
 *
 * @throws Error naming what is wrong when the text is empty, binary or not English.
 * @example extract({ text: 'Police said eight farmers were killed in Herat on Monday.' }).claims[0]?.stance // 'asserts'
 */
export function extract(input: ReportInput): { readonly report: Report; readonly claims: readonly Claim[] } {
  const { reports, problems } = readInput('input.jsonl', new TextEncoder().encode(JSON.stringify(input)), {})
  const report = reports[0]?.report
  if (!report) throw new Error(problems.map((p) => p.message).join('; ') || 'nothing to read')
  pipeline ??= createPipeline(loadKnowledge())
  return { report, claims: pipeline.read(report) }
}
