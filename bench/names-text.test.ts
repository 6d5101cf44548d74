import { describe, expect, it } from 'vitest'
import type { Name, Sentence } from '../src/language/contract.js'
import { readNames, scoreNames } from './names-text.js'

/** An analyser that finds what it is told to find. */
const finds = (...words: [text: string, kind: Name['kind']][]) => ({
  analyse: (text: string): Sentence[] => [
    {
      ...{ start: 0, end: text.length, paragraph: 0, kind: 'text', tokens: [] },
      names: words.map(([word, kind]) => ({
        start: text.indexOf(word),
        end: text.indexOf(word) + word.length,
        first: 0,
        last: 0,
        kind,
        score: 1,
      })),
    },
  ],
})

const f1 = ({
  rightGold,
  gold,
  rightOurs,
  ours,
}: {
  rightGold: number
  gold: number
  rightOurs: number
  ours: number
}): number[] => [rightGold, gold, rightOurs, ours]

describe('names-text', () => {
  it('reads IOB2 with its text and scores exact spans without article, title and possessive', () => {
    const file = [
      '# newdoc id = d',
      "# text = The UN met Gen. Ali Khan's men.",
      '1\tThe\tB-ORG\t-\t-',
      '2\tUN\tI-ORG\t-\t-',
      '3\tmet\tO\t-\t-',
      '4\tGen.\tO\t-\t-',
      '5\tAli\tB-PER\t-\t-',
      '6\tKhan\tI-PER\t-\t-',
      "7\t's\tO\t-\t-",
      '8\tmen\tO\t-\t-',
      '9\t.\tO\t-\t-',
      '',
    ].join('\n')
    const texts = readNames('x.iob2', file)
    expect(texts[0]?.mentions.map((m) => texts[0]?.text.slice(m.start, m.end))).toEqual(['The UN', 'Ali Khan'])
    const { untyped, typed } = scoreNames(finds(['UN', 'place'], ["Gen. Ali Khan's", 'person']), texts)
    expect(f1(untyped)).toEqual([2, 2, 2, 2])
    expect(f1(typed)).toEqual([1, 2, 1, 2])
  })

  it('reads tokens with tags, where I- may open a name and MISC does not count', () => {
    const texts = readNames('x.conll', 'the O\nJapanese I-MISC\nband O\nMad I-ORG\nCapsule I-ORG\n. O\n')
    expect(texts[0]?.mentions).toEqual([{ start: 18, end: 29, kind: 'organisation' }])
  })

  it('reads re3d loosely: capitalised mentions of three types, any overlap of the same type', () => {
    const line = JSON.stringify({
      id: '1',
      text: 'The rebels met President Assad of Syria.',
      entities: [
        { begin: 0, end: 10, type: 'Organisation' },
        { begin: 15, end: 30, type: 'Person' },
        { begin: 34, end: 39, type: 'Location' },
        { begin: 15, end: 24, type: 'Nationality' },
      ],
    })
    const texts = readNames('x.jsonl', line)
    expect(texts[0]?.mentions).toHaveLength(2)
    const { typed } = scoreNames(finds(['Assad', 'person'], ['Syria', 'organisation'], ['The', 'other']), texts)
    expect(f1(typed)).toEqual([1, 2, 1, 2])
  })
})
