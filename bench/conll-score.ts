/** The CoNLL 2018 evaluation (udpipe's conll18_ud_eval.py) for one document: which of our words are the gold's. */

/** A word as both sides have it; spans are offsets in the same raw text. */
export interface ScoredWord {
  readonly form: string
  readonly start: number
  readonly end: number
  /** One of several words written as one; its span is that of the whole. */
  readonly multiword: boolean
  readonly upos: string
  readonly xpos: string
  readonly feats: string
  readonly lemma: string
  /** Index in the document's words, −1 for the root. */
  readonly head: number
  readonly deprel: string
}

/** Counts of one measure: precision = right / ours, recall = right / gold. */
export interface Count {
  right: number
  gold: number
  ours: number
}

export const f1 = ({ right, gold, ours }: Count): number => (gold + ours === 0 ? 0 : (2 * right) / (gold + ours))

export const newCount = (): Count => ({ right: 0, gold: 0, ours: 0 })

/** Adds one document's counts to the sums. */
export function add(sum: Count, { right, gold, ours }: Count): void {
  sum.right += right
  sum.gold += gold
  sum.ours += ours
}

/**
 * Spans that both have, of tokens or of sentences.
 *
 * @example matchSpans([{ start: 0, end: 2 }], [{ start: 0, end: 2 }, { start: 2, end: 3 }]) // { right: 1, gold: 1, ours: 2 }
 */
export function matchSpans(
  gold: readonly { start: number; end: number }[],
  ours: readonly { start: number; end: number }[],
): Count {
  const known = new Set(gold.map((s) => `${s.start}-${s.end}`))
  return { right: ours.filter((s) => known.has(`${s.start}-${s.end}`)).length, gold: gold.length, ours: ours.length }
}

/** Pairs of word indexes [gold, ours] that are the same word. */
export function alignWords(gold: readonly ScoredWord[], ours: readonly ScoredWord[]): [number, number][] {
  const pairs: [number, number][] = []
  let g = 0
  let o = 0
  while (g < gold.length && o < ours.length) {
    const a = gold[g] as ScoredWord
    const b = ours[o] as ScoredWord
    if (a.multiword || b.multiword) {
      const span = multiwordSpan(gold, ours, g, o)
      pairs.push(...commonForms(gold, ours, span))
      g = span.goldEnd
      o = span.oursEnd
    } else if (a.start === b.start && a.end === b.end) {
      pairs.push([g++, o++])
    } else if (a.start <= b.start) g++
    else o++
  }
  return pairs
}

interface Stretch {
  readonly goldStart: number
  readonly goldEnd: number
  readonly oursStart: number
  readonly oursEnd: number
}

/** The words of both sides that overlap with a word written as one with others. */
function multiwordSpan(gold: readonly ScoredWord[], ours: readonly ScoredWord[], g: number, o: number): Stretch {
  const a = gold[g] as ScoredWord
  const b = ours[o] as ScoredWord
  let end: number
  if (a.multiword) {
    end = a.end
    if (!b.multiword && b.start < a.start) o++
  } else {
    end = b.end
    if (a.start < b.start) g++
  }
  const goldStart = g
  const oursStart = o
  while (!beyond(gold[g], end) || !beyond(ours[o], end)) {
    const here = gold[g]
    const there = ours[o]
    if (here && (!there || here.start <= there.start)) {
      end = extend(here, end)
      g++
    } else if (there) {
      end = extend(there, end)
      o++
    }
  }
  return { goldStart, goldEnd: g, oursStart, oursEnd: o }
}

const beyond = (word: ScoredWord | undefined, end: number): boolean =>
  word === undefined || (word.multiword ? word.start >= end : word.end > end)

const extend = (word: ScoredWord, end: number): number => (word.multiword && word.end > end ? word.end : end)

/** The longest common sequence of forms, without regard to case. */
function commonForms(gold: readonly ScoredWord[], ours: readonly ScoredWord[], s: Stretch): [number, number][] {
  const same = (i: number, j: number): boolean =>
    gold[s.goldStart + i]?.form.toLowerCase() === ours[s.oursStart + j]?.form.toLowerCase()
  const n = s.goldEnd - s.goldStart
  const m = s.oursEnd - s.oursStart
  const longest: number[][] = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(0))
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const row = longest[i] as number[]
      const below = longest[i + 1] as number[]
      row[j] = Math.max(same(i, j) ? 1 + (below[j + 1] ?? 0) : 0, below[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  const pairs: [number, number][] = []
  let i = 0
  let j = 0
  while (i < n && j < m) {
    if (same(i, j)) pairs.push([s.goldStart + i++, s.oursStart + j++])
    else if (longest[i]?.[j] === longest[i + 1]?.[j]) i++
    else j++
  }
  return pairs
}

/** Features that the 2018 evaluation compares. */
const UNIVERSAL = new Set(
  `PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm Mood Tense Aspect Voice
  Evident Polarity Person Polite`.split(/\s+/),
)

export const universalFeats = (feats: string): string =>
  feats
    .split('|')
    .filter((f) => UNIVERSAL.has(f.split('=')[0] ?? ''))
    .sort()
    .join('|')

const base = (rel: string): string => rel.split(':')[0] ?? rel

export type Measure = 'words' | 'upos' | 'xpos' | 'feats' | 'lemma' | 'uas' | 'las' | 'las_base'

/** Counts of every measure over aligned words. */
export function scoreWords(gold: readonly ScoredWord[], ours: readonly ScoredWord[]): Record<Measure, Count> {
  const pairs = alignWords(gold, ours)
  const goldOf = new Map(pairs.map(([g, o]) => [o, g]))
  const headOf = (word: ScoredWord): number => (word.head < 0 ? -1 : (goldOf.get(word.head) ?? -2))
  const count = (right: (g: ScoredWord, o: ScoredWord) => boolean): Count => ({
    right: pairs.filter(([g, o]) => right(gold[g] as ScoredWord, ours[o] as ScoredWord)).length,
    gold: gold.length,
    ours: ours.length,
  })
  const sameHead = (g: ScoredWord, o: ScoredWord): boolean => headOf(o) === g.head
  return {
    words: count(() => true),
    upos: count((g, o) => g.upos === o.upos),
    xpos: count((g, o) => g.xpos === o.xpos),
    feats: count((g, o) => universalFeats(g.feats) === universalFeats(o.feats)),
    lemma: count((g, o) => g.lemma === '_' || g.lemma === o.lemma),
    uas: count(sameHead),
    las: count((g, o) => sameHead(g, o) && g.deprel === o.deprel),
    las_base: count((g, o) => sameHead(g, o) && base(g.deprel) === base(o.deprel)),
  }
}
