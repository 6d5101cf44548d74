import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segments } from './segments.js'
import type { Claim } from './types.js'

const claim = (start: number, end: number): Claim => ({ quote: { start, end, text: '' } }) as unknown as Claim

describe('segments', () => {
  it('cover the text in order, each under exactly the claims whose quotes hold it', () => {
    const spans = fc.array(fc.tuple(fc.nat(50), fc.nat(50)).map(([a, b]) => claim(Math.min(a, b), Math.max(a, b) + 1)))
    fc.assert(
      fc.property(fc.integer({ min: 51, max: 80 }), spans, (length, claims) => {
        const pieces = segments(length, claims)
        expect(pieces[0]!.start).toBe(0)
        expect(pieces.at(-1)!.end).toBe(length)
        for (const [i, piece] of pieces.slice(1).entries()) expect(piece.start).toBe(pieces[i]!.end)
        for (const piece of pieces) {
          expect(piece.claims).toEqual(claims.filter((c) => c.quote.start < piece.end && piece.start < c.quote.end))
        }
      }),
    )
  })
})
