import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenise } from './tokenise.js'

const words = (text: string): string[] => tokenise(text).map((t) => text.slice(t.start, t.end))

describe('tokenise splits as English treebanks do', () => {
  it.each([
    ["They don't, can't, won't.", "They do n't , ca n't , wo n't ."],
    ['We cannot; he’s gonna go', 'We can not ; he ’s gon na go'],
    ["John's men and the rebels' commander", "John 's men and the rebels ' commander"],
    ['a 15-year-old US-backed anti-tank post', 'a 15 - year - old US - backed anti-tank post'],
    ["al-Qa'ida and Nahr-e-Shahi and ISIS-K", "al - Qa'ida and Nahr - e - Shahi and ISIS - K"],
    ["in Sana'a, Ta'izz and Sa'd", "in Sana'a , Ta'izz and Sa'd"],
    ['Lt. Gen. J. A. Smith of the U.S. Army', 'Lt. Gen. J. A. Smith of the U.S. Army'],
    ['at 9pm, 9 a.m. and 10 p.m.', 'at 9 pm , 9 a.m. and 10 p.m.'],
    ['1,500 men, 2,500-4,000 more, 120mm, 20%', '1,500 men , 2,500 - 4,000 more , 120 mm , 20 %'],
    ['the 5th, 8th and No. 5', 'the 5th , 8th and No. 5'],
    ['no. The end', 'no . The end'],
    ['the border.The army', 'the border . The army'],
    ['killed Monday.“They fled', 'killed Monday . “ They fled'],
    ['see https://t.co/a1?b=c, @SyriaHR #Syria', 'see https://t.co/a1?b=c , @SyriaHR #Syria'],
    ['mail x.y@example.org or example.com.', 'mail x.y@example.org or example.com .'],
    ['wait... what?! (no)', 'wait ... what ?! ( no )'],
    ['$1.5bn and €20m', '$ 1.5 bn and € 20 m'],
    ['Syrias army and Russias jets', 'Syria s army and Russia s jets'],
    ['the childs arm, the countrys north', 'the child s arm , the country s north'],
    ['on 2020-01-03 at 713-853-3989', 'on 2020-01-03 at 713-853-3989'],
    ['• In Balkh – he said', '• In Balkh – he said'],
    ['the IS\ufffd positions \ufffd they don\ufffdt', 'the IS \ufffd positions \ufffd they do n\ufffdt'],
    ['the group\u0092s men', 'the group \u0092s men'],
  ])('%s', (text, expected) => expect(words(text).join(' ')).toBe(expected))

  it('finds lost apostrophes by what else the text says', () => {
    const filler = 'The town of Manbij fell on Monday and the army left. '.repeat(8)
    expect(words(`${filler}Troops held Manbijs outskirts.`).slice(-4).join(' ')).toBe('Manbij s outskirts .')
    expect(words(`${filler}Troops of the Manbijs.`).slice(-2).join(' ')).toBe('Manbijs .')
  })
})

const messy = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '.',
        ',',
        "'",
        '"',
        '“',
        '”',
        '’',
        '-',
        '–',
        '...',
        '(',
        ')',
        ' ',
        '  ',
        '\n',
        '\r\n',
        '\ufffd',
        '\u0092',
        '•',
        '#',
        '@',
        '$',
      ),
      fc.constantFrom(
        "don't",
        'U.S.',
        'Lt.',
        'Gen.',
        'a.m.',
        '9pm',
        '1,500',
        "Qa'ida",
        'anti-',
        'http://x.y/z',
        'cannot',
        'İ',
        'ß',
        '👍🏽',
        '\u200b',
        '\u00a0',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

describe('tokenise keeps offsets', () => {
  it('orders tokens, without overlap or white space at their ends, and covers every other character', () => {
    fc.assert(
      fc.property(messy, (text) => {
        let end = 0
        for (const token of tokenise(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end)
          expect(token.end).toBeGreaterThan(token.start)
          expect(text.slice(end, token.start).trim()).toBe('')
          const word = text.slice(token.start, token.end)
          expect(word.trim()).toBe(word)
          end = token.end
        }
        expect(text.slice(end).trim()).toBe('')
      }),
      { numRuns: 500 },
    )
  })
})

describe('tokenise takes linear time', () => {
  it.each([
    ['brackets', '('.repeat(100_000)],
    ['full stops', '.'.repeat(100_000)],
    ['one word', 'a'.repeat(100_000)],
    ['apostrophes', "a'".repeat(50_000)],
    ['clitics', "a's".repeat(33_000)],
    ['lone apostrophes', `n${"'".repeat(100_000)}`],
    ['labels', 'a.'.repeat(50_000)],
    ['long labels', 'aaaaaaaa.'.repeat(11_000)],
    ['numbers', '1,'.repeat(50_000)],
    ['hyphens', 'anti-'.repeat(20_000)],
    ['mail', 'a@'.repeat(50_000)],
    ['damage', '\ufffd'.repeat(100_000)],
    ['mixed damage', 'a\ufffd'.repeat(50_000)],
    ['phones', '123-'.repeat(25_000)],
    ['address', `http://${'.'.repeat(100_000)}`],
    ['quotes', '" '.repeat(50_000)],
  ])('%s', (_, text) => {
    const started = performance.now()
    tokenise(text)
    expect(performance.now() - started).toBeLessThan(1500)
  })
})
