import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyGroups, findCopies, fingerprint } from './copies.js'
import { likeness, signature } from './minhash.js'

const WIRE = [
  'Unknown gunmen killed five shepherds near the village of Dara-e Khushk in Baghlan on Monday, the district governor said.',
  'Governor Rahim Sediqi told the agency that the men had arrived on motorcycles and had opened fire at dusk.',
  'Two of the wounded were taken to the hospital in Pul-e Khumri, where doctors described their condition as stable.',
  'Relatives of the dead gathered outside the police headquarters and asked for protection on the mountain roads.',
  'No group has claimed responsibility for the shooting, which was the third of its kind in Baghlan this year.',
  'Security forces have set up checkpoints between Dara-e Khushk and the highway and are searching cars for weapons.',
]
const OTHER = [
  'A bridge across the Kokcha collapsed after three days of rain, cutting Faizabad off from its eastern villages.',
  'Engineers from Kunduz expect the repair to take at least two weeks, the provincial council said on Thursday.',
  'Flour and fuel are being carried over a footbridge by porters who charge forty afghanis for each sack.',
  'The council asked the ministry in Kabul to send a temporary steel bridge before the first snow falls.',
]
const report = (id: string, sentences: readonly string[], published: string | null = null) =>
  fingerprint({ id, text: sentences.join(' '), published })

describe('copies', () => {
  const light = WIRE.map((s) =>
    s
      .replace('Unknown gunmen', 'Unidentified gunmen')
      .replace('told the agency', 'said')
      .replace('have set up', 'set up'),
  )
  const rows: readonly [string, readonly (readonly string[])[], number][] = [
    ['the same text twice', [WIRE, WIRE], 1],
    ['light edits', [WIRE, light], 1],
    ['cut from the end', [WIRE, WIRE.slice(0, 4)], 1],
    ['another order of paragraphs', [WIRE, [...WIRE.slice(3), ...WIRE.slice(0, 3)]], 1],
    ['two subjects', [WIRE, OTHER], 0],
    [
      'one borrowed sentence',
      [
        OTHER,
        [
          WIRE[0]!,
          ...OTHER.slice(2),
          WIRE[5]!,
          'The police chief of Nahrin said nothing further on Tuesday evening.',
          'Schools in Nahrin stayed closed on Wednesday.',
        ],
      ],
      0,
    ],
  ]
  it.each(rows)('%s', (_, texts, groups) => {
    expect(copyGroups(texts.map((t, i) => report(`r${i}`, t)))).toHaveLength(groups)
  })

  it('tells two releases of one template apart', () => {
    const release = (place: string, province: string, day: string, n: string) => [
      `KABUL, Afghanistan – A combined Afghan and coalition security force detained ${n} suspected insurgents during an operation in ${place} district, ${province} province, ${day}.`,
      `The security force searched a compound in ${place} for a facilitator who is believed to be responsible for attacks throughout ${province}.`,
      `Nobody was harmed during the operation in ${province}, and the detained men were handed over for questioning on ${day}.`,
    ]
    expect(
      copyGroups([
        report('a', release('Nahr-e Saraj', 'Helmand', 'Monday', 'two')),
        report('b', release('Sayed Abad', 'Wardak', 'Thursday', 'several')),
      ]),
    ).toEqual([])
  })

  it('takes the earliest as the original, of equals the smallest id', () => {
    const prints = [report('b', WIRE, '2023-03-02'), report('a', WIRE, '2023-03-03'), report('c', WIRE)]
    expect(copyGroups(prints)).toEqual([{ original: 'b', members: ['a', 'b', 'c'] }])
    expect(copyGroups([report('b', WIRE), report('a', WIRE)])[0]?.original).toBe('a')
  })

  it('traces a copied sentence to the report in which it stood first', () => {
    const later = report('late', [OTHER[0]!, WIRE[1]!, OTHER[1]!, OTHER[2]!, OTHER[3]!], '2023-03-09')
    const copies = findCopies([report('early', WIRE, '2023-03-01'), later])
    expect(copies.groups).toEqual([])
    expect(copies.originalOf('late', OTHER[0]!.length + 20)).toBe('early')
    expect(copies.originalOf('late', 3)).toBe('late')
    expect(copies.originalOf('early', 3)).toBe('early')
  })

  it('does not depend on the order of the reports', () => {
    const prints = [report('a', WIRE), report('b', light), report('c', OTHER), report('d', WIRE.slice(0, 4))]
    fc.assert(
      fc.property(fc.shuffledSubarray(prints, { minLength: 4 }), (shuffled) => {
        expect(copyGroups(shuffled)).toEqual(copyGroups(prints))
      }),
    )
  })

  it('likeness is symmetric, 1 for itself, and blind to case and typography', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 60 }), fc.lorem({ maxCount: 60 }), (a, b) => {
        const [x, y] = [signature(a), signature(b)]
        expect(likeness(x, y)).toBe(likeness(y, x))
        expect(likeness(x, signature(a.toUpperCase()))).toBe(1)
      }),
    )
    expect(likeness(signature('“Two” men—dead'), signature('"two" MEN - dead'))).toBe(1)
  })

  it('an empty text is a copy of nothing', () => {
    expect(copyGroups([report('a', []), report('b', [])])).toEqual([])
  })
})
