import type { Span } from '../../claim/span.js'
import type { Sentence, Token } from '../../language/contract.js'
import { runsOf } from '../tree.js'

const LOOSE = /[\s,;:.…–—\-!?]/
const QUOTES: Readonly<Record<string, string>> = { '“': '”', '"': '"', '‘': '’', "'": "'", '«': '»' }
const isQuoteMark = (char: string): boolean => /["“”„«»‘’']/.test(char)

/** Words that lead into a clause without being part of what is said. */
const LEADING = new Set(['that', 'and', 'but', 'or', 'as', 'so', 'because'])

/**
 * Turns the tokens of a content into stretches of the report: without markers ("that"), conjunctions and punctuation at
 * the ends. Pieces that only punctuation or a dropped marker parts are one.
 */
export function tidy(text: string, sentence: Sentence, tokens: readonly Token[]): readonly Span[] {
  const wanted = new Set(tokens.map((t) => t.index))
  const first = tokens[0]?.index ?? 0
  const last = tokens.at(-1)?.index ?? -1
  const bridged = sentence.tokens.filter(
    (t) => t.index >= first && t.index <= last && (wanted.has(t.index) || (t.upos === 'PUNCT' && isQuoteMark(t.text))),
  )
  const runs = runsOf(bridged)
    .map((run) => withoutLead(run))
    .filter((run) => run.some((t) => t.upos !== 'PUNCT'))
  return runs
    .flatMap((run) => trimmed(text, run) ?? [])
    .filter((span) => /[\p{L}\p{N}]/u.test(text.slice(span.start, span.end)))
}

function withoutLead(run: readonly Token[]): readonly Token[] {
  let first = 0
  while (first < run.length - 1) {
    const token = run[first]
    if (!token) break
    const word = token.text.toLowerCase()
    const leads =
      LEADING.has(word) &&
      (token.rel === 'mark' || token.rel === 'cc' || token.upos === 'SCONJ' || token.upos === 'CCONJ')
    if (!leads && !(token.upos === 'PUNCT' && !isQuoteMark(token.text) && !/[([]/.test(token.text))) break
    first++
  }
  return run.slice(first)
}

function trimmed(text: string, run: readonly Token[]): Span | null {
  const start = run[0]?.start
  const end = run.at(-1)?.end
  return start === undefined || end === undefined ? null : trimContent(text, { start, end })
}

/** Cuts punctuation at both ends, and quotation marks that enclose the whole or have lost their partner. */
export function trimContent(text: string, { start, end }: Span): Span | null {
  for (let changed = true; changed && start < end; ) {
    changed = false
    while (start < end && LOOSE.test(text[start] ?? '')) [start, changed] = [start + 1, true]
    while (end > start && LOOSE.test(text[end - 1] ?? '') && !isAbbreviation(text, start, end))
      [end, changed] = [end - 1, true]
    while (text.slice(start, start + 2) === "''") [start, changed] = [start + 2, true]
    while (text.slice(end - 2, end) === "''" && !text.slice(start, end - 2).includes("''"))
      [end, changed] = [end - 2, true]
    const first = text[start] ?? ''
    const final = text[end - 1] ?? ''
    const closer = QUOTES[first]
    const rest = text.slice(start + 1, end)
    if (closer && !rest.includes(closer)) [start, changed] = [start + 1, true]
    else if (closer && final === closer && rest.indexOf(closer) === rest.length - 1)
      [start, end, changed] = [start + 1, end - 1, true]
    else if (/["”»]/.test(final) && !opensInside(text, start, end - 1, final)) [end, changed] = [end - 1, true]
    else if (final === '”' && text.slice(start, end - 1).lastIndexOf('“') < 0) [end, changed] = [end - 1, true]
  }
  if (start < end && leavesOpen(text, start, end)) end++
  return start < end ? { start, end } : null
}

/** 'blamed "foreign hands' with the closing mark right behind. */
function leavesOpen(text: string, start: number, end: number): boolean {
  const inside = text.slice(start, end)
  const next = text[end] ?? ''
  if (next === '"') return (inside.split('"').length - 1) % 2 === 1
  return next === '”' && inside.split('“').length > inside.split('”').length
}

const OPENER: Readonly<Record<string, string>> = { '”': '“', '"': '"', '»': '«' }

function opensInside(text: string, start: number, end: number, closer: string): boolean {
  const opener = OPENER[closer] ?? closer
  const inside = text.slice(start, end)
  if (opener === '"') return (inside.split('"').length - 1) % 2 === 1
  return inside.includes(opener)
}

/** "the U.S." keeps its last full stop. */
const isAbbreviation = (text: string, start: number, end: number): boolean =>
  /(?:^|[\s(])(?:\p{Lu}\.){2,}$/u.test(text.slice(Math.max(start, end - 9), end))

/** Joins stretches that overlap or that only white space, quotation marks and punctuation part. */
export function joinSpans(text: string, spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1)
    if (last && (span.start <= last.end || !/[\p{L}\p{N}]/u.test(text.slice(last.end, span.start)))) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) }
    } else joined.push(span)
  }
  return joined
}
