import { describe, expect, it } from 'vitest'
import type { Decisions } from './decode.js'
import { repairTree } from './repair.js'

/** Decisions from "word upos head rel" rows; heads count from 1; "s" after the tag makes a plural. */
function decide(rows: readonly string[]): [string[], Decisions] {
  const cells = rows.map((r) => r.split(' '))
  return [
    cells.map(([word = '']) => word),
    {
      tags: cells.map(([, upos = 'X']) => ({
        upos: upos.replace('+', '') as 'NOUN',
        xpos: '',
        feats: upos.endsWith('+') ? { Number: 'Plur' } : {},
      })),
      heads: cells.map(([, , head = '0']) => Number(head) - 1),
      relations: cells.map(([, , , rel = 'dep']) => rel),
      names: [],
    },
  ]
}

describe('repairTree', () => {
  it('puts the part with the whole', () => {
    const rows = [
      'It PRON 2 nsubj',
      'killed VERB 0 root',
      'nine NUM 4 nummod',
      'people NOUN+ 2 obj',
      ', PUNCT 7 punct',
      'including VERB 7 case',
      'children NOUN+ 2 obl',
    ]
    const mended = repairTree(...decide(rows))
    expect([mended.heads[6], mended.relations[6]]).toEqual([3, 'nmod'])
  })
  it('climbs to the head of the phrase before', () => {
    const rows = [
      'people NOUN+ 4 nsubj:pass',
      'in ADP 3 case',
      'Idlib PROPN 1 nmod',
      'died VERB 0 root',
      ', PUNCT 7 punct',
      'including VERB 7 case',
      'Ali PROPN 4 obl',
    ]
    expect(repairTree(...decide(rows)).heads[6]).toBe(3)
    const moved = [
      'died VERB 0 root',
      'people NOUN+ 1 nsubj',
      'in ADP 4 case',
      'Idlib PROPN 2 nmod',
      'including VERB 6 case',
      'Ali PROPN 1 obl',
    ]
    expect(repairTree(...decide(moved)).heads[5]).toBe(1)
  })
  it('leaves a circumstance and a single one alone', () => {
    const [forms, decisions] = decide([
      'died VERB 0 root',
      'man NOUN 1 nsubj',
      'including VERB 4 case',
      'Ali PROPN 1 obl',
    ])
    expect(repairTree(forms, decisions)).toBe(decisions)
  })
})

describe('repairTree on bounds', () => {
  it('gives the bound to the number, and the verb its object', () => {
    const rows = [
      'It PRON 2 nsubj',
      'killed VERB 0 root',
      'at ADP 6 case',
      'least ADJ 6 amod',
      'nine NUM 6 nummod',
      'people NOUN+ 2 obl',
    ]
    const mended = repairTree(...decide(rows))
    expect(mended.heads.slice(2)).toEqual([3, 4, 5, 1])
    expect(mended.relations.slice(2)).toEqual(['case', 'nmod', 'nummod', 'obj'])
  })
  it('leaves a real circumstance alone', () => {
    const rows = [
      'They PRON 2 nsubj',
      'fled VERB 0 root',
      'to ADP 7 case',
      'more ADJ 7 amod',
      'than ADP 7 case',
      'nine NUM 7 nummod',
      'towns NOUN+ 2 obl',
    ]
    const mended = repairTree(...decide(rows))
    expect(mended.relations[6]).toBe('obl')
    expect([mended.heads[3], mended.heads[4]]).toEqual([5, 3])
  })
  it('takes people before their verb for its subject', () => {
    const rows = ['At ADP 4 case', 'least ADJ 4 amod', 'nine NUM 4 nummod', 'men NOUN+ 5 obl', 'died VERB 0 root']
    expect(repairTree(...decide(rows)).relations[3]).toBe('nsubj')
  })
  it('takes people that there are for the subject', () => {
    const rows = [
      'There PRON 2 expl',
      'are VERB 0 root',
      'at ADP 6 case',
      'least ADJ 6 amod',
      'nine NUM 6 nummod',
      'men NOUN+ 2 obl',
    ]
    expect(repairTree(...decide(rows)).relations[5]).toBe('nsubj')
  })
})
