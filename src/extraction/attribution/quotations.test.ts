import { describe, expect, it } from 'vitest'
import { loadEnglish } from '../../data/model.js'
import { findQuotations } from './quotations.js'

const TABLE: readonly [why: string, text: string, expected: readonly [words: string, speech: boolean][]][] = [
  ['straight marks', 'He said, "We saw two trucks burn." Then he left.', [['We saw two trucks burn.', true]]],
  ['curly marks', 'She called it “a heavy loss” for the town.', [['a heavy loss', false]]],
  ['two single marks', "''We will stay,'' the mayor said.", [['We will stay,', true]]],
  ['scare quotes', 'The "green line" was quiet.', [['green line', false]]],
  ['never closed', '“The bridge is gone. ¶', [['The bridge is gone. ¶', true]]],
  [
    'over paragraphs, closed without a second opening',
    '"It is calm now.\n\nBefore, there was fighting every day," the baker said.',
    [['It is calm now.\n\nBefore, there was fighting every day,', true]],
  ],
  [
    'over paragraphs, opened anew',
    '"The wounded came at dawn.\n\n"Three of them died," the nurse said.',
    [['The wounded came at dawn.\n\n"Three of them died,', true]],
  ],
  [
    'never closed, and then somebody is told to speak',
    '“The visit went well. An official said that it was short.',
    [['The visit went well.', true]],
  ],
  ['British single marks', "'We heard three shots,' the guard said.", [['We heard three shots,', true]]],
  ['possessives are no quotations', "The rebels' base lay in the farmers' fields.", []],
]

describe('quotations', () => {
  for (const [why, text, expected] of TABLE) {
    it(`${why}: ${text}`, () => {
      const found = findQuotations(text, loadEnglish().analyse(text))
      expect(found.map((q) => [text.slice(q.inner.start, q.inner.end), q.speech])).toEqual(expected)
    })
  }
  it('takes time in proportion to a text full of marks', () => {
    const text = `"${'" “ '.repeat(4000)}`
    const before = performance.now()
    findQuotations(text, [])
    expect(performance.now() - before).toBeLessThan(1500)
  })
})
