// `treebank --data FILE.conllu [--raw]`: tags, lemmas and trees as the CoNLL 2018 evaluation defines them; GUM's names.
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { TreebankAnalyser } from '../src/language/analyser.js'
import type { Sentence } from '../src/language/contract.js'
import type { Decisions } from '../src/language/decode.js'
import { sentenceSpan, split } from '../src/language/split.js'
import { type GoldDocument, type GoldSentence, readConll } from './conll.js'
import {
  add,
  type Count,
  f1,
  type Measure,
  matchSpans,
  newCount,
  type ScoredWord,
  scoreWords,
  universalFeats,
} from './conll-score.js'
import type { BenchArgs, SetResult } from './contract.js'
import { loadForTreebanks } from './english.js'
import { type GoldName, gumNames } from './gum-names.js'

type Key = Measure | 'tokens' | 'sentences' | 'names' | 'names_typed' | `raw_${Measure}`
type Sums = Map<Key, Count>

export async function run({ data, raw, misses }: BenchArgs): Promise<SetResult> {
  if (data.length === 0) throw new Error('treebank needs --data FILE.conllu')
  const english = loadForTreebanks()
  const documents = data.flatMap(readConll)
  const genres = new Map<string, Sums>()
  const wrong: object[] = []
  let words = 0
  for (const document of documents) {
    const sums = genres.get(document.genre) ?? new Map()
    genres.set(document.genre, sums)
    words += document.sentences.reduce((n, s) => n + s.words.length, 0)
    scoreGoldTokens(english, document, sums, misses ? wrong : null)
    if (raw) scoreRaw(english, document, sums, misses ? wrong : null)
  }
  if (misses) writeFileSync(misses, wrong.map((w) => `${JSON.stringify(w)}\n`).join(''))
  const all = total([...genres.values()])
  return {
    set: 'treebank',
    items: words,
    figures: figuresOf(all),
    table: table(data.map((f) => basename(f)).join(' '), genres, all),
  }
}

const bump = (sums: Sums, key: Key, count: Count): void => {
  const sum = sums.get(key) ?? newCount()
  add(sum, count)
  sums.set(key, sum)
}

function total(parts: readonly Sums[]): Sums {
  const all: Sums = new Map()
  for (const part of parts) for (const [key, count] of part) bump(all, key, count)
  return all
}

const round = (n: number): number => Math.round(n * 1e4) / 1e4

function figuresOf(sums: Sums): Record<string, number | null> {
  const figure = (key: Key): number | null => {
    const count = sums.get(key)
    return count && count.gold > 0 ? round(f1(count)) : null
  }
  return {
    ...{ upos: figure('upos'), xpos: figure('xpos'), feats: figure('feats'), lemma: figure('lemma') },
    ...{ uas: figure('uas'), las: figure('las'), las_base: figure('las_base') },
    ...{ token_f1: figure('tokens'), sentence_f1: figure('sentences'), word_f1: figure('raw_words') },
    ...{
      raw_upos: figure('raw_upos'),
      raw_lemma: figure('raw_lemma'),
      raw_uas: figure('raw_uas'),
      raw_las: figure('raw_las'),
    },
    ...{ name_f1: figure('names'), name_typed_f1: figure('names_typed') },
  }
}

function table(title: string, genres: ReadonlyMap<string, Sums>, all: Sums): string {
  const columns: readonly [string, Key][] = [
    ...([
      ['words', 'words'],
      ['upos', 'upos'],
      ['lemma', 'lemma'],
      ['uas', 'uas'],
      ['las', 'las'],
    ] as [string, Key][]),
    ...([
      ['token', 'tokens'],
      ['sent', 'sentences'],
      ['rawlas', 'raw_las'],
      ['name', 'names'],
      ['typed', 'names_typed'],
    ] as [string, Key][]),
  ]
  const cell = (sums: Sums, key: Key): string => {
    const count = sums.get(key)
    if (!count || count.gold === 0) return '–'
    return key === 'words' ? String(count.gold) : f1(count).toFixed(3)
  }
  const rows = [...genres].sort(([a], [b]) => (a < b ? -1 : 1)).concat([['all', all]])
  const lines = rows.map(([genre, sums]) =>
    [genre.padEnd(14), ...columns.map(([, key]) => cell(sums, key).padStart(7))].join(' '),
  )
  return [title, ['genre'.padEnd(14), ...columns.map(([name]) => name.padStart(7))].join(' '), ...lines].join('\n')
}

// ---- gold words and sentences

function scoreGoldTokens(english: TreebankAnalyser, document: GoldDocument, sums: Sums, wrong: object[] | null): void {
  const analysed = english.analyseWords(document.sentences.map((s) => s.words.map((w) => w.form)))
  const names = english.settleNames(
    document.sentences.map((s) => s.words.map((w) => w.form)),
    analysed,
  )
  document.sentences.forEach((sentence, i) => {
    const ours = analysed[i] as Decisions
    const gold = sentence.words.map((w, k): ScoredWord => ({ ...w, start: k, end: k + 1, multiword: false }))
    const found = gold.map((w, k): ScoredWord => withDecisions(english, w, ours, k))
    for (const [key, count] of Object.entries(scoreWords(gold, found)) as [Measure, Count][]) bump(sums, key, count)
    scoreNames(gumNames(sentence), names[i] ?? [], sums)
    if (wrong)
      wrong.push(...wordMisses(sentence, gold, found), ...nameMisses(sentence, gumNames(sentence), names[i] ?? []))
  })
}

const withDecisions = (english: TreebankAnalyser, word: ScoredWord, ours: Decisions, k: number): ScoredWord => {
  const tag = ours.tags[k] ?? { upos: 'X', xpos: '', feats: {} }
  return {
    ...{ form: word.form, start: word.start, end: word.end, multiword: word.multiword },
    ...{ upos: tag.upos, xpos: tag.xpos, feats: featsText(tag.feats), lemma: english.lemma(word.form, tag.xpos) },
    ...{ head: ours.heads[k] ?? -1, deprel: ours.relations[k] ?? 'dep' },
  }
}

const featsText = (feats: Readonly<Record<string, string>>): string =>
  Object.entries(feats)
    .map(([k, v]) => `${k}=${v}`)
    .join('|') || '_'

/** A document without gold names (EWT has none) counts for nothing: its sums stay without gold. */
function scoreNames(
  gold: readonly GoldName[],
  ours: readonly { first: number; last: number; kind: string }[],
  sums: Sums,
): void {
  const spans = new Set(gold.map((n) => `${n.first}-${n.last}`))
  const typed = new Set(gold.map((n) => `${n.first}-${n.last}-${n.kind}`))
  const sizes = { gold: gold.length, ours: ours.length }
  bump(sums, 'names', { ...sizes, right: ours.filter((n) => spans.has(`${n.first}-${n.last}`)).length })
  bump(sums, 'names_typed', { ...sizes, right: ours.filter((n) => typed.has(`${n.first}-${n.last}-${n.kind}`)).length })
}

function wordMisses(sentence: GoldSentence, gold: readonly ScoredWord[], ours: readonly ScoredWord[]): object[] {
  return gold.flatMap((g, k) => {
    const o = ours[k] as ScoredWord
    const stage = [
      ...(g.upos === o.upos ? [] : ['upos']),
      ...(universalFeats(g.feats) === universalFeats(o.feats) ? [] : ['feats']),
      ...(g.lemma === o.lemma || g.lemma === '_' ? [] : ['lemma']),
      ...(g.head === o.head && g.deprel === o.deprel ? [] : ['las']),
    ]
    if (stage.length === 0) return []
    const show = (w: ScoredWord): string =>
      `${w.upos} ${w.xpos} ${w.lemma} ${w.deprel} < ${w.head < 0 ? 'ROOT' : gold[w.head]?.form}`
    return [{ stage, sentence: sentence.id, word: g.form, gold: show(g), ours: show(o) }]
  })
}

function nameMisses(sentence: GoldSentence, gold: readonly GoldName[], ours: Decisions['names']): object[] {
  const text = (n: { first: number; last: number; kind: string }): string =>
    `${sentence.words
      .slice(n.first, n.last + 1)
      .map((w) => w.form)
      .join(' ')} (${n.kind})`
  const golds = new Set(gold.map((n) => `${n.first}-${n.last}-${n.kind}`))
  const found = new Set(ours.map((n) => `${n.first}-${n.last}-${n.kind}`))
  const missed = gold.filter((n) => !found.has(`${n.first}-${n.last}-${n.kind}`)).map(text)
  const extra = ours.filter((n) => !golds.has(`${n.first}-${n.last}-${n.kind}`)).map(text)
  return missed.length + extra.length === 0
    ? []
    : [{ stage: ['name'], sentence: sentence.id, gold: missed, ours: extra }]
}

// ---- raw text

function scoreRaw(english: TreebankAnalyser, document: GoldDocument, sums: Sums, wrong: object[] | null): void {
  const sentences = english.analyse(document.text)
  const { tokens, sentences: cut } = split(document.text)
  bump(
    sums,
    'sentences',
    matchSpans(
      document.sentences,
      cut.map((s) => sentenceSpan(tokens, s)),
    ),
  )
  const written = writtenWords(tokens)
  bump(
    sums,
    'tokens',
    matchSpans(
      document.sentences.flatMap((s) => s.tokens),
      written,
    ),
  )
  const gold = flat(document.sentences)
  const ours = oursOf(sentences, written)
  for (const [key, count] of Object.entries(scoreWords(gold, ours)) as [Measure, Count][])
    bump(sums, `raw_${key}`, count)
  if (wrong)
    wrong.push(
      ...cutMisses(
        document,
        cut.map((s) => sentenceSpan(tokens, s)),
      ),
      ...tokenMisses(document, written),
    )
}

/** What stands between spaces and punctuation: "don't" is one, of two words. */
function writtenWords(
  tokens: readonly { start: number; end: number; joined: boolean }[],
): { start: number; end: number; count: number }[] {
  const written: { start: number; end: number; count: number }[] = []
  for (const { start, end, joined } of tokens) {
    const last = written.at(-1)
    if (joined && last) {
      last.end = end
      last.count++
    } else written.push({ start, end, count: 1 })
  }
  return written
}

function flat(sentences: readonly GoldSentence[]): ScoredWord[] {
  const words: ScoredWord[] = []
  for (const sentence of sentences) {
    const first = words.length
    for (const w of sentence.words) words.push({ ...w, head: w.head < 0 ? -1 : first + w.head })
  }
  return words
}

function oursOf(
  sentences: readonly Sentence[],
  written: readonly { start: number; end: number; count: number }[],
): ScoredWord[] {
  const spans = written.flatMap((w) =>
    Array.from({ length: w.count }, () => ({ start: w.start, end: w.end, multiword: w.count > 1 })),
  )
  const words: ScoredWord[] = []
  for (const { tokens } of sentences) {
    const first = words.length
    for (const t of tokens) {
      const span = spans[words.length] ?? { start: t.start, end: t.end, multiword: false }
      words.push({
        ...{ form: t.text, upos: t.upos, xpos: t.xpos, feats: featsText(t.feats), lemma: t.lemma, deprel: t.rel },
        ...{ ...span, head: t.head < 0 ? -1 : first + t.head },
      })
    }
  }
  return words
}

const around = (text: string, at: number): string =>
  `${text.slice(Math.max(0, at - 50), at)} ‖ ${text.slice(at, at + 50)}`

function cutMisses({ id, text, sentences }: GoldDocument, cut: readonly { start: number; end: number }[]): object[] {
  const gold = new Set(sentences.map((s) => s.end))
  const ours = new Set(cut.map((s) => s.end))
  return [
    ...[...gold]
      .filter((end) => !ours.has(end))
      .map((end) => ({ stage: ['sentence'], document: id, missed: around(text, end) })),
    ...[...ours]
      .filter((end) => !gold.has(end))
      .map((end) => ({ stage: ['sentence'], document: id, extra: around(text, end) })),
  ]
}

function tokenMisses(
  { id, text, sentences }: GoldDocument,
  written: readonly { start: number; end: number }[],
): object[] {
  const found = new Set(written.map((w) => `${w.start}-${w.end}`))
  const gold = sentences.flatMap((s) => s.tokens)
  return gold
    .filter((t) => !found.has(`${t.start}-${t.end}`))
    .map((t) => {
      const ours = written.filter((w) => w.start < t.end && w.end > t.start).map((w) => text.slice(w.start, w.end))
      return { stage: ['token'], document: id, gold: text.slice(t.start, t.end), ours }
    })
}
