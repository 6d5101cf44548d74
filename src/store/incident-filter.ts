import { type Expression, type ExpressionBuilder, expressionBuilder, type SqlBool } from 'kysely'
import { OPPOSITIONS } from '../claim/index.js'
import type { IncidentFilter } from './store.js'
import type { Tables } from './tables.js'
import { fold } from './words.js'

type Condition = Expression<SqlBool>
type Row = ExpressionBuilder<Tables, 'incident'>

/** The filter as a condition on `incident`. */
export function incidentsPassing(filter: IncidentFilter): Condition {
  const row = expressionBuilder<Tables, 'incident'>()
  const { place, actor, since, until, standing, type } = filter
  const conditions: Condition[] = []
  if (place) conditions.push(named(row, 'incident_place', place))
  if (actor) conditions.push(named(row, 'incident_actor', actor))
  if (since) conditions.push(row('to_day', '>=', since))
  if (until) conditions.push(row('from_day', '<=', until))
  if (standing) conditions.push(standsAs(row, standing))
  if (type) conditions.push(row.or([row('type', '=', type), row('family', '=', type)]))
  return row.and(conditions)
}

/** Names are kept with all their tails, so a run of words anywhere in a name is the beginning of one entry. */
function named(row: Row, table: 'incident_place' | 'incident_actor', asked: string): Condition {
  const words = fold(asked)
  // '!' is the character after the space: the range holds every entry that goes on with another word.
  return row(
    'incident.no',
    'in',
    row
      .selectFrom(table)
      .select('incident_no')
      .where((name) =>
        name.or([
          name('words', '=', words),
          name.and([name('words', '>=', `${words} `), name('words', '<', `${words}!`)]),
        ]),
      ),
  )
}

function standsAs(row: Row, standing: string): Condition {
  if (standing === 'contested') return row('opposition', '<>', 'none')
  return row((OPPOSITIONS as readonly string[]).includes(standing) ? 'opposition' : 'support', '=', standing)
}
