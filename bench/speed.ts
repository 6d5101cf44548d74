// `speed [--data FOLDER]`: tokens a second from raw text to trees and names, with wink-nlp and compromise in the same process.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadKnowledge } from '../src/data/load.js'
import { createPipeline } from '../src/pipeline.js'
import type { BenchArgs, SetResult } from './contract.js'
import { loadForTreebanks } from './english.js'
import { sharedFolder } from './scored.js'

/** One pass over all texts; gives back the number of tokens. */
type Pass = (texts: readonly string[]) => number

export async function run({ data }: BenchArgs): Promise<SetResult> {
  const texts = readTexts(data)
  const started = performance.now()
  const english = loadForTreebanks()
  const loaded = performance.now() - started
  const ours: Pass = (all) =>
    english.analyseAll(all).reduce((n, s) => n + s.reduce((m, x) => m + x.tokens.length, 0), 0)
  const forms = english.analyseAll(texts).flatMap((t) => t.map((s) => s.tokens.map((x) => x.text)))
  const parse: Pass = () => english.analyseWords(forms).reduce((n, d) => n + d.heads.length, 0)
  const memory = process.memoryUsage().rss
  const passes = { ours, read: readPass(), parse, wink: await winkPass(), compromise: await compromisePass() }
  const rates = measure(passes, texts)
  const tokens = ours(texts)
  const figures = {
    // Reports read to grounded claims; tokens_per_s is from raw text to trees and names.
    reports_per_s: round((rates.read / tokens) * texts.length, 1),
    tokens_per_s: round(rates.ours, 0),
    parse_tokens_per_s: round(rates.parse, 0),
    ratio_wink: round(rates.ours / rates.wink, 4),
    rss_mb: round(memory / 2 ** 20, 0),
    load_ms: round(loaded, 0),
    wink_tokens_per_s: round(rates.wink, 0),
    compromise_tokens_per_s: round(rates.compromise, 0),
  }
  return { set: 'speed', items: texts.length, figures, table: `${texts.length} reports, ${tokens} tokens` }
}

const round = (n: number, digits: number): number => Math.round(n * 10 ** digits) / 10 ** digits

const MIN_TOKENS = 20_000

/** The reports of a folder (default: the seeds), repeated until there is something to measure. */
function readTexts(data: readonly string[]): string[] {
  const shared = sharedFolder()
  const folders = data.length > 0 ? data : shared ? [join(shared, 'reports', 'seeds')] : []
  const texts = folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .filter((f) => f.endsWith('.txt'))
      .sort()
      .map((f) => readFileSync(join(folder, f), 'utf8')),
  )
  if (texts.length === 0) throw new Error('speed needs --data FOLDER with .txt reports')
  const words = texts.join(' ').split(/\s+/).length
  return Array.from({ length: Math.ceil(MIN_TOKENS / words) }, () => texts).flat()
}

const ROUNDS = 5

/** The best of several rounds, taken in turn so that a busy machine slows all alike. */
function measure<K extends string>(passes: Readonly<Record<K, Pass>>, texts: readonly string[]): Record<K, number> {
  const names = Object.keys(passes) as K[]
  const best = Object.fromEntries(names.map((n) => [n, 0])) as Record<K, number>
  for (const name of names) passes[name](texts.slice(0, 5))
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const started = process.cpuUsage()
      const tokens = passes[name](texts)
      const spent = process.cpuUsage(started)
      best[name] = Math.max(best[name], tokens / ((spent.user + spent.system) / 1e6))
    }
  }
  return best
}

/** The whole reading of reports: sentences, attribution, events, grounding. Tokens are counted by our own analysis. */
function readPass(): Pass {
  const knowledge = loadKnowledge()
  const pipeline = createPipeline(knowledge)
  const counted = new Map<string, number>()
  return (all) =>
    all.reduce((n, text, i) => {
      pipeline.read({ id: `r${i}`, text, title: null, outlet: null, published: null })
      if (!counted.has(text))
        counted.set(
          text,
          knowledge.analyser.analyse(text).reduce((m, s) => m + s.tokens.length, 0),
        )
      return n + (counted.get(text) ?? 0)
    }, 0)
}

interface WinkDocument {
  tokens(): { length(): number }
  sentences(): { length(): number }
  entities(): { length(): number }
}

async function winkPass(): Promise<Pass> {
  const { default: wink } = await import('wink-nlp')
  const { default: model } = await import('wink-eng-lite-web-model')
  const nlp = wink(model)
  return (texts) => texts.reduce((n, text) => n + (nlp.readDoc(text) as unknown as WinkDocument).tokens().length(), 0)
}

async function compromisePass(): Promise<Pass> {
  const { default: compromise } = await import('compromise')
  return (texts) => texts.reduce((n, text) => n + compromise(text).terms().length, 0)
}
