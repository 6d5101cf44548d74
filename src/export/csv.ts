import { stringify } from 'csv-stringify/sync'
import { type Claim, type FacetStanding, type Incident, wordsOf } from '../claim/index.js'
import { coordinates } from './coordinates.js'
import { nameOf, placeName, tollWords } from './words.js'

type Row = Readonly<Record<string, string | number | boolean | null>>

/** Formulas are escaped: a quote that begins with "=" must not run in anybody's spreadsheet. */
const write = (columns: readonly string[], rows: readonly Row[]): string =>
  stringify(rows as Row[], {
    header: true,
    columns: [...columns],
    escape_formulas: true,
    cast: { boolean: (value) => String(value) },
  })

const SINGLE = ['occurrence', 'perpetrator', 'victim', 'means', 'place', 'time'] as const

const INCIDENT_COLUMNS = [
  'id',
  'what',
  'family',
  'type',
  'from',
  'to',
  'time_words',
  'place',
  'place_in',
  'country',
  'latitude',
  'longitude',
  'coordinates_of',
  'actors',
  'targets',
  'sides',
  'origins',
  'tolls',
  'reports',
  'claims',
  ...SINGLE.flatMap((facet) => [`${facet}_value`, `${facet}_support`, `${facet}_opposition`]),
  'because',
]

const list = (values: readonly string[]) => values.join('; ')

function facetColumns(incident: Incident): Row {
  return Object.fromEntries(
    SINGLE.flatMap((name) => {
      const facet: FacetStanding | undefined = incident.standing.find((f) => f.facet === name)
      return [
        [`${name}_value`, facet?.values[0]?.value ?? null],
        [`${name}_support`, facet?.support ?? null],
        [`${name}_opposition`, facet?.opposition ?? null],
      ]
    }),
  )
}

function incidentRow(incident: Incident): Row {
  const { place } = incident
  const where = coordinates(place)
  return {
    id: incident.id,
    what: incident.what,
    family: incident.family,
    type: incident.type,
    from: incident.from,
    to: incident.to,
    time_words: incident.timeWords,
    place: place?.name ?? null,
    place_in: place ? list(place.chain) : null,
    country: place?.country ?? null,
    latitude: where?.lat ?? null,
    longitude: where?.lon ?? null,
    coordinates_of: where?.of ?? null,
    actors: list(incident.actors),
    targets: list(incident.targets),
    sides: list(incident.sides),
    origins: list(incident.accounts.map((a) => a.name)),
    tolls: list(incident.standing.filter((f) => f.facet.startsWith('toll:')).map(tollWords)),
    reports: list(incident.reports),
    claims: list(incident.claims),
    ...facetColumns(incident),
    because: list(incident.standing.map((f) => `${f.facet}: ${f.because}`)),
  }
}

/** One row an incident. An empty cell is "not said", never 0. */
export const incidentsCsv = (incidents: readonly Incident[]): string =>
  write(INCIDENT_COLUMNS, incidents.map(incidentRow))

const CLAIM_COLUMNS = [
  'id',
  'report',
  'start',
  'end',
  'quote',
  'source',
  'source_kind',
  'cue',
  'via',
  'stance',
  'about',
  'type',
  'reality',
  'negated',
  'actors',
  'targets',
  'place',
  'from',
  'to',
  'time_words',
  'tolls',
  'hedges',
  'headline',
  'partial',
  'found_by',
  'confidence',
]

function claimRow(claim: Claim): Row {
  const { attribution, content, quote } = claim
  const { source, via } = attribution
  const tolls = content.kind === 'event' ? content.tolls : []
  return {
    id: claim.id,
    report: claim.report,
    start: quote.start,
    end: quote.end,
    quote: quote.text,
    source: source === 'outlet' ? 'outlet' : nameOf(source),
    source_kind: attribution.kind,
    cue: attribution.cue?.text ?? null,
    via: list(via.map(({ who }) => (who === 'unknown' ? 'unknown' : nameOf(who)))),
    stance: claim.stance,
    about: claim.about === null ? null : 'claim' in claim.about ? claim.about.claim : claim.about.text,
    type: content.type,
    reality: content.reality,
    negated: content.negated,
    actors: list(content.actor.map(nameOf)),
    targets: list(content.target.map(nameOf)),
    place: list(content.place.map(placeName)),
    from: content.when?.from ?? null,
    to: content.when?.to ?? null,
    time_words: content.when?.words ?? null,
    tolls: list(
      tolls.map((t) => [t.harm, t.count?.words ?? 'unknown', ...t.side.map((m) => `(${wordsOf(m)})`)].join(' ')),
    ),
    hedges: list(claim.hedges),
    headline: claim.headline,
    partial: claim.partial,
    found_by: claim.foundBy,
    confidence: claim.confidence,
  }
}

/** One row a claim. Pass claims through `withholdPrivate` first. */
export const claimsCsv = (claims: readonly Claim[]): string => write(CLAIM_COLUMNS, claims.map(claimRow))
