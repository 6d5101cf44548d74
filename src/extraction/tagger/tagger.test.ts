import { describe, expect, it } from 'vitest'
import { loadEnglish } from '../../data/model.js'
import { loadTagger, taggerProblem } from '../../data/tagger.js'
import { PlainEngine } from '../../language/kernel/plain.js'
import type { Reading } from '../reading.js'
import { createTagger, taggedSpans } from './index.js'

const files = loadTagger()
const read = (text: string): Reading => ({ text, sentences: loadEnglish().analyse(text), title: null })

it('the tagger, where there is one, was trained with this English model', () => {
  expect(taggerProblem()).toBeNull()
})

it('without its file there is no tagger', () => {
  expect(loadTagger('/nowhere/polnear.bin')).toBeNull()
})

describe.runIf(files)('createTagger', () => {
  const tagger = files && createTagger(files.model, files.english)
  const marked = (text: string): string[] =>
    tagger ? taggedSpans(read(text), tagger).map((s) => `${s.role}: ${text.slice(s.start, s.end)}`) : []

  it.each([
    [
      'Officials said that two people were killed.',
      ['source: Officials', 'cue: said', 'content: that two people were killed'],
    ],
    ['“We left the village,” he said.', ['content: “We left the village,”', 'source: he', 'cue: said']],
    ['The road is closed.', []],
  ])('%s', (text, expected) => {
    expect(marked(text)).toEqual(expected)
  })

  it('links speaker, cue and content', () => {
    const text = 'The army said it had left. Villagers denied that the army had left.'
    const found = tagger?.attributions(read(text)) ?? []
    expect(
      found.map((a) => [a.source && text.slice(a.source.start, a.source.end), text.slice(a.cue.start, a.cue.end)]),
    ).toEqual([
      ['The army', 'said'],
      ['Villagers', 'denied'],
    ])
    for (const { score } of found) expect(score).toBeGreaterThan(0)
  })

  it('gives the same without WebAssembly', () => {
    const plain = files && createTagger(files.model, files.english, () => new PlainEngine())
    const reading = read('“We left,” the mayor said, adding that nobody was hurt.\nPolice could not confirm it.')
    expect(plain?.spans(reading)).toEqual(tagger?.spans(reading))
  })

  it('finds nothing in nothing', () => {
    expect(tagger?.attributions(read(''))).toEqual([])
  })
})
