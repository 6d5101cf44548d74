import type { Day, When, WhenPrecision } from '../claim/index.js'

/** What the days of an expression are counted from. */
export interface DayContext {
  readonly text: string
  readonly start: number
  readonly end: number
  /** The day of publication; null = unknown, and then nothing relative is known either. */
  readonly published: Day | null
  /** The day of the saying, where the words say it; else null. */
  readonly said: Day | null
  /** The event is planned or predicted: a bare weekday or date lies ahead. */
  readonly ahead?: boolean
}

export interface Days {
  readonly from: Day | null
  readonly to: Day | null
  readonly precision: WhenPrecision
  readonly implied: boolean
  readonly because: string
}

// -------------------------------------------------------------------------------------------------- arithmetic

const MS = 86_400_000
const iso = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)
const ms = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
const shift = (day: Day, days: number): Day => iso(ms(day) + days * MS)
const parts = (day: Day): readonly [number, number, number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
]
const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const make = (year: number, month: number, day: number): Day | null => {
  if (month < 1 || month > 12 || day < 1 || day > lastOf(year, month) || year < 1000 || year > 2999) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
const addMonths = (day: Day, months: number): Day => {
  const [year, month, dayOfMonth] = parts(day)
  const index = year * 12 + month - 1 + months
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1]
  return make(y, m, Math.min(dayOfMonth, lastOf(y, m))) ?? day
}
const weekday = (day: Day): number => new Date(ms(day)).getUTCDay()

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const monthOf = (word: string): number =>
  MONTHS.findIndex((name) => name.startsWith(word.toLowerCase().replace('.', '').slice(0, 3))) + 1
const weekdayOf = (word: string): number =>
  WEEKDAYS.findIndex((name) => name.startsWith(word.toLowerCase().slice(0, 3)))

const MONTH =
  '(?:jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)'
const WEEKDAY = '(?:sun|mon|tues?|wed(?:nes)?|thurs?|fri|satur?)(?:day)?'
const FULL_WEEKDAY = '(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday)'
const YEAR = '(?:1[5-9]\\d\\d|20\\d\\d)'
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  eighteen: 18,
  twenty: 20,
  thirty: 30,
  'a couple of': 2,
  'couple of': 2,
  couple: 2,
}
const NUMBER = `(?:\\d+|${Object.keys(NUMBER_WORDS)
  .sort((a, b) => b.length - a.length)
  .join('|')})`
const count = (word: string | undefined): number =>
  word === undefined ? 1 : /^\d+$/.test(word) ? Number(word) : (NUMBER_WORDS[word.toLowerCase()] ?? 1)

// ------------------------------------------------------------------------------------------------- one expression

interface Base {
  /** The day that relative words count from, and how it is known. */
  readonly anchor: Day | null
  readonly anchorName: string
  /** The day named last before the words ("the same day"). */
  readonly previous: (() => Days | null) | null
  readonly ahead: boolean
}

const known = (
  from: Day | null,
  to: Day | null,
  precision: WhenPrecision,
  implied: boolean,
  because: string,
): Days => ({ from, to, precision, implied, because })
const unknown = (precision: WhenPrecision, because: string): Days => ({
  from: null,
  to: null,
  precision,
  implied: false,
  because,
})
const relative = (
  base: Base,
  precision: WhenPrecision,
  days: (anchor: Day) => readonly [Day | null, Day | null],
  how: string,
): Days => {
  if (base.anchor === null) return unknown(precision, 'relative words, and no day of publication is known')
  const [from, to] = days(base.anchor)
  return known(from, to, precision, true, `${how} counted from ${base.anchorName} ${base.anchor}`)
}

/** The last year in which a date without year falls on or before the anchor (or the next one, if it lies ahead). */
function yearFor(base: Base, month: number, day: number): number | null {
  if (base.anchor === null) return null
  const [year, anchorMonth, anchorDay] = parts(base.anchor)
  const later = month > anchorMonth || (month === anchorMonth && day > anchorDay)
  const earlier = month < anchorMonth || (month === anchorMonth && day < anchorDay)
  if (base.ahead) return earlier ? year + 1 : year
  // A day or two ahead is tomorrow's date line, not last year's.
  if (later) {
    const thisYear = make(year, month, day)
    if (thisYear !== null && ms(thisYear) - ms(base.anchor) <= 2 * MS) return year
    return year - 1
  }
  return year
}

const DAYTIME =
  '(?:early|late|mid-?|the\\s+)?\\s*(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|sunrise|sunset|hours|daybreak)'

type Handler = (match: RegExpExecArray, base: Base) => Days | null
const rule = (pattern: string, handle: Handler): readonly [RegExp, Handler] => [
  new RegExp(`^(?:${pattern})$`, 'i'),
  handle,
]

/** Words that give a stretch of a month or year: early 1–10, mid 11–20, late 21–end. */
function stretch(word: string, year: number, month: number): readonly [Day | null, Day | null] {
  const end = lastOf(year, month)
  if (/^(?:early|beginning|start)/i.test(word)) return [make(year, month, 1), make(year, month, 10)]
  if (/^mid/i.test(word) || /^middle/i.test(word)) return [make(year, month, 11), make(year, month, 20)]
  return [make(year, month, 21), make(year, month, end)]
}

const SEASONS: Readonly<Record<string, readonly [number, number]>> = {
  spring: [3, 5],
  summer: [6, 8],
  autumn: [9, 11],
  fall: [9, 11],
  winter: [12, 2],
}
const season = (name: string, year: number): readonly [Day | null, Day | null] => {
  const [first, last] = SEASONS[name.toLowerCase()] ?? [1, 12]
  const endYear = last < first ? year + 1 : year
  return [make(year, first, 1), make(endYear, last, lastOf(endYear, last))]
}

const monthSpan = (year: number, month: number): readonly [Day | null, Day | null] => [
  make(year, month, 1),
  make(year, month, lastOf(year, month)),
]

function lastWeekday(anchor: Day, wanted: number, strictly: boolean): Day {
  const back = (weekday(anchor) - wanted + 7) % 7
  return shift(anchor, -(back === 0 && strictly ? 7 : back))
}
function nextWeekday(anchor: Day, wanted: number): Day {
  const on = (wanted - weekday(anchor) + 7) % 7
  return shift(anchor, on === 0 ? 7 : on)
}
const weekOf = (day: Day): readonly [Day, Day] => {
  const monday = shift(day, -((weekday(day) + 6) % 7))
  return [monday, shift(monday, 6)]
}

/** A date with a year, in any usual notation; two-digit days first or last only where they cannot be months. */
function numeric(a: number, b: number, year: number): Days | null {
  if (a > 12 && b <= 12) return exact(year, b, a)
  if (b > 12 && a <= 12) return exact(year, a, b)
  if (a === b) return exact(year, a, b)
  return unknown('day', 'day and month cannot be told apart')
}
function exact(year: number, month: number, day: number): Days | null {
  const found = make(year, month, day)
  return found === null ? null : known(found, found, 'day', false, 'the words give the day')
}
function withoutYear(base: Base, month: number, first: number, last: number, precision: WhenPrecision): Days | null {
  if (first > 31 || last > 31 || first < 1) return null
  const year = yearFor(base, month, first)
  if (year === null) return unknown(precision, 'no year, and no day of publication is known')
  const [from, to] = [make(year, month, first), make(year, month, last)]
  if (from === null || to === null) return null
  return known(from, to, precision, true, `year counted from ${base.anchorName} ${base.anchor}`)
}

const RULES: readonly (readonly [RegExp, Handler])[] = [
  rule(
    '(?:the\\s+)?9/11(?:\\s+attacks?)?|(?:the\\s+)?(?:september 11|sept\\.? 11|11 september)(?:th)?,?\\s+(?:2001|attacks?|terror(?:ist)? attacks?)',
    () => known('2001-09-11', '2001-09-11', 'day', false, 'the attacks of 2001'),
  ),
  rule(`(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:T.*)?`, ([, y, m, d]) => exact(Number(y), Number(m), Number(d))),
  rule(`(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})`, ([, a, b, y]) => numeric(Number(a), Number(b), Number(y))),
  // April 15, 2017 · Jan. 10, 2011 · Wednesday 27 Jul 2016 · 3rd of January 2020
  rule(`(?:${WEEKDAY},?\\s+)?(${MONTH})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(${YEAR})`, ([, m, d, y]) =>
    exact(Number(y), monthOf(m ?? ''), Number(d)),
  ),
  rule(
    `(?:${WEEKDAY},?\\s+)?(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+(${MONTH}),?\\s+(${YEAR})`,
    ([, d, m, y]) => exact(Number(y), monthOf(m ?? ''), Number(d)),
  ),
  // March 26-28, 2023 · 3 to 5 May 2023
  rule(
    `(?:between\\s+|from\\s+)?(${MONTH})\\s+(\\d{1,2})(?:st|nd|rd|th)?\\s*(?:-|–|to|and|through|until)\\s*(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(${YEAR}))?`,
    ([, m, a, b, y], base) => {
      const month = monthOf(m ?? '')
      if (!y) return withoutYear(base, month, Number(a), Number(b), 'days')
      return known(
        make(Number(y), month, Number(a)),
        make(Number(y), month, Number(b)),
        'days',
        false,
        'the words give the days',
      )
    },
  ),
  rule(
    `(?:between\\s+|from\\s+)?(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?\\s*(?:-|–|to|and|through|until)\\s*(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+(${MONTH})(?:,?\\s+(${YEAR}))?`,
    ([, a, b, m, y], base) => {
      const month = monthOf(m ?? '')
      if (!y) return withoutYear(base, month, Number(a), Number(b), 'days')
      return known(
        make(Number(y), month, Number(a)),
        make(Number(y), month, Number(b)),
        'days',
        false,
        'the words give the days',
      )
    },
  ),
  // The night of March 5, with or without a year; a weekday beside the date adds nothing.
  rule(
    `(?:(?:the\\s+)?(?:night|evening|morning|afternoon|early hours|dawn)\\s+of\\s+)?(?:${WEEKDAY},?\\s+)?(${MONTH})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+${WEEKDAY})?`,
    ([, m, d], base) => withoutYear(base, monthOf(m ?? ''), Number(d), Number(d), 'day'),
  ),
  rule(
    `(?:(?:the\\s+)?(?:night|evening|morning|afternoon|early hours|dawn)\\s+of\\s+)?(?:${WEEKDAY},?\\s+)?(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+(${MONTH})`,
    ([, d, m], base) => withoutYear(base, monthOf(m ?? ''), Number(d), Number(d), 'day'),
  ),
  // (early) August 2021 · mid-August · late August this year
  rule(
    `(?:the\\s+)?(early|mid|middle of|late|beginning of|start of|end of)[-\\s]+(?:the\\s+month\\s+of\\s+)?(${MONTH})(?:,?\\s+(?:of\\s+)?(${YEAR}))?`,
    ([, w, m, y], base) => {
      const month = monthOf(m ?? '')
      const at = y ? Number(y) : yearFor(base, month, 1)
      if (at === null) return unknown('days', 'no year, and no day of publication is known')
      const [from, to] = stretch(w ?? '', at, month)
      return known(
        from,
        to,
        'days',
        !y,
        y ? `${w} part of the month` : `${w} part of the month; year counted from ${base.anchorName} ${base.anchor}`,
      )
    },
  ),
  rule(`(?:the\\s+month\\s+of\\s+)?(${MONTH})(?:\\s+of)?,?\\s+(${YEAR})`, ([, m, y]) =>
    known(...monthSpan(Number(y), monthOf(m ?? '')), 'month', false, 'the words give the month'),
  ),
  rule(`(?:the\\s+)?(first|second|third|last)\\s+week\\s+of\\s+(${MONTH})(?:,?\\s+(${YEAR}))?`, ([, n, m, y], base) => {
    const month = monthOf(m ?? '')
    const year = y ? Number(y) : yearFor(base, month, 1)
    if (year === null) return unknown('week', 'no year, and no day of publication is known')
    const index = { first: 0, second: 1, third: 2 }[(n ?? '').toLowerCase()]
    const end = lastOf(year, month)
    const first = index === undefined ? end - 6 : 1 + index * 7
    return known(make(year, month, first), make(year, month, first + 6), 'week', !y, 'that week of the month')
  }),
  rule(
    `(?:the\\s+)?(first|second)\\s+half\\s+of\\s+(?:(${MONTH})(?:,?\\s+(${YEAR}))?|(${YEAR}))`,
    ([, n, m, y, only], base) => {
      const first = (n ?? '').toLowerCase() === 'first'
      if (only)
        return known(
          first ? `${only}-01-01` : `${only}-07-01`,
          first ? `${only}-06-30` : `${only}-12-31`,
          'year',
          false,
          'half of the year',
        )
      const month = monthOf(m ?? '')
      const year = y ? Number(y) : yearFor(base, month, 1)
      if (year === null) return unknown('days', 'no year, and no day of publication is known')
      return known(
        make(year, month, first ? 1 : 16),
        make(year, month, first ? 15 : lastOf(year, month)),
        'days',
        !y,
        'half of the month',
      )
    },
  ),
  rule(`(?:the\\s+)?(?:year\\s+)?(${YEAR})`, ([, y]) =>
    known(`${y}-01-01`, `${y}-12-31`, 'year', false, 'the words give the year'),
  ),
  rule(`(?:the\\s+)?(early|mid|late|beginning of|start of|middle of|end of)[-\\s]+(${YEAR})`, ([, w, y]) => {
    const [first, last] = /^(?:early|beg|start)/i.test(w ?? '') ? [1, 4] : /^mid/i.test(w ?? '') ? [5, 8] : [9, 12]
    return known(
      make(Number(y), first, 1),
      make(Number(y), last, lastOf(Number(y), last)),
      'season',
      false,
      `${w} part of the year`,
    )
  }),
  rule(`(?:the\\s+)?(early\\s+|mid-?\\s*|late\\s+)?(\\d{3}0)s`, ([, w, y]) => {
    const start = Number(y)
    const [a, b] = !w ? [0, 9] : /^early/i.test(w) ? [0, 3] : /^mid/i.test(w) ? [4, 6] : [7, 9]
    return known(`${start + a}-01-01`, `${start + b}-12-31`, 'year', false, 'the words give the decade')
  }),
  rule(`(?:the\\s+)?(spring|summer|autumn|fall|winter)(?:\\s+of)?,?\\s+(${YEAR})`, ([, s, y]) =>
    known(...season(s ?? '', Number(y)), 'season', false, 'the words give the season'),
  ),
  rule('(?:this|last|the|next)\\s+(spring|summer|autumn|fall|winter)', ([all, s], base) => {
    if (base.anchor === null) return unknown('season', 'relative words, and no day of publication is known')
    const [year] = parts(base.anchor)
    const [first] = SEASONS[(s ?? '').toLowerCase()] ?? [1, 12]
    const started = (make(year, first, 1) ?? '') <= base.anchor
    const [, end] = season(s ?? '', year)
    const back = /^last/i.test(all ?? '') && (end ?? '') >= base.anchor && started ? 1 : 0
    return known(
      ...season(s ?? '', /^next/i.test(all ?? '') ? (started ? year + 1 : year) : started ? year - back : year - 1),
      'season',
      true,
      `season counted from ${base.anchorName} ${base.anchor}`,
    )
  }),
  // last August · this August · next August · in August
  rule(`last\\s+(${MONTH})`, ([, m], base) =>
    relative(
      base,
      'month',
      (anchor) => {
        const [year, month] = parts(anchor)
        return monthSpan(monthOf(m ?? '') < month ? year : year - 1, monthOf(m ?? ''))
      },
      'month',
    ),
  ),
  rule(`this\\s+(?:past\\s+)?(${MONTH})`, ([, m], base) =>
    relative(base, 'month', (anchor) => monthSpan(parts(anchor)[0], monthOf(m ?? '')), 'month'),
  ),
  rule(`(?:next|coming)\\s+(${MONTH})`, ([, m], base) =>
    relative(
      base,
      'month',
      (anchor) => monthSpan(parts(anchor)[0] + (monthOf(m ?? '') > parts(anchor)[1] ? 0 : 1), monthOf(m ?? '')),
      'month',
    ),
  ),
  rule(`(${MONTH})(?:\\s+of\\s+)?\\s*(last|this|the same|next)\\s+year`, ([, m, which], base) =>
    relative(
      base,
      'month',
      (anchor) =>
        monthSpan(
          parts(anchor)[0] + (/last/i.test(which ?? '') ? -1 : /next/i.test(which ?? '') ? 1 : 0),
          monthOf(m ?? ''),
        ),
      'month',
    ),
  ),
  rule(`(?:the\\s+month\\s+of\\s+)?(${MONTH})`, ([, m], base) => {
    const year = yearFor(base, monthOf(m ?? ''), 1)
    if (year === null) return unknown('month', 'no year, and no day of publication is known')
    return known(
      ...monthSpan(year, monthOf(m ?? '')),
      'month',
      true,
      `year counted from ${base.anchorName} ${base.anchor}`,
    )
  }),
  // Weekdays.
  rule(`(?:overnight|(?:the\\s+)?night)\\s+(?:in)?to\\s+(${FULL_WEEKDAY})`, ([, w], base) =>
    relative(
      base,
      'days',
      (anchor) => {
        const day = lastWeekday(anchor, weekdayOf(w ?? ''), false)
        return [shift(day, -1), day]
      },
      'the night',
    ),
  ),
  rule(
    `(?:the\\s+)?(?:overnight|night|overnight\\s+hours)\\s+(?:between|from)\\s+(${FULL_WEEKDAY})\\s+(?:and|to)\\s+${FULL_WEEKDAY}`,
    ([, w], base) =>
      relative(
        base,
        'days',
        (anchor) => {
          const day = lastWeekday(anchor, weekdayOf(w ?? ''), false)
          return [day, [shift(day, 1), anchor].sort()[0] ?? anchor]
        },
        'the night',
      ),
  ),
  rule(`(?:overnight\\s+(?:on\\s+)?(${FULL_WEEKDAY})|(${FULL_WEEKDAY})\\s+overnight)`, ([, a, b], base) =>
    relative(
      base,
      'days',
      (anchor) => {
        const day = lastWeekday(anchor, weekdayOf(a ?? b ?? ''), false)
        return [day, shift(day, 1)]
      },
      'overnight',
    ),
  ),
  rule(
    `(?:between|from)?\\s*(${FULL_WEEKDAY})\\s*(?:-|–|to|and|through|until)\\s*(${FULL_WEEKDAY})`,
    ([, a, b], base) =>
      relative(
        base,
        'days',
        (anchor) => {
          const end = lastWeekday(anchor, weekdayOf(b ?? ''), false)
          return [lastWeekday(end, weekdayOf(a ?? ''), true), end]
        },
        'days',
      ),
  ),
  rule(`(?:(?:last|this\\s+past|the\\s+previous)\\s+)(${FULL_WEEKDAY})`, ([, w], base) =>
    relative(
      base,
      'day',
      (anchor) => {
        const day = lastWeekday(anchor, weekdayOf(w ?? ''), true)
        return [day, day]
      },
      'the last such day',
    ),
  ),
  rule(`(${FULL_WEEKDAY})\\s+(?:of\\s+)?last\\s+week|last\\s+week['’]?s?\\s+(${FULL_WEEKDAY})`, ([, a, b], base) =>
    relative(
      base,
      'day',
      (anchor) => {
        const [monday] = weekOf(shift(anchor, -7))
        const day = shift(monday, (weekdayOf(a ?? b ?? '') + 6) % 7)
        return [day, day]
      },
      'that day of last week',
    ),
  ),
  rule(`(?:(?:next|this\\s+coming|the\\s+coming|coming)\\s+)(${FULL_WEEKDAY})`, ([, w], base) =>
    relative(
      base,
      'day',
      (anchor) => {
        const day = nextWeekday(anchor, weekdayOf(w ?? ''))
        return [day, day]
      },
      'the next such day',
    ),
  ),
  rule(`(?:this\\s+)?(${FULL_WEEKDAY})`, ([, w], base) =>
    relative(
      base,
      'day',
      (anchor) => {
        const day = base.ahead
          ? weekday(anchor) === weekdayOf(w ?? '')
            ? anchor
            : nextWeekday(anchor, weekdayOf(w ?? ''))
          : lastWeekday(anchor, weekdayOf(w ?? ''), false)
        return [day, day]
      },
      base.ahead ? 'the next such day' : 'the last such day',
    ),
  ),
  // Days near the day of publication.
  rule('(?:the\\s+)?day\\s+before\\s+yesterday', (_, base) =>
    relative(base, 'day', (anchor) => [shift(anchor, -2), shift(anchor, -2)], 'two days before'),
  ),
  rule(`yesterday(?:['’]s)?(?:\\s+${DAYTIME})?`, (_, base) =>
    relative(base, 'day', (anchor) => [shift(anchor, -1), shift(anchor, -1)], 'the day before'),
  ),
  rule(`last\\s+night|last\\s+evening|yesterday\\s+night`, (_, base) =>
    relative(base, 'day', (anchor) => [shift(anchor, -1), shift(anchor, -1)], 'the night before'),
  ),
  rule(
    `today(?:['’]s)?|this\\s+(?:${DAYTIME})|tonight|(?:early|late|earlier|later)\\s+(?:today|this\\s+(?:morning|afternoon|evening))|earlier\\s+in\\s+the\\s+day`,
    ([all], base) =>
      /in the day/i.test(all ?? '') && base.previous?.()
        ? (base.previous?.() ?? null)
        : relative(base, 'day', (anchor) => [anchor, anchor], 'the day itself'),
  ),
  rule('tomorrow(?:\\s+(?:morning|afternoon|evening|night))?', (_, base) =>
    relative(base, 'day', (anchor) => [shift(anchor, 1), shift(anchor, 1)], 'the day after'),
  ),
  rule('overnight|(?:the\\s+)?overnight\\s+hours|during\\s+the\\s+night', (_, base) =>
    relative(base, 'days', (anchor) => [shift(anchor, -1), anchor], 'both days of the night'),
  ),
  // N days, weeks, months, years ago.
  rule(
    `(?:about|around|some|nearly|almost|roughly|approximately|more\\s+than|over|at\\s+least)\\s+(${NUMBER})\\s+(?:days?|weeks?|months?|years?)\\s+(?:ago|earlier|before)`,
    ([all], base) => {
      if (/\b(?:more\s+than|over|at\s+least|nearly|almost)\b/i.test(all ?? ''))
        return unknown('vague', 'only a bound is given')
      return apply((all ?? '').replace(/^\S+\s+/, ''), base)
    },
  ),
  rule(`(${NUMBER})\\s+days?\\s+ago`, ([, n], base) =>
    relative(base, 'day', (anchor) => [shift(anchor, -count(n)), shift(anchor, -count(n))], 'days'),
  ),
  rule(`(${NUMBER})\\s+weeks?\\s+ago`, ([, n], base) =>
    relative(base, 'week', (anchor) => weekOf(shift(anchor, -7 * count(n))), 'the week'),
  ),
  rule(`(${NUMBER})\\s+months?\\s+ago`, ([, n], base) =>
    relative(
      base,
      'month',
      (anchor) => {
        const [year, month] = parts(addMonths(anchor.slice(0, 8) + '01', -count(n)))
        return monthSpan(year, month)
      },
      'the whole month',
    ),
  ),
  rule(`(${NUMBER})\\s+years?\\s+ago`, ([, n], base) =>
    relative(
      base,
      'year',
      (anchor) => [`${parts(anchor)[0] - count(n)}-01-01`, `${parts(anchor)[0] - count(n)}-12-31`],
      'the whole year',
    ),
  ),
  rule('(?:a|one)\\s+decade\\s+ago', (_, base) =>
    relative(
      base,
      'year',
      (anchor) => [`${parts(anchor)[0] - 10}-01-01`, `${parts(anchor)[0] - 10}-12-31`],
      'the whole year',
    ),
  ),
  // last week, this month, earlier this year
  rule(
    '(?:(early|mid|late|earlier|later)[-\\s]+)?(last|the\\s+previous|this|next|the\\s+coming)\\s+(week|weekend|month|year)',
    ([, part, which, unit], base) =>
      relative(
        base,
        unit?.toLowerCase() === 'year' ? 'year' : unit?.toLowerCase() === 'month' ? 'month' : 'week',
        (anchor) => {
          const step = /last|previous/i.test(which ?? '') ? -1 : /next|coming/i.test(which ?? '') ? 1 : 0
          return period(anchor, (unit ?? '').toLowerCase(), step, part?.toLowerCase())
        },
        `${which} ${unit}`,
      ),
  ),
  rule('(?:over|at|during|on)?\\s*the\\s+(?:past\\s+)?weekend', (_, base) =>
    relative(base, 'days', (anchor) => period(anchor, 'weekend', 0, undefined), 'the weekend'),
  ),
  // over the past week, in the last 24 hours, during the past two months
  rule(
    `(?:the|these)\\s+(?:past|last|previous|preceding)\\s+(?:(${NUMBER})\\s+)?(hours?|days?|nights?|weeks?|months?|years?)`,
    ([, n, unit], base) =>
      relative(
        base,
        /^(?:hour|day|night)/i.test(unit ?? '')
          ? 'days'
          : /^week/i.test(unit ?? '')
            ? 'week'
            : /^month/i.test(unit ?? '')
              ? 'month'
              : 'year',
        (anchor) => [back(anchor, n ? count(n) : 1, unit ?? ''), anchor],
        'up to',
      ),
  ),
  rule(
    `(?:the\\s+)?(?:next|coming|following)\\s+(?:(${NUMBER})\\s+)(hours?|days?|weeks?|months?|years?)`,
    ([, n, unit], base) =>
      relative(
        base,
        /^(?:hour|day)/i.test(unit ?? '') ? 'days' : 'month',
        (anchor) => [anchor, back(anchor, -count(n), unit ?? '')],
        'from',
      ),
  ),
  rule('(?:the\\s+)?(?:next|coming|following)\\s+(week|month)', ([, unit], base) =>
    relative(
      base,
      unit === 'week' ? 'week' : 'month',
      (anchor) => period(anchor, unit ?? '', 1, undefined),
      'the next',
    ),
  ),
  // Counted from the day named before.
  rule(
    '(?:the|that)\\s+same\\s+(?:day|evening|night|morning|afternoon)|that\\s+(?:day|evening|night|morning|afternoon)|the\\s+day',
    (_, base) => fromPrevious(base, 0),
  ),
  rule(
    '(?:the|a)\\s+(?:next|following)\\s+(?:day|morning|evening|night)|(?:a|one)\\s+day\\s+(?:later|after(?:wards)?)|the\\s+day\\s+after',
    (_, base) => fromPrevious(base, 1),
  ),
  rule(
    'the\\s+(?:previous|preceding)\\s+(?:day|evening|night|morning)|(?:a|one|the)\\s+day\\s+(?:earlier|before|prior)',
    (_, base) => fromPrevious(base, -1),
  ),
  rule(`(${NUMBER})\\s+days?\\s+(later|after(?:wards)?|earlier|before|prior)`, ([, n, way], base) =>
    fromPrevious(base, /^(?:later|after)/i.test(way ?? '') ? count(n) : -count(n)),
  ),
  // Feasts with a fixed day.
  rule(`christmas(?:\\s+(day|eve))?(?:,?\\s+(${YEAR}))?`, ([, eve, y], base) =>
    y
      ? exact(Number(y), 12, /eve/i.test(eve ?? '') ? 24 : 25)
      : withoutYear(base, 12, /eve/i.test(eve ?? '') ? 24 : 25, /eve/i.test(eve ?? '') ? 24 : 25, 'day'),
  ),
  rule("new\\s+year['’]s\\s+(eve|day)", ([, which], base) =>
    /eve/i.test(which ?? '') ? withoutYear(base, 12, 31, 31, 'day') : withoutYear(base, 1, 1, 1, 'day'),
  ),
]

function fromPrevious(base: Base, days: number): Days | null {
  const before = base.previous?.() ?? null
  if (!before || before.from === null || before.to === null)
    return unknown('day', 'counted from a day that is not known')
  if (before.from !== before.to && days !== 0) {
    const at = days > 0 ? before.to : before.from
    return known(
      shift(at, days),
      shift(at, days),
      'day',
      true,
      `counted from ${before.from} to ${before.to}, named before`,
    )
  }
  return known(
    shift(before.from, days),
    shift(before.to, days),
    days === 0 ? before.precision : 'day',
    true,
    `counted from ${before.from}, named before`,
  )
}

function back(anchor: Day, n: number, unit: string): Day {
  if (/^hour/i.test(unit)) return shift(anchor, -Math.sign(n) * Math.ceil(Math.abs(n) / 24))
  if (/^(?:day|night)/i.test(unit)) return shift(anchor, -n)
  if (/^week/i.test(unit)) return shift(anchor, -7 * n)
  return addMonths(anchor, /^month/i.test(unit) ? -n : -12 * n)
}

/** This, last or next week, weekend, month or year; earlier parts end at the anchor, later parts begin there. */
function period(anchor: Day, unit: string, step: number, part: string | undefined): readonly [Day | null, Day | null] {
  const [year, month] = parts(anchor)
  if (unit === 'weekend') {
    const saturday = step > 0 ? nextWeekday(anchor, 6) : lastWeekday(anchor, 6, step < 0 && weekday(anchor) === 6)
    const start = step < 0 && weekday(anchor) === 0 ? shift(saturday, -7) : saturday
    return [start, shift(start, 1)]
  }
  let [from, to]: readonly [Day | null, Day | null] = [null, null]
  if (unit === 'week') [from, to] = weekOf(shift(anchor, 7 * step))
  else if (unit === 'month') {
    const [y, m] = parts(addMonths(`${anchor.slice(0, 8)}01`, step))
    ;[from, to] = part && step !== 0 && part !== 'earlier' && part !== 'later' ? stretch(part, y, m) : monthSpan(y, m)
  } else [from, to] = [`${year + step}-01-01`, `${year + step}-12-31`]
  if (part && unit === 'year' && part !== 'earlier' && part !== 'later') {
    const [first, last] = part === 'early' ? [1, 4] : part === 'mid' ? [5, 8] : [9, 12]
    return [make(year + step, first, 1), make(year + step, last, lastOf(year + step, last))]
  }
  if (part === 'early' && unit === 'month' && step === 0) return stretch('early', year, month)
  if (step !== 0) return [from, to]
  if (part === 'later') return [anchor, to]
  if (part === 'late' || part === 'mid') return unit === 'month' ? stretch(part, year, month) : [from, to]
  // What happened "this month" happened up to now.
  return [from, anchor]
}

function apply(words: string, base: Base): Days | null {
  for (const [pattern, handle] of RULES) {
    const match = pattern.exec(words)
    if (match) {
      const found = handle(match, base)
      if (found) return found
    }
  }
  return null
}

// --------------------------------------------------------------------------------------------- reading the words

const LEADING =
  /^(?:on|in|at|by|during|over|of|for|as of|as early as|just|only|early|late|earlier|later|shortly|around|about|throughout|within|across|and|also|again|back|sometime|both|the|since|from|until|till|up to|through|before|after|,|:|;|\(|-)\s+/i
const CLOCK =
  /(?:\s*,?\s*(?:at\s+|around\s+|about\s+|shortly\s+(?:after|before)\s+|by\s+|just\s+(?:after|before)\s+)?(?:(?:\d{1,2}(?::|\.)?\d{0,2}\s*(?:a\.?m\.?|p\.?m\.?|hours?|hrs|local time|gmt|utc)|\d{1,2}:\d{2}|\d{4}\s*(?:gmt|hours)|noon|midnight|o['’]clock)\b\.?(?:\s*(?:local time|gmt|utc|kabul time))?|\(\s*\d{4}\s*gmt\s*\)|\(\d{1,2}:?\d{2}\s*(?:gmt|utc)?\)))+/gi
const PART_OF_DAY =
  /\s+(?:(?:early|late|mid)[-\s]?)?(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|sunrise|sunset|daybreak|hours)\b/gi

const VAGUE =
  /^(?:recent(?:ly)?|previous(?:ly)?|now|current(?:ly)?|soon|earlier|later|before|after|then|long|formerly|once|already|in recent|these days|nowadays|at present|for (?:years|months|weeks|days)|long-term|short-term|eventually|finally|shortly|immediately|meanwhile)\b/i

/**
 * The days of an expression, by its words, its context and the day of publication; null = the words are no date.
 * Nothing is invented: without a day of publication nothing relative is known, and a date without year stays open.
 */
export function daysOf(expression: string, context: DayContext): Days | null {
  const { text, start, end } = context
  if (!isDate(expression, text, start, end)) return null
  const anchor = context.said ?? context.published
  const base: Base = {
    anchor,
    anchorName: context.said ? 'the day of the saying,' : 'the day of publication,',
    previous: () => previousDays(context),
    ahead:
      context.ahead ??
      /\b(?:will|to be|going to|plans? to|expected to|scheduled|due|set to|is to|are to|would|planned for|by)\s+[^.;]{0,60}$/i.test(
        text.slice(Math.max(0, start - 70), start),
      ),
  }
  let words = expression
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[,;(]+|[,;).]+$/g, '')
    .trim()
  const open =
    /^(?:since|ever since|as of|starting|beginning|from)\b/i.test(words) &&
    !/^from\b.*\b(?:to|until|through|and)\b/i.test(words)
  const until = /^(?:until|till|by|before|up to|prior to)\b/i.test(words)
  const after = /^after\b/i.test(words)
  const timed = CLOCK.test(words)
  CLOCK.lastIndex = 0
  const partial = new RegExp(PART_OF_DAY.source, 'i').test(` ${words}`)
  const tries = new Set<string>([words])
  const bare = (value: string): string =>
    value
      .replace(CLOCK, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s,]+|[\s,]+$/g, '')
  tries.add(bare(words))
  for (let i = 0; i < 6; i++) {
    words = bare(words).replace(
      /^(?:early|late|mid)[-\s](?!\w+\s+\d{4}$)(?=on\s|(?:sun|mon|tues|wednes|thurs|fri|satur)day)/i,
      '',
    )
    tries.add(words)
    const shorter = words.replace(LEADING, '')
    if (shorter === words) break
    words = shorter
    tries.add(words)
  }
  // "in the early hours of Monday", "the night of Monday", "Monday night", "the morning of 3 May".
  for (const each of [...tries]) {
    const of = /\b(?:morning|afternoon|evening|night|hours|dawn|eve|part)\s+(?:of|on)\s+(.+)$/i.exec(each)
    if (of?.[1]) tries.add(of[1])
    const without = each.replace(PART_OF_DAY, '').trim()
    if (without && without !== each)
      tries.add(without.replace(/^(?:the|early|late)\s+/i, '').replace(/\s+(?:early|late)$/i, ''))
    tries.add(each.replace(/^(?:the|early|late|earlier)\s+(?:on\s+)?/i, ''))
    tries.add(each.replace(/\s+(?:early|late)$/i, ''))
    // "August 15, when Kabul fell" · "in mid-August 2021 the"
    const clause = /^(.+?),?\s+(?:when|as|after|following|while|in an?|with|during|amid)\s/i.exec(each)
    if (clause?.[1]) tries.add(clause[1].replace(LEADING, ''))
  }
  for (const each of tries) {
    if (!each) continue
    const found = apply(each, base)
    if (!found) continue
    if (found.from === null && found.to === null) return found
    const precision = timed && found.precision === 'day' ? 'time' : found.precision
    if (open)
      return {
        ...found,
        to: anchor !== null && anchor >= (found.from ?? '') ? anchor : null,
        precision: anchor ? found.precision : 'vague',
        because: `from then on; ${found.because}`,
      }
    if (until) return { ...found, from: null, because: `up to then; ${found.because}`, precision: found.precision }
    if (after && found.precision !== 'day') return { ...found, because: found.because }
    return { ...found, precision }
  }
  // A date somewhere in a longer phrase: "since the fall of the town in mid-May 2019" gives no day of its own.
  if (
    /^(?:since|after|before|following|until|during|amid|while|when|as)\b/i.test(expression.trim()) &&
    expression.trim().split(/\s+/).length > 4
  )
    return unknown('vague', 'counted from an event')
  if (VAGUE.test(words)) return unknown('vague', 'the words give no day')
  // A time of day alone belongs to the day named just before.
  if (
    timed ||
    partial ||
    /^(?:early|late)?\s*(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|sunrise|sunset)s?$/i.test(
      words,
    )
  ) {
    const before = previousDays(context, 1500)
    if (
      before &&
      before.from !== null &&
      before.precision !== 'month' &&
      before.precision !== 'year' &&
      (context.published === null
        ? context.start - 400 < 0 || previousDays(context, 400) !== null
        : Math.abs(ms(context.published) - ms(before.from)) <= 7 * MS)
    )
      return {
        ...before,
        precision: timed ? 'time' : before.precision,
        implied: true,
        because: `time of day; the day was named before (${before.because})`,
      }
    return unknown('time', 'a time of day without a day')
  }
  const inner = findDates(expression)
  if (inner.length === 1 && inner[0]) {
    const one = apply(inner[0].words, base)
    if (one) return one
  }
  return unknown('vague', 'the words give no day')
}

const NAME_BEFORE =
  /\b(?:Mr|Mrs|Ms|Dr|Theresa|Prime Minister|President|Minister|Judge|Sir|Lord|Brian|Robert|James|Miss|Lady|Aunt|Saint)\.?\s+$/
/** Words that look like a date and are a name or a verb: "May said", "March on the capital", "he sat". */
function isDate(expression: string, text: string, start: number, end: number): boolean {
  const words = expression.trim()
  const before = text.slice(Math.max(0, start - 30), start)
  const after = text.slice(end, end + 40)
  if (/^(?:sat|sun|mon|wed|march|may|second|mar|dec|fall|spring)$/.test(words))
    return /^(?:fall|spring)$/.test(words) && /\b(?:in|last|this|next|the)\s+(?:the\s+)?$/i.test(before)
  if (/^(?:May|April|June|August|March|Friday|Sunday|Summer|Autumn)$/.test(words)) {
    if (NAME_BEFORE.test(before)) return false
    if (/^(?:May|April|June|August|Summer|Friday)$/.test(words)) {
      if (/^\s+(?:\d|of\b)/.test(after)) return true
      if (
        /^(?:['’]s\s+(?:government|cabinet|spokes|office|husband|mother|father|family|deal|party|plan)|\s+(?:said|says|told|added|denied|warned|announced|insisted|resigned|argued|called|met|spoke|and her|was elected|has said|had said|herself|himself|who)\b)/.test(
          after,
        ) &&
        !/\b(?:on|in|since|until|by|last|this|next|during|late|early)\s+$/i.test(before)
      )
        return false
      if (
        /^\s+\p{Lu}\p{Ll}+/u.test(after) &&
        !/\b(?:on|in|since|until|by|last|this|next|during|of|and)\s+$/i.test(before) &&
        words !== 'Friday'
      )
        return false
      if (
        /\p{Lu}\p{Ll}+\s+$/u.test(before) &&
        !/\b(?:In|On|Since|Until|By|Last|This|Next|Late|Early|During|From|Between)\s+$/.test(before) &&
        words !== 'Friday' &&
        !/(?:day|Of)\s+$/.test(before)
      )
        return false
    }
    if (
      words === 'March' &&
      /^\s+(?:on|to|through|for|of Return|of the)\b/.test(after) &&
      !/\b(?:on|in|since|until|by|last|this|next|during)\s+$/i.test(before)
    )
      return false
    if (/^\s+(?:Mosque|prayers? mosque)\b/.test(after)) return false
  }
  if (/^(?:Black September|September 11 Brigade)$/.test(words)) return false
  return true
}

const ANY_DATE = new RegExp(
  [
    `\\d{4}-\\d{2}-\\d{2}`,
    `\\b\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}\\b`,
    `\\b${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+${YEAR})?\\b`,
    `\\b\\d{1,2}(?:st|nd|rd|th)?(?:\\s+of)?\\s+${MONTH}(?:,?\\s+${YEAR})?\\b`,
    `\\b(?:mid-|early\\s+|late\\s+)?${MONTH},?\\s+${YEAR}\\b`,
    `\\b(?:last\\s+|next\\s+)?${FULL_WEEKDAY}\\b`,
    '\\b(?:yesterday|today|last night|overnight|tomorrow)\\b',
  ].join('|'),
  'gi',
)

/** Dates within a text, as written. */
function findDates(text: string): { words: string; start: number; end: number }[] {
  return [...text.matchAll(ANY_DATE)].map((match) => ({
    words: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** The day named last before the words, in the same paragraph or the one before. */
function previousDays(context: DayContext, reach = 600): Days | null {
  const before = context.text.slice(Math.max(0, context.start - reach), context.start)
  const last = findDates(before).at(-1)
  if (!last) return null
  const base: Base = { anchor: context.published, anchorName: 'the day of publication,', previous: null, ahead: false }
  return apply(last.words.replace(/\s+/g, ' '), base)
}

/**
 * The latest full date that a text states: an undated report was written no earlier.
 *
 * @example latestDate('KABUL (Jan. 10, 2011) – ...') // '2011-01-10'
 */
export function latestDate(text: string): Day | null {
  const base: Base = { anchor: null, anchorName: '', previous: null, ahead: false }
  const days = findDates(text)
    .map(({ words }) => (/\d{4}/.test(words) ? apply(words.replace(/\s+/g, ' '), base) : null))
    .map((found) => found?.to ?? null)
    .filter((day): day is Day => day !== null)
  return days.sort().at(-1) ?? null
}

/** Fills in the days of a time expression. */
export function groundWhen(when: When, text: string, published: Day | null, said: Day | null, ahead: boolean): When {
  if (when.from !== null || when.to !== null) return when
  const expression = text.slice(when.start, when.end) || when.words
  const found = daysOf(expression, {
    text,
    start: when.start,
    end: when.end,
    published,
    said,
    ...(ahead ? { ahead } : {}),
  })
  if (!found) return { ...when, precision: 'vague', because: 'the words are no date' }
  return { ...when, ...found }
}
