// `polnear --data FOLDER`: source, cue and content spans of news attributions, exact and by their first word, and linked.
// With the trained tagger joined in; `--plain`: rule pages alone; `--regex`: a baseline of quotation marks and a few
// patterns, without any parser.
import { writeFileSync } from 'node:fs'
import type { Span } from '../src/claim/span.js'
import { loadAttribution } from '../src/data/attribution.js'
import { DATA } from '../src/data/load.js'
import { loadEnglish } from '../src/data/model.js'
import { loadTagger } from '../src/data/tagger.js'
import { codedFrames } from '../src/extraction/attribution/coded.js'
import { findFrames } from '../src/extraction/attribution/frames.js'
import { createReader, weigh } from '../src/extraction/attribution/weigh.js'
import { ROLES, type Role } from '../src/extraction/tagger/index.js'
import type { BenchArgs, SetResult } from './contract.js'
import { type CodedArticle, type Labelled, labelled, type Pieces, readCoded } from './polnear-labels.js'
import { byPatterns } from './polnear-regex.js'

/** What a reader finds in an article. */
interface Found {
  /** Stretches by role, those of no attribution included. */
  readonly spans: Pieces
  readonly attributions: readonly Pieces[]
}

export async function run({ data, misses, half, plain, regex }: BenchArgs): Promise<SetResult> {
  const [folder] = data
  if (!folder) throw new Error('polnear needs --data FOLDER (with text/ and attributions/)')
  const articles = readCoded(folder, half)
  const read = regex ? patternReader : plain ? ruleReader() : joinedReader()
  const sums = { exact: tallies(), begin: tallies(), linked: { right: 0, gold: 0, ours: 0, found: 0 } }
  const lines: object[] = []
  for (const article of articles) {
    const found = read(article.text)
    const labels = labelled(article)
    for (const role of ROLES) count(sums, role, article, found.spans[role], labels)
    lines.push(...countLinks(sums.linked, article, found.attributions, labels))
  }
  if (misses) writeFileSync(misses, lines.map((l) => `${JSON.stringify(l)}\n`).join(''))
  return { set: 'polnear', items: articles.length, figures: figuresOf(sums) }
}

const union = (attributions: readonly Pieces[]): Pieces => ({
  source: attributions.flatMap((a) => a.source),
  cue: attributions.flatMap((a) => a.cue),
  content: attributions.flatMap((a) => a.content),
})

const patternReader = (text: string): Found => {
  const attributions = byPatterns(text)
  return { spans: union(attributions), attributions }
}

function ruleReader(): (text: string) => Found {
  const { lexicon } = loadAttribution(DATA)
  return (text) => {
    const reading = { text, sentences: loadEnglish().analyse(text), title: null }
    const attributions = codedFrames(text, findFrames(reading, lexicon))
    return { spans: union(attributions), attributions }
  }
}

/** Rule pages and tagger weighed together; without the tagger's file the rule pages alone. */
function joinedReader(): (text: string) => Found {
  const files = loadTagger(loadEnglish().version)
  if (!files) return ruleReader()
  const reader = createReader(files, loadEnglish())
  const { lexicon } = loadAttribution(DATA)
  return (text) => {
    const reading = { text, sentences: loadEnglish().analyse(text), title: null }
    const { spans, attributions } = weigh(reading, reader, codedFrames(text, findFrames(reading, lexicon)))
    const of = (role: Role) => spans.filter((s) => s.role === role)
    return { spans: { source: of('source'), cue: of('cue'), content: of('content') }, attributions }
  }
}

interface Tally {
  right: number
  gold: number
  ours: number
}
type Tallies = Readonly<Record<Role, Tally>>
interface Sums {
  readonly exact: Tallies
  readonly begin: Tallies
  readonly linked: Tally & { found: number }
}
const tallies = (): Tallies => ({ source: tally(), cue: tally(), content: tally() })
const tally = (): Tally => ({ right: 0, gold: 0, ours: 0 })
const f1 = ({ right, gold, ours }: Tally): number => (gold + ours === 0 ? 0 : (2 * right) / (gold + ours))
const round = (n: number): number => Math.round(n * 1e4) / 1e4

function figuresOf({ exact, begin, linked }: Sums): Record<string, number> {
  const { right, gold, ours, found } = linked
  const [p, r] = [right / Math.max(1, ours), found / Math.max(1, gold)]
  return {
    ...Object.fromEntries(ROLES.map((role) => [`${role}_exact`, round(f1(exact[role]))])),
    ...Object.fromEntries(ROLES.map((role) => [`${role}_begin`, round(f1(begin[role]))])),
    linked_p: round(p),
    linked_r: round(r),
    linked_f1: round(p + r === 0 ? 0 : (2 * p * r) / (p + r)),
  }
}

function count(sums: Sums, role: Role, article: CodedArticle, ours: readonly Span[], labels: Labelled): void {
  const keys = (spans: readonly Span[]) => spans.map((s) => labels.ends(s))
  const [g, o] = [keys(article.spans[role]), keys(ours)]
  add(sums.exact[role], new Set(g.map(String)), new Set(o.map(String)))
  add(sums.begin[role], new Set(g.map(([first]) => `${first}`)), new Set(o.map(([first]) => `${first}`)))
}

function add(sum: Tally, gold: ReadonlySet<string>, ours: ReadonlySet<string>): void {
  sum.gold += gold.size
  sum.ours += ours.size
  sum.right += [...gold].filter((k) => ours.has(k)).length
}

/** Gold that tells no source cannot be found; it stays in what is to be found. */
function countLinks(sum: Sums['linked'], article: CodedArticle, ours: readonly Pieces[], labels: Labelled): object[] {
  const found = labels.found(ours)
  const right = ours.map((a) => labels.isAttribution(a.source, a.content))
  sum.gold += found.length
  sum.ours += ours.length
  sum.found += found.filter(Boolean).length
  sum.right += right.filter(Boolean).length
  const show = (a: Pieces) =>
    Object.fromEntries(ROLES.map((r) => [r, a[r].map((s) => article.text.slice(s.start, s.end)).join(' … ')]))
  return [
    ...article.attributions.flatMap((a, i) => (found[i] ? [] : [{ article: article.name, missed: show(a) }])),
    ...ours.flatMap((a, i) => (right[i] ? [] : [{ article: article.name, extra: show(a) }])),
  ]
}
