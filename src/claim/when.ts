/** A calendar day, ISO 8601: "2023-03-26". Days compare as strings. */
export type Day = string

export type WhenPrecision = 'time' | 'day' | 'days' | 'week' | 'month' | 'season' | 'year' | 'vague'

/** A time as the words give it, and as days where they can be known. */
export interface When {
  readonly words: string
  /** Offsets of the words in the report. */
  readonly start: number
  readonly end: number
  /** First and last day; null = cannot be known (never the publication day for want of better). */
  readonly from: Day | null
  readonly to: Day | null
  readonly precision: WhenPrecision
  /** True when a part of the day was filled in by us (from the publication date, say). */
  readonly implied: boolean
  /** Why these days, or why none. */
  readonly because: string
}
