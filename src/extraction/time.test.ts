import { describe, expect, it } from 'vitest'
import { parseTime, parseTimes } from './time.js'

describe('time expressions as written', () => {
  it.each([
    [
      'Early on Tuesday morning, a raid began',
      'Early on Tuesday morning',
      { phase: 'early', part: 'morning', point: { weekday: 2 } },
    ],
    [
      'It began at 9 pm on Monday night.',
      'at 9 pm on Monday night',
      { clock: { hour: 21, minute: 0 }, point: { weekday: 1 } },
    ],
    ['Two months ago they came', 'Two months ago', { offset: { unit: 'month', by: -2, stretch: false } }],
    [
      'not active for over a month',
      'for over a month',
      { relation: 'for', duration: { unit: 'month', low: 1, high: null } },
    ],
    ['seized power last August', 'last August', { which: -1, point: { month: 8 } }],
    ['in mid-August 2021', 'in mid-August 2021', { phase: 'mid', point: { month: 8, year: 2021 } }],
    ['On March 26, two men', 'On March 26', { point: { month: 3, day: 26 } }],
    ['27 Jul 2016 At least', '27 Jul 2016', { point: { day: 27, month: 7, year: 2016 } }],
    ['came last week', 'last week', { offset: { unit: 'week', by: -1, stretch: false } }],
    ['killed last night', 'last night', { part: 'night', offset: { unit: 'day', by: -1, stretch: false } }],
    [
      'over the past two years',
      'over the past two years',
      { relation: 'within', offset: { unit: 'year', by: -2, stretch: true } },
    ],
    ['in recent weeks', 'in recent weeks', { vague: 'past', offset: { unit: 'week', by: null, stretch: true } }],
    ['within 6 months', 'within 6 months', { relation: 'within', duration: { unit: 'month', low: null, high: 6 } }],
    ['earlier this year', 'earlier this year', { offset: { unit: 'year', by: 0, stretch: true } }],
    ['around 1130 am (0830 GMT)', 'around 1130 am (0830 GMT)', { clock: { hour: 11, minute: 30 } }],
    ['since 2015 they', 'since 2015', { relation: 'since', point: { year: 2015 } }],
    ['between 3 and 5 May', 'between 3 and 5 May', { point: { day: 3, month: 5 }, until: { day: 5, month: 5 } }],
    ['late on Sunday', 'late on Sunday', { phase: 'late', point: { weekday: 0 } }],
  ])('%s', (text, words, parts) => expect(parseTime(text)).toMatchObject({ words, ...parts }))

  it.each(['May said nothing', 'they march on', 'the sun sets'])('%s: no time', (text) =>
    expect(parseTimes(text)).toEqual([]),
  )

  it('gives offsets in the text that it was given', () => {
    const text = 'They met on Monday and again on 3 May.'
    expect(parseTimes(text, 100).map((t) => text.slice(t.start - 100, t.end - 100))).toEqual(['on Monday', 'on 3 May'])
  })
})
