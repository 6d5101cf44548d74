import type { PlaceRecord } from '../../data/places.js'
import { foldName, plain } from '../fold.js'
import type { Gazetteer, Match } from '../gazetteer.js'
import type { Kind } from '../phrase.js'
import { MAX_COUNTRIES, prior, type Scene } from './common.js'

export interface Ranked extends Match {
  readonly score: number
  readonly inside: boolean
}

interface Asked {
  readonly name: string
  readonly kind: Kind | null
  readonly inside: readonly PlaceRecord[]
  readonly at: number
  readonly countries: readonly string[]
  /** Named in one breath with provinces. */
  readonly provinces?: boolean
  /** "The Kherson region", "Idlib countryside": more than the town. */
  readonly region?: boolean
  /** Asked for as a container of anything but a site: a province rather than its town. */
  readonly wide?: boolean
}

export function rank(scene: Scene, gazetteer: Gazetteer, asked: Asked): Ranked[] {
  const matches = new Map<string, Match>()
  const keep = (match: Match): void => {
    const known = matches.get(match.record.id)
    if (!known || match.cost < known.cost) matches.set(match.record.id, match)
  }
  const homes = [...new Set([...asked.inside.flatMap((record) => record.countries), ...scene.near])].slice(
    0,
    MAX_COUNTRIES,
  )
  for (const [i, code] of homes.entries()) for (const match of gazetteer.within(code, asked.name, i < 2)) keep(match)
  if (asked.kind === 'district' && ![...matches.values()].some(({ record }) => record.level === 'district')) {
    for (const code of homes.slice(0, 2)) for (const match of gazetteer.partly(code, asked.name)) keep(match)
  }
  for (const record of gazetteer.anywhere(asked.name)) keep({ record, cost: 0, how: 'exact' })
  const insideIds = new Set(asked.inside.map((record) => record.id))
  const nearby = scene.sightings.filter(
    (each) =>
      !each.adjective &&
      (each.start > asked.at + asked.name.length || each.end <= asked.at) &&
      plain(scene.text.slice(each.start, each.end)) !== plain(asked.name),
  )
  const provinces = new Map<string, number>()
  for (const { record, start } of nearby) {
    // The nearer a place is named, the more it says about its neighbours.
    const weight = Math.abs(start - asked.at) < 400 ? 1.6 : 0.9
    for (const each of gazetteer.lineage(record)) provinces.set(each.id, Math.max(provinces.get(each.id) ?? 0, weight))
  }
  const main = asked.countries[0]
  const key = foldName(asked.name)
  return (
    [...matches.values()]
      // A village that is called so among other names is no district.
      .filter(
        ({ record }) =>
          !(
            asked.kind === 'district' &&
            record.level === 'locality' &&
            record.population === 0 &&
            foldName(record.name) !== key
          ),
      )
      .map((match): Ranked => {
        const { record } = match
        const line = gazetteer.lineage(record)
        const inside = insideIds.size > 0 && line.slice(1).some((each) => insideIds.has(each.id))
        let score = 10 - 2 * match.cost + prior(record, asked.kind)
        if (main && record.countries.includes(main)) score += 3
        else if (record.countries.some((code) => asked.countries.includes(code))) score += 1.5
        else if (record.countries.length > 0 && record.level !== 'country')
          score -= asked.countries.length > 0 && record.population < 500000 ? 5 : 1.5
        if (inside) score += 6
        if (asked.region && record.level === 'province') score += 4
        if (asked.wide && asked.kind === null && record.level === 'province') score += 3
        if (asked.provinces && asked.kind === null && record.level === 'province') score += 3
        for (const container of line.slice(1)) {
          if (container.level === 'district') score += (provinces.get(container.id) ?? 0) * 0.8
          if (container.level === 'province') score += provinces.get(container.id) ?? 0
        }
        if (record.level === 'locality' && record.population === 0 && !inside) score -= 1
        return { ...match, score, inside }
      })
      .sort(
        (a, b) =>
          b.score - a.score || b.record.population - a.record.population || (a.record.id < b.record.id ? -1 : 1),
      )
  )
}
