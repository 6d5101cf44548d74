// The stages, named in their order. Pure: data in, values out; shells load the data and do the reading and writing.
import type { Claim, Incident, Report } from './claim/index.js'
import type { Analyser } from './language/contract.js'

/** Everything the stages need to know, as read from data/. */
export interface Knowledge {
  readonly analyser: Analyser
}

export interface Pipeline {
  /** What reads: "hearsay 0.1.0, english …". Claims read by another version are read anew. */
  readonly version: string
  /** One report to its claims: language → extraction → grounding. */
  read(report: Report): readonly Claim[]
  /** All reports and claims of a case to its incidents: copies → incidents → accounts and standing. */
  join(reports: readonly Omit<Report, 'bytes'>[], claims: readonly Claim[]): readonly Incident[]
}
