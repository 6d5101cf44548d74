// What is done to a case: reports go in, are corrected and taken out, and its incidents are joined and judged anew.
// The stages decide; this file reads, calls and writes.
import type { Claim, Report, Span } from './claim/index.js'
import type { Pipeline } from './pipeline.js'
import type { Ledger, SearchHit, StoredReport } from './store/store.js'

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
export async function correctReport(
  ledger: Ledger,
  pipeline: Pipeline,
  id: string,
  correction: Correction,
): Promise<StoredReport | null> {
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
  // The revision is read first: what another process adds meanwhile leaves the incidents stale, not silently unjudged.
  const { stale, revision } = await ledger.info()
  if (!stale) return
  const claims = await ledger.claims()
  await ledger.replaceIncidents(pipeline.join(await ledger.reports(), claims), revision)
}

/** A report as everybody may read it. */
export interface PublicReport {
  readonly report: Omit<StoredReport, 'bytes'>
  readonly claims: readonly Claim[]
}

/** A report and its claims with private names masked letter by letter, so that every span still holds; null where there is none. */
export async function publicReport(ledger: Ledger, pipeline: Pipeline, id: string): Promise<PublicReport | null> {
  const stored = await ledger.report(id)
  if (!stored) return null
  const { bytes: _, ...report } = stored
  const { text, claims } = pipeline.mask(report, await ledger.claims({ report: stored.id }))
  return { report: { ...report, text }, claims }
}

/** A place in a report where the words searched for stand, with private names masked. */
export interface PublicHit extends SearchHit {
  readonly found: PublicReport
}

const BEFORE = 80
const AFTER = 160

/** Searches a case as everybody may: names of private individuals are masked in what is shown. */
export async function publicSearch(
  ledger: Ledger,
  pipeline: Pipeline,
  words: string,
  limit: number,
): Promise<readonly PublicHit[]> {
  const reports = new Map<string, PublicReport | null>()
  const hits: PublicHit[] = []
  for (const hit of await ledger.search(words, { limit })) {
    if (!reports.has(hit.report)) reports.set(hit.report, await publicReport(ledger, pipeline, hit.report))
    const found = reports.get(hit.report)
    if (!found) continue
    hits.push({ ...hit, snippet: snippetOf(found.report.text, hit), found })
  }
  return hits
}

/** Some words before and after a hit, whole ones. */
function snippetOf(text: string, { start, end }: Span): string {
  const before = text.slice(Math.max(0, start - BEFORE), start)
  const after = text.slice(end, end + AFTER)
  const lead = start > BEFORE ? before.replace(/^\S*\s/, '') : before
  const tail = end + AFTER < text.length ? after.replace(/\s\S*$/, '') : after
  return `${lead}${text.slice(start, end)}${tail}`.trim().replace(/\s+/g, ' ')
}
