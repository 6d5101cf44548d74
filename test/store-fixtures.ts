import { createHash } from 'node:crypto'
import {
  type Claim,
  type Decision,
  type Event,
  type FacetStanding,
  type Incident,
  type Mention,
  type PlaceRef,
  quote,
  type Report,
} from '../src/claim/index.js'
import type { StoredReport } from '../src/store/store.js'

// Reports and claims for tests of the ledger. The sentences are ours; nothing in them happened.

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

export const TEXT = `Two sides tell the Baghlan raid

Taliban forces killed eight men in Pul-e-Khumri on Monday, said Qari Hamid, a spokesman.

"I saw six bodies," said Noor Darwesh, a baker. He denied that the men were fighters.

The army's shells hit the Ma'rib road; the Taliban’s police said so.`

export function storedReport(text: string, more: Partial<Report> = {}): StoredReport {
  const bytes = new TextEncoder().encode(text)
  const bytesHash = sha256(bytes)
  return {
    id: `r${bytesHash.slice(0, 16)}`,
    text,
    textHash: sha256(text),
    bytesHash,
    origin: 'fixture.txt',
    title: null,
    outlet: { value: 'Valley Post', basis: 'stated' },
    published: { value: '2023-04-12', basis: 'given' },
    url: null,
    retrieved: null,
    ...more,
    bytes,
    addedAt: '2026-11-21T12:00:00.000Z',
    readBy: 'test 1',
  }
}

/** Where the words first stand in the text. */
export function quoted(text: string, words: string) {
  const start = text.indexOf(words)
  if (start < 0) throw new Error(`"${words}" is not in the text`)
  return quote(text, { start, end: start + words.length })
}

export const mention = (text: string, words: string, more: Partial<Mention> = {}): Mention => ({
  quote: quoted(text, words),
  refersTo: null,
  entity: null,
  because: 'as written',
  private: false,
  ...more,
})

type Parts = Partial<Omit<Claim, 'content' | 'quote'>> & {
  readonly content?: Partial<Event>
  readonly source?: Mention
}

export function claimIn(report: Report, words: string, { content, source, ...more }: Parts = {}): Claim {
  const span = quoted(report.text, words)
  return {
    id: `c${sha256(`${report.id} ${span.start} ${content?.type ?? 'killing'}`).slice(0, 16)}`,
    report: report.id,
    quote: span,
    attribution: {
      source: source ?? 'outlet',
      kind: source ? 'party' : 'media',
      cue: null,
      via: [],
      saidWhen: null,
      role: null,
      affiliation: null,
    },
    stance: 'asserts',
    content: {
      kind: 'event',
      type: 'killing',
      actor: [],
      target: [],
      place: [],
      when: null,
      tolls: [],
      negated: false,
      reality: 'actual',
      ...content,
    },
    about: null,
    hedges: [],
    headline: false,
    partial: false,
    foundBy: 'test/rule',
    confidence: 0.5,
    ...more,
  }
}

/** Three claims of the fixture text: a spokesman's, a baker's, and the baker's denial. */
export function claimsOf(report: StoredReport): Claim[] {
  const { text } = report
  const hamid = mention(text, 'Qari Hamid')
  const baker = mention(text, 'Noor Darwesh', {
    private: true,
    entity: { id: 'person:noor', name: 'Noor Darwesh', side: null },
  })
  const he = mention(text, 'He', { ...baker, quote: quoted(text, 'He'), refersTo: baker.quote })
  return [
    claimIn(report, 'Taliban forces killed eight men in Pul-e-Khumri on Monday', { source: hamid }),
    claimIn(report, 'I saw six bodies', { source: baker, content: { type: 'harm' } }),
    claimIn(report, 'the men were fighters', { source: he, stance: 'denies', content: { type: 'statement' } }),
  ]
}

export const place = (name: string, chain: readonly string[]): PlaceRef => ({
  id: `place:${name}`,
  name,
  chain,
  level: 'locality',
  lat: 35.9,
  lon: 68.7,
  country: 'AF',
})

const occurrence: FacetStanding = {
  facet: 'occurrence',
  support: 'single-origin',
  opposition: 'none',
  selfInterested: true,
  withinOneSide: false,
  values: [],
  rules: [],
  claims: [],
  because: 'one origin says so',
}

export const facet = (more: Partial<FacetStanding>): FacetStanding => ({ ...occurrence, ...more })

export const incident = (id: string, more: Partial<Incident> = {}): Incident => ({
  id,
  family: 'violence',
  type: 'operation',
  what: `Operation ${id}`,
  claims: [],
  reports: [],
  place: place('Pul-e-Khumri', ['Baghlan', 'Afghanistan']),
  from: '2023-04-10',
  to: '2023-04-10',
  timeWords: null,
  actors: ['Taliban'],
  targets: ['Islamic State Khorasan Province'],
  sides: ['taliban', 'islamic-state-khorasan'],
  accounts: [],
  standing: [occurrence],
  ...more,
})

let rulings = 0

export function ruling(
  report: Report,
  words: string,
  field: string,
  value: unknown,
  more: Partial<Decision> = {},
): Decision {
  const { start, end } = quoted(report.text, words)
  const n = ++rulings
  return {
    id: `d${n}`,
    textHash: report.textHash,
    start,
    end,
    field,
    value,
    reviewer: 'tester',
    decidedAt: new Date(Date.UTC(2026, 10, 21, 12, 0, n)).toISOString(),
    note: null,
    ...more,
  }
}
