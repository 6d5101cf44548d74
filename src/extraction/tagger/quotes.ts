/**
 * Where each token stands to quotation marks, seen from the marks alone. Kept apart from attribution/quotations.ts on
 * purpose: a trained tagger needs for ever the states that it was trained on.
 */
import type { Span } from '../../claim/span.js'

/** `outside`, at an opening or closing mark, or inside; how long what stands between the marks is; never closed. */
export interface QuoteState {
  readonly kind: 'outside' | 'opens' | 'closes' | 'inside'
  /** Tokens between the marks, in classes. */
  readonly length: '' | '1' | '3' | '7' | '15' | 'more'
  readonly unclosed: boolean
}

export const OUTSIDE: QuoteState = { kind: 'outside', length: '', unclosed: false }
const OPENING = '“„«‟'
const CLOSING = '”»'
const STRAIGHT = '"″＂'

type Role = 'opens' | 'closes' | 'either'

function roleOf(text: string, token: Span): Role | null {
  const mark = text.slice(token.start, token.end)
  const double = mark === "''" || mark === '``' || mark === '‘‘' || mark === '’’'
  if (mark.length !== 1 && !double) return null
  if (!double && !(OPENING + CLOSING + STRAIGHT).includes(mark)) return null
  if (OPENING.includes(mark) || mark === '``' || mark === '‘‘') return 'opens'
  const before = text[token.start - 1] ?? ' '
  const after = text[token.end] ?? ' '
  const openBefore = /[\s([–—-]/.test(before)
  const openAfter = /[\s.,;:!?)\]–—-]/.test(after)
  if (openBefore && !openAfter) return 'opens'
  if (CLOSING.includes(mark)) return 'closes'
  return !openBefore && openAfter ? 'closes' : 'either'
}

const lengthClass = (n: number): QuoteState['length'] =>
  n <= 1 ? '1' : n <= 3 ? '3' : n <= 7 ? '7' : n <= 15 ? '15' : 'more'

/** The states of the tokens of one paragraph. A mark that is never closed reaches the paragraph's end. */
export function quoteStates(text: string, tokens: readonly Span[]): readonly QuoteState[] {
  const states: QuoteState[] = tokens.map(() => OUTSIDE)
  let open: number | null = null
  const close = (end: number, unclosed: boolean): void => {
    if (open === null) return
    const length = lengthClass(end - open - 1)
    states[open] = { kind: 'opens', length, unclosed }
    for (let i = open + 1; i < end; i++) states[i] = { kind: 'inside', length, unclosed }
    if (!unclosed) states[end] = { kind: 'closes', length, unclosed }
    open = null
  }
  tokens.forEach((token, i) => {
    const role = roleOf(text, token)
    if (role === null) return
    if (role === 'opens' || (role === 'either' && open === null)) {
      close(i, true)
      open = i
    } else if (open === null) states[i] = { kind: 'closes', length: '', unclosed: true }
    else close(i, false)
  })
  close(tokens.length, true)
  return states
}
