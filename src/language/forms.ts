import type { Model } from './model.js'

/** Section 1 of docs/model-format.md: from the form of a word to the numbers that the network reads. */

const QUOTES: Readonly<Record<string, string>> = Object.fromEntries([
  ...[...'‘’‚‛ʼ`´'].map((c) => [c, "'"]),
  ...[...'“”„«»'].map((c) => [c, '"']),
  ...[...'‐‑‒–—―−'].map((c) => [c, '-']),
  ['…', '.'],
])
const QUOTE = /[‘’‚‛ʼ`´“”„«»‐‑‒–—―−…]/g

/** One shape for each kind of mark. */
export const plain = (form: string): string => form.replace(QUOTE, (c) => QUOTES[c] ?? c)

/**
 * The form under which a word is looked up.
 *
 * @example normalise('Qa’ida') // "qa'ida"
 */
export function normalise(form: string): string {
  if (/^(?:https?:|www\.)/i.test(form)) return '<url>'
  if (form.includes('@') && form.length > 1) return form.startsWith('@') ? '<at>' : '<mail>'
  return plain(form).toLowerCase().replace(/[0-9]/g, '0')
}

const encoder = new TextEncoder()

/** FNV-1a over UTF-8, each byte sign-extended as fastText does. */
export function fnv(text: string): number {
  let hash = 2166136261
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 128) return fnvBytes(encoder.encode(text))
    hash = Math.imul(hash ^ code, 16777619)
  }
  return hash >>> 0
}

function fnvBytes(bytes: Uint8Array): number {
  let hash = 2166136261
  for (const byte of bytes) hash = Math.imul(hash ^ (byte < 128 ? byte : byte | 0xffffff00), 16777619)
  return hash >>> 0
}

/**
 * The shape of a word: classes of characters, runs cut at two, eight at most.
 *
 * @example shape('Qa\'ida') // "Xx'xx"
 */
export function shape(form: string): string {
  const kinds: string[] = []
  for (const c of plain(form)) {
    const kind = c >= '0' && c <= '9' ? 'd' : c !== c.toLowerCase() ? 'X' : c !== c.toUpperCase() ? 'x' : c
    if (!(kinds.at(-1) === kind && kinds.at(-2) === kind)) kinds.push(kind)
    if (kinds.length === 8) break
  }
  return kinds.join('')
}

/** Names of the rows of the affix table that a form adds up. */
export function affixKeys(form: string): string[] {
  const word = [...normalise(form)]
  const keys: string[] = []
  for (const n of [1, 2, 3]) if (n <= word.length) keys.push(`p${word.slice(0, n).join('')}`)
  for (const n of [1, 2, 3, 4]) if (n <= word.length) keys.push(`s${word.slice(-n).join('')}`)
  keys.push(`h${shape(form)}`, `n${Math.min(word.length, 12)}`)
  return keys
}

/** How a sentence is cased: 0 as usual, 1 all capitals, 2 no capitals, 3 title case. */
export function caseClass(forms: readonly string[]): number {
  const cased = forms.filter((f) => f.toLowerCase() !== f.toUpperCase())
  if (cased.length === 0) return 0
  if (cased.every((f) => allChars(f, (c) => c === c.toUpperCase()))) return 1
  if (cased.every((f) => allChars(f, (c) => c === c.toLowerCase()))) return 2
  const long = cased.filter((f) => isLongerThan(f, 3))
  const capital = long.filter((f) => {
    const c = String.fromCodePoint(f.codePointAt(0) ?? 0)
    return c !== c.toLowerCase()
  }).length
  return long.length >= 3 && capital * 10 >= long.length * 9 ? 3 : 0
}

function allChars(form: string, test: (c: string) => boolean): boolean {
  for (const c of form) if (!test(c)) return false
  return true
}

const isLongerThan = (form: string, n: number): boolean => form.length > n && [...form.slice(0, 2 * n + 2)].length > n

const SCALE = 8192
/** Longer forms are no words; what they begin with says as much as the whole. */
const LONGEST = 200
const CACHED = 60_000

/** Turns forms into input vectors, and remembers those it has seen. */
export class FormReader {
  readonly width: number
  readonly #words: ReadonlyMap<string, number>
  readonly #wordRows: Int8Array
  readonly #wordScale: Float32Array
  readonly #gramRows: Int8Array
  readonly #gramScale: Float32Array
  readonly #affixRows: Int8Array
  readonly #affixScale: Float32Array
  readonly #caseRows: Int16Array
  readonly #lexicon: Lexicon | null
  readonly #model: Model
  #cache = new Map<string, Int16Array>()

  constructor(model: Model) {
    this.#model = model
    const { word, affix } = model.options
    this.width = word + affix
    this.#words = new Map(model.lines('words').map((w, i) => [w, i]))
    this.#wordRows = model.i8('word.rows')
    this.#wordScale = model.f32('word.scale')
    this.#gramRows = model.i8('gram.rows')
    this.#gramScale = model.f32('gram.scale')
    this.#affixRows = model.i8('affix.rows')
    this.#affixScale = model.f32('affix.scale')
    this.#caseRows = model.i16('case.rows')
    this.#lexicon = model.has('lex.keys') ? new Lexicon(model) : null
  }

  /** Writes the inputs of one sentence to `out`, a row a word. */
  read(forms: readonly string[], out: Int16Array): void {
    const { word, affix } = this.#model.options
    const base = caseClass(forms) * affix
    forms.forEach((form, i) => {
      const row = i * this.width
      out.set(this.#vector(form), row)
      for (let k = 0; k < affix; k++) {
        const sum = (out[row + word + k] ?? 0) + (this.#caseRows[base + k] ?? 0)
        out[row + word + k] = Math.max(-32768, Math.min(32767, sum))
      }
    })
  }

  /** The word vector of a form, as the network reads it. */
  wordVector(form: string): Int16Array {
    return this.#vector(form).subarray(0, this.#model.options.word)
  }

  #vector(form: string): Int16Array {
    const known = this.#cache.get(form)
    if (known) return known
    const short = form.length > LONGEST ? [...form.slice(0, LONGEST)].slice(0, -1).join('') : form
    const made = this.#compute(short)
    if (this.#cache.size >= CACHED) this.#cache = new Map()
    if (form.length <= LONGEST) this.#cache.set(form, made)
    return made
  }

  #compute(form: string): Int16Array {
    const { word, affix, affixes } = this.#model.options
    const normal = normalise(form)
    const values = new Float64Array(word + affix)
    const row = this.#words.get(normal)
    if (row === undefined) this.#spell(normal, values)
    else addRow(values, 0, word, this.#wordRows, row, this.#wordScale)
    for (const key of affixKeys(form)) {
      addRow(values, word, affix, this.#affixRows, fnv(key) % affixes.buckets, this.#affixScale)
    }
    this.#lexicon?.add(values, word, affix, normal)
    return Int16Array.from(values, (v) => Math.max(-32768, Math.min(32767, Math.floor(v * SCALE + 0.5))))
  }

  /** An unknown word is the mean of the n-grams of its letters. */
  #spell(normal: string, values: Float64Array): void {
    const { word, grams } = this.#model.options
    const chars = [...`<${normal}>`]
    let count = 0
    for (let start = 0; start < chars.length; start++) {
      let gram = chars.slice(start, start + grams.low).join('')
      for (let size = grams.low; size <= grams.high && start + size <= chars.length; size++) {
        if (size > grams.low) gram += chars[start + size - 1]
        addRow(values, 0, word, this.#gramRows, fnv(gram) % grams.buckets, this.#gramScale)
        count++
      }
    }
    if (count > 0) for (let k = 0; k < word; k++) values[k] = (values[k] ?? 0) / count
  }
}

function addRow(
  values: Float64Array,
  from: number,
  width: number,
  rows: Int8Array,
  row: number,
  scales: Float32Array,
): void {
  const scale = scales[row] ?? 0
  const base = row * width
  for (let k = 0; k < width; k++) values[from + k] = (values[from + k] ?? 0) + (rows[base + k] ?? 0) * scale
}

/** What gazetteers know of a form, as a mask of bits. */
class Lexicon {
  readonly #keys: Uint32Array
  readonly #masks: Uint8Array
  readonly #rows: Int8Array
  readonly #scale: Float32Array

  constructor(model: Model) {
    this.#keys = model.u32('lex.keys')
    this.#masks = model.u8('lex.masks')
    this.#rows = model.i8('lex.rows')
    this.#scale = model.f32('lex.scale')
  }

  add(values: Float64Array, from: number, width: number, normal: string): void {
    addRow(values, from, width, this.#rows, this.#maskOf(fnv(normal)), this.#scale)
  }

  #maskOf(key: number): number {
    let low = 0
    let high = this.#keys.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.#keys[middle] ?? 0
      if (found === key) return this.#masks[middle] ?? 0
      if (found < key) low = middle + 1
      else high = middle - 1
    }
    return 0
  }
}
