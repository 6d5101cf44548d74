import type { Span } from './span.js'
import type { Day } from './when.js'

/** How a value about a report became known. */
export type Basis = 'stated' | 'given' | 'corrected'

/** A value about a report, and whether the report states it, the user gave it, or a reviewer corrected it. */
export interface Known<T> {
  readonly value: T
  readonly basis: Basis
}

/** One published document as received. Its cleaned text never changes; every span points into it. */
export interface Report {
  /** `r` and the first 16 hex digits of the SHA-256 of the bytes received. */
  readonly id: string
  readonly text: string
  /** SHA-256 of the text, hex: what decisions hang on. */
  readonly textHash: string
  /** SHA-256 of the bytes as received, hex. */
  readonly bytesHash: string
  /** File name, or name and line for JSON Lines: where it came from, for messages only. */
  readonly origin: string
  /** Where the title stands in `text`, if it has one. */
  readonly title: Span | null
  readonly outlet: Known<string> | null
  readonly published: Known<Day> | null
  readonly url: Known<string> | null
  /** When the bytes were fetched or archived, as given. */
  readonly retrieved: string | null
}
