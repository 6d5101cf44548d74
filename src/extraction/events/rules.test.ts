import { describe, expect, it } from 'vitest'
import { HARMS } from '../../claim/index.js'
import { loadAttribution } from '../../data/attribution.js'
import { loadEnglish } from '../../data/model.js'
import { eventRuleFiles, readEventRules } from '../../data/rules.js'
import type { Proposition, Reading } from '../reading.js'
import { findPropositions } from './propositions.js'

const { rules, problems } = readEventRules(eventRuleFiles('data/en'))
const { lexicon: attribution } = loadAttribution('data')

function read(text: string): Reading {
  return { text, sentences: loadEnglish().analyse(text), title: null }
}

/** What a proposition says, in the words of a page's `expect`. */
function facts(text: string, { clause, content }: Proposition): Record<string, unknown> {
  const words = (mentions: readonly { quote: { text: string } }[]) => mentions.map((m) => m.quote.text).join(' | ')
  const places = (role: string) => words(content.place.filter((p) => p.role === role))
  const tolls = content.kind === 'event' ? content.tolls : []
  return {
    clause: text.slice(clause.start, clause.end),
    type: content.type,
    actor: words(content.actor),
    target: words(content.target),
    place: places('at'),
    from: places('from'),
    to: places('to'),
    when: content.when?.words ?? null,
    negated: content.negated,
    reality: content.reality,
    instrument: content.kind === 'event' ? (content.instrument?.text ?? null) : null,
    notInstrument: content.kind === 'event' ? (content.notInstrument?.text ?? null) : null,
    intent: content.kind === 'event' ? (content.intent ?? null) : null,
    ...Object.fromEntries(
      HARMS.map((harm) => [
        harm,
        tolls
          .filter((t) => t.harm === harm)
          .map((t) => `${t.count?.low ?? ''}..${t.count?.high ?? ''}`)
          .join(' '),
      ]),
    ),
  }
}

describe('pages of events and states', () => {
  it('can be read', () => expect(problems).toEqual([]))

  for (const page of rules.pages) {
    describe(page.id, () => {
      for (const { text, expect: wanted } of page.examples) {
        it(`finds: ${text}`, () => {
          const clause = /\[([^\]]+)\]/.exec(text)?.[1]
          const plain = text.replace(/[[\]]/g, '')
          const found = findPropositions(read(plain), rules, attribution).map((p) => facts(plain, p))
          expect(found).toContainEqual(expect.objectContaining({ clause, ...wanted }))
        })
      }
      for (const { text, because, type } of page.counterexamples) {
        it(`leaves alone (${because}): ${text}`, () => {
          const types = type ? [type] : page.patterns.map((p) => p.type)
          const found = findPropositions(read(text), rules, attribution).map((p) => facts(text, p))
          expect(found.filter((f) => types.includes(String(f['type']) as (typeof types)[number]))).toEqual([])
        })
      }
    })
  }
})
