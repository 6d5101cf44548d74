import { describe, expect, it } from 'vitest'
import { type AttributionExample, loadAttribution } from '../../data/attribution.js'
import { loadEnglish } from '../../data/model.js'
import type { Frame, Reading } from '../reading.js'
import { findFrames } from './frames.js'

const { lexicon, problems } = loadAttribution('data')

function read(text: string): Reading {
  return { text, sentences: loadEnglish().analyse(text), title: null }
}

const words = (text: string, frame: Frame): AttributionExample['expect'] & { via: string | undefined } => ({
  source: frame.source === 'outlet' ? 'outlet' : frame.source.quote.text,
  cue: frame.cue?.text ?? '',
  content: frame.content.map((s) => text.slice(s.start, s.end)),
  stance: frame.stance,
  about: frame.about?.text ?? '',
  via: frame.via.map((v) => (v.who === 'unknown' ? 'unknown' : v.who.quote.text)).join(' '),
})

describe('attribution pages', () => {
  it('can be read', () => expect(problems).toEqual([]))

  for (const page of lexicon.pages) {
    describe(page.id, () => {
      for (const { text, expect: wanted } of page.examples) {
        it(`finds: ${text}`, () => {
          const found = findFrames(read(text), lexicon).filter((f) => f.foundBy === page.id)
          const expected = { ...wanted, ...(typeof wanted.content === 'string' ? { content: [wanted.content] } : {}) }
          expect(found.map((f) => words(text, f))).toContainEqual(expect.objectContaining(expected))
        })
      }
      for (const { text, because } of page.counterexamples) {
        it(`leaves alone (${because}): ${text}`, () => {
          const found = findFrames(read(text), lexicon).filter((f) => f.foundBy === page.id)
          expect(found.map((f) => words(text, f))).toEqual([])
        })
      }
    })
  }
})
