import { FULL_WEEKDAY, MONTH, YEAR } from './calendar.js'
import type { Base, DayContext, Days } from './expression.js'
import { apply } from './rules.js'

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
export function findDates(text: string): { words: string; start: number; end: number }[] {
  return [...text.matchAll(ANY_DATE)].map((match) => ({
    words: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** The day named last before the words, in the same paragraph or the one before. */
export function previousDays(context: DayContext, reach = 600): Days | null {
  const before = context.text.slice(Math.max(0, context.start - reach), context.start)
  const last = findDates(before).at(-1)
  if (!last) return null
  const base: Base = { anchor: context.published, anchorName: 'the day of publication,', previous: null, ahead: false }
  return apply(last.words.replace(/\s+/g, ' '), base)
}
