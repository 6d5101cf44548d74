import { describe, expect, it } from 'vitest'
import type { Sentence, Token } from './contract.js'
import { drawTree } from './draw.js'

/** A sentence from "word head rel" rows; heads count from 1, 0 is the root. */
function sentence(rows: readonly (readonly [string, number, string])[], names: Sentence['names'] = []): Sentence {
  const tokens = rows.map(
    ([text, head, rel], index): Token => ({
      start: 0,
      end: 0,
      index,
      text,
      upos: 'X',
      xpos: 'X',
      feats: {},
      lemma: text,
      head: head - 1,
      rel,
    }),
  )
  return { start: 0, end: 0, paragraph: 0, kind: 'text', tokens, names }
}

describe('drawTree', () => {
  it('joins each word to its head', () => {
    const drawn = drawTree(
      sentence([
        ['Two', 2, 'nummod'],
        ['men', 3, 'nsubj'],
        ['fled', 0, 'root'],
        ['.', 3, 'punct'],
      ]),
    )
    expect(drawn).toBe(
      [
        '    ┌─── Two   X X  nummod',
        '  ┌─┴─── men   X X  nsubj',
        '──┼───── fled  X X  root',
        '  └───── .     X X  punct',
      ].join('\n'),
    )
  })

  it('draws arcs that cross', () => {
    const drawn = drawTree(
      sentence([
        ['a', 3, 'x'],
        ['b', 4, 'x'],
        ['c', 4, 'x'],
        ['d', 0, 'root'],
      ]),
    )
    expect(drawn.split('\n')[1]).toContain('┼')
  })

  it('names names', () => {
    const name = { start: 0, end: 0, first: 0, last: 1, kind: 'person' as const, score: 0.987 }
    const [first, second] = drawTree(
      sentence(
        [
          ['Ann', 0, 'root'],
          ['Lee', 1, 'flat'],
        ],
        [name],
      ),
    ).split('\n')
    expect(first).toMatch(/person 0\.99$/)
    expect(second).toMatch(/″$/)
  })

  it('draws nothing for nothing', () => expect(drawTree(sentence([]))).toBe(''))
})
