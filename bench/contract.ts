/** What a set's runner gives back: the figures by their fixed names, and a table for people. */
export interface SetResult {
  readonly set: string
  readonly items: number
  readonly figures: Readonly<Record<string, number | null>>
  /** Lines for people: per genre, per field … */
  readonly table?: string
}

/** Flags of `npm run -s bench -- SET …`; every flag may repeat. */
export interface BenchArgs {
  readonly data: readonly string[]
  readonly reports: readonly string[]
  readonly gold: readonly string[]
  readonly raw: boolean
  readonly plain: boolean
  /** polnear: patterns instead of a parser. */
  readonly regex?: boolean
  /** File for one JSON line a miss: input, gold, ours, the stage at fault where it can be told. */
  readonly misses: string | null
  /** Keep only one half of the items, split by hash: tune on one, look at the other only as a number. */
  readonly half: 'a' | 'b' | null
}

/** A set's runner: `bench/<set>.ts` exports it as `run`. */
export type RunSet = (args: BenchArgs) => Promise<SetResult>
