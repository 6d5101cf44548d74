import { concedesResponsibility, concession } from '../acknowledge.js'
import { type Case, hasDoer } from '../case.js'
import { denialsOf, holdsContent } from '../denial.js'
import { type Held, type Judged, judgeFacet } from '../facet.js'
import type { Party, Statement } from '../statement.js'

/** Who did it: one doer, or the parties to a clash, of whom none is said to have attacked. */
interface Doer {
  readonly key: string
  readonly label: string
  readonly parties: boolean
  readonly vague: boolean
}

/** What came of an attack rather than the attack itself: both sides may kill in one fight. */
const RESULTS = new Set(['killing', 'detention', 'execution', 'harm', 'weapons-seized', 'base-destroyed', 'defeat'])

const unique = (parties: readonly Party[]) =>
  [...new Map(parties.map((p) => [p.key, p])).values()].sort((a, b) => (a.key < b.key ? -1 : 1))

function doersOf(s: Statement): Doer[] {
  if (s.type !== 'armed-clash')
    return unique(s.actors.filter((p) => !p.civilian)).map((p) => ({
      key: p.key,
      label: p.name,
      parties: false,
      vague: p.vague,
    }))
  const sides = unique([...s.actors, ...s.targets]).filter((p) => !p.civilian)
  if (s.actors.length === 0 || sides.length === 0) return []
  return [
    {
      key: `parties:${sides.map((p) => p.key).join('+')}`,
      label: sides.map((p) => p.name).join(' and '),
      parties: true,
      vague: sides.some((p) => p.vague),
    },
  ]
}

const names = (s: Statement, side: string) => s.targets.some((t) => t.side === side)

/** Another doer: no one is in both, and a merely described one ("gunmen") only where it struck the other. */
function rivals(a: Held<Doer>, b: Held<Doer>): boolean {
  if (a.value.parties || b.value.parties || a.by.type === 'armed-clash' || b.by.type === 'armed-clash') return false
  const [x, y] = [a.by.actors, b.by.actors]
  if (x.some((p) => y.some((q) => p.key === q.key))) return false
  const crossed =
    x.some((p) => p.side !== null && names(b.by, p.side)) || y.some((q) => q.side !== null && names(a.by, q.side))
  if (crossed) return !RESULTS.has(a.by.type) && !RESULTS.has(b.by.type)
  return [...x, ...y].every((p) => p.known && !p.vague)
}

/** Who did it? Only what a claim's own words name. */
export function perpetrator(of: Case): Judged<Doer> | null {
  const held = of.statements.flatMap((s): Held<Doer>[] => {
    if (!holdsContent(s, of) || s.negated || !hasDoer(s.type)) return []
    const conceded = concession(concedesResponsibility(s), s, of)
    return doersOf(s).map((value) => ({
      by: s,
      value,
      suspected: s.suspected,
      concession: value.key === s.speaker.side ? conceded : 'none',
    }))
  })
  const denials = denialsOf(of, 'perpetrator')
  if (held.length === 0 && denials.length === 0) return null
  return judgeFacet(
    {
      facet: 'perpetrator',
      held,
      denials,
      key: (d) => d.key,
      label: (d) => d.label,
      holds: (said, value) => said.key === value.key,
      conflict: (a, b) => (rivals(a, b) ? 'rival' : 'none'),
      sharable: (d) => !d.vague,
      rules: held.some((h) => h.value.parties)
        ? ['S-perpetrator-named', 'S-perpetrator-parties']
        : ['S-perpetrator-named'],
    },
    of,
  )
}
