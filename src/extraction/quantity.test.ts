import { describe, expect, it } from 'vitest'
import { eventRuleFiles, readEventRules } from '../data/rules.js'
import { parseCount } from './quantity.js'

const { quantities } = readEventRules(eventRuleFiles('data/en')).rules

describe('amounts', () => {
  it.each([
    ['eight', 8, 8],
    ['44 people', 44, 44],
    ['at least 44', 44, null],
    ['no fewer than 12', 12, null],
    ['more than 50', 51, null],
    ['over 100', 101, null],
    ['up to 60', null, 60],
    ['as many as 30', null, 30],
    ['fewer than 20', null, 19],
    ['about 50', 45, 55],
    ['some 50', 45, 55],
    ['nearly 200', 180, 200],
    ['between 1,500 and 4,000', 1500, 4000],
    ['2,500-4,000', 2500, 4000],
    ['20 to 30', 20, 30],
    ['one or two', 1, 2],
    ['a dozen', 12, 12],
    ['half a dozen', 6, 6],
    ['two dozen', 24, 24],
    ['at least two dozen', 24, null],
    ['several dozen', 36, null],
    ['dozens', 24, null],
    ['scores', 40, null],
    ['hundreds', 200, null],
    ['tens of thousands', 20000, null],
    ['several', 3, null],
    ['at least several', 3, null],
    ['a couple', 2, 2],
    ['some', 2, null],
    ['many', null, null],
    ['twenty-three', 23, 23],
    ['one hundred and five', 105, 105],
    ['2.5 million', 2500000, 2500000],
    ['three thousand', 3000, 3000],
    ['1,500', 1500, 1500],
    ['20+', 20, null],
    ['50 or more', 50, null],
    ['no', 0, 0],
    ['another 150', 150, 150],
  ])('%s', (words, low, high) => expect(parseCount(words, quantities)).toEqual({ low, high, words }))

  it.each(['the army', 'people', 'Kabul'])('%s is no amount', (words) =>
    expect(parseCount(words, quantities)).toBeNull(),
  )
})
