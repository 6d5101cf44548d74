// The stages, named in their order. Pure: data in, values out; shells load the data and do the reading and writing.
import type { Claim, Day, Incident, Report, Statement } from './claim/index.js'
import type { Knowledge } from './data/load.js'
import { maskPrivate, withholdPrivate } from './export/withhold.js'
import { assemble } from './extraction/assemble.js'
import { findFrames } from './extraction/attribution/frames.js'
import { createReader } from './extraction/attribution/weigh.js'
import { findPropositions } from './extraction/events/propositions.js'
import type { Reading } from './extraction/reading.js'
import { ground, groundStatements, interests } from './grounding/index.js'
import type { Sentence } from './language/contract.js'
import { type Interests, linkIncidents } from './linking/index.js'

export type { Knowledge } from './data/load.js'

/** How one text was read, for `hearsay explain`. */
export interface Explanation {
  readonly sentences: readonly Sentence[]
  /** What fired, what lost, and why, in the order of the stages. */
  readonly notes: readonly string[]
  readonly claims: readonly Claim[]
  /** What speakers say beyond the vocabulary of claims. */
  readonly statements: readonly Statement[]
}

type TextOfReport = Pick<Report, 'id' | 'text' | 'title' | 'outlet' | 'published'>

export interface Pipeline {
  /** What reads: "hearsay 0.1.0, english …". Claims read by another version are read anew. */
  readonly version: string
  /** One report to its claims: language → extraction → grounding. */
  read(report: TextOfReport): readonly Claim[]
  /** What its speakers say beyond the vocabulary of claims: no part of the ledger. */
  statements(report: TextOfReport): readonly Statement[]
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
export function createPipeline({ version, analyser, attribution, tagger, rules, grounding }: Knowledge): Pipeline {
  const known = interests(grounding)
  const reader = tagger && createReader(tagger, analyser)
  const standingOf: Interests = {
    allied: known.allies,
    enemies: known.enemies,
    outletSide: (outlet, day) => known.isStateMedia(outlet, day),
  }
  const assembled = (report: TextOfReport, trace: (note: string) => void = () => {}) => {
    const sentences = analyser.analyse(report.text)
    const reading: Reading = { text: report.text, sentences, title: report.title }
    const frames = findFrames(reading, attribution, trace, { outlet: report.outlet?.value ?? null, reader })
    const propositions = findPropositions(reading, rules, attribution, trace)
    return { sentences, ...assemble(reading, frames, propositions, report.id) }
  }
  return {
    version: `hearsay ${version}, ${[analyser, ...(reader ? [reader.tagger] : [])].map((m) => m.version).join(', ')}`,
    read: (report) => ground(report, assembled(report).claims, grounding),
    statements: (report) => groundStatements(report, assembled(report).statements, grounding),
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
      const { sentences, claims, statements } = assembled(report, (note) => notes.push(note))
      return {
        sentences,
        notes,
        claims: ground(report, claims, grounding),
        statements: groundStatements(report, statements, grounding),
      }
    },
    mask: (report, claims) => maskPrivate(report.text, claims),
    withhold: (report, claims) => withholdPrivate(report, claims),
  }
}
