import { describe, expect, it } from 'vitest'
import { loadAttribution } from '../data/attribution.js'
import { loadEnglish } from '../data/model.js'
import { resolveMention } from './mentions.js'
import type { Reading } from './reading.js'

const { lexicon } = loadAttribution('data')

/** The mention at the last token with this form. */
function mentionAt(text: string, form: string) {
  const reading: Reading = { text, sentences: loadEnglish().analyse(text), title: null }
  const refs = reading.sentences.flatMap((s, sentence) =>
    s.tokens.flatMap((t) => (t.text === form ? [{ sentence, token: t.index }] : [])),
  )
  const ref = refs.at(-1)
  if (!ref) throw new Error(`no token "${form}"`)
  return resolveMention(reading, ref, lexicon)
}

const TABLE: readonly [text: string, form: string, words: string, refersTo: string | null][] = [
  ['Governor Omar Gul left. He was tired.', 'He', 'He', 'Governor Omar Gul'],
  ['Anna Reva met the elders. They thanked her.', 'They', 'They', 'the elders'],
  ['Zabi Khan, a trader, fled. Khan hid in a mill.', 'Khan', 'Khan', 'Zabi Khan, a trader'],
  ['The Northern Front shelled the town. The group also burned a mill.', 'group', 'The group', 'The Northern Front'],
  ['Two men drowned near the dam.', 'men', 'Two men', null],
  ['Colonel Idris Kamal spoke.', 'Kamal', 'Colonel Idris Kamal', null],
]

describe('mentions', () => {
  for (const [text, form, words, refersTo] of TABLE) {
    it(`${form}: ${text}`, () => {
      const mention = mentionAt(text, form === 'Kamal' ? 'Idris' : form)
      expect([mention.quote.text, mention.refersTo?.text ?? null]).toEqual([words, refersTo])
    })
  }
  it('says why, and keeps the entity open for grounding', () => {
    const mention = mentionAt('Governor Omar Gul left. He was tired.', 'He')
    expect(mention.entity).toBeNull()
    expect(mention.because).toContain('"He"')
  })
  it('knows private people by what they are', () => {
    expect(mentionAt('A shepherd saw the truck.', 'shepherd').private).toBe(true)
    expect(mentionAt('A minister saw the truck.', 'minister').private).toBe(false)
  })
  it('throws for a token that is not there', () => {
    const reading: Reading = { text: 'No.', sentences: [], title: null }
    expect(() => resolveMention(reading, { sentence: 0, token: 0 }, lexicon)).toThrow(RangeError)
  })
})
