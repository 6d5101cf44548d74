import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadEnglish } from '../../data/model.js'
import { loadTagger, TAGGER_MODEL, taggerProblem } from '../../data/tagger.js'
import { PlainEngine } from '../../language/kernel/plain.js'
import type { Reading } from '../reading.js'
import { createTagger, type TaggedSpan, TaggerMismatch } from './index.js'

const english = loadEnglish()
const files = loadTagger(english.version)
const read = (text: string): Reading => ({ text, sentences: english.analyse(text), title: null })

it('the tagger, where there is one, was trained with this English model', () => {
  expect(taggerProblem(english.version)).toBeNull()
})

it('without its file there is no tagger', () => {
  expect(loadTagger(english.version, '/nowhere/polnear.bin')).toBeNull()
})

it.runIf(files)('a tagger whose weights were learnt with another one is not used', () => {
  const other = join(mkdtempSync(join(tmpdir(), 'hearsay-')), 'join.json')
  writeFileSync(other, JSON.stringify({ ...files?.weights, tagger: 'another' }))
  expect(loadTagger(english.version, TAGGER_MODEL, other)).toBeNull()
  expect(taggerProblem(english.version, TAGGER_MODEL, other)).toContain('join.ts')
  expect(taggerProblem('hearsay-en 0 other')).toContain('run.sh')
})

describe.runIf(files)('createTagger', () => {
  const bytes = files?.model as Uint8Array
  const tagger = files && createTagger(bytes, english)
  /** Spans more likely than not, which cannot overlap. */
  const likely = (reading: Reading): readonly TaggedSpan[] =>
    (tagger?.mark(reading).runs ?? []).filter((s) => s.score > 0.5).sort((a, b) => a.start - b.start)

  it.each([
    [
      'Officials said that two people were killed.',
      ['source: Officials', 'cue: said', 'content: that two people were killed'],
    ],
    ['“We left the village,” he said.', ['content: “We left the village,”', 'source: he', 'cue: said']],
    ['The road is closed.', []],
  ])('%s', (text, expected) => {
    expect(likely(read(text)).map((s) => `${s.role}: ${text.slice(s.start, s.end)}`)).toEqual(expected)
  })

  it('links speaker, cue and content', () => {
    const text = 'The army said it had left. Villagers denied that the army had left.'
    const reading = read(text)
    const found = tagger?.link(reading, likely(reading)) ?? []
    expect(
      found.map((a) => [a.source && text.slice(a.source.start, a.source.end), text.slice(a.cue.start, a.cue.end)]),
    ).toEqual([
      ['The army', 'said'],
      ['Villagers', 'denied'],
    ])
    for (const { link } of found) expect(link).toBeGreaterThan(0.5)
  })

  it('gives the same without WebAssembly', () => {
    const plain = createTagger(bytes, english, () => new PlainEngine())
    const reading = read('“We left,” the mayor said, adding that nobody was hurt.\nPolice could not confirm it.')
    expect(plain.mark(reading).runs).toEqual(tagger?.mark(reading).runs)
  })

  it('finds nothing in nothing', () => {
    expect(tagger?.mark(read('')).runs).toEqual([])
  })

  it('refuses another English model, and sentences of another analyser', () => {
    expect(() => createTagger(bytes, { version: 'other 1', states: () => null })).toThrow(TaggerMismatch)
    const reading = read('Police said so.')
    expect(() => tagger?.mark({ ...reading, sentences: [...reading.sentences] })).toThrow(RangeError)
  })
})
