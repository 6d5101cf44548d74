/**
 * Builds data/places from the open gazetteers in ../shared/reference (see data/places/ATTRIBUTION.md).
 * Run by `npm run data:places [REFERENCE]`; the same input gives the same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, gunzipSync, gzipSync } from 'node:zlib'
import { foldName, plain } from '../src/grounding/fold.js'

const reference = process.argv[2] ?? join(import.meta.dirname, '../../shared/reference')
const target = join(import.meta.dirname, '../data/places')
const WOF = ['af', 'sy', 'iq', 'pk', 'ps', 'ua', 'sd', 'mm', 'so', 'ml', 'ye'] as const

interface Row {
  level: '1' | '2' | 'P' | 'N'
  id: string
  parent: string
  lat: number | null
  lon: number | null
  pop: number
  name: string
  aliases: string[]
  mark: string
}

const unzip = (path: string): string => gunzipSync(readFileSync(join(reference, path))).toString('utf8')
const table = (text: string): string[][] =>
  text
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t'))
const isLatin = (name: string): boolean =>
  /^[\p{Script=Latin}\p{M}\p{N}\p{P}\p{S}\p{Zs}ʹ-˿]+$/u.test(name) && /\p{L}/u.test(name)
/** What gazetteers append to a name, and reports leave out: "Maidan Wardak Province", "Kyiv Oblast". */
const GENERIC =
  /^(?:muhafazat|muhafazat|governorate of|province of|wilayat|state of)\s+|\s+(?:province|governorate|oblast'?|state|district|city|region|municipality|raion|wilayat|agency)$/i
const bare = (name: string): string => {
  const plainer = name.replace(/\s*\(.*?\)/g, '').trim()
  const stripped = plainer.replace(GENERIC, '').trim()
  return stripped.length > 2 ? stripped : plainer
}
const number = (text: string | undefined): number | null => (text ? Number(text) : null)
const degrees = (value: number | null): string => (value === null ? '' : String(Math.round(value * 1000) / 1000))
const near = (a: Row, b: Row, most: number): boolean =>
  a.lat !== null &&
  b.lat !== null &&
  a.lon !== null &&
  b.lon !== null &&
  Math.hypot(a.lat - b.lat, a.lon - b.lon) < most

/** Names that say something new: neither written alike nor folding alike. */
function distinct(name: string, others: readonly string[]): string[] {
  const seen = new Set([foldName(name), ''])
  const out: string[] = []
  for (const other of others.map((each) => each.replace(/[\t|]/g, ' ').trim()).filter(isLatin)) {
    const key = foldName(bare(other))
    if (seen.has(key) || plain(other).length < 2) continue
    seen.add(key)
    out.push(bare(other))
  }
  return out.sort()
}

const admin1: { code: string; name: string }[] = JSON.parse(
  readFileSync(join(reference, 'geonames/admin1.json'), 'utf8'),
)

interface City extends Row {
  country: string
  admin1: string
}
const cities: City[] = table(unzip('geonames/world_cities5000.tsv.gz')).map((cell) => ({
  level: 'P',
  id: `g${cell[0]}`,
  parent: '',
  country: cell[1] ?? '',
  admin1: `${cell[1]}.${cell[2]}`,
  mark: cell[3] === 'PPLC' ? 'C' : cell[3] === 'PPLA' ? 'A' : '',
  lat: number(cell[4]),
  lon: number(cell[5]),
  pop: Number(cell[6] ?? 0),
  name: cell[7] ?? '',
  aliases: (cell[8] ?? '').split('|'),
}))

/** Capitals of provinces whose name the import may not leave among the province's aliases: Mosul is not Nineveh. */
function withoutTowns(row: Row, towns: ReadonlySet<string>): Row {
  const own = foldName(bare(row.name))
  return {
    ...row,
    aliases: row.aliases.filter((alias) => foldName(bare(alias)) === own || !towns.has(foldName(bare(alias)))),
  }
}

function wofCountry(code: string): Row[] {
  const upper = code.toUpperCase()
  const raw: Row[] = table(unzip(`wof/${code}.tsv.gz`)).map((cell) => ({
    level: (cell[2] === '3' ? '2' : cell[2]) as Row['level'],
    id: cell[1] && cell[2] !== '1' && cell[2] !== '2' ? `g${cell[1]}` : `w${cell[0]}`,
    parent: cell[3] ?? '',
    lat: number(cell[4]),
    lon: number(cell[5]),
    pop: Number(cell[6] || 0),
    name: cell[7] ?? '',
    aliases: (cell[8] ?? '').split('|'),
    mark: '',
  }))
  const states = raw.filter((row) => row.level === '1' && !/^United Nations/.test(row.name))
  const keysOf = (row: Row) => new Set([row.name, ...row.aliases].filter(isLatin).map((name) => foldName(bare(name))))
  const wofOf = new Map<string, Row>()
  for (const { code: admin, name } of admin1.filter((each) => each.code.startsWith(`${upper}.`))) {
    const key = foldName(bare(name))
    const match = states.find((row) => keysOf(row).has(key))
    if (!match) {
      console.warn(`${admin} ${name}: no province of Who's On First`)
      continue
    }
    wofOf.set(admin, match)
  }
  for (const [admin, row] of wofOf) {
    const given = admin1.find((each) => each.code === admin)?.name ?? row.name
    row.aliases.push(row.name)
    row.name = bare(given)
    row.mark = admin.slice(3)
  }
  const ids = new Set(raw.map((row) => row.id.slice(1)))
  const levelOf = new Map(raw.map((row) => [row.id.slice(1), row.level]))
  const rows = raw.filter((row) => row.level !== '1' || states.includes(row))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const stateIds = new Map(states.map((row) => [row.name, row.id.slice(1)]))
  for (const city of cities.filter((each) => each.country === upper)) {
    const state = wofOf.get(city.admin1)
    let known = byId.get(city.id)
    if (!known) {
      known = rows.find(
        (row) => row.level === 'P' && near(row, city, 0.12) && foldName(row.name) === foldName(city.name),
      )
    }
    if (known) {
      known.aliases.push(known.name, ...city.aliases)
      known.name = city.name
      known.pop = Math.max(known.pop, city.pop)
      known.mark = city.mark
    } else {
      const district = rows.find(
        (row) => row.level === '2' && near(row, city, 0.15) && foldName(row.name) === foldName(city.name),
      )
      rows.push({ ...city, parent: district?.id.slice(1) ?? (state ? (stateIds.get(state.name) ?? '') : '') })
    }
  }
  // A second record of a city (same name, same spot, smaller) says nothing new.
  const cityRows = rows.filter((row) => row.mark !== '' || row.pop >= 15000)
  const doubled = new Set<Row>()
  for (const city of cityRows.filter((row) => row.level === 'P')) {
    const key = foldName(city.name)
    for (const row of rows) {
      if (
        row !== city &&
        row.level === 'P' &&
        row.pop < city.pop &&
        near(row, city, 0.12) &&
        foldName(row.name) === key
      )
        doubled.add(row)
    }
  }
  const towns = new Set(cityRows.filter((row) => row.level === 'P').map((row) => foldName(row.name)))
  const clean = rows
    .filter((row) => !doubled.has(row) && row.name && isLatin(row.name))
    .map((row) => (row.level === '1' || row.level === '2' ? withoutTowns(row, towns) : row))
    .map((row) => ({ ...row, parent: ids.has(row.parent) && levelOf.get(row.parent) !== 'P' ? row.parent : '' }))
  // Villages of Pakistan (130,000) that nothing distinguishes would be half of the whole gazetteer.
  const kept =
    code === 'pk'
      ? clean.filter(
          (row) => row.level !== 'N' && (row.level !== 'P' || row.pop > 0 || row.aliases.filter(isLatin).length > 0),
        )
      : clean
  return kept.map((row) => ({ ...row, aliases: distinct(row.name, row.aliases) }))
}

/** One line a place, sorted by container; an empty container means "as in the line above". */
function write(file: string, rows: readonly Row[]): number {
  const rank = (row: Row) => '12PN'.indexOf(row.level)
  const sorted = [...rows].sort(
    (a, b) =>
      Number(rank(a) > 1) - Number(rank(b) > 1) ||
      (rank(a) < 2 ? rank(a) - rank(b) : 0) ||
      (a.parent < b.parent
        ? -1
        : a.parent > b.parent
          ? 1
          : a.name < b.name
            ? -1
            : a.name > b.name
              ? 1
              : a.id < b.id
                ? -1
                : 1),
  )
  let last = ''
  const lines = sorted.map((row) => {
    const parent = row.parent === last ? '' : row.parent || '-'
    last = row.parent
    return [
      row.level,
      row.id,
      parent,
      degrees(row.lat),
      degrees(row.lon),
      row.pop || '',
      row.mark,
      row.name,
      row.aliases.join('|'),
    ]
      .join('\t')
      .replace(/\t+$/, '')
  })
  return save(file, `${lines.join('\n')}\n`)
}

function save(file: string, text: string): number {
  const bytes = gzipSync(text, { level: constants.Z_BEST_COMPRESSION })
  bytes[9] = 255 // the operating system, which must not change the bytes
  writeFileSync(join(target, file), bytes)
  return bytes.length
}

mkdirSync(target, { recursive: true })
let total = 0
for (const code of WOF) {
  const rows = wofCountry(code)
  const size = write(`${code}.tsv.gz`, rows)
  total += size
  console.log(`${code}: ${rows.length} places, ${Math.round(size / 1024)} KB`)
}

// The world: provinces (with the middle of their towns) and cities.
const known = new Map<string, City[]>()
for (const city of cities) known.set(city.admin1, [...(known.get(city.admin1) ?? []), city])
const middle = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const line = (city: City): string =>
  [
    city.country,
    city.admin1.slice(3),
    city.id,
    degrees(city.lat),
    degrees(city.lon),
    city.pop || '',
    city.mark,
    city.name,
    distinct(city.name, city.aliases).join('|'),
  ]
    .join('\t')
    .replace(/\t+$/, '')
const provinces = [...admin1]
  .sort((a, b) => (a.code < b.code ? -1 : 1))
  .map(({ code, name }) => {
    const towns = (known.get(code) ?? []).filter((city) => city.lat !== null && city.lon !== null)
    const at =
      towns.length === 0
        ? ['', '']
        : [degrees(middle(towns.map((city) => city.lat ?? 0))), degrees(middle(towns.map((city) => city.lon ?? 0)))]
    return [code.slice(0, 2), code.slice(3), '1', ...at, '', '', bare(name), bare(name) === name ? '' : name]
      .join('\t')
      .replace(/\t+$/, '')
  })
const order = (a: City, b: City) =>
  a.country < b.country ? -1 : a.country > b.country ? 1 : b.pop - a.pop || (a.id < b.id ? -1 : 1)
const big = cities.filter((city) => city.pop >= 15000 || city.mark !== '').sort(order)
const small = cities
  .filter((city) => city.pop < 15000 && city.mark === '' && !WOF.some((code) => code.toUpperCase() === city.country))
  .sort(order)
const world = save('world.tsv.gz', `${[...provinces, ...big.map(line)].join('\n')}\n`)
const towns = save('towns.tsv.gz', `${small.map(line).join('\n')}\n`)

// Countries: a point within the largest piece of each, from Natural Earth.
interface Topology {
  transform: { scale: [number, number]; translate: [number, number] }
  arcs: [number, number][][]
  objects: { countries: { geometries: { type: string; arcs: unknown; properties: { name: string } }[] } }
}
const topology: Topology = JSON.parse(readFileSync(join(reference, 'naturalearth/countries-50m.json'), 'utf8'))
const decoded = topology.arcs.map((arc) => {
  let x = 0
  let y = 0
  return arc.map(([dx, dy]): [number, number] => {
    x += dx
    y += dy
    return [
      x * topology.transform.scale[0] + topology.transform.translate[0],
      y * topology.transform.scale[1] + topology.transform.translate[1],
    ]
  })
})
function centroid(arcs: readonly number[]): { area: number; lat: number; lon: number } {
  const ring = arcs.flatMap((index) => (index >= 0 ? (decoded[index] ?? []) : [...(decoded[~index] ?? [])].reverse()))
  let area = 0
  let lon = 0
  let lat = 0
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i] ?? [0, 0]
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [0, 0]
    const cross = x1 * y2 - x2 * y1
    area += cross
    lon += (x1 + x2) * cross
    lat += (y1 + y2) * cross
  }
  return { area: Math.abs(area), lat: lat / (3 * area), lon: lon / (3 * area) }
}
const NAMED: Readonly<Record<string, string>> = {
  'bosnia and herz': 'BA',
  'central african rep': 'CF',
  congo: 'CG',
  'dem rep congo': 'CD',
  'cote d ivoire': 'CI',
  czechia: 'CZ',
  'dominican rep': 'DO',
  'eq guinea': 'GQ',
  'north macedonia': 'MK',
  macedonia: 'MK',
  'united states of america': 'US',
  's sudan': 'SS',
  'w sahara': 'EH',
  swaziland: 'SZ',
  eswatini: 'SZ',
  'timor leste': 'TL',
  'cabo verde': 'CV',
  'solomon is': 'SB',
  turkiye: 'TR',
  'cote divoire': 'CI',
}
const countries = readFileSync(join(target, 'countries.tsv'), 'utf8')
  .split('\n')
  .filter((each) => each && !each.startsWith('#'))
  .map((each) => each.split('\t'))
const codeByName = new Map(countries.map((cell) => [plain(cell[1] ?? ''), cell[0] ?? '']))
const points = new Map<string, { lat: number; lon: number }>()
for (const { type, arcs, properties } of topology.objects.countries.geometries) {
  const key = plain(properties.name)
  const code = NAMED[key] ?? codeByName.get(key)
  if (!code) continue
  const rings =
    type === 'Polygon' ? [(arcs as number[][])[0] ?? []] : (arcs as number[][][]).map((polygon) => polygon[0] ?? [])
  const largest = rings.map(centroid).sort((a, b) => b.area - a.area)[0]
  if (largest) points.set(code, largest)
}
for (const [code] of countries) if (!points.has(code ?? '')) console.warn(`${code}: no polygon`)
writeFileSync(
  join(target, 'country-points.tsv'),
  `# Generated by scripts/import-places.ts from Natural Earth 50m: code, latitude, longitude.\n${[...points]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, at]) => `${code}\t${at.lat.toFixed(2)}\t${at.lon.toFixed(2)}`)
    .join('\n')}\n`,
)
console.log(
  `world: ${provinces.length} provinces, ${big.length} cities, ${Math.round(world / 1024)} KB; towns: ${small.length}, ${Math.round(towns / 1024)} KB`,
)
console.log(`all: ${Math.round((total + world + towns) / 1024)} KB`)
