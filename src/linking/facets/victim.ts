import { concedesOccurrence, concession } from '../acknowledge.js'
import { type Case, isHarmful } from '../case.js'
import { holdsContent } from '../denial.js'
import { type Held, type Judged, judgeFacet } from '../facet.js'
import type { Party, Statement, TollFact } from '../statement.js'

interface Victim {
  readonly key: string
  readonly label: string
  readonly vague: boolean
  readonly civilian: boolean
  /** The toll that says so, where one does: that one was hit, not only aimed at. */
  readonly hit: TollFact | null
}

const UNSPECIFIC = /^(?:people|persons?|crowd|others|victims?)$/
const keyOf = (p: Party): string => (p.side === null && p.civilian && !UNSPECIFIC.test(p.key) ? 'civilians' : p.key)
const victim = (p: Party, hit: TollFact | null): Victim => ({
  key: keyOf(p),
  label: p.name,
  vague: p.vague,
  civilian: p.civilian,
  hit,
})

/** Types whose actor is the one it happened to. */
const ACTOR_SUFFERS = new Set(['surrender', 'losses', 'territory-lost'])

function victimsOf(s: Statement): Victim[] {
  if (s.type === 'armed-clash' && s.tolls.length === 0) return []
  const hit = s.tolls.flatMap((t) => (t.side !== null && t.high !== 0 ? [victim(t.side, t)] : []))
  const aimed = [...s.targets, ...(ACTOR_SUFFERS.has(s.type) ? s.actors : [])].filter(
    (p) => !hit.some((v) => v.key === keyOf(p)),
  )
  return [...hit, ...aimed.map((p) => victim(p, null))]
}

const sameToll = (a: TollFact, b: TollFact) =>
  a.harm === b.harm && a.low !== null && a.low === b.low && a.high === b.high

/** The same dead told as fighters by one and as civilians by another. Aimed at and hit never contradict. */
function excludes(a: Held<Victim>, b: Held<Victim>): boolean {
  if (a.value.key === b.value.key || a.value.civilian === b.value.civilian) return false
  return a.value.hit !== null && b.value.hit !== null && sameToll(a.value.hit, b.value.hit)
}

const disputed = (a: Held<Victim>, b: Held<Victim>) =>
  a.by.stance === 'disputes' &&
  a.by.about === b.by.id &&
  a.value.key !== b.value.key &&
  !b.by.targets.some((p) => keyOf(p) === a.value.key) &&
  a.by.actors.every((p) => b.by.actors.some((q) => q.key === p.key))

/** Who suffered it? */
export function victims(of: Case): Judged<Victim> | null {
  const held = of.statements.flatMap((s): Held<Victim>[] => {
    if (!holdsContent(s, of) || s.negated || !isHarmful(s.type)) return []
    return victimsOf(s).map((value) => {
      const own = value.key === s.speaker.side || value.civilian
      return {
        by: s,
        value,
        suspected: s.suspected && s.actors.length === 0,
        concession: concession(own && concedesOccurrence(s), s, of),
      }
    })
  })
  if (held.length === 0) return null
  return judgeFacet(
    {
      facet: 'victim',
      held,
      denials: [],
      key: (v) => v.key,
      label: (v) => v.label,
      holds: (said, value) => said.key === value.key,
      conflict: (a, b) => (excludes(a, b) || disputed(a, b) || disputed(b, a) ? 'contradicted' : 'none'),
      sharable: (v) => !v.vague,
      rules: ['S-victim-aimed-hit'],
    },
    of,
  )
}
