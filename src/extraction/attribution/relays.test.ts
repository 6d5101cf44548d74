import { describe, expect, it } from 'vitest'
import { loadAttribution } from '../../data/attribution.js'
import { loadEnglish } from '../../data/model.js'
import { findFrames } from './frames.js'

const { lexicon } = loadAttribution('data')

const read = (text: string) =>
  findFrames({ text, sentences: loadEnglish().analyse(text), title: null }, lexicon).map((frame) => ({
    source: frame.source === 'outlet' ? 'outlet' : (frame.source.refersTo ?? frame.source.quote).text,
    private: frame.source !== 'outlet' && frame.source.private,
    via: frame.via.map(({ who }) => (who === 'unknown' ? who : who.quote.text)),
  }))

describe('relays', () => {
  it.each([
    ['A baker told the Dara Courier that the mill had been shelled.', [['the Dara Courier']]],
    ['A baker told the mayor that the mill had been shelled.', [[]]],
    ['In a statement published by Al Jazeera, the front said that the mill had been shelled.', [['Al Jazeera']]],
    ['In an interview with Radio Dara, the emir said that the mill had been shelled.', [['Radio Dara']]],
    ['The emir reportedly claimed that the mill had been shelled.', [['unknown']]],
    [
      'In a video released by the Noor channel, the captain says he holds the mill. He says two men were shot.',
      [['the Noor channel'], ['the Noor channel']],
    ],
    [
      'The captain told the Noor channel that he held the mill. He said two men had been shot.',
      [['the Noor channel'], []],
    ],
    [
      'A miller told the town council, which informed the Dara Courier, that the dam had broken.',
      [['the town council', 'the Dara Courier']],
    ],
  ])('%s', (text, via) => expect(read(text).map((frame) => frame.via)).toEqual(via))
})

describe('private people', () => {
  it.each([
    ['Lena Ekberg, a nurse, said the ward was full.', true],
    ['Nurses said the ward was full.', false],
    ['An aid worker said the ward was full.', false],
    ['A taxi driver said the road was closed.', true],
    ['Josef Maru, 64, said the road was closed.', true],
    ['Josef Maru, 64, a spokesman for the army, said the road was closed.', false],
    ['An army spokesman who introduced himself as Josef said the road was closed.', false],
    ['Talks failed, Baker said.', false],
    ['The testimony of two shepherds shows that the road was closed.', true],
  ])('%s', (text, hidden) => expect(read(text)[0]?.private).toBe(hidden))
})

describe('who is meant', () => {
  it.each([
    ['Major Leila Hadi met Captain Omar Saad. She said that the road was closed.', 'Major Leila Hadi'],
    ['"The road is closed," she said. Mona Saad, a farmer, had walked all night.', 'Mona Saad, a farmer'],
    ['Some farmers said the road was closed; others said it was open.', 'Some farmers'],
    ['The emir thanked his men. "The road is ours," he said.', 'The emir'],
  ])('%s', (text, source) => expect(read(text).at(-1)?.source).toBe(source))
})
