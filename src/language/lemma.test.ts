import { describe, expect, it } from 'vitest'
import { irregularLemma } from './irregular.js'

describe('irregularLemma', () => {
  it.each([
    ['fled', 'VBD', 'flee'],
    ['slain', 'VBN', 'slay'],
    ['struck', 'VBN', 'strike'],
    ['gunmen', 'NNS', 'gunman'],
    ['fled', 'NN', undefined],
    ['walked', 'VBD', undefined],
  ])('%s %s', (form, tag, lemma) => expect(irregularLemma(form, tag)).toBe(lemma))
})
