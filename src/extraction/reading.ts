import type {
  Affiliation,
  Event,
  Mention,
  Quote,
  Relay,
  SourceKind,
  Span,
  Stance,
  State,
  When,
} from '../claim/index.js'
import type { Sentence } from '../language/contract.js'

/** A token of a report: which sentence, which token. */
export interface TokenRef {
  readonly sentence: number
  readonly token: number
}

/** A report as extraction sees it. */
export interface Reading {
  readonly text: string
  readonly sentences: readonly Sentence[]
  /** Where the title stands in `text`, if it has one. */
  readonly title: Span | null
}

/**
 * Who says some stretch of the report, and what they do with it. Frames nest: the innermost frame that covers a token
 * is its speaker's, its parents relay it. What no frame covers is the outlet's own voice.
 */
export interface Frame {
  readonly source: Mention | 'outlet'
  readonly kind: SourceKind
  readonly role: Quote | null
  readonly affiliation: Affiliation | null
  readonly cue: Quote | null
  readonly via: readonly Relay[]
  readonly stance: Stance
  /** The words (or the earlier stretch) that a denial, doubt or confirmation answers, as written. */
  readonly about: Quote | null
  readonly hedges: readonly string[]
  readonly saidWhen: When | null
  readonly authenticity?: 'confirmed' | 'not-confirmed'
  /** What is said: stretches of the report, without speaker and cue. */
  readonly content: readonly Span[]
  /** "refused to confirm that A", "did not deny that A": the content is asked of the source, and nobody says it. */
  readonly silent?: true
  readonly foundBy: string
  readonly confidence: number
}

/** One event or state that a clause tells, before anyone asks who says so. */
export interface Proposition {
  readonly trigger: TokenRef
  /** The clause that carries it, as it stands in the report, before the speaker and cue are cut away. */
  readonly clause: Span
  readonly content: Event | State
  readonly hedges: readonly string[]
  readonly partial: boolean
  readonly foundBy: string
  readonly confidence: number
}

/** Notes what fired and what lost, for `hearsay explain`. */
export type Trace = (note: string) => void
