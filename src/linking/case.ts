import { type ClaimType, compatible, type Day, EVENT_FAMILIES, type Family, familyOf } from '../claim/index.js'
import type { Interests } from './interests.js'
import type { Party, Statement, TollFact } from './statement.js'
import { independent, type Stakes, type Voice, voiceOf } from './voices.js'

/** The statements on one incident, with what the rules ask of them all the time. */
export interface Case {
  readonly statements: readonly Statement[]
  readonly byId: ReadonlyMap<string, Statement>
  /** The day by which alliances are looked up; null where none is known. */
  readonly day: Day | null
  readonly interests: Interests
  voice(statement: Statement): Voice
  independent(a: Statement, b: Statement): boolean
  /** Sides that fight each other, by the data or by what is said of this incident. */
  adversaries(a: string, b: string): boolean
}

/** Families whose events have a doer and a sufferer. */
const HARMFUL = new Set<Family>(['violence', 'harm', 'detention', 'territory', 'property'])
const NO_DOER = new Set<ClaimType>(['release', 'surrender', 'territory-lost', 'defeat', 'harm', 'explosion', 'losses'])

export const isHarmful = (type: ClaimType): boolean => HARMFUL.has(familyOf(type)) || type === 'losses'
/** True for types whose actor did something to somebody. */
export const hasDoer = (type: ClaimType): boolean => (isHarmful(type) && !NO_DOER.has(type)) || type === 'displacement'
export const isEvent = (type: ClaimType): boolean => familyOf(type) in EVENT_FAMILIES

/** Stances by which a speaker stands for the content; a dispute with a version of its own does too (see denial.ts). */
const AFFIRMING = new Set(['asserts', 'confirms', 'estimates', 'claims-responsibility', 'warns', 'disputes'])

/** Puts the content forward as something that is so. */
export const affirms = (statement: Statement): boolean =>
  AFFIRMING.has(statement.stance) && statement.reality === 'actual'

function foesOf(statements: readonly Statement[]): Set<string> {
  const foes = new Set<string>()
  const note = (a: Party, b: Party) => {
    if (a.side === null || b.side === null || a.side === b.side) return
    foes.add(`${a.side} ${b.side}`)
    foes.add(`${b.side} ${a.side}`)
  }
  for (const { type, actors, targets } of statements) {
    if (!isHarmful(type)) continue
    for (const actor of actors) for (const target of targets) note(actor, target)
    if (type === 'armed-clash') for (const a of actors) for (const b of actors) note(a, b)
  }
  return foes
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** A side has a stake in an incident as a party to it, or as a friend or enemy of one. */
function stakesIn(statements: readonly Statement[], interests: Interests, day: Day | null): Stakes {
  const named = statements.flatMap(({ actors, targets, tolls }) => [
    ...actors,
    ...targets,
    ...tolls.flatMap((t) => (t.side ? [t.side] : [])),
  ])
  const parties = [...new Set(named.flatMap((p) => (p.side === null ? [] : [p.side])))]
  const credits = (side: string) =>
    interests.concerned?.(side) === true ||
    parties.some((p) => p === side || interests.enemies(p, side, day) || interests.allied(p, side, day))
  return { credits, discounts: (side) => parties.length === 0 || credits(side) }
}

/**
 * "Eight men" are whose the same origin says elsewhere that its eight dead were; another origin's word would put a
 * side into a mouth that named none. Where that tells no single side, the toll has none.
 */
function sideOfDescribed(
  toll: TollFact,
  s: Statement,
  all: readonly Statement[],
  voice: (s: Statement) => Voice,
): TollFact {
  if (toll.side === null || !toll.side.vague) return toll
  const origin = voice(s).origin
  const told = all
    .filter((x) => origin !== null && voice(x).origin === origin)
    .flatMap((x) => x.tolls)
    .filter(
      (t) =>
        t.harm === toll.harm &&
        t.side !== null &&
        t.side.side !== null &&
        compatible({ ...t, words: '' }, { ...toll, words: '' }),
    )
  const sides = new Map(told.map((t) => [t.side!.key, t.side!]))
  return { ...toll, side: sides.size === 1 ? [...sides.values()][0]! : null }
}

/** Sorts the statements (so that their order cannot matter) and looks up each voice once. */
export function caseOf(statements: readonly Statement[], interests: Interests): Case {
  const asTold = [...statements].sort((a, b) => byText(a.id, b.id))
  const day = asTold.flatMap((s) => (s.when?.from ? [s.when.from] : [])).sort()[0] ?? null
  const stakes = stakesIn(asTold, interests, day)
  const speak = (s: Statement) => voiceOf(s, stakes)
  const sorted = asTold.map((s) =>
    s.tolls.some((t) => t.side?.vague) ? { ...s, tolls: s.tolls.map((t) => sideOfDescribed(t, s, asTold, speak)) } : s,
  )
  const voices = new Map(sorted.map((s) => [s.id, speak(s)]))
  const foes = foesOf(sorted)
  const voice = (s: Statement) => voices.get(s.id) ?? speak(s)
  return {
    statements: sorted,
    byId: new Map(sorted.map((s) => [s.id, s])),
    day,
    interests,
    voice,
    independent: (a, b) => independent(voice(a), voice(b), interests, day),
    adversaries: (a, b) => a !== b && (interests.enemies(a, b, day) || foes.has(`${a} ${b}`)),
  }
}
