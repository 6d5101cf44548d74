// What is done to a case: reports go in, are corrected and taken out, and its incidents are joined and judged anew.
// The stages decide; this file reads, calls and writes.
import type { Claim, Report } from './claim/index.js'
import type { Pipeline } from './pipeline.js'
import type { Ledger, StoredReport } from './store/store.js'

/** A report that intake has cleaned, beside the bytes it came in. */
export interface Incoming {
  readonly report: Report
  readonly bytes: Uint8Array
}

/**
 * Reads a report and adds it with all its claims, in one transaction.
 *
 * @returns 'present' when the ledger holds the report already, read by this version; 'reread' when an older reading was replaced.
 */
export async function addReport(
  ledger: Ledger,
  pipeline: Pipeline,
  { report, bytes }: Incoming,
  now: () => Date = () => new Date(),
): Promise<{ readonly outcome: 'added' | 'present' | 'reread'; readonly claims: number }> {
  const there = await ledger.report(report.id)
  if (there && there.id === report.id) {
    if (there.readBy === pipeline.version) return { outcome: 'present', claims: 0 }
    const claims = pipeline.read(there)
    await ledger.replaceReport({ ...there, readBy: pipeline.version }, claims)
    return { outcome: 'reread', claims: claims.length }
  }
  const claims = pipeline.read(report)
  const outcome = await ledger.addReport(stored({ report, bytes }, pipeline, now()), claims)
  return { outcome, claims: claims.length }
}

const stored = ({ report, bytes }: Incoming, pipeline: Pipeline, at: Date): StoredReport => ({
  ...report,
  bytes,
  addedAt: at.toISOString(),
  readBy: pipeline.version,
})

/** What a user can correct about a report. */
export interface Correction {
  readonly published?: string | undefined
  readonly outlet?: string | undefined
  readonly url?: string | undefined
}

/**
 * Corrects what a report's text does not tell, and reads it anew, because its days and origins hang on it.
 *
 * @returns the corrected report, or null when no report has that id.
 */
export async function correctReport(ledger: Ledger, pipeline: Pipeline, id: string, correction: Correction): Promise<StoredReport | null> {
  const report = await ledger.report(id)
  if (!report) return null
  const known = (value: string | undefined, now: Report['outlet']): Report['outlet'] =>
    value === undefined ? now : value === '' ? null : { value, basis: 'corrected' }
  const corrected: StoredReport = {
    ...report,
    published: known(correction.published, report.published),
    outlet: known(correction.outlet, report.outlet),
    url: known(correction.url, report.url),
    readBy: pipeline.version,
  }
  await ledger.replaceReport(corrected, pipeline.read(corrected))
  return corrected
}

/** Joins and judges the incidents of a case anew when its reports, claims or decisions have changed since. */
export async function refreshIncidents(ledger: Ledger, pipeline: Pipeline): Promise<void> {
  const { stale } = await ledger.info()
  if (!stale) return
  const claims: readonly Claim[] = await ledger.claims()
  await ledger.replaceIncidents(pipeline.join(await ledger.reports(), claims))
}
