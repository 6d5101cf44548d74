import { type Decisions, type FoundName, KINDS } from './decode.js'
import { fnv } from './forms.js'

/** What is known of names as such, apart from any sentence: does a gazetteer hold these words? */
export interface Gazetteer {
  /**
   * Bits of KINDS that the words, in lower case and joined by spaces, are known as (1, 2, 4, 8), and that many documents
   * read them as (16, 32, 64, 128); 0 = unknown. "^word" and "word$" are the first and last words of longer names.
   */
  known(words: string): number
}

/**
 * What speaks for the kind of a name, as words that the weights know: the name itself, what stands around it, what it
 * does in the tree, and what gazetteers hold.
 */
export function kindFeatures(
  forms: readonly string[],
  { tags, heads, relations }: Pick<Decisions, 'tags' | 'heads' | 'relations'>,
  { first, last }: Pick<FoundName, 'first' | 'last'>,
  gazetteer: Gazetteer,
): string[] {
  const word = (i: number): string => (i < 0 ? '<' : i >= forms.length ? '>' : (forms[i] ?? '').toLowerCase())
  const name = forms.slice(first, last + 1)
  const lower = name.map((f) => f.toLowerCase())
  const length = Math.min(4, name.length)
  const top = topOf(heads, first, last)
  const features = [
    `n:${length}`,
    `first:${lower[0]}`,
    `last:${lower.at(-1)}`,
    `all:${lower.join(' ')}`,
    `shape:${shapeOf(name)}`,
    ...knownAs('gaz', gazetteer.known(lower.join(' '))),
    ...knownAs(`gaz1 ${length}`, gazetteer.known(lower[0] ?? '')),
    ...knownAs(`gazl ${length}`, gazetteer.known(lower.at(-1) ?? '')),
    ...knownAs(`begin ${length}`, gazetteer.known(`^${lower[0]}`)),
    ...knownAs(`end ${length}`, gazetteer.known(`${lower.at(-1)}$`)),
    `p:${word(first - 1)}`,
    `p:${word(first - 1)} n:${length}`,
    `pp:${word(first - 2)} ${word(first - 1)}`,
    `x:${word(last + 1)}`,
    `xx:${word(last + 1)} ${word(last + 2)}`,
    `px:${word(first - 1)} ${word(last + 1)}`,
    `rel:${relations[top]}`,
    `tag:${tags[top]?.xpos} ${length}`,
  ]
  for (const w of lower) features.push(`w:${w}`)
  for (const w of [lower[0] ?? '', lower.at(-1) ?? ''])
    for (const n of [3, 4]) if (w.length > n) features.push(`s${n}:${w.slice(-n)}`)
  addTree(features, forms, { tags, heads, relations }, first, last, top)
  return features
}

/** The lists and the documents apart, so that what is seldom together is not unknown. */
const knownAs = (where: string, mask: number): string[] => [`${where}:${mask & 15}`, `${where}:d${mask >> 4}`]

/** The word of the name on which the others hang. */
function topOf(heads: readonly number[], first: number, last: number): number {
  for (let i = first; i <= last; i++) {
    const head = heads[i] ?? -1
    if (head < first || head > last) return i
  }
  return last
}

function addTree(
  features: string[],
  forms: readonly string[],
  { tags, heads, relations }: Pick<Decisions, 'tags' | 'heads' | 'relations'>,
  first: number,
  last: number,
  top: number,
): void {
  const head = heads[top] ?? -1
  const rel = relations[top] ?? ''
  const headWord = head < 0 ? 'ROOT' : (forms[head] ?? '').toLowerCase()
  features.push(`h:${rel} ${headWord}`, `ht:${rel} ${tags[head]?.xpos ?? 'ROOT'}`)
  for (let i = Math.max(0, first - 6); i < Math.min(forms.length, last + 12); i++) {
    if (heads[i] !== top || (i >= first && i <= last)) continue
    const child = relations[i] ?? ''
    const form = (forms[i] ?? '').toLowerCase()
    if (child === 'case') features.push(`case:${form} ${rel}`, `case:${form} ${headWord}`)
    else if (/^(?:appos|nmod:desc|amod|det|nmod:poss|compound|acl:relcl|nmod)$/.test(child))
      features.push(`c:${child} ${form}`, `c:${child}`)
  }
  if (rel === 'conj' || rel === 'appos' || rel === 'flat')
    features.push(`hk:${rel} ${/^\p{Lu}/u.test(forms[head] ?? '')}`)
}

function shapeOf(words: readonly string[]): string {
  const kinds = words.map((w) =>
    /^\p{Lu}{2,}$/u.test(w)
      ? 'AA'
      : /^\p{Lu}\.?$/u.test(w)
        ? 'A'
        : /^\p{Lu}\p{Ll}/u.test(w)
          ? 'Aa'
          : /^\p{N}/u.test(w)
            ? '0'
            : 'a',
  )
  return [...new Set(kinds)].join('')
}

/**
 * The words whose vectors speak for the kind of a name: its first and last, those beside it, its head and the second before.
 *
 * @example kindWords(['near', 'Tel', 'Marra', 'fell'], [2, 2, 3, -1], { first: 1, last: 2 }) // ['Tel', 'Marra', 'near', 'fell', 'fell', '<']
 */
export function kindWords(
  forms: readonly string[],
  heads: readonly number[],
  { first, last }: Pick<FoundName, 'first' | 'last'>,
): string[] {
  const head = heads[topOf(heads, first, last)] ?? -1
  const word = (i: number, none: string): string => forms[i] ?? none
  return [
    word(first, '<'),
    word(last, '>'),
    word(first - 1, '<'),
    word(last + 1, '>'),
    word(head, '.'),
    word(first - 2, '<'),
  ]
}

/** How many words kindWords gives. */
export const KIND_WORDS = 6

const MAGIC = 'HSK1'
const BITS = 16

/** Weights of features by hash, and gazetteers by hash: the second opinion on what kind a name is. */
export class KindReader implements Gazetteer {
  readonly #weights: Int8Array
  readonly #scale: number
  readonly #keys: Uint32Array
  readonly #masks: Uint8Array
  readonly #dense: Int8Array
  readonly #denseScale: number
  /** How much the weights count beside the network. */
  readonly trust: number
  /** Content of the file, as a short hash: part of the analyser's version. */
  readonly version: string

  constructor(file: Uint8Array) {
    const bytes = file.byteOffset % 4 === 0 ? file : new Uint8Array(file)
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    if (new TextDecoder().decode(bytes.slice(0, 4)) !== MAGIC)
      throw new Error('these are not weights of kinds (no HSK1)')
    this.version = hashOf(bytes)
    this.#scale = view.getFloat32(4, true)
    this.trust = view.getFloat32(8, true)
    const size = view.getUint32(12, true)
    const keys = view.getUint32(16, true)
    this.#denseScale = view.getFloat32(20, true)
    const dense = view.getUint32(24, true)
    const start = bytes.byteOffset + HEADER
    this.#keys = new Uint32Array(bytes.buffer, start, keys)
    this.#masks = new Uint8Array(bytes.buffer, start + 4 * keys, keys)
    this.#weights = new Int8Array(bytes.buffer, start + 5 * keys, size * KINDS.length)
    this.#dense = new Int8Array(bytes.buffer, start + 5 * keys + this.#weights.length, dense)
  }

  known(words: string): number {
    const key = fnv(words)
    let low = 0
    let high = this.#keys.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.#keys[middle] as number
      if (found === key) return this.#masks[middle] as number
      if (found < key) low = middle + 1
      else high = middle - 1
    }
    return 0
  }

  /** Logits of the kinds from features and from the vectors of kindWords; exact sums, so that they are the same everywhere. */
  logits(features: readonly string[], vectors: readonly Int16Array[]): number[] {
    const n = KINDS.length
    const sums = [0, 0, 0, 0]
    for (const feature of features) {
      const row = bucketOf(feature) * n
      for (let k = 0; k < n; k++) sums[k] = (sums[k] as number) + (this.#weights[row + k] as number)
    }
    const dense = [0, 0, 0, 0]
    let at = 0
    for (const vector of vectors) {
      for (const value of vector) {
        for (let k = 0; k < n; k++) dense[k] = (dense[k] as number) + value * (this.#dense[at + k] ?? 0)
        at += n
      }
    }
    return sums.map((sum, k) => sum * this.#scale + (dense[k] as number) * this.#denseScale)
  }
}

function hashOf(bytes: Uint8Array): string {
  let hash = 2166136261
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 16777619)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** Row of a feature in the table of weights. */
export const bucketOf = (feature: string): number => fnv(feature) >>> (32 - BITS)

export const BUCKETS = 1 << BITS

/** What KindReader reads: weights of features [BUCKETS, 4], weights of vectors [KIND_WORDS, width, 4], gazetteers. */
export interface KindTables {
  readonly weights: Int8Array
  readonly scale: number
  readonly dense: Int8Array
  readonly denseScale: number
  readonly trust: number
  readonly known: ReadonlyMap<number, number>
}

const HEADER = 28

/** The file that KindReader reads. */
export function kindFile({ weights, scale, dense, denseScale, trust, known }: KindTables): Uint8Array {
  const keys = [...known.keys()].sort((a, b) => a - b)
  const start = HEADER + 5 * keys.length
  const file = new Uint8Array(start + weights.length + dense.length)
  const view = new DataView(file.buffer)
  file.set(new TextEncoder().encode(MAGIC))
  view.setFloat32(4, scale, true)
  view.setFloat32(8, trust, true)
  view.setUint32(12, weights.length / KINDS.length, true)
  view.setUint32(16, keys.length, true)
  view.setFloat32(20, denseScale, true)
  view.setUint32(24, dense.length, true)
  for (const [i, key] of keys.entries()) {
    view.setUint32(HEADER + 4 * i, key, true)
    file[HEADER + 4 * keys.length + i] = known.get(key) ?? 0
  }
  file.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength), start)
  file.set(new Uint8Array(dense.buffer, dense.byteOffset, dense.byteLength), start + weights.length)
  return file
}
