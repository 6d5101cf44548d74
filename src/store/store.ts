import type { Claim, Day, Decision, Incident, Report } from '../claim/index.js'

/** A report as the ledger keeps it: the bytes as received beside the cleaned text. */
export interface StoredReport extends Report {
  readonly bytes: Uint8Array
  /** ISO 8601 instant of the adding. */
  readonly addedAt: string
  /** Which reading made its claims ("hearsay 0.1.0, english 1"): an older one is read anew on `add`. */
  readonly readBy: string
}

/**
 * Which incidents to list; every filter narrows. An incident whose days are not known is never within `since`/`until`.
 */
export interface IncidentFilter {
  /** Words of the name of the place or of a container of it, however spelled ("takhar", "Deir ez-Zor"). */
  readonly place?: string
  /** Words of the name, or the side, of an actor or target. */
  readonly actor?: string
  /** First and last day, both included: an incident counts that may have been going on between them. */
  readonly since?: Day
  readonly until?: Day
  /** A support of the occurrence ("corroborated"), an opposition of any facet ("denied"), or "contested". */
  readonly standing?: string
  /** A type or a family ("airstrike", "violence"). */
  readonly type?: string
  readonly limit?: number
  readonly offset?: number
}

export interface SearchHit {
  readonly kind: 'report' | 'claim'
  readonly report: string
  readonly claim: string | null
  /** Where the hit stands in the report's text. */
  readonly start: number
  readonly end: number
  readonly snippet: string
}

export interface LedgerInfo {
  /** Which engine and driver ("SQLite 3.53.0 (node:sqlite)"). */
  readonly engine: string
  /** File or address, for messages. */
  readonly where: string
  readonly schema: number
  readonly reports: number
  readonly claims: number
  readonly incidents: number
  readonly decisions: number
  /** Counts every change of reports and decisions: take it before reading, give it to `replaceIncidents`. */
  readonly revision: number
  /** True when reports or decisions changed since the incidents were last joined and judged. */
  readonly stale: boolean
}

/** Which claims; a report's own, some by id, or all. In order of adding and of place in the text. */
export interface ClaimFilter {
  readonly report?: string
  readonly reports?: readonly string[]
  readonly ids?: readonly string[]
}

/**
 * Where a case is kept. Every engine passes the same conformance suite (test/store-conformance.ts).
 * Claims come back with reviewers' decisions applied; `rawClaims` gives them as extracted.
 */
export interface Ledger {
  /** Adds a report and all its claims in one transaction. A report that is there already is left alone. */
  addReport(report: StoredReport, claims: readonly Claim[]): Promise<'added' | 'present'>
  /**
   * Puts a report's corrected header and newly read claims in place of the old, in one transaction.
   *
   * @throws LedgerError `no-such-report`
   */
  replaceReport(report: StoredReport, claims: readonly Claim[]): Promise<void>
  /** Takes a report and its claims out; decisions stay. Returns false where there is none. */
  removeReport(id: string): Promise<boolean>
  /** By full id or a prefix that only one report has; null otherwise. */
  report(id: string): Promise<StoredReport | null>
  /** Without bytes, oldest first. */
  reports(options?: { limit?: number; offset?: number }): Promise<readonly Omit<StoredReport, 'bytes'>[]>
  /** By full id. */
  hasReport(id: string): Promise<boolean>
  claim(id: string): Promise<Claim | null>
  claims(filter?: ClaimFilter): Promise<readonly Claim[]>
  /** As extracted, struck ones too: what a reviewer rules on. */
  rawClaims(report: string): Promise<readonly Claim[]>
  /**
   * Puts the whole set of incidents in place of the old, in one transaction, and clears `stale`; with the revision
   * they were made from, only where nothing has changed since (another process may have added a report meanwhile).
   */
  replaceIncidents(incidents: readonly Incident[], madeFrom?: number): Promise<void>
  /** Latest first, those of unknown days last; `total` counts all that pass the filter. */
  incidents(filter?: IncidentFilter): Promise<{ readonly total: number; readonly incidents: readonly Incident[] }>
  incident(id: string): Promise<Incident | null>
  /** Adding the same decision twice changes nothing; one that names no field or value we know is refused. */
  addDecision(decision: Decision): Promise<void>
  /** In the order they were added. */
  decisions(textHash?: string): Promise<readonly Decision[]>
  /**
   * Full text over reports and quotes, latest added report first, each followed by those of its claims whose quotes
   * hold all that is asked for. All words must occur; "…" is a phrase, `talib*` a beginning. Case, diacritics and
   * apostrophes do not matter. `limit` and `offset` count reports.
   */
  search(words: string, options?: { limit?: number; offset?: number }): Promise<readonly SearchHit[]>
  info(): Promise<LedgerInfo>
  /** Checks the engine's own integrity and ours (every quote equals the text at its span). Empty = sound. */
  check(): Promise<readonly string[]>
  /** Writes a consistent copy to a new file while others read and write. */
  backup(file: string): Promise<void>
  close(): Promise<void>
}
