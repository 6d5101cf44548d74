import type { PlaceRecord } from '../../data/places.js'
import type { Gazetteer } from '../gazetteer.js'
import type { Chunk, Kind } from '../phrase.js'
import { lookAt, type Resolved, type Scene } from './common.js'
import { type Ranked, rank } from './rank.js'

// -------------------------------------------------------------------------------------------------- containers

/** The containers that the phrase itself names: "in Y", ", Y province", "X's" before, "Afghan" before. */
function containersOf(
  scene: Scene,
  gazetteer: Gazetteer,
  chunk: Chunk,
  depth: number,
): readonly { record: PlaceRecord; sure: boolean }[] {
  const { text, tokens, chunks } = scene
  const out: { record: PlaceRecord; sure: boolean }[] = []
  const place = (other: Chunk): PlaceRecord | null =>
    depth > 2 ? null : (resolveChunk(scene, gazetteer, other, depth + 1, chunk.kind).record ?? null)
  const index = chunks.findIndex((each) => each.nameFrom === chunk.nameFrom)
  // Behind: ", Y", " in Y", " of Y", "(Y)", and over an enumeration: "A and B in the province of C".
  let from = chunk
  for (let i = index + 1; i < chunks.length && i <= index + 5; i++) {
    const next = chunks[i] as Chunk
    const nextStart = tokens[next.from]?.start ?? next.start
    const between = text.slice(tokens[from.to - 1]?.end ?? from.end, nextStart)
    const link =
      /^\s*(?:,|\(|\/|,?\s*(?:located |situated |which is |lying |also )*(?:in|of|inside|within|across|outside|near|at)(?: the)?(?: \w+ern| \w+)?(?: (?:province|country|city|district|governorate|region)['’]s)?|\s*,?\s*(?:just )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west) of(?: the)?|\s*,?\s*(?:in|of) (?:the )?(?:\w+(?:[ -]\w+)?ern |\w+ )?(?:\p{Lu}\p{L}+ )?(?:province|governorate|district|region|state|city|town),?(?: of)?)\s*(?:the\s+)?$/u.exec(
        between,
      )
    const enumeration = /^\s*(?:,|,?\s*(?:and|or|as well as))\s*(?:the\s+)?$/.test(between)
    const record = link ? place(next) : null
    if (link && (record || !enumeration)) {
      const plainList = /^\s*,\s*$/.test(between)
      const beside = /(?:north|south|east|west) of/.test(between)
      const spelt = /\b(?:in|of|inside|within)\b|\(|\//.test(between)
      if (record && beside && record.level === 'locality') {
        // West of Aleppo is not in the city, but in its province.
        const around = gazetteer.lineage(record).find((each) => each.level === 'province')
        if (around) out.push({ record: around, sure: true })
      } else if (
        record &&
        (record.level === 'country' ||
          record.level === 'province' ||
          record.level === 'district' ||
          record.level === 'region' ||
          spelt)
      )
        out.push({
          record,
          sure:
            spelt || next.kind === 'province' || next.kind === 'district' || (plainList && record.level === 'country'),
        })
      if (!record && !spelt) break
      from = next
      continue
    }
    if (enumeration && out.length === 0) {
      from = next
      continue
    }
    break
  }
  // Before: "Afghanistan's northeastern Kunar province", "the Afghan province of".
  for (let i = chunk.from - 1; i >= 0 && i >= chunk.from - 4; i--) {
    const token = tokens[i]
    if (!token || token.role === 'mark') break
    const owner = token.possessive ? chunks.find((each) => each.nameTo - 1 === i || each.to - 1 === i) : undefined
    if (owner) {
      const record = place(owner)
      if (record) out.push({ record, sure: true })
      break
    }
    if (token.possessive && token.role === 'kind') {
      const record = anaphor(scene, gazetteer, token.kind, token.text, token.start)
      if (record) out.push({ record, sure: true })
      break
    }
    const country = gazetteer.countriesByAdjective(token.text)[0]
    if (country) {
      out.push({ record: country, sure: false })
      break
    }
    if (
      !(
        token.role === 'direction' ||
        token.role === 'kind' ||
        /^(?:of|the|border|coastal|capital|volatile|restive|neighbou?ring|remote|besieged|mountainous|rebel-held|government-held|opposition-held|occupied)$/.test(
          token.bare,
        )
      )
    )
      break
  }
  return out
}

/** "the province", "the city", "the country": the last such place before the words, or the one where the report plays. */
export function anaphor(
  scene: Scene,
  gazetteer: Gazetteer,
  kind: Kind | null,
  word: string,
  offset: number,
): PlaceRecord | null {
  const before = scene.sightings.filter((each) => each.end <= offset).reverse()
  const named = before.filter((each) => !each.adjective)
  if (kind === 'country') {
    const main = scene.main ? gazetteer.country(scene.main) : null
    const close = named.find((each) => each.record.level === 'country')
    if (close && offset - close.end < 200) return close.record
    return main ?? close?.record ?? null
  }
  const wanted: Readonly<Record<string, readonly PlaceRecord['level'][]>> = {
    province: ['province'],
    district: ['district'],
    locality: ['locality'],
  }
  const levels = wanted[kind ?? ''] ?? []
  if (/^capital/i.test(word)) {
    const country = scene.main
    return country ? gazetteer.capital(country) : null
  }
  const same = named.find((each) => levels.includes(each.record.level))
  if (same) return same.record
  // "the province" after a place inside one.
  for (const each of named) {
    const container = gazetteer.lineage(each.record).find((line) => levels.includes(line.level))
    if (container) return container
  }
  return null
}

const LISTED = /^\s*(?:,|,?\s*(?:and|or|as well as)(?:\s+(?:possibly|also|perhaps|in|the|neighbou?ring|nearby))*)\s*$/
const PLURAL: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:provinces|governorates|states|oblasts)$/i, 'province'],
  [/^(?:districts|counties|townships|raions)$/i, 'district'],
  [/^(?:cities|towns|villages)$/i, 'locality'],
]

/** The kind that an enumeration shares: "Kunar, Nangarhar and possibly Nuristan provinces", "provinces, including Takhar and Kunduz". */
function sharedKind(scene: Scene, chunk: Chunk): { kind: Kind | null; siblings: readonly Chunk[] } {
  const { text, tokens, chunks } = scene
  const index = chunks.findIndex((each) => each.nameFrom === chunk.nameFrom)
  const gap = (a: Chunk, b: Chunk): string =>
    text.slice(tokens[a.to - 1]?.end ?? a.end, tokens[b.from]?.start ?? b.start)
  const siblings: Chunk[] = []
  let first = chunk
  for (let i = index - 1; i >= 0 && LISTED.test(gap(chunks[i] as Chunk, first)); i--)
    siblings.unshift((first = chunks[i] as Chunk))
  let last = chunk
  for (let i = index + 1; i < chunks.length && LISTED.test(gap(last, chunks[i] as Chunk)); i++)
    siblings.push((last = chunks[i] as Chunk))
  const plural = (word: string | null | undefined): Kind | null =>
    PLURAL.find(([pattern]) => pattern.test(word ?? ''))?.[1] ?? null
  const behind = plural(last.kindWord)
  if (behind) return { kind: behind, siblings }
  const before = /(\w+)[,:]?\s+(?:(?:including|such as|like|namely|of)(?:\s+the)?\s+)$/.exec(
    text.slice(Math.max(0, (tokens[first.nameFrom]?.start ?? 0) - 40), tokens[first.nameFrom]?.start ?? 0),
  )
  return { kind: plural(first.kindWord) ?? plural(before?.[1]), siblings }
}

export function resolveChunk(
  scene: Scene,
  gazetteer: Gazetteer,
  given0: Chunk,
  depth: number,
  contains: Kind | null = null,
): Resolved {
  const shared = given0.kind === null && scene.chunks.includes(given0) ? sharedKind(scene, given0) : null
  const chunk: Chunk = shared?.kind ? { ...given0, kind: shared.kind } : given0
  const given = containersOf(scene, gazetteer, given0, depth)
  const names = lookAt(gazetteer, scene.text, chunk, scene.tokens, scene.near)
  const sureOnes = given.filter((each) => each.sure).map((each) => each.record)
  // A loose neighbour (", Y") is a container only where the map agrees.
  const loose = given.filter((each) => !each.sure).map((each) => each.record)
  const countries = [
    ...new Set([...sureOnes, ...loose].filter((record) => record.level === 'country').map((record) => record.id)),
    ...scene.countries,
  ].filter((code, i, all) => all.indexOf(code) === i)
  for (const name of names) {
    const asked = { name, kind: chunk.kind, at: chunk.start, countries }
    const inside = innermost(gazetteer, sureOnes)
    const ranked = rank(scene, gazetteer, {
      ...asked,
      inside: [...inside, ...loose],
      region: /^(?:region|countryside|regions)$/i.test(chunk.kindWord ?? ''),
      wide: depth > 0 && contains !== 'site' && contains !== 'region',
      provinces: onlyProvinces(gazetteer, shared?.siblings ?? [], countries),
    })
    const result = choose(scene, gazetteer, chunk, name, ranked, inside, depth)
    if (result.record || result.container || name === names[names.length - 1]) return result
  }
  return { record: null, container: null, because: 'not in the gazetteer', contradicts: null }
}

/** True where one named beside it can only be a province, as in "Takhar, Jowzjan, Kunduz and Faryab". */
const onlyProvinces = (gazetteer: Gazetteer, siblings: readonly Chunk[], countries: readonly string[]): boolean =>
  siblings.some((each) => {
    const found = countries.slice(0, 2).flatMap((code) => gazetteer.within(code, each.name))
    return (
      found.some(({ record }) => record.level === 'province') &&
      !found.some(({ record }) => record.level === 'locality' && record.population >= 10000)
    )
  })

/** Of several containers only the smallest: "Nurgal district, Kunar, Afghanistan". */
function innermost(gazetteer: Gazetteer, records: readonly PlaceRecord[]): readonly PlaceRecord[] {
  const order = { neighbourhood: 0, locality: 1, district: 2, province: 3, region: 4, country: 5 }
  const sorted = [...records].sort((a, b) => order[a.level] - order[b.level])
  const first = sorted[0]
  if (!first) return []
  // Two of one level, neither within the other ("in Kunar and Nangarhar"): both.
  return sorted.filter(
    (record) =>
      record === first ||
      (record.level === first.level && !gazetteer.lineage(first).some((each) => each.id === record.id)),
  )
}

export function choose(
  scene: Scene,
  gazetteer: Gazetteer,
  chunk: Chunk,
  name: string,
  ranked: readonly Ranked[],
  inside: readonly PlaceRecord[],
  depth: number,
): Resolved {
  const container = inside[0] ?? null
  const label = (record: PlaceRecord): string =>
    gazetteer
      .lineage(record)
      .slice(0, 2)
      .map((each) => each.name)
      .join(', ')
  const how = (match: Ranked): string =>
    match.how === 'exact' ? '' : match.how === 'folded' ? ' (spelt otherwise)' : ' (nearest spelling)'
  if (container) {
    const within = ranked.filter((match) => match.inside)
    const best = within[0]
    const itself = ranked.find((match) => match.record.id === container.id && match.how !== 'fuzzy')
    if (best) {
      const twins = within.filter(
        (match) =>
          match !== best &&
          match.record.level === best.record.level &&
          match.how === best.how &&
          match.record.population === best.record.population &&
          best.score - match.score < 0.01 &&
          !sameSpot(match.record, best.record),
      )
      if (best.record.level === 'locality' && twins.length > 0)
        return {
          record: null,
          container,
          because: `${twins.length + 1} places of that name in ${container.name}`,
          contradicts: null,
        }
      return { record: best.record, container, because: `named with ${container.name}${how(best)}`, contradicts: null }
    }
    if (itself && container.level !== 'country')
      return {
        record: container,
        container: null,
        because: `named with itself: ${label(container)}`,
        contradicts: null,
      }
    const elsewhere = ranked.find(
      (match) =>
        match.how !== 'fuzzy' &&
        match.record.countries.some((code) => container.countries.includes(code)) &&
        isSure(match.record, chunk),
    )
    if (elsewhere && (container.level === 'province' || container.level === 'region')) {
      return {
        record: elsewhere.record,
        container: null,
        because: `the report puts it in ${container.name}, the map in ${label(elsewhere.record)}; no such place is listed in ${container.name}`,
        contradicts: container,
      }
    }
    return { record: null, container, because: `not listed in ${label(container)}`, contradicts: null }
  }
  const best = ranked[0]
  if (!best || best.score < 8.6)
    return { record: null, container: null, because: 'not in the gazetteer', contradicts: null }
  if (best.how === 'fuzzy' && best.score < 11)
    return {
      record: null,
      container: null,
      because: `nearest spelling ${best.record.name} is too far`,
      contradicts: null,
    }
  if (best.record.level === 'locality' && best.record.population === 0) {
    const twins = ranked.filter(
      (match) =>
        match !== best &&
        match.record.level === 'locality' &&
        match.record.countries[0] === best.record.countries[0] &&
        best.score - match.score < 0.4 &&
        !sameSpot(match.record, best.record),
    )
    if (twins.length > 0) {
      const home = gazetteer.country(best.record.countries[0] ?? '')
      const provinces = new Set(
        [best, ...twins].map((match) => gazetteer.lineage(match.record).find((each) => each.level === 'province')?.id),
      )
      const province = provinces.size === 1 ? gazetteer.record([...provinces][0] ?? '') : null
      return {
        record: null,
        container: province ?? home,
        because: `${twins.length + 1} places of that name in ${(province ?? home)?.name}`,
        contradicts: null,
      }
    }
  }
  if (best.record.level === 'locality' && best.record.population === 0 && chunk.kind !== 'locality' && depth > 0)
    return { record: null, container: null, because: 'only a village has that name', contradicts: null }
  const main = scene.main && best.record.countries.includes(scene.main) ? `, where the report plays` : ''
  const country = gazetteer.country(best.record.countries[0] ?? '')?.name
  const because =
    best.record.level === 'country'
      ? 'named'
      : `the most likely ${best.record.level} called ${name}${how(best)}${main && country ? ` in ${country}${main}` : ''}`
  return { record: best.record, container: null, because, contradicts: null }
}

/** Two records of one settlement, some 10 km apart at most. */
const sameSpot = (a: PlaceRecord, b: PlaceRecord): boolean =>
  a.lat !== null && b.lat !== null && a.lon !== null && b.lon !== null && Math.hypot(a.lat - b.lat, a.lon - b.lon) < 0.2

/** Big enough, and of the kind named, for the map to be held against the report. */
function isSure(record: PlaceRecord, chunk: Chunk): boolean {
  if (chunk.kind === 'nature') return record.level === 'district' || record.level === 'region'
  if (chunk.kind === 'site' || chunk.kind === 'region') return false
  if (chunk.kind === 'district') return record.level === 'district'
  if (chunk.kind === 'province') return record.level === 'province'
  if (chunk.kind === 'locality') return record.level === 'locality' && record.population >= 15000
  return record.level === 'district' || record.level === 'province' || record.population >= 15000
}
