// PolNeAR's articles with what their coders marked, and the comparisons that its scores rest on.
import { createHash } from 'node:crypto'
import type { Span } from '../src/claim/span.js'
import type { Role } from '../src/extraction/tagger/index.js'
import { type GoldLink, readPolnear } from '../training/attribution/polnear.js'

/** Source, cue and content of an attribution: each in pieces. */
export type Pieces = Readonly<Record<Role, readonly Span[]>>

export interface CodedArticle {
  readonly name: string
  readonly text: string
  readonly attributions: readonly Pieces[]
  /** Pieces by role, those of no attribution included. */
  readonly spans: Pieces
}

/** Which half of a part an article is in: rules and weights are tuned on a, b is only a number. */
const halfOf = (name: string): 'a' | 'b' => ((createHash('sha256').update(name).digest()[0] ?? 0) % 2 === 0 ? 'a' : 'b')

/** The articles of a folder (with text/ and attributions/), as the first of their coders by file name marked them. */
export function readCoded(folder: string, half: 'a' | 'b' | null): readonly CodedArticle[] {
  return readPolnear(folder)
    .filter((a) => half === null || half === halfOf(a.name))
    .flatMap(({ name, text, annotations: [first] }) => {
      if (!first) return []
      const pieces = (indexes: readonly number[]) => indexes.flatMap((i) => first.spans[i]?.pieces ?? [])
      const linked = ({ Source, Cue, Content }: GoldLink): Pieces => ({
        source: pieces(Source),
        cue: pieces(Cue),
        content: pieces(Content),
      })
      const of = (role: string) => first.spans.filter((s) => s.role === role).flatMap((s) => s.pieces)
      const spans = { source: of('Source'), cue: of('Cue'), content: of('Content') }
      return [{ name, text, spans, attributions: first.links.map(linked) }]
    })
}

/** Answers whether what we found is what the coder marked. */
export interface Labelled {
  /** The same words. */
  isSpan(role: Role, span: Span): boolean
  /** A content that shares half of its words with a coded one, and a source that overlaps the coded one's. */
  isAttribution(source: readonly Span[], content: readonly Span[]): boolean
  /** Coded attributions that are among these. */
  found(ours: readonly { readonly source: readonly Span[]; readonly content: readonly Span[] }[]): readonly boolean[]
  /** First and last word of a span. */
  ends(span: Span): readonly [number, number]
}

/** Words and single marks, by which spans are compared: what tokens they cover, not which white space. */
const wordsOf = (text: string): readonly Span[] =>
  [...text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)].map((m) => ({ start: m.index, end: m.index + m[0].length }))

export function labelled(article: CodedArticle): Labelled {
  const words = wordsOf(article.text)
  const inside = (spans: readonly Span[]): ReadonlySet<number> => new Set(spans.flatMap((s) => covered(words, s)))
  const ends = (span: Span): readonly [number, number] => {
    const found = covered(words, span)
    return [found[0] ?? -1, found.at(-1) ?? -1]
  }
  const keys = Object.fromEntries(
    Object.entries(article.spans).map(([role, spans]) => [role, new Set(spans.map((s) => String(ends(s))))]),
  )
  const sets = ({ source, content }: Pick<Pieces, 'source' | 'content'>): Sets => ({
    source: inside(source),
    content: inside(content),
  })
  const gold = article.attributions.map(sets)
  return {
    ends,
    isSpan: (role, span) => keys[role]?.has(String(ends(span))) ?? false,
    isAttribution: (source, content) => {
      const ours = sets({ source, content })
      return gold.some((g) => fits(g, ours))
    },
    found: (list) => {
      const ours = list.map(sets)
      return gold.map((g) => ours.some((o) => fits(g, o)))
    },
  }
}

type Sets = Readonly<Record<'source' | 'content', ReadonlySet<number>>>

function fits(a: Sets, b: Sets): boolean {
  const both = [...a.content].filter((w) => b.content.has(w)).length
  if (both === 0 || 4 * both < a.content.size + b.content.size) return false
  return [...a.source].some((w) => b.source.has(w))
}

function covered(words: readonly Span[], { start, end }: Span): readonly number[] {
  const inside: number[] = []
  for (let i = lowerBound(words, start); i < words.length && (words[i]?.start ?? 0) < end; i++) inside.push(i)
  return inside
}

function lowerBound(words: readonly Span[], offset: number): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}
