import type { PlacePrecision, PlaceRef, Span } from '../../claim/index.js'
import type { PlaceRecord } from '../../data/places.js'
import type { Gazetteer } from '../gazetteer.js'
import type { Chunk, Kind, Token } from '../phrase.js'

/** A place that the report names by its own name, at an offset. */
export interface Sighting extends Span {
  readonly record: PlaceRecord
  /** "Afghan": points to the country without naming it. */
  readonly adjective: boolean
}

/** What the report as a whole says about where it plays. */
export interface Scene {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly chunks: readonly Chunk[]
  readonly sightings: readonly Sighting[]
  /** Countries that the report names, most named first. */
  readonly countries: readonly string[]
  readonly main: string | null
  /** Those of them whose villages are looked through: the report names them often. */
  readonly near: readonly string[]
  /** One country stands out clearly. */
  readonly onePlace: boolean
  /** Stretches that name actors ("Islamic State of Iraq"): what stands inside them is no place. */
  readonly actorSpans: readonly Span[]
}

/** A mention resolved: the place, how precise the words are, and why; `contradicts` = what the report says against the map. */
export interface Located {
  readonly place: PlaceRef | null
  readonly precision: PlacePrecision
  readonly because: string
  readonly contradicts: PlaceRef | null
}

export const MAX_COUNTRIES = 4
export const nowhere = (because: string): Located => ({ place: null, precision: 'unknown', because, contradicts: null })

// ---------------------------------------------------------------------------------------------- what the report names

/** Short or common words that are towns somewhere, and are hardly ever meant. */
export const COMMON = new Set(
  'of most police split nice mobile reading bath orange male central along man same bar much un man union independence liberty mission victory hope paradise enterprise commerce defiance protection university normal media press press progress liberal church deputy mayor peace march commander force forces operation target taliban eagle temple trinity salem christian bishop palm grande real santa rose best forest green field ford bay marine deal sale ham eye rugby wells battle ashford kent van as is it us our may bat god allah muhammad ali omar hassan hussein ahmad ahmed mohammad mohammed khan abdul mullah karim rahman sher gul shah wali jan salah mahmud mahmoud ismail ibrahim yusuf yousef said nasir aziz'.split(
    ' ',
  ),
)

export const lookAt = (
  gazetteer: Gazetteer,
  text: string,
  chunk: Chunk,
  tokens: readonly Token[],
  countries: readonly string[] = [],
): readonly string[] => {
  // With a capitalised direction before and a capitalised kind behind: South Sudan, Gaza Strip, Port Sudan, Mexico City.
  const before = tokens[chunk.nameFrom - 1]
  const behind = tokens[chunk.nameTo]
  const names: string[] = []
  const capital = (token: Token | undefined): boolean => token !== undefined && /^\p{Lu}/u.test(token.text)
  const extended = (from: number, to: number): string => text.slice(from, to)
  const wide =
    before &&
    capital(before) &&
    (before.role === 'direction' || before.role === 'kind') &&
    !(before.first && before.role === 'kind')
  if (wide && behind && capital(behind)) names.push(extended(before.start, behind.start + behind.text.length))
  if (wide && before) names.push(extended(before.start, chunk.end))
  if (behind && capital(behind) && behind.role !== 'mark')
    names.push(extended(chunk.start, behind.start + behind.text.length))
  // Texts that lost their apostrophes: "Syrias", "Aleppos".
  if (
    /[^s]s$/.test(chunk.name) &&
    gazetteer.anywhere(chunk.name).length === 0 &&
    gazetteer
      .anywhere(chunk.name.slice(0, -1))
      .some((record) => record.level === 'country' || record.population > 500000)
  )
    names.push(chunk.name.slice(0, -1))
  names.push(chunk.name)
  return names.filter(
    (name, i) =>
      i === names.length - 1 ||
      gazetteer.anywhere(name).length > 0 ||
      countries
        .slice(0, 2)
        .some((code) => gazetteer.within(code, name).some(({ record }) => record.level !== 'locality')),
  )
}

const TITLE =
  /^(?:mr|mrs|ms|dr|president|vice-president|minister|general|gen|col|colonel|lt|lieutenant|maj|major|capt|captain|sgt|sergeant|cpl|pvt|commander|mullah|mawlawi|maulvi|mawlavi|mualawi|molvi|qari|haji|hajji|sheikh|shaikh|imam|ustad|abu|umm|spokesman|spokeswoman|spokesperson|governor|mayor|king|prince|emir|sultan|ambassador|secretary|chief|senator|judge|professor|prof|brig|brigadier|adm|admiral|sayed|sayyid|malik|son|brother|named|called)\.?$/i
/** True where the run reads like a person's name: a title before it, or one of several names that no place has. */
export function isPersonPart(tokens: readonly Token[], chunk: Chunk): boolean {
  const before = tokens[chunk.nameFrom - 1]
  return before !== undefined && TITLE.test(before.text) && !(before.role === 'mark')
}

export const at = (text: string, from: number, to: number): string => text.slice(Math.max(0, from), Math.max(0, to))
/** How likely a place is meant by its bare name, other things equal. */
export function prior(record: PlaceRecord, kind: Kind | null): number {
  const size = record.population > 0 ? Math.log10(record.population) * 0.5 : 0
  const level = {
    country: 6,
    region: 2.5,
    province: 3,
    district: 1.6,
    locality: size + (record.capitalOf ? 1 : 0),
    neighbourhood: -0.5,
  }[record.level]
  if (kind === null || kind === 'site' || kind === 'region') return level
  if (kind === 'nature')
    return (
      level + (record.level === 'region' ? 2 : record.level === 'district' ? 1 : record.level === 'locality' ? -6 : -1)
    )
  const fits: Readonly<Record<string, readonly PlaceRecord['level'][]>> = {
    country: ['country'],
    province: ['province'],
    district: ['district'],
    locality: ['locality', 'neighbourhood'],
  }
  if (fits[kind]?.includes(record.level)) return level + 4
  if (kind === 'district')
    return (
      level +
      (record.level === 'locality' ? (record.population > 0 ? -0.5 : -1.5) : record.level === 'province' ? -3 : -2)
    )
  if (kind === 'locality') return level + (record.level === 'district' ? -0.5 : -4)
  if (kind === 'province') return level + (record.level === 'region' ? 1 : record.level === 'district' ? -3 : -5)
  return level - 3
}
export const SITE_WORD =
  /\b(?:airport|base|camp|mosque|hospital|school|hotel|market|bazaar|checkpoint|prison|jail|university|bridge|dam|crossing|embassy|consulate|station|office|lines|headquarters|compound|square|highway|road|street|neighbou?rhood|airbase|airfield)\b/i

// ----------------------------------------------------------------------------------------------- one run of names

export interface Resolved {
  readonly record: PlaceRecord | null
  readonly container: PlaceRecord | null
  readonly because: string
  readonly contradicts: PlaceRecord | null
}
