import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestTree } from './tree.js'

/** Every assignment of heads that is a tree with one root child. */
function* trees(n: number): Generator<number[]> {
  const heads = new Array<number>(n).fill(-1)
  const reaches = (): boolean =>
    heads.every((_, i) => {
      let at = i
      for (let steps = 0; steps <= n && at >= 0; steps++) at = heads[at] ?? -1
      return at < 0
    })
  function* fill(i: number): Generator<number[]> {
    if (i === n) {
      if (heads.filter((h) => h < 0).length === 1 && reaches()) yield [...heads]
      return
    }
    for (let h = -1; h < n; h++) {
      if (h === i) continue
      heads[i] = h
      yield* fill(i + 1)
    }
  }
  yield* fill(0)
}

describe('bestTree', () => {
  it('finds a greatest tree with one root child', () => {
    const scores = fc
      .integer({ min: 1, max: 5 })
      .chain((n) =>
        fc.tuple(
          fc.constant(n),
          fc.array(fc.integer({ min: -20, max: 20 }), { minLength: n * (n + 1), maxLength: n * (n + 1) }),
        ),
      )
    fc.assert(
      fc.property(scores, ([n, values]) => {
        const matrix = Int32Array.from(values)
        const total = (heads: readonly number[]): number =>
          heads.reduce((sum, h, i) => sum + (matrix[i * (n + 1) + h + 1] ?? 0), 0)
        const found = bestTree(matrix, n)
        const all = [...trees(n)]
        expect(all).toContainEqual(found)
        expect(total(found)).toBe(Math.max(...all.map(total)))
      }),
      { numRuns: 300 },
    )
  })
})
