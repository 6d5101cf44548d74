import { LineCounter, parseDocument } from 'yaml'
import type { Problem } from './problem.js'

export type PlaceLevel = 'country' | 'region' | 'province' | 'district' | 'locality' | 'neighbourhood'

/** One entry of the gazetteer, as the files give it. */
export interface PlaceRecord {
  readonly id: string
  readonly level: PlaceLevel
  readonly name: string
  readonly aliases: readonly string[]
  /** Id of the nearest container that is listed, or null. */
  readonly parent: string | null
  /** ISO 3166-1 alpha-2; several for what lies in more than one; none where the region has no agreed extent. */
  readonly countries: readonly string[]
  readonly lat: number | null
  readonly lon: number | null
  readonly population: number
  readonly capitalOf: 'country' | 'province' | null
}

export interface CountryRecord extends PlaceRecord {
  /** "Afghan", "Afghans": words that point to the country without being its name. */
  readonly adjectives: readonly string[]
}

/** Every place, the details of a country read when they are first asked for. */
export interface Places {
  readonly countries: readonly CountryRecord[]
  /** Provinces and cities of the whole world. */
  readonly world: readonly PlaceRecord[]
  /** Regions and places that the gazetteers lack. */
  readonly extra: readonly PlaceRecord[]
  /** Other names of listed places. */
  readonly names: readonly OtherNames[]
  /** Districts, towns and villages of one country; empty where none are listed. */
  detail(country: string): readonly PlaceRecord[]
}

export interface OtherNames {
  readonly country: string
  readonly level: PlaceLevel
  readonly name: string
  readonly aliases: readonly string[]
}

/** The texts of the files under data/places, unzipped; `country` is asked only for the countries that reports name. */
export interface PlaceFiles {
  readonly countries: string
  readonly points: string
  readonly world: string
  readonly overrides: string
  readonly towns: () => string
  readonly country: (code: string) => string | null
}

const LEVELS: Readonly<Record<string, PlaceLevel>> = {
  '1': 'province',
  '2': 'district',
  P: 'locality',
  N: 'neighbourhood',
}
const degrees = (cell: string | undefined): number | null => (cell ? Number(cell) : null)
const list = (cell: string | undefined, mark: string): readonly string[] =>
  cell ? cell.split(mark).filter(Boolean) : []
const capital = (mark: string | undefined): PlaceRecord['capitalOf'] =>
  mark === 'C' ? 'country' : mark === 'A' ? 'province' : null

/** A line of world.tsv or towns.tsv. */
function worldRecord(line: string): PlaceRecord {
  const [country = '', admin = '', id = '', lat, lon, pop, mark, name = '', aliases] = line.split('\t')
  const province = `${country}.${admin}`
  return {
    id: id === '1' ? province : id,
    level: id === '1' ? 'province' : 'locality',
    name,
    aliases: list(aliases, '|'),
    parent: id === '1' ? country : admin && admin !== '00' ? province : country,
    countries: [country],
    lat: degrees(lat),
    lon: degrees(lon),
    population: Number(pop || 0),
    capitalOf: capital(mark),
  }
}

/** The lines of one country's file; a container's id is written only where it changes. */
function countryRecords(code: string, text: string): PlaceRecord[] {
  const records: PlaceRecord[] = []
  const idByNumber = new Map<string, string>()
  let container = ''
  for (const line of text.split('\n')) {
    if (!line) continue
    const [level = '', id = '', parent = '', lat, lon, pop, mark, name = '', aliases] = line.split('\t')
    if (parent) container = parent === '-' ? '' : parent
    const province = level === '1'
    const own = province && mark ? `${code}.${mark}` : id
    idByNumber.set(id.slice(1), own)
    records.push({
      id: own,
      level: LEVELS[level] ?? 'locality',
      name,
      aliases: list(aliases, '|'),
      parent: province ? code : (idByNumber.get(container) ?? code),
      countries: [code],
      lat: degrees(lat),
      lon: degrees(lon),
      population: Number(pop || 0),
      capitalOf: province ? null : capital(mark),
    })
  }
  return records
}

function readCountries(files: PlaceFiles, problems: Problem[]): CountryRecord[] {
  const points = new Map(
    files.points
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([code = '', lat, lon]) => [code, [degrees(lat), degrees(lon)] as const]),
  )
  const seen = new Set<string>()
  const records: CountryRecord[] = []
  for (const [i, line] of files.countries.split('\n').entries()) {
    if (!line || line.startsWith('#')) continue
    const [code = '', name = '', adjectives, aliases] = line.split('\t')
    const at = { file: 'data/places/countries.tsv', line: i + 1 }
    if (!/^[A-Z]{2}$/.test(code))
      problems.push({ code: 'bad-country', ...at, message: `"${code}" is no two-letter country code` })
    if (seen.has(code)) problems.push({ code: 'duplicate-id', ...at, message: `country ${code} stands twice` })
    seen.add(code)
    const [lat = null, lon = null] = points.get(code) ?? []
    records.push({
      id: code,
      level: 'country',
      name,
      aliases: list(aliases, ','),
      parent: null,
      countries: [code],
      lat,
      lon,
      population: 0,
      capitalOf: null,
      adjectives: list(adjectives, ','),
    })
  }
  return records
}

interface ExtraPlace {
  id?: unknown
  name?: unknown
  level?: unknown
  countries?: unknown
  in?: unknown
  lat?: unknown
  lon?: unknown
  aliases?: unknown
}

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

function readOverrides(yaml: string, problems: Problem[]): { extra: PlaceRecord[]; names: OtherNames[] } {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines })
  const file = 'data/places/overrides.yml'
  for (const error of document.errors) {
    problems.push({
      code: 'syntax',
      file,
      line: error.linePos?.[0].line ?? 1,
      message: error.message.split('\n')[0] ?? '',
    })
  }
  if (document.errors.length > 0) return { extra: [], names: [] }
  const value = (document.toJS() ?? {}) as { places?: ExtraPlace[]; names?: OtherNames[] }
  const extra: PlaceRecord[] = []
  for (const place of value.places ?? []) {
    if (
      typeof place.id !== 'string' ||
      typeof place.name !== 'string' ||
      !['region', 'province', 'district', 'locality'].includes(String(place.level))
    ) {
      problems.push({
        code: 'bad-place',
        file,
        line: 1,
        message: `a place needs id, name and level: ${JSON.stringify(place)}`,
      })
      continue
    }
    const countries = strings(place.countries)
    extra.push({
      id: place.id,
      level: place.level as PlaceLevel,
      name: place.name,
      aliases: strings(place.aliases),
      parent: typeof place.in === 'string' ? place.in : countries.length === 1 ? (countries[0] ?? null) : null,
      countries,
      lat: typeof place.lat === 'number' ? place.lat : null,
      lon: typeof place.lon === 'number' ? place.lon : null,
      population: 0,
      capitalOf: null,
    })
  }
  return { extra, names: (value.names ?? []).map((each) => ({ ...each, aliases: strings(each.aliases) })) }
}

/** Reads data/places. Never throws: what is wrong comes back beside what could be read. */
export function readPlaces(files: PlaceFiles): { values: Places; problems: Problem[] } {
  const problems: Problem[] = []
  const countries = readCountries(files, problems)
  const { extra, names } = readOverrides(files.overrides, problems)
  const world = files.world.split('\n').filter(Boolean).map(worldRecord)
  const details = new Map<string, readonly PlaceRecord[]>()
  let towns: ReadonlyMap<string, readonly PlaceRecord[]> | null = null
  const readTowns = (): ReadonlyMap<string, readonly PlaceRecord[]> => {
    const byCountry = new Map<string, PlaceRecord[]>()
    for (const record of files.towns().split('\n').filter(Boolean).map(worldRecord)) {
      const code = record.countries[0] ?? ''
      const known = byCountry.get(code)
      if (known) known.push(record)
      else byCountry.set(code, [record])
    }
    return byCountry
  }
  const detail = (code: string): readonly PlaceRecord[] => {
    const known = details.get(code)
    if (known) return known
    const text = files.country(code)
    if (text === null) towns ??= readTowns()
    const records = text === null ? (towns?.get(code) ?? []) : countryRecords(code, text)
    details.set(code, records)
    return records
  }
  return { values: { countries, world, extra, names, detail }, problems }
}
