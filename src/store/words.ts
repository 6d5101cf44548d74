import type { Span } from '../claim/index.js'

/** A word as search compares it, and where it stands in the text. */
export interface Word extends Span {
  readonly folded: string
}

/** One thing asked for: a word, a "phrase" (words in a row), or a beginning (talib*). */
export interface Sought {
  readonly words: readonly string[]
  /** The last word may go on. */
  readonly open: boolean
}

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
}
const RUN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
const ASCII = /^[A-Za-z0-9]*$/
/** Marks, and the letters that stand for an apostrophe in romanised names (ʿ, ʾ, ʻ). */
const MARKS = /[\p{M}\p{Lm}]+/gu
const APOSTROPHES = new Set("'’‘`´′")

/**
 * The words of a text, folded the same on every engine: no case, no diacritics, no apostrophes
 * ("Ma'rib" = "Marib", "Taliban’s" = "Taliban"), digits without grouping commas, "U.S." = "us".
 *
 * @example words('Taliban’s Ma‘rib').map((word) => word.folded) // ['taliban', 'marib']
 */
export function words(text: string): Word[] {
  const found: Word[] = []
  /** Where a run would have to start to be one word with the last. */
  let joint = -1
  for (const { 0: run, index: start } of text.matchAll(RUN)) {
    const end = start + run.length
    const last = start === joint ? found.at(-1) : undefined
    const isPossessive = last !== undefined && (run === 's' || run === 'S') && text[start - 1] !== '.'
    if (last) {
      // "Taliban’s" is the Taliban; "Sana’a" and "1,500" are one word.
      if (!isPossessive) found[found.length - 1] = { start: last.start, end, folded: last.folded + folded(run) }
    } else {
      found.push({ start, end, folded: folded(run) })
    }
    joint = !isPossessive && joins(text, start, end) ? end + 1 : -1
  }
  return found.filter((word) => word.folded !== '')
}

/** The folded words of a text with single spaces: what an index keeps. */
export const fold = (text: string): string =>
  words(text)
    .map((word) => word.folded)
    .join(' ')

function folded(run: string): string {
  if (ASCII.test(run)) return run.toLowerCase()
  let plain = ''
  for (const letter of run.normalize('NFKD').replace(MARKS, '').toLowerCase()) {
    plain += LETTERS[letter] ?? (/[\p{L}\p{N}]/u.test(letter) ? letter : '')
  }
  return plain
}

/** Whether the run [start, end) and the next one are one word: by an apostrophe, a comma of thousands, "U.S.". */
function joins(text: string, start: number, end: number): boolean {
  const mark = text[end] ?? ''
  if (APOSTROPHES.has(mark)) return true
  if (mark === ',') return /[0-9]/.test(text[end - 1] ?? '') && /^[0-9]{3}(?![0-9])/.test(text.slice(end + 1, end + 5))
  return (
    mark === '.' &&
    end - start === 1 &&
    /^[A-Za-z](?![\p{L}\p{N}])/u.test(text.slice(end + 1, end + 3)) &&
    /[A-Za-z]/.test(text[start] ?? '')
  )
}

/**
 * What a query asks for; every part must occur.
 *
 * @example soughtIn('taloqan "security forces" talib*')
 */
export function soughtIn(query: string): Sought[] {
  const parts = query.replace(/[“”„«»]/g, '"').split('"')
  return parts.flatMap((part, index) => {
    const phrase = index % 2 === 1
    return (phrase ? [part] : part.split(/\s+/)).map(soughtOf).filter((sought) => sought.words.length > 0)
  })
}

const soughtOf = (part: string): Sought => ({
  words: words(part).map((word) => word.folded),
  open: part.trimEnd().endsWith('*'),
})

/** Where each thing asked for first stands together with the others, or null when one is missing. */
export function locate(text: string, sought: readonly Sought[]): Span | null {
  const present = words(text)
  const places = sought.map((one) => occurrences(present, one))
  if (places.length === 0 || places.some((spans) => spans.length === 0)) return null
  return tightest(places)
}

function occurrences(present: readonly Word[], { words: asked, open }: Sought): Span[] {
  const last = asked.length - 1
  const spans: Span[] = []
  for (let at = 0; at + last < present.length; at++) {
    const matches = asked.every((word, index) => {
      const there = present[at + index]?.folded ?? ''
      return there === word || (open && index === last && there.startsWith(word))
    })
    const first = present[at]
    const final = present[at + last]
    if (matches && first && final) spans.push({ start: first.start, end: final.end })
  }
  return spans
}

/** Longest stretch that is shown as one hit; wider apart, the first thing asked for stands for all. */
const TOGETHER = 160

/** The narrowest stretch that holds one of each; the earliest of equals. */
function tightest(places: readonly (readonly Span[])[]): Span {
  const all = places
    .flatMap((spans, which) => spans.map((span) => ({ ...span, which })))
    .sort((a, b) => a.start - b.start || a.end - b.end)
  const held = new Map<number, Span>()
  let best: Span | null = null
  for (const { which, ...span } of all) {
    held.delete(which)
    held.set(which, span)
    if (held.size < places.length) continue
    const stretch = around([...held.values()])
    if (!best || stretch.end - stretch.start < best.end - best.start) best = stretch
  }
  const first = places[0]?.[0] ?? { start: 0, end: 0 }
  return best && best.end - best.start <= TOGETHER ? best : first
}

const around = (spans: readonly Span[]): Span => ({
  start: Math.min(...spans.map((span) => span.start)),
  end: Math.max(...spans.map((span) => span.end)),
})

/** The words around a hit, cut at word boundaries, on one line. */
export function snippet(text: string, { start, end }: Span, reach = 80): string {
  let from = Math.max(0, start - reach)
  let to = Math.min(text.length, end + reach)
  while (from > 0 && from < start && !/\s/.test(text[from - 1] ?? '')) from++
  while (to < text.length && to > end && !/\s/.test(text[to] ?? '')) to--
  const words = text.slice(from, to).replace(/\s+/g, ' ').trim()
  return `${from > 0 ? '… ' : ''}${words}${to < text.length ? ' …' : ''}`
}
