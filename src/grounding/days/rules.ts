import type { Day } from '../../claim/index.js'
import { monthOf, weekdayOf } from '../../language/calendar.js'
import {
  addMonths,
  count,
  DAYTIME,
  FULL_WEEKDAY,
  lastOf,
  lastWeekday,
  MONTH,
  make,
  monthSpan,
  NUMBER,
  nextWeekday,
  parts,
  SEASONS,
  season,
  shift,
  stretch,
  WEEKDAY,
  weekday,
  weekOf,
  YEAR,
} from './calendar.js'
import {
  type Base,
  type Days,
  exact,
  type Handler,
  known,
  numeric,
  relative,
  rule,
  unknown,
  withoutYear,
  yearFor,
} from './expression.js'

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

export function back(anchor: Day, n: number, unit: string): Day {
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

export function apply(words: string, base: Base): Days | null {
  for (const [pattern, handle] of RULES) {
    const match = pattern.exec(words)
    if (match) {
      const found = handle(match, base)
      if (found) return found
    }
  }
  return null
}
