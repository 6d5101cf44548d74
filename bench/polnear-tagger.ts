// `polnear-tagger --data FOLDER`: the tagger alone, without rule pages, in the figures of bench/polnear.ts.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { Span } from '../src/claim/span.js'
import { loadEnglish } from '../src/data/model.js'
import { loadTagger } from '../src/data/tagger.js'
import { createTagger, type Role, taggedSpans } from '../src/extraction/tagger/index.js'
import { type Annotation, type Article, readPolnear } from '../training/attribution/polnear.js'
import type { BenchArgs, SetResult } from './contract.js'

const ROLES = ['source', 'cue', 'content'] as const
type Attribution = Readonly<Record<Role, readonly Span[]>>

/** Right, gold and ours, counted up. */
class Tally {
  right = 0
  gold = 0
  ours = 0

  add<T>(gold: ReadonlySet<T>, ours: ReadonlySet<T>): void {
    this.gold += gold.size
    this.ours += ours.size
    this.right += [...gold].filter((k) => ours.has(k)).length
  }

  get f1(): number {
    return round((2 * this.right) / Math.max(1, this.gold + this.ours))
  }
}

const round = (n: number): number => Math.round(n * 1e4) / 1e4
const halfOf = (name: string): 'a' | 'b' => ((createHash('sha256').update(name).digest()[0] ?? 0) % 2 === 0 ? 'a' : 'b')

export async function run({ data, misses, half }: BenchArgs): Promise<SetResult> {
  const [folder] = data
  if (!folder) throw new Error('polnear-tagger needs --data FOLDER (with text/ and attributions/)')
  const files = loadTagger()
  if (!files) throw new Error('no tagger that fits the English model: bash training/attribution/run.sh')
  const tagger = createTagger(files.model, files.english)
  const analyser = loadEnglish()
  const exact = { source: new Tally(), cue: new Tally(), content: new Tally() }
  const begin = { source: new Tally(), cue: new Tally(), content: new Tally() }
  const links = { gold: 0, ours: 0, found: 0, right: 0 }
  const lines: object[] = []
  const articles = readPolnear(folder).filter((a) => half === null || half === halfOf(a.name))
  for (const article of articles) {
    const reading = { text: article.text, sentences: analyser.analyse(article.text), title: null }
    const spans = taggedSpans(reading, tagger)
    const words = new Words(article.text)
    const gold = goldSpans(article)
    for (const role of ROLES) {
      const [g, o] = [gold[role], spans.filter((s) => s.role === role)].map((list) => list.map((s) => words.ends(s)))
      exact[role].add(new Set(g?.map(String)), new Set(o?.map(String)))
      begin[role].add(new Set(g?.map(([first]) => first)), new Set(o?.map(([first]) => first)))
    }
    const ours = tagger
      .attributions(reading, spans)
      .map((a) => ({ source: a.source ? [a.source] : [], cue: [a.cue], content: a.content }))
    lines.push(...scoreLinks(links, article, ours, words))
  }
  if (misses) writeFileSync(misses, lines.map((l) => `${JSON.stringify(l)}\n`).join(''))
  const [p, r] = [links.right / Math.max(1, links.ours), links.found / Math.max(1, links.gold)]
  const figures: Record<string, number> = {}
  for (const role of ROLES) figures[`${role}_exact`] = exact[role].f1
  for (const role of ROLES) figures[`${role}_begin`] = begin[role].f1
  Object.assign(figures, {
    linked_p: round(p),
    linked_r: round(r),
    linked_f1: round((2 * p * r) / Math.max(1e-9, p + r)),
  })
  return { set: 'polnear-tagger', items: articles.length, figures }
}

/** Words and single marks, by which spans are compared: what tokens they cover, not which white space. */
class Words {
  readonly #words: readonly Span[]

  constructor(text: string) {
    this.#words = [...text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)].map((m) => ({
      start: m.index,
      end: m.index + m[0].length,
    }))
  }

  in({ start, end }: Span): number[] {
    return this.#words.flatMap((w, i) => (w.start < end && w.end > start ? [i] : []))
  }

  ends(span: Span): readonly [number, number] {
    const inside = this.in(span)
    return [inside[0] ?? -1, inside.at(-1) ?? -1]
  }
}

const goldOf = ({ annotations }: Article): Annotation => annotations[0] ?? { file: '', spans: [], links: [] }

const goldSpans = (article: Article): Attribution => {
  const of = (role: string) =>
    goldOf(article)
      .spans.filter((s) => s.role === role)
      .flatMap((s) => s.pieces)
  return { source: of('Source'), cue: of('Cue'), content: of('Content') }
}

/** Found: content token-F1 of at least a half, and a source that overlaps. Gold that tells no source cannot be found. */
function scoreLinks(
  sum: { gold: number; ours: number; found: number; right: number },
  article: Article,
  ours: readonly Attribution[],
  words: Words,
): object[] {
  const annotation = goldOf(article)
  const gold = annotation.links.map((link): Attribution => {
    const of = (spans: readonly number[]) => spans.flatMap((i) => annotation.spans[i]?.pieces ?? [])
    return { source: of(link.Source), cue: of(link.Cue), content: of(link.Content) }
  })
  const sets = (list: readonly Attribution[]) =>
    list.map((a) => ({
      source: new Set(a.source.flatMap((s) => words.in(s))),
      content: new Set(a.content.flatMap((s) => words.in(s))),
    }))
  const [g, o] = [sets(gold), sets(ours)]
  const fits = (x: (typeof g)[number], y: (typeof o)[number]): boolean => {
    const both = [...x.content].filter((w) => y.content.has(w)).length
    return 2 * both >= 0.5 * (x.content.size + y.content.size) && both > 0 && [...x.source].some((w) => y.source.has(w))
  }
  const found = g.map((x) => o.some((y) => fits(x, y)))
  const right = o.map((y) => g.some((x) => fits(x, y)))
  sum.gold += g.length
  sum.ours += o.length
  sum.found += found.filter(Boolean).length
  sum.right += right.filter(Boolean).length
  const show = (a: Attribution) =>
    Object.fromEntries(ROLES.map((r) => [r, a[r].map((s) => article.text.slice(s.start, s.end)).join(' … ')]))
  return [
    ...gold.flatMap((a, i) => (found[i] ? [] : [{ article: article.name, missed: show(a) }])),
    ...ours.flatMap((a, i) => (right[i] ? [] : [{ article: article.name, extra: show(a) }])),
  ]
}
