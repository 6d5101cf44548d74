// What the product was asked for, on the five reports it was asked for with. Runs where ../shared is beside the project.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedFolder } from '../bench/scored.js'
import type { FacetStanding, Incident } from '../src/claim/index.js'
import { type SampleCase, sampleCase } from './sample-case.js'

const shared = sharedFolder()
if (!shared) console.log('skipped: the seed reports are not here (../shared)')

/** Incidents that a careful reader finds in the seeds: words of the place or of a quote, and the sides. */
const EXPECTED: readonly {
  readonly slug: string
  readonly words: RegExp
  readonly actors: readonly string[]
  readonly targets: readonly string[]
}[] = [
  {
    slug: 'the raid in Taloqan',
    words: /Taloqan|eight men/,
    actors: ['Taliban'],
    targets: ['Islamic State Khorasan Province'],
  },
  { slug: 'the fire from Khwaja Ghar', words: /Khwaja Ghar/, actors: ['Islamic State Khorasan Province'], targets: [] },
  {
    slug: 'the movement to Kunar',
    words: /to Kunar from Nangarhar|left for Kunar/,
    actors: ['Islamic State'],
    targets: [],
  },
  {
    slug: 'the defeat of IS in Nangarhar',
    words: /completely defeated in Nangarhar/,
    actors: [],
    targets: ['Islamic State'],
  },
  { slug: 'the clashes in Andarab', words: /Andarab/, actors: ['National Resistance Front'], targets: ['Taliban'] },
  {
    slug: 'the operation in Nahr-e-Shahi',
    words: /at least six members|Nahr-e-Shahi/,
    actors: ['Taliban'],
    targets: ['Islamic State Khorasan Province'],
  },
  {
    slug: 'the operation in Zaranj',
    words: /Zaranj/,
    actors: ['Taliban'],
    targets: ['Islamic State Khorasan Province'],
  },
  { slug: 'the killing of Ziauddin', words: /Ziauddin/, actors: ['Taliban'], targets: ['Ziauddin'] },
  { slug: 'the operation against Qari Fateh', words: /Shahrak-e-Zakireen|Qari Fateh/, actors: [], targets: [] },
  {
    slug: 'the operation of February 13',
    words: /February 13/,
    actors: [],
    targets: ['Islamic State Khorasan Province'],
  },
]

describe.runIf(shared)('the seed reports', () => {
  let seeds: SampleCase
  let incidents: readonly Incident[]
  const quotes = new Map<string, string>()

  beforeAll(async () => {
    const folder = join(shared!, 'reports', 'seeds')
    seeds = await sampleCase(readdirSync(folder).map((file) => join(folder, file)))
    incidents = (await seeds.ledger.incidents()).incidents
    for (const claim of await seeds.ledger.claims()) quotes.set(claim.id, claim.quote.text)
  })
  afterAll(() => seeds?.close())

  const withWords = (words: RegExp): Incident[] =>
    incidents.filter((incident) => incident.claims.some((id) => words.test(quotes.get(id) ?? '')))
  const facet = (incident: Incident, name: string): FacetStanding | undefined =>
    incident.standing.find((f) => f.facet === name || f.facet.startsWith(`${name}:`))
  const holds = (names: readonly string[], wanted: string): boolean =>
    names.some((name) => name.includes(wanted) || wanted.includes(name))

  it.each(EXPECTED)('hold $slug with the right sides', ({ words, actors, targets }) => {
    const found = withWords(words).filter(
      (i) => actors.every((a) => holds(i.actors, a)) && targets.every((t) => holds(i.targets, t)),
    )
    expect(
      found.map((i) => i.what),
      JSON.stringify(withWords(words).map((i) => [i.what, i.actors, i.targets])),
    ).not.toEqual([])
  })

  it('count eight dead in Taloqan once, on the word of one origin that gains by it', () => {
    const raid = withWords(/eight men/)[0]!
    const killed = facet(raid, 'toll:killed')!
    expect(killed).toMatchObject({
      support: 'single-origin',
      selfInterested: true,
      opposition: 'none',
      low: 8,
      high: 8,
      best: null,
    })
    expect(withWords(/at least eight key militants/)).toEqual([raid])
  })

  it('set the police chief against the security sources of the neighbouring province, within one side', () => {
    const movement = withWords(/to Kunar from Nangarhar/)[0]!
    expect(facet(movement, 'occurrence')).toMatchObject({
      support: 'single-origin',
      opposition: 'denied',
      withinOneSide: true,
    })
  })

  it('invent no day for a report that has none', async () => {
    const undated = new Set((await seeds.ledger.reports()).filter((r) => r.published === null).map((r) => r.id))
    expect(undated.size).toBe(4)
    for (const incident of incidents.filter((i) => i.reports.every((r) => undated.has(r)))) {
      const told = incident.claims.map((id) => quotes.get(id)).join(' ')
      if (!/\b(?:19|20)\d\d\b|9\/11/.test(told))
        expect([incident.from, incident.to], incident.what).toEqual([null, null])
    }
  })
})
