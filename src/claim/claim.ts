import type { Count } from './count.js'
import type { Quote } from './span.js'
import type { EventType, Harm, Reality, SourceKind, Stance, StateType } from './vocabulary.js'
import type { When } from './when.js'

/** Who a mention was found to be: an actor of the data files, or a person or group that only this report names. */
export interface EntityRef {
  /** `actor:taliban` for actors of data/actors, `person:…` and `group:…` for those that reports introduce. */
  readonly id: string
  readonly name: string
  /** Id of the party whose interest it finally serves on that day ("taliban"), or null where none can be told. */
  readonly side: string | null
}

/** Someone or something as the report names it, and as it was resolved: the two are kept apart. */
export interface Mention {
  /** The words at this place: "he", "the group", "Taliban spokesman Zabihullah Mujahid". */
  readonly quote: Quote
  /** For a pronoun or description: the words elsewhere in the report that say who it is. */
  readonly refersTo: Quote | null
  readonly entity: EntityRef | null
  /** Why it was resolved so, in words a reader understands. */
  readonly because: string
  /** A private individual or unnamed member of the public: the name is withheld in public views and exports. */
  readonly private: boolean
}

export type PlacePrecision = 'exact' | 'near' | 'district' | 'province' | 'region' | 'country' | 'unknown'

/** An entry of the gazetteer, or a place that none has but whose container is known. */
export interface PlaceRef {
  readonly id: string
  readonly name: string
  /** Containers from the nearest to the country: ["Takhar", "Afghanistan"]. */
  readonly chain: readonly string[]
  readonly level: 'site' | 'locality' | 'district' | 'province' | 'region' | 'country'
  /** WGS 84 degrees; null where the place is not listed and only its container is known. */
  readonly lat: number | null
  readonly lon: number | null
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null
}

export interface PlaceMention {
  readonly quote: Quote
  readonly role: 'at' | 'from' | 'to'
  readonly place: PlaceRef | null
  readonly precision: PlacePrecision
  readonly because: string
}

/** People to whom one harm came: of whom, how many, and the words. */
export interface Toll {
  readonly harm: Harm
  readonly side: readonly Mention[]
  /** null = said to be unknown. "Not said" is no toll at all. */
  readonly count: Count | null
  readonly named: readonly Mention[]
  /** Subsets ("including eight children"): never tolls of their own. */
  readonly includes: readonly Toll[]
  readonly quote: Quote
}

export interface Event {
  readonly kind: 'event'
  readonly type: EventType
  readonly actor: readonly Mention[]
  readonly target: readonly Mention[]
  readonly instrument?: Quote
  /** A weapon that the words rule out ("bullets, not rockets"). */
  readonly notInstrument?: Quote
  readonly intent?: 'deliberate' | 'accident'
  readonly place: readonly PlaceMention[]
  /** null = the words give no time. */
  readonly when: When | null
  readonly tolls: readonly Toll[]
  /** Negation inside an assertion ("no clashes took place"); a denial is a stance, not this. */
  readonly negated: boolean
  readonly reality: Reality
}

export interface State {
  readonly kind: 'state'
  readonly type: StateType
  readonly actor: readonly Mention[]
  readonly target: readonly Mention[]
  readonly place: readonly PlaceMention[]
  readonly when: When | null
  readonly value: { readonly count: Count } | { readonly words: Quote } | null
  readonly negated: boolean
  readonly reality: Reality
}

/** Who relays a source's words; 'unknown' for "reportedly claimed". */
export interface Relay {
  readonly who: Mention | 'unknown'
}

/** What the report says of whom a source speaks for, and how. */
export interface Affiliation {
  readonly of: Mention
  readonly how: 'speaks-for' | 'belongs-to' | 'leans-to'
}

export interface Attribution {
  /** 'outlet' = the report's own voice. */
  readonly source: Mention | 'outlet'
  readonly kind: SourceKind
  /** The words that attribute: "said", "according to". */
  readonly cue: Quote | null
  /** Nearest to the speaker first. */
  readonly via: readonly Relay[]
  readonly saidWhen: When | null
  /** The words that tell what the source is ("the deputy head of the Jalalabad fire service"). */
  readonly role: Quote | null
  readonly affiliation: Affiliation | null
  /** Whether somebody vouches that the words are truly the source's. */
  readonly authenticity?: 'confirmed' | 'not-confirmed'
}

/** The claim of the same report that a denial, doubt or confirmation answers. */
export interface ClaimRef {
  readonly claim: string
  readonly quote: Quote
}

/** What a speaker says in one clause, whatever it speaks of: who, with what stance, in which exact words. */
export interface Statement {
  /** Stable: the same text, span and reading give the same id. */
  readonly id: string
  readonly report: string
  /** The words that carry the content, without speaker and cue; two may share them. */
  readonly quote: Quote
  readonly attribution: Attribution
  readonly stance: Stance
  readonly about: ClaimRef | Quote | null
  /** reportedly, allegedly, apparently ... as written. */
  readonly hedges: readonly string[]
  /** Stands in the report's title or a heading: it repeats its text and never opposes it. */
  readonly headline: boolean
  /** The rule page or model reading that found it. */
  readonly foundBy: string
  /** 0 to 1: the estimate of its rule page, scaled by the frame's; not yet calibrated on labelled data. */
  readonly confidence: number
}

/** A statement about one event or state of the vocabulary: what the ledger keeps and incidents are made of. */
export interface Claim extends Statement {
  /** Always the positive proposition addressed: "X denied killing Y" holds X-kills-Y with stance denies. */
  readonly content: Event | State
  /** A count of a part (one hospital, one district): neither supports nor opposes the whole. */
  readonly partial: boolean
}

/** The words by which a reader knows a mention: what a pronoun refers to, else the words themselves. */
export const wordsOf = (mention: Mention): string => (mention.refersTo ?? mention.quote).text
