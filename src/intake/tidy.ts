import type { Span } from '../claim/index.js'
import { leadingDate, readByline } from './byline.js'
import { tidyCharacters } from './characters.js'
import { afterDateline, datelineOf } from './dateline.js'
import { type Facts, firstOf } from './facts.js'
import { withoutFurniture } from './furniture.js'
import { gluedDate, readHeader } from './header.js'

/** A report's own words, and what it states about itself. */
export interface Tidied {
  readonly text: string
  readonly title: Span | null
  readonly facts: Facts
}

/**
 * Text as received to a report's own words: readable characters, no furniture, the title once and first.
 *
 * @param known what markup or a JSON line told already; the text is asked for the rest.
 */
export function tidy(raw: string, known: Partial<Facts>): Tidied {
  const header = readHeader(unwrapped(squeezed(tidyCharacters(raw).split('\n'))))
  const title = oneLine(known.title ?? header.facts.title ?? '')
  const glued = gluedDate(header.lines[0] ?? '')
  const top = glued ? [glued.rest, ...header.lines.slice(1)] : header.lines
  const byline = readByline(withoutBullets(withoutFurniture(top)))
  const lines = squeezed(byline.lines)
  const settled = settleTitle(lines, title, glued !== null)
  const body = settleStart(squeezed(settled.lines), settled.title)
  const facts = firstOf(
    known,
    header.facts,
    { published: glued?.published ?? null },
    byline.facts,
    body.facts,
    signature(body.lines),
  )
  return { ...compose(settled.title, body.lines), facts: { ...facts, title: settled.title } }
}

/** "(Source: Gulf Times)" at the very end, where nothing else tells the outlet. */
function signature(lines: readonly string[]): Partial<Facts> {
  const last = lines.at(-1)?.slice(-90) ?? ''
  const named =
    /(?:^|[.!?"”)] )\(?(?:source|via):? (\p{Lu}[\p{L}\p{N}.&'’ -]{1,50}?)(?: and agencies)?[.)]{0,2}$/iu.exec(last)?.[1]
  return { outlet: named && named.split(' ').length <= 5 ? named : null }
}

const oneLine = (title: string): string => tidyCharacters(title).replace(/\s+/g, ' ').trim()

function compose(title: string | null, lines: readonly string[]): Pick<Tidied, 'text' | 'title'> {
  const body = squeezed(lines).join('\n')
  if (!title) return { text: body, title: null }
  return { text: body === '' ? title : `${title}\n\n${body}`, title: { start: 0, end: title.length } }
}

/** One empty line at most between others, none at the ends. */
function squeezed(lines: readonly string[]): string[] {
  const kept: string[] = []
  for (const line of lines) if (line !== '' || (kept.length > 0 && kept.at(-1) !== '')) kept.push(line)
  if (kept.at(-1) === '') kept.pop()
  return kept
}

const BULLET = /^(?:[•▪▫◦‣●○■□►▶➤➢✔✓·*] ?){1,2}(?=\S)/
const DASH = /^[-–—] (?=\S)/

/** Items of a list stand on lines of their own; their marks are no words. A short line after a dash may be a signature. */
const withoutBullets = (lines: readonly string[]): string[] =>
  lines.map((line) => (line.length >= 40 ? line.replace(DASH, '') : line).replace(BULLET, ''))

/** Widest line that a mail program or a typewriter breaks at, and the least share of broken lines in such a text. */
const WRAPPED_AT = 100
const MOSTLY = 0.6
const LEAST_WRAPPED = 4

/** Lines broken at a fixed width become paragraphs again; a text in which each line is a paragraph stays. */
function unwrapped(lines: readonly string[]): string[] {
  const followed = lines.filter((line, index) => line !== '' && (lines[index + 1] ?? '') !== '')
  const broken = followed.filter((line) => line.length >= 45 && line.length <= WRAPPED_AT && !/[.!?:;"”’)]$/.test(line))
  if (broken.length < LEAST_WRAPPED || broken.length < MOSTLY * followed.length) return [...lines]
  if (lines.some((line) => line.length > WRAPPED_AT * 1.5)) return [...lines]
  const joined: string[] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1] ?? ''
    const goesOn = line !== '' && before.length >= 45 && !BULLET.test(line) && !DASH.test(line)
    if (goesOn) joined[joined.length - 1] += `${/\p{L}-$/u.test(before) ? '' : ' '}${line}`
    else joined.push(line)
  }
  return joined
}

const LONGEST_TITLE = 220

/** First lines that may repeat the title. */
const NEAR_TITLE = 6

/** Finds the title where none was told, and leaves it only once. */
function settleTitle(
  lines: readonly string[],
  told: string,
  isGlued: boolean,
): { title: string | null; lines: readonly string[] } {
  const first = lines[0] ?? ''
  const sure = told || (isTitle(first, lines) ? first : '')
  // A date is glued to a headline, which may be a whole sentence: then only the text below can show it.
  const title = sure || (isGlued ? first : '')
  if (!title) return { title: null, lines }
  const rest = told ? lines : lines.slice(1)
  const repeated = rest.findIndex(
    (line, index) => index < NEAR_TITLE && sameWords(line.slice(afterDateline(line)), title),
  )
  const line = rest[repeated]
  if (line === undefined) return sure ? { title: sure, lines: rest } : { title: null, lines }
  const others = [...rest.slice(0, repeated), ...rest.slice(repeated + 1)]
  // Words that the text says again as a sentence are its first sentence, not its title.
  const isLede = afterDateline(line) > 0 || /[.!?]["”’']?$/.test(line)
  return isLede && others.some((other) => other !== '') ? { title: null, lines: rest } : { title, lines: others }
}

const skeleton = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
const sameWords = (a: string, b: string): boolean => Math.abs(a.length - b.length) < 20 && skeleton(a) === skeleton(b)

/** A first line that is no sentence and stands above one. */
function isTitle(line: string, lines: readonly string[]): boolean {
  const next = lines.slice(1).find((other) => other !== '')
  if (!next || line.length > LONGEST_TITLE || line.split(' ').length < 3 || afterDateline(line) > 0) return false
  const isOpen = !/[.!:;,]["”’')]?$/.test(line) || /\b(?:[A-Z]\.){2,}$/.test(line)
  const isQuestion = /\?["”’')]?$/.test(line)
  const standsApart = lines[1] === ''
  if (!isOpen || (isQuestion && !standsApart)) return false
  return /^["“‘'(]?[\p{Lu}\p{N}]/u.test(line) && (standsApart || next.length > line.length)
}

const LONG_ENOUGH = 20
const SHARE_WORDS = /^(?:(?:print|tweet|share|email|facebook|twitter|views? [0-9]{1,7}) ){1,8}(?=\S)/i
const LONE_WIRE = /^(AFP|AP|REUTERS|Reuters|UPI|dpa|DPA|Xinhua) (?=[\p{Lu}][\p{L}’']+ )/u

/** Takes what is glued before the first words (date, title again, share bar) off, and reads the dateline. */
function settleStart(
  lines: readonly string[],
  title: string | null,
): { lines: readonly string[]; facts: Partial<Facts> } {
  const [first = '', ...rest] = lines
  const dated = leadingDate(first, title !== null)
  let start = dated?.rest ?? first
  const unrepeated = withoutTitle(start, title)
  start = unrepeated ?? start
  const shared = unrepeated || dated ? start.replace(SHARE_WORDS, '') : start
  const wire = unrepeated || dated ? LONE_WIRE.exec(shared) : null
  start = wire ? shared.slice(wire[0].length).replace(SHARE_WORDS, '') : shared
  const dateline = datelineOf(start)
  const outlet = dateline?.outlet ?? wire?.[1] ?? null
  return { lines: [start, ...rest], facts: { published: dated?.published ?? dateline?.published ?? null, outlet } }
}

/** How far into the first paragraph a page's furniture may put the title once more. */
const FURNITURE_AHEAD = 600

/** The words after the title where a paragraph says it again before it begins; null for any other. */
function withoutTitle(paragraph: string, title: string | null): string | null {
  if (!title || title.length < LONG_ENOUGH) return null
  const again = paragraph.slice(0, FURNITURE_AHEAD).lastIndexOf(title)
  return beginningAt(paragraph, again > 0 ? again + title.length : endOfWords(paragraph, title))
}

/** Where the words of the title end that the paragraph begins with; -1 where it begins otherwise. */
function endOfWords(paragraph: string, title: string): number {
  const wanted = skeleton(title)
  let met = ''
  for (let at = 0; at < Math.min(paragraph.length, title.length + 40); at++) {
    met += skeleton(paragraph[at] ?? '')
    if (met === wanted) return at + 1
  }
  return -1
}

/** A lower-case word goes on with the sentence: then the lede only begins as the title does. */
function beginningAt(paragraph: string, end: number): string | null {
  const gap =
    end < 0
      ? undefined
      : /^(?:[.:!|–—-]{0,2} |[.:!|]? ?[–—-] ?)(?=["“‘']?[\p{Lu}\p{N}])/u.exec(paragraph.slice(end, end + 10))?.[0]
  return gap !== undefined && paragraph.length > end + gap.length + LONG_ENOUGH
    ? paragraph.slice(end + gap.length)
    : null
}
