import type { Count } from '../claim/index.js'
import type { BoundRule, QuantityTable } from '../data/rules.js'

/** Numbers and vague amounts, by the table data/en/words/quantities.yml. */

/** An amount found among words: which of them, and how many it means. */
export interface Amount {
  readonly first: number
  readonly last: number
  readonly low: number | null
  readonly high: number | null
  /** False for "no", "several", "dozens": no figure stands there. */
  readonly figure: boolean
}

/**
 * The amounts among some words, in order, the longest reading of each.
 *
 * @example amounts(['at', 'least', '44', 'people'], table) // [{ first: 0, last: 2, low: 44, high: null, figure: true }]
 */
export function amounts(words: readonly string[], table: QuantityTable): readonly Amount[] {
  const lower = words.map((w) => w.toLowerCase())
  const found: Amount[] = []
  let at = 0
  while (at < lower.length) {
    const next = amountAt(lower, at, table)
    if (next) {
      found.push(next)
      at = next.last + 1
    } else at++
  }
  return found
}

/**
 * What an expression says how many, or null when it holds no amount.
 *
 * @example parseCount('more than 50', table) // { low: 51, high: null, words: 'more than 50' }
 */
export function parseCount(words: string, table: QuantityTable): Count | null {
  const found = amounts(words.match(/\d[\d.,]*\d|\d|\p{L}[\p{L}'-]*|[-–+&]/gu) ?? [], table)[0]
  return found ? { low: found.low, high: found.high, words } : null
}

function amountAt(words: readonly string[], at: number, table: QuantityTable): Amount | null {
  const between = betweenAt(words, at, table)
  if (between) return between
  const bound = longestKey(words, at, table.bounds)
  if (bound) {
    const from = at + bound.length
    const inner = plainAt(words, from, table)
    if (inner && (inner.figure || bound.words !== 'some'))
      return tailed(words, { ...inner, first: at, ...applied(bound.value, inner) }, table)
  }
  const plain = plainAt(words, at, table)
  return plain && tailed(words, plain, table)
}

/** "between 1,500 and 4,000", "from 20 to 30", "2,500-4,000", "one or two". */
function betweenAt(words: readonly string[], at: number, table: QuantityTable): Amount | null {
  const opened = words[at] === 'between' || words[at] === 'from'
  const first = numberAt(words, opened ? at + 1 : at, table)
  if (!first) return null
  const joint = words[first.last + 1]
  const joins = opened ? ['and', 'to'] : ['to', '-', '–', 'or']
  if (!joint || !joins.includes(joint)) return null
  const second = numberAt(words, first.last + 2, table)
  if (!second || second.value <= first.value) return null
  return { first: at, last: second.last, low: first.value, high: second.value, figure: true }
}

function plainAt(words: readonly string[], at: number, table: QuantityTable): Amount | null {
  const joined = /^(\d[\d,.]*)[-–](\d[\d,.]*)$/.exec(words[at] ?? '')
  if (joined) {
    const [low, high] = [digits(joined[1] ?? ''), digits(joined[2] ?? '')]
    if (low !== null && high !== null && low < high) return { first: at, last: at, low, high, figure: true }
  }
  const plus = /^(\d[\d,.]*)\+$/.exec(words[at] ?? '')
  const least = plus ? digits(plus[1] ?? '') : null
  if (least !== null) return { first: at, last: at, low: least, high: null, figure: true }
  const phrase = longestKey(words, at, table.phrases)
  if (phrase)
    return {
      first: at,
      last: at + phrase.length - 1,
      low: phrase.value[0],
      high: phrase.value[1],
      figure: /\bdozen|\bhundred$|\bthousand$|\bmillion$|single/.test(phrase.words),
    }
  const number = numberAt(words, at, table)
  if (number) return { first: at, last: number.last, low: number.value, high: number.value, figure: true }
  const vague = table.vague.get(words[at] ?? '')
  return vague ? { first: at, last: at, low: vague[0], high: vague[1], figure: false } : null
}

/** "50 or more", "20 or so", "20 +". */
function tailed(words: readonly string[], amount: Amount, table: QuantityTable): Amount {
  const tail = longestKey(words, amount.last + 1, table.after)
  return tail && amount.figure ? { ...amount, last: amount.last + tail.length, ...applied(tail.value, amount) } : amount
}

interface Found {
  readonly value: number
  readonly last: number
}

/** "44", "1,500", "2.5 million", "twenty-three", "one hundred and five", "two dozen". */
function numberAt(words: readonly string[], at: number, table: QuantityTable): Found | null {
  let value = 0
  let part = 0
  let last = -1
  for (let i = at; i < words.length; i++) {
    const word = words[i] ?? ''
    const scale = table.scales.get(word)
    const plain = digits(word) ?? spelt(word, table)
    if (scale !== undefined && last >= 0) {
      if (scale >= 1000) {
        value += (part || 1) * scale
        part = 0
      } else part = (part || 1) * scale
    } else if (
      plain !== null &&
      (last < 0 ||
        (part >= 20 && part % 10 === 0 && plain < 10) ||
        (part >= 100 && part % 100 === 0 && plain < 100) ||
        (part === 0 && value > 0))
    )
      part += plain
    else if (
      (word === 'and' || word === '-') &&
      last === i - 1 &&
      (part >= 20 || value > 0) &&
      spelt(words[i + 1] ?? '', table) !== null &&
      digits(words[at] ?? '') === null
    )
      continue
    else break
    last = i
  }
  return last < 0 ? null : { value: Math.round(value + part), last }
}

function spelt(word: string, table: QuantityTable): number | null {
  const whole = table.numbers.get(word)
  if (whole !== undefined) return whole
  const [tens, ones] = word.split('-')
  const a = table.numbers.get(tens ?? '')
  const b = ones === undefined ? undefined : table.numbers.get(ones)
  return a !== undefined && b !== undefined && a >= 20 && b < 10 ? a + b : null
}

/** "1,500" and "1.500" are figures of thousands; "2.5" is two and a half. A year is no amount, but only its place tells. */
function digits(word: string): number | null {
  if (/^\d{1,3}([,.]\d{3})+$/.test(word)) return Number(word.replace(/[,.]/g, ''))
  if (/^\d+$/.test(word)) return Number(word)
  return /^\d+\.\d+$/.test(word) ? Number(word) : null
}

interface Key<T> {
  readonly words: string
  readonly length: number
  readonly value: T
}

function longestKey<T>(words: readonly string[], at: number, table: ReadonlyMap<string, T>): Key<T> | null {
  for (let length = Math.min(4, words.length - at); length > 0; length--) {
    const key = words.slice(at, at + length).join(' ')
    const value = table.get(key)
    if (value !== undefined) return { words: key, length, value }
  }
  return null
}

function applied(rule: BoundRule, inner: Amount): { low: number | null; high: number | null } {
  const [low, high] = rule
  const n = inner.low ?? inner.high
  if (n === null) return { low: inner.low, high: inner.high }
  // "at least several", "more than a dozen", "around 20 to 30": an open amount stays as open as it is.
  if (inner.low !== inner.high)
    return low?.startsWith('n') && high === null ? { low: inner.low, high: null } : { low: inner.low, high: inner.high }
  return { low: formula(low, n, Math.floor), high: formula(high, n, Math.ceil) }
}

function formula(rule: string | null, n: number, round: (x: number) => number): number | null {
  if (rule === null) return null
  const [, sign, by, percent] = /^n(?:([+-])(\d+)(%)?)?$/.exec(rule.replaceAll(' ', '')) ?? []
  if (!sign) return n
  const step = percent ? (n * Number(by)) / 100 : Number(by)
  return Math.max(0, round(sign === '+' ? n + step : n - step))
}
