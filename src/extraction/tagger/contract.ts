import type { Span } from '../../claim/span.js'
import type { Reading } from '../reading.js'

export type Role = 'source' | 'cue' | 'content'
export const ROLES: readonly Role[] = ['source', 'cue', 'content']

/** A stretch of a report that says who speaks, that they speak, or what they say. */
export interface TaggedSpan extends Span {
  readonly role: Role
  /** How likely it is that exactly this stretch is one, 0 to 1. */
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
  /** How sure it is that these belong together, given that each is one: the least of their links. */
  readonly link: number
}

/** What a tagger sees in a report. */
export interface Marked {
  /** Every stretch that has some chance; they overlap, as each is judged by itself. */
  readonly runs: readonly TaggedSpan[]
  /** Tokens of the report as a span. */
  span(role: Role, first: number, last: number, score: number): TaggedSpan
  /** How likely it is that a token among [first, last] belongs to the role, on average. */
  seen(role: Role, first: number, last: number): number
}

/** Marks attributions in a report as a corpus's coders did. Pure and deterministic. */
export interface Tagger {
  readonly version: string
  mark(reading: Reading): Marked
  /** Who belongs to whom among spans that do not overlap. */
  link(reading: Reading, spans: readonly TaggedSpan[]): readonly TaggedAttribution[]
}
