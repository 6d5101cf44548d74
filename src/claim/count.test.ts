import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atLeast, atMost, between, type Count, compatible, exactly, sameFigure } from './count.js'

const counts: fc.Arbitrary<Count> = fc.oneof(
  fc.nat(999).map((n) => exactly(n, String(n))),
  fc.nat(999).map((n) => atLeast(n, `at least ${n}`)),
  fc.nat(999).map((n) => atMost(n, `up to ${n}`)),
  fc.tuple(fc.nat(500), fc.nat(500)).map(([low, more]) => between(low, low + more, 'between')),
)

describe('counts', () => {
  it.each([
    ['8 and at least 8', exactly(8, '8'), atLeast(8, 'at least 8'), true, true],
    ['8 and 6', exactly(8, '8'), exactly(6, '6'), false, false],
    ['6 and at least 8', exactly(6, '6'), atLeast(8, 'at least 8'), false, false],
    ['about 50 and 50', between(45, 55, 'about 50'), exactly(50, '50'), true, false],
    ['more than 50 and 51', atLeast(51, 'more than 50'), exactly(51, '51'), true, true],
    ['at least 8 and at least 9', atLeast(8, 'at least 8'), atLeast(9, 'at least 9'), true, false],
    ['up to 60 and none', atMost(60, 'up to 60'), exactly(0, 'none'), true, false],
  ])('%s', (_what, a, b, together, same) => {
    expect(compatible(a, b)).toBe(together)
    expect(sameFigure(a, b)).toBe(same)
  })

  it('relate either way round, and the same figure is always compatible', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        expect(compatible(a, b)).toBe(compatible(b, a))
        expect(sameFigure(a, b)).toBe(sameFigure(b, a))
        if (sameFigure(a, b)) expect(compatible(a, b)).toBe(true)
      }),
    )
  })
})
