/** Hash bins of a signature. */
export const BINS = 128
/** Bands by which texts meet: 42 of 3 rows find 99 of 100 pairs that share half their word pairs (32 of 4 rows: 87). */
const BANDS = 42
const ROWS = 3
const EMPTY = 0xffffffff

/** A text as 128 smallest hashes of its word bigrams: two texts' share of equal bins estimates their likeness. */
export type Signature = Uint32Array

/** Lower-case words without accents and marks; what two papers' typography cannot change. */
export const wordsFolded = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

const FNV_PRIME = 0x01000193

/** 32-bit FNV-1a of a word, with a final mix so that all bits carry. */
export function hashWord(word: string, seed = 0x811c9dc5): number {
  let h = seed
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), FNV_PRIME)
  return mix(h)
}

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** One-permutation MinHash over word bigrams (a lone word counts as its own pair). */
export function signature(text: string): Signature {
  const bins = new Uint32Array(BINS).fill(EMPTY)
  const hashes = wordsFolded(text).map((word) => hashWord(word))
  const pairs = Math.max(1, hashes.length - 1)
  for (let i = 0; i < pairs && hashes.length > 0; i++) {
    const hash = mix(Math.imul(hashes[i] ?? 0, 31) + (hashes[i + 1] ?? 0))
    const bin = hash % BINS
    const value = Math.floor(hash / BINS)
    if (value < (bins[bin] ?? EMPTY)) bins[bin] = value
  }
  return bins
}

/** Estimated share of word pairs that two texts have in common. Bins empty in both tell nothing. */
export function likeness(a: Signature, b: Signature): number {
  let equal = 0
  let asked = 0
  for (let i = 0; i < BINS; i++) {
    if (a[i] === EMPTY && b[i] === EMPTY) continue
    asked++
    if (a[i] === b[i]) equal++
  }
  return asked === 0 ? 0 : equal / asked
}

/** A short text leaves bins empty: each borrows from the next full one, in both texts alike. */
function densified(signature: Signature): Uint32Array {
  const full = Uint32Array.from(signature)
  for (let i = 0; i < BINS; i++) {
    if (signature[i] !== EMPTY) continue
    let steps = 1
    while (signature[(i + steps) % BINS] === EMPTY) steps++
    full[i] = mix((signature[(i + steps) % BINS] ?? 0) + Math.imul(steps, FNV_PRIME))
  }
  return full
}

/** Keys under which texts that are much alike meet: one a band; none for an empty text. */
export function bandKeys(signature: Signature): string[] {
  if (signature.every((bin) => bin === EMPTY)) return []
  const full = densified(signature)
  return Array.from(
    { length: BANDS },
    (_, band) => `${band}:${full.subarray(band * ROWS, band * ROWS + ROWS).join('.')}`,
  )
}
