import type { Day, WhenPrecision } from '../../claim/index.js'
import { MS, make, ms, parts } from './calendar.js'

/** What the days of an expression are counted from. */
export interface DayContext {
  readonly text: string
  readonly start: number
  readonly end: number
  /** The day of publication; null = unknown, and then nothing relative is known either. */
  readonly published: Day | null
  /** The day of the saying, where the words say it; else null. */
  readonly said: Day | null
  /** The event is planned or predicted: a bare weekday or date lies ahead. */
  readonly ahead?: boolean
}

export interface Days {
  readonly from: Day | null
  readonly to: Day | null
  readonly precision: WhenPrecision
  readonly implied: boolean
  readonly because: string
}

// ------------------------------------------------------------------------------------------------- one expression

export interface Base {
  /** The day that relative words count from, and how it is known. */
  readonly anchor: Day | null
  readonly anchorName: string
  /** The day named last before the words ("the same day"). */
  readonly previous: (() => Days | null) | null
  readonly ahead: boolean
}

export const known = (
  from: Day | null,
  to: Day | null,
  precision: WhenPrecision,
  implied: boolean,
  because: string,
): Days => ({ from, to, precision, implied, because })
export const unknown = (precision: WhenPrecision, because: string): Days => ({
  from: null,
  to: null,
  precision,
  implied: false,
  because,
})
export const relative = (
  base: Base,
  precision: WhenPrecision,
  days: (anchor: Day) => readonly [Day | null, Day | null],
  how: string,
): Days => {
  if (base.anchor === null) return unknown(precision, 'relative words, and no day of publication is known')
  const [from, to] = days(base.anchor)
  return known(from, to, precision, true, `${how} counted from ${base.anchorName} ${base.anchor}`)
}

/** The last year in which a date without year falls on or before the anchor (or the next one, if it lies ahead). */
export function yearFor(base: Base, month: number, day: number): number | null {
  if (base.anchor === null) return null
  const [year, anchorMonth, anchorDay] = parts(base.anchor)
  const later = month > anchorMonth || (month === anchorMonth && day > anchorDay)
  const earlier = month < anchorMonth || (month === anchorMonth && day < anchorDay)
  if (base.ahead) return earlier ? year + 1 : year
  // A day or two ahead is tomorrow's date line, not last year's.
  if (later) {
    const thisYear = make(year, month, day)
    if (thisYear !== null && ms(thisYear) - ms(base.anchor) <= 2 * MS) return year
    return year - 1
  }
  return year
}

export type Handler = (match: RegExpExecArray, base: Base) => Days | null
export const rule = (pattern: string, handle: Handler): readonly [RegExp, Handler] => [
  new RegExp(`^(?:${pattern})$`, 'i'),
  handle,
]

/** A date with a year, in any usual notation; two-digit days first or last only where they cannot be months. */
export function numeric(a: number, b: number, year: number): Days | null {
  if (a > 12 && b <= 12) return exact(year, b, a)
  if (b > 12 && a <= 12) return exact(year, a, b)
  if (a === b) return exact(year, a, b)
  return unknown('day', 'day and month cannot be told apart')
}
export function exact(year: number, month: number, day: number): Days | null {
  const found = make(year, month, day)
  return found === null ? null : known(found, found, 'day', false, 'the words give the day')
}
export function withoutYear(
  base: Base,
  month: number,
  first: number,
  last: number,
  precision: WhenPrecision,
): Days | null {
  if (first > 31 || last > 31 || first < 1) return null
  const year = yearFor(base, month, first)
  if (year === null) return unknown(precision, 'no year, and no day of publication is known')
  const [from, to] = [make(year, month, first), make(year, month, last)]
  if (from === null || to === null) return null
  return known(from, to, precision, true, `year counted from ${base.anchorName} ${base.anchor}`)
}
