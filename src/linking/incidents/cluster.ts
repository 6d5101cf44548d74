import { compatiblePlaces } from '../facets/place.js'
import type { PlaceFact } from '../statement.js'
import type { Group, Node } from './node.js'

/** Nodes taken to speak of one happening, and what they say of it together. */
export interface Cluster {
  readonly nodes: readonly Node[]
  readonly group: Group
  /** The most specific place that most nodes agree with. */
  readonly place: PlaceFact | null
  readonly days: { readonly from: string; readonly to: string } | null
  /** The first day on which it was in print. */
  readonly printed: string | null
  readonly sides: ReadonlySet<string>
  readonly doers: ReadonlySet<string>
  readonly sufferers: ReadonlySet<string>
  readonly people: ReadonlySet<string>
  /** The country, where no more specific place is told. */
  readonly country: string | null
  readonly figures: ReadonlySet<string>
  readonly words: ReadonlySet<number>
  readonly types: ReadonlySet<string>
  readonly reports: ReadonlySet<string>
}

const byKey =
  <T>(key: (x: T) => string) =>
  (a: T, b: T) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0
const placeKey = (p: PlaceFact) => p.chain.join('<')

/** Where a part of what is told burnt or broke is not where it happened. */
const ELSEWHERE = new Set(['property-damage', 'movement', 'displacement', 'road-closure'])

function corePlace(nodes: readonly Node[]): PlaceFact | null {
  const main = nodes.filter((n) => !ELSEWHERE.has(n.statement.type))
  const places = (main.some((n) => n.places.length > 0) ? main : nodes).flatMap((n) =>
    n.places.filter((p) => p.role !== 'from' || n.places.length === 1),
  )
  const distinct = [...new Map(places.map((p) => [placeKey(p), p])).values()].sort(byKey(placeKey))
  const votes = (p: PlaceFact) => places.filter((q) => compatiblePlaces(p, q)).length
  const scored = distinct.map((place) => ({ place, votes: votes(place) }))
  scored.sort(
    (a, b) =>
      b.votes - a.votes ||
      Number(b.place.listed) - Number(a.place.listed) ||
      b.place.chain.length - a.place.chain.length,
  )
  return scored[0]?.place ?? null
}

function coreDays(nodes: readonly Node[]): { from: string; to: string } | null {
  const ranges = nodes.flatMap((n) => (n.days ? [n.days] : []))
  const key = (d: { from: string; to: string }) => `${d.from}/${d.to}`
  const distinct = [...new Map(ranges.map((d) => [key(d), d])).values()].sort(byKey(key))
  const scored = distinct.map((days) => ({
    days,
    votes: ranges.filter((d) => d.from <= days.from && days.to <= d.to).length,
  }))
  scored.sort((a, b) => b.votes - a.votes)
  return scored[0]?.days ?? null
}

const both = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> => {
  for (const x of b) if (!a.has(x)) return new Set([...a, ...b])
  return a
}

const RANK: readonly Group[] = ['fight', 'siege', 'movement', 'politics', 'relief', 'knowledge']
const EMPTY: ReadonlySet<number> = new Set()

/** A happening of which one claim tells. */
const single = (node: Node): Cluster => ({
  nodes: [node],
  group: node.group,
  place: corePlace([node]),
  days: node.days,
  printed: node.published,
  sides: node.sides,
  doers: node.doers,
  sufferers: node.sufferers,
  people: node.people,
  country: node.places.length > 0 ? null : node.country,
  figures: node.figures,
  words: node.words === null ? EMPTY : new Set([node.words]),
  types: new Set([node.statement.type]),
  reports: new Set([node.claim.report]),
})

const smaller = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a < b ? a : b)
const placed = (c: Cluster) => c.nodes.some((n) => n.places.length > 0)

/** Two happenings taken for one. */
export function joined(a: Cluster, b: Cluster): Cluster {
  const nodes = [...a.nodes, ...b.nodes]
  return {
    nodes,
    group: RANK.find((group) => a.group === group || b.group === group) ?? 'fight',
    place: placed(b) ? corePlace(nodes) : a.place,
    days: b.days === null ? a.days : coreDays(nodes),
    printed: smaller(a.printed, b.printed),
    sides: both(a.sides, b.sides),
    doers: both(a.doers, b.doers),
    sufferers: both(a.sufferers, b.sufferers),
    people: both(a.people, b.people),
    country: placed(a) || placed(b) ? null : smaller(a.country, b.country),
    figures: both(a.figures, b.figures),
    words: both(a.words, b.words),
    types: both(a.types, b.types),
    reports: both(a.reports, b.reports),
  }
}

/** The happening with one claim more. */
export const withNode = (cluster: Cluster | undefined, node: Node): Cluster =>
  cluster ? joined(cluster, single(node)) : single(node)

export const shares = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  for (const x of small) if (large.has(x)) return true
  return false
}

interface Roles {
  readonly sides: ReadonlySet<string>
  readonly doers: ReadonlySet<string>
  readonly sufferers: ReadonlySet<string>
}

/** Other people altogether; who tells only the doer and who tells only the sufferer may speak of one fight. */
export const otherSides = (a: Roles, b: Roles): boolean =>
  !shares(a.sides, b.sides) &&
  ((a.doers.size > 0 && b.doers.size > 0) || (a.sufferers.size > 0 && b.sufferers.size > 0))

export const fitsPlace = (places: readonly PlaceFact[], place: PlaceFact | null): boolean =>
  places.length === 0 || place === null || places.some((p) => compatiblePlaces(p, place))

export const fitsDays = (a: { from: string; to: string } | null, b: { from: string; to: string } | null): boolean =>
  a === null || b === null || (a.from <= b.to && b.from <= a.to)
