// `reliability --data POLNEAR [--half b] [--reports DIR --gold DIR]`: is confidence calibrated? Predicted against observed, in ten
// bins: frames against PolNeAR's coders (the weights were learnt on half a), claims against what a careful reader records.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Claim, wordsOf } from '../src/claim/index.js'
import { loadKnowledge } from '../src/data/load.js'
import { codedFrames } from '../src/extraction/attribution/coded.js'
import { findFrames } from '../src/extraction/attribution/frames.js'
import { createReader } from '../src/extraction/attribution/weigh.js'
import { readInput } from '../src/intake/intake.js'
import { createPipeline } from '../src/pipeline.js'
import type { BenchArgs, SetResult } from './contract.js'
import { labelled, readCoded } from './polnear-labels.js'

interface Judged {
  readonly confidence: number
  readonly right: boolean
}

export async function run({ data, half, reports, gold }: BenchArgs): Promise<SetResult> {
  const [folder] = data
  if (!folder) throw new Error('reliability needs --data FOLDER (PolNeAR, with text/ and attributions/)')
  const frames = judgedFrames(folder, half)
  const claims = gold.flatMap((dir, i) => judgedClaims(reports[i] ?? dir, dir))
  const tables = [table('frames, PolNeAR', frames), ...(claims.length > 0 ? [table('claims, gold', claims)] : [])]
  return {
    set: 'reliability',
    items: frames.length + claims.length,
    figures: { frames_ece: gap(frames), ...(claims.length > 0 ? { claims_ece: gap(claims) } : {}) },
    table: tables.join('\n\n'),
  }
}

/** Each attribution that the product makes in PolNeAR's articles: right where the coder has it too. */
function judgedFrames(folder: string, half: 'a' | 'b' | null): readonly Judged[] {
  const { analyser, attribution, tagger } = loadKnowledge()
  const reader = tagger && createReader(tagger, analyser)
  return readCoded(folder, half).flatMap((article) => {
    const labels = labelled(article)
    const reading = { text: article.text, sentences: analyser.analyse(article.text), title: null }
    const frames = findFrames(reading, attribution, () => {}, { reader })
    return codedFrames(article.text, frames).map(({ source, content, frames: own }) => ({
      confidence: Math.max(...own.map((f) => f.confidence)),
      right: labels.isAttribution(source, content),
    }))
  })
}

interface GoldClaim {
  readonly quote: string
  readonly type?: string
  readonly or?: readonly string[]
  readonly stance: string
  readonly source: string
}
interface GoldFile {
  readonly family: Readonly<Record<string, string>>
  readonly reports: readonly {
    readonly report: string
    readonly published: string | null
    readonly outlet: string | null
    readonly who?: Readonly<Record<string, { readonly name: string; readonly forms?: readonly string[] }>>
    readonly claims: readonly GoldClaim[]
  }[]
}

/** Each claim that the product makes: right where gold has one of the same words, family, source and stance. */
function judgedClaims(reports: string, gold: string): readonly Judged[] {
  const pipeline = createPipeline(loadKnowledge())
  const { family, reports: list } = JSON.parse(readFileSync(join(gold, 'gold.json'), 'utf8')) as GoldFile
  return list.flatMap(({ report, published, outlet, who = {}, claims }) => {
    const path = join(reports, report)
    if (!existsSync(path)) return []
    const given = { ...(published ? { published } : {}), ...(outlet ? { outlet } : {}) }
    const read = readInput(basename(path), readFileSync(path), given).reports[0]?.report
    const isRight = (ours: Claim) =>
      claims.some(
        (g) =>
          likeness(words(g.quote), words(ours.quote.text)) >= 0.5 &&
          [g.type ?? '', ...(g.or ?? [])].some((t) => family[t] === family[ours.content.type]) &&
          g.stance === ours.stance &&
          sameSource(ours, g.source, who[g.source]),
      )
    return (read ? pipeline.read(read) : []).map((c) => ({ confidence: c.confidence, right: isRight(c) }))
  })
}

function sameSource(
  { attribution: { source } }: Claim,
  gold: string,
  who: { readonly name: string; readonly forms?: readonly string[] } | undefined,
): boolean {
  if (gold === 'outlet' || source === 'outlet') return gold === source
  const names = new Set([who?.name ?? '', ...(who?.forms ?? [])].map(fold))
  return [wordsOf(source), source.entity?.name ?? ''].some((n) => n !== '' && names.has(fold(n)))
}

const fold = (name: string): string =>
  words(name)
    .join(' ')
    .replace(/^(?:the|a|an|some|several|its|their|his|her|our) /, '')

const words = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

function likeness(a: readonly string[], b: readonly string[]): number {
  const left = [...b]
  let same = 0
  for (const word of a) {
    const at = left.indexOf(word)
    if (at >= 0) same += left.splice(at, 1).length
  }
  return (2 * same) / Math.max(1, a.length + b.length)
}

const BINS = 10
const binsOf = (judged: readonly Judged[]): readonly (readonly Judged[])[] =>
  Array.from({ length: BINS }, (_, k) =>
    judged.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === k),
  )
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length)
const shareRight = (bin: readonly Judged[]): number => mean(bin.map((j) => (j.right ? 1 : 0)))

/** Expected calibration error: how far the bins' confidence is from their share right, by their size. */
const gap = (judged: readonly Judged[]): number => {
  const off = binsOf(judged).map((b) => b.length * Math.abs(mean(b.map((j) => j.confidence)) - shareRight(b)))
  return Math.round((off.reduce((a, b) => a + b, 0) / Math.max(1, judged.length)) * 1e4) / 1e4
}

const table = (title: string, judged: readonly Judged[]): string =>
  [
    `${title.padEnd(18)} number  predicted  right   (best fit: ${platt(judged)})`,
    ...binsOf(judged).flatMap((bin, k) =>
      bin.length === 0
        ? []
        : [
            `${(k / BINS).toFixed(1)} – ${((k + 1) / BINS).toFixed(1)}          ${String(bin.length).padStart(6)}  ${mean(
              bin.map((j) => j.confidence),
            )
              .toFixed(2)
              .padStart(9)}  ${shareRight(bin).toFixed(2).padStart(5)}`,
          ],
    ),
  ].join('\n')

/** By what offset and slope the log-odds of confidence would fit best: 0 and 1 where it is calibrated. */
function platt(judged: readonly Judged[]): string {
  let [offset, slope] = [0, 1]
  for (let step = 0; step < 30; step++) {
    let [a, b, aa, ab, bb] = [-offset, 1 - slope, 1, 0, 1]
    for (const { confidence, right } of judged) {
      const x = Math.log(Math.max(confidence, 0.01) / Math.max(1 - confidence, 0.01))
      const p = 1 / (1 + Math.exp(-offset - slope * x))
      const [rest, bend] = [(right ? 1 : 0) - p, p * (1 - p)]
      ;[a, b, aa, ab, bb] = [a + rest, b + rest * x, aa + bend, ab + bend * x, bb + bend * x * x]
    }
    const whole = aa * bb - ab * ab
    ;[offset, slope] = [offset + (bb * a - ab * b) / whole, slope + (aa * b - ab * a) / whole]
  }
  return `offset ${offset.toFixed(2)}, slope ${slope.toFixed(2)}`
}
