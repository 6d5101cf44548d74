import { describe, expect, it } from 'vitest'
import { loadAttribution } from '../../data/attribution.js'
import { loadEnglish } from '../../data/model.js'
import type { Frame, Reading } from '../reading.js'
import { findFrames, frameAt, framesAt } from './frames.js'

const { lexicon } = loadAttribution('data')
const read = (text: string): Reading => ({ text, sentences: loadEnglish().analyse(text), title: null })
const fullWords = (frame: Frame | null | undefined) =>
  frame && frame.source !== 'outlet' ? (frame.source.refersTo ?? frame.source.quote).text : 'outlet'
const at = (text: string, words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })

/** Of whom the words in the second column are. */
const WHOSE: readonly [why: string, text: string, words: string, source: string][] = [
  ['the outlet itself', 'Two trucks burned near Dara.', 'Two trucks burned', 'outlet'],
  [
    'a pronoun',
    'Mayor Anton Reva said the bridge was shut. He added that the ferry still ran.',
    'the ferry still ran',
    'Mayor Anton Reva',
  ],
  [
    'a description',
    'An army officer said the camp was empty. The officer further stated that mines were left.',
    'mines were left',
    'An army officer',
  ],
  [
    'a surname',
    'Spokeswoman Lena Orlova said one man died. Later Orlova said he was a guard.',
    'he was a guard',
    'Spokeswoman Lena Orlova',
  ],
  [
    '"according to him"',
    'Colonel Idris Kamal said the hill was taken. According to him, nobody was hurt.',
    'nobody was hurt',
    'Colonel Idris Kamal',
  ],
  [
    'a sentence between',
    'Residents said the gunfire began at noon. They added that a school was hit.',
    'a school was hit',
    'Residents',
  ],
  [
    'the inner of two speakers',
    'The police chief said villagers had told him the men came from the hills.',
    'the men came from the hills',
    'villagers',
  ],
  [
    'the outlet after ", but"',
    'The army said the road was open, but it is not clear who holds the pass.',
    'who holds the pass',
    'outlet',
  ],
]

/** Who relays the words in the second column. */
const RELAYS: readonly [why: string, text: string, words: string, via: readonly string[]][] = [
  [
    'told a particular medium',
    'Local officials told Afghan state television that the base was destroyed.',
    'the base was destroyed',
    ['Afghan state television'],
  ],
  ['told "reporters"', 'The minister told reporters that the base was destroyed.', 'the base was destroyed', []],
  ['reportedly', 'The faction reportedly claimed that it shot down the drone.', 'it shot down the drone', ['unknown']],
  [
    'a speaker inside a speech',
    'The mayor said witnesses had said that shots were fired.',
    'shots were fired',
    ['The mayor'],
  ],
  ['a denial is no relay', "The army denied the elders' claim that cattle were shot.", 'cattle were shot', []],
]

describe('frames', () => {
  for (const [why, text, words, source] of WHOSE) {
    it(`${why}: ${text}`, () =>
      expect(fullWords(frameAt(findFrames(read(text), lexicon), at(text, words)))).toBe(source))
  }
  for (const [why, text, words, via] of RELAYS) {
    it(`via, ${why}: ${text}`, () => {
      const frame = frameAt(findFrames(read(text), lexicon), at(text, words))
      expect(frame?.via.map((v) => (v.who === 'unknown' ? v.who : v.who.quote.text))).toEqual(via)
    })
  }
  it('gives the outlet no relay of words told to it', () => {
    const text = 'The governor told Sputnik that two camps were destroyed.'
    const frames = findFrames(read(text), lexicon, () => {}, { outlet: 'UrduPoint News / Sputnik' })
    expect(frames.map((f) => f.via)).toEqual([[]])
  })
  it('makes a frame of each of two who say the same', () => {
    const text = 'Police and hospital officials said nine people were hurt.'
    const found = framesAt(findFrames(read(text), lexicon), at(text, 'nine people were hurt'))
    expect(found.map(fullWords)).toEqual(['Police', 'hospital officials'])
  })
  it('marks private people, and says for whom a spokesman speaks', () => {
    const text = 'Amina Noor, a resident of Dara, said a house burned. Taliban spokesman Omar Gul said nobody was hurt.'
    const [resident, spokesman] = findFrames(read(text), lexicon)
    expect(resident?.source).toMatchObject({ private: true })
    expect(spokesman?.source).toMatchObject({ private: false })
    expect(spokesman?.affiliation).toMatchObject({ how: 'speaks-for', of: { quote: { text: 'Taliban' } } })
  })
  it('gives the same frames for the same text', () => {
    const text = 'The mayor said the dam held. "We were lucky," he told AFP, adding that two men drowned.'
    expect(findFrames(read(text), lexicon)).toEqual(findFrames(read(text), lexicon))
  })
  it('survives texts that are no sentences', () => {
    for (const text of ['', ' \n ', '"', 'said said said', '“““ said :', ': : :', 'said "', '- – —']) {
      expect(() => findFrames(read(text), lexicon)).not.toThrow()
    }
  })
})
