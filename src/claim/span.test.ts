import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contains, overlaps, quote, trimSpan } from './span.js'

const textAndSpan = fc.string({ minLength: 1, unit: 'grapheme' }).chain((text) =>
  fc.tuple(fc.constant(text), fc.integer({ min: 0, max: text.length - 1 })).chain(([t, start]) =>
    fc.record({
      text: fc.constant(t),
      start: fc.constant(start),
      end: fc.integer({ min: start + 1, max: t.length }),
    }),
  ),
)

describe('quote', () => {
  it('always holds the words that stand at its span', () => {
    fc.assert(
      fc.property(textAndSpan, ({ text, start, end }) => quote(text, { start, end }).text === text.slice(start, end)),
    )
  })

  it.each([
    ['an empty span', 3, 3],
    ['a span backwards', 4, 2],
    ['a span that begins before the text', -1, 2],
    ['a span that ends after the text', 0, 99],
    ['half a character', 0.5, 2],
    ['no number', Number.NaN, 2],
  ])('refuses %s', (_what, start, end) => {
    expect(() => quote('Two men fled.', { start, end })).toThrow(RangeError)
  })

  it('cannot be changed', () => {
    expect(Object.isFrozen(quote('fled', { start: 0, end: 4 }))).toBe(true)
  })
})

describe('spans', () => {
  it.each([
    [0, 5, 5, 9, false, false],
    [0, 5, 4, 9, true, false],
    [0, 9, 3, 5, true, true],
    [3, 5, 3, 5, true, true],
    [3, 5, 0, 9, true, false],
  ])('%i–%i and %i–%i', (a, b, c, d, over, holds) => {
    expect(overlaps({ start: a, end: b }, { start: c, end: d })).toBe(over)
    expect(contains({ start: a, end: b }, { start: c, end: d })).toBe(holds)
  })

  it('loses only white space when trimmed', () => {
    fc.assert(
      fc.property(textAndSpan, ({ text, start, end }) => {
        const trimmed = trimSpan(text, { start, end })
        return text.slice(start, end).trim() === (trimmed ? text.slice(trimmed.start, trimmed.end) : '')
      }),
    )
  })
})
