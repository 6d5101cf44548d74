import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysOf, latestDate } from './days.js'
import type { DayContext } from './expression.js'

const WEDNESDAY = '2023-03-29'
const at = (words: string, given: Partial<DayContext> = {}) =>
  daysOf(words, { text: words, start: 0, end: words.length, published: WEDNESDAY, said: null, ...given })

describe('daysOf', () => {
  it.each([
    ['Monday night', '2023-03-27', '2023-03-27'],
    ['on Wednesday', '2023-03-29', '2023-03-29'],
    ['late Saturday', '2023-03-25', '2023-03-25'],
    ['last Friday', '2023-03-24', '2023-03-24'],
    ['next Friday', '2023-03-31', '2023-03-31'],
    ['Friday of last week', '2023-03-24', '2023-03-24'],
    ['yesterday evening', '2023-03-28', '2023-03-28'],
    ['overnight', '2023-03-28', '2023-03-29'],
    ['two months ago', '2023-01-01', '2023-01-31'],
    ['March 26', '2023-03-26', '2023-03-26'],
    ['Dec. 3', '2022-12-03', '2022-12-03'],
    ['in mid-December', '2022-12-11', '2022-12-20'],
    ['last August', '2022-08-01', '2022-08-31'],
    ['earlier this month', '2023-03-01', '2023-03-29'],
    ['over the past week', '2023-03-22', '2023-03-29'],
    ['on or around 27-07-2016', '2016-07-27', '2016-07-27'],
    ['between 3 and 5 May 2022', '2022-05-03', '2022-05-05'],
    ['since March 2022', '2022-03-01', '2023-03-29'],
    ['around 9 pm on Monday', '2023-03-27', '2023-03-27'],
    ['the summer of 2015', '2015-06-01', '2015-08-31'],
  ])('%s', (words, from, to) => expect(at(words)).toMatchObject({ from, to }))

  it.each([
    'Monday night',
    'yesterday',
    'last August',
    'two months ago',
    'March 26',
    'in mid-December',
    'overnight',
    'earlier this year',
    'the past two days',
    'last night',
    'this week',
    'in July',
    'the next day',
    'recently',
    'soon',
    'dawn',
  ])('without a day of publication nothing is known of: %s', (words) =>
    expect(at(words, { published: null })).toMatchObject({ from: null, to: null }),
  )

  it.each([
    'recently',
    'in recent weeks',
    'soon',
    'previously',
    'in the past',
    'after the fall of the city',
    'at dawn',
    '05/06/2020',
  ])('even with one, nothing is known of: %s', (words) => expect(at(words)).toMatchObject({ from: null, to: null }))

  it('counts "yesterday" in a quote from the day of the saying', () =>
    expect(at('yesterday', { published: '2023-03-30', said: '2023-03-28' })).toMatchObject({ from: '2023-03-27' }))

  it('counts "the next day" from the day named before', () => {
    const text = 'A bus was hit on 30 April 2022. The next day the road was closed.'
    expect(at('The next day', { text, start: 32, end: 44, published: null })).toMatchObject({ from: '2022-05-01' })
  })

  it.each([
    ['May said the talks would go on.', 'May'],
    ['Theresa May met the envoy.', 'May'],
    ['They march on the capital.', 'march'],
    ['The delegates sat for hours.', 'sat'],
  ])('no date in: %s', (text, words) => {
    const start = text.indexOf(words)
    expect(daysOf(words, { text, start, end: start + words.length, published: WEDNESDAY, said: null })).toBeNull()
  })

  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

  it('a full date says the same whatever the day of publication', () => {
    fc.assert(
      fc.property(day, fc.option(day), (date, published) => {
        expect(at(date, { published })).toMatchObject({ from: date, to: date, implied: false })
      }),
    )
  })

  it('the last weekday lies at most six days back, and never ahead', () => {
    const weekdays = fc.constantFrom('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
    fc.assert(
      fc.property(day, weekdays, (published, weekday) => {
        const found = at(`on ${weekday}`, { published })
        const back = (Date.parse(published) - Date.parse(found?.from ?? '')) / 86_400_000
        expect(back).toBeGreaterThanOrEqual(0)
        expect(back).toBeLessThan(7)
      }),
    )
  })

  it('never throws and never gives a first day after the last, whatever the words', () => {
    const word = fc.constantFrom(
      'the',
      'last',
      'next',
      'May',
      'March',
      '12',
      '2021',
      'early',
      'mid-',
      'Monday',
      'night',
      'of',
      'ago',
      'two',
      'weeks',
      'since',
      'and',
      '3',
      'to',
      'overnight',
      'a',
      'year',
    )
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 7 }), fc.option(day), (words, published) => {
        const found = at(words.join(' '), { published })
        if (found?.from && found.to) expect(found.from <= found.to).toBe(true)
      }),
    )
  })

  it('is quick on hostile input', () => {
    const words = `${'early late mid '.repeat(400)}${'a'.repeat(5000)}`
    const start = performance.now()
    at(words)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

describe('latestDate', () => {
  it('finds the last full date that a text states', () =>
    expect(latestDate('KABUL (Jan. 10, 2011) – On 3 May 2009 the road was closed; on Monday it opened.')).toBe(
      '2011-01-10',
    ))
  it('is null where none is full', () => expect(latestDate('On March 26 and on Monday')).toBeNull())
})
