/** A half-open [start, end) range of UTF-16 offsets into one report's stored text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A span together with the words it covers, so that a reader can check it without us. */
export interface Quote extends Span {
  readonly text: string
}

/**
 * The only way to make a Quote: the words are read from the report, never passed in.
 *
 * @throws RangeError when the span is empty or lies outside the text.
 * @example quote('Two men fled.', { start: 4, end: 7 }).text // 'men'
 */
export function quote(text: string, { start, end }: Span): Quote {
  if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= text.length)) {
    throw new RangeError(`span ${start}-${end} lies outside a text of ${text.length} characters`)
  }
  return Object.freeze({ start, end, text: text.slice(start, end) })
}

/** True when the two ranges share at least one character. */
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** True when `inner` lies wholly within `outer` (equal spans count). */
export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end

/**
 * The span without white space at its ends, or null when nothing else is left.
 *
 * @example trimSpan(' a ', { start: 0, end: 3 }) // { start: 1, end: 2 }
 */
export function trimSpan(text: string, { start, end }: Span): Span | null {
  while (start < end && /\s/.test(text[start] ?? '')) start++
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--
  return start < end ? { start, end } : null
}
