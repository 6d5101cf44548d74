import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { datelineOf } from './dateline.js'
import type { Facts } from './facts.js'
import { tidy } from './tidy.js'

vi.setConfig({ testTimeout: 60_000 })

const LEDE = 'Two men were killed in a village near Herat on Monday, residents of the village said.'
const MORE = 'A third man was wounded, the head of the hospital in the city said in the evening.'
const TITLE = 'Two killed in village near Herat'
const HEADER = 'Sample report - invented for Hearsay. Nothing in it happened.'

interface Expected extends Partial<Facts> {
  readonly text: string
}

function tidied(raw: string, known: Partial<Facts> = {}): Expected {
  const { text, title, facts } = tidy(raw, known)
  if (title) expect(text.slice(title.start, title.end)).toBe(facts.title)
  else expect(facts.title).toBeNull()
  const told = Object.entries(facts).filter(([, value]) => value !== null)
  return { text, ...Object.fromEntries(told) }
}

const rows: readonly [what: string, raw: readonly string[], expected: Expected][] = [
  ['plain text without a title', [LEDE, '', MORE], { text: `${LEDE}\n\n${MORE}` }],
  ['paragraphs of single lines', [LEDE, MORE], { text: `${LEDE}\n${MORE}` }],
  ['a title above an empty line', [TITLE, '', LEDE], { title: TITLE, text: `${TITLE}\n\n${LEDE}` }],
  ['a title right above the text', [TITLE, LEDE], { title: TITLE, text: `${TITLE}\n\n${LEDE}` }],
  [
    'a title that asks',
    ['Who killed two men near Herat?', '', LEDE],
    { title: 'Who killed two men near Herat?', text: `Who killed two men near Herat?\n\n${LEDE}` },
  ],
  [
    'a title that ends in an abbreviation',
    ['Two killed near Herat, says U.S.', '', LEDE],
    { title: 'Two killed near Herat, says U.S.', text: `Two killed near Herat, says U.S.\n\n${LEDE}` },
  ],
  [
    'a question that begins a paragraph',
    ['Who killed the two men?', LEDE],
    { text: `Who killed the two men?\n${LEDE}` },
  ],
  ['a first line that is a sentence', ['Two men were killed.', '', LEDE], { text: `Two men were killed.\n\n${LEDE}` }],
  [
    'a title said again as the first paragraph',
    [TITLE, '', TITLE, '', LEDE],
    { title: TITLE, text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a title said again before the text begins',
    [TITLE, '', `${TITLE}. ${LEDE}`],
    { title: TITLE, text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a lede that begins like the title',
    [TITLE, '', `${TITLE} on Monday, residents said.`, '', MORE],
    { title: TITLE, text: `${TITLE}\n\n${TITLE} on Monday, residents said.\n\n${MORE}` },
  ],
  [
    'a title that the lede says as a sentence',
    [LEDE.slice(0, -1), '', `HERAT: ${LEDE}`, '', MORE],
    { text: `HERAT: ${LEDE}\n\n${MORE}` },
  ],
  [
    'a glued date before a headline that the lede repeats',
    [` date 2020-01-03 ${LEDE.slice(0, -1)}`, '', `HERAT (Valley News / Wire - 04th January, 2020) ${LEDE}`, '', MORE],
    {
      published: '2020-01-03',
      outlet: 'Valley News / Wire',
      text: `HERAT (Valley News / Wire - 04th January, 2020) ${LEDE}\n\n${MORE}`,
    },
  ],
  [
    'a glued date before a headline',
    [`date 2020-01-03 ${TITLE}`, '', LEDE],
    { published: '2020-01-03', title: TITLE, text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a header block',
    [HEADER, 'Outlet: The Valley Post (sample)', 'Published: 2023-04-12', '', TITLE, '', LEDE],
    { outlet: 'The Valley Post (sample)', published: '2023-04-12', title: TITLE, text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a header block with title and address',
    ['Title: ' + TITLE, 'URL: https://example.org/a', 'Date: 3 May 2020', 'Author: N. Karimi', '', LEDE],
    { title: TITLE, url: 'https://example.org/a', published: '2020-05-03', text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a header without a full date',
    ['Outlet: Valley Post', 'Published: Tuesday', '', LEDE],
    { outlet: 'Valley Post', text: LEDE },
  ],
  ['a header with one line', [HEADER, '', LEDE], { text: LEDE }],
  [
    'a first paragraph with a colon',
    ['Herat: two men were killed.', '', LEDE],
    { text: `Herat: two men were killed.\n\n${LEDE}` },
  ],
  [
    'a byline',
    [TITLE, '', 'By N. Karimi | Reuters | May 3, 2020', '', LEDE],
    { title: TITLE, outlet: 'Reuters', published: '2020-05-03', text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a byline of a correspondent',
    [TITLE, '', 'By our correspondent in Herat | May 16, 2018', '', LEDE],
    { title: TITLE, published: '2018-05-16', text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a byline without date',
    [TITLE, '', 'By staff and agencies', '', LEDE],
    { title: TITLE, text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a byline with a wire',
    [TITLE, '', 'By N. Karimi, Associated Press', '', LEDE],
    { title: TITLE, outlet: 'Associated Press', text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a line of date',
    [TITLE, '', 'Published: Tuesday, 3 May 2020 10:30 GMT', '', LEDE],
    { title: TITLE, published: '2020-05-03', text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a day on which it was changed',
    [TITLE, '', 'Last updated: 4 May 2020', '', LEDE],
    { title: TITLE, text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a weekday',
    [TITLE, '', 'Published on Tuesday', '', LEDE],
    { title: TITLE, text: `${TITLE}\n\nPublished on Tuesday\n\n${LEDE}` },
  ],
  [
    'a date glued before the text',
    [TITLE, '', `27 Jul 2016 ${LEDE}`],
    { title: TITLE, published: '2016-07-27', text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'an announced date glued before the text',
    [`Published July 27 2016 ${LEDE}`],
    { published: '2016-07-27', text: LEDE },
  ],
  [
    'a sentence that begins with a date',
    [TITLE, '', `27 July 2016 was the day on which ${LEDE.toLowerCase()}`],
    { title: TITLE, text: `${TITLE}\n\n27 July 2016 was the day on which ${LEDE.toLowerCase()}` },
  ],
  [
    'furniture between title and text',
    [TITLE, '', `Wednesday 27 Jul 2016 ${TITLE} AFP Print Tweet Views 729 ${LEDE}`],
    { title: TITLE, published: '2016-07-27', outlet: 'AFP', text: `${TITLE}\n\n${LEDE}` },
  ],
  [
    'a dateline with its agency',
    [`HERAT (Reuters) - ${LEDE}`],
    { outlet: 'Reuters', text: `HERAT (Reuters) - ${LEDE}` },
  ],
  [
    'a dateline with a full date',
    [`KABUL, Jan. 3, 2020 (AP) — ${LEDE}`],
    { outlet: 'AP', published: '2020-01-03', text: `KABUL, Jan. 3, 2020 (AP) — ${LEDE}` },
  ],
  [
    'a dateline without the year',
    [`KABUL, Jan. 3 (AP) — ${LEDE}`],
    { outlet: 'AP', text: `KABUL, Jan. 3 (AP) — ${LEDE}` },
  ],
  ['a bare dateline', [`KABUL: ${LEDE}`], { text: `KABUL: ${LEDE}` }],
  [
    'an outlet that a header states over the dateline',
    ['Outlet: Valley Post', '', `HERAT (Reuters) - ${LEDE}`],
    { outlet: 'Valley Post', text: `HERAT (Reuters) - ${LEDE}` },
  ],
  [
    'a name and its abbreviation',
    [`The Islamic Emirate (IEA) said that ${LEDE}`],
    { text: `The Islamic Emirate (IEA) said that ${LEDE}` },
  ],
  [
    'a source at the end',
    [LEDE, '', `${MORE} (Source: Valley Coalition)`],
    { outlet: 'Valley Coalition', text: `${LEDE}\n\n${MORE} (Source: Valley Coalition)` },
  ],
  [
    'a camera and a form',
    [
      'SONY DSC',
      '',
      LEDE,
      '',
      '+ posts',
      '',
      'Leave a Reply',
      '',
      'Your email address will not be published.',
      '',
      'Latest from Latest Stories',
    ],
    { text: LEDE },
  ],
  [
    'bullets',
    [LEDE, '', `  • ${MORE}`, '  • Two men fled.', `- ${MORE}`, '- N. Karimi'],
    { text: `${LEDE}\n\n${MORE}\nTwo men fled.\n${MORE}\n- N. Karimi` },
  ],
  ['blank lines', ['', '', LEDE, '', '\u00a0', '', '/', '', MORE, ''], { text: `${LEDE}\n\n${MORE}` }],
  [
    'lines broken at a width',
    [
      'Two men were killed in a village near Herat on Monday, residents of',
      'the village said, and the head of the hospital in the city of Herat',
      'said in the evening that a third man had been brought in with a bul-',
      'let in the arm.',
      '',
      'The police said they were looking for three men who had come in a',
      'white car, and that nobody had been arrested. The elders of Herat',
      'asked for calm.',
    ],
    {
      text: 'Two men were killed in a village near Herat on Monday, residents of the village said, and the head of the hospital in the city of Herat said in the evening that a third man had been brought in with a bul-let in the arm.\n\nThe police said they were looking for three men who had come in a white car, and that nobody had been arrested. The elders of Herat asked for calm.',
    },
  ],
]

describe('tidy', () => {
  it.each(rows)('reads %s', (_, raw, expected) => expect(tidied(raw.join('\n'))).toEqual(expected))

  it('puts a title that was told above the text, once', () => {
    expect(tidied(LEDE, { title: TITLE })).toEqual({ title: TITLE, text: `${TITLE}\n\n${LEDE}` })
    expect(tidied(`${TITLE}\n\n${LEDE}`, { title: TITLE })).toEqual({ title: TITLE, text: `${TITLE}\n\n${LEDE}` })
    expect(tidied(`SONY DSC\n${TITLE.toUpperCase()}\n\n${LEDE}`, { title: TITLE })).toEqual({
      title: TITLE,
      text: `${TITLE}\n\n${LEDE}`,
    })
  })

  it('keeps what was told over what the text says', () => {
    expect(
      tidied(`Outlet: Valley Post\nPublished: 2020-01-03\n\n${LEDE}`, {
        outlet: 'Herat Post',
        published: '2020-01-04',
      }),
    ).toEqual({
      outlet: 'Herat Post',
      published: '2020-01-04',
      text: LEDE,
    })
  })

  it('leaves a tidied text as it is', () => {
    for (const [, raw] of rows) {
      const { text } = tidy(raw.join('\n'), {})
      expect(tidy(text, {}).text).toBe(text)
    }
  })

  it('keeps the title inside the text, whatever comes in', () => {
    const line = fc.oneof(
      fc.constantFrom(LEDE, MORE, TITLE, '', 'SONY DSC', 'Leave a Reply', 'Date: 2020-01-03', 'By N. Karimi'),
      fc.string({ unit: 'binary', maxLength: 60 }),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.option(fc.string({ maxLength: 40 })), (lines, told) => {
        const { text, title, facts } = tidy(lines.join('\n'), { title: told })
        expect(text).toBe(text.trim())
        expect(text).not.toMatch(/\n{3}/)
        if (title) expect(text.slice(title.start, title.end)).toBe(facts.title)
      }),
    )
  })
})

describe('datelineOf', () => {
  it('tells where the words begin', () => {
    const line = 'DAMASCUS, Syria (Valley Wire) - Two men fled.'
    expect(line.slice(datelineOf(line)?.end)).toBe('Two men fled.')
  })
  it.each([
    'Taliban (IEA) men fled.',
    'UPDATE (Wednesday, April 5): two men fled.',
    'He (Karimi) - a baker - fled.',
    '(Reuters) - Two men fled.',
  ])('finds no agency in %s', (line) =>
    expect(datelineOf(line)?.outlet ?? null).toBe(line.startsWith('He') ? 'Karimi' : null),
  )
})
