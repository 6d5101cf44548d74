import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadGrounding } from '../data/grounding.js'
import { identify } from './actors.js'
import { interests, settingOf } from './ground.js'

const { values } = loadGrounding(join(dirname(fileURLToPath(import.meta.url)), '../../data'))
const who = (text: string, words: string, published: string | null = null) => {
  const { cast } = settingOf(
    { text, published: published ? { value: published, basis: 'given' } : null, outlet: null },
    values,
  )
  const start = text.indexOf(words)
  return identify(cast, { start, end: start + words.length }, { role: null, affiliation: null, isSource: true }).entity
}

describe('identify', () => {
  it.each([
    ['ISIS-K militants hid in Kabul, Afghanistan.', 'ISIS-K militants', 'actor:iskp', 'iskp'],
    [
      'Six members of the IS-K group died in Balkh, Afghanistan.',
      'Six members of the IS-K group',
      'actor:iskp',
      'iskp',
    ],
    [
      'The Islamic State group struck Mosul in Iraq.',
      'The Islamic State group',
      'actor:islamic-state',
      'islamic-state',
    ],
    ['The IS is weak in Kunar, Afghanistan.', 'The IS', 'actor:islamic-state', 'iskp'],
    ['Turkish troops entered Syria.', 'Turkish troops', 'actor:turkey', 'turkey'],
    ['Tajik authorities closed the road.', 'Tajik authorities', 'actor:tajikistan', 'tajikistan'],
    ['Russian warplanes bombed Idlib in Syria.', 'Russian warplanes', 'actor:russia', 'russia'],
    [
      'Fighters from the Rapid Support Forces took a base in Sudan.',
      'Fighters from the Rapid Support Forces',
      'actor:rsf',
      'rsf',
    ],
    ['The Pakistani Taliban denied it.', 'The Pakistani Taliban', 'actor:ttp', 'ttp'],
    ['CENTCOM counted the boats.', 'CENTCOM', 'actor:centcom', 'united-states'],
    ['Rebels left Aleppo in Syria.', 'Rebels', 'actor:syrian-opposition', 'syrian-opposition'],
  ])('%s', (text, words, id, side) => expect(who(text, words)).toMatchObject({ id, side }))

  it('asks who governed on the day', () => {
    const text = 'The Kunar police chief in Afghanistan spoke.'
    expect(who(text, 'The Kunar police chief', '2020-01-03')?.side).toBe('afghan-republic')
    expect(who(text, 'The Kunar police chief', '2022-01-03')?.side).toBe('taliban')
    expect(who('Afghan security forces left Farah.', 'Afghan security forces', '2012-05-01')?.side).toBe(
      'afghan-republic',
    )
    expect(who('The Syrian government denied it in Damascus.', 'The Syrian government', '2016-07-27')?.side).toBe(
      'syrian-government',
    )
    expect(who('The Syrian government denied it in Damascus.', 'The Syrian government', '2025-03-01')?.side).toBe(
      'syrian-transitional-government',
    )
  })

  it.each(['Afghan experts', 'many Afghan analysts', 'Syrian activists'])('%s speak for no government', (words) => {
    expect(who(`${words} met in Kabul, Afghanistan.`, words)?.side ?? null).toBeNull()
  })

  it('dates an undated report by words that only one time has', () => {
    expect(
      who('Afghanistan’s ruling Taliban met. Local officials told reporters in Kabul, Afghanistan.', 'Local officials')
        ?.side,
    ).toBe('taliban')
    expect(who('President Ghani flew to Herat, Afghanistan. Local officials met him.', 'Local officials')?.side).toBe(
      'afghan-republic',
    )
  })

  it.each([
    ['Residents of Kunar fled from the Taliban in Afghanistan.', 'Residents of Kunar'],
    ['Families of Taliban fighters wept in Kabul, Afghanistan.', 'Families of Taliban fighters'],
    ['Unknown gunmen fired at a bus in Syria.', 'Unknown gunmen'],
    ['Medical sources in Aleppo, Syria, counted nine.', 'Medical sources'],
    ['Anti-Taliban forces met in Panjshir, Afghanistan.', 'Anti-Taliban forces'],
  ])('takes no side: %s', (text, words) => expect(who(text, words)?.side ?? null).toBeNull())

  it('gives a person the side of the role', () => {
    const text = 'Taliban spokesman Zabiullah Karimi spoke in Kabul, Afghanistan. Karimi denied it.'
    expect(who(text, 'Karimi denied'.slice(0, 6))).toMatchObject({ id: 'person:zabiullah-karimi', side: 'taliban' })
    expect(
      who('Daud Sahak, the police chief of Kunar in Afghanistan, left.', 'Daud Sahak', '2019-01-01'),
    ).toMatchObject({ side: 'afghan-republic' })
    expect(who('Daud Sahak, a resident of Kunar in Afghanistan, left.', 'Daud Sahak')).toMatchObject({ side: null })
    expect(who('Salman Rami, an ISIS trainer, was killed in Balkh, Afghanistan.', 'Salman Rami')).toMatchObject({
      side: 'iskp',
    })
  })

  it('knows whose voice state media are', () => {
    expect(
      who('The official SANA news agency counted four in Syria.', 'The official SANA news agency', '2016-07-27'),
    ).toMatchObject({ id: 'outlet:sana', side: 'syrian-government' })
    expect(who('Syrian state television counted four.', 'Syrian state television', '2016-07-27')).toMatchObject({
      side: 'syrian-government',
    })
  })

  it('leaves acronyms of far countries alone', () =>
    expect(who('The AA of Ohio met in Cleveland, United States.', 'The AA')?.side ?? null).toBeNull())
})

describe('interests', () => {
  const known = interests(values)
  it('knows sides, allies and enemies by day', () => {
    expect(known.sideOf('gdi', '2022-01-01')).toBe('taliban')
    expect(known.sideOf('andsf', '2019-01-01')).toBe('afghan-republic')
    expect(known.allies('russia', 'syrian-government', '2016-01-01')).toBe(true)
    expect(known.allies('russia', 'syrian-government', '2014-01-01')).toBe(false)
    expect(known.allies('haqqani', 'taliban', '2015-01-01')).toBe(true)
    expect(known.enemies('taliban', 'iskp', '2022-01-01')).toBe(true)
    expect(known.enemies('nrf', 'taliban', '2021-09-01')).toBe(true)
    expect(known.enemies('rsf', 'saf', '2022-01-01')).toBe(false)
    expect(known.enemies('rsf', 'saf', '2023-06-01')).toBe(true)
  })
  it('knows organs', () => {
    expect(known.isStateMedia('SANA', '2016-01-01')).toBe('syrian-government')
    expect(known.isStateMedia('Bakhtar News Agency', '2020-01-01')).toBe('afghan-republic')
    expect(known.isStateMedia('Bakhtar News Agency', '2022-01-01')).toBe('taliban')
    expect(known.isStateMedia('Reuters')).toBeNull()
    expect(known.leaning('Al-Mayadeen')).toBe('hezbollah')
  })
})
