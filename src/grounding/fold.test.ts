import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distance, foldName, plain } from './fold.js'

describe('foldName', () => {
  it.each([
    ['Puli-Hisar', 'Pul-e Hesar', 'Pul-i-Hisar', 'Puli Hisar'],
    ['Dih-Salah', 'Dih Salah', 'Dehsalah'],
    ['Nahr-e-Shahi', 'Nahri Shahi'],
    ['Khwaja Ghar', 'Khwajaghar', 'Khoja Ghar', 'Khwajah Ghar'],
    ['Nurgal', 'Noorgal', 'Nur Gal'],
    ['Taloqan', 'Taluqan', 'Tāluqān'],
    ['Khost', 'Khowst', 'Khōst'],
    ['Jowzjan', 'Jawzjan', 'Jozjan'],
    ['Qamishli', 'Al Qameshli', 'Kamishly'],
    ['Foua', "Al-Fu'ah", 'Fuaa'],
    ['Deir ez-Zor', 'Dayr az Zawr'],
    ['Daykundi', 'Dai Kundi', 'day_kundi'],
  ])('meets in one key: %s', (first, ...others) => {
    for (const other of others) expect(foldName(other)).toBe(foldName(first))
  })

  it.each([
    ['Balkh', 'Balochistan'],
    ['Herat', 'Harat al-Sham'],
    ['Kunar', 'Kunduz'],
    ['Zabul', 'Kabul'],
  ])('keeps apart: %s and %s', (a, b) => expect(foldName(a)).not.toBe(foldName(b)))

  it('never throws, and does not change what is plain already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(plain(plain(name))).toBe(plain(name))
        expect(typeof foldName(name)).toBe('string')
      }),
    )
  })
})

describe('distance', () => {
  it.each([
    ['Balk', 'Balkh', 0.3],
    ['Baglan', 'Baghlan', 0.3],
    ['Ghanzi', 'Ghazni', 0.7],
    ['Kabul', 'Kabul', 0],
  ])('%s to %s: %d', (a, b, far) => expect(distance(foldName(a), foldName(b))).toBeCloseTo(far))

  it('is 0 for one name only, and the same both ways', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abdfgğhiklmnprstuwxzš'), maxLength: 9 })
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(distance(a, a)).toBe(0)
        expect(distance(a, b)).toBeCloseTo(distance(b, a))
        if (a !== b) expect(distance(a, b)).toBeGreaterThan(0)
      }),
    )
  })
})
