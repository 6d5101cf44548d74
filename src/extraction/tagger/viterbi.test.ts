import { describe, expect, it } from 'vitest'
import { bestPath } from './viterbi.js'

const NEVER = -10000
/** Tags O, B, E: B must be followed by E. */
const MOVES = {
  start: Float32Array.of(0, 0, NEVER),
  next: Float32Array.of(0, 0, NEVER, NEVER, NEVER, 0, 0, 0, NEVER),
  end: Float32Array.of(0, NEVER, 0),
}

describe('bestPath', () => {
  it.each([
    ['the likeliest tags where they may follow each other', [0, 3, 0, 0, 0, 2, 1, 0, 0], [1, 2, 0]],
    ['a tag that may not begin gives way', [0, 0, 9, 1, 0, 0], [0, 0]],
    ['a tag that may not end gives way', [1, 0, 0, 0, 2, 0], [0, 0]],
    ['equals: the lowest tag', [0, 0, 0, 0, 0, 0], [0, 0]],
  ])('%s', (_, logits, tags) => {
    expect(bestPath(Float64Array.from(logits), 3, MOVES).tags).toEqual(tags)
  })

  it('says by how much the path beats the best one with another tag there', () => {
    const { tags, margins } = bestPath(Float64Array.of(0, 3, 0, 0, 0, 2), 3, MOVES)
    expect(tags).toEqual([1, 2])
    expect(margins).toEqual([5, 5])
  })

  it('is empty for no tokens', () => {
    expect(bestPath(new Float64Array(0), 3, MOVES)).toEqual({ tags: [], margins: [] })
  })
})
