// `polnear --data FOLDER`: source, cue and content spans of news attributions, exact and by their first word, and linked.
// PolNeAR gives every word to one attribution and counts "that", "to" and quotation marks as content: an adapter turns
// our frames, which nest and leave these out, into its convention.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Span } from '../src/claim/span.js'
import { loadAttribution } from '../src/data/attribution.js'
import { loadEnglish } from '../src/data/model.js'
import { findFrames } from '../src/extraction/attribution/frames.js'
import type { Frame } from '../src/extraction/reading.js'
import type { BenchArgs, SetResult } from './contract.js'

interface Attribution {
  readonly source: readonly Span[]
  readonly cue: readonly Span[]
  readonly content: readonly Span[]
}
interface Article {
  readonly name: string
  readonly text: string
  readonly gold: readonly Attribution[]
  /** Spans by kind, those of no attribution included. */
  readonly spans: Readonly<Record<Kind, readonly Span[]>>
}
type Kind = 'source' | 'cue' | 'content'
const KINDS: readonly Kind[] = ['source', 'cue', 'content']

export async function run({ data, misses, half }: BenchArgs): Promise<SetResult> {
  const [folder] = data
  if (!folder) throw new Error('polnear needs --data FOLDER (with text/ and attributions/)')
  const articles = readArticles(folder).filter((a) => half === null || half === halfOf(a.name))
  const { lexicon } = loadAttribution(fileURLToPath(new URL('../data', import.meta.url)))
  const analyser = loadEnglish()
  const sums = { exact: counts(), begin: counts(), linked: { right: 0, gold: 0, ours: 0, found: 0 } }
  const lines: string[] = []
  for (const article of articles) {
    const words = wordsOf(article.text)
    const frames = findFrames({ text: article.text, sentences: analyser.analyse(article.text), title: null }, lexicon)
    const ours = toPolnear(article.text, frames)
    for (const kind of KINDS)
      score(
        sums,
        kind,
        article.spans[kind],
        ours.flatMap((a) => a[kind]),
        words,
      )
    lines.push(...scoreLinks(sums.linked, article, ours, words))
  }
  if (misses) writeFileSync(misses, lines.map((l) => `${l}\n`).join(''))
  const { right, gold, ours, found } = sums.linked
  const [p, r] = [right / Math.max(1, ours), found / Math.max(1, gold)]
  const figures: Record<string, number> = {}
  for (const kind of KINDS) figures[`${kind}_exact`] = round(f1(sums.exact[kind]))
  for (const kind of KINDS) figures[`${kind}_begin`] = round(f1(sums.begin[kind]))
  Object.assign(figures, {
    linked_p: round(p),
    linked_r: round(r),
    linked_f1: round(p + r === 0 ? 0 : (2 * p * r) / (p + r)),
  })
  return { set: 'polnear', items: articles.length, figures }
}

const round = (n: number): number => Math.round(n * 1e4) / 1e4
const halfOf = (name: string): 'a' | 'b' => ((createHash('sha256').update(name).digest()[0] ?? 0) % 2 === 0 ? 'a' : 'b')

interface Tally {
  right: number
  gold: number
  ours: number
}
const counts = (): Record<Kind, Tally> => ({ source: tally(), cue: tally(), content: tally() })
const tally = (): Tally => ({ right: 0, gold: 0, ours: 0 })
const f1 = ({ right, gold, ours }: Tally): number => (gold + ours === 0 ? 0 : (2 * right) / (gold + ours))

/** Words and single marks, by which spans are compared: what tokens they cover, not which white space. */
const wordsOf = (text: string): readonly Span[] =>
  [...text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)].map((m) => ({ start: m.index, end: m.index + m[0].length }))

function covered(words: readonly Span[], span: Span): readonly number[] {
  const inside: number[] = []
  for (let i = lowerBound(words, span.start); i < words.length && (words[i]?.start ?? 0) < span.end; i++) inside.push(i)
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

function score(
  sums: { exact: Record<Kind, Tally>; begin: Record<Kind, Tally> },
  kind: Kind,
  gold: readonly Span[],
  ours: readonly Span[],
  words: readonly Span[],
): void {
  const key = (s: Span) => {
    const inside = covered(words, s)
    return { exact: `${inside[0]}-${inside.at(-1)}`, begin: `${inside[0]}` }
  }
  for (const how of ['exact', 'begin'] as const) {
    const [g, o] = [new Set(gold.map((s) => key(s)[how])), new Set(ours.map((s) => key(s)[how]))]
    const sum = sums[how][kind]
    sum.gold += g.size
    sum.ours += o.size
    sum.right += [...g].filter((k) => o.has(k)).length
  }
}

function scoreLinks(
  sum: { right: number; gold: number; ours: number; found: number },
  article: Article,
  ours: readonly Attribution[],
  words: readonly Span[],
): string[] {
  const sets = (a: Attribution) => ({
    content: new Set(a.content.flatMap((s) => covered(words, s))),
    source: new Set(a.source.flatMap((s) => covered(words, s))),
  })
  const [g, o] = [article.gold.map(sets), ours.map(sets)]
  const fits = (x: (typeof g)[number], y: (typeof o)[number]) =>
    overlapF1(x.content, y.content) >= 0.5 && [...x.source].some((w) => y.source.has(w))
  sum.gold += g.length
  sum.ours += o.length
  sum.found += g.filter((x) => o.some((y) => fits(x, y))).length
  sum.right += o.filter((y) => g.some((x) => fits(x, y))).length
  const show = (a: Attribution | undefined) =>
    a && Object.fromEntries(KINDS.map((k) => [k, a[k].map((s) => article.text.slice(s.start, s.end)).join(' … ')]))
  const missed = article.gold.flatMap((a, i) => {
    if (o.some((y) => fits(g[i]!, y))) return []
    const near = ours.find((_, k) =>
      [...o[k]!.content, ...o[k]!.source].some((w) => g[i]!.content.has(w) || g[i]!.source.has(w)),
    )
    return [JSON.stringify({ article: article.name, gold: show(a), ours: show(near) ?? null })]
  })
  const extra = ours.flatMap((a, i) =>
    g.some((x) => fits(x, o[i]!)) ? [] : [JSON.stringify({ article: article.name, extra: show(a), cues: a.cue })],
  )
  const inexact = article.gold.flatMap((a, i) => {
    const k = o.findIndex((y) => fits(g[i]!, y))
    const mine = ours[k]
    if (!mine || KINDS.every((kind) => sameSpans(a[kind], mine[kind], words))) return []
    return [JSON.stringify({ article: article.name, inexact: show(a), ours: show(mine) })]
  })
  return [...missed, ...extra, ...inexact]
}

const sameSpans = (a: readonly Span[], b: readonly Span[], words: readonly Span[]): boolean =>
  JSON.stringify(a.flatMap((s) => covered(words, s)).sort()) ===
  JSON.stringify(b.flatMap((s) => covered(words, s)).sort())

function overlapF1(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const both = [...a].filter((w) => b.has(w)).length
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size)
}

/** Our frames in PolNeAR's convention: outermost attributions only, contents with their markers and quotation marks. */
export function toPolnear(text: string, frames: readonly Frame[]): readonly Attribution[] {
  const speaking = frames.filter((f) => f.source !== 'outlet' && f.cue)
  const outer = speaking.filter(
    (f) =>
      !speaking.some(
        (g) =>
          g !== f &&
          f.cue &&
          g.content.some((s) => s.start <= f.cue!.start && f.cue!.end <= s.end) &&
          size(g) > size(f),
      ),
  )
  const byCue = new Map<number, Attribution>()
  for (const f of outer) {
    if (f.source === 'outlet' || !f.cue) continue
    const content = f.content.map((s) => widen(text, s, f.cue!))
    const before = byCue.get(f.cue.start)
    const all = before ? [...before.content, ...content] : content
    const source = before?.source[0]
      ? {
          start: Math.min(before.source[0].start, f.source.quote.start),
          end: Math.max(before.source[0].end, f.source.quote.end),
        }
      : f.source.quote
    byCue.set(f.cue.start, { source: [withComma(text, source)], cue: [f.cue], content: joinNear(text, all) })
  }
  return [...byCue.values()]
}

const size = (f: Frame): number => f.content.reduce((sum, s) => sum + s.end - s.start, 0)

function joinNear(text: string, spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const s of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && !/[\p{L}\p{N},]/u.test(text.slice(last.end, s.start)))
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, s.end) }
    else joined.push(s)
  }
  return joined
}

function widen(text: string, span: Span, cue: Span): Span {
  let { start, end } = span
  const opener = /(?:["“‘]|'')$/.exec(text.slice(Math.max(0, start - 2), start))
  if (opener) start -= opener[0].length
  const lead = /(?:^|[\s,])((?:that|to)\s+)$/i.exec(text.slice(Math.max(0, start - 12), start))
  if (lead?.[1] && start > cue.end) start -= lead[1].length
  const tail = /^[.,!?;…]*(?:["”]|'')/.exec(text.slice(end, end + 5))
  if (tail) end += tail[0].length
  else if (/^[?!]/.test(text.slice(end))) end++
  return { start, end }
}

/** "X, mother of Y," with its closing comma. */
function withComma(text: string, span: Span): Span {
  return /, (?!and )/.test(text.slice(span.start, span.end)) && text[span.end] === ','
    ? { start: span.start, end: span.end + 1 }
    : span
}

function readArticles(folder: string): readonly Article[] {
  const annotations = readdirSync(join(folder, 'attributions'))
    .filter((f) => f.endsWith('.ann'))
    .sort()
  return readdirSync(join(folder, 'text'))
    .filter((f) => f.endsWith('.txt'))
    .sort()
    .flatMap((file) => {
      const stem = file.slice(0, -4)
      const first =
        annotations.find((a) => a.slice(0, a.lastIndexOf('_')) === stem) ?? annotations.find((a) => a.startsWith(stem))
      if (!first) return []
      const text = readFileSync(join(folder, 'text', file), 'utf8')
      return [{ name: stem, text, ...readAnnotation(readFileSync(join(folder, 'attributions', first), 'utf8')) }]
    })
}

function readAnnotation(ann: string): Pick<Article, 'gold' | 'spans'> {
  const spans = new Map<string, { kind: string; spans: readonly Span[] }>()
  const gold: Attribution[] = []
  for (const line of ann.split('\n')) {
    const [id, body = ''] = line.split('\t')
    if (id?.startsWith('T')) {
      const space = body.indexOf(' ')
      const pieces = body
        .slice(space + 1)
        .split(';')
        .map((p) => p.split(' ').map(Number))
        .map(([start = 0, end = 0]) => ({ start, end }))
      spans.set(id, { kind: body.slice(0, space).toLowerCase(), spans: pieces.sort((a, b) => a.start - b.start) })
    } else if (id?.startsWith('E')) {
      const roles = body
        .trim()
        .split(' ')
        .map((r) => r.split(':'))
      const of = (kind: string) =>
        roles
          .filter(([role = '']) => role.replace(/\d+$/, '').toLowerCase() === kind)
          .flatMap(([, t = '']) => spans.get(t)?.spans ?? [])
      gold.push({ source: of('source'), cue: of('cue'), content: of('content') })
    }
  }
  const byKind = (kind: Kind) => [...spans.values()].filter((s) => s.kind === kind).flatMap((s) => s.spans)
  return { gold, spans: { source: byKind('source'), cue: byKind('cue'), content: byKind('content') } }
}
