import type { Day } from '../claim/index.js'
import { dayIn, leadingDay } from './day.js'
import { type Facts, firstOf, type Read, type Stripped } from './facts.js'

const WIRES = [
  'Agence France-Presse',
  'Al Jazeera',
  'AFP',
  'Anadolu Agency',
  'ANI',
  'AP',
  'Associated Press',
  'BBC',
  'Bakhtar',
  'Deutsche Welle',
  'dpa',
  'DPA',
  'DW',
  'EFE',
  'IANS',
  'Interfax',
  'IRNA',
  'Khaama Press',
  'Pajhwok',
  'PTI',
  'Radio Free Europe/Radio Liberty',
  'Reuters',
  'RFE/RL',
  'RIA Novosti',
  'SANA',
  'Sputnik',
  'TASS',
  'The Associated Press',
  'TOLOnews',
  'UPI',
  'Voice of America',
  'VOA',
  'Xinhua',
] as const
const wireByName = new Map<string, string>(WIRES.map((name) => [name.toLowerCase(), name]))

/** The wire or outlet that a few words name, as written. */
const wireNamed = (words: string): string | null => (wireByName.has(words.trim().toLowerCase()) ? words.trim() : null)

const TIME =
  '(?:,? ?(?:at )?[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})? ?(?:[ap]\\.?m\\.?)?(?: ?\\(?(?:[A-Z]{2,4}|[+-][0-9:]{2,6})\\)?)?)?'
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? )?'
const ANNOUNCED =
  /^(?:date of publication|date published|published(?: on| at)?|posted(?: on| at)?|publication date|dated?|first published(?: on)?)\b ?[:|-]? ?/i
const UPDATED = /^(?:last )?(?:updated|modified|edited|revised)\b/i
const startsWithWeekday = new RegExp(`^${WEEKDAY}`, 'i')
const afterDay = new RegExp(`^${TIME}`, 'i')

interface Dated {
  readonly day: Day
  readonly announced: boolean
  readonly weekday: boolean
  /** Where the words after the date begin. */
  readonly end: number
}

/** "Published: Tuesday, 3 May 2020 10:30 GMT" at the start of a line. */
function datedStart(line: string): Dated | null {
  const start = line.slice(0, 120)
  const announced = ANNOUNCED.exec(start)?.[0].length ?? 0
  const weekday = startsWithWeekday.exec(start.slice(announced))?.[0].length ?? 0
  const date = leadingDay(start.slice(announced + weekday))
  if (!date) return null
  const behind = announced + weekday + date.end
  const time = afterDay.exec(start.slice(behind))?.[0].length ?? 0
  return { day: date.day, announced: announced > 0, weekday: weekday > 0, end: behind + time }
}

const MONTHS_AND_DAYS = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'

/** Lines above the first paragraph in which bylines and dates are looked for. */
const TOP_LINES = 8
const MOST_BYLINE = 160

/** Bylines, lone dates and lone agency names above the text go out of it and into the facts. */
export function readByline(lines: readonly string[]): Read {
  const kept: string[] = []
  let facts: Partial<Facts> = {}
  let seen = 0
  for (const line of lines) {
    if (line !== '') seen++
    const stated = seen <= TOP_LINES && line !== '' ? bylineOf(line) : null
    if (stated) facts = firstOf(facts, stated)
    else kept.push(line)
    // A paragraph of its own begins the text; nothing below it is a byline.
    if (!stated && line.length > MOST_BYLINE) seen = TOP_LINES
  }
  return { lines: kept, facts }
}

/** "By N. Karimi | Reuters"; "By Monday evening two men" is none. */
const BYLINE =
  /^(?:(?:[Ww]ritten|[Rr]eported|[Pp]osted|[Pp]ublished) )?(?:by|BY|By) (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?:\p{Lu}|our |a |staff|agencies|correspondent)[^!?]{1,150}$/u

/** What a byline or a line of date states; null for any other line. */
function bylineOf(line: string): Partial<Facts> | null {
  if (line.length > MOST_BYLINE) return null
  if (UPDATED.test(line) && (dayIn(line) || line.length < 40)) return {}
  const dated = datedStart(line)
  if (dated) {
    const rest = line.slice(dated.end).replace(/^[ |,·•–—-]+/, '')
    if (rest === '' || UPDATED.test(rest)) return { published: dated.day }
    if (/^(?:by|reported by|in|\|)\b/i.test(rest) && words(rest) <= 8 && !endsSentence(rest))
      return { published: dated.day }
    return wireNamed(rest) ? { published: dated.day, outlet: rest.trim() } : null
  }
  if (BYLINE.test(line) && words(line) <= 18 && !endsSentence(line)) return bylineFacts(line)
  if (
    /^[^!?]{2,80} (?:\||–|—|·|•|-) [^!?]{2,80}$/.test(line) &&
    !endsSentence(line) &&
    dayIn(line) &&
    words(line) <= 14
  )
    return bylineFacts(line)
  return wireNamed(line) ? { outlet: line } : null
}

/** "By X | Reuters | May 3, 2020": a part that is a name and not the writer's is the outlet. */
function bylineFacts(line: string): Partial<Facts> {
  const parts = line.split(/ ?[|·•] ?| [–—-] /).map((part) => part.trim())
  const named = parts.slice(1).find((part) => isOutletName(part)) ?? null
  const wire = line
    .split(/,| for | of /)
    .map(wireNamed)
    .find((name) => name !== null)
  return { outlet: named ?? wire ?? null, published: dayIn(line) }
}

const startsWithMonthOrDay = new RegExp(`^(?:${MONTHS_AND_DAYS})[a-z]*\\b`, 'i')

const isOutletName = (part: string): boolean =>
  wireNamed(part) !== null ||
  (/^(?:The )?[A-Z][\w&.'’/-]*(?: (?:[A-Z][\w&.'’/-]*|of|and|the)){0,4}$/.test(part) &&
    !/\b(?:staff|correspondent|reporters?|writer|editor|updated|read|agencies|desk|bureau|news|world|politics|asia|opinion)\b/i.test(
      part,
    ) &&
    dayIn(part) === null &&
    !startsWithMonthOrDay.test(part))

const words = (line: string): number => line.split(' ').length
const endsSentence = (line: string): boolean => /[.!?]["”’']?$/.test(line)

/**
 * The date that a paragraph begins with where running text follows without a link: "27 Jul 2016 At least 48 people".
 * "3 May 2020 was a bad day" and "27 July, when" are sentences.
 */
export function leadingDate(paragraph: string, isBelowTitle: boolean): Stripped | null {
  const dated = datedStart(paragraph)
  if (!dated || !(dated.announced || dated.weekday || isBelowTitle)) return null
  const rest = paragraph.slice(dated.end)
  const gap = /^ ?[|:–—-]? ?(?=["“‘'(]?[\p{Lu}\p{N}])/u.exec(rest)?.[0]
  return gap && rest.length > gap.length + 20 ? { rest: rest.slice(gap.length), published: dated.day } : null
}
