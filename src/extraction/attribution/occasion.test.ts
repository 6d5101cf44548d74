import { describe, expect, it } from 'vitest'
import { loadAttribution } from '../../data/attribution.js'
import { loadEnglish } from '../../data/model.js'
import { findFrames } from './frames.js'

const { lexicon } = loadAttribution('data')
const analyser = loadEnglish()
const frames = (text: string) =>
  findFrames({ text, sentences: analyser.analyse(text), title: null }, lexicon).filter((f) => f.source !== 'outlet')

describe('when it was said', () => {
  it.each([
    ['The mayor said on Monday that a bridge had fallen on Friday.', 'on Monday'],
    ['In a letter on Tuesday, the mayor said the well was dry.', 'on Tuesday'],
    ['The road is closed, police said on Thursday.', 'on Thursday'],
    ['The mayor late on Sunday confirmed that the well was dry.', 'late on Sunday'],
    ['The mayor said that a bridge had fallen on Friday.', undefined],
    ['A nurse who arrived on Monday said that the ward was full.', undefined],
  ])('%s', (text, words) => expect(frames(text)[0]?.saidWhen?.words).toBe(words))
})

describe('whether a recording is vouched for', () => {
  it.each([
    ['In a video, the chief said that the well was dry. The video could not be verified.', 'not-confirmed'],
    [
      'In an audio message, the chief said that the well was dry. Two experts confirmed the authenticity of the message.',
      'confirmed',
    ],
    ['In a statement, the chief said that the well was dry. The statement could not be verified.', undefined],
  ])('%s', (text, expected) => expect(frames(text)[0]?.authenticity).toBe(expected))
})
