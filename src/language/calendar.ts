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

/** The number words that stand before units of time: "two weeks ago". */
export const NUMBER_WORDS: Readonly<Record<string, number>> = {
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
  couple: 2,
}
