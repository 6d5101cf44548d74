import type { FacetStanding } from '../claim/index.js'
import { type Case, caseOf } from './case.js'
import { means } from './facets/means.js'
import { occurrence } from './facets/occurrence.js'
import { perpetrator } from './facets/perpetrator.js'
import { place } from './facets/place.js'
import { time } from './facets/time.js'
import { tolls } from './facets/toll.js'
import { victims } from './facets/victim.js'
import type { Interests } from './interests.js'
import type { Statement } from './statement.js'

/**
 * How one incident stands, facet by facet, by the written rules of docs/standing.md. Facets of which nothing is
 * said are left out. The order of the statements does not matter.
 */
export const judge = (statements: readonly Statement[], interests: Interests): FacetStanding[] =>
  judgeCase(caseOf(statements, interests))

export function judgeCase(of: Case): FacetStanding[] {
  const single = [occurrence(of), perpetrator(of), victims(of), means(of), place(of), time(of)]
  return [...single.flatMap((judged) => (judged ? [judged.standing] : [])), ...tolls(of)]
}
