import type { Span } from '../../claim/span.js'
import type { Reading } from '../reading.js'

export type Role = 'source' | 'cue' | 'content'

/** A stretch of a report that says who speaks, that they speak, or what they say. */
export interface TaggedSpan extends Span {
  readonly role: Role
  /** How sure the tagger is that exactly this stretch is one, 0 to 1. */
  readonly score: number
  /** Tokens [first, last] of the report, counted through all its sentences. */
  readonly first: number
  readonly last: number
}

/** One attribution: a cue with its speaker, where one is told, and what is said, in one or more pieces. */
export interface TaggedAttribution {
  readonly cue: TaggedSpan
  readonly source: TaggedSpan | null
  readonly content: readonly TaggedSpan[]
  /** The least of the scores of its parts and of their links. */
  readonly score: number
}

/** Marks attributions in a report as a corpus's coders did. Pure and deterministic. */
export interface Tagger {
  readonly version: string
  spans(reading: Reading): readonly TaggedSpan[]
  attributions(reading: Reading, spans?: readonly TaggedSpan[]): readonly TaggedAttribution[]
}
