import { describe, expect, it } from 'vitest'
import { dayIn, givenDay, leadingDay } from './day.js'

describe('dayIn', () => {
  it.each([
    ['2023-04-12', '2023-04-12'],
    ['2018-05-16T09:30:00+03:00', '2018-05-16'],
    ['2020/01/03', '2020-01-03'],
    ['03rd January, 2020', '2020-01-03'],
    ['3 May 2020', '2020-05-03'],
    ['3rd of May 2020', '2020-05-03'],
    ['May 3, 2020', '2020-05-03'],
    ['Sept. 3 2020', '2020-09-03'],
    ['Tuesday, May 3rd, 2020 at 10:30 GMT', '2020-05-03'],
    ['Fri, 03 Jan 2020 10:00:00 GMT', '2020-01-03'],
    ['27-07-2016', '2016-07-27'],
    ['07/27/2016', '2016-07-27'],
    ['05.05.2016', '2016-05-05'],
    ['By X | Reuters | May 3, 2020', '2020-05-03'],
  ])('reads %s', (words, day) => expect(dayIn(words)).toBe(day))

  it.each([
    ['Tuesday', 'a weekday alone'],
    ['May 3', 'no year'],
    ['May 2020', 'no day'],
    ['03/05/2020', 'two readings'],
    ['30 February 2020', 'no such day'],
    ['2020-13-01', 'no such month'],
    ['12 May 20201', 'no year of four digits'],
    ['May 3, 1066', 'before newspapers'],
    ['', 'nothing'],
  ])('finds no day in %j: %s', (words) => expect(dayIn(words)).toBeNull())

  it('takes eight digits only where a date was asked for', () => {
    expect(givenDay('20200103')).toBe('2020-01-03')
    expect(dayIn('20200103')).toBeNull()
  })

  it('tells where a leading date ends', () => {
    expect(leadingDay('27 Jul 2016 At least')).toEqual({ day: '2016-07-27', end: 11 })
    expect(leadingDay('On 27 Jul 2016')).toBeNull()
  })
})
