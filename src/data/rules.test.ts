import { describe, expect, it } from 'vitest'
import { describeProblem } from './problem.js'
import { readEventRules } from './rules.js'

const page = (body: string) => [{ path: 'data/en/rules/events/x.yml', text: body }]
const told = (body: string) => readEventRules(page(body)).problems.map(describeProblem)

const GOOD = `id: events/x
why: A reason.
patterns:
  - type: killing
    verbs: kill, gun down
    actor: subject, by-phrase
    target: [object]
    harm: killed
examples:
  - text: "[A killed B]."
    expect: { type: killing }
`

describe('pages of events', () => {
  it('reads words, roles and triggers of several words', () => {
    const { rules, problems } = readEventRules(page(GOOD))
    expect(problems).toEqual([])
    expect(rules.pages[0]?.patterns[0]).toMatchObject({
      id: 'events/x#1',
      type: 'killing',
      kind: 'verb',
      words: [['kill'], ['gun', 'down']],
      roles: { actor: ['subject', 'by-phrase'], target: ['object'] },
      harm: 'killed',
    })
  })

  it.each([
    [
      'an unknown type',
      GOOD.replace('type: killing\n    verbs', 'type: murdering\n    verbs'),
      'data/en/rules/events/x.yml:4 "murdering" is no type of event or state [unknown-type]',
    ],
    [
      'an unknown function',
      GOOD.replace('[object]', '[objekt]'),
      'data/en/rules/events/x.yml:7 "objekt" is no syntactic function [unknown-function]',
    ],
    [
      'an unknown harm',
      GOOD.replace('harm: killed', 'harm: dead'),
      'data/en/rules/events/x.yml:8 "dead" is no harm [unknown-harm]',
    ],
    [
      'an unknown key',
      GOOD.replace('harm: killed', 'harms: killed'),
      'data/en/rules/events/x.yml:8 "harms" is nothing that a pattern may say [unknown-key]',
    ],
    [
      'no example',
      GOOD.replace(/examples:[\s\S]*/, ''),
      'data/en/rules/events/x.yml:1 page events/x needs at least one example [missing-example]',
    ],
    [
      'an unmarked example',
      GOOD.replace('"[A killed B]."', '"A killed B."'),
      'data/en/rules/events/x.yml:10 mark the clause with [ ] in: A killed B. [unmarked-example]',
    ],
    ['broken YAML', 'id: [', null],
  ])('names %s with its line', (_what, body, message) => {
    const problems = told(body)
    expect(problems.length).toBeGreaterThan(0)
    if (message) expect(problems).toContain(message)
  })

  it('resolves lists that name lists', () => {
    const { rules } = readEventRules([
      { path: 'data/en/words/a.yml', text: 'lists:\n  BOMBS: bomb, mine\n  WEAPONS: BOMBS, gun\n' },
    ])
    expect([...(rules.lists.get('WEAPONS') ?? [])]).toEqual(['bomb', 'mine', 'gun'])
  })
})
