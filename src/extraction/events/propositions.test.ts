import { describe, expect, it } from 'vitest'
import { loadAttribution } from '../../data/attribution.js'
import { loadEnglish } from '../../data/model.js'
import { eventRuleFiles, readEventRules } from '../../data/rules.js'
import type { Reading } from '../reading.js'
import { findPropositions } from './propositions.js'

const { rules } = readEventRules(eventRuleFiles('data/en'))
const { lexicon } = loadAttribution('data')
const read = (text: string): Reading => ({ text, sentences: loadEnglish().analyse(text), title: null })

const told = (text: string) =>
  findPropositions(read(text), rules, lexicon).map(({ content }) => ({
    type: content.type,
    actor: content.actor.map((m) => (m.refersTo ?? m.quote).text),
    tolls:
      content.kind === 'event'
        ? content.tolls.map((t) => `${t.harm} ${t.count?.low ?? ''}..${t.count?.high ?? ''}`)
        : [],
    negated: content.negated,
    reality: content.reality,
  }))

describe('what is one happening', () => {
  it.each([
    [
      'A bomb blast in Samar killed 48 people and left dozens more wounded.',
      'bombing',
      ['killed 48..48', 'wounded 24..'],
    ],
    ['Air strikes hit a school in Orane on Monday, killing at least 26 civilians.', 'airstrike', ['killed 26..']],
    ['Two members of the front were killed in a raid near Samar.', 'operation', ['killed 2..2']],
    ['Three men were injured when rebels fired a rocket at the market.', 'shelling', ['wounded 3..3']],
    ['A raid in Samar resulted in the death of two commanders.', 'operation', ['killed 2..2']],
    ['The militants killed and wounded several people.', 'attack', ['casualties 3..']],
  ])('%s is told once, with its tolls', (text, type, tolls) => {
    expect(told(text).map((p) => [p.type, p.tolls])).toEqual([[type, tolls]])
  })

  it('keeps apart what two verbs tell', () => {
    const found = told('Security forces killed eight militants and captured three others.')
    expect(found.map((p) => [p.type, p.tolls])).toEqual([
      ['killing', ['killed 8..8']],
      ['detention', ['detained 3..3']],
    ])
  })
})

describe('nobody hurt, nobody known', () => {
  it.each([
    ['The blast caused no casualties.', 'harm', ['casualties 0..0']],
    ['There were no casualties among the soldiers.', 'harm', ['casualties 0..0']],
    ['No casualties were reported.', 'unknown-toll', []],
  ])('%s', (text, type, tolls) => expect(told(text).map((p) => [p.type, p.tolls])).toEqual([[type, tolls]]))
})

describe('who did it', () => {
  it.each([
    ['The ministry accused the rebels of killing two teachers.', ['the rebels']],
    ['Police arrested a man for killing his neighbour.', ['a man']],
    ['Security forces foiled an attack on a church.', []],
    ['Two soldiers were killed near Samar.', []],
    ['Clashes between the army and the rebels killed four people.', ['the army', 'the rebels']],
  ])('%s', (text, actors) => {
    const violent = told(text).filter((p) => p.type !== 'detention')
    expect(violent.map((p) => p.actor)).toEqual([actors])
  })

  it('reads an acronym that is spelt like a verb as a name', () => {
    expect(told('The IS was defeated in the north, some were killed and some surrendered.').map((p) => p.type)).toEqual(
      ['defeat', 'killing', 'surrender'],
    )
  })
})

describe('how real it is', () => {
  it.each([
    ['The rebels threatened to attack the capital.', 'planned', false],
    ['The group may have attacked the convoy.', 'hypothetical', false],
    ['Troops regularly shell the villages along the front.', 'habitual', false],
    ['The militia has yet to capture the town.', 'actual', true],
    ['The army did not attack the convoy.', 'actual', true],
  ])('%s', (text, reality, negated) => expect(told(text)).toMatchObject([{ reality, negated }]))
})

it('gives the same for the same text, and spans that lie in it', () => {
  const reading = read(
    'Rebels attacked the town of Selm on Monday, killing six soldiers. The army said it had retaken the town.',
  )
  const twice = [findPropositions(reading, rules, lexicon), findPropositions(read(reading.text), rules, lexicon)]
  expect(twice[0]).toEqual(twice[1])
  for (const p of twice[0] ?? [])
    expect(p.clause.start >= 0 && p.clause.end <= reading.text.length && p.clause.start < p.clause.end).toBe(true)
})
