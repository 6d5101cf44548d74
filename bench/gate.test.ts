import { describe, expect, it } from 'vitest'
import { regressions } from './gate.js'

describe('the quality gate', () => {
  it.each([
    ['a figure at its floor holds', { recall: 0.5 }, []],
    ['rounding holds', { recall: 0.4997 }, []],
    ['a figure below falls', { recall: 0.45 }, ['recall: 0.4500 is below its floor 0.5000']],
    ['a figure that is missing falls', {}, ['recall: NaN is below its floor 0.5000']],
    ['a figure without a value falls', { recall: null }, ['recall: NaN is below its floor 0.5000']],
  ])('%s', (_name, figures, expected) => {
    expect(regressions(figures, { recall: 0.5 })).toEqual(expected)
  })
})
