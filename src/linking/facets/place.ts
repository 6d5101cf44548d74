import { type Case, isEvent } from '../case.js'
import { holdsContent } from '../denial.js'
import { type Held, type Judged, judgeFacet } from '../facet.js'
import type { PlaceFact } from '../statement.js'
import { speaksOfIt } from './occurrence.js'

/** True when `inner` is `outer` or lies in it. */
export const liesIn = (inner: PlaceFact, outer: PlaceFact): boolean => {
  const at = inner.chain.indexOf(outer.chain[0] ?? '')
  return at >= 0 && outer.chain.every((name) => inner.chain.includes(name))
}

/** What of a place can exclude another: a spot that no gazetteer has may lie anywhere in its container. */
export const known = (p: PlaceFact): PlaceFact | null => {
  if (p.listed) return p
  return p.chain.length > 1 ? { ...p, chain: p.chain.slice(1), listed: true, broad: p.chain.length === 2 } : null
}

/** True when both may be the same spot. */
export function compatiblePlaces(a: PlaceFact, b: PlaceFact): boolean {
  const [x, y] = [known(a), known(b)]
  if (x === null || y === null) return true
  if (x.broad || y.broad) return x.chain.at(-1) === y.chain.at(-1)
  return liesIn(x, y) || liesIn(y, x)
}

const key = (p: PlaceFact) => p.chain.join(' < ')

/** The district that a village lies in is held by who names the village; a whole country only by who names just that. */
const holds = (said: PlaceFact, value: PlaceFact) => (value.broad ? key(said) === key(value) : liesIn(said, value))

/** What else breaks or burns elsewhere (windows across a border) says nothing of where it was. */
const SIDE_EFFECTS = new Set(['property-damage', 'harm', 'displacement', 'movement', 'rescue', 'aid'])

/** Two speakers contradict each other where none of the one's places fits any of the other's. */
function elsewhere(a: Held<PlaceFact>, b: Held<PlaceFact>, held: readonly Held<PlaceFact>[]): boolean {
  if (SIDE_EFFECTS.has(a.by.type) || SIDE_EFFECTS.has(b.by.type)) return false
  const of = (x: Held<PlaceFact>) => held.filter((h) => h.by.speaker.key === x.by.speaker.key).map((h) => h.value)
  return !of(a).some((p) => of(b).some((q) => compatiblePlaces(p, q)))
}

/** Where? A village and its district corroborate the district. */
export function place(of: Case): Judged<PlaceFact> | null {
  const held = of.statements.flatMap((s): Held<PlaceFact>[] =>
    holdsContent(s, of) && !s.negated && isEvent(s.type) && speaksOfIt(s, of)
      ? s.places
          .filter((p) => p.chain.length > 0)
          .map((value) => ({ by: s, value, suspected: s.suspected && s.actors.length === 0, concession: 'none' }))
      : [],
  )
  if (held.length === 0) return null
  const from = (h: Held<PlaceFact>) => h.value.role === 'from'
  return judgeFacet(
    {
      facet: 'place',
      held,
      denials: [],
      key,
      label: (p) => p.name,
      holds,
      conflict: (a, b) => (!from(a) && !from(b) && elsewhere(a, b, held) ? 'contradicted' : 'none'),
      rules: ['S-place-broader'],
    },
    of,
  )
}
