import { describe, expect, it } from 'vitest'
import type { Sentence } from '../language/contract.js'
import { sentenceFrom } from './conllu.js'
import {
  clauseHeadOf,
  clauseSpan,
  clauseTokens,
  conjunctsOf,
  firstConjunct,
  isNegated,
  nounPhraseSpan,
  prepositionOf,
  rootOf,
  runsOf,
  sentenceAt,
  subjectOf,
  subtreeSpan,
  topOf,
  trimPunctuation,
} from './tree.js'

const RAID = sentenceFrom(
  'The mayor said that soldiers (of the 5th Corps) had not killed two men, and captured a third in Dara, a village.',
  `
  The the DET DT 2 det
  mayor mayor NOUN NN 3 nsubj
  said say VERB VBD 0 root
  that that SCONJ IN 14 mark
  soldiers soldier NOUN NNS 14 nsubj
  ( ( PUNCT -LRB- 10 punct
  of of ADP IN 10 case
  the the DET DT 10 det
  5th 5th ADJ JJ 10 amod
  Corps corps PROPN NNP 5 nmod
  ) ) PUNCT -RRB- 10 punct
  had have AUX VBD 14 aux
  not not PART RB 14 advmod
  killed kill VERB VBN 3 ccomp
  two two NUM CD 16 nummod
  men man NOUN NNS 14 obj
  , , PUNCT , 19 punct
  and and CCONJ CC 19 cc
  captured capture VERB VBD 14 conj
  a a DET DT 21 det
  third third NOUN NN 19 obj
  in in ADP IN 23 case
  Dara Dara PROPN NNP 19 obl
  , , PUNCT , 26 punct
  a a DET DT 26 det
  village village NOUN NN 23 appos
  . . PUNCT . 3 punct
`,
)
const text =
  'The mayor said that soldiers (of the 5th Corps) had not killed two men, and captured a third in Dara, a village.'
const word = (sentence: Sentence, form: string) => {
  const token = sentence.tokens.find((t) => t.text === form)
  if (!token) throw new Error(`no ${form}`)
  return token
}
const cut = (span: { start: number; end: number } | null) => span && text.slice(span.start, span.end)

describe('tree', () => {
  it('finds the root', () => expect(rootOf(RAID)?.text).toBe('said'))
  it('keeps the brackets that belong to a phrase', () =>
    expect(cut(subtreeSpan(RAID, word(RAID, 'soldiers')))).toBe('soldiers (of the 5th Corps)'))
  it('cuts a clause without its marker and the clause coordinated with it', () => {
    expect(cut(clauseSpan(RAID, word(RAID, 'killed')))).toBe('soldiers (of the 5th Corps) had not killed two men')
    expect(cut(clauseSpan(RAID, word(RAID, 'captured')))).toBe('captured a third in Dara, a village')
  })
  it('cuts a noun phrase with and without what is added to it', () => {
    expect(cut(nounPhraseSpan(RAID, word(RAID, 'Dara')))).toBe('Dara, a village')
    expect(cut(nounPhraseSpan(RAID, word(RAID, 'Dara'), { clauses: false }))).toBe('Dara')
  })
  it('lets a coordinated verb inherit its subject', () =>
    expect(subjectOf(RAID, word(RAID, 'captured'))).toMatchObject({
      token: { text: 'soldiers' },
      inherited: true,
      passive: false,
    }))
  it('knows coordination in both directions', () => {
    expect(conjunctsOf(RAID, word(RAID, 'captured')).map((t) => t.text)).toEqual(['killed', 'captured'])
    expect(firstConjunct(RAID, word(RAID, 'captured')).text).toBe('killed')
  })
  it('finds negation, prepositions and the clause around a word', () => {
    expect(isNegated(RAID, word(RAID, 'killed'))).toBe(true)
    expect(isNegated(RAID, word(RAID, 'captured'))).toBe(false)
    expect(prepositionOf(RAID, word(RAID, 'Dara'))).toBe('in')
    expect(clauseHeadOf(RAID, word(RAID, 'men')).text).toBe('killed')
  })
  it('splits tokens into runs and finds their top', () => {
    const picked = RAID.tokens.filter((t) => [0, 1, 4, 5].includes(t.index))
    expect(runsOf(picked).map((r) => r.length)).toEqual([2, 2])
    expect(topOf(RAID.tokens.slice(14, 16))?.text).toBe('men')
  })
  it('drops punctuation at the ends alone', () =>
    expect(trimPunctuation(RAID.tokens.slice(16, 25)).map((t) => t.text)).toEqual([
      'and',
      'captured',
      'a',
      'third',
      'in',
      'Dara',
      ',',
      'a',
    ]))
  it('finds the sentence at an offset', () => {
    expect(sentenceAt([RAID], 5)).toBe(0)
    expect(sentenceAt([RAID], text.length + 3)).toBe(-1)
  })
  it('survives a tree that loops', () => {
    const loop = sentenceFrom('a b c', 'a a NOUN NN 2 dep\nb b NOUN NN 1 dep\nc c VERB VB 3 conj')
    for (const token of loop.tokens) {
      expect(clauseTokens(loop, token).length).toBeGreaterThan(0)
      expect(subjectOf(loop, token)).toBeNull()
      expect(conjunctsOf(loop, token).length).toBeGreaterThan(0)
    }
  })
})
