import { Command, InvalidArgumentError } from 'commander'
import { refreshIncidents } from '../../casework.js'
import { type FacetStanding, type Incident, OPPOSITIONS, SUPPORTS } from '../../claim/index.js'
import { incidentsCsv } from '../../export/csv.js'
import type { IncidentFilter } from '../../store/store.js'
import { type CaseOptions, getPipeline, withCase } from '../context.js'
import { table } from '../table.js'
import { checkDay } from './add.js'

interface Options extends CaseOptions {
  readonly place?: string
  readonly actor?: string
  readonly since?: string
  readonly until?: string
  readonly standing?: string
  readonly type?: string
  readonly limit?: number
  readonly csv?: boolean
}

export const incidentsCommand = (): Command =>
  new Command('incidents')
    .description('list what is said to have happened, newest first')
    .option('--place <name>', 'at this place or inside it')
    .option('--actor <name>', 'with this actor, on whichever side')
    .option('--since <day>', 'on or after this day')
    .option('--until <day>', 'on or before this day')
    .option('--standing <word>', `occurrence is ${SUPPORTS.join(', ')}; or "contested"`, standing)
    .option('--type <type>', 'of this type or family: airstrike, violence, detention …')
    .option('--limit <n>', 'at most so many', (n) => Number.parseInt(n, 10))
    .option('--case <name>', 'the case')
    .option('--json', 'one JSON object with all of each incident')
    .option('--csv', 'as CSV')
    .addHelpText(
      'after',
      '\nExamples:\n  hearsay incidents --place takhar --since 2023-03-01\n  hearsay incidents --actor taliban --standing contested\n  hearsay incidents --csv > incidents.csv',
    )
    .action((options: Options) => list(options))

function standing(word: string): string {
  const allowed = [...SUPPORTS, 'contested']
  if (!allowed.includes(word as (typeof SUPPORTS)[number]))
    throw new InvalidArgumentError(`use one of: ${allowed.join(', ')}`)
  return word
}

async function list(options: Options): Promise<void> {
  checkDay(options.since)
  checkDay(options.until)
  const { place, actor, since, until, standing, type, limit } = options
  const filter = Object.fromEntries(
    Object.entries({ place, actor, since, until, standing, type, limit }).filter(([, value]) => value !== undefined),
  ) as IncidentFilter
  await withCase(options, async (ledger) => {
    await refreshIncidents(ledger, getPipeline())
    const { total, incidents } = await ledger.incidents(filter)
    if (options.json) return void process.stdout.write(`${JSON.stringify({ total, incidents })}\n`)
    if (options.csv) return void process.stdout.write(incidentsCsv(incidents))
    if (total === 0) return void process.stdout.write('no incidents match\n')
    const shown =
      incidents.length < total
        ? `${incidents.length} of ${total} incidents`
        : `${total} ${total === 1 ? 'incident' : 'incidents'}`
    process.stdout.write(`${table(incidents.map(row))}\n${shown}\n`)
  })
}

const row = (incident: Incident): string[] => [
  incident.id,
  days(incident),
  incident.place ? [incident.place.name, incident.place.chain[0]].filter(Boolean).join(', ') : 'place not said',
  describe(incident.standing.find((facet) => facet.facet === 'occurrence')),
  tolls(incident),
  incident.what,
]

/** The days of an incident for a list: what is known, else the words, never a guess. */
export function days({ from, to, timeWords }: Pick<Incident, 'from' | 'to' | 'timeWords'>): string {
  if (from && to) return from === to ? from : `${from} – ${to}`
  return timeWords ? `day not known (${timeWords})` : 'day not known'
}

/** A facet's standing in a few words. */
export function describe(facet: FacetStanding | undefined): string {
  if (!facet) return 'not judged'
  const against =
    facet.opposition === OPPOSITIONS[0]
      ? ''
      : facet.withinOneSide
        ? ', contested within one side'
        : `, ${facet.opposition}`
  return facet.support + (facet.selfInterested ? ' (self-interested)' : '') + against
}

/** The tolls of an incident as claimed: "killed 8 (iskp)". */
export const tolls = ({ standing }: Pick<Incident, 'standing'>): string =>
  standing
    .filter(({ facet }) => facet.startsWith('toll:'))
    .map(({ facet, values }) => {
      const [, harm, ...side] = facet.split(':')
      return `${harm} ${values[0]?.value ?? '?'}${side.length ? ` (${side.join(':')})` : ''}`
    })
    .join('; ')
