import type { Day } from '../claim/index.js'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const GAP = '[\\s ]{1,3}'

interface Form {
  readonly pattern: string
  read(parts: readonly string[]): Day | null
}

/** Full dates only: a day without its year, or one that reads two ways (03/05/2020), is no date. */
const FORMS: readonly Form[] = [
  { pattern: '([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])', read: ([y, m, d]) => day(y, Number(m), d) },
  { pattern: '([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})(?![0-9])', read: ([y, m, d]) => day(y, Number(m), d) },
  {
    pattern: `([0-9]{1,2})(?:st|nd|rd|th)?${GAP}(?:of${GAP})?${MONTH}\\.?,?${GAP}([0-9]{4})(?![0-9])`,
    read: ([d, m, y]) => day(y, monthOf(m), d),
  },
  {
    pattern: `${MONTH}\\.?${GAP}([0-9]{1,2})(?:st|nd|rd|th)?,?${GAP}([0-9]{4})(?![0-9])`,
    read: ([m, d, y]) => day(y, monthOf(m), d),
  },
  {
    pattern: '([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(?![0-9])',
    read: ([a, b, y]) => unambiguous(Number(a), Number(b), y),
  },
]

const monthOf = (word = ''): number => MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1

/** 27-07-2016 reads one way only; 03/05/2020 reads two. */
function unambiguous(a: number, b: number, year = ''): Day | null {
  if (a === b || a > 12) return day(year, b, String(a))
  return b > 12 ? day(year, a, String(b)) : null
}

function day(year = '', month: number, dayOfMonth = ''): Day | null {
  const y = Number(year)
  const d = Number(dayOfMonth)
  const at = new Date(Date.UTC(y, month - 1, d))
  const exists = at.getUTCFullYear() === y && at.getUTCMonth() === month - 1 && at.getUTCDate() === d
  return exists && y >= 1900 && y < 2100 ? at.toISOString().slice(0, 10) : null
}

const anywhere = FORMS.map(({ pattern, read }) => ({ regex: new RegExp(`(?<![0-9])${pattern}`, 'i'), read }))
const atStart = FORMS.map(({ pattern, read }) => ({ regex: new RegExp(`^${pattern}`, 'i'), read }))

/**
 * The first full date among a few words (a header, a byline; not a whole text).
 *
 * @example dayIn('By X | Reuters | May 3, 2020') // '2020-05-03'
 */
export function dayIn(words: string): Day | null {
  const short = words.slice(0, 300)
  const found = anywhere.flatMap(({ regex, read }) => {
    const match = regex.exec(short)
    const value = match && read(match.slice(1))
    return value ? [{ at: match.index, value }] : []
  })
  return found.sort((a, b) => a.at - b.at)[0]?.value ?? null
}

/** A full date that the words begin with, and where it ends. */
export function leadingDay(words: string): { readonly day: Day; readonly end: number } | null {
  const short = words.slice(0, 60)
  for (const { regex, read } of atStart) {
    const match = regex.exec(short)
    const value = match && read(match.slice(1))
    if (value) return { day: value, end: match[0].length }
  }
  return null
}

/**
 * A day as somebody gives it: a date in any of the forms, an instant (its day as written), or 20200103.
 *
 * @example givenDay('2018-05-16T09:30:00+03:00') // '2018-05-16'
 */
export function givenDay(value: string): Day | null {
  const [, y, m, d] = /^([0-9]{4})([0-9]{2})([0-9]{2})$/.exec(value.trim()) ?? []
  return y ? day(y, Number(m), d) : dayIn(value)
}
