import { LineCounter, parseDocument } from 'yaml'
import type { Day } from '../claim/index.js'
import type { Problem } from './problem.js'

export const ACTOR_TYPES = [
  'state',
  'government',
  'state-forces',
  'armed-group',
  'party',
  'alliance',
  'institution',
  'organ',
] as const
export type ActorType = (typeof ACTOR_TYPES)[number]

/** From a day (inclusive) to a day (exclusive); null = always so, as far as this ledger reaches. */
export interface Span {
  readonly from: Day | null
  readonly to: Day | null
}

/** What an actor is in one country for a time: the same name is a rebel group in 2020 and the government in 2022. */
export interface Role extends Span {
  readonly role: string
  readonly of: string
  /** Words that only a report of this time would use; they date a report that has no date. */
  readonly hints: readonly string[]
}

/** Whose interest an actor finally serves, and when. */
export interface Service extends Span {
  readonly party: string
}

/** An ally or an enemy, and when. */
export interface Relation extends Span {
  readonly actor: string
}

export interface Actor {
  readonly id: string
  readonly name: string
  readonly type: ActorType
  readonly countries: readonly string[]
  readonly aliases: readonly string[]
  readonly roles: readonly Role[]
  readonly serves: readonly Service[]
  readonly allies: readonly Relation[]
  readonly enemies: readonly Relation[]
  /** What it was called when, where the name changed. */
  readonly names: readonly (Span & { readonly name: string })[]
  /** Names of those who speak or act for it. */
  readonly people: readonly string[]
  /** The wider organisation whose branch it is in some countries ("the Islamic State" in Afghanistan is its Khorasan Province). */
  readonly branch: { readonly of: string; readonly in: readonly string[] } | null
  /** The basis: where the dates and names come from. */
  readonly source: string
}

const KEYS = new Set([
  'id',
  'name',
  'type',
  'countries',
  'aliases',
  'roles',
  'serves',
  'allies',
  'enemies',
  'people',
  'branch',
  'members',
  'names',
  'source',
])
const DAY = /^\d{4}-\d{2}-\d{2}$/
type Raw = Record<string, unknown>
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])
const rows = (value: unknown): readonly Raw[] => (Array.isArray(value) ? (value as Raw[]) : [])
const day = (value: unknown): Day | null => (value === undefined || value === null ? null : String(value))
const slug = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** Reads one file of data/actors: one actor, and the bodies that belong to it. */
function readActor(file: string, yaml: string, problems: Problem[]): Actor[] {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, schema: 'core' })
  const lineOf = (key: string): number => {
    const range = document.has(key)
      ? (document.get(key, true) as { range?: [number, number, number] } | undefined)?.range
      : undefined
    return range ? lines.linePos(range[0]).line : 1
  }
  const problem = (code: string, key: string, message: string): void =>
    void problems.push({ code, file, line: lineOf(key), message })
  for (const error of document.errors) {
    problems.push({
      code: 'syntax',
      file,
      line: error.linePos?.[0].line ?? 1,
      message: error.message.split('\n')[0] ?? '',
    })
  }
  if (document.errors.length > 0) return []
  const raw = (document.toJS() ?? {}) as Raw
  for (const key of Object.keys(raw)) if (!KEYS.has(key)) problem('unknown-key', key, `"${key}" is no key of an actor`)
  const missing = ['id', 'name', 'type', 'source'].filter((key) => typeof raw[key] !== 'string')
  for (const key of missing) problem('missing-key', key, `an actor needs "${key}"`)
  if (missing.length > 0) return []
  if (!ACTOR_TYPES.includes(raw.type as ActorType))
    problem('unknown-type', 'type', `"${String(raw.type)}" is none of ${ACTOR_TYPES.join(', ')}`)
  if (!file.endsWith(`/${String(raw.id)}.yml`))
    problem('wrong-file', 'id', `actor ${String(raw.id)} stands in another file than ${String(raw.id)}.yml`)
  const span = (row: Raw, key: string): Span => {
    const [from, to] = [day(row.from), day(row.to)]
    for (const value of [from, to])
      if (value !== null && !DAY.test(value)) problem('bad-day', key, `"${value}" is no day like 2021-08-15`)
    if (from !== null && to !== null && from >= to) problem('bad-span', key, `${from} does not lie before ${to}`)
    return { from, to }
  }
  const branch = raw.branch as Raw | undefined
  const actor: Actor = {
    id: String(raw.id),
    name: String(raw.name),
    type: raw.type as ActorType,
    countries: texts(raw.countries),
    aliases: texts(raw.aliases),
    roles: rows(raw.roles).map((row) => ({
      role: String(row.role),
      of: String(row.of),
      hints: texts(row.hints),
      ...span(row, 'roles'),
    })),
    serves: rows(raw.serves).map((row) => ({ party: String(row.party), ...span(row, 'serves') })),
    allies: rows(raw.allies).map((row) => ({ actor: String(row.actor), ...span(row, 'allies') })),
    enemies: rows(raw.enemies).map((row) => ({ actor: String(row.actor), ...span(row, 'enemies') })),
    names: rows(raw.names).map((row) => ({ name: String(row.name), ...span(row, 'names') })),
    people: texts(raw.people),
    branch: branch ? { of: String(branch.of), in: texts(branch.in) } : null,
    source: String(raw.source),
  }
  const members = (Array.isArray(raw.members) ? raw.members : []).map((names): Actor => {
    const [name = '', ...aliases] = texts(names)
    return {
      ...actor,
      id: slug(name),
      name,
      aliases,
      roles: [],
      allies: [],
      enemies: [],
      people: [],
      names: [],
      branch: null,
      serves: [{ party: actor.id, from: null, to: null }],
      type: actor.type === 'institution' ? 'institution' : actor.type === 'party' ? 'party' : 'state-forces',
    }
  })
  return [actor, ...members]
}

/** Reads data/actors. Never throws: what is wrong comes back beside what could be read. */
export function readActors(files: readonly { file: string; text: string }[]): { values: Actor[]; problems: Problem[] } {
  const problems: Problem[] = []
  const values: Actor[] = []
  const fileOf = new Map<string, string>()
  for (const { file, text } of files) {
    for (const actor of readActor(file, text, problems)) {
      const other = fileOf.get(actor.id)
      if (other)
        problems.push({ code: 'duplicate-id', file, line: 1, message: `actor ${actor.id} stands in ${other} as well` })
      else values.push(actor)
      fileOf.set(actor.id, file)
    }
  }
  for (const actor of values) {
    const named = [
      ...actor.serves.map((each) => each.party),
      ...actor.allies.map((each) => each.actor),
      ...actor.enemies.map((each) => each.actor),
      ...(actor.branch ? [actor.branch.of] : []),
    ]
    for (const id of named) {
      if (!fileOf.has(id) && !/^[a-z]+(-[a-z]+)*$/.test(id))
        problems.push({ code: 'unknown-actor', file: fileOf.get(actor.id) ?? '', line: 1, message: `no actor "${id}"` })
    }
  }
  return { values, problems }
}

/**
 * Reads data/actors/ucdp.tsv: armed groups by name alone, for breadth. Groups that a page of ours names are left out.
 */
export function readUcdpActors(text: string, known: readonly Actor[]): Actor[] {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  const named = new Set(known.flatMap((actor) => [actor.name, ...actor.aliases].map(plain)))
  const actors: Actor[] = []
  for (const line of text.split('\n')) {
    if (!line || line.startsWith('#')) continue
    const [id = '', from = '', to = '', countries = '', name = '', ...aliases] = line.split('\t')
    if (!name || [name, ...aliases].some((each) => named.has(plain(each)))) continue
    actors.push({
      id: `ucdp-${id}`,
      name,
      type: 'armed-group',
      countries: countries.split(','),
      aliases,
      roles: [],
      serves: [],
      allies: [],
      enemies: [],
      names: [],
      people: [],
      branch: null,
      source: `UCDP actor ${id}, in the data from ${from} to ${to}`,
    })
  }
  return actors
}
