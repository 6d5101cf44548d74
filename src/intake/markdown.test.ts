import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inline, readMarkdown } from './markdown.js'

describe('inline', () => {
  it.each([
    ['**Two** men *fled* and __three__ _stayed_.', 'Two men fled and three stayed.'],
    ['***Two*** men ~~fled~~ `stayed`.', 'Two men fled stayed.'],
    ['The [Valley Post](https://example.org/a_(b) "page") said.', 'The Valley Post said.'],
    ['The [Valley Post][1] said.[^2]', 'The Valley Post said.'],
    ['![A market](market.jpg) Two men fled.', ' Two men fled.'],
    ['Two <b>men</b> fled.<br>They stayed away.', 'Two men fled. They stayed away.'],
    ['Taliban&#8217;s men &amp; others &ldquo;fled&rdquo;', 'Taliban’s men & others “fled”'],
    ['5 \\* 3 and \\[men\\]', '5 * 3 and [men]'],
  ])('%s', (source, text) => expect(inline(source)).toBe(text))

  it.each([
    'low numbers [of members] and fled [across] the line',
    '5 * 3 * 2',
    'file_name_of_report and snake_case',
    'AT&T; R&D',
    'a < b and c > d',
    'two *men',
    '"fled"* and more',
  ])('leaves %s', (text) => expect(inline(text)).toBe(text))
})

describe('readMarkdown', () => {
  const read = (...lines: string[]) => readMarkdown(lines.join('\n'))

  it('reads front matter, YAML and TOML', () => {
    const facts = {
      title: 'Two killed: a report',
      outlet: 'Valley Post',
      published: '2020-05-03',
      url: 'https://example.org/a',
    }
    const yaml = read(
      '---',
      'title: "Two killed: a report"',
      'date: 2020-05-03T10:00:00Z',
      'publisher: Valley Post',
      'url: https://example.org/a',
      'tags: [a, b]',
      '---',
      'Two men fled.',
    )
    expect(yaml).toMatchObject({ text: 'Two men fled.', facts })
    const toml = read(
      '+++',
      'title = "Two killed: a report"',
      'date = 2020-05-03',
      'outlet = "Valley Post"',
      'link = "https://example.org/a"',
      '+++',
      'Two men fled.',
    )
    expect(toml).toMatchObject({ text: 'Two men fled.', facts })
  })

  it('takes two rules with prose between them for prose', () => {
    expect(read('---', 'Two men fled.', '---', 'They stayed away.').text).toContain('Two men fled.')
  })

  it('is not slowed down by a YAML bomb', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghij'.split('').map((key, at) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghij'[at]}`)}]`),
    ]
    expect(read('---', ...bomb, '---', 'Two men fled.').text).toContain('Two men fled.')
  })

  it('takes block markup away and keeps the words', () => {
    const { text, facts } = read(
      'Outlet: Valley Post',
      '',
      '# Two killed',
      '',
      'First words.',
      '',
      '## Go *deeper*',
      '> "We fled,"',
      '> he said.',
      '- one',
      '* two',
      '3. three',
      '***',
      '| a | b |',
      '|---|---|',
      '| 1 | 2 |',
      '[1]: https://example.org',
      '<!-- hidden -->',
      '```',
      'code *stays*',
      '```',
    )
    expect(facts).toMatchObject({ title: 'Two killed', outlet: 'Valley Post' })
    expect(text.split('\n').filter(Boolean)).toEqual([
      'First words.',
      'Go deeper',
      '"We fled,"',
      'he said.',
      'one',
      'two',
      'three',
      'a · b',
      '1 · 2',
      'code *stays*',
    ])
  })

  it('reads headings that are underlined', () => {
    expect(read('Two killed', '==========', '', 'Two men fled.')).toMatchObject({
      text: expect.stringContaining('Two men fled.'),
      facts: { title: 'Two killed' },
    })
  })

  it('never throws', () => {
    const piece = fc.constantFrom(
      '*',
      '_',
      '`',
      '[',
      '](',
      ')',
      '!',
      '#',
      '>',
      '-',
      '\n',
      '---\n',
      '```\n',
      '|',
      '<',
      '<!--',
      '&',
      '\\',
      'a',
      ' ',
      '=',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        expect(readMarkdown(pieces.join('')).text).toBeTypeOf('string')
      }),
    )
  })
})
