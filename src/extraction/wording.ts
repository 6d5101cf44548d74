import { type Attribution, type Quote, quote, type Span } from '../claim/index.js'
import type { Frame } from './reading.js'

/** What claims and statements share: how their words are cut, who says them, what their ids hang on. */

const LEADING = /^(?:[\s,;:.…–—-]|\.\.\.|(?:and|but|that|or|so|because|while|although|though|as well as)\s(?=\S))+/i
const TRAILING = /(?:[\s,;:.…–—-]|\s(?:and|but|or|that|while|as))+$/i

/** The words without conjunctions, punctuation and lone quotation marks at their ends; null where nothing is left. */
export function trimmed(text: string, { start, end }: Span): Quote | null {
  if (start >= end) return null
  let from = start
  let to = end
  for (let changed = true; changed; ) {
    changed = false
    const words = text.slice(from, to)
    const lead = LEADING.exec(words)?.[0].length ?? 0
    const tail = TRAILING.exec(words)?.[0].length ?? 0
    if (lead > 0 && lead < words.length) [from, changed] = [from + lead, true]
    else if (tail > 0 && tail < words.length) [to, changed] = [to - tail, true]
    else if (isLoneMark(words, words[0] ?? '')) [from, changed] = [from + 1, true]
    else if (isLoneMark(words, words.at(-1) ?? '')) [to, changed] = [to - 1, true]
    if (from >= to) return null
  }
  return quote(text, { start: from, end: to })
}

/** A quotation mark whose other half lies outside. */
function isLoneMark(words: string, mark: string): boolean {
  if (!/^["“”„«»]$/.test(mark)) return false
  return [...words].filter((c) => /["“”„«»]/.test(c)).length % 2 === 1
}

export function attributionOf(frame: Frame | null): Attribution {
  if (!frame)
    return { source: 'outlet', kind: 'media', cue: null, via: [], saidWhen: null, role: null, affiliation: null }
  const { source, kind, cue, via, saidWhen, role, affiliation, authenticity } = frame
  return { source, kind, cue, via, saidWhen, role, affiliation, ...(authenticity ? { authenticity } : {}) }
}

/** The same report, words, reading and speaker give the same id. */
export function idOf(reportId: string, words: Span, type: string, foundBy: string, frame: Frame | null): string {
  const speaker = frame === null || frame.source === 'outlet' ? 'outlet' : `${frame.source.quote.start}`
  return `c${fnv1a(`${reportId}|${words.start}|${words.end}|${type}|${foundBy.replace(/#.*$/, '')}|${speaker}`)}`
}

/** FNV-1a over UTF-8, 64 bits, as hex. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}
