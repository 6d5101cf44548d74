/** The calendar's English words, for those who find times in a text and those who resolve them. */

export const MONTHS: readonly string[] = [
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
export const WEEKDAYS: readonly string[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
]

const start = (word: string): string => word.toLowerCase().replace('.', '').slice(0, 3)

/** 1 to 12, by the first three letters; 0 = no month. */
export const monthOf = (word: string): number => MONTHS.findIndex((name) => name.startsWith(start(word))) + 1

/** 0 is Sunday, by the first three letters; −1 = no weekday. */
export const weekdayOf = (word: string): number => WEEKDAYS.findIndex((name) => name.startsWith(start(word)))
