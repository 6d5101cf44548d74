import type { PlaceRef } from './claim.js'
import type { Family, Harm } from './vocabulary.js'
import type { Day } from './when.js'

export const SUPPORTS = [
  'unattributed',
  'single-origin',
  'reported-acknowledgement',
  'corroborated',
  'acknowledged',
] as const
/** How well a value is supported, weakest first (DESIGN 5). */
export type Support = (typeof SUPPORTS)[number]

export const OPPOSITIONS = ['none', 'denied', 'contradicted', 'rival'] as const
/** How a value is opposed, weakest first. */
export type Opposition = (typeof OPPOSITIONS)[number]

export type FacetName =
  | 'occurrence'
  | 'perpetrator'
  | 'victim'
  | 'means'
  | 'place'
  | 'time'
  | `toll:${Harm}`
  | `toll:${Harm}:${string}`

/** One value that claims give to a facet, and what stands behind it. */
export interface FacetValue {
  /** The value in words: "8", "Taliban", "rockets". */
  readonly value: string
  readonly support: Support
  readonly selfInterested: boolean
  /** Origins (ids of interests) that hold it. */
  readonly origins: readonly string[]
  readonly claims: readonly string[]
}

/** How one facet of an incident stands. */
export interface FacetStanding {
  readonly facet: FacetName
  readonly support: Support
  readonly opposition: Opposition
  /** The origin that alone supports it gains by it. */
  readonly selfInterested: boolean
  /** Opposition stands between speakers of one side only. */
  readonly withinOneSide: boolean
  /** Best-supported value first. */
  readonly values: readonly FacetValue[]
  /** Toll facets only: lowest and highest figures in force; best is null where only a belligerent's word stands. */
  readonly low?: number | null
  readonly best?: number | null
  readonly high?: number | null
  /** Two figures of one speaker whose order in time cannot be told. */
  readonly differ?: boolean
  readonly rules: readonly string[]
  readonly claims: readonly string[]
  /** One sentence a reader understands. */
  readonly because: string
}

/** What one origin says of one incident. */
export interface Account {
  /** Id of the interest that speaks: "taliban", "witnesses", "outlet". */
  readonly origin: string
  readonly name: string
  readonly claims: readonly string[]
}

/** The happening in the world that events of several claims speak of. */
export interface Incident {
  readonly id: string
  readonly family: Family
  readonly type: string
  /** One line for a list: "Operation in Taloqan: Taliban – Islamic State Khorasan Province". */
  readonly what: string
  readonly claims: readonly string[]
  readonly reports: readonly string[]
  readonly place: PlaceRef | null
  readonly from: Day | null
  readonly to: Day | null
  /** The time as written, where no day can be known. */
  readonly timeWords: string | null
  /** Names of those said to act and of those acted upon, and ids of the sides. */
  readonly actors: readonly string[]
  readonly targets: readonly string[]
  readonly sides: readonly string[]
  readonly accounts: readonly Account[]
  readonly standing: readonly FacetStanding[]
}
