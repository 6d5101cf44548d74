import { describe, expect, it } from 'vitest'
import { inForce } from '../grounding/dated.js'
import { readActors } from './actors.js'
import { readOutlets } from './outlets.js'

const read = (text: string, file = 'data/actors/x/blue.yml') => readActors([{ file, text }])

describe('readActors', () => {
  it('reads an actor and the bodies that belong to it', () => {
    const { values, problems } = read(
      'id: blue\nname: Blue Front\ntype: armed-group\ncountries: [AF]\nmembers:\n  - [Blue Guard, Guards]\nsource: "invented"\n',
    )
    expect(problems).toEqual([])
    expect(values.map((actor) => actor.id)).toEqual(['blue', 'blue-guard'])
    expect(values[1]?.serves).toEqual([{ party: 'blue', from: null, to: null }])
  })

  it.each([
    ['id: blue\nname: Blue\ntype: armed-group\n', 'missing-key'],
    ['id: blue\nname: Blue\ntype: club\nsource: s\n', 'unknown-type'],
    ['id: blue\nname: Blue\ntype: party\nsource: s\ncolour: red\n', 'unknown-key'],
    ['id: red\nname: Red\ntype: party\nsource: s\n', 'wrong-file'],
    ['id: blue\nname: Blue\ntype: party\nsource: s\nallies: [{ actor: red, from: 2021 }]\n', 'bad-day'],
    [
      'id: blue\nname: Blue\ntype: party\nsource: s\nallies: [{ actor: red, from: 2021-02-01, to: 2021-01-01 }]\n',
      'bad-span',
    ],
    ['id: blue\nname: [Blue\n', 'syntax'],
  ])('reports %j as %s', (text, code) => expect(read(text).problems.map((each) => each.code)).toContain(code))

  it('names the line', () => expect(read('id: blue\nname: Blue\ntype: club\nsource: s\n').problems[0]?.line).toBe(3))

  it('reports one id in two files', () => {
    const text = 'id: blue\nname: Blue\ntype: party\nsource: s\n'
    const { problems } = readActors([
      { file: 'a/blue.yml', text },
      { file: 'b/blue.yml', text },
    ])
    expect(problems.map((each) => each.code)).toEqual(['duplicate-id'])
  })
})

describe('inForce', () => {
  it('counts the first day and not the last', () => {
    const span = { from: '2021-01-01', to: '2021-02-01' }
    expect(['2020-12-31', '2021-01-01', '2021-01-31', '2021-02-01'].map((day) => inForce(span, day))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

describe('readOutlets', () => {
  it('reports mistakes with their line', () => {
    const { problems } = readOutlets([
      {
        file: 'o.yml',
        text: '- { name: A, kind: wire, source: s }\n- { name: A, kind: comic, source: s, marker: "(" }\n- { kind: wire }\n',
      },
    ])
    expect(problems.map((each) => [each.code, each.line])).toEqual([
      ['unknown-kind', 2],
      ['bad-marker', 2],
      ['duplicate-name', 2],
      ['missing-key', 3],
    ])
  })
})
