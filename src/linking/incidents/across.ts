import { known, liesIn } from '../facets/place.js'
import { Union } from '../union.js'
import { type Cluster, joined, otherSides, shares } from './cluster.js'

const DAY = 86_400_000
/** A time told more broadly than this ("in July") dates nothing. */
const DATED = 7
/** In a larger bucket each is compared with its neighbours and with the first few only, which are joined to each other. */
const LARGE = 300
const NEIGHBOURS = 12

const span = ({ from, to }: { from: string; to: string }) => Math.round((Date.parse(to) - Date.parse(from)) / DAY)
const dated = (c: Cluster) => c.days !== null && span(c.days) <= DATED

/** Days between the two ranges; 0 where they overlap. */
function apart(a: { from: string; to: string }, b: { from: string; to: string }): number {
  if (a.from <= b.to && b.from <= a.to) return 0
  const [x, y] = a.to < b.from ? [a.to, b.from] : [b.to, a.from]
  return Math.round((Date.parse(y) - Date.parse(x)) / DAY)
}

/** How specific the place is that both agree on: 0 none, 1 province, 2 district or town, 3 the same spot in it. */
function placeDepth(a: Cluster, b: Cluster): number | 'apart' {
  if (a.place === null || b.place === null) return 0
  const [x, y] = [known(a.place), known(b.place)]
  if (x === null || y === null || x.broad || y.broad) return 0
  const broader = liesIn(x, y) ? y : liesIn(y, x) ? x : null
  if (broader === null) return 'apart'
  return Math.min(3, broader.chain.length - 1)
}

/** What is printed without a day is mostly of the days before; enough to ask further, never a day of its own. */
const NEWS = 3

function newsDays(a: Cluster, b: Cluster): boolean {
  const range = (c: Cluster) => (dated(c) ? c.days : c.printed ? { from: minus(c.printed, NEWS), to: c.printed } : null)
  const [x, y] = [range(a), range(b)]
  return x !== null && y !== null && apart(x, y) === 0
}
const minus = (day: string, n: number) => new Date(Date.parse(day) - n * DAY).toISOString().slice(0, 10)

const MEANS: Readonly<Record<string, string>> = {
  airstrike: 'air',
  'drone-strike': 'air',
  shelling: 'shell',
  bombing: 'bomb',
  'suicide-bombing': 'bomb',
}
const meansOf = (c: Cluster) => new Set([...c.types].flatMap((type) => MEANS[type] ?? []))

const otherFigures = (a: Cluster, b: Cluster): boolean => {
  const killed = (c: Cluster) => new Set([...c.figures].filter((f) => f.startsWith('killed ')))
  return killed(a).size > 0 && killed(b).size > 0 && !shares(killed(a), killed(b))
}

const ENOUGH = 5.5

/** A country is taken, or left by an army, once in years: type, doer and country are enough. */
export const ONCE = new Set(['territory-taken', 'withdrawal'])
export const isOnce = (a: Cluster, b: Cluster): boolean =>
  a.country !== null &&
  a.country === b.country &&
  shares(a.doers, b.doers) &&
  [...a.types].some((type) => ONCE.has(type) && b.types.has(type))

/** Evidence that two reports tell of one happening; null where something excludes it. */
export function evidence(a: Cluster, b: Cluster): number | null {
  if (a.group !== b.group) return null
  const depth = placeDepth(a, b)
  if (depth === 'apart') return null
  if (otherSides(a, b)) return null
  const bothDated = dated(a) && dated(b)
  const days = a.days && b.days ? apart(a.days, b.days) : null
  const inNews = !bothDated && days === null && depth >= 2 && newsDays(a, b)
  if (isOnce(a, b) && (days === null || days < 60)) return ENOUGH + 1
  if (days !== null && days > 1) return null
  let sum = [0, 1, 3, 3.5][depth] ?? 0
  if (bothDated) sum += days === 0 ? 3 : 1.5
  else if (inNews) sum += 2
  if (shares(a.people, b.people)) sum += 4
  else if (a.people.size > 0 && b.people.size > 0) sum -= 1.5
  if (shares(a.words, b.words)) sum += 4
  if (shares(a.doers, b.doers) && shares(a.sufferers, b.sufferers)) sum += 1.5
  else if (shares(a.sides, b.sides)) sum += 0.75
  if (shares(a.types, b.types)) sum += 1
  const [x, y] = [meansOf(a), meansOf(b)]
  if (x.size > 0 && y.size > 0 && !shares(x, y)) sum -= 2
  if (shares(a.figures, b.figures)) sum += bothDated ? 1.5 : 1
  else if (otherFigures(a, b)) sum -= 0.5
  // With no day on one side, place and sides recur too often to tell two raids apart: names, figures or words must agree.
  if (
    !bothDated &&
    !inNews &&
    !shares(a.people, b.people) &&
    !shares(a.words, b.words) &&
    !(shares(a.figures, b.figures) && depth >= 2)
  )
    return null
  return sum
}

/** Keys under which clusters that could be one happening meet. */
function keysOf(c: Cluster): string[] {
  const keys: string[] = []
  for (const person of c.people) keys.push(`p ${c.group} ${person}`)
  for (const words of c.words) keys.push(`w ${words}`)
  const levels = c.place ? c.place.chain.slice(0, -1) : []
  const level = levels.at(-1)
  if (c.country !== null)
    for (const type of c.types)
      if (ONCE.has(type)) for (const doer of c.doers) keys.push(`o ${type} ${doer} ${c.country}`)
  if (level === undefined) return keys
  if (!c.days && c.printed) {
    for (let back = 0; back <= NEWS; back++) keys.push(`d ${c.group} ${level} ${Date.parse(c.printed) / DAY - back}`)
  }
  if (c.days && dated(c)) {
    for (let day = Date.parse(c.days.from) - DAY; day <= Date.parse(c.days.to) + DAY; day += DAY)
      keys.push(`d ${c.group} ${level} ${day / DAY}`)
  }
  for (const figure of c.figures) for (const name of levels) keys.push(`f ${c.group} ${name} ${figure}`)
  return keys
}

interface Pair {
  readonly a: number
  readonly b: number
  readonly sum: number
}

function pairsOf(clusters: readonly Cluster[]): Pair[] {
  const buckets = new Map<string, number[]>()
  clusters.forEach((cluster, i) => {
    for (const key of keysOf(cluster)) {
      const bucket = buckets.get(key)
      if (bucket) bucket.push(i)
      else buckets.set(key, [i])
    }
  })
  const seen = new Set<number>()
  const pairs: Pair[] = []
  for (const bucket of buckets.values()) {
    const large = bucket.length > LARGE
    for (let i = 0; i < bucket.length; i++) {
      for (let j = i + 1; j < bucket.length; j++) {
        if (large && i >= NEIGHBOURS && j > i + NEIGHBOURS) break
        const [a, b] = [bucket[i]!, bucket[j]!]
        const key = a * clusters.length + b
        if (seen.has(key)) continue
        seen.add(key)
        if (shares(clusters[a]!.reports, clusters[b]!.reports)) continue // within.ts told them apart
        const sum = evidence(clusters[a]!, clusters[b]!)
        if (sum !== null && sum >= ENOUGH) pairs.push({ a, b, sum })
      }
    }
  }
  return pairs.sort((x, y) => y.sum - x.sum || x.a - y.a || x.b - y.b)
}

const idOf = (c: Cluster) => c.nodes.map((n) => n.claim.id).sort()[0] ?? ''

/**
 * Joins clusters of different reports that tell of one happening: best evidence first, and only where the two
 * sides of every join still fit as wholes, so that no chain of half-likely pairs grows.
 */
export function joinAcross(found: readonly Cluster[]): Cluster[] {
  const clusters = [...found].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  const union = new Union(clusters.length)
  const whole = new Map<number, Cluster>()
  const at = (i: number): Cluster => whole.get(union.find(i)) ?? clusters[union.find(i)]!
  for (const { a, b } of pairsOf(clusters)) {
    if (union.find(a) === union.find(b)) continue
    const [x, y] = [at(a), at(b)]
    const sum = evidence(x, y)
    if (sum === null || sum < ENOUGH - 1) continue
    union.join(a, b)
    whole.set(union.find(a), joined(x, y))
  }
  return union.groups(1).map(([i]) => at(i!))
}
