import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decisions, FoundName } from './decode.js'
import { fnv } from './forms.js'
import { BUCKETS, bucketOf, KindReader, kindFeatures, kindFile } from './kinds.js'
import { agreeOnNames } from './names.js'

const unknown = { known: () => 0 }

/** A sentence whose words all hang on the first; names as "first-last kind". */
function sentence(
  text: string,
  names: readonly (readonly [number, number, number])[],
): { forms: string[]; decisions: Decisions } {
  const forms = text.split(' ')
  return {
    forms,
    decisions: {
      tags: forms.map(() => ({ upos: 'X', xpos: 'NNP', feats: {} })),
      heads: forms.map((_, i) => (i === 0 ? -1 : 0)),
      relations: forms.map((_, i) => (i === 0 ? 'root' : 'dep')),
      names: names.map(([first, last, kind]): FoundName => {
        const kinds = [0, 0, 0, 0]
        kinds[kind] = 6
        return {
          first,
          last,
          kind: (['person', 'organisation', 'place', 'other'] as const)[kind] ?? 'other',
          score: 0.95,
          kinds,
        }
      }),
    },
  }
}

const kindsOf = (found: readonly (readonly FoundName[])[]): string[][] =>
  found.map((names) => names.map((n) => `${n.first}-${n.last} ${n.kind}`))

describe('agreeOnNames', () => {
  it('gives one name one kind, by vote', () => {
    const found = agreeOnNames(
      [sentence('Aden fell', [[0, 0, 2]]), sentence('in Aden now', [[1, 1, 2]]), sentence('Aden said', [[0, 0, 0]])],
      null,
    )
    expect(kindsOf(found)).toEqual([['0-0 place'], ['1-1 place'], ['0-0 place']])
  })

  it('lets short forms vote with the long', () => {
    const found = agreeOnNames(
      [
        sentence('Zabihullah Mujahid said', [[0, 1, 0]]),
        sentence('Zabihullah Mujahid left', [[0, 1, 0]]),
        sentence('Mujahid left', [[0, 0, 1]]),
      ],
      null,
    )
    expect(kindsOf(found)[2]).toEqual(['0-0 person'])
  })

  it('lets abbreviations vote with what stands before the bracket', () => {
    const found = agreeOnNames(
      [
        sentence('Islamic State Khorasan ( ISK ) came', [
          [0, 2, 1],
          [4, 4, 2],
        ]),
        sentence('Islamic State Khorasan left', [[0, 2, 1]]),
      ],
      null,
    )
    expect(kindsOf(found)[0]).toEqual(['0-2 organisation', '4-4 organisation'])
  })

  it('finds a sure name where it was passed over, and not inside a longer run of capitals', () => {
    const found = agreeOnNames(
      [
        sentence('Kunduz fell', [[0, 0, 2]]),
        sentence('near Kunduz they fled', []),
        sentence('the Kunduz Hotel burned', []),
        sentence('kunduz fell', []),
      ],
      null,
    )
    expect(kindsOf(found)).toEqual([['0-0 place'], ['1-1 place'], [], []])
  })
})

describe('KindReader', () => {
  const weights = new Int8Array(BUCKETS * 4)
  weights[bucketOf('case:in dep') * 4 + 2] = 100
  const known = new Map([[fnv('aden'), 4]])
  const reader = new KindReader(
    kindFile({ weights, scale: 0.05, dense: Int8Array.of(0, 0, 1, 0), denseScale: 0.5, trust: 1, known }),
  )

  it('reads what kindFile wrote', () => {
    expect(reader.known('aden')).toBe(4)
    expect(reader.known('kabul')).toBe(0)
    expect(reader.logits(['case:in dep', 'unseen'], [])[2]).toBeCloseTo(5)
    expect(reader.logits([], [Int16Array.of(6)])).toEqual([0, 0, 3, 0])
    expect(reader.version).toMatch(/^[0-9a-f]{8}$/)
  })

  it('refuses other bytes', () => expect(() => new KindReader(new Uint8Array(32))).toThrow(/HSK1/))

  it('finds every key and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 50 }), (keys) => {
        const words = keys.map(String)
        const file = new KindReader(
          kindFile({
            weights: new Int8Array(4),
            scale: 1,
            dense: new Int8Array(0),
            denseScale: 1,
            trust: 1,
            known: new Map(words.map((w) => [fnv(w), 3])),
          }),
        )
        expect(words.every((w) => file.known(w) === 3)).toBe(true)
      }),
    )
  })
})

describe('kindFeatures', () => {
  it('tells what stands around a name', () => {
    const { forms, decisions } = sentence('Troops entered Aden on Monday', [])
    const features = kindFeatures(forms, decisions, { first: 2, last: 2 }, unknown)
    expect(features).toEqual(expect.arrayContaining(['first:aden', 'p:entered', 'x:on', 'shape:Aa', 'h:dep troops']))
  })
})
