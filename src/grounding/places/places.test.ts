import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadGrounding } from '../../data/grounding.js'
import { settingOf, worldOf } from '../ground.js'
import { locate } from './locate.js'

const { values, problems } = loadGrounding(join(dirname(fileURLToPath(import.meta.url)), '../../../data'))
const { gazetteer } = worldOf(values)
const where = (text: string, words: string) => {
  const { scene } = settingOf({ text, published: null, outlet: null }, values)
  const start = text.indexOf(words)
  return locate(scene, { start, end: start + words.length }, gazetteer)
}

describe('data', () => {
  it('has no mistakes', () => expect(problems).toEqual([]))
})

describe('locate', () => {
  it.each([
    [
      'Gunmen stopped a bus in Nahr-e Shahi district, Balkh province, Afghanistan.',
      'Nahr-e Shahi district',
      'Nahri Shahi',
      ['Balkh', 'Afghanistan'],
      'district',
    ],
    [
      'Fighting spread to Puli-Hisar and Khinjan in the province of Baglan in Afghanistan.',
      'Puli-Hisar',
      'Puli Hisar',
      ['Baghlan', 'Afghanistan'],
      'district',
    ],
    ['Two policemen were wounded in Balk, Afghanistan.', 'Balk', 'Balkh', ['Afghanistan'], 'province'],
    ['Snow closed roads in Ghanzi province, Afghanistan.', 'Ghanzi province', 'Ghazni', ['Afghanistan'], 'province'],
    ['Floods hit Ghazni, Kunduz and Herat provinces of Afghanistan.', 'Kunduz', 'Kunduz', ['Afghanistan'], 'province'],
    ['A blast shook Mosul in Iraq. Ambulances rushed through the city.', 'the city', 'Mosul', ['Iraq'], 'exact'],
    ['Two rockets landed in the Afghan capital.', 'the Afghan capital', 'Kabul', ['Afghanistan'], 'exact'],
    ['Cattle raiders killed nine people in South Sudan.', 'South Sudan', 'South Sudan', [], 'country'],
    ['Tanks stood on the outskirts of Raqqa in Syria.', 'the outskirts of Raqqa', 'Ar Raqqah', ['Syria'], 'near'],
    [
      'Farmers in Kunar, Afghanistan, fled; police hold several areas of the province.',
      'several areas of the province',
      'Kunar',
      ['Afghanistan'],
      'province',
    ],
  ])('%s → %s', (text, words, name, containers, precision) => {
    const { place, precision: got } = where(text, words)
    expect(place?.name).toBe(name)
    for (const container of containers) expect(place?.chain).toContain(container)
    expect(got).toBe(precision)
  })

  it('keeps what the report says beside what the map says', () => {
    const found = where('Fighters hold the Andarab Valley in Balkh, northern Afghanistan.', 'Andarab Valley')
    expect(found.place).toMatchObject({ name: 'Andarab', chain: ['Baghlan', 'Afghanistan'] })
    expect(found.contradicts?.name).toBe('Balkh')
    expect(found.because).toContain('the report puts it in Balkh')
  })

  it('keeps a misspelt province a province', () => {
    const found = where(
      'Skirmishes in the Andarab Valley of Balk in northern Afghanistan went on in Baglan.',
      'Andarab Valley',
    )
    expect(found.place).toMatchObject({ name: 'Andarab', chain: ['Baghlan', 'Afghanistan'] })
    expect(found.contradicts).toMatchObject({ name: 'Balkh', level: 'province' })
  })

  it.each([
    [
      'A drone struck the village of Zarbulaqi in the Achin district of Nangarhar, Afghanistan.',
      'Zarbulaqi',
      'Nangarhar',
      'district',
    ],
    ['Gunmen stormed the Karachi Police Office in Pakistan.', 'Karachi Police Office', 'Karachi', 'near'],
    [
      'Shells fell on the al-Jalloum neighbourhood in Aleppo city, Syria.',
      'al-Jalloum neighbourhood',
      'Aleppo',
      'near',
    ],
    ['Two men were shot in Khayrabad, Afghan police said.', 'Khayrabad', 'Afghanistan', 'country'],
  ])('keeps an unlisted place inside its container, without coordinates: %s', (text, words, container, precision) => {
    const found = where(text, words)
    expect(found.place).toMatchObject({ level: 'site', lat: null, lon: null })
    expect(found.place?.chain).toContain(container)
    expect(found.precision).toBe(precision)
  })

  it.each([
    ['Kabul said it had no part in the raid.', 'Kabul'],
    ['Talks between Kabul and Islamabad broke down.', 'Islamabad'],
    ['The minister blamed Tehran for the attack.', 'Tehran'],
    ['Police arrested Younis Balkhi in Kabul.', 'Balkhi'],
    ['Michael Jordan visited the camp near Amman.', 'Jordan'],
    ['The Mazar-e-Sharif Corps got a new commander.', 'Mazar-e-Sharif'],
    ['The Islamic State of Iraq claimed the bombing.', 'Iraq'],
    ['Both sides cited the Geneva Conventions.', 'Geneva'],
    ['The valley is held by the Taliban.', 'Taliban'],
  ])('finds no place in: %s (%s)', (text, words) => expect(where(text, words).place).toBeNull())

  it('gives no coordinates where the words are vague, and a reason always', () => {
    const words = fc.constantFrom(
      'Kabul',
      'the province',
      'northern Afghanistan',
      'Kunar province',
      'Street 13',
      'the north',
      'Balkh',
      'a village',
      'remote areas',
      'the border',
      'Khwaja Ghar district',
    )
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (list) => {
        const text = `In Afghanistan, shots were heard in ${list.join(' and in ')}.`
        const found = where(text, list[list.length - 1] ?? '')
        expect(found.because.length).toBeGreaterThan(0)
        if (found.place?.level === 'site' || found.place?.level === 'region') expect(found.place.lat).toBeNull()
        if (!found.place) expect(found.precision).toBe('unknown')
      }),
      { numRuns: 40 },
    )
  })
})
