import { dayIn } from './day.js'
import type { Facts, Read, Stripped } from './facts.js'

const SAMPLE = /^sample report\b.{0,40}\binvented for hearsay\b/i
/** Lines that a header block may have. */
const HEADER_LINES = 15

const HEADER_KEYS: Readonly<Record<string, keyof Facts | 'nothing'>> = {
  outlet: 'outlet',
  publisher: 'outlet',
  publication: 'outlet',
  newspaper: 'outlet',
  source: 'outlet',
  website: 'outlet',
  site: 'outlet',
  published: 'published',
  date: 'published',
  'publication date': 'published',
  'date published': 'published',
  'published on': 'published',
  'date of publication': 'published',
  posted: 'published',
  title: 'title',
  headline: 'title',
  url: 'url',
  link: 'url',
  permalink: 'url',
  retrieved: 'retrieved',
  archived: 'retrieved',
  accessed: 'retrieved',
  author: 'nothing',
  by: 'nothing',
  byline: 'nothing',
  reporter: 'nothing',
  language: 'nothing',
  lang: 'nothing',
  section: 'nothing',
  category: 'nothing',
  tags: 'nothing',
  keywords: 'nothing',
  id: 'nothing',
  updated: 'nothing',
  'last updated': 'nothing',
  modified: 'nothing',
}

/** The block of "Outlet: X", "Published: Y" lines at the very top goes out of the text and into the facts. */
export function readHeader(lines: readonly string[]): Read {
  const facts: Record<string, string | null> = {}
  let at = 0
  for (; at < Math.min(lines.length, HEADER_LINES); at++) {
    const line = lines[at] ?? ''
    if (SAMPLE.test(line)) continue
    if (line === '' && at > 0 && !isHeaderLine(lines[at + 1] ?? '')) break
    const [key, value] = headerOf(line) ?? []
    if (line !== '' && !key) break
    if (key && key !== 'nothing' && value) facts[key] ??= key === 'published' ? dayIn(value) : value
  }
  const below = lines.slice(at).filter((line, index) => index > 5 || !SAMPLE.test(line))
  return { lines: below.slice(below.findIndex((line) => line !== '')), facts }
}

const isHeaderLine = (line: string): boolean => headerOf(line) !== null || SAMPLE.test(line)

function headerOf(line: string): [key: keyof Facts | 'nothing', value: string] | null {
  const colon = line.indexOf(':')
  if (colon < 2 || colon > 24 || line.length > 300) return null
  const name = line.slice(0, colon).trim().toLowerCase()
  const key = Object.hasOwn(HEADER_KEYS, name) ? HEADER_KEYS[name] : undefined
  return key ? [key, line.slice(colon + 1).trim()] : null
}

/** A crawler's "date 2020-01-03" glued before the first words. */
export function gluedDate(line: string): Stripped | null {
  const [head, day] =
    /^date:? ([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]{4,15}(?:Z|[+-][0-9:]{2,6})?)? (?=\S)/i.exec(
      line.slice(0, 80),
    ) ?? []
  const published = day ? dayIn(day) : null
  return head && published ? { rest: line.slice(head.length), published } : null
}
