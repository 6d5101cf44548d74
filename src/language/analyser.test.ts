import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ENGLISH_MODEL } from '../data/model.js'
import { createTreebankAnalyser } from './analyser.js'
import { repairTree } from './repair.js'

interface Fixture {
  readonly sentences: readonly {
    readonly forms: readonly string[]
    readonly upos: readonly string[]
    readonly xpos: readonly string[]
    readonly feats: readonly string[]
    readonly heads: readonly number[]
    readonly rels: readonly string[]
    readonly lemmas: readonly string[]
    readonly names: readonly (readonly [number, number, string, number])[]
  }[]
}

const bytes = readFileSync(ENGLISH_MODEL)
const fixture = JSON.parse(readFileSync(ENGLISH_MODEL.replace('english.bin', 'fixture.json'), 'utf8')) as Fixture

describe("the analyser gives the trainer's results", () => {
  const analyser = createTreebankAnalyser(bytes)
  const found = analyser.analyseWords(fixture.sentences.map((s) => s.forms))

  it.each(fixture.sentences.map((s, i) => [s.forms.join(' ').slice(0, 70), s, i] as const))('%s', (_, gold, i) => {
    const ours = found[i]
    const feats = (f: Readonly<Record<string, string>>): string =>
      Object.entries(f)
        .map(([k, v]) => `${k}=${v}`)
        .join('|') || '_'
    expect(ours?.tags.map((t) => t.upos)).toEqual(gold.upos)
    expect(ours?.tags.map((t) => t.xpos)).toEqual(gold.xpos)
    expect(ours?.tags.map((t) => feats(t.feats))).toEqual(gold.feats)
    // What a rule mends afterwards is mended in the trainer's tree too: repair.test.ts has its own cases.
    const raw = { tags: ours?.tags ?? [], heads: gold.heads, relations: gold.rels, names: [] }
    const { heads, relations } = repairTree(gold.forms, raw)
    expect(ours?.heads).toEqual(heads)
    expect(ours?.relations).toEqual(relations)
    expect(ours?.names.map((n) => [n.first, n.last, n.kind, n.score])).toEqual(gold.names)
    expect(gold.forms.map((f, k) => analyser.lemma(f, gold.xpos[k] ?? ''))).toEqual(gold.lemmas)
  })
})
