import { describe, expect, it } from 'vitest'
import type { Claim, Mention } from '../claim/index.js'
import { findCopies, fingerprint } from './copies.js'
import { claim, mention, toll } from './fixtures.js'
import { type Context, type ReportFacts, statementOf } from './from-claim.js'
import { interestsOf } from './interests.js'
import { judge } from './standing.js'

const TALIBAN = mention('Taliban', 'taliban')
const ISKP = mention('Islamic State Khorasan Province', 'iskp')
const OBSERVATORY = mention('Valley Observatory', null, 'actor:observatory')
const interests = interestsOf({ taliban: { enemies: ['iskp'] } }, { Bakhtar: 'taliban' })
const facts = (
  id: string,
  outlet: string | null = 'Valley Post',
  published: string | null = '2023-03-29',
): ReportFacts => ({ id, outlet, published })
const context = (...reports: readonly ReportFacts[]): Context => ({
  reports: new Map([facts('r1'), facts('r2', 'Bakhtar'), ...reports].map((r) => [r.id, r])),
  copies: { groups: [], originalOf: (report) => report },
  interests,
})
const read = (c: Claim) => statementOf(c, context())
/** The mention as other words write it. */
const worded = (m: Mention, text: string): Mention => ({ ...m, quote: { start: 0, end: text.length, text } })
const supports = (...claims: readonly Claim[]) =>
  Object.fromEntries(judge(claims.map(read), interests).map((f) => [f.facet, f.support]))

describe('who speaks', () => {
  it.each<[string, Parameters<typeof claim>[4], Partial<ReturnType<typeof read>['speaker']>]>([
    ['the outlet', {}, { kind: 'outlet', name: 'Valley Post', side: null }],
    ['a party', { source: TALIBAN, kind: 'party' }, { key: 'actor:taliban', named: true, side: 'taliban' }],
    [
      'residents',
      { source: mention('Residents of Dushi', null, 'group:residents', true), kind: 'witness' },
      { named: false, name: 'Residents of Dushi' },
    ],
    [
      'a message by nobody known',
      { source: mention('Twitter message', null, 'group:twitter'), kind: 'institution' },
      { named: false, kind: 'anonymous' },
    ],
    [
      '"reports say"',
      { source: mention('media reports', null, 'group:reports'), kind: 'media' },
      { kind: 'media', named: false },
    ],
    [
      'a doctor without a name',
      { source: mention('a doctor', null, 'group:doctor'), kind: 'expert' },
      { named: false, single: true },
    ],
  ])('%s', (_, given, want) => expect(read(claim('a', 'r1', 0, 'men were shot', given)).speaker).toMatchObject(want))

  it('a state agency prints in its own voice for its owner', () => {
    expect(read(claim('a', 'r2', 0, 'men were shot')).speaker).toMatchObject({ kind: 'outlet', side: 'taliban' })
  })

  it('the head of a monitoring body is one origin with it', () => {
    const rami = mention('Rami Said', null, 'person:rami said')
    const own = claim('a', 'r1', 0, 'men were shot', { source: OBSERVATORY, kind: 'institution' })
    const told = claim('b', 'r1', 90, 'men were shot', { source: rami, kind: 'expert' })
    const head: Claim = {
      ...told,
      attribution: { ...told.attribution, affiliation: { of: OBSERVATORY, how: 'speaks-for' } },
    }
    expect(supports(own, head)).toMatchObject({ occurrence: 'single-origin' })
    expect(supports(own, told)).toMatchObject({ occurrence: 'corroborated' })
  })

  it('a private person is shown by the role, and the key does not carry the name', () => {
    const karim = worded(mention('Karim Noori', null, 'person:karim noori', true), 'Karim Noori, a teacher')
    const { speaker } = read(claim('a', 'r1', 0, 'men were shot', { source: karim, kind: 'witness' }))
    expect(speaker).toMatchObject({ name: 'a teacher', named: true })
    expect(JSON.stringify(speaker)).not.toMatch(/karim|noori/i)
  })

  it('a copied sentence is said by the outlet that printed it first', () => {
    const sentence = 'Gunmen killed five shepherds near the village of Dara-e Khushk in Baghlan on Monday evening.'
    const late = `The council met on Tuesday to talk about the roads and the price of flour. ${sentence} The council will meet again next week to vote on the new budget.`
    const copies = findCopies([
      fingerprint({
        id: 'r0',
        text: `${sentence} Nobody has claimed responsibility for the shooting in the valley so far.`,
        published: '2023-03-01',
      }),
      fingerprint({ id: 'r1', text: late, published: '2023-03-09' }),
    ])
    const made = statementOf(claim('a', 'r1', late.indexOf(sentence), sentence), {
      ...context(facts('r0', 'Hindukush Wire')),
      copies,
    })
    expect(made).toMatchObject({ report: 'r0', speaker: { name: 'Hindukush Wire' } })
  })
})

describe('when it was said', () => {
  it('the day of printing dates only the outlet itself', () => {
    expect(read(claim('a', 'r1', 0, 'men were shot')).said).toEqual({
      from: '2023-03-29T00:00',
      to: '2023-03-29T23:59',
    })
    expect(read(claim('a', 'r1', 0, 'men were shot', { source: TALIBAN, kind: 'party' })).said).toBeNull()
  })
})

describe('what the words do not bear', () => {
  it.each<[string, Claim, string, string]>([
    [
      '"six of his soldiers": an acknowledgement',
      claim('a', 'r1', 0, 'six of his soldiers were killed', {
        source: TALIBAN,
        kind: 'party',
        type: 'killing',
        tolls: [toll('killed', 6, 6, worded(TALIBAN, 'six of his soldiers'))],
      }),
      'toll:killed:taliban',
      'acknowledged',
    ],
    [
      '"members of the group", worked out to be the speaker: none',
      claim('a', 'r1', 0, 'eight members of the group were killed', {
        source: TALIBAN,
        kind: 'party',
        type: 'killing',
        tolls: [toll('killed', 8, 8, worded(TALIBAN, 'eight members of the group'))],
      }),
      'toll:killed:taliban',
      'single-origin',
    ],
    [
      '"suspected Taliban": only a suspicion',
      claim('a', 'r1', 0, 'suspected Taliban shot men', {
        source: OBSERVATORY,
        kind: 'institution',
        type: 'shooting',
        actor: [{ ...TALIBAN, quote: { start: 10, end: 17, text: 'Taliban' } }],
      }),
      'perpetrator',
      'unattributed',
    ],
    [
      '"either … or": only a suspicion',
      claim('a', 'r1', 0, 'either the Taliban or the group shot men', {
        source: OBSERVATORY,
        kind: 'institution',
        type: 'shooting',
        actor: [TALIBAN, ISKP],
      }),
      'perpetrator',
      'unattributed',
    ],
  ])('%s', (_, told, facet, support) => expect(supports(told)[facet]).toBe(support))

  it('an observer is no perpetrator', () => {
    expect(
      read(
        claim('a', 'r1', 0, 'carried out six strikes', {
          source: OBSERVATORY,
          kind: 'institution',
          actor: [OBSERVATORY],
        }),
      ).actors,
    ).toEqual([])
  })

  it('a party does not accuse itself of harming civilians by a mere "it"', () => {
    const civilians = mention('civilians', null, 'group:civilians')
    const told = claim('a', 'r1', 0, 'intentionally hitting civilians', {
      source: TALIBAN,
      kind: 'official',
      actor: [worded(TALIBAN, 'it')],
      target: [civilians],
    })
    expect(read(told).actors).toEqual([])
    expect(read({ ...told, stance: 'claims-responsibility' }).actors).toHaveLength(1)
  })

  it('"at least 43 people" are people, and two vests are nobody', () => {
    expect(
      read(claim('a', 'r1', 0, 'at least 43 people died', { target: [mention('at least 43 people', null, 'group:x')] }))
        .targets,
    ).toMatchObject([{ key: 'people', civilian: true }])
    const vests = { ...mention('suicide vests', null, 'group:vests'), entity: null }
    expect(
      read(claim('a', 'r1', 0, 'two vests were seized', { tolls: [toll('detained', 2, 2, vests)] })).tolls,
    ).toEqual([])
  })

  it('"eight men" of one origin are whose that origin says; another origin puts no side into its mouth', () => {
    const men = { ...mention('men', null, 'group:men'), entity: null }
    const sided = claim('a', 'r1', 0, 'eight fighters of the group', {
      source: TALIBAN,
      kind: 'party',
      type: 'killing',
      target: [ISKP],
      tolls: [toll('killed', 8, null, ISKP, 'at least eight')],
    })
    const bare = (source: Mention, kind: Claim['attribution']['kind']) =>
      claim('b', 'r1', 90, 'eight men', { source, kind, type: 'killing', tolls: [toll('killed', 8, 8, men)] })
    expect(supports(sided, bare(TALIBAN, 'party'))).toMatchObject({ 'toll:killed:iskp': 'single-origin' })
    expect(supports(sided, bare(TALIBAN, 'party'))).not.toHaveProperty('toll:killed')
    expect(supports(sided, bare(OBSERVATORY, 'institution'))).toMatchObject({
      'toll:killed:iskp': 'single-origin',
      'toll:killed': 'single-origin',
    })
  })
})
