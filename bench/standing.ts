import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FacetStanding, Opposition, Support } from '../src/claim/index.js'
import { interestsOf, type SideTable } from '../src/linking/interests.js'
import { isUnnamed, saidRange } from '../src/linking/speaker.js'
import { judge } from '../src/linking/standing.js'
import {
  type Channel,
  foldName,
  type PlaceFact,
  party,
  type Speaker,
  type Statement,
  type TollFact,
} from '../src/linking/statement.js'
import type { BenchArgs, SetResult } from './contract.js'

interface LineReport {
  readonly id: string
  readonly outlet?: string | null
  readonly owner_side?: string | null
  readonly published?: string | null
  readonly copy_of?: string | null
}
interface LineSource {
  readonly name?: string | null
  readonly side?: string | null
  readonly kind?: string | null
}
interface LineClaim {
  readonly id: string
  readonly report: string
  readonly source: LineSource | 'outlet'
  readonly via?: readonly (string | LineSource)[]
  readonly said?: string | null
  readonly authenticity?: string | null
  readonly stance: Statement['stance']
  readonly about?: string | null
  readonly type: Statement['type']
  readonly actor?: readonly (string | LineSource)[]
  readonly target?: readonly (string | LineSource)[]
  readonly instrument?: string | null
  readonly not_instrument?: string | null
  readonly intent?: string | null
  readonly place?: readonly string[] | null
  readonly when?: { from?: string | null; to?: string | null } | null
  readonly tolls?: readonly {
    harm: TollFact['harm']
    side?: string | null
    low?: number | null
    high?: number | null
    partial?: boolean
  }[]
  readonly negated?: boolean
  readonly reality?: Statement['reality']
  readonly headline?: boolean
  readonly partial?: boolean
  readonly hedged?: unknown
}
interface Expected {
  readonly support?: Support
  readonly opposition?: Opposition
  readonly low?: number | null
  readonly best?: number | null
  readonly high?: number | null
}
export interface StandingLine {
  readonly id: string
  readonly why: string
  readonly reports: readonly LineReport[]
  readonly sides: SideTable
  readonly claims: readonly LineClaim[]
  readonly expect: readonly {
    readonly claims: readonly string[]
    readonly standing: Readonly<Record<string, Expected>>
  }[]
}

const none = (side: string | null | undefined): string | null =>
  side === undefined || side === null || side === 'none' || side === '' ? null : side

/** Follows copies to the text they were taken from. */
function rootOf(report: LineReport, reports: ReadonlyMap<string, LineReport>): LineReport {
  const seen = new Set<string>()
  let at = report
  while (at.copy_of && !seen.has(at.id)) {
    seen.add(at.id)
    at = reports.get(at.copy_of) ?? { id: at.copy_of, outlet: null, owner_side: null, published: null }
  }
  return at
}

/** Reads the lines' shape into statements, as grounding and the copies' finder would have. */
export function statementsOf(line: StandingLine): Statement[] {
  const reports = new Map(line.reports.map((r) => [r.id, r]))
  const organs = new Map(
    line.reports.flatMap((r) =>
      r.outlet && none(r.owner_side) ? [[foldName(r.outlet), none(r.owner_side)] as const] : [],
    ),
  )
  const speakers = new Map(
    line.claims.flatMap((c) =>
      c.source !== 'outlet' && c.source.name && none(c.source.side)
        ? [[foldName(c.source.name), none(c.source.side)] as const]
        : [],
    ),
  )
  const sideNamed = (name: string) =>
    name in line.sides || line.claims.some((c) => c.source !== 'outlet' && none(c.source.side) === name) ? name : null
  const who = (x: string | LineSource) =>
    typeof x === 'string'
      ? party(x, x === 'civilians' ? null : sideNamed(x))
      : party(x.name ?? x.side ?? 'unnamed', none(x.side))
  const channel = (x: string | LineSource): Channel => {
    if (x === 'unknown') return { key: null, name: 'somebody unnamed', side: null }
    const name = typeof x === 'string' ? x : (x.name ?? x.side ?? x.kind ?? 'unnamed')
    const side =
      typeof x === 'string'
        ? (sideNamed(x) ?? organs.get(foldName(x)) ?? speakers.get(foldName(x)) ?? null)
        : none(x.side)
    return { key: foldName(name), name, side }
  }
  return line.claims.map((c): Statement => {
    const report = rootOf(reports.get(c.report) ?? { id: c.report }, reports)
    const owner = none(report.owner_side)
    const outlet = report.outlet ?? report.id
    const organ: Channel[] = owner ? [{ key: foldName(outlet), name: outlet, side: owner }] : []
    const said = c.said ?? (c.source === 'outlet' ? (report.published ?? null) : null)
    return {
      id: c.id,
      report: report.id,
      speaker: speakerOf(c, outlet, owner, report.id),
      channels: [...(c.via ?? []).map(channel), ...(c.source === 'outlet' ? [] : organ)],
      said: said === null ? null : saidRange(said),
      authenticity: c.authenticity === 'confirmed' || c.authenticity === 'not-confirmed' ? c.authenticity : null,
      stance: c.stance,
      about: c.about ?? null,
      type: c.type,
      actors: (c.actor ?? []).map(who),
      targets: (c.target ?? []).map(who),
      instrument: c.instrument ?? null,
      notInstrument: c.not_instrument ?? null,
      intent: c.intent === 'accident' || c.intent === 'deliberate' ? c.intent : null,
      places: c.place && c.place.length > 0 ? [placeOf(c.place)] : [],
      when: c.when ? { from: c.when.from ?? null, to: c.when.to ?? c.when.from ?? null, words: 'some time' } : null,
      tolls: (c.tolls ?? []).map((t) => ({
        harm: t.harm,
        side: t.side ? who(t.side) : null,
        low: t.low ?? null,
        high: t.high ?? null,
        vague: false,
        beyond: false,
        partial: c.partial === true || t.partial === true,
      })),
      negated: c.negated === true,
      reality: c.reality ?? 'actual',
      headline: c.headline === true,
      ownsUp: true,
      suspected: suspects(c.hedged),
    }
  })
}

/** `true`, or hedging words that make a suspicion; "reportedly" relays and suspects nothing. */
const suspects = (hedged: unknown): boolean =>
  hedged === true ||
  /suspect|believ|either|thought|likely|possib|probab|\bmay\b|\bmight\b|presum|apparent/i.test(
    [hedged].flat().join(' '),
  )

const placeOf = (chain: readonly string[]): PlaceFact => ({
  chain: chain.map(foldName),
  name: chain[0] ?? '',
  role: 'at',
  broad: chain.length === 1,
  listed: true,
})

function speakerOf(c: LineClaim, outlet: string, owner: string | null, report: string): Speaker {
  if (c.source === 'outlet')
    return { key: `outlet:${foldName(outlet)}`, name: outlet, kind: 'outlet', named: true, side: owner }
  const { name } = c.source
  const side = none(c.source.side)
  const kind = (c.source.kind ?? 'anonymous') as Speaker['kind']
  const unnamed = !name || kind === 'anonymous' || isUnnamed(name)
  return {
    key: unnamed ? `unnamed:${side ?? ''}:${kind}:${foldName(name ?? '')}:${report}` : foldName(name),
    name: name ?? `an unnamed ${kind}`,
    kind,
    named: !unnamed,
    side,
  }
}

const BOUNDS = ['low', 'best', 'high'] as const

/** What of an expected facet ours gets wrong, in words; empty = right. */
function wrong(expected: Expected, ours: FacetStanding | undefined): string[] {
  if (expected === null) return ours ? ['should not be there'] : []
  const misses: string[] = []
  if (expected.support !== undefined && ours?.support !== expected.support)
    misses.push(`support ${ours?.support} for ${expected.support}`)
  if (expected.opposition !== undefined && (ours?.opposition ?? 'none') !== expected.opposition)
    misses.push(`opposition ${ours?.opposition} for ${expected.opposition}`)
  for (const bound of BOUNDS)
    if (expected[bound] !== undefined && (ours?.[bound] ?? null) !== expected[bound])
      misses.push(`${bound} ${ours?.[bound]} for ${expected[bound]}`)
  return misses
}

/** Every side that a line names has a stake in its incident; who is friend and foe the line's own table says. */
const sidesOf = (line: StandingLine): SideTable => ({
  ...Object.fromEntries(
    [
      ...line.reports.map((r) => none(r.owner_side)),
      ...line.claims.map((c) => (c.source === 'outlet' ? null : none(c.source.side))),
    ].flatMap((side) => (side === null ? [] : [[side, {}]])),
  ),
  ...line.sides,
})

/** Misses of one line: facet by facet, in words. */
export function missesOf(line: StandingLine): string[] {
  const statements = statementsOf(line)
  return line.expect.flatMap(({ claims, standing }) => {
    const within = new Set(claims)
    const judged = judge(
      statements.filter((s) => within.has(s.id)),
      interestsOf(sidesOf(line)),
    )
    return Object.entries(standing).flatMap(([facet, expected]) => {
      const ours = judged.find((f) => f.facet === facet)
      return wrong(expected, ours).map((miss) => `${facet}: ${miss}${ours ? ` (${ours.because})` : ''}`)
    })
  })
}

export const readLines = (file: string): StandingLine[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as StandingLine)

const filesOf = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .map((name) => join(path, name))
    : [path]

/** Scores the judge alone: claims come read, grounded and grouped. A line is right when all that it states is. */
export async function run({ data, misses }: Pick<BenchArgs, 'data' | 'misses'>): Promise<SetResult> {
  const lines = data.flatMap(filesOf).flatMap(readLines)
  const missed = lines
    .map(({ id, why, ...rest }) => ({ id, why, stage: 'linking', misses: missesOf({ id, why, ...rest }) }))
    .filter((line) => line.misses.length > 0)
  if (misses) writeFileSync(misses, missed.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const table = missed
    .flatMap(({ id, why, misses }) => [`${id}: ${why}`, ...misses.map((miss) => `    ${miss}`)])
    .join('\n')
  return {
    set: 'standing',
    items: lines.length,
    figures: { right: lines.length === 0 ? null : (lines.length - missed.length) / lines.length },
    table,
  }
}
