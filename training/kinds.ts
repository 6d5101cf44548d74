/**
 * Learns what kind a name is from what stands in it and around it: weights for src/language/kinds.ts, beside the network.
 * Writes data/en/model/kinds.bin. Same input, same bytes.
 *
 *   npx tsx training/kinds.ts ../shared [training/work/kinds.tsv]
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'yaml'
import { readConll } from '../bench/conll.js'
import { gumNames } from '../bench/gum-names.js'
import { readNames } from '../bench/names-text.js'
import { ENGLISH_MODEL } from '../src/data/model.js'
import { createTreebankAnalyser } from '../src/language/analyser.js'
import type { NameKind, Sentence } from '../src/language/contract.js'
import { type Decisions, KINDS } from '../src/language/decode.js'
import { fnv } from '../src/language/forms.js'
import {
  BUCKETS,
  bucketOf,
  type Gazetteer,
  KIND_WORDS,
  kindFeatures,
  kindFile,
  kindWords,
} from '../src/language/kinds.js'

const PASSES = 8
const RATE = 0.1
const SHRINK = 3e-4
const DENSE_RATE = 0.02
const DENSE_SHRINK = 1e-4
/** Share of features and of words that is left out at each step. */
const DROP = 0.3
const TRUST = 0.5

const shared = process.argv[2] ?? '../shared'
const analyser = createTreebankAnalyser(readFileSync(ENGLISH_MODEL))

interface Example {
  readonly rows: Int32Array
  /** Vectors of kindWords, one after the other. */
  readonly dense: Float32Array
  readonly kind: number
}

// ---- gazetteers

const known = new Map<number, number>()
/** A name as its words stand in a sentence: "al-Qaeda" is three. */
const keyOf = (name: string): number =>
  fnv(name.toLowerCase().replace(/’/g, "'").replace(/-/g, ' - ').replace(/\s+/g, ' ').trim())
const learn = (name: string, kind: NameKind): void => {
  known.set(keyOf(name), (known.get(keyOf(name)) ?? 0) | (1 << KINDS.indexOf(kind)))
}
/** Known as this and nothing else, whatever other lists say. */
const learnOnly = (name: string, kind: NameKind): void => {
  known.set(keyOf(name), 1 << KINDS.indexOf(kind))
}
const gazetteer: Gazetteer = { known: (words) => known.get(fnv(words)) ?? 0 }

function readPlaces(): void {
  const folder = join(shared, 'reference')
  const lines = gunzipSync(readFileSync(join(folder, 'geonames', 'world_cities15000.tsv.gz')))
    .toString('utf8')
    .split('\n')
    .slice(1)
  for (const line of lines) {
    const [, , , , , , , name] = line.split('\t')
    if (name) learn(name, 'place')
  }
  for (const { name } of JSON.parse(readFileSync(join(folder, 'geonames', 'admin1.json'), 'utf8')) as {
    name: string
  }[]) {
    learn(name, 'place')
    const bare = name.replace(/ (?:Province|Governorate|Region|State|District|Oblast|Wilayat|County|City)$/, '')
    learn(bare, 'place')
  }
  for (const line of readFileSync(join(folder, 'rigour', 'territories.jsonl'), 'utf8').split('\n')) {
    if (line.trim() === '') continue
    const { name, full_name: full } = JSON.parse(line) as { name: string; full_name?: string }
    learn(name, 'place')
    if (full) learn(full, 'place')
  }
}

function readActors(): void {
  const folder = join(shared, 'reference', 'actors')
  for (const file of ['Phoenix.International.actors.txt', 'Phoenix.MilNonState.actors.txt']) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      const name = line
        .replace(/#.*|\[.*/g, '')
        .replace(/[_+]/g, ' ')
        .trim()
      if (/^[A-Z][\p{L} '-]{3,}$/u.test(name) && (name.includes(' ') || name.length > 4)) learn(name, 'organisation')
    }
  }
  for (const line of readFileSync(join(folder, 'Phoenix.Countries.actors.txt'), 'utf8').split('\n')) {
    const code = /\[([A-Z]+)/.exec(line)?.[1] ?? ''
    const name = line
      .replace(/#.*|\[.*/g, '')
      .replace(/[_+]/g, ' ')
      .trim()
    if (
      !/^(?:GOV|OPP|MIL|JUD|BUS|ELI)/.test(code.slice(3)) ||
      !/^\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){1,2}$/u.test(name)
    )
      continue
    if (
      /GOVERN|MINIST|PARTY|PRESID|ARMY|POLICE|COURT|FORCE|CAPITAL|MOVEMENT|FRONT|GROUP|BANK|STATE|PEOPLE|UNION|COUNCIL|CITY|NATION/i.test(
        name,
      )
    )
      continue
    learn(name, 'person')
    const parts = name.split(' ')
    learn(`^${parts[0]}`, 'person')
    learn(`${parts.at(-1)}$`, 'person')
  }
}

const filesUnder = (folder: string): string[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((f) => f.endsWith('.yml'))
    .sort()
    .map((f) => join(folder, f))

interface ActorFile {
  readonly name: string
  readonly type?: string
  readonly aliases?: readonly string[]
  readonly people?: readonly (string | { readonly name?: string })[]
}

/** The actors and outlets that experts keep in data/: what claims are mostly about. */
function readOwn(): void {
  for (const file of filesUnder('data/actors')) {
    const actor = parse(readFileSync(file, 'utf8')) as ActorFile
    const names = [actor.name, ...(actor.aliases ?? [])].filter((n) => /^\p{Lu}|^al-|^a[ln] /u.test(n))
    if (actor.type !== 'state') for (const name of names) learnOnly(name, 'organisation')
    for (const person of actor.people ?? []) {
      const name = typeof person === 'string' ? person : person.name
      if (name) learnOnly(name, 'person')
    }
  }
  for (const file of filesUnder('data/outlets')) {
    for (const { name, aliases } of (parse(readFileSync(file, 'utf8')) ?? []) as ActorFile[]) {
      for (const n of [name, ...(aliases ?? [])]) if (/^\p{Lu}/u.test(n)) learnOnly(n, 'organisation')
    }
  }
}

/** Names that many documents read alike (training/kinds-silver.ts): bits 16, 32, 64, 128 of the four kinds. */
function readSilver(file: string): void {
  if (!existsSync(file)) return
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [name = '', ...cells] = line.split('\t')
    const sums = cells.map(Number)
    const total = sums.reduce((a, b) => a + b, 0)
    const most = Math.max(...sums)
    if (total < 3 || most / total < 0.7) continue
    const key = fnv(name)
    known.set(key, (known.get(key) ?? 0) | (16 << sums.indexOf(most)))
  }
}

// ---- examples

const examples: Example[] = []

function addExample(forms: readonly string[], decisions: Decisions, first: number, last: number, kind: NameKind): void {
  const features = kindFeatures(forms, decisions, { first, last }, gazetteer)
  const dense = kindWords(forms, decisions.heads, { first, last }).flatMap((w) => [...analyser.wordVector(w)])
  examples.push({
    rows: Int32Array.from(features, bucketOf),
    dense: Float32Array.from(dense, (v) => v / 8192),
    kind: KINDS.indexOf(kind),
  })
}

function addGum(): void {
  for (const document of readConll(join(shared, 'treebanks', 'gum-train.conllu'))) {
    const forms = document.sentences.map((s) => s.words.map((w) => w.form))
    const decisions = analyser.analyseWords(forms)
    document.sentences.forEach((sentence, i) => {
      for (const { first, last, kind } of gumNames(sentence))
        addExample(forms[i] ?? [], decisions[i] as Decisions, first, last, kind)
    })
  }
}

/** Names with offsets in raw text: the words of ours that they cover. */
function addText(file: string): void {
  for (const { text, mentions } of readNames(file, readFileSync(join(shared, 'names', file), 'utf8'))) {
    for (const sentence of analyser.analyse(text)) {
      const forms = sentence.tokens.map((t) => t.text)
      const decisions = decisionsOf(sentence)
      for (const m of mentions) {
        const first = sentence.tokens.findIndex(
          (t) => t.start >= m.start && t.end <= m.end && !/^(?:the|a)$/i.test(t.text),
        )
        const last = sentence.tokens.findLastIndex((t) => t.start >= m.start && t.end <= m.end && t.text !== "'s")
        if (first < 0 || last < first) continue
        const words = forms.slice(first, last + 1)
        if (
          words.length > 8 ||
          !words.every((w) => /^[\p{Lu}\p{N}]/u.test(w) || /^(?:of|the|and|for|al|-|'s|de|in|&|bin)$/.test(w))
        )
          continue
        addExample(forms, decisions, first, last, m.kind)
      }
    }
  }
}

const decisionsOf = ({ tokens }: Sentence): Decisions => ({
  tags: tokens,
  heads: tokens.map((t) => t.head),
  relations: tokens.map((t) => t.rel),
  names: [],
})

// ---- learning

function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

interface Learnt {
  readonly weights: Float64Array
  readonly dense: Float64Array
}

/** AdaGrad on the likelihood of the kinds; features and words are left out at random, so that the weights trust all of them. */
function fit(): Learnt {
  const random = generator(3)
  const n = KINDS.length
  const width = examples[0]?.dense.length ?? 0
  const weights = new Float64Array(BUCKETS * n)
  const squares = new Float64Array(BUCKETS * n).fill(0.05)
  const dense = new Float64Array(width * n)
  const denseSquares = new Float64Array(width * n).fill(0.05)
  const order = examples.map((_, i) => i)
  const move = (w: Float64Array, s: Float64Array, at: number, rate: number, step: number): void => {
    s[at] = (s[at] as number) + step * step
    w[at] = (w[at] as number) + (rate * step) / Math.sqrt(s[at] as number)
  }
  for (let pass = 0; pass < PASSES; pass++) {
    shuffle(order, random)
    for (const i of order) {
      const example = examples[i] as Example
      const rows = example.rows.filter(() => random() > DROP)
      const words = Array.from({ length: KIND_WORDS }, () => random() > DROP)
      const values = example.dense.map((v, j) => (words[Math.floor((j * KIND_WORDS) / width)] ? v : 0))
      const logits = KINDS.map((_, k) => rows.reduce((sum, r) => sum + (weights[r * n + k] as number), 0))
      values.forEach((v, j) => {
        if (v !== 0) for (let k = 0; k < n; k++) logits[k] = (logits[k] as number) + v * (dense[j * n + k] as number)
      })
      const errors = softmax(logits).map((p, k) => (k === example.kind ? 1 : 0) - p)
      errors.forEach((error, k) => {
        for (const r of rows) move(weights, squares, r * n + k, RATE, error - SHRINK * (weights[r * n + k] as number))
      })
      values.forEach((v, j) => {
        if (v === 0) return
        for (let k = 0; k < n; k++)
          move(
            dense,
            denseSquares,
            j * n + k,
            DENSE_RATE,
            v * (errors[k] as number) - DENSE_SHRINK * (dense[j * n + k] as number),
          )
      })
    }
  }
  return { weights: weights.map((w) => w * (1 - DROP)), dense: dense.map((w) => w * (1 - DROP)) }
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i] as number
    order[i] = order[j] as number
    order[j] = kept
  }
}

function softmax(logits: readonly number[]): number[] {
  const most = Math.max(...logits)
  const parts = logits.map((l) => Math.exp(l - most))
  const total = parts.reduce((a, b) => a + b, 0)
  return parts.map((p) => p / total)
}

/** Whole numbers from −127 to 127 and what one of them is worth. */
function rounded(values: Float64Array): { whole: Int8Array; scale: number } {
  const scale = values.reduce((most, w) => Math.max(most, Math.abs(w)), 1e-9) / 127
  return { whole: Int8Array.from(values, (w) => Math.round(w / scale)), scale }
}

readPlaces()
readActors()
readOwn()
readSilver(process.argv[3] ?? 'training/work/kinds.tsv')
addGum()
addText('wikigold.conll')
addText('re3d-train.jsonl')
console.log(`${examples.length} names, ${known.size} known words`)
const learnt = fit()
const weights = rounded(learnt.weights)
const dense = rounded(learnt.dense)
const file = kindFile({
  ...{ weights: weights.whole, scale: weights.scale, dense: dense.whole, denseScale: dense.scale / 8192 },
  ...{ trust: TRUST, known },
})
writeFileSync('data/en/model/kinds.bin', file)
console.log(`${file.length} bytes`)
