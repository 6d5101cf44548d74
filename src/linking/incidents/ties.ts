// What speaks for a claim's belonging to a happening told in the same report: one row, one reason. The weights were
// tuned by hand on the ten labelled reports of Afghanistan and Syria; a row of its own says what each is worth.
import { compatible } from '../../claim/index.js'
import { liesIn } from '../facets/place.js'
import type { TollFact } from '../statement.js'
import { isOnce, ONCE } from './across.js'
import { type Cluster, fitsDays, fitsPlace, otherSides, shares } from './cluster.js'
import type { Node } from './node.js'

/** Characters between two claims that are neighbours, or that one passage holds. */
const NEAR = 160
const CLOSE = 420
const FAR = 1200
const REACH = 2500
const MONTH_LONG = 20 * 86_400_000

type Days = { readonly from: string; readonly to: string }

export const gap = (a: Node, b: Node): number => Math.max(0, Math.max(a.start, b.start) - Math.min(a.end, b.end))
export const startOf = (c: Cluster): number => Math.min(...c.nodes.map((n) => n.start))
const endOf = (c: Cluster): number => Math.max(...c.nodes.map((n) => n.end))
const isLong = ({ from, to }: Days) => Date.parse(to) - Date.parse(from) > MONTH_LONG
const sameGrain = (a: Days, b: Days) => isLong(a) === isLong(b)

/** Nothing of its own says where, when or who: it can only speak of what was told. */
const isUnanchored = (node: Node): boolean =>
  node.places.length === 0 &&
  node.days === null &&
  node.timeMark === null &&
  node.people.size === 0 &&
  node.country === null

const STRICT = new Set(['politics', 'siege'])

/** People who move where and while the fight goes on. */
const follows = (node: Node, cluster: Cluster): boolean =>
  node.group === 'movement' &&
  ((isUnanchored(node) && cluster.nodes.some((n) => gap(n, node) < CLOSE)) ||
    node.places.some((p) => p.chain.length > 2 && p.chain[0] === cluster.place?.chain[0])) &&
  (node.sides.size === 0 || shares(node.sides, cluster.sides))

/** Movement belongs to a fight only where the words say so; what is not known belongs to whatever was told. */
const bridges = (node: Node, cluster: Cluster): boolean =>
  node.group === 'knowledge' ||
  cluster.group === 'knowledge' ||
  (!STRICT.has(node.group) && !STRICT.has(cluster.group) && (node.definite || follows(node, cluster)))

/** What no evidence outweighs: another place, another day, other sides, another kind of happening. */
export const excluded = (node: Node, cluster: Cluster): boolean =>
  !fitsPlace(node.places, cluster.place) ||
  !fitsDays(node.days, cluster.days) ||
  (node.group !== cluster.group && !bridges(node, cluster)) ||
  otherSides(node, cluster)

const fitsCount = (a: TollFact, b: TollFact) => compatible({ ...a, words: '' }, { ...b, words: '' })
const firm = (s: Node['statement']) => s.tolls.filter((t) => !t.vague && !t.partial)
const sameHarm = (a: TollFact, b: TollFact) => a.harm === b.harm && (a.side?.key ?? '') === (b.side?.key ?? '')

/** One speaker does not give two figures that exclude each other for one thing in one report, but in a headline. */
function contradictsItself({ statement }: Node, cluster: Cluster): boolean {
  const own = firm(statement)
  if (own.length === 0) return false
  const before = cluster.nodes
    .map((n) => n.statement)
    .filter((s) => s.speaker.key === statement.speaker.key && !s.headline)
  return before.some((s) => firm(s).some((u) => own.some((t) => sameHarm(t, u) && !fitsCount(t, u))))
}

/** One stretch of words tells both; but "since the takeover" in it only dates the rest. */
const sharesWords = (a: Node, b: Node): boolean =>
  a.start < b.end && b.start < a.end && ONCE.has(a.statement.type) === ONCE.has(b.statement.type)

/** Who struck there is struck here: mostly another fight, unless the words tie the two. */
const turnsTables = (node: Node, cluster: Cluster): boolean =>
  shares(node.sufferers, cluster.doers) &&
  !shares(node.doers, cluster.doers) &&
  !cluster.types.has('armed-clash') &&
  !shares(cluster.sufferers, node.sufferers)

const answers = (a: Node, b: Node) => a.statement.about === b.claim.id || b.statement.about === a.claim.id
const bothSides = (a: Roles, b: Roles) => shares(a.doers, b.doers) && shares(a.sufferers, b.sufferers)
type Roles = Pick<Cluster, 'doers' | 'sufferers' | 'sides'>
const samePlace = (node: Node, { place }: Cluster) =>
  place !== null && node.places.some((p) => p.chain[0] === place.chain[0])
const placeWithin = (node: Node, { place }: Cluster) =>
  place !== null && node.places.some((p) => liesIn(p, place) || liesIn(place, p))

/** A claim beside a happening told before it. */
interface Beside {
  readonly node: Node
  readonly cluster: Cluster
  readonly distance: number
  /** The happening of its kind that was told last. */
  readonly last: boolean
}

type Row<T> = readonly [worth: number, why: string, holds: (x: T) => boolean]

const CLAIM_TIES: readonly Row<Beside>[] = [
  [5, 'answers a claim of it', ({ node, cluster }) => cluster.nodes.some((n) => answers(n, node))],
  [4, 'told by the same words', ({ node, cluster }) => cluster.nodes.some((n) => sharesWords(n, node))],
  [3, 'befell the same person', ({ node, cluster }) => shares(node.people, cluster.people)],
  [
    -1.5,
    'befell another person',
    ({ node, cluster }) => node.people.size > 0 && cluster.people.size > 0 && !shares(node.people, cluster.people),
  ],
  [2.5, 'same place', ({ node, cluster }) => samePlace(node, cluster)],
  [1.5, 'one place lies in the other', ({ node, cluster }) => !samePlace(node, cluster) && placeWithin(node, cluster)],
  [
    1.5,
    'same kind in the same country',
    ({ node, cluster }) =>
      node.country !== null &&
      cluster.nodes.some((n) => n.country === node.country && n.statement.type === node.statement.type),
  ],
  [
    1.5,
    'same days',
    ({ node, cluster }) => node.days !== null && cluster.days !== null && sameGrain(node.days, cluster.days),
  ],
  [
    0.25,
    'a day within a month',
    ({ node, cluster }) => node.days !== null && cluster.days !== null && !sameGrain(node.days, cluster.days),
  ],
  [
    1,
    'same words for the time',
    ({ node, cluster }) => node.timeWords !== null && cluster.nodes.some((n) => n.timeWords === node.timeWords),
  ],
  [
    -3,
    'another weekday or date',
    ({ node, cluster }) =>
      node.timeMark !== null && cluster.nodes.some((n) => n.timeMark !== null && n.timeMark !== node.timeMark),
  ],
  [1.25, 'same doer and sufferer', ({ node, cluster }) => bothSides(node, cluster)],
  [0.5, 'one side in common', ({ node, cluster }) => !bothSides(node, cluster) && shares(node.sides, cluster.sides)],
  [-1.5, 'who struck is struck', ({ node, cluster }) => turnsTables(node, cluster)],
  [0.75, 'same type', ({ node, cluster }) => cluster.types.has(node.statement.type)],
  [1.5, 'same figure', ({ node, cluster }) => shares(node.figures, cluster.figures)],
  [-2, 'its speaker gave another figure', ({ node, cluster }) => contradictsItself(node, cluster)],
  [
    1.25,
    'says nothing of its own of where, when and whom',
    ({ node, cluster, last, distance }) =>
      isUnanchored(node) && node.group === cluster.group && (last || distance < CLOSE),
  ],
  [1.5, '"the operation"', ({ node }) => node.definite],
  [1, '"the operation", told last', ({ node, last }) => node.definite && last],
  [1.5, 'what is not known, of what was told last', ({ node, last }) => node.group === 'knowledge' && last],
  [1.5, 'neighbours', ({ distance }) => distance < NEAR],
  [0.75, 'in one passage', ({ distance }) => distance >= NEAR && distance < CLOSE],
  [0.75, 'told last', ({ last }) => last],
  [-1.25, 'far on in the report', ({ distance }) => distance > FAR],
  [-2.5, 'that was background', ({ node, cluster }) => !node.past && cluster.nodes.every((n) => n.past)],
  [
    -1.5,
    '"a bombing near …" of another type',
    ({ node, cluster, distance }) => node.introduces && distance > 60 && !cluster.types.has(node.statement.type),
  ],
  [-3, '"in a separate operation"', ({ node, distance }) => node.fresh && distance > 0],
  [
    2,
    'a headline, of the first that is told',
    ({ node, cluster, last }) => node.statement.headline && last && cluster.group === node.group,
  ],
]

const sumOf = <T>(rows: readonly Row<T>[], x: T): number =>
  rows.reduce((sum, [worth, , holds]) => (holds(x) ? sum + worth : sum), 0)

/** How much speaks for the claim's belonging to the happening. */
export const tie = (node: Node, cluster: Cluster, last: boolean): number =>
  sumOf(CLAIM_TIES, { node, cluster, distance: Math.min(...cluster.nodes.map((n) => gap(n, node))), last })

/** Two happenings of one report, the first told first. */
interface Two {
  readonly a: Cluster
  readonly b: Cluster
}

const isWholeUnanchored = (c: Cluster) => c.nodes.every((n) => isUnanchored(n) && !n.fresh && !n.introduces)

const apart = (a: Cluster, b: Cluster): number => Math.min(...a.nodes.flatMap((x) => b.nodes.map((y) => gap(x, y))))

const GROUP_TIES: readonly Row<Two>[] = [
  [4, 'told by the same words', ({ a, b }) => shares(a.words, b.words)],
  [3.5, 'happens once in years', ({ a, b }) => isOnce(a, b)],
  [3, 'befell the same person', ({ a, b }) => shares(a.people, b.people)],
  [-1.5, 'befell other people', ({ a, b }) => a.people.size > 0 && b.people.size > 0 && !shares(a.people, b.people)],
  [2.5, 'same place', ({ a, b }) => a.place !== null && a.place.chain[0] === b.place?.chain[0]],
  [
    1.5,
    'one place lies in the other',
    ({ a, b }) => a.place !== null && b.place !== null && a.place.chain[0] !== b.place.chain[0],
  ],
  [1.5, 'same days', ({ a, b }) => a.days !== null && b.days !== null && sameGrain(a.days, b.days)],
  [-3, 'a day and a month', ({ a, b }) => a.days !== null && b.days !== null && !sameGrain(a.days, b.days)],
  [1.25, 'same doer and sufferer', ({ a, b }) => bothSides(a, b)],
  [0.5, 'one side in common', ({ a, b }) => !bothSides(a, b) && shares(a.sides, b.sides)],
  [0.75, 'same type', ({ a, b }) => shares(a.types, b.types)],
  [1.5, 'same figure', ({ a, b }) => shares(a.figures, b.figures)],
  [-2, 'a speaker of both gives two figures', ({ a, b }) => a.nodes.some((n) => contradictsItself(n, b))],
  [-3, '"in a separate operation"', ({ b }) => b.nodes.some((n) => n.fresh)],
  [
    -1.5,
    '"a bombing near …" of another type',
    ({ a, b }) => b.nodes.some((n) => n.introduces && !a.types.has(n.statement.type)),
  ],
  [
    2.75,
    'says nothing of its own of where, when and whom',
    ({ a, b }) => isWholeUnanchored(b) && startOf(b) - endOf(a) < REACH,
  ],
  [-1, 'far on in the report', ({ a, b }) => !isWholeUnanchored(b) && apart(a, b) > FAR],
]

export const likenessOf = (a: Cluster, b: Cluster): number => sumOf(GROUP_TIES, { a, b })

const marksOf = (c: Cluster) => new Set(c.nodes.flatMap((n) => n.timeMark ?? []))

/** What no likeness outweighs. */
export function parted(a: Cluster, b: Cluster): boolean {
  if (a.group !== b.group || !fitsPlace(a.place ? [a.place] : [], b.place) || !fitsDays(a.days, b.days)) return true
  const [x, y] = [marksOf(a), marksOf(b)]
  return otherSides(a, b) || (x.size > 0 && y.size > 0 && !shares(x, y))
}
