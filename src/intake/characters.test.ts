import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { tidyCharacters } from './characters.js'

vi.setConfig({ testTimeout: 60_000 })

describe('tidyCharacters', () => {
  it.each([
    ['line ends of every kind', 'a\r\nb\rc\u2028d\u2029e\vf\fg', 'a\nb\nc\nd\ne\nf\ng'],
    ['every kind of space', 'a\u00a0b\u2009c\u3000d\te', 'a b c d e'],
    ['several spaces', '  a   b  ', 'a b'],
    ['what cannot be seen', '\ufeffTali\u00adban\u200b \u202amen\u202c', 'Taliban men'],
    ['control characters', 'a\0b\u0007c\u001bd', 'abcd'],
    ['Windows characters under another name', 'Taliban\u0092s \u0093men\u0094 \u0096 all', 'Taliban’s “men” – all'],
    ['ligatures', 'ﬁve oﬃcers', 'five officers'],
    ['halves of characters', 'a\ud800b', 'a\ufffdb'],
    ['composed letters', 'Bogota\u0301', 'Bogot\u00e1'],
    ['mojibake', 'the Talibanâ€™s â€œmenâ€\u009d', 'the Taliban’s “men”'],
    ['a replacement between spaces', 'defeated \ufffd some fled', 'defeated – some fled'],
    ['a replacement of three bytes', 'defeated \ufffd\ufffd\ufffd some fled', 'defeated – some fled'],
    [
      'a replacement before an ending',
      'Taliban\ufffds men don\ufffdt and they\ufffdll',
      'Taliban’s men don’t and they’ll',
    ],
  ])('reads %s', (_, raw, tidied) => expect(tidyCharacters(raw)).toBe(tidied))

  it.each([
    ['curly and straight quotation marks', '“Two” \'men\' ‘fled’ "now"'],
    ['dashes as they are', 'a – b — c - d'],
    ['a replacement that may have been anything', 'O\ufffdBrien and Qur\ufffdan and caf\ufffd'],
    ['a possessive of a name in s', 'the officers\ufffd mess'],
    ['letters of other languages', 'İstanbul, Łódź, Ðelo, Ñuñoa, Çankırı'],
    ['other scripts', 'داعش said'],
  ])('leaves %s', (_, text) => expect(tidyCharacters(text)).toBe(text))

  it('leaves no control character, double space or space at an end, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (raw) => {
        const text = tidyCharacters(raw)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff]| {2}|^ | $/m)
        expect(text).not.toMatch(/\p{Surrogate}/u)
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (raw) => {
        const once = tidyCharacters(raw)
        expect(tidyCharacters(once)).toBe(once)
      }),
    )
  })
})
