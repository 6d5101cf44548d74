// What the workbench gets from the server: the only types that web/ shares with src/.
import type { Claim, Incident, Known, Span } from '../claim/index.js'

export type {
  Account,
  Claim,
  Event,
  FacetStanding,
  FacetValue,
  Incident,
  Mention,
  PlaceMention,
  Quote,
  State,
  Toll,
} from '../claim/index.js'

/** A report without its text. */
export interface ReportHead {
  readonly id: string
  readonly title: string
  readonly outlet: Known<string> | null
  readonly published: Known<string> | null
  readonly url: Known<string> | null
  readonly origin: string
  readonly addedAt: string
}

export interface CaseInfo {
  readonly case: string
  readonly version: string
  readonly reports: number
  readonly claims: number
  readonly incidents: number
  readonly attribution: string
}

export interface IncidentList {
  readonly total: number
  readonly incidents: readonly Incident[]
}

/** An incident with everything its page shows. Names of private individuals are masked, in quotes too. */
export interface IncidentPage {
  readonly incident: Incident
  readonly claims: readonly Claim[]
  readonly reports: readonly ReportHead[]
}

/** A report to read, with its claims; spans point into `text`, in which private names are masked letter by letter. */
export interface ReportPage {
  readonly report: ReportHead
  readonly text: string
  readonly titleSpan: Span | null
  readonly claims: readonly Claim[]
  /** Incident of each claim that belongs to one. */
  readonly incidentOf: Readonly<Record<string, string>>
}

export interface Hit {
  readonly kind: 'report' | 'claim'
  readonly report: ReportHead
  readonly claim: string | null
  readonly start: number
  readonly end: number
  readonly snippet: string
}

export interface SearchPage {
  readonly words: string
  readonly hits: readonly Hit[]
}

/** What can be chosen in the filters, from what the case holds. */
export interface FilterChoices {
  readonly types: readonly string[]
  readonly places: readonly string[]
  readonly actors: readonly string[]
}

/** Every error of the API: what went wrong and what to do. */
export interface ApiError {
  readonly error: string
}
