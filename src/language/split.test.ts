import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentenceSpan, split } from './split.js'

const sentences = (text: string): string[] => {
  const { tokens, sentences } = split(text)
  return sentences.map((s) => {
    const { start, end } = sentenceSpan(tokens, s)
    return `${s.kind === 'text' ? '' : `${s.kind}: `}${text.slice(start, end)}`
  })
}

describe('split ends sentences where news ends them', () => {
  it.each([
    ['He fled. They did not.', ['He fled.', 'They did not.']],
    ['He reached the border.The army left.', ['He reached the border.', 'The army left.']],
    [
      'Lt. Gen. Nadeem Anjum of the U.S. Army left at 9 a.m. on Jan. 5.',
      ['Lt. Gen. Nadeem Anjum of the U.S. Army left at 9 a.m. on Jan. 5.'],
    ],
    ['It happened at 5 p.m. The army left.', ['It happened at 5 p.m.', 'The army left.']],
    [
      '“The visit was successful. An official said so,” he said.',
      ['“The visit was successful.', 'An official said so,” he said.'],
    ],
    ['"Why did you come?" Sahar asked. He left.', ['"Why did you come?" Sahar asked.', 'He left.']],
    ['“They fought,” he said.“They left.”', ['“They fought,” he said.', '“They left.”']],
    [
      '(TRT World and Agencies) A bomb killed 48 people. They fled.',
      ['(TRT World and Agencies)', 'A bomb killed 48 people.', 'They fled.'],
    ],
    ['Col. (ret.) Sahar Noor left. He did not.', ['Col. (ret.) Sahar Noor left.', 'He did not.']],
    ["''They fled,'' he said.''We did not.''", ["''They fled,'' he said.", "''We did not.''"]],
    ['He said “they left.”The army stayed.', ['He said “they left.”', 'The army stayed.']],
    ['Four were hurt,said Dr. A.B. Noor.No one died.', ['Four were hurt,said Dr. A.B. Noor.', 'No one died.']],
    ['The army left...More to follow', ['The army left...', 'More to follow']],
    ['1. The army left.\n2. It came back.', ['1. The army left.', '2. It came back.']],
    ['• According to him, six died. He left.', ['• According to him, six died.', 'He left.']],
    ['• The army left.', ['• The army left.']],
    ['Mr. J. R. Smith of ACME Corp. said so.', ['Mr. J. R. Smith of ACME Corp. said so.']],
  ])('%s', (text, expected) => expect(sentences(text)).toEqual(expected))
})

describe('split sets headlines and datelines apart', () => {
  it.each([
    ['KABUL (Reuters) - The army left.', ['dateline: KABUL (Reuters) -', 'The army left.']],
    ['KABUL: The army left.', ['dateline: KABUL:', 'The army left.']],
    ['KABUL, Afghanistan (Sept. 1) - The army left.', ['dateline: KABUL, Afghanistan (Sept. 1) -', 'The army left.']],
    [
      'KABUL (UrduPoint News / Sputnik - 03rd January, 2020) The army left.',
      ['dateline: KABUL (UrduPoint News / Sputnik - 03rd January, 2020)', 'The army left.'],
    ],
    ["SANA'A: The army left.", ["dateline: SANA'A:", 'The army left.']],
    ['AFP - Kabul - The army left.', ['dateline: AFP - Kabul -', 'The army left.']],
    ['AFP - The army left - and came back.', ['dateline: AFP -', 'The army left - and came back.']],
    ['DAMASCUS — The army left.', ['dateline: DAMASCUS —', 'The army left.']],
    ['15 Apr 2017 The attack took place at noon.', ['dateline: 15 Apr 2017', 'The attack took place at noon.']],
    ['Taliban kill eight\n\nThe army left.', ['headline: Taliban kill eight', 'The army left.']],
    ['TALIBAN KILL EIGHT', ['headline: TALIBAN KILL EIGHT']],
    ['The Taliban killed eight', ['The Taliban killed eight']],
    [
      'Bomb hits bus convoy in Syria\n\nBomb hits bus convoy in Syria At least 43 died.',
      ['headline: Bomb hits bus convoy in Syria', 'headline: Bomb hits bus convoy in Syria', 'At least 43 died.'],
    ],
    ['NATO (the alliance) denied it. UN: no.', ['NATO (the alliance) denied it.', 'UN: no.']],
  ])('%s', (text, expected) => expect(sentences(text)).toEqual(expected))
})

describe('split numbers paragraphs by line breaks', () => {
  it('starts a paragraph at each line', () => {
    expect(split('One came.\nTwo fled. Three died.\n\nFour.').sentences.map((s) => s.paragraph)).toEqual([0, 1, 1, 2])
  })
  it('reads on over the line breaks of a typesetter', () => {
    const line = 'The soldiers of the northern army went over the old bridge and then'
    expect(sentences(`${line}\n${'they turned to the east and they left.'}`)).toHaveLength(1)
  })
})

describe('split holds for any text', () => {
  it('puts every token into one sentence, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Word', 'word', '.', '"', ' ', '(', ')', 'U.S.', '\n', '5', '?', '…', ':'), {
          maxLength: 80,
        }),
        (parts) => {
          const { tokens, sentences } = split(parts.join(''))
          let next = 0
          for (const s of sentences) {
            expect(s.first).toBe(next)
            expect(s.last).toBeGreaterThanOrEqual(s.first)
            next = s.last + 1
          }
          expect(next).toBe(tokens.length)
        },
      ),
      { numRuns: 400 },
    )
  })

  it.each([
    ['brackets', '('.repeat(100_000)],
    ['stops', '. '.repeat(50_000)],
    ['quotes', '" '.repeat(50_000)],
    ['capitals', 'A '.repeat(50_000)],
    ['words', 'word '.repeat(20_000)],
    ['sentences', 'A b. '.repeat(20_000)],
    ['lines', 'Line\n'.repeat(20_000)],
  ])('takes linear time: %s', (_, text) => {
    const started = performance.now()
    const { sentences } = split(text)
    expect(performance.now() - started).toBeLessThan(3000)
    expect(Math.max(...sentences.slice(0, 1000).map((s) => s.last - s.first + 1))).toBeLessThanOrEqual(240)
  })
})
