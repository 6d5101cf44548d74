import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim, Mention, Quote, Span } from '../claim/index.js'
import { quote } from '../claim/index.js'
import { claimsCsv } from './csv.js'
import { claimsJsonl } from './jsonl.js'
import { maskPrivate, withholdPrivate } from './withhold.js'

const spanOf = (text: string, words: string): Span => {
  const start = text.indexOf(words)
  return { start, end: start + words.length }
}
const said = (text: string, words: string): Quote => quote(text, spanOf(text, words))
const person = (text: string, words: string, name: string | null, isPrivate = true): Mention => ({
  quote: said(text, words),
  refersTo: null,
  entity: name ? { id: `person:${name.toLowerCase()}`, name, side: null } : null,
  because: `"${words}" names ${name ?? words}`,
  private: isPrivate,
})

function saying(text: string, content: string, source: Mention, more: readonly Mention[] = []): Claim {
  return {
    id: 'c1',
    report: 'r1',
    quote: said(text, content),
    attribution: { source, kind: 'witness', cue: null, via: [], saidWhen: null, role: null, affiliation: null },
    stance: 'asserts',
    content: {
      kind: 'event',
      type: 'attack',
      actor: [],
      target: more,
      place: [],
      when: null,
      tolls: [{ harm: 'killed', side: more, count: null, named: more, includes: [], quote: said(text, content) }],
      negated: false,
      reality: 'actual',
    },
    about: said(text, content),
    hedges: [],
    headline: false,
    partial: false,
    foundBy: 'fixture',
    confidence: 1,
  }
}
const report = (text: string) => ({ id: 'r1', text, title: null, outlet: null, published: null })
const quotesIn = (value: unknown): Quote[] => {
  if (value === null || typeof value !== 'object') return []
  const own = 'start' in value && 'end' in value && 'text' in value ? [value as Quote] : []
  return [...own, ...Object.values(value).flatMap(quotesIn)]
}

describe('names of private individuals', () => {
  const text =
    'Karim Noori, a resident of Dushi, said that men had come at night. “They took my brother,” Noori said. Mr. NOORI’s house burned. So did noori.'

  it('are replaced by the role wherever they stand, the surname alone too', () => {
    const { report: out, claims } = withholdPrivate(report(text), [
      saying(text, 'They took my brother', person(text, 'Karim Noori, a resident of Dushi', 'Karim Noori')),
    ])
    expect(out.text).toBe(
      '[resident], a resident of Dushi, said that men had come at night. “They took my brother,” [resident] said. Mr. [resident]’s house burned. So did [resident].',
    )
    expect(JSON.stringify(claims)).not.toMatch(/karim|Noori/i)
    for (const q of quotesIn(claims)) expect(q.text).toBe(out.text.slice(q.start, q.end))
  })

  it('are masked letter by letter for reading, and every span holds', () => {
    const { text: out, claims } = maskPrivate(text, [
      saying(text, 'They took my brother', person(text, 'Karim Noori, a resident of Dushi', 'Karim Noori')),
    ])
    expect(out).toHaveLength(text.length)
    expect(out.startsWith('█████ █████, a resident of Dushi')).toBe(true)
    expect(claims[0]?.quote).toEqual(said(text, 'They took my brother'))
    for (const q of quotesIn(claims)) expect(q.text).toBe(out.slice(q.start, q.end))
  })

  it('stay where a reviewer cleared them', () => {
    const cleared = [
      saying(text, 'They took my brother', person(text, 'Karim Noori, a resident of Dushi', 'Karim Noori', false)),
    ]
    expect(withholdPrivate(report(text), cleared)).toEqual({ report: report(text), claims: cleared })
  })

  it('of nobody: "residents" have no name to withhold', () => {
    const words = 'Residents of Dushi said men had come.'
    expect(
      withholdPrivate(report(words), [saying(words, 'men had come', person(words, 'Residents of Dushi', null))]).report
        .text,
    ).toBe(words)
  })

  it('leave alone a public person of the same surname', () => {
    const words = 'Karim Noori fled. Minister Farid Noori denied it. Noori wept.'
    const claims = [
      saying(words, 'fled', person(words, 'Karim Noori', 'Karim Noori')),
      saying(words, 'denied it', person(words, 'Farid Noori', 'Farid Noori', false)),
    ]
    expect(withholdPrivate(report(words), claims).report.text).toBe(
      '[witness] fled. Minister Farid Noori denied it. [witness] wept.',
    )
  })

  it('are withheld in a link as well', () => {
    const claims = [
      saying(text, 'They took my brother', person(text, 'Karim Noori, a resident of Dushi', 'Karim Noori')),
    ]
    const out = withholdPrivate(
      { ...report(text), url: { value: 'https://post.example/2023/karim-noori-speaks', basis: 'given' as const } },
      claims,
    )
    expect(JSON.stringify(out)).not.toMatch(/karim/i)
  })

  const NAMES = [
    'Noorullah',
    'Karim Noori',
    'Ana-Maria López',
    'Abd al-Rahman Haidar',
    'Ümit Çelik',
    "Sa'id Omarov",
    'Aman',
  ]
  const ROLES = ['a resident of Dushi', 'a teacher', 'who fled', 'the farmer']
  it('vanish from every export, whole and in parts, whatever the sentence', () => {
    const sentence = fc.record({
      name: fc.constantFrom(...NAMES),
      role: fc.constantFrom(...ROLES),
      shout: fc.boolean(),
      tail: fc.constantFrom('wept', 'said so', 'left'),
    })
    fc.assert(
      fc.property(
        sentence,
        fc.array(fc.constantFrom(...NAMES), { maxLength: 3 }),
        ({ name, role, shout, tail }, others) => {
          const last = name.split(' ').at(-1)!
          const words = `${name}, ${role}, said: “${name} is my name; men killed ${last}’s cousin and ${others.join(' and ')}.” Later ${shout ? name.toUpperCase() : last} ${tail}.`
          const targets = [...new Set(others)].map((other) => person(words, other, other))
          const { report: out, claims } = withholdPrivate(report(words), [
            saying(words, `${name} is my name`, person(words, `${name}, ${role}`, name), targets),
          ])
          const files = [
            out.text,
            claimsCsv(claims),
            claimsJsonl(claims),
            JSON.stringify(
              maskPrivate(words, [
                saying(words, `${name} is my name`, person(words, `${name}, ${role}`, name), targets),
              ]),
            ),
          ]
          for (const hidden of [name, ...others]) {
            for (const part of hidden.split(/[\s-]+/).filter((w) => w.length > 3 && w !== 'al')) {
              for (const file of files) expect(file.toLowerCase()).not.toContain(part.toLowerCase())
            }
          }
          for (const q of quotesIn(claims)) expect(q.text).toBe(out.text.slice(q.start, q.end))
        },
      ),
    )
  })
})
