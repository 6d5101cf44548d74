import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { fold, locate, snippet, soughtIn, words } from './words.js'

vi.setConfig({ testTimeout: 60_000 })

describe('words', () => {
  it.each([
    ['The Taliban’s men, in Ma‘rib', 'the taliban men in marib'],
    ["Sana'a; Qur'an; don't; journalists' union", 'sanaa quran dont journalists union'],
    ['Çankırı, Łódź, Þórr, straße, Æthel, café', 'cankiri lodz thorr strasse aethel cafe'],
    ['Deir ez-Zor (al-Shaddadi)', 'deir ez zor al shaddadi'],
    ['1,500 men; 1,50 or 2,000,000', '1500 men 1 50 or 2000000'],
    ['The U.S. and the U.N.', 'the us and the un'],
    ['He fled. They did not.A man', 'he fled they did not a man'],
    ['PD 17, A.B', 'pd 17 ab'],
    ['', ''],
    ['— … !', ''],
  ])('folds %j', (text, folded) => expect(fold(text)).toBe(folded))

  it('tells where each word stands, in order', () => {
    const text = 'The Taliban’s men, in Ma‘rib'
    expect(words(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'The',
      'Taliban',
      'men',
      'in',
      'Ma‘rib',
    ])
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (any) => {
        let last = 0
        for (const { start, end, folded } of words(any)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(any.length)
          expect(folded).toMatch(/^[\p{L}\p{N}\p{M}]+$/u)
          last = end
        }
      }),
    )
  })

  it('folds what is folded to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (any) => {
        expect(fold(fold(any))).toBe(fold(any))
      }),
    )
  })
})

describe('soughtIn', () => {
  it.each([
    ['six bodies', [['six'], ['bodies']]],
    ['"six bodies" road', [['six', 'bodies'], ['road']]],
    ['“six bodies', [['six', 'bodies']]],
    ['pul-e-khumri', [['pul', 'e', 'khumri']]],
    ['" "  ,', []],
  ])('%s', (query, expected) => expect(soughtIn(query).map((one) => one.words)).toEqual(expected))

  it('sees a beginning', () => {
    expect(soughtIn('secur* road')).toEqual([
      { words: ['secur'], open: true },
      { words: ['road'], open: false },
    ])
  })
})

describe('locate', () => {
  const text = 'A road. Six men fled; far away, on another day, the six bodies lay beside the road.'
  const at = (query: string) => {
    const span = locate(text, soughtIn(query))
    return span && text.slice(span.start, span.end)
  }
  it.each([
    ['six', 'Six'],
    ['six road', 'road. Six'],
    ['bodies road', 'bodies lay beside the road'],
    ['"six bodies"', 'six bodies'],
    ['six women', null],
    ['', null],
  ])('%s', (query, expected) => expect(at(query)).toBe(expected))

  it('stands for the first thing asked for where they are far apart', () => {
    const far = `road ${'word '.repeat(60)}bodies`
    expect(locate(far, soughtIn('bodies road'))).toEqual({ start: far.length - 6, end: far.length })
  })
})

describe('snippet', () => {
  it('cuts at words and says so', () => {
    const text = `${'before '.repeat(30)}six\nbodies ${'after '.repeat(30)}`
    const start = text.indexOf('six')
    expect(snippet(text, { start, end: start + 10 }, 20)).toBe('… before before six bodies after after after …')
    expect(snippet('six bodies', { start: 0, end: 3 })).toBe('six bodies')
  })
})
