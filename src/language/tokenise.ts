import type { Span } from '../claim/span.js'
import { canonical } from './view.js'
import {
  ABBREVIATIONS,
  ALSO_WORDS,
  CLITIC_HOSTS,
  DOMAIN_ENDINGS,
  NO_PLURAL,
  OPENERS,
  PIECES,
  PREFIXES,
  TITLES,
  UNITS,
} from './words.js'

/** One syntactic word as a span of the text. */
export interface RawToken extends Span {
  /** White space stands before it (or the text begins). */
  readonly spaced: boolean
  /** One written word with the token before, as "n't" of "don't". */
  readonly joined: boolean
}

/** All lengths are bounded, or what is matched is consumed: a hostile text costs linear time. */
const URL = /(?:https?:\/\/|ftp:\/\/|mailto:|www\.|pic\.twitter\.com)[^\s<>"]+/iuy
const EMAIL = /[\p{L}\p{N}_.+%-]{1,64}@[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){0,6}/uy
const DOMAIN = /(?:[\p{L}\p{N}_-]{1,63}\.){1,6}([\p{L}\p{N}]{2,5})(?![\p{L}\p{N}])(?:\/[^\s<>"()]{0,200})?/uy
const HANDLE = /@[\p{L}\p{N}_]{2,}/uy
const HASHTAG = /#\p{L}[\p{L}\p{M}\p{N}_]*/uy
const SMILE = /(?:[:;=8]['-]?[()[\]DPpOo3|/\\*]|\^_+\^|<3|[xX]D|[oO]_[oO])(?![\p{L}\p{N}])/uy
const ACRONYM = /(?:\p{L}\.){2,12}(?:\p{L}(?![\p{L}\p{M}\p{N}'.]))?/uy
const PHONE =
  /\d{4}-\d{2}-\d{2}(?![\d-])|(?:\+?\d{1,3}-)?\d{3}-(?:\d{3}-)?\d{4}(?![\d-])|\d{1,2}-\d{1,2}-\d{2,4}(?![\d-])/uy
const NUMBER = /\d+(?:[.,:/]\d+)*/uy
const ORDINAL = /(?:st|nd|rd|th|s)(?![\p{L}\p{N}])/iuy
const DECADE = /'\d{2}s(?![\p{L}\p{N}])/uy
const LETTERS_AFTER_NUMBER = /[\p{L}\p{M}\p{N}_]+/uy
const WORD = /[\p{L}\p{M}\p{N}_\u200b-\u200f\u2060\ufeff]+(?:'+(?=[\p{L}])[\p{L}\p{M}\p{N}_]+)*/uy
const COMPANY = /[\p{Lu}]{1,6}&[\p{Lu}]{1,6}(?![\p{L}])/uy
const CURRENCY = /(?:US|[ACH]|HK|NZ|U)\$/uy
const LONE_CLITIC = /(?:'(?:s|re|ve|ll|d|m|em|til|tis|twas)|n't)(?![\p{L}\p{N}])/iuy
const SAME_MARKS =
  /\.{2,}|…+|!+[!?]*|\?+[!?]*|-{2,}|–+|_{2,}|\*{2,}|={2,}|~{2,}|#{2,}|<{2,}|>{2,}|'{2,3}|\+{2,}|\/{2,}|\\{2,}|\|{2,}/uy
/** A word that the speaker broke off: "I kn- I know". */
const CUT_OFF = /^-(?:\s|$)/
const TRAILING = /[.,;:!?'")\]}*]+$/

const at = (pattern: RegExp, view: string, from: number): number => {
  pattern.lastIndex = from
  return pattern.test(view) ? pattern.lastIndex : -1
}

const LETTER = /[\p{L}\p{M}]/u
const UPPER = /\p{Lu}/u
const LOWER = /\p{Ll}/u
const DIGIT = /\p{Nd}/u

/**
 * The syntactic words of a raw text, as English UD treebanks split them, in order.
 *
 * @example tokenise("They don't.").map((t) => "They don't.".slice(t.start, t.end)) // ['They', 'do', "n't", '.']
 */
export function tokenise(text: string, view: string = canonical(text)): RawToken[] {
  return new Scanner(text, view).run()
}

class Scanner {
  readonly #view: string
  readonly #tokens: RawToken[] = []
  readonly #lostApostrophes: boolean
  readonly #known: ReadonlySet<string>
  #spaced = true

  constructor(text: string, view: string) {
    this.#view = view
    this.#lostApostrophes = text.length >= 300 && !/\p{L}'s(?!\p{L})/u.test(this.#view)
    this.#known = this.#lostApostrophes ? new Set(this.#view.match(/[\p{L}\p{M}]+/gu)) : new Set()
  }

  run(): RawToken[] {
    const view = this.#view
    let p = 0
    while (p < view.length) {
      if (/\s/.test(view[p] ?? '')) {
        this.#spaced = true
        p++
      } else {
        p = this.#scan(p)
      }
    }
    return this.#tokens
  }

  #push(start: number, end: number, joined = false): number {
    this.#tokens.push({ start, end, spaced: this.#spaced, joined })
    this.#spaced = false
    return end
  }

  #scan(p: number): number {
    const view = this.#view
    const c = String.fromCodePoint(view.codePointAt(p) ?? 0)
    const end = this.#web(p) ?? this.#mark(p, c)
    if (end !== undefined) return end
    if (DIGIT.test(c)) return this.#number(p)
    return this.#word(p, c)
  }

  /** Addresses, handles and hashtags are one word. */
  #web(p: number): number | undefined {
    const view = this.#view
    if (!this.#atStart(p)) return undefined
    let end = at(URL, view, p)
    if (end > 0)
      return this.#push(p, Math.max(p + 1, end - (TRAILING.exec(view.slice(p, end).slice(-50))?.[0].length ?? 0)))
    end = at(EMAIL, view, p)
    if (end > 0) return this.#push(p, view[end - 1] === '.' ? end - 1 : end)
    DOMAIN.lastIndex = p
    const domain = DOMAIN.exec(view)
    if (domain?.[1] !== undefined && isDomain(domain[0], domain[1])) return this.#push(p, DOMAIN.lastIndex)
    end = Math.max(at(HANDLE, view, p), at(HASHTAG, view, p))
    return end > 0 ? this.#push(p, end) : undefined
  }

  #atStart(p: number): boolean {
    return p === 0 || !/[\p{L}\p{N}_]/u.test(this.#view[p - 1] ?? '')
  }

  /** Punctuation, symbols, and words that begin with a mark. */
  #mark(p: number, c: string): number | undefined {
    const view = this.#view
    for (const pattern of [SMILE, DECADE, SAME_MARKS, CURRENCY]) {
      if (pattern === SMILE && !this.#spaced) continue
      const end = at(pattern, view, p)
      if (end > 0) return this.#push(p, end)
    }
    const clitic = at(LONE_CLITIC, view, p)
    if (clitic > 0 && c === "'") return this.#push(p, clitic)
    return /[\p{L}\p{M}\p{N}_\u200b-\u200f\u2060\ufeff]/u.test(c) ? undefined : this.#push(p, p + c.length)
  }

  #number(p: number): number {
    const view = this.#view
    const phone = this.#atStart(p) ? at(PHONE, view, p) : -1
    if (phone > 0) return this.#push(p, phone)
    const end = at(NUMBER, view, p)
    if (end < 0) return this.#word(p, view[p] ?? '')
    const ordinal = at(ORDINAL, view, end)
    if (ordinal > 0) return this.#push(p, ordinal)
    const letters = at(LETTERS_AFTER_NUMBER, view, end)
    if (letters < 0) return this.#push(p, end)
    const unit = view.slice(end, letters).toLowerCase()
    const dotted = /^[ap]\.m\.?/i.exec(view.slice(end, end + 4))
    if (UNITS.has(unit) || dotted) {
      this.#push(p, end)
      return this.#push(end, dotted ? end + dotted[0].length : letters)
    }
    return this.#push(p, letters)
  }

  #word(p: number, c: string): number {
    const view = this.#view
    const whole = Math.max(at(ACRONYM, view, p), at(COMPANY, view, p))
    if (whole > 0) return this.#push(p, whole)
    let end = at(WORD, view, p)
    if (end < 0) return this.#push(p, p + c.length)
    end = this.#prefixed(p, end)
    if (end - p <= 2 && CUT_OFF.test(view.slice(end, end + 2))) return this.#push(p, end + 1)
    const word = view.slice(p, end)
    if (view[end] === '.' && this.#keepsStop(p, word, end)) return this.#push(p, end + 1)
    return this.#pieces(p, word)
  }

  /** "anti-tank" stays one word. */
  #prefixed(p: number, end: number): number {
    const view = this.#view
    if (view[end] !== '-' || !PREFIXES.has(view.slice(p, end).toLowerCase())) return end
    const next = at(WORD, view, end + 1)
    return next > 0 && LETTER.test(view[end + 1] ?? '') && view[p - 1] !== '-' ? next : end
  }

  /** Does the full stop after this word belong to it? */
  #keepsStop(p: number, word: string, end: number): boolean {
    const view = this.#view
    const lower = word.toLowerCase()
    const rest = /^\s*/.exec(view.slice(end + 1, end + 20))?.[0].length ?? 0
    const next = view[end + 1 + rest] ?? ''
    if (word.length === 1 && UPPER.test(word)) return this.#isInitial(p, word, end)
    const known = TITLES.has(lower) || ABBREVIATIONS.has(lower)
    if (!known || word.length === 1) return false
    if (!ALSO_WORDS.has(lower)) return !(rest === 0 && UPPER.test(next) && word.length > 4)
    if (lower === 'no') return word !== 'no' && word !== 'NO' ? DIGIT.test(next) : DIGIT.test(next)
    if (/^(?:fig|sec|ch|vol|art|op|ex|mar|ca)$/.test(lower)) return DIGIT.test(next)
    if (/^(?:co|al|est|min|mins|tel|ext|ed|v)$/.test(lower))
      return next !== '' && (LOWER.test(next) || DIGIT.test(next) || next === ',' || next === ')')
    return (
      UPPER.test(word) &&
      next !== '' &&
      !OPENERS.has(/^\p{L}*/u.exec(view.slice(end + 1 + rest, end + 30))?.[0].toLowerCase() ?? '')
    )
  }

  #isInitial(p: number, word: string, end: number): boolean {
    const after = this.#view.slice(end + 1, end + 24)
    const next = /^\s?(\p{L}*)/u.exec(after)?.[1] ?? ''
    if (next === '') return /^[,;]/.test(after)
    if (word === 'I' && !/^\s?\p{Lu}\p{Ll}/u.test(after)) return false
    const before = this.#view.slice(Math.max(0, p - 12), p)
    if (/\p{Ll}\s$/u.test(before) && OPENERS.has(next.toLowerCase())) return false
    return true
  }

  /** Splits contractions and possessives. */
  #pieces(p: number, word: string): number {
    const cuts = PIECES[word.toLowerCase()]
    if (cuts && Object.hasOwn(PIECES, word.toLowerCase()))
      return this.#cut(
        p,
        p + word.length,
        cuts.map((c) => p + c),
      )
    const lost = this.#lostPossessive(p, word)
    if (lost) return this.#cut(p, p + word.length, [p + word.length - 1])
    return this.#cut(
      p,
      p + word.length,
      clitics(word).map((c) => p + c),
    )
  }

  #cut(start: number, end: number, cuts: readonly number[]): number {
    let from = start
    for (const cut of [...cuts, end]) from = this.#push(from, cut, from > start)
    return from
  }

  /** "Syrias army": a name that takes no plural, or that this text also writes without its s. */
  #lostPossessive(p: number, word: string): boolean {
    if (!word.endsWith('s') || word.length < 5) return false
    const base = word.slice(0, -1)
    if (base.endsWith('s')) return false
    const followed = /^ \p{L}/u.test(this.#view.slice(p + word.length, p + word.length + 3))
    if (!followed) return false
    if (NO_PLURAL.has(base)) return true
    if (/^\p{Ll}+[^aeiou\P{L}]ys$/u.test(word) || /^(?:childs|childrens|womens|mens)$/i.test(word)) return true
    if (!this.#lostApostrophes || !/^\p{Lu}\p{Ll}{3,}$/u.test(base) || !this.#known.has(base)) return false
    return !this.#known.has(base.toLowerCase()) && !/(?:an|ish|ese|i|er|st|ist|Kurd|Arab|Turk|Jew|Serb)$/.test(base)
  }
}

/** Offsets at which the clitics of a word begin. */
function clitics(word: string): number[] {
  if (!word.includes("'")) return []
  const cuts: number[] = []
  let end = word.length
  for (let n = 0; n < 4; n++) {
    const cut = lastClitic(word.slice(0, end))
    if (cut <= 0) return cuts.reverse()
    cuts.push(cut)
    end = cut
  }
  return cuts.reverse()
}

/** Looks at the last letters only, so that a giant word costs no more than a short one. */
function lastClitic(word: string): number {
  const from = Math.max(0, word.length - CLITIC_REACH)
  const cut = cliticIn(word.slice(from))
  return cut > 0 ? from + cut : -1
}

const CLITIC_REACH = 40

function cliticIn(word: string): number {
  const not = /n'+t$/i.exec(word)
  if (not && word.length > 3) return not.index
  const own = /'+s$/i.exec(word)
  if (own) return own.index
  const other = /'+(?:re|ve|ll|d|m)$/i.exec(word)
  if (!other) return /^[yY]'all$/.test(word) ? 2 : -1
  const host = word.slice(0, other.index).toLowerCase()
  return CLITIC_HOSTS.has(host) || host.endsWith("n't") ? other.index : -1
}

function isDomain(whole: string, ending: string): boolean {
  const lower = ending.toLowerCase()
  if (!DOMAIN_ENDINGS.has(lower)) return false
  if (ending === lower) return !/^(?:\p{L}\.)+/u.test(whole) || whole.length > 8 ? !isCommonWord(lower, whole) : false
  return ending === ending.toUpperCase() && /^[\p{Lu}\p{N}._-]+$/u.test(whole)
}

/** "said.in" or "north.it" is a lost space, not an address, unless a path or more labels follow. */
function isCommonWord(ending: string, whole: string): boolean {
  return /^(?:in|it|at|me|no|us|by|am|be|int|doc|info|is|es|de|al)$/.test(ending) && !/\..*\.|\//.test(whole)
}
