import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Claim, type Mention, quote } from '../claim/index.js'
import { loadGrounding } from '../data/grounding.js'
import { ground } from './ground.js'

const { values } = loadGrounding(join(dirname(fileURLToPath(import.meta.url)), '../../data'))

/** A claim of an operation with one actor, as extraction would hand it over. */
function told(text: string, actor: string): Claim {
  const at = text.indexOf(actor)
  const words = quote(text, { start: at, end: at + actor.length })
  const mention: Mention = { quote: words, refersTo: null, entity: null, because: 'as written', private: false }
  return {
    id: 'c1',
    report: 'r1',
    quote: quote(text, { start: 0, end: text.length }),
    attribution: {
      source: 'outlet',
      kind: 'media',
      cue: null,
      via: [],
      saidWhen: null,
      role: null,
      affiliation: null,
    },
    stance: 'asserts',
    content: {
      kind: 'event',
      type: 'operation',
      actor: [mention],
      target: [],
      place: [],
      when: null,
      tolls: [],
      negated: false,
      reality: 'actual',
    },
    about: null,
    hedges: [],
    headline: false,
    partial: false,
    foundBy: 'events/operation#1',
    confidence: 0.8,
  }
}

describe('who acts', () => {
  it.each([
    ['Three men died in the Kandahar raid.', 'Kandahar', [], ['Kandahar']],
    ['Three men died in the Taliban raid.', 'Taliban', ['Taliban'], []],
    ['Three men died in the France raid.', 'France', ['France'], []],
  ])('%s', (text, word, actors, places) => {
    const [claim] = ground({ text, published: null, outlet: null }, [told(text, word)], values)
    expect(claim?.content.actor.map((m) => m.quote.text)).toEqual(actors)
    expect(claim?.content.place.map((p) => p.quote.text)).toEqual(places)
  })
})
