import { describe, expect, it } from 'vitest'
import { parseConll } from './conll.js'
import { alignWords, f1, matchSpans, type ScoredWord, scoreWords, universalFeats } from './conll-score.js'
import { gumNames } from './gum-names.js'

/** Words from "form start-end head rel" rows; "*" marks a part of a word written as one. */
function words(rows: readonly string[]): ScoredWord[] {
  return rows.map((row) => {
    const [form = '', span = '', head = '0', deprel = 'dep', upos = 'X'] = row.replace('*', '').split(' ')
    const [start = 0, end = 0] = span.split('-').map(Number)
    return {
      form,
      start,
      end,
      multiword: row.startsWith('*'),
      upos,
      xpos: 'X',
      feats: '_',
      lemma: form,
      head: Number(head) - 1,
      deprel,
    }
  })
}

describe('alignWords, as conll18_ud_eval does', () => {
  it('pairs equal spans', () => {
    expect(alignWords(words(['a 0-1', 'b 2-3']), words(['a 0-1', 'b 2-3']))).toEqual([
      [0, 0],
      [1, 1],
    ])
  })
  it('skips what the other side cut differently', () => {
    expect(alignWords(words(['ab 0-2', 'c 3-4']), words(['a 0-1', 'b 1-2', 'c 3-4']))).toEqual([[1, 2]])
    expect(alignWords(words(['a 0-1', 'b 1-2', 'c 3-4']), words(['ab 0-2', 'c 3-4']))).toEqual([[2, 1]])
  })
  it('pairs the words of a word written as one by their forms', () => {
    const gold = words(['*do 0-5', "*n't 0-5", 'go 6-8'])
    expect(alignWords(gold, words(['*do 0-5', "*n't 0-5", 'go 6-8']))).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ])
    expect(alignWords(gold, words(["don't 0-5", 'go 6-8']))).toEqual([[2, 1]])
    expect(alignWords(gold, words(['do 0-2', "n't 2-5", 'go 6-8']))).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ])
  })
})

describe('scoreWords', () => {
  const gold = words(['Two 0-3 2 nummod NUM', 'men 4-7 3 nsubj NOUN', 'fled 8-12 0 root VERB', '. 12-13 3 punct PUNCT'])

  it('gives 1 to what is equal', () => {
    const scores = scoreWords(gold, gold)
    for (const count of Object.values(scores)) expect(f1(count)).toBe(1)
  })
  it('counts a wrong head, a wrong relation and a wrong subtype each where it belongs', () => {
    const ours = words([
      'Two 0-3 3 nummod NUM',
      'men 4-7 3 obj NOUN',
      'fled 8-12 0 root VERB',
      '. 12-13 3 punct:x PUNCT',
    ])
    const { uas, las, las_base: base, upos } = scoreWords(gold, ours)
    expect([uas.right, las.right, base.right, upos.right]).toEqual([3, 1, 2, 4])
  })
  it('counts a head that is not aligned as wrong', () => {
    const ours = words([
      'Two 0-3 2 nummod NUM',
      'men 4-7 3 nsubj NOUN',
      'fle 8-11 0 root VERB',
      'd. 11-13 3 punct PUNCT',
    ])
    const { words: aligned, las } = scoreWords(gold, ours)
    expect([aligned.right, las.right]).toEqual([2, 1])
    expect(f1(aligned)).toBe(0.5)
  })
  it('takes any lemma where the gold has none', () => {
    const [word] = words(['x 0-1'])
    expect(scoreWords([{ ...word!, lemma: '_' }], [{ ...word!, lemma: 'y' }]).lemma.right).toBe(1)
  })
  it('compares universal features in any order', () => {
    expect(universalFeats('Tense=Past|Number=Sing|Style=Coll')).toBe('Number=Sing|Tense=Past')
  })
})

describe('matchSpans', () => {
  it('counts equal spans', () => {
    const count = matchSpans(
      [
        { start: 0, end: 5 },
        { start: 6, end: 9 },
      ],
      [
        { start: 0, end: 5 },
        { start: 6, end: 8 },
        { start: 8, end: 9 },
      ],
    )
    expect(count).toEqual({ right: 1, gold: 2, ours: 3 })
    expect(f1(count)).toBeCloseTo(0.4)
  })
})

const row = (...cells: string[]): string => cells.join('\t')

describe('parseConll', () => {
  const conll = [
    '# newdoc id = GUM_news_x',
    '# newpar',
    '# sent_id = 1',
    row('1-2', "Don't", '_', '_', '_', '_', '_', '_', '_', '_'),
    row('1', 'Do', 'do', 'AUX', 'VBP', '_', '3', 'aux', '_', '_'),
    row('2', "n't", 'not', 'PART', 'RB', '_', '3', 'advmod', '_', '_'),
    row('3', 'go', 'go', 'VERB', 'VB', '_', '0', 'root', '_', 'SpaceAfter=No'),
    row('4', '.', '.', 'PUNCT', '.', '_', '3', 'punct', '_', '_'),
    '',
    '# sent_id = 2',
    row('1', 'Stay', 'stay', 'VERB', 'VB', '_', '0', 'root', '_', '_'),
    '',
    '# newpar',
    row('1', 'Now', 'now', 'ADV', 'RB', '_', '0', 'root', '_', '_'),
    '',
  ].join('\n')

  it('rebuilds the raw text: a space between sentences, an empty line between paragraphs', () => {
    const [document] = parseConll(conll)
    expect(document?.text).toBe("Don't go. Stay\n\nNow")
    expect(document?.genre).toBe('news')
    expect(document?.sentences.map((s) => document.text.slice(s.start, s.end))).toEqual(["Don't go.", 'Stay', 'Now'])
  })
  it('keeps the words of a word written as one under its span', () => {
    const [first] = parseConll(conll)[0]?.sentences ?? []
    expect(first?.words.slice(0, 2).map((w) => [w.form, w.start, w.end, w.multiword])).toEqual([
      ['Do', 0, 5, true],
      ["n't", 0, 5, true],
    ])
    expect(first?.tokens.map((t) => t.count)).toEqual([2, 1, 1])
  })
})

describe('gumNames', () => {
  const sentence = (rows: readonly [form: string, upos: string, head: number, misc: string][]) => {
    const text = rows.map(([form, upos, head, misc], i) =>
      row(String(i + 1), form, form, upos, 'X', '_', String(head), 'dep', '_', misc),
    )
    return parseConll(text.join('\n'))[0]!.sentences[0]!
  }
  const names = (...rows: [string, string, number, string][]): string[] => {
    const s = sentence(rows)
    return gumNames(s).map(
      (n) =>
        `${s.words
          .slice(n.first, n.last + 1)
          .map((w) => w.form)
          .join(' ')} (${n.kind})`,
    )
  }

  it('cuts an entity down to its capitalised core', () => {
    expect(
      names(
        ['the', 'DET', 3, 'Entity=(1-person-x'],
        ['old', 'ADJ', 3, '_'],
        ['Emperor', 'PROPN', 0, '_'],
        ['Norton', 'PROPN', 3, 'Entity=1)'],
        ['fled', 'VERB', 0, '_'],
      ),
    ).toEqual(['Emperor Norton (person)'])
  })
  it('keeps joiners inside, stops at commas, leaves out dates and common nouns', () => {
    expect(
      names(
        ['University', 'PROPN', 0, 'Entity=(1-organization-x'],
        ['of', 'ADP', 3, '_'],
        ['Kabul', 'PROPN', 1, '_'],
        [',', 'PUNCT', 1, '_'],
        ['Ghor', 'PROPN', 1, 'Entity=1)'],
      ),
    ).toEqual(['University of Kabul (organisation)'])
    expect(names(['Monday', 'PROPN', 0, 'Entity=(1-time-x)'])).toEqual([])
    expect(names(['rebels', 'NOUN', 0, 'Entity=(1-person-x)'])).toEqual([])
  })
  it('keeps the outermost of nested names', () => {
    expect(
      names(
        ['Bank', 'PROPN', 0, 'Entity=(1-organization-x'],
        ['of', 'ADP', 3, '_'],
        ['Mali', 'PROPN', 1, 'Entity=(2-place-x)1)'],
      ),
    ).toEqual(['Bank of Mali (organisation)'])
  })
})
