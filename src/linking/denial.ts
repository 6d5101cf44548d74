import { affirms, type Case, hasDoer } from './case.js'
import type { Party, Statement } from './statement.js'

/** What a denial's words address. */
export type Addressed =
  | { readonly facet: 'occurrence' | 'perpetrator' | 'means' }
  | { readonly facet: 'toll'; readonly harm: string; readonly side: string | null }

const keys = (parties: readonly Party[]) =>
  parties
    .map((p) => p.key)
    .sort()
    .join('|')
const tollKeys = (s: Statement) => s.tolls.map((t) => `${t.harm} ${t.side?.key ?? ''} ${t.low} ${t.high}`)

/** True when `s` says of the happening what `other` does not. */
function adds(s: Statement, other: Statement): boolean {
  const differs = <T>(a: T | null, b: T | null) => a !== null && a !== b
  const known = new Set(tollKeys(other))
  return (
    s.negated !== other.negated ||
    (s.actors.length > 0 && keys(s.actors) !== keys(other.actors)) ||
    (s.targets.length > 0 && keys(s.targets) !== keys(other.targets)) ||
    differs(s.instrument, other.instrument) ||
    differs(s.notInstrument, other.notInstrument) ||
    differs(s.intent, other.intent) ||
    tollKeys(s).some((key) => !known.has(key)) ||
    s.type !== other.type
  )
}

/** A dispute that gives a version of its own ("bullets, not rockets") rather than only saying no to the claim it answers. */
export function hasOwnVersion(s: Statement, of: Case): boolean {
  const answered = s.about === null ? undefined : of.byId.get(s.about)
  return answered === undefined || adds(s, answered)
}

const ownDeed = (s: Statement, of: Case): boolean =>
  s.speaker.side !== null &&
  hasDoer(s.type) &&
  s.actors.some(
    (a) => a.side !== null && (a.side === s.speaker.side || of.interests.allied(a.side, s.speaker.side!, of.day)),
  )

/** Says that the content is not so. */
export function isDenial(s: Statement, of: Case): boolean {
  if (s.stance === 'denies') return true
  if (s.stance === 'disputes') return !hasOwnVersion(s, of)
  return affirms(s) && s.negated && s.tolls.length === 0 && ownDeed(s, of)
}

/** Which facets the words of a denial address: never more than they name. */
export function addressed(s: Statement, of: Case): Addressed[] {
  if (ownDeed(s, of)) return [{ facet: 'perpetrator' }]
  if (s.tolls.length > 0)
    return s.tolls.map((t) => ({ facet: 'toll' as const, harm: t.harm, side: t.side?.key ?? null }))
  if (s.instrument !== null) return [{ facet: 'means' }]
  return [{ facet: 'occurrence' }]
}

/** Puts something forward as so: affirms, and does not merely say no to another's words. */
export const holdsContent = (s: Statement, of: Case): boolean => affirms(s) && !isDenial(s, of)

export const denialsOf = (of: Case, facet: Addressed['facet']): Statement[] =>
  of.statements.filter((s) => isDenial(s, of) && addressed(s, of).some((a) => a.facet === facet))
