import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim } from '../claim/index.js'
import { claim, type Given, mention, placeRef, toll } from './fixtures.js'
import { type LinkReport, linkIncidents } from './incidents.js'
import { interestsOf } from './interests.js'

const interests = interestsOf({ taliban: { enemies: ['iskp'] } })
const TALIBAN = mention('Taliban', 'taliban')
const ISKP = mention('Islamic State Khorasan Province', 'iskp')
const SPOKESMAN = mention('Rahim Sediqi', 'taliban', 'person:rahim sediqi')
const RESIDENTS = mention('residents', null, 'group:residents', true)
const ZIA = mention('Ziauddin', 'iskp', 'person:ziauddin')
const NAHRIN = placeRef('Nahrin', 'Baghlan', 'Afghanistan')
const DUSHI = placeRef('Dushi', 'Baghlan', 'Afghanistan')
const BAGHLAN = placeRef('Baghlan', 'Afghanistan')
const reports: readonly LinkReport[] = ['r1', 'r2', 'r3'].map((id) => ({
  id,
  outlet: `Paper ${id}`,
  published: '2023-03-29',
}))
const link = (claims: readonly Claim[]) => linkIncidents(reports, claims, interests)
/** Which claims stand together: "a+b c". */
const grouping = (claims: readonly Claim[]) =>
  link(claims)
    .map((i) => i.claims.join('+'))
    .sort()
    .join(' ')

const raid = (id: string, report: string, given: Given = {}, start = 0) =>
  claim(id, report, start, 'Taliban forces raided a base of the group', {
    type: 'operation',
    actor: [TALIBAN],
    target: [ISKP],
    ...given,
  })

describe('within one report', () => {
  const rows: readonly [string, readonly Claim[], string][] = [
    [
      'a raid, its killed and its captured are one',
      [
        raid('a', 'r1', { place: [NAHRIN] }),
        claim('b', 'r1', 60, 'the ensuing clashes killed eight men', {
          type: 'killing',
          target: [ISKP],
          tolls: [toll('killed', 8, 8, ISKP)],
        }),
        claim('c', 'r1', 120, 'three others were captured', {
          type: 'detention',
          target: [ISKP],
          tolls: [toll('detained', 3, 3, ISKP)],
        }),
      ],
      'a+b+c',
    ],
    [
      '"the operation" joins the last told',
      [
        raid('a', 'r1', { place: [NAHRIN] }),
        claim('b', 'r1', 90, 'the operation had blocked the highway', {
          type: 'road-closure',
          source: RESIDENTS,
          kind: 'witness',
        }),
      ],
      'a+b',
    ],
    ['two districts are two', [raid('a', 'r1', { place: [NAHRIN] }), raid('b', 'r1', { place: [DUSHI] }, 80)], 'a b'],
    [
      'a district and its province are one',
      [raid('a', 'r1', { place: [NAHRIN] }), raid('b', 'r1', { place: [BAGHLAN] }, 80)],
      'a+b',
    ],
    [
      'two days are two',
      [
        raid('a', 'r1', { place: [NAHRIN], day: '2023-03-26' }),
        raid('b', 'r1', { place: [NAHRIN], day: '2023-03-20' }, 80),
      ],
      'a b',
    ],
    [
      'other sides are two',
      [
        raid('a', 'r1'),
        claim('b', 'r1', 60, 'police shot at protesters', {
          type: 'shooting',
          actor: [mention('Police', 'pakistan')],
          target: [mention('Protesters', 'pti')],
        }),
      ],
      'a b',
    ],
    [
      'a denial joins what it denies',
      [
        raid('a', 'r1', { place: [NAHRIN] }),
        claim('b', 'r1', 900, 'its base had been raided', {
          type: 'operation',
          stance: 'denies',
          about: 'a',
          source: ISKP,
        }),
      ],
      'a+b',
    ],
    ['a plan joins nothing', [raid('a', 'r1', { place: [NAHRIN] }), raid('b', 'r1', { reality: 'planned' }, 60)], 'a'],
    [
      'a habit joins nothing',
      [raid('a', 'r1', { place: [NAHRIN] }), raid('b', 'r1', { reality: 'habitual' }, 60)],
      'a',
    ],
    [
      'a state joins nothing',
      [raid('a', 'r1'), claim('b', 'r1', 60, 'the group has 400 fighters', { state: 'strength' })],
      'a',
    ],
    [
      'what is not known belongs to what was told',
      [
        raid('a', 'r1', { place: [NAHRIN] }),
        claim('b', 'r1', 60, 'no casualties were reported', { state: 'unknown-toll' }),
      ],
      'a+b',
    ],
    [
      'what is not known of nothing is no incident',
      [claim('b', 'r1', 60, 'no casualties were reported', { state: 'unknown-toll' })],
      '',
    ],
  ]
  it.each(rows)('%s', (_, claims, want) => expect(grouping(claims)).toBe(want))

  it('"in a separate operation" tells of another', () => {
    const text =
      'Taliban forces raided a base of the group. In a separate operation, Taliban forces raided a base of the group.'
    const claims = [
      claim('a', 'r1', 0, text.slice(0, 41), { type: 'operation', actor: [TALIBAN] }),
      claim('b', 'r1', 67, text.slice(67), { type: 'operation', actor: [TALIBAN] }),
    ]
    expect(linkIncidents([{ ...reports[0]!, text }], claims, interests)).toHaveLength(2)
  })
})

describe('across reports', () => {
  const eight = [toll('killed', 8, 8, ISKP)]
  const rows: readonly [string, readonly Claim[], string][] = [
    [
      'same place, day and sides',
      [
        raid('a', 'r1', { place: [NAHRIN], day: '2023-03-26' }),
        raid('b', 'r2', { place: [NAHRIN], day: '2023-03-26' }),
      ],
      'a+b',
    ],
    [
      'the night to the next day',
      [
        raid('a', 'r1', { place: [NAHRIN], day: '2023-03-26' }),
        raid('b', 'r2', { place: [NAHRIN], day: '2023-03-27' }),
      ],
      'a+b',
    ],
    [
      'two days apart',
      [
        raid('a', 'r1', { place: [NAHRIN], day: '2023-03-26' }),
        raid('b', 'r2', { place: [NAHRIN], day: '2023-03-28' }),
      ],
      'a b',
    ],
    [
      'another district',
      [raid('a', 'r1', { place: [NAHRIN], day: '2023-03-26' }), raid('b', 'r2', { place: [DUSHI], day: '2023-03-26' })],
      'a b',
    ],
    [
      'only the province, no figure',
      [
        claim('a', 'r1', 0, 'a bomb went off', { type: 'bombing', place: [BAGHLAN], day: '2023-03-26' }),
        claim('b', 'r2', 0, 'men were shot', { type: 'shooting', place: [BAGHLAN], day: '2023-03-26' }),
      ],
      'a b',
    ],
    [
      'undated, the same dead man',
      [
        claim('a', 'r1', 0, 'Ziauddin was killed', {
          type: 'killing',
          target: [ZIA],
          place: [BAGHLAN],
          tolls: [toll('killed', 1, 1, ZIA)],
        }),
        claim('b', 'r2', 0, 'Ziauddin was killed', { type: 'killing', target: [ZIA], place: [BAGHLAN] }),
      ],
      'a+b',
    ],
    ['undated, nothing shared but the sides', [raid('a', 'r1'), raid('b', 'r2')], 'a b'],
    [
      'undated, printed the same week, same district, sides and figure',
      [raid('a', 'r1', { place: [NAHRIN], tolls: eight }), raid('b', 'r2', { place: [NAHRIN], tolls: eight })],
      'a+b',
    ],
    [
      'two blasts in one city that day, told with other dead',
      [
        claim('a', 'r1', 0, 'a car bomb killed 12', {
          type: 'bombing',
          place: [NAHRIN],
          day: '2023-03-26',
          tolls: [toll('killed', 12, 12)],
        }),
        claim('b', 'r2', 0, 'an air strike killed 3', {
          type: 'airstrike',
          place: [NAHRIN],
          day: '2023-03-26',
          tolls: [toll('killed', 3, 3)],
        }),
      ],
      'a b',
    ],
  ]
  it.each(rows)('%s', (_, claims, want) => expect(grouping(claims)).toBe(want))
})

describe('an incident', () => {
  const claims = [
    raid('a', 'r1', {
      place: [NAHRIN],
      day: '2023-03-26',
      source: SPOKESMAN,
      kind: 'party',
      tolls: [toll('killed', 8, null, ISKP, 'at least eight')],
    }),
    claim('b', 'r2', 0, 'the operation had blocked the highway', {
      type: 'operation',
      source: RESIDENTS,
      kind: 'witness',
      place: [NAHRIN],
      day: '2023-03-26',
    }),
  ]
  const [incident] = link(claims)

  it('tells what, where, when and who', () => {
    expect(incident).toMatchObject({
      what: 'Operation in Nahrin: Taliban – Islamic State Khorasan Province',
      type: 'operation',
      family: 'violence',
      from: '2023-03-26',
      to: '2023-03-26',
      place: { name: 'Nahrin' },
      sides: ['iskp', 'taliban'],
      reports: ['r1', 'r2'],
    })
  })

  it('holds one account for each origin', () => {
    expect(incident?.accounts.map((a) => [a.origin, a.claims])).toEqual([
      ['taliban', ['a']],
      ['unnamed:witness', ['b']],
    ])
  })

  it('is judged facet by facet', () => {
    const supports = Object.fromEntries(incident!.standing.map((f) => [f.facet, f.support]))
    expect(supports).toEqual({
      occurrence: 'corroborated',
      perpetrator: 'single-origin',
      victim: 'single-origin',
      place: 'corroborated',
      time: 'corroborated',
      'toll:killed:iskp': 'single-origin',
    })
  })

  it('keeps its id when a later claim joins it', () => {
    const more = link([...claims, raid('z', 'r3', { place: [NAHRIN], day: '2023-03-26' })])
    expect(more.map((i) => i.id)).toEqual([incident?.id])
  })

  it('does not depend on the order of claims or reports', () => {
    const all = [
      ...claims,
      raid('c', 'r3', { place: [DUSHI], day: '2023-03-26' }),
      raid('d', 'r1', { place: [DUSHI], day: '2023-03-27' }, 400),
      raid('e', 'r2', {}, 300),
    ]
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.shuffledSubarray([...reports], { minLength: 3 }),
        (shuffled, papers) => {
          expect(linkIncidents(papers, shuffled, interests)).toEqual(link(all))
        },
      ),
    )
  })

  it('names no private person', () => {
    const karim = mention('Karim Noori', null, 'person:karim noori', true)
    const [found] = link([claim('a', 'r1', 0, 'Karim Noori was shot', { type: 'shooting', target: [karim] })])
    expect(JSON.stringify([found?.what, found?.targets, found?.actors])).not.toContain('Noori')
  })
})

describe('a ledger of 2,000 reports', () => {
  it('is joined and judged anew in a few seconds', () => {
    const papers: LinkReport[] = []
    const claims: Claim[] = []
    for (let r = 0; r < 2000; r++) {
      const id = `r${String(r).padStart(5, '0')}`
      const day = new Date(Date.UTC(2022, 0, 1 + (r % 400))).toISOString().slice(0, 10)
      const place = placeRef(`District ${r % 37}`, `Province ${r % 11}`, 'Afghanistan')
      papers.push({ id, outlet: `Paper ${r % 60}`, published: day })
      for (let c = 0; c < 15; c++)
        claims.push(
          raid(
            `${id}-${String(c).padStart(2, '0')}`,
            id,
            c % 5 === 0 ? { place: [place], day, tolls: [toll('killed', (r + c) % 9, (r + c) % 9, ISKP)] } : {},
            c * 150,
          ),
        )
    }
    const before = process.cpuUsage()
    expect(linkIncidents(papers, claims, interests).length).toBeGreaterThan(100)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(15) // two or three on an idle core; the wall clock would only measure the neighbours
  }, 60_000)
})
