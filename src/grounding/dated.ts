import type { Day } from '../claim/index.js'
import type { Span } from '../data/actors.js'

/**
 * True on the days from `from` (inclusive) to `to` (exclusive); null = open.
 *
 * @example inForce({ from: '2021-08-15', to: null }, '2020-01-03') // false
 */
export const inForce = (span: Span, day: Day): boolean =>
  (span.from === null || span.from <= day) && (span.to === null || day < span.to)
