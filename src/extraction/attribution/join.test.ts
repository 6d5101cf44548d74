import { describe, expect, it } from 'vitest'
import { loadAttribution } from '../../data/attribution.js'
import { DATA } from '../../data/load.js'
import { loadEnglish } from '../../data/model.js'
import type { TaggerWeights } from '../../data/tagger.js'
import type { Marked, TaggedSpan, Tagger } from '../tagger/index.js'
import { codedFrames } from './coded.js'
import { findFrames } from './frames.js'
import type { TrainedReader } from './weigh.js'

const { lexicon } = loadAttribution(DATA)
const read = (text: string) => ({ text, sentences: loadEnglish().analyse(text), title: null })

/** Only the features named count. */
const spanWeights = [0, 1, 0, 0, 0, 0, 0]
const weights = (attribution: Readonly<Record<number, number>>): TaggerWeights => ({
  tagger: 'stub',
  spans: { source: spanWeights, cue: spanWeights, content: spanWeights },
  attributions: Array.from({ length: 16 }, (_, k) => attribution[k] ?? 0),
  alone: [0, 1],
  least: { span: 0.35, attribution: 0.4 },
})

/** A tagger that sees these words as a source, a cue and a content, and links them. */
function seeing(text: string, source: string, cue: string, content: string): Tagger {
  const tokens = read(text).sentences.flatMap((s) => s.tokens)
  const span = (role: TaggedSpan['role'], first: number, last: number, score: number): TaggedSpan => ({
    ...{ role, first, last, score },
    ...{ start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0 },
  })
  const of = (role: TaggedSpan['role'], words: string): TaggedSpan => {
    const start = text.indexOf(words)
    const inside = tokens.flatMap((t, i) => (t.start < start + words.length && t.end > start ? [i] : []))
    return span(role, inside[0] ?? 0, inside.at(-1) ?? 0, 0.9)
  }
  const runs = [of('source', source), of('cue', cue), of('content', content)]
  const marked: Marked = { runs, span, seen: () => 0.9 }
  return {
    version: 'stub',
    mark: () => marked,
    link: (_, spans) => {
      const [a, b, c] = (['source', 'cue', 'content'] as const).map((role) => spans.find((s) => s.role === role))
      return b && c ? [{ cue: b, source: a ?? null, content: [c], link: 0.9 }] : []
    },
  }
}

const framesWith = (text: string, reader: TrainedReader) => findFrames(read(text), lexicon, () => {}, { reader })

describe('joinReadings', () => {
  const text = 'Officials said that two people were killed.'

  it('keeps the frames of the pages and takes their confidence from both readings', () => {
    const tagger = seeing(text, 'Officials', 'said', 'that two people were killed')
    const plain = findFrames(read(text), lexicon)
    // Feature 8: a frame has the cue too.
    const agreed = framesWith(text, { tagger, weights: weights({ 8: 2 }) })
    expect(agreed.map(({ confidence: _, ...frame }) => frame)).toEqual(plain.map(({ confidence: _, ...f }) => f))
    expect(agreed[0]?.confidence).toBeCloseTo(0.881, 2)
  })

  it('adds what the tagger alone sees where its cue is a word of speaking', () => {
    const bare = 'The mayor repeated her three demands.'
    const tagger = seeing(bare, 'The mayor', 'repeated', 'her three demands')
    expect(findFrames(read(bare), lexicon)).toEqual([])
    const [added, ...others] = framesWith(bare, { tagger, weights: weights({ 0: 3 }) })
    expect(others).toEqual([])
    expect(added).toMatchObject({ stance: 'asserts', foundBy: 'tagger', cue: { text: 'repeated' } })
    expect(added?.source).toMatchObject({ quote: { text: 'The mayor' } })
    expect(added?.content.map((c) => bare.slice(c.start, c.end))).toEqual(['her three demands'])
    expect(added?.confidence).toBeCloseTo(0.95, 2)
  })

  it('adds nothing that it is not sure of, and no cue that is no word of speaking', () => {
    const bare = 'The girl painted the wall red.'
    const tagger = seeing(bare, 'The girl', 'painted', 'the wall red')
    expect(framesWith(bare, { tagger, weights: weights({ 0: 3 }) })).toEqual([])
    const unsure = seeing(text, 'Officials', 'said', 'that two people were killed')
    expect(framesWith(text, { tagger: unsure, weights: weights({ 0: -3 }) })).toHaveLength(1)
  })
})

it('draws bounds as coders do: outermost attributions, with "that" and quotation marks', () => {
  const text = 'Villagers said that the army “left the bridge.”'
  const [coded] = codedFrames(text, findFrames(read(text), lexicon))
  expect(coded?.content.map((s) => text.slice(s.start, s.end))).toEqual(['that the army “left the bridge.”'])
  expect(coded?.cue.map((s) => text.slice(s.start, s.end))).toEqual(['said'])
})
