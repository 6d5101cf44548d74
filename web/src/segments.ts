import type { Claim, Span } from './types.js'

/** A stretch of a report's text over which the same claims hold. */
export interface Segment extends Span {
  readonly claims: readonly Claim[]
}

/**
 * Cuts a text at every beginning and end of a quote, so that overlapping claims can be drawn without nesting.
 * The segments cover the text wholly and in order.
 */
export function segments(length: number, claims: readonly Claim[]): Segment[] {
  const cuts = [...new Set([0, length, ...claims.flatMap(({ quote }) => [quote.start, quote.end])])]
    .filter((cut) => cut >= 0 && cut <= length)
    .sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1]!
    return { start, end, claims: claims.filter(({ quote }) => quote.start <= start && quote.end >= end) }
  })
}
