import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Claim, Decision } from '../src/claim/index.js'
import { applyDecisions, faultOf, fieldFor, mentionsOf } from '../src/store/index.js'
import { claimIn, claimsOf, mention, quoted, ruling, storedReport, TEXT } from './store-fixtures.js'

vi.setConfig({ testTimeout: 60_000 })

const report = storedReport(TEXT)
const claims = claimsOf(report)
const [raid, bodies, denial] = claims as [Claim, Claim, Claim]
const RAID = raid.quote.text
const BODIES = bodies.quote.text

const applied = (...decisions: Decision[]) => applyDecisions(claims, decisions)

describe('applyDecisions', () => {
  it.each<[field: string, value: unknown, read: (claim: Claim) => unknown]>([
    ['stance', 'doubts', (claim) => claim.stance],
    ['content.type', 'shooting', (claim) => claim.content.type],
    ['type', 'shooting', (claim) => claim.content.type],
    ['content.negated', true, (claim) => claim.content.negated],
    ['negated', true, (claim) => claim.content.negated],
    ['content.reality', 'planned', (claim) => claim.content.reality],
    ['reality', 'planned', (claim) => claim.content.reality],
    ['attribution.kind', 'official', (claim) => claim.attribution.kind],
    ['attribution.authenticity', 'not-confirmed', (claim) => claim.attribution.authenticity],
    ['partial', true, (claim) => claim.partial],
    ['headline', true, (claim) => claim.headline],
  ])('changes %s and nothing else', (field, value, read) => {
    const decision = ruling(report, RAID, field, value)
    expect(faultOf(decision)).toBeNull()
    const [first, ...others] = applied(decision)
    expect(read(first!)).toBe(value)
    expect(read(first!)).not.toBe(read(raid))
    expect(others).toEqual([bodies, denial])
    const back = applied(decision, ruling(report, RAID, field, null))
    expect(back).toEqual(claims)
  })

  it('leaves claims untouched without decisions, and the claims given always', () => {
    expect(applyDecisions(claims, [])).toBe(claims)
    const before = structuredClone(claims)
    applied(ruling(report, RAID, 'stance', 'doubts'), ruling(report, 'Noor Darwesh', 'private', false))
    expect(claims).toEqual(before)
  })

  it('follows the latest, whatever order they come in', () => {
    const early = ruling(report, RAID, 'stance', 'doubts', { decidedAt: '2026-01-01T12:00:00+04:30' })
    const late = ruling(report, RAID, 'stance', 'estimates', { decidedAt: '2026-01-01T08:00:00Z' })
    expect(applied(late, early)[0]?.stance).toBe('estimates')
    const tie = ruling(report, RAID, 'stance', 'warns', { decidedAt: late.decidedAt })
    expect(applied(late, tie)[0]?.stance).toBe('warns')
  })

  it('strikes a claim and brings it back', () => {
    const strike = ruling(report, BODIES, 'strike', true)
    expect(applied(strike)).toEqual([raid, denial])
    expect(applied(strike, ruling(report, BODIES, 'strike', false))).toEqual(claims)
    expect(applied(strike, ruling(report, BODIES, 'strike', null))).toEqual(claims)
    expect(applied(ruling(report, BODIES, 'claim', 'strike'))).toEqual([raid, denial])
  })

  it('keeps the words that a struck claim was answered by', () => {
    const answer = { ...denial, about: { claim: bodies.id, quote: bodies.quote } }
    const [, second] = applyDecisions([raid, bodies, answer], [ruling(report, BODIES, 'strike', true)])
    expect(second?.about).toEqual(bodies.quote)
  })

  it('keeps an event an event', () => {
    expect(applied(ruling(report, RAID, 'content.type', 'strength'))).toEqual(claims)
  })

  it('ignores what a newer version may have ruled', () => {
    expect(applied(ruling(report, RAID, 'mood', 'grim'), ruling(report, RAID, 'stance', 'shouts'))).toEqual(claims)
  })

  it('finds the words again in a better reading, and only those', () => {
    const longer = { ...bodies, id: 'c-new', quote: quoted(TEXT, 'I saw six bodies," said') }
    expect(applyDecisions([raid, longer], [ruling(report, BODIES, 'stance', 'doubts')])[1]?.stance).toBe('doubts')
    const both = applyDecisions([raid, longer, bodies], [ruling(report, BODIES, 'stance', 'doubts')])
    expect(both.map(({ stance }) => stance)).toEqual(['asserts', 'asserts', 'doubts'])
    const elsewhere = { ...bodies, quote: quoted(TEXT, 'bodies," said Noor Darwesh, a baker') }
    expect(applyDecisions([elsewhere], [ruling(report, BODIES, 'stance', 'doubts')])).toEqual([elsewhere])
  })

  describe('on claims that share their words', () => {
    const killing = claimIn(report, BODIES, { content: { type: 'killing' }, source: mention(TEXT, 'Qari Hamid') })
    const again = {
      ...killing,
      id: 'c-again',
      attribution: { ...killing.attribution, source: mention(TEXT, 'Noor Darwesh') },
    }
    const three = [bodies, killing, again]

    it('means all of them, unless the field says which', () => {
      const stances = (field: string) =>
        applyDecisions(three, [ruling(report, BODIES, field, 'doubts')]).map(({ stance }) => stance)
      expect(stances('stance')).toEqual(['doubts', 'doubts', 'doubts'])
      expect(stances('stance#harm')).toEqual(['doubts', 'asserts', 'asserts'])
      expect(stances('stance#killing')).toEqual(['asserts', 'doubts', 'doubts'])
      expect(stances(fieldFor('stance', again, three))).toEqual(['asserts', 'asserts', 'doubts'])
    })

    it('names the one that is meant no more closely than needed', () => {
      expect(fieldFor('stance', raid, claims)).toBe('stance')
      expect(fieldFor('stance', bodies, three)).toBe('stance#harm')
      expect(fieldFor('strike', killing, three)).toBe(`strike#killing@${quoted(TEXT, 'Qari Hamid').start}`)
      for (const claim of three) {
        const left = applyDecisions(three, [ruling(report, BODIES, fieldFor('strike', claim, three), true)])
        expect(left).toEqual(three.filter((other) => other !== claim))
      }
    })
  })

  describe('on names', () => {
    const privacy = (list: readonly Claim[]) =>
      list.flatMap(mentionsOf).map((one) => `${one.quote.text} ${one.private}`)

    it('clears a person wherever the report names or means them', () => {
      expect(privacy(claims)).toEqual(['Qari Hamid false', 'Noor Darwesh true', 'He true'])
      const cleared = ['Qari Hamid false', 'Noor Darwesh false', 'He false']
      expect(privacy(applied(ruling(report, 'Noor Darwesh', 'private', false)))).toEqual(cleared)
      expect(privacy(applied(ruling(report, BODIES, 'attribution.source.private', false)))).toEqual(cleared)
    })

    it('withholds a person who was not', () => {
      expect(privacy(applied(ruling(report, 'Qari Hamid', 'private', true)))[0]).toBe('Qari Hamid true')
    })

    it('withholds by any of the words, and clears by those very words only', () => {
      expect(privacy(applied(ruling(report, 'Hamid', 'private', true)))[0]).toBe('Qari Hamid true')
      expect(privacy(applied(ruling(report, 'Darwesh', 'private', false)))).toEqual(privacy(claims))
    })

    it('goes with the latest ruling on a person', () => {
      const cleared = ruling(report, 'Noor Darwesh', 'private', false)
      expect(privacy(applied(cleared, ruling(report, 'Noor Darwesh', 'private', true)))).toEqual(privacy(claims))
      expect(privacy(applied(cleared, ruling(report, 'Noor Darwesh', 'private', null)))).toEqual(privacy(claims))
    })

    it('reaches everyone in tolls, relays and affiliations', () => {
      const someone = (words: string) => mention(TEXT, words, { private: true })
      const toll = {
        harm: 'killed' as const,
        side: [someone('eight men')],
        count: null,
        named: [someone('a baker')],
        includes: [],
        quote: quoted(TEXT, 'eight men'),
      }
      const claim = claimIn(report, BODIES, {
        content: { tolls: [{ ...toll, includes: [toll] }], target: [someone('the men')] },
      })
      const full = {
        ...claim,
        attribution: {
          ...claim.attribution,
          via: [{ who: someone('a spokesman') }, { who: 'unknown' as const }],
          affiliation: { of: someone('The army'), how: 'speaks-for' as const },
        },
      }
      const names = ['a spokesman', 'The army', 'the men', 'eight men', 'a baker', 'eight men', 'a baker']
      expect(mentionsOf(full).map(({ quote }) => quote.text)).toEqual(names)
      const decisions = [...new Set(names)].map((name) => ruling(report, name, 'private', false))
      expect(
        applyDecisions([full], decisions)
          .flatMap(mentionsOf)
          .every((one) => !one.private),
      ).toBe(true)
    })
  })

  it('gives the same claims however often and however mixed the same rulings come', () => {
    const any = fc.record({
      words: fc.constantFrom(RAID, BODIES, denial.quote.text, 'Noor Darwesh', 'Qari Hamid'),
      field: fc.constantFrom(
        'stance',
        'strike',
        'private',
        'content.negated',
        'content.type',
        'attribution.source.private',
        'nonsense',
      ),
      value: fc.constantFrom(true, false, null, 'doubts', 'denies', 'shooting'),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (list) => {
        const decisions = list.map(({ words, field, value }) => ruling(report, words, field, value))
        const once = applyDecisions(claims, decisions)
        expect(applyDecisions(claims, [...decisions].reverse())).toEqual(once)
        expect(applyDecisions(claims, [...decisions, ...decisions])).toEqual(once)
        for (const claim of once) expect(claims.map(({ quote }) => quote)).toContainEqual(claim.quote)
        const takenBack = decisions.map(({ start, end, field }) => ({
          ...ruling(report, RAID, field, null),
          start,
          end,
        }))
        expect(applyDecisions(claims, [...decisions, ...takenBack])).toEqual(claims)
      }),
    )
  })
})

describe('faultOf', () => {
  it.each<[Partial<Decision>, RegExp]>([
    [{ textHash: 'abc' }, /64 hex/],
    [{ start: 5, end: 5 }, /empty/],
    [{ start: -1 }, /empty/],
    [{ reviewer: ' ' }, /reviewer/],
    [{ decidedAt: 'today' }, /ISO 8601/],
    [{ field: 'Stance' }, /fields are private,.*stance/],
    [{ field: 'mood' }, /cannot be ruled on/],
    [{ value: 'shouts' }, /one of asserts/],
    [{ field: 'content.type', value: 'party' }, /vocabulary/],
    [{ field: 'strike', value: 'yes' }, /"strike" or "keep"/],
    [{ field: 'private', value: 'yes' }, /true or false/],
  ])('%j', (more, message) => {
    expect(faultOf({ ...ruling(report, RAID, 'stance', 'doubts'), ...more })).toMatch(message)
  })
})
