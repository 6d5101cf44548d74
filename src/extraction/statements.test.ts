import { describe, expect, it } from 'vitest'
import { wordsOf } from '../claim/index.js'
import { loadAttribution } from '../data/attribution.js'
import { loadEnglish } from '../data/model.js'
import { eventRuleFiles, readEventRules } from '../data/rules.js'
import { assemble } from './assemble.js'
import { findFrames } from './attribution/frames.js'
import { findPropositions } from './events/propositions.js'

const { rules } = readEventRules(eventRuleFiles('data/en'))
const { lexicon } = loadAttribution('data')
const analyser = loadEnglish()

function read(text: string) {
  const reading = { text, sentences: analyser.analyse(text), title: null }
  return assemble(reading, findFrames(reading, lexicon), findPropositions(reading, rules, lexicon), 'r1')
}

const told = (text: string) => {
  const { claims, statements } = read(text)
  return [...claims, ...statements]
    .sort((a, b) => a.quote.start - b.quote.start)
    .map(({ attribution: { source }, stance, quote }) => [
      source === 'outlet' ? 'outlet' : wordsOf(source),
      stance,
      quote.text,
    ])
}

describe('statements', () => {
  it.each([
    ['A baker said the road was empty.', [['A baker', 'asserts', 'the road was empty']]],
    // coordinated clauses are told apart
    [
      'The vicar said the guests behaved well and had paid their rent.',
      [
        ['The vicar', 'asserts', 'the guests behaved well'],
        ['The vicar', 'asserts', 'had paid their rent'],
      ],
    ],
    // a quotation behind a colon stands for itself
    [
      'The judge said that the clerk had been ill for weeks: "He slept at his desk."',
      [
        ['The judge', 'asserts', 'the clerk had been ill for weeks'],
        ['The judge', 'asserts', 'He slept at his desk'],
      ],
    ],
    // what nobody else says is the outlet's
    [
      'The lamp broke in May, and the porter said that nobody had noticed.',
      [
        ['outlet', 'asserts', 'The lamp broke in May'],
        ['the porter', 'asserts', 'nobody had noticed'],
      ],
    ],
    // silence is the outlet's word
    [
      'The ministry refused to confirm that the bank was empty.',
      [['outlet', 'asserts', 'The ministry refused to confirm that the bank was empty']],
    ],
    [
      'The club did not deny that its roof leaked.',
      [['outlet', 'asserts', 'The club did not deny that its roof leaked']],
    ],
    // own plans and predictions
    ['The club said it would open a school next year.', [['The club', 'plans', 'it would open a school next year']]],
    ['Rents are likely to rise, a broker said.', [['a broker', 'predicts', 'Rents are likely to rise']]],
    // questions that are denied
    ['"Did we drain the lake? Of course not," said the mayor.', [['the mayor', 'denies', 'we drain the lake']]],
  ])('%s', (text, expected) => expect(told(text)).toEqual(expect.arrayContaining(expected)))

  it('never tell what a claim of the same speaker tells', () => {
    const { claims, statements } = read('The army said that rebels killed two soldiers in Samar.')
    expect([claims.length, statements.length]).toEqual([1, 0])
  })
})

describe('answers', () => {
  it.each([
    [
      'The bank said its vault was full. The auditors disputed this and said it was empty.',
      'it was empty',
      'its vault was full',
    ],
    ['The cook said the soup was hot. A guest called the claim absurd.', 'the claim absurd', 'the soup was hot'],
    [
      'The club says it owns the field. Its claim could not be checked.',
      'Its claim could not be checked',
      'it owns the field',
    ],
    [
      'The mayor said that the dam was safe. In fact, two of its gates were broken.',
      'two of its gates were broken',
      'the dam was safe',
    ],
  ])('%s', (text, words, answered) => {
    const { claims, statements } = read(text)
    const about = [...claims, ...statements].find((s) => s.quote.text === words)?.about
    expect(about && ('quote' in about ? about.quote.text : about.text)).toBe(answered)
  })
})
