// How values of the ledger read on the screen: the product's own words (docs/design.md), one place.
import { SUPPORTS } from '../../src/claim/incident.js'
import type { Claim, FacetStanding, Incident } from '../../src/server/api.js'

export const SUPPORT_RANK = SUPPORTS

export const SUPPORT_HELP: Readonly<Record<string, string>> = {
  unattributed: "only the outlet's own voice says so",
  'single-origin': 'one interest alone says so',
  'reported-acknowledgement':
    'said to have been conceded, but the concession is relayed by an adversary or by nobody named',
  corroborated: 'two or more independent origins say the same',
  acknowledged: 'conceded against its own interest',
}

export const OPPOSITION_HELP: Readonly<Record<string, string>> = {
  denied: 'somebody bluntly denies it',
  contradicted: 'somebody asserts what cannot be true together with it',
  rival: 'another is named for it',
}

const FACETS: Readonly<Record<string, string>> = {
  occurrence: 'It happened',
  perpetrator: 'Who did it',
  victim: 'To whom',
  means: 'By what means',
  place: 'Where',
  time: 'When',
}

/** A facet's name for people: "toll:killed:iskp" → "Killed · iskp". */
export function facetName(facet: string): string {
  const [kind = '', harm = '', ...side] = facet.split(':')
  if (kind !== 'toll') return FACETS[kind] ?? kind
  return [
    harm.charAt(0).toUpperCase() + harm.slice(1),
    side
      .join(':')
      .replace(/^(actor|group|person):/, '')
      .replace(/-/g, ' '),
  ]
    .filter(Boolean)
    .join(' · ')
}

const VERBS: Readonly<Record<string, string>> = {
  asserts: 'says',
  confirms: 'confirms',
  denies: 'denies',
  disputes: 'disputes',
  doubts: 'doubts',
  estimates: 'estimates',
  predicts: 'predicts',
  warns: 'warns',
  plans: 'plans',
  'claims-responsibility': 'claims responsibility for',
}
export const stanceVerb = (stance: string): string => VERBS[stance] ?? stance

/** Who speaks, as the report names them. */
export function speaker({ attribution }: Claim): string {
  const { source } = attribution
  if (source === 'outlet') return 'The report itself'
  const words = (source.refersTo ?? source.quote).text
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Who relays it, or null. */
export function relay({ attribution }: Claim): string | null {
  if (attribution.via.length === 0) return null
  return attribution.via
    .map(({ who }) => (who === 'unknown' ? 'someone unnamed' : (who.refersTo ?? who.quote).text))
    .join(', via ')
}

/** The day or days of an incident; where none can be known, the words, and never a guess. */
export function dayOf({ from, to, timeWords }: Pick<Incident, 'from' | 'to' | 'timeWords'>): {
  readonly day: string
  readonly words: string | null
} {
  if (from && to) return { day: from === to ? nice(from) : `${nice(from)} – ${nice(to)}`, words: timeWords }
  return { day: 'Day not known', words: timeWords }
}

const nice = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })

export const niceDay = nice

export const placeOf = ({ place }: Pick<Incident, 'place'>): string | null =>
  place ? [place.name, ...place.chain].filter((name, i, all) => all.indexOf(name) === i).join(', ') : null

export const tollFacets = (incident: Incident): FacetStanding[] =>
  incident.standing.filter(({ facet }) => facet.startsWith('toll:'))

/** "8", "at least 8", "6–8": the figures in force. */
export function range({ low, high, values }: FacetStanding): string {
  if (low === undefined && high === undefined) return values[0]?.value ?? '?'
  if (low !== null && low !== undefined && low === high) return String(low)
  if (low !== null && low !== undefined && (high === null || high === undefined)) return `${low} or more`
  if ((low === null || low === undefined) && high !== null && high !== undefined) return `up to ${high}`
  if (low !== null && low !== undefined) return `${low}–${high}`
  return values[0]?.value ?? 'not known'
}
