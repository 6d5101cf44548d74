import { parse } from 'yaml'
import { givenDay } from './day.js'
import { decodeEntities } from './entities.js'
import { type Facts, firstOf } from './facts.js'
import { readHeader } from './header.js'

export interface Unmarked {
  readonly text: string
  readonly facts: Partial<Facts>
}

/** Markdown to running text and what its front matter, header block and first heading state. */
export function readMarkdown(source: string): Unmarked {
  const { body, facts } = readFrontMatter(source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  const header = readHeader(body.split('\n').map((line) => line.trimEnd()))
  const blocks = unmarkBlocks(withoutComments(header.lines.join('\n')).split('\n'))
  return { text: blocks.lines.join('\n'), facts: firstOf(facts, header.facts, { title: blocks.title }) }
}

const MOST_FRONT_MATTER = 20_000

function readFrontMatter(source: string): { body: string; facts: Partial<Facts> } {
  const fence = /^(---|\+\+\+)[ \t]{0,10}\n/.exec(source)?.[1]
  const end = fence ? source.indexOf(`\n${fence}`, 3) : -1
  if (!fence || end < 0 || end > MOST_FRONT_MATTER) return { body: source, facts: {} }
  const close = source.indexOf('\n', end + 1)
  const values = fence === '---' ? yamlValues(source.slice(4, end)) : tomlValues(source.slice(4, end))
  // Two rules with prose between them are no front matter.
  return values
    ? { body: close < 0 ? '' : source.slice(close + 1), facts: frontFacts(values) }
    : { body: source, facts: {} }
}

function yamlValues(block: string): Record<string, unknown> | null {
  try {
    const values: unknown = parse(block, { schema: 'failsafe', maxAliasCount: 10, logLevel: 'silent' })
    return typeof values === 'object' && values !== null && !Array.isArray(values)
      ? (values as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

const tomlValues = (block: string): Record<string, unknown> =>
  Object.fromEntries(
    block.split('\n').flatMap((line) => {
      const equals = line.indexOf('=')
      const value = line
        .slice(equals + 1)
        .trim()
        .replace(/^["']|["']$/g, '')
      return equals > 0 ? [[line.slice(0, equals).trim(), value]] : []
    }),
  )

function frontFacts(values: Record<string, unknown>): Partial<Facts> {
  const lower = new Map(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]))
  const word = (...keys: string[]): string | null => {
    const value = keys.map((key) => lower.get(key)).find((found) => typeof found === 'string' && found.trim() !== '')
    return typeof value === 'string' ? value.trim() : null
  }
  const published = word(
    'published',
    'date',
    'pubdate',
    'publish_date',
    'publication_date',
    'published_at',
    'datepublished',
  )
  return {
    title: word('title', 'headline'),
    outlet: word('outlet', 'publisher', 'publication', 'site', 'sitename', 'source'),
    published: published && givenDay(published),
    url: word('url', 'link', 'canonical', 'permalink'),
    retrieved: word('retrieved', 'archived', 'accessed'),
  }
}

function withoutComments(text: string): string {
  let kept = ''
  let at = 0
  for (let open = text.indexOf('<!--'); open >= 0; open = text.indexOf('<!--', at)) {
    const close = text.indexOf('-->', open + 4)
    if (close < 0) break
    kept += text.slice(at, open)
    at = close + 3
  }
  return kept + text.slice(at)
}

const HEADING = /^ {0,3}#{1,6}(?: |$)/
const RULE = /^ {0,3}(?:(?:- ?){3,60}|(?:\* ?){3,60}|(?:_ ?){3,60})$/
const ITEM = /^ {0,12}(?:[-+*]|[0-9]{1,3}[.)]) {1,4}(?=\S)/
const DEFINITION = /^ {0,3}\[[^\]\n]{1,200}\]: {0,4}\S/
const TABLE_RULE = /^ {0,3}\|? ?:?-{2,}:? ?(?:\| ?:?-{2,}:? ?){0,40}\|?$/

/** Lines without block markup; headings stand apart, the first one of the first level is the title. */
function unmarkBlocks(lines: readonly string[]): { lines: string[]; title: string | null } {
  const kept: string[] = []
  let title: string | null = null
  let fenced = false
  const heading = (words: string, isFirstLevel: boolean) => {
    if (isFirstLevel && title === null) title = words
    else kept.push('', words, '')
  }
  for (const [index, line] of lines.entries()) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) fenced = !fenced
    else if (fenced) kept.push(line)
    else if (HEADING.test(line))
      heading(
        inline(
          line
            .replace(HEADING, '')
            .replace(/ #{1,6}$/, '')
            .trim(),
        ),
        /^ {0,3}# /.test(line),
      )
    else if (/^ {0,3}={2,80}$/.test(line) && kept.at(-1)) heading(kept.pop() ?? '', true)
    else if (/^ {0,3}-{2,80}$/.test(line) && kept.at(-1) && (kept.at(-1)?.length ?? 0) < 120 && kept.at(-2) === '')
      heading(kept.pop() ?? '', false)
    else if (RULE.test(line)) kept.push('')
    else if (DEFINITION.test(line) || TABLE_RULE.test(line)) continue
    else kept.push(inline(unquoted(line, lines[index - 1] ?? '')))
  }
  return { lines: kept, title }
}

/** Without the marks of quotations, list items and table cells. */
function unquoted(line: string, _before: string): string {
  const words = line.replace(/^ {0,3}(?:> ?){1,8}/, '').replace(ITEM, '')
  return /^\|.{1,4000}\|$/.test(words)
    ? words
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
        .filter(Boolean)
        .join(' · ')
    : words
}

const URL = '(?:[^()\\s]|\\([^()\\s]{0,200}\\)){0,2000}(?: ["\'][^"\'\\n]{0,300}["\'])?'
const IMAGE = new RegExp(`!\\[[^\\]\\n]{0,500}\\](?:\\(${URL}\\)|\\[[^\\]\\n]{0,100}\\])`, 'g')
const LINK = new RegExp(`\\[([^\\[\\]\\n]{1,500})\\](?:\\(${URL}\\)|\\[[^\\[\\]\\n]{0,100}\\])`, 'g')

/** Running words without markup: pictures go, links leave their words, emphasis its words. */
export function inline(words: string): string {
  const plain = words
    .replace(IMAGE, '')
    .replace(LINK, '$1')
    .replace(/\[\^[^\]\s]{1,40}\]/g, '')
    .replace(/<(?:https?:\/\/|mailto:)[^<>\s]{1,500}>/g, '')
    .replace(/<br ?\/?>/gi, ' ')
    .replace(/<\/?[a-z][^<>\n]{0,500}>/gi, '')
  return decodeEntities(withoutEmphasis(plain))
}

interface Mark {
  readonly at: number
  readonly kind: string
}

/** Takes out pairs of *, **, _, __, ~~ and ` and the backslash of escapes; a mark without its fellow stays. */
function withoutEmphasis(words: string): string {
  const out: string[] = []
  const open: Mark[] = []
  for (let at = 0; at < words.length; ) {
    const character = words[at] ?? ''
    if (character === '\\' && /[!-/:-@[-`{-~]/.test(words[at + 1] ?? '')) {
      out.push(words[at + 1] ?? '')
      at += 2
      continue
    }
    if (!'*_~`'.includes(character)) {
      out.push(character)
      at++
      continue
    }
    const kind = runOf(words, at)
    const before = words[at - 1] ?? ' '
    const after = words[at + kind.length] ?? ' '
    const fellow = mayClose(kind, before, after) ? open.findLastIndex((mark) => mark.kind === kind) : -1
    if (fellow >= 0) {
      out[open[fellow]?.at ?? 0] = ''
      open.length = fellow
    } else {
      if (mayOpen(kind, before, after) && open.length < 100) open.push({ at: out.length, kind })
      out.push(kind)
    }
    at += kind.length
  }
  return out.join('')
}

function runOf(words: string, at: number): string {
  let end = at
  while (words[end] === words[at]) end++
  return words.slice(at, end)
}

const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character)
const isSpace = (character: string): boolean => /\s/.test(character)

function mayOpen(kind: string, before: string, after: string): boolean {
  if (kind.length > 3 || kind === '~' || isSpace(after)) return false
  return kind[0] === '*' || kind[0] === '`' || !isWord(before)
}

function mayClose(kind: string, before: string, after: string): boolean {
  return !isSpace(before) && (kind[0] === '*' || kind[0] === '`' || !isWord(after))
}
