// The stages, named in their order. Pure: data in, values out; shells load the data and do the reading and writing.
import type { Claim, Day, Incident, Report } from './claim/index.js'
import type { Knowledge } from './data/load.js'
import { maskPrivate, withholdPrivate } from './export/withhold.js'
import { assemble } from './extraction/assemble.js'
import { findFrames } from './extraction/attribution/frames.js'
import { findPropositions } from './extraction/events/propositions.js'
import type { Reading } from './extraction/reading.js'
import { ground, interests } from './grounding/index.js'
import type { Sentence } from './language/contract.js'
import { type Interests, linkIncidents } from './linking/index.js'

export type { Knowledge } from './data/load.js'

/** How one text was read, for `hearsay explain`. */
export interface Explanation {
  readonly sentences: readonly Sentence[]
  /** What fired, what lost, and why, in the order of the stages. */
  readonly notes: readonly string[]
  readonly claims: readonly Claim[]
}

type TextOfReport = Pick<Report, 'id' | 'text' | 'title' | 'outlet' | 'published'>

export interface Pipeline {
  /** What reads: "hearsay 0.1.0, english …". Claims read by another version are read anew. */
  readonly version: string
  /** One report to its claims: language → extraction → grounding. */
  read(report: TextOfReport): readonly Claim[]
  /** All reports and claims of a case to its incidents: copies → incidents → accounts and standing. */
  join(reports: readonly TextOfReport[], claims: readonly Claim[]): readonly Incident[]
  explain(text: string, published: Day | null): Explanation
  /** The same report and claims with private names masked letter by letter: every span still holds. For reading. */
  mask<R extends TextOfReport>(
    report: R,
    claims: readonly Claim[],
  ): { readonly text: string; readonly claims: readonly Claim[] }
  /** The same with private names replaced by the role: for files that leave the ledger. */
  withhold<R extends TextOfReport>(
    report: R,
    claims: readonly Claim[],
  ): { readonly report: R; readonly claims: readonly Claim[] }
}

/**
 * The pipeline over some knowledge.
 *
 * @example createPipeline(loadKnowledge()).read(report).map((claim) => claim.stance)
 */
export function createPipeline({ version, analyser, attribution, rules, grounding }: Knowledge): Pipeline {
  const known = interests(grounding)
  const standingOf: Interests = {
    allied: known.allies,
    enemies: known.enemies,
    outletSide: (outlet, day) => known.isStateMedia(outlet, day),
  }
  const read = (
    report: TextOfReport,
    trace: (note: string) => void = () => {},
  ): { sentences: readonly Sentence[]; claims: readonly Claim[] } => {
    const sentences = analyser.analyse(report.text)
    const reading: Reading = { text: report.text, sentences, title: report.title }
    const frames = findFrames(reading, attribution, trace, { outlet: report.outlet?.value ?? null })
    const propositions = findPropositions(reading, rules, attribution, trace)
    const claims = assemble(reading, frames, propositions, report.id)
    return { sentences, claims: ground(report, claims, grounding) }
  }
  return {
    version: `hearsay ${version}, ${analyser.version}`,
    read: (report) => read(report).claims,
    join: (reports, claims) =>
      linkIncidents(
        reports.map(({ id, text, outlet, published }) => ({
          id,
          text,
          outlet: outlet?.value ?? null,
          published: published?.value ?? null,
        })),
        claims,
        standingOf,
      ),
    explain: (text, published) => {
      const notes: string[] = []
      const report: TextOfReport = {
        id: 'explained',
        text,
        title: null,
        outlet: null,
        published: published ? { value: published, basis: 'given' } : null,
      }
      return { notes, ...read(report, (note) => notes.push(note)) }
    },
    mask: (report, claims) => maskPrivate(report.text, claims),
    withhold: (report, claims) => withholdPrivate(report, claims),
  }
}
