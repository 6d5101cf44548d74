import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FacetStanding } from '../claim/index.js'
import { OUTLET, people, speaker, statement } from './fixtures.js'
import { interestsOf, NO_INTERESTS } from './interests.js'
import { RULES } from './rules.js'
import { judge } from './standing.js'
import { party, type Speaker, type Statement } from './statement.js'

const interests = interestsOf({ army: { allies: ['guard'], enemies: ['rebels'] } })
const facet = (standing: readonly FacetStanding[], name: string) => standing.find((f) => f.facet === name)

describe('a standing', () => {
  it('gives its reasons: rules, claims and a sentence', () => {
    const [occurrence] = judge(
      [statement('a', speaker('Army', 'army', 'party')), statement('b', speaker('MSF'))],
      interests,
    )
    expect(occurrence?.rules).toContain('S-corroborated')
    expect(occurrence?.claims).toEqual(['a', 'b'])
    expect(occurrence?.because).toBe('Army and MSF say so, at least two of them independent of each other.')
  })

  it('names who denies', () => {
    const told = statement('a', speaker('MSF'), { type: 'shelling', actors: people('army') })
    const denied = statement('b', speaker('General Rashid', 'army', 'party'), {
      type: 'shelling',
      actors: people('army'),
      stance: 'denies',
      about: 'a',
    })
    expect(facet(judge([told, denied], interests), 'perpetrator')?.because).toBe(
      'One origin alone says so: MSF; General Rashid denies it.',
    )
  })

  it('marks a contest within one side', () => {
    const tolls = (n: number) => [
      {
        harm: 'killed' as const,
        side: party('civilians', null),
        low: n,
        high: n,
        vague: false,
        beyond: false,
        partial: false,
      },
    ]
    const two = [
      statement('a', speaker('Minister', 'army', 'party'), { tolls: tolls(8) }),
      statement('b', speaker('Governor', 'army', 'party'), { tolls: tolls(6) }),
    ]
    expect(facet(judge(two, interests), 'toll:killed:civilians')).toMatchObject({
      opposition: 'contradicted',
      withinOneSide: true,
      low: 6,
      high: 8,
    })
  })

  it('says nothing of facets of which nothing is said', () => {
    expect(judge([statement('a', OUTLET)], NO_INTERESTS).map((f) => f.facet)).toEqual(['occurrence'])
  })

  it('does not let "dozens" by two be one figure', () => {
    const dozens = [
      { harm: 'wounded' as const, side: null, low: 24, high: null, vague: true, beyond: false, partial: false },
    ]
    const two = [
      statement('a', speaker('MSF'), { tolls: dozens }),
      statement('b', speaker('Red Crescent'), { tolls: dozens }),
    ]
    expect(facet(judge(two, interests), 'toll:wounded')).toMatchObject({
      support: 'single-origin',
      best: null,
      low: 24,
      high: null,
    })
  })

  it('does not let "more than 50" and 51 be one figure', () => {
    const toll = (high: number | null, beyond: boolean) => [
      { harm: 'killed' as const, side: null, low: 51, high, vague: false, beyond, partial: false },
    ]
    const two = [
      statement('a', speaker('MSF'), { tolls: toll(null, true) }),
      statement('b', speaker('Red Crescent'), { tolls: toll(51, false) }),
    ]
    expect(facet(judge(two, interests), 'toll:killed')?.support).toBe('single-origin')
  })

  it('does not count a named witness and the residents of the same report as two', () => {
    const two = [
      statement('a', speaker('Karim', null, 'witness')),
      statement('b', speaker('residents', null, 'witness', false)),
    ]
    expect(facet(judge(two, interests), 'occurrence')?.support).toBe('single-origin')
  })
})

const SPEAKERS: readonly Speaker[] = [
  OUTLET,
  speaker('General Rashid', 'army', 'party'),
  speaker('Army news', 'army', 'media'),
  speaker('Guard', 'guard', 'party'),
  speaker('Rebel council', 'rebels', 'party'),
  speaker('MSF'),
  speaker('Dr Noor', null, 'expert'),
  speaker('residents', null, 'witness', false),
  speaker('sources', null, 'anonymous', false),
]
const figure = fc.record({
  harm: fc.constantFrom('killed' as const, 'wounded' as const),
  side: fc.constantFrom(null, party('army', 'army'), party('civilians', null)),
  low: fc.constantFrom(0, 5, 8, null),
  high: fc.constantFrom(8, null),
  vague: fc.boolean(),
  beyond: fc.boolean(),
  partial: fc.boolean(),
})
const anyStatement = fc.record({
  by: fc.constantFrom(...SPEAKERS),
  type: fc.constantFrom(
    'attack' as const,
    'airstrike' as const,
    'shelling' as const,
    'armed-clash' as const,
    'harm' as const,
  ),
  stance: fc.constantFrom(
    'asserts' as const,
    'denies' as const,
    'confirms' as const,
    'doubts' as const,
    'disputes' as const,
  ),
  actors: fc.constantFrom([], people('army'), people('rebels'), people('army', 'guard')),
  targets: fc.constantFrom([], people('rebels'), people('civilians')),
  tolls: fc.array(figure, { maxLength: 2 }),
  negated: fc.boolean(),
  suspected: fc.boolean(),
  headline: fc.boolean(),
  report: fc.constantFrom('r1', 'r2'),
  said: fc.constantFrom(
    null,
    { from: '2023-03-01T00:00', to: '2023-03-01T23:59' },
    { from: '2023-03-02T00:00', to: '2023-03-02T23:59' },
  ),
})
const anyCase = fc
  .array(anyStatement, { minLength: 1, maxLength: 9 })
  .map((rows) => rows.map(({ by, ...given }, i): Statement => statement(`c${i}`, by, given)))

describe('whatever is said', () => {
  it('the order of the claims does not matter', () => {
    fc.assert(
      fc.property(anyCase, fc.infiniteStream(fc.nat()), (claims, random) => {
        const shuffled = claims
          .map((c) => ({ c, key: random.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ c }) => c)
        expect(judge(shuffled, interests)).toEqual(judge(claims, interests))
      }),
    )
  })

  it('nothing is corroborated without two independent, firm voices', () => {
    const sideOf = (s: Statement) => (s.speaker.side === 'guard' ? 'army' : (s.speaker.side ?? s.speaker.key))
    fc.assert(
      fc.property(anyCase, (claims) => {
        for (const { support, values } of judge(claims, interests)) {
          if (support !== 'corroborated') continue
          const backers = claims.filter(
            (c) =>
              values[0]?.claims.includes(c.id) &&
              !(c.suspected && c.actors.length === 0) &&
              c.speaker.kind !== 'outlet' &&
              c.stance !== 'denies' &&
              c.stance !== 'doubts',
          )
          expect(new Set(backers.map(sideOf)).size).toBeGreaterThan(1)
        }
      }),
    )
  })

  it('a copy of what was said changes no support', () => {
    fc.assert(
      fc.property(anyCase, (claims) => {
        const copied = claims.map((c) => ({ ...c, id: `${c.id}-copy` }))
        const supports = (all: readonly Statement[]) =>
          judge(all, interests).map((f) => [f.facet, f.support, f.low, f.best, f.high])
        expect(supports([...claims, ...copied])).toEqual(supports(claims))
      }),
    )
  })

  it('bounds are ordered, every rule has its text, and every claim named exists', () => {
    const ids = (claims: readonly Statement[]) => new Set(claims.map((c) => c.id))
    fc.assert(
      fc.property(anyCase, (claims) => {
        for (const f of judge(claims, interests)) {
          if (f.low != null && f.high != null) expect(f.low).toBeLessThanOrEqual(f.high)
          if (f.low != null && f.best != null) expect(f.low).toBeLessThanOrEqual(f.best)
          if (f.high != null && f.best != null) expect(f.best).toBeLessThanOrEqual(f.high)
          for (const rule of f.rules) expect(Object.keys(RULES)).toContain(rule)
          for (const claim of f.claims) expect(ids(claims)).toContain(claim)
        }
      }),
    )
  })
})
