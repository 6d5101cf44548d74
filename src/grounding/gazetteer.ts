import type { PlaceRef } from '../claim/index.js'
import type { CountryRecord, PlaceLevel, PlaceRecord, Places } from '../data/places.js'
import { distance, foldName, foldPlain, plain } from './fold.js'

/** How well a name fits a place: 0 = written alike, then folded alike, then by letters. */
export interface Match {
  readonly record: PlaceRecord
  /** 0 exact; about 0.5 folded alike; 1 and more fuzzy. */
  readonly cost: number
  readonly how: 'exact' | 'folded' | 'fuzzy'
}

/** Names of one country, indexed when first asked for. */
interface CountryIndex {
  readonly exact: ReadonlyMap<string, readonly PlaceRecord[]>
  readonly folded: ReadonlyMap<string, readonly PlaceRecord[]>
  /** By folded name with all vowels alike: Kefraya and Kafraya. */
  readonly bones: () => ReadonlyMap<string, readonly PlaceRecord[]>
  /** Folded names of countries, provinces, districts and larger towns, for the fuzzy step. */
  readonly notable: readonly { readonly key: string; readonly record: PlaceRecord }[]
  /** The districts' names, word by word. */
  readonly districts: () => readonly { readonly words: readonly string[]; readonly record: PlaceRecord }[]
  /** What was asked before: a report names few places, many times. */
  readonly asked: Map<string, readonly Match[]>
}

/** Looks names up in the gazetteer. */
export interface Gazetteer {
  readonly countries: readonly CountryRecord[]
  country(code: string): CountryRecord | null
  record(id: string): PlaceRecord | null
  /** Countries, provinces and larger cities of the world, and regions, by exact name. */
  anywhere(name: string): readonly PlaceRecord[]
  /** The country that an adjective or demonym points to ("Afghan"). */
  countriesByAdjective(word: string): readonly CountryRecord[]
  /** Everything so named in one country; the fuzzy step only where asked. */
  within(country: string, name: string, fuzzy?: boolean): readonly Match[]
  /** Districts of whose names the words are a part, or the other way round: "Archi" for Dasht-e Archi. */
  partly(country: string, name: string): readonly Match[]
  capital(country: string): PlaceRecord | null
  provinceCapital(province: PlaceRecord): PlaceRecord | null
  /** Containers from the nearest to the country, the place itself first. */
  lineage(record: PlaceRecord): readonly PlaceRecord[]
  namesOf(record: PlaceRecord): readonly string[]
  ref(record: PlaceRecord): PlaceRef
}

const append = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const known = map.get(key)
  if (!known) map.set(key, [value])
  else if (known[known.length - 1] !== value && !known.includes(value)) known.push(value)
}

/** Answers that are kept a country. */
const MOST_ASKED = 5000

/** The words of a name, folded, without particles. */
const wordsOf = (name: string): readonly string[] =>
  plain(name)
    .split(' ')
    .map((word) => foldPlain(word))
    .filter((word) => word.length > 2)

const bone = (key: string): string => key.replace(/[aiu]+/g, 'a')

const LEVEL_OF_REF: Readonly<Record<PlaceLevel, PlaceRef['level']>> = {
  country: 'country',
  region: 'region',
  province: 'province',
  district: 'district',
  locality: 'locality',
  neighbourhood: 'site',
}

/** Builds the lookups; countries are indexed when a report first names them. */
export function buildGazetteer(places: Places): Gazetteer {
  const byId = new Map<string, PlaceRecord>()
  const world = new Map<string, PlaceRecord[]>()
  const adjectives = new Map<string, CountryRecord[]>()
  const byCountry = new Map<string, PlaceRecord[]>()
  const others = new Map(
    places.names.map((each) => [`${each.country}/${each.level}/${foldName(each.name)}`, [each.name, ...each.aliases]]),
  )
  const namesOf = (record: PlaceRecord): readonly string[] => [
    record.name,
    ...record.aliases,
    ...(others.get(`${record.countries[0]}/${record.level}/${foldName(record.name)}`) ?? []),
  ]
  for (const country of places.countries) {
    byId.set(country.id, country)
    for (const name of namesOf(country)) append(world, plain(name), country)
    for (const word of country.adjectives) append(adjectives, plain(word), country)
  }
  for (const record of [...places.extra, ...places.world]) {
    byId.set(record.id, record)
    for (const code of record.countries) append(byCountry, code, record)
    for (const name of namesOf(record)) append(world, plain(name), record)
  }

  const indices = new Map<string, CountryIndex>()
  const index = (code: string): CountryIndex => {
    const known = indices.get(code)
    if (known) return known
    const records = new Map<string, PlaceRecord>()
    for (const record of byCountry.get(code) ?? []) records.set(record.id, record)
    // The country's own file knows containers better than the world's.
    for (const record of places.detail(code)) records.set(record.id, record)
    const country = byId.get(code)
    if (country) records.set(code, country)
    const exact = new Map<string, PlaceRecord[]>()
    const folded = new Map<string, PlaceRecord[]>()
    const notable: { key: string; record: PlaceRecord }[] = []
    for (const record of records.values()) {
      byId.set(record.id, record)
      const big =
        record.level === 'province' ||
        record.level === 'district' ||
        record.level === 'country' ||
        record.population >= 15000
      for (const name of namesOf(record)) {
        const written = plain(name)
        append(exact, written, record)
        const key = foldPlain(written)
        if (key.length < 2) continue
        append(folded, key, record)
        if (big && key.length >= 4) notable.push({ key, record })
      }
    }
    let byBone: Map<string, PlaceRecord[]> | null = null
    const bones = (): ReadonlyMap<string, readonly PlaceRecord[]> => {
      if (byBone) return byBone
      byBone = new Map()
      for (const [key, found] of folded)
        if (key.length >= 5) for (const record of found) append(byBone, bone(key), record)
      return byBone
    }
    let named: { words: readonly string[]; record: PlaceRecord }[] | null = null
    const districts = (): readonly { words: readonly string[]; record: PlaceRecord }[] => {
      named ??= [...new Set(notable.map(({ record }) => record))]
        .filter((record) => record.level === 'district')
        .flatMap((record) => namesOf(record).map((name) => ({ words: wordsOf(name), record })))
      return named
    }
    const built = { exact, folded, bones, notable, districts, asked: new Map<string, readonly Match[]>() }
    indices.set(code, built)
    return built
  }

  const find = (country: string, name: string, fuzzy: boolean): readonly Match[] => {
    const { exact, folded, bones, notable } = index(country)
    const best = new Map<string, Match>()
    const add = (match: Match): void => {
      const known = best.get(match.record.id)
      if (!known || match.cost < known.cost) best.set(match.record.id, match)
    }
    for (const record of exact.get(plain(name)) ?? []) add({ record, cost: 0, how: 'exact' })
    const key = foldName(name)
    if (key.length >= 2) for (const record of folded.get(key) ?? []) add({ record, cost: 0.5, how: 'folded' })
    if (fuzzy && key.length >= 4) {
      if (key.length >= 5 && best.size === 0)
        for (const record of bones().get(bone(key)) ?? []) add({ record, cost: 1.3, how: 'fuzzy' })
      // Longer names bear more difference; two letters of ten, none but the cheapest of four.
      const limit = Math.min(1.6, 0.16 * key.length)
      for (const each of notable) {
        if (Math.abs(each.key.length - key.length) > 3) continue
        const far = distance(key, each.key, limit)
        if (far > 0 && far <= limit) add({ record: each.record, cost: 0.8 + far, how: 'fuzzy' })
      }
    }
    return [...best.values()]
  }

  const findPartly = (country: string, name: string): readonly Match[] => {
    const asked = wordsOf(name)
    const best = new Map<string, Match>()
    if (asked.length === 0) return []
    for (const { words, record } of index(country).districts()) {
      if (words.length === asked.length || words.length === 0) continue
      const [short, long] = words.length < asked.length ? [words, asked] : [asked, words]
      const shared = short.every((word) =>
        long.some((each) => each === word || (word.length > 4 && distance(word, each, 0.6) <= 0.6)),
      )
      if (shared && short.some((word) => word.length >= 4)) best.set(record.id, { record, cost: 1.4, how: 'fuzzy' })
    }
    return [...best.values()]
  }

  const remembered = (country: string, key: string, look: () => readonly Match[]): readonly Match[] => {
    const { asked } = index(country)
    const known = asked.get(key)
    if (known) return known
    const found = look()
    if (asked.size >= MOST_ASKED) asked.clear()
    asked.set(key, found)
    return found
  }

  const within: Gazetteer['within'] = (country, name, fuzzy = false) =>
    remembered(country, `${fuzzy ? '~' : '='}${name}`, () => find(country, name, fuzzy))
  const partly: Gazetteer['partly'] = (country, name) =>
    remembered(country, `+${name}`, () => findPartly(country, name))

  const lineage: Gazetteer['lineage'] = (record) => {
    const line = [record]
    for (let at = record.parent; at && line.length < 6; ) {
      const container = byId.get(at)
      if (!container || line.includes(container)) break
      line.push(container)
      at = container.parent
    }
    return line
  }

  const settlements = (code: string): readonly PlaceRecord[] =>
    byCountry.get(code)?.filter((record) => record.level === 'locality') ?? []

  return {
    countries: places.countries,
    capital: (code) => settlements(code).find((record) => record.capitalOf === 'country') ?? null,
    provinceCapital: (province) => {
      const inside = settlements(province.countries[0] ?? '').filter(
        (record) =>
          record.capitalOf !== null &&
          (record.parent === province.id ||
            lineage(byId.get(record.id) ?? record).some((each) => each.id === province.id)),
      )
      return inside[0] ?? null
    },
    country: (code) => places.countries.find((each) => each.id === code) ?? null,
    record: (id) => byId.get(id) ?? null,
    anywhere: (name) => world.get(plain(name)) ?? [],
    countriesByAdjective: (word) => adjectives.get(plain(word)) ?? [],
    within,
    partly,
    namesOf,
    lineage,
    ref: (record) => ({
      id: record.id,
      name: record.name,
      chain: lineage(record)
        .slice(1)
        .map((each) => each.name),
      level: LEVEL_OF_REF[record.level],
      lat: record.lat,
      lon: record.lon,
      country: record.countries.length === 1 ? (record.countries[0] ?? null) : null,
    }),
  }
}
