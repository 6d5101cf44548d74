import type { Day } from '../claim/index.js'

/** What a report states about itself; nothing is filled in. */
export interface Facts {
  readonly title: string | null
  readonly outlet: string | null
  readonly published: Day | null
  readonly url: string | null
  readonly retrieved: string | null
}

export const NO_FACTS: Facts = { title: null, outlet: null, published: null, url: null, retrieved: null }

/** Facts from nearer the report's own words come first. */
export const firstOf = (...all: readonly Partial<Facts>[]): Facts =>
  Object.fromEntries(
    Object.keys(NO_FACTS).map((key) => [
      key,
      all.map((facts) => facts[key as keyof Facts]).find((value) => value) ?? null,
    ]),
  ) as unknown as Facts

export interface Read {
  readonly lines: readonly string[]
  readonly facts: Partial<Facts>
}

export interface Stripped {
  readonly rest: string
  readonly published: Day | null
}
