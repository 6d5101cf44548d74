import type { Day } from '../../claim/index.js'
import { NUMBER_WORDS } from '../../language/calendar.js'

// -------------------------------------------------------------------------------------------------- arithmetic

export const MS = 86_400_000
const iso = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)
export const ms = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
export const shift = (day: Day, days: number): Day => iso(ms(day) + days * MS)
export const parts = (day: Day): readonly [number, number, number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
]
export const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
export const make = (year: number, month: number, day: number): Day | null => {
  if (month < 1 || month > 12 || day < 1 || day > lastOf(year, month) || year < 1000 || year > 2999) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
export const addMonths = (day: Day, months: number): Day => {
  const [year, month, dayOfMonth] = parts(day)
  const index = year * 12 + month - 1 + months
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1]
  return make(y, m, Math.min(dayOfMonth, lastOf(y, m))) ?? day
}
export const weekday = (day: Day): number => new Date(ms(day)).getUTCDay()

export const MONTH =
  '(?:jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)'
export const WEEKDAY = '(?:sun|mon|tues?|wed(?:nes)?|thurs?|fri|satur?)(?:day)?'
export const FULL_WEEKDAY = '(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday)'
export const YEAR = '(?:1[5-9]\\d\\d|20\\d\\d)'
const COUNTS: Readonly<Record<string, number>> = { ...NUMBER_WORDS, 'a couple of': 2, 'couple of': 2 }
export const NUMBER = `(?:\\d+|${Object.keys(COUNTS)
  .sort((a, b) => b.length - a.length)
  .join('|')})`
export const count = (word: string | undefined): number =>
  word === undefined ? 1 : /^\d+$/.test(word) ? Number(word) : (COUNTS[word.toLowerCase()] ?? 1)

export const DAYTIME =
  '(?:early|late|mid-?|the\\s+)?\\s*(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|sunrise|sunset|hours|daybreak)'

/** Words that give a stretch of a month or year: early 1–10, mid 11–20, late 21–end. */
export function stretch(word: string, year: number, month: number): readonly [Day | null, Day | null] {
  const end = lastOf(year, month)
  if (/^(?:early|beginning|start)/i.test(word)) return [make(year, month, 1), make(year, month, 10)]
  if (/^mid/i.test(word) || /^middle/i.test(word)) return [make(year, month, 11), make(year, month, 20)]
  return [make(year, month, 21), make(year, month, end)]
}

export const SEASONS: Readonly<Record<string, readonly [number, number]>> = {
  spring: [3, 5],
  summer: [6, 8],
  autumn: [9, 11],
  fall: [9, 11],
  winter: [12, 2],
}
export const season = (name: string, year: number): readonly [Day | null, Day | null] => {
  const [first, last] = SEASONS[name.toLowerCase()] ?? [1, 12]
  const endYear = last < first ? year + 1 : year
  return [make(year, first, 1), make(endYear, last, lastOf(endYear, last))]
}

export const monthSpan = (year: number, month: number): readonly [Day | null, Day | null] => [
  make(year, month, 1),
  make(year, month, lastOf(year, month)),
]

export function lastWeekday(anchor: Day, wanted: number, strictly: boolean): Day {
  const back = (weekday(anchor) - wanted + 7) % 7
  return shift(anchor, -(back === 0 && strictly ? 7 : back))
}
export function nextWeekday(anchor: Day, wanted: number): Day {
  const on = (wanted - weekday(anchor) + 7) % 7
  return shift(anchor, on === 0 ? 7 : on)
}
export const weekOf = (day: Day): readonly [Day, Day] => {
  const monday = shift(day, -((weekday(day) + 6) % 7))
  return [monday, shift(monday, 6)]
}
