import type { ClaimType, Day, Harm, Reality, SourceKind, Stance } from '../claim/index.js'

/** Someone said to act or to suffer, as far as standing must tell one from another. */
export interface Party {
  /** What makes two parties one: the side where there is one, else the folded name. */
  readonly key: string
  readonly name: string
  readonly side: string | null
  /** People who do not fight: "civilians", "residents", "schoolchildren". */
  readonly civilian: boolean
  /** Only described ("gunmen", "a bomber"): may be anybody's. */
  readonly vague: boolean
  /** The words themselves name it or claim it as the speaker's own ("our soldiers"); a pronoun may be misread. */
  readonly plain: boolean
  /** Known as an actor or a person, and not a mere word of the text. */
  readonly known: boolean
}

/** A place and its containers, folded, most specific first. */
export interface PlaceFact {
  readonly chain: readonly string[]
  readonly name: string
  readonly role: 'at' | 'from' | 'to'
  /** A country or an unbounded part of one ("northern Syria"): agreed on only where both name just that. */
  readonly broad: boolean
  /** False for a spot that no gazetteer has ("the main highway"): only its containers can exclude another place. */
  readonly listed: boolean
}

export interface DayFact {
  readonly from: Day | null
  readonly to: Day | null
  readonly words: string
}

export interface TollFact {
  readonly harm: Harm
  readonly side: Party | null
  readonly low: number | null
  readonly high: number | null
  /** "several", "dozens": a word and no figure. */
  readonly vague: boolean
  /** "more than 50": a bound that 51 merely fits. */
  readonly beyond: boolean
  /** A part of the whole: one hospital's, or one named person's death. */
  readonly partial: boolean
}

/** Someone through whom words came to us. */
export interface Channel {
  /** Folded name, or null where nobody is named ("reportedly claimed"). */
  readonly key: string | null
  readonly name: string
  readonly side: string | null
}

/** Who speaks. */
export interface Speaker {
  /** Equal for the same original speaker, in whatever report. */
  readonly key: string
  readonly name: string
  readonly kind: SourceKind | 'outlet'
  /** False for "residents", "a security source". */
  readonly named: boolean
  readonly side: string | null
  /** The body without a side that a named person speaks for ("the head of the Observatory"): one origin with it. */
  /** Unnamed, and one person ("a doctor"): may be whom the same report names. */
  readonly single?: boolean
  readonly body?: { readonly key: string; readonly name: string }
}

/** A claim as far as standing depends on it; anything more would tie the rules to extraction or storage. */
export interface Statement {
  readonly id: string
  /** The report in which the words first stood: copies count there. */
  readonly report: string
  readonly speaker: Speaker
  /** Relays, and the outlet where it is some side's organ. */
  readonly channels: readonly Channel[]
  /** First and last instant at which it may have been said, ISO 8601; null where that is not told. */
  readonly said: { readonly from: string; readonly to: string } | null
  readonly authenticity: 'confirmed' | 'not-confirmed' | null
  readonly stance: Stance
  readonly about: string | null
  readonly type: ClaimType
  readonly actors: readonly Party[]
  readonly targets: readonly Party[]
  readonly instrument: string | null
  readonly notInstrument: string | null
  readonly intent: 'deliberate' | 'accident' | null
  readonly places: readonly PlaceFact[]
  readonly when: DayFact | null
  readonly tolls: readonly TollFact[]
  readonly negated: boolean
  readonly reality: Reality
  readonly headline: boolean
  /** "suspected", "believed", "either … or": a suspicion, not a statement. */
  readonly suspected: boolean
  /** Its words own up to the deed, where the doer is the speaker's own side. */
  readonly ownsUp: boolean
}

const folded = new Map<string, string>()
const REMEMBERED = 20_000

/** Lower case without accents, marks and leading articles. The same few names come back in every claim. */
export function foldName(name: string): string {
  const known = folded.get(name)
  if (known !== undefined) return known
  const made = fold(name)
  if (folded.size >= REMEMBERED) folded.clear()
  folded.set(name, made)
  return made
}

const fold = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(?:the|a|an|some|several|many|their|its|his|her|our) /, '')

const CIVILIANS =
  /\b(?:civilians?|people|persons?|residents?|villagers?|locals|inhabitants|famil(?:y|ies)|child(?:ren)?|schoolchildren|pupils?|students?|teachers?|wom[ae]n|girls?|boys?|m[ae]n and wom[ae]n|worshippers?|shoppers?|farmers?|workers?|medics?|doctors?|nurses?|patients?|journalists?|evacuees|refugees|bystanders|passers by|passengers?|shiites?|crowd|demonstrators|protesters|elders?)\b/
const DESCRIBED =
  /\b(?:gunm[ae]n|militants?|terrorists?|terrorist organi[sz]ations?|insurgents?|attackers?|assailants?|bombers?|suicide bombers?|unknown|unidentified|armed (?:men|group|groups|persons?|individuals?)|fighters?|forces|extremists?|warplanes?|jets?|aircraft|planes?|helicopters?|drones?|rebels?|perpetrators?|men|others|some|them|few|members?|individuals?|suspects?|leaders?|dead|group|colonel|general|spokes\w+|nobody|who|whom|someone|somebody|none|parties|it|they)\b/

/** Names that only say what kind of people they are. */
export const isCivilian = (name: string): boolean => CIVILIANS.test(foldName(name))
/** Names without a proper part: every word is a common one. */
export const isDescription = (name: string): boolean => DESCRIBED.test(foldName(name)) && !/\p{Lu}/u.test(name.slice(1))

const QUANTITY =
  /^(?:(?:at|than|nearly|almost|about|around|over|more|fewer|less|least|most|up|to|only|another|other|of|the|an?|some|several|many|[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores?|hundreds?|thousands?)(?: |$))+/i

/** "At least 43 people" are people. */
const unquantified = (name: string, side: string | null): string =>
  side === null ? name.trim().replace(QUANTITY, '') : name

export function party(written: string, side: string | null): Party {
  const name = unquantified(written, side)
  const folded = foldName(name)
  const civilian = side === 'civilians' || isCivilian(folded)
  return {
    key: side ?? folded,
    name,
    side,
    civilian,
    vague: side === null && !civilian && isDescription(name),
    plain: true,
    known: true,
  }
}
