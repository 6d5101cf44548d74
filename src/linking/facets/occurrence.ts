import { familyOf } from '../../claim/index.js'
import { concedesOccurrence, concession } from '../acknowledge.js'
import { type Case, isEvent, isHarmful } from '../case.js'
import { denialsOf, holdsContent } from '../denial.js'
import { type Held, type Judged, judgeFacet } from '../facet.js'
import type { Statement } from '../statement.js'

/** What is said around a violent incident (statements, talks, aid, men on the move) does not show that it happened. */
const AROUND = new Set(['politics', 'relief', 'movement'])

/** True for statements on the happening itself rather than on what went on around it. */
export function speaksOfIt(s: Statement, of: Case): boolean {
  if (of.statements.some((x) => isHarmful(x.type) && isEvent(x.type)))
    return isHarmful(s.type) || (isEvent(s.type) && !AROUND.has(familyOf(s.type)))
  if (of.statements.some((x) => isEvent(x.type))) return isEvent(s.type)
  return familyOf(s.type) !== 'knowledge'
}

/** Did it happen? Every claim that takes the happening for granted holds the broadest common value. */
export function occurrence(of: Case): Judged<boolean> | null {
  const held = of.statements.flatMap((s): Held<boolean>[] => {
    if (!holdsContent(s, of) || !speaksOfIt(s, of)) return []
    if (s.negated)
      return s.tolls.length > 0 ? [] : [{ by: s, value: false, suspected: s.suspected, concession: 'none' }]
    const suspected = s.suspected && s.actors.length === 0
    return [{ by: s, value: true, suspected, concession: concession(concedesOccurrence(s), s, of) }]
  })
  return judgeFacet(
    {
      facet: 'occurrence',
      held,
      denials: denialsOf(of, 'occurrence').filter((s) => speaksOfIt(s, of)),
      key: String,
      label: (happened) => (happened ? 'it happened' : 'it did not happen'),
      holds: (said, value) => said === value,
      conflict: (a, b) => (a.value === b.value ? 'none' : 'contradicted'),
      rules: ['S-occurrence-broadest'],
    },
    of,
  )
}
