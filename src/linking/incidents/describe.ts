import {
  type Account,
  type Claim,
  familyOf,
  type Incident,
  type Mention,
  type PlaceRef,
  wordsOf,
} from '../../claim/index.js'
import { type Case, caseOf } from '../case.js'
import type { Context } from '../from-claim.js'
import { hashWord } from '../minhash.js'
import { isWithheld, partyOf } from '../parties.js'
import { judgeCase } from '../standing.js'
import type { Cluster } from './cluster.js'
import type { Node } from './node.js'

const unique = (names: Iterable<string>): string[] => [...new Set(names)].sort()

/** What happened, before what came of it: the type that names an incident. */
const TELLING = [
  'suicide-bombing',
  'airstrike',
  'drone-strike',
  'chemical-attack',
  'shelling',
  'bombing',
  'ambush',
  'operation',
  'siege',
  'downing',
  'attack',
  'armed-clash',
  'shooting',
  'explosion',
  'execution',
  'killing',
  'abduction',
  'detention',
]

const weightOf = (type: string, times: number): number => {
  const place = TELLING.indexOf(type)
  return times + (place < 0 ? 0 : (TELLING.length - place) / TELLING.length + 0.5)
}

function mainType(nodes: readonly Node[]): Node['statement']['type'] {
  const times = new Map<Node['statement']['type'], number>()
  for (const { statement, group } of nodes)
    if (group !== 'knowledge') times.set(statement.type, (times.get(statement.type) ?? 0) + 1)
  const ranked = [...times].sort(([a, x], [b, y]) => weightOf(b, y) - weightOf(a, x) || (a < b ? -1 : 1))
  return ranked[0]?.[0] ?? nodes[0]!.statement.type
}

function placeOf(cluster: Cluster): PlaceRef | null {
  if (cluster.place === null) return countryOf(cluster)
  const [first] = cluster.place.chain
  const refs = cluster.nodes.flatMap((n) => n.claim.content.place.flatMap(({ place }) => (place ? [place] : [])))
  const like = refs.filter((ref) => partyFold(ref.name) === first)
  return [...like].sort((a, b) => b.chain.length - a.chain.length || (a.id < b.id ? -1 : 1))[0] ?? null
}

const partyFold = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Where nothing more specific is told, a country is still a place; two countries are none. */
function countryOf(cluster: Cluster): PlaceRef | null {
  const refs = new Map(
    cluster.nodes.flatMap((n) =>
      n.claim.content.place.flatMap(({ place }) => (place?.level === 'country' ? [[place.id, place] as const] : [])),
    ),
  )
  return refs.size === 1 ? [...refs.values()][0]! : null
}

const name = (m: Mention) => m.entity?.name ?? wordsOf(m)

/** Names of those who are more than described, sides first; a private person by no name. */
function namesOf(claims: readonly Claim[], of: (claim: Claim) => readonly Mention[]): string[] {
  const times = new Map<string, number>()
  for (const claim of claims)
    for (const m of of(claim))
      if (!isWithheld(m) && !partyOf(m).vague) times.set(name(m), (times.get(name(m)) ?? 0) + 1)
  return [...times].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key)
}

const label = (type: string) => type.charAt(0).toUpperCase() + type.slice(1).replaceAll('-', ' ')

function titleOf(type: string, place: PlaceRef | null, actors: readonly string[], targets: readonly string[]): string {
  const where = place ? ` in ${place.name}` : ''
  const between = [actors[0], targets.find((t) => t !== actors[0])].filter((x) => x !== undefined)
  if (between.length === 0) return label(type) + where
  if (actors.length > 0) return `${label(type)}${where}: ${between.join(' – ')}`
  return `${label(type)}${where}: against ${between[0]}`
}

/** Each origin's account; an outlet's own voice is one account per outlet. */
function accountsOf(of: Case): Account[] {
  const accounts = new Map<string, { name: string; claims: string[] }>()
  for (const statement of of.statements) {
    const voice = of.voice(statement)
    const origin = voice.origin ?? statement.speaker.key
    const account = accounts.get(origin) ?? { name: voice.originName, claims: [] }
    account.claims.push(statement.id)
    accounts.set(origin, account)
  }
  return [...accounts]
    .map(([origin, { name, claims }]) => ({ origin, name, claims: claims.sort() }))
    .sort((a, b) => b.claims.length - a.claims.length || (a.origin < b.origin ? -1 : 1))
}

/** The words for the time, where no day can be known. */
function timeWords(nodes: readonly Node[]): string | null {
  const words = nodes.flatMap(({ claim }) =>
    claim.content.when && !claim.content.when.from ? [claim.content.when.words] : [],
  )
  const times = new Map<string, number>()
  for (const w of words) times.set(w, (times.get(w) ?? 0) + 1)
  return [...times].sort(([a, x], [b, y]) => y - x || b.length - a.length || (a < b ? -1 : 1))[0]?.[0] ?? null
}

/** Stable while its first claim stays: the hash of the smallest claim id. */
export function incidentId(claims: readonly string[]): string {
  const first = [...claims].sort()[0] ?? ''
  return `i${[1, 2].map((seed) => hashWord(first, seed).toString(16).padStart(8, '0')).join('')}`
}

/** A cluster as the ledger shows it, with its accounts and its standing. */
export function describe(cluster: Cluster, context: Context): Incident {
  const of = caseOf(
    cluster.nodes.map((n) => n.statement),
    context.interests,
  )
  const nodes = [...cluster.nodes].sort((a, b) => (a.claim.id < b.claim.id ? -1 : 1))
  const claims = nodes.map((n) => n.claim)
  const type = mainType(nodes)
  const place = placeOf(cluster)
  const actors = namesOf(claims, (c) => c.content.actor)
  const targets = namesOf(claims, (c) => [
    ...c.content.target,
    ...(c.content.kind === 'event' ? c.content.tolls.flatMap((t) => t.side) : []),
  ])
  return {
    id: incidentId(claims.map((c) => c.id)),
    family: familyOf(type),
    type,
    what: titleOf(type, place, actors, targets),
    claims: claims.map((c) => c.id),
    reports: unique(cluster.reports),
    place,
    from: cluster.days?.from ?? null,
    to: cluster.days?.to ?? null,
    timeWords: cluster.days ? null : timeWords(nodes),
    actors,
    targets,
    sides: unique(cluster.sides),
    accounts: accountsOf(of),
    standing: judgeCase(of),
  }
}
