import type { Span } from '../claim/span.js'
import { monthOf, NUMBER_WORDS, weekdayOf } from '../language/calendar.js'
import { canonical } from '../language/view.js'

/** Time expressions as written. What they say is taken apart here; which days they are is grounding's to find. */

export type TimeUnit =
  | 'minute'
  | 'hour'
  | 'day'
  | 'night'
  | 'weekend'
  | 'week'
  | 'fortnight'
  | 'month'
  | 'season'
  | 'year'
  | 'decade'
  | 'century'
export type DayPart =
  | 'dawn'
  | 'morning'
  | 'noon'
  | 'afternoon'
  | 'dusk'
  | 'evening'
  | 'night'
  | 'midnight'
  | 'overnight'
/** How the time stands to what is told: at it, from it on, up to it, over the length of it … */
export type TimeRelation = 'at' | 'since' | 'until' | 'before' | 'after' | 'within' | 'during' | 'for' | 'between'
export type TimePhase = 'start' | 'early' | 'mid' | 'late' | 'end'
export type Season = 'spring' | 'summer' | 'autumn' | 'winter'

export interface TimePoint {
  readonly year?: number
  /** 1 to 12. */
  readonly month?: number
  readonly day?: number
  /** 0 is Sunday. */
  readonly weekday?: number
  readonly season?: Season
}

/** A stretch of time named against the day of telling: "last week" is { unit: 'week', by: -1 }, "two months ago" { unit: 'month', by: -2 }. */
export interface TimeOffset {
  readonly unit: TimeUnit
  /** 0 is this one. `null` where the words give no number: "in recent weeks". */
  readonly by: number | null
  /** "in the past two weeks", "over the last month": the whole stretch up to now (or from now on), not one unit of it. */
  readonly stretch: boolean
  /** "about two years ago", "more than a month ago". */
  readonly about?: boolean
}

export interface TimeExpression extends Span {
  readonly words: string
  readonly relation: TimeRelation
  readonly point?: TimePoint
  /** "between 3 and 5 May", "March 3-7": the last day of the stretch. */
  readonly until?: TimePoint
  /** "last Monday" −1, "this March" 0, "next year's" +1: goes with weekday, month or season of `point`. */
  readonly which?: -1 | 0 | 1
  readonly phase?: TimePhase
  readonly part?: DayPart
  readonly clock?: { readonly hour: number; readonly minute: number }
  readonly offset?: TimeOffset
  /** "for over a month", "for about an hour". */
  readonly duration?: { readonly unit: TimeUnit; readonly low: number | null; readonly high: number | null }
  /** Days cannot be known from the words alone: "recently", "now", "soon". */
  readonly vague?: 'past' | 'now' | 'future'
}

/** "A few weeks ago" gives at least three. */
const WORD_NUMBERS: Readonly<Record<string, number>> = { ...NUMBER_WORDS, forty: 40, few: 3, several: 3 }

const MONTH =
  '(?:jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)|apr(?:il|\\.)?|may|june?|july?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)'
const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'
const YEAR = '(?:(?:19|20)\\d\\d)'
const NUMBER =
  '(?:\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|(?:a )?couple(?: of)?|(?:a )?few|several)'
const UNIT = '(?:minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies))'
const PART = '(?:early morning|morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight|daybreak|sunrise|sunset)'
const SEASON = '(?:spring|summer|autumn|fall|winter)'
const PHASE =
  '(?:early|mid|middle of|late|later|earlier|the start of|the beginning of|the end of|the middle of|beginning of|end of|start of)'
const CLOCK =
  "(?:\\d{1,2}(?:[:.]\\d\\d)?\\s?(?:[ap]\\.?m\\b\\.?)|\\d{3,4}\\s?(?:[ap]\\.?m\\b\\.?|hours\\b|hrs\\b|gmt\\b|utc\\b)|\\d{1,2}:\\d\\d(?:\\s?(?:gmt|utc|local time))?|(?:noon|midnight)|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o'clock)"

interface Shape {
  readonly pattern: RegExp
  readonly read: (groups: Readonly<Record<string, string | undefined>>) => Partial<TimeExpression> | null
}

const shape = (pattern: string, read: Shape['read']): Shape => ({
  pattern: new RegExp(`\\b${pattern}(?![\\p{L}\\p{N}])`, 'giu'),
  read,
})

const number = (words: string | undefined): number | null => {
  if (!words) return null
  const plain = words
    .toLowerCase()
    .replace(/^a (?=few|couple)/, '')
    .replace(/ of$/, '')
  return /^\d+$/.test(plain) ? Number(plain) : (WORD_NUMBERS[plain] ?? null)
}

const unitOf = (word: string): TimeUnit => {
  const plain = word.toLowerCase()
  return (plain.startsWith('centur') ? 'century' : plain.replace(/s$/, '')) as TimeUnit
}
const whichOf = (word: string | undefined): -1 | 0 | 1 | null => {
  if (!word) return null
  const plain = word.toLowerCase().trim()
  if (/^(last|past|previous)/.test(plain)) return -1
  return /^(next|coming|following)/.test(plain) ? 1 : 0
}
const phaseOf = (word: string | undefined): TimePhase | null => {
  if (!word) return null
  const plain = word.toLowerCase()
  if (/start|beginning/.test(plain)) return 'start'
  if (/end/.test(plain)) return 'end'
  if (/mid/.test(plain)) return 'mid'
  return plain.startsWith('early') ? 'early' : plain === 'late' ? 'late' : null
}
const partOf = (word: string | undefined): DayPart | null => {
  if (!word) return null
  const plain = word.toLowerCase()
  if (/dawn|daybreak|sunrise/.test(plain)) return 'dawn'
  if (/dusk|sunset/.test(plain)) return 'dusk'
  if (/noon|midday/.test(plain) && !/after/.test(plain)) return 'noon'
  if (/midnight/.test(plain)) return 'midnight'
  return (['overnight', 'morning', 'afternoon', 'evening', 'night'] as const).find((p) => plain.includes(p)) ?? null
}

/** Leaves out what is not there, as exact optional properties ask. */
function known(values: Record<string, unknown>): Partial<TimeExpression> {
  return Object.fromEntries(
    Object.entries(values).filter(([, v]) => v !== undefined && v !== null),
  ) as Partial<TimeExpression>
}

const point = (values: Record<string, unknown>): TimePoint => known(values) as TimePoint
const year = (word: string | undefined): number | undefined => (word ? Number(word) : undefined)

/** Order matters: of two that begin at one place, the longer wins; of equals, the earlier here. */
const SHAPES: readonly Shape[] = [
  // 2020-01-03, 27/07/2016
  shape('(?<y>(?:19|20)\\d\\d)-(?<m>0[1-9]|1[0-2])-(?<d>[0-3]\\d)', (g) => ({
    point: { year: Number(g['y']), month: Number(g['m']), day: Number(g['d']) },
  })),
  // 27 July 2016, the 3rd of May
  shape(
    `(?:the )?(?<d>[0-3]?\\d)(?:st|nd|rd|th)?(?:(?:\\s?(?:-|–|to|and|until)\\s?)(?<d2>[0-3]?\\d)(?:st|nd|rd|th)?)?(?: of)?[ ,]{1,2}(?<m>${MONTH})(?:,? (?<y>${YEAR}))?`,
    (g) => ({
      point: point({ day: Number(g['d']), month: monthOf(g['m'] ?? ''), year: year(g['y']) }),
      ...(g['d2'] ? { until: point({ day: Number(g['d2']), month: monthOf(g['m'] ?? ''), year: year(g['y']) }) } : {}),
    }),
  ),
  // July 27, 2016; March 3-7
  shape(
    `(?<m>${MONTH}) (?<d>[0-3]?\\d)(?:st|nd|rd|th)?(?:(?:\\s?(?:-|–|to|and|until)\\s?)(?<d2>[0-3]?\\d)(?:st|nd|rd|th)?)?(?:,? (?<y>${YEAR}))?`,
    (g) => ({
      point: point({ day: Number(g['d']), month: monthOf(g['m'] ?? ''), year: year(g['y']) }),
      ...(g['d2'] ? { until: point({ day: Number(g['d2']), month: monthOf(g['m'] ?? ''), year: year(g['y']) }) } : {}),
    }),
  ),
  // (mid-)August 2021, last August, August this year
  shape(
    `(?:(?<phase>${PHASE})[ -])?(?:(?<which>last|this|next|this past|the past) )?(?<m>${MONTH})(?:,? (?:of )?(?:(?<y>${YEAR})|(?<of>this|last|next) year))?`,
    (g) => {
      const which = whichOf(g['which'])
      const month = g['m'] ?? ''
      // "may" and "march" are verbs, too: as months they stand with a capital and something that says so.
      return {
        ...known({ phase: phaseOf(g['phase']), which: g['of'] ? whichOf(g['of']) : which }),
        point: point({ month: monthOf(month), year: year(g['y']) }),
      }
    },
  ),
  // (last) Monday (night)
  shape(
    `(?:(?<late>late|early|earlier|later) )?(?:on )?(?:(?<which>last|this|next|this past|the previous|the following|the same) )?(?<w>${WEEKDAY})(?:'?s)?(?: (?<part>${PART}))?`,
    (g) => ({
      ...known({ which: whichOf(g['which']), part: partOf(g['part']), phase: phaseOf(g['late']) }),
      point: { weekday: weekdayOf(g['w'] ?? '') },
    }),
  ),
  shape(
    `(?:(?<late>early|late) )?(?<day>yesterday|today|tonight|tomorrow|the day before yesterday|the day after tomorrow|last night|this morning|this afternoon|this evening)(?: (?<part>${PART}))?`,
    (g) => {
      const day = (g['day'] ?? '').toLowerCase()
      const by =
        day === 'the day before yesterday'
          ? -2
          : day === 'the day after tomorrow'
            ? 2
            : day === 'yesterday' || day === 'last night'
              ? -1
              : day === 'tomorrow'
                ? 1
                : 0
      return {
        ...known({ part: partOf(g['part'] ?? day), phase: phaseOf(g['late']) }),
        offset: { unit: 'day', by, stretch: false },
      }
    },
  ),
  // two months ago, a week earlier
  shape(
    `(?<about>(?:about|around|nearly|almost|more than|over|at least|less than|some) )?(?<n>${NUMBER}|half an?) (?<unit>${UNIT}) (?<dir>ago|earlier|before that|later)`,
    (g) => {
      const n = number(g['n'])
      const ago = g['dir']?.toLowerCase() === 'ago'
      const counted = g['n'] && /few|several|couple/i.test(g['n'])
      if (!ago) return { vague: 'past' }
      return {
        offset: {
          unit: unitOf(g['unit'] ?? 'day'),
          by: n === null || (counted && !/couple/i.test(g['n'] ?? '')) ? null : -n,
          stretch: false,
          ...(g['about'] ? { about: true } : {}),
        },
      }
    },
  ),
  // last week, this year, next month, the previous day
  shape(
    `(?:(?<phase>early|earlier|late|later|mid|at the end of|at the start of|at the beginning of|towards the end of) )?(?<which>last|this|next|the previous|the following|the coming) (?<unit>night|weekend|week|fortnight|month|${SEASON}|year|decade|century)(?:'s)?`,
    (g) => {
      const word = (g['unit'] ?? '').toLowerCase()
      const season = new RegExp(`^${SEASON}$`).test(word)
      const which = whichOf(g['which']) ?? 0
      const phase = known({ phase: phaseOf(g['phase']?.replace(/^at /, '')) })
      if (season) return { ...phase, which, point: { season: word === 'fall' ? 'autumn' : (word as Season) } }
      if (word === 'night') return { ...phase, part: 'night', offset: { unit: 'day', by: which, stretch: false } }
      // "earlier this year" is the stretch from its first day up to now
      return { ...phase, offset: { unit: unitOf(word), by: which, stretch: /earlier/i.test(g['phase'] ?? '') } }
    },
  ),
  // in the past two weeks, over the last month, in recent days, in the coming weeks
  shape(
    `(?:in|over|during|within|for|throughout|across)? ?(?:the )?(?<which>past|last|recent|previous|next|coming|preceding|following)(?: (?<n>${NUMBER}))? (?<unit>${UNIT})`,
    (g) => {
      const which = whichOf(g['which'] === 'recent' || g['which'] === 'preceding' ? 'last' : g['which']) ?? -1
      const unit = g['unit'] ?? 'days'
      const plural = /s$/i.test(unit)
      if (!g['n'] && !plural && !/past|recent|coming/i.test(g['which'] ?? ''))
        return { offset: { unit: unitOf(unit), by: which, stretch: false } }
      const n = g['n'] && !/few|several/i.test(g['n']) ? number(g['n']) : plural ? null : 1
      return {
        relation: 'within',
        offset: { unit: unitOf(unit), by: n === null ? null : which * n, stretch: true },
        ...(n === null ? { vague: which < 0 ? 'past' : 'future' } : {}),
      }
    },
  ),
  // within 6 months, in two days
  shape(`within (?<n>${NUMBER}|\\d+) (?<unit>${UNIT})`, (g) => ({
    relation: 'within',
    duration: { unit: unitOf(g['unit'] ?? 'day'), low: null, high: number(g['n']) },
  })),
  // for over a month, for about an hour, for two years
  shape(
    `for (?<bound>(?:over|more than|at least|about|around|nearly|almost|some|up to|less than|under|the past|the last) )?(?<n>${NUMBER}|half an?) (?<unit>${UNIT})`,
    (g) => {
      const n = number(g['n'])
      const unit = unitOf(g['unit'] ?? 'day')
      if (/past|last/i.test(g['bound'] ?? ''))
        return { relation: 'within', offset: { unit, by: n === null ? null : -n, stretch: true } }
      const low = /up to|less|under/i.test(g['bound'] ?? '') ? null : n
      const high = /over|more|at least/i.test(g['bound'] ?? '') ? null : n
      return { relation: 'for', duration: { unit, low, high } }
    },
  ),
  shape('for (?:several |many |some |the past |long )?(?<unit>minutes|hours|days|weeks|months|years|decades)', (g) => ({
    relation: 'for',
    duration: { unit: unitOf(g['unit'] ?? 'days'), low: 2, high: null },
  })),
  shape(
    `(?:at|around|about|by|shortly after|shortly before|just after|just before|before|after)? ?(?:around |about )?(?<clock>${CLOCK})(?: \\((?:\\d{3,4}|[\\d:.]+) ?(?:gmt|utc)\\))?(?: (?:local time|gmt|utc))?`,
    (g) => {
      const clock = clockOf(g['clock'] ?? '')
      return clock && { ...known({ part: partOf(/noon|midnight/i.exec(g['clock'] ?? '')?.[0]) }), clock }
    },
  ),
  shape(
    `(?:(?<late>early|late) )?(?:in the |at |during the |the |by |before |after )(?:(?<late2>early|late) )?(?<part>${PART})(?: hours)?(?: prayers)?`,
    (g) => known({ part: partOf(g['part']), phase: phaseOf(g['late'] ?? g['late2']) }),
  ),
  shape('overnight', () => ({ part: 'overnight' })),
  shape(
    `(?:in|by|since|until|during|of|before|after) (?:(?<phase>${PHASE})[ -])?(?<s>${SEASON})(?: of)?(?: (?<y>${YEAR}))?`,
    (g) => ({
      ...known({ phase: phaseOf(g['phase']) }),
      point: point({
        season: /fall/i.test(g['s'] ?? '') ? 'autumn' : (g['s'] ?? '').toLowerCase(),
        year: year(g['y']),
      }),
    }),
  ),
  shape(
    `(?:in|by|since|until|during|from|of|before|after|throughout) (?:(?<phase>${PHASE})[ -])?(?<y>${YEAR})`,
    (g) => ({ ...known({ phase: phaseOf(g['phase']) }), point: { year: Number(g['y']) } }),
  ),
  shape('(?:9/11|sept(?:ember|\\.)? 11(?=,? attacks))', () => ({ point: { year: 2001, month: 9, day: 11 } })),
  shape(
    '(?:just |only |until )?(?:recently|lately|previously|formerly|earlier|before|in the past|in recent times|already|once|long ago|at the time|historically|initially)',
    () => ({ vague: 'past' }),
  ),
  shape(
    '(?:right )?(?:now|currently|at present|presently|at the moment|nowadays|these days|so far|to date|still|today)',
    () => ({ vague: 'now' }),
  ),
  shape(
    '(?:soon|in the (?:near |coming |short )?future|shortly|in the coming days|later|imminently|in the short term|short-term)',
    () => ({ vague: 'future' }),
  ),
]

function clockOf(words: string): { hour: number; minute: number } | null {
  const plain = words.toLowerCase()
  if (plain.startsWith('noon')) return { hour: 12, minute: 0 }
  if (plain.startsWith('midnight')) return { hour: 0, minute: 0 }
  const spelt = /^([a-z]+) o'clock/.exec(plain)
  const digits = spelt ? [WORD_NUMBERS[spelt[1] ?? ''] ?? 0, 0] : digitsOf(plain)
  if (!digits) return null
  const [h = 0, minute = 0] = digits
  const hour = /p\.?m/.test(plain) && h < 12 ? h + 12 : /a\.?m/.test(plain) && h === 12 ? 0 : h
  return hour < 24 && minute < 60 ? { hour, minute } : null
}

function digitsOf(plain: string): readonly number[] | null {
  const split = /^(\d{1,2})(?:[:.](\d\d))?(?!\d)/.exec(plain)
  if (split) return [Number(split[1]), Number(split[2] ?? 0)]
  const joined = /^(\d{1,2})(\d\d)/.exec(plain)
  return joined ? [Number(joined[1]), Number(joined[2])] : null
}

const RELATION_WORDS: Readonly<Record<string, TimeRelation>> = {
  since: 'since',
  until: 'until',
  till: 'until',
  before: 'before',
  'prior to': 'before',
  by: 'until',
  after: 'after',
  following: 'after',
  during: 'during',
  throughout: 'during',
  within: 'within',
  between: 'between',
  from: 'since',
}

/** What may open an expression and belongs to its words: "on Monday", "since last August", "in mid-December". */
const OPENING =
  /(?:^|[\s(])((?:late |early |earlier |later )?(?:(?:on|in|at|since|until|till|before|prior to|by|after|following|during|throughout|within|between|from|around|about|of)(?: the)?(?: (?:night|morning|evening|afternoon|early hours|start|end|beginning|middle|month) of)?|as of|as early as|as recently as) )$/i
const JOIN = /^(?:,? (?:on |of |in |at |the )?|,? on the |, )$/i

/** Month and weekday words that mean something else unless more stands with them. */
const AMBIGUOUS = /^(?:may|march|mar|sun|sat|fall|spring)$/i

/**
 * The time expressions of a text, in order, as written and taken apart; which days they are is not asked here.
 *
 * @example parseTimes('It began at 9 pm on Monday night.')[0]?.words // 'at 9 pm on Monday night'
 */
export function parseTimes(text: string, offset = 0): readonly TimeExpression[] {
  const view = canonical(text)
  const found: TimeExpression[] = []
  for (const { pattern, read } of SHAPES) {
    for (const match of view.matchAll(pattern)) {
      const lead = /^\s*/.exec(match[0])?.[0].length ?? 0
      const start = match.index + lead
      const end = match.index + match[0].length
      const parts = read(match.groups ?? {})
      if (!parts || !standsAsTime(view, text, start, end)) continue
      found.push({ start, end, words: text.slice(start, end), relation: 'at', ...parts })
    }
  }
  const kept = keepLongest(found)
  return joined(
    view,
    kept.map((t) => opened(text, view, t)),
  ).map((t) => ({ ...t, start: t.start + offset, end: t.end + offset, words: text.slice(t.start, t.end) }))
}

/**
 * One expression, as grounding reads it from a claim's words; null when it holds no time.
 *
 * @example parseTime('two months ago')?.offset // { unit: 'month', by: -2, stretch: false }
 */
export const parseTime = (words: string): TimeExpression | null => parseTimes(words)[0] ?? null

/** "May said", "the March offensive": a bare month stands with a capital and after a word that brings times. */
function standsAsTime(view: string, text: string, start: number, end: number): boolean {
  const words = text.slice(start, end)
  if (/^[a-z]/.test(words) && new RegExp(`^${MONTH}$`, 'i').test(words)) return false
  if (!AMBIGUOUS.test(words)) return true
  return /\b(?:in|since|until|by|last|this|next|of|from|during|early|late|mid)[ -]$/i.test(view.slice(0, start))
}

function keepLongest(found: readonly TimeExpression[]): readonly TimeExpression[] {
  const kept: TimeExpression[] = []
  for (const next of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || next.start >= last.end) kept.push(next)
    else if (next.end - next.start > last.end - last.start) kept[kept.length - 1] = next
  }
  return kept
}

function opened(text: string, view: string, time: TimeExpression): TimeExpression {
  const before = OPENING.exec(view.slice(Math.max(0, time.start - 40), time.start))
  const opening = before?.[1]
  const inside = /^(since|until|till|before|by|after|during|throughout|within|from)\b/i.exec(time.words)
  const start = opening ? time.start - opening.length : time.start
  const word = (opening ?? inside?.[1] ?? '').trim().toLowerCase()
  const relation = RELATION_WORDS[word] ?? RELATION_WORDS[word.split(' ')[0] ?? ''] ?? time.relation
  const phase = /^(late|early|earlier) /i.exec(opening ?? '')?.[1]
  const part = partOf(/(night|morning|evening|afternoon) of/i.exec(opening ?? '')?.[1])
  return {
    ...time,
    ...known({ phase: time.phase ?? phaseOf(phase), part: time.part ?? part }),
    relation,
    start,
    words: text.slice(start, time.end),
  }
}

/** "at 9 pm" + "on Monday night" is one time, and so is "late" + "on Sunday". */
function joined(view: string, times: readonly TimeExpression[]): readonly TimeExpression[] {
  const out: TimeExpression[] = []
  for (const next of times) {
    const last = out.at(-1)
    const between = last ? view.slice(last.end, next.start) : ''
    if (last && JOIN.test(between) && complementary(last, next))
      out[out.length - 1] = {
        ...last,
        ...next,
        ...known({
          clock: next.clock ?? last.clock,
          part: next.part ?? last.part,
          phase: next.phase ?? last.phase,
          point: last.point || next.point ? { ...last.point, ...next.point } : undefined,
          offset: next.offset ?? last.offset,
          relation: last.relation === 'at' ? next.relation : last.relation,
        }),
        start: last.start,
        end: next.end,
      }
    else out.push(next)
  }
  return out
}

function complementary(a: TimeExpression, b: TimeExpression): boolean {
  if (a.duration || b.duration || a.vague || b.vague || a.until || b.until) return false
  if (a.clock && b.clock) return false
  if (a.offset && b.offset) return false
  const both = Object.keys(a.point ?? {}).some((key) => key in (b.point ?? {}))
  return !both
}
