import { existsSync } from 'node:fs'
import { loadKnowledge } from '../data/load.js'
import { createPipeline, type Pipeline } from '../pipeline.js'
import { openLedger } from '../store/open.js'
import type { Ledger } from '../store/store.js'
import { casePath, DEFAULT_CASE, makeCasesFolder, UsageError } from './cases.js'

/** Options that every command which touches a case takes. */
export interface CaseOptions {
  readonly case?: string
  readonly json?: boolean
}

/** Opens a case's ledger; makes it when it is not there yet and `create` allows. */
export async function openCase(
  { case: name = process.env['HEARSAY_CASE'] ?? DEFAULT_CASE }: CaseOptions,
  create = false,
): Promise<Ledger> {
  const path = casePath(name)
  if (!existsSync(path) && !create) {
    throw new UsageError(
      `there is no case "${name}" yet: \`hearsay add PATH… --case ${name}\` makes it, \`hearsay case\` lists those there are`,
    )
  }
  makeCasesFolder()
  return openLedger(path)
}

/** Runs `work` on a case and closes its ledger whatever happens. */
export async function withCase<T>(
  options: CaseOptions,
  work: (ledger: Ledger) => Promise<T>,
  create = false,
): Promise<T> {
  const ledger = await openCase(options, create)
  try {
    return await work(ledger)
  } finally {
    await ledger.close()
  }
}

let pipeline: Pipeline | undefined
/** The pipeline over the data of this installation, loaded once. */
export const getPipeline = (): Pipeline => (pipeline ??= createPipeline(loadKnowledge()))

/** Prints a value: as JSON where it was asked for, else as the text that `words` makes of it. */
export function show<T>(options: { readonly json?: boolean }, value: T, words: (value: T) => string): void {
  process.stdout.write((options.json ? JSON.stringify(value) : words(value)) + '\n')
}
