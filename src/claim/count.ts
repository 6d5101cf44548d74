/** How many, as the source put it. A bound that is `null` was not set; 0 means "said to be none". */
export interface Count {
  readonly low: number | null
  readonly high: number | null
  readonly words: string
}

/** @example exactly(8, 'eight') // { low: 8, high: 8, words: 'eight' } */
export const exactly = (n: number, words: string): Count => ({ low: n, high: n, words })
/** @example atLeast(44, 'at least 44') // { low: 44, high: null, words: 'at least 44' } */
export const atLeast = (n: number, words: string): Count => ({ low: n, high: null, words })
/** @example atMost(60, 'up to 60') // { low: null, high: 60, words: 'up to 60' } */
export const atMost = (n: number, words: string): Count => ({ low: null, high: n, words })
/** @example between(1500, 4000, 'between 1,500 and 4,000') */
export const between = (low: number, high: number, words: string): Count => ({ low, high, words })

/**
 * True when one number can satisfy both counts ("8" and "at least 8"; not "8" and "6").
 *
 * @example compatible(exactly(8, '8'), atLeast(8, 'at least 8')) // true
 */
export const compatible = (a: Count, b: Count): boolean =>
  (a.low ?? 0) <= (b.high ?? Number.POSITIVE_INFINITY) && (b.low ?? 0) <= (a.high ?? Number.POSITIVE_INFINITY)

/**
 * True when the two give the same figure or the same lower bound: only such counts corroborate each other (DESIGN 5).
 *
 * @example sameFigure(exactly(50, '50'), between(45, 55, 'about 50')) // false
 */
export const sameFigure = (a: Count, b: Count): boolean =>
  (a.low === b.low && a.high === b.high) || (a.low !== null && a.low === b.low && (a.high === null || b.high === null))
