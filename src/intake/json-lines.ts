import { givenDay } from './day.js'
import { decode } from './decode.js'
import type { Facts } from './facts.js'
import { type Fault, fault, isFault, type Problem } from './problem.js'
import { type Given, type Incoming, type IncomingReport, MOST_BYTES, megabytes, readReport } from './report.js'

/** JSON Lines, line by line; a bad line is named and the rest goes on. */
export function readLines(name: string, bytes: Uint8Array, given: Given = {}): Incoming {
  const reports: IncomingReport[] = []
  const problems: Problem[] = []
  let line = 0
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline < 0 ? bytes.length : newline
    line++
    const one = readLine(name, line, bytes.subarray(start, end), given)
    reports.push(...one.reports)
    problems.push(...one.problems)
    start = end + 1
  }
  if (reports.length + problems.length === 0)
    problems.push({ origin: name, ...fault('empty', 'holds nothing but white space') })
  return { reports, problems }
}

/** A line of JSON as it may stand in a file. */
interface Line extends Facts {
  readonly id: string | null
  readonly text: string | null
  readonly html: string | null
}

/**
 * Reads one line of JSON Lines; an empty one within a file gives nothing, one asked for by its number is refused. The report's bytes and id are the line's.
 *
 * @param line its number, 1-based; undefined when `name` has it already.
 */
export function readLine(name: string, line: number | undefined, bytes: Uint8Array, given: Given = {}): Incoming {
  const at = line === undefined ? { origin: name } : { origin: name, line }
  const refuse = (reason: Fault): Incoming => ({ reports: [], problems: [{ ...at, ...reason }] })
  const own = bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes
  if (own.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d))
    return line === undefined ? refuse(fault('empty', 'holds nothing but white space')) : { reports: [], problems: [] }
  if (own.length > MOST_BYTES)
    return refuse(
      fault('line-too-long', `has ${megabytes(own.length)} MB in one line; ${megabytes(MOST_BYTES)} MB is the most`),
    )
  const read = readJsonLine(own)
  if (isFault(read)) return refuse(read)
  const source = read.html ?? read.text
  if (source === null) return refuse(fault('no-text', 'has neither "text" nor "html"; give the report in one of them'))
  const origin = line === undefined ? name : `${name}:${line}`
  const report = readReport({
    origin,
    bytes: own,
    source,
    format: read.html === null ? 'text' : 'html',
    known: read,
    given: overlaid(read, given),
  })
  return isFault(report) ? refuse(report) : { reports: [{ report, bytes: own, givenId: read.id }], problems: [] }
}

/** What a line says of its report was given with it, as much as what the user says; the line knows better. */
const overlaid = (line: Line, given: Given): Given => ({
  outlet: line.outlet ?? given.outlet,
  published: line.published ?? given.published,
  url: line.url ?? given.url,
})

function readJsonLine(bytes: Uint8Array): Line | Fault {
  const text = decode(bytes, 'other')
  if (isFault(text)) return text
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return fault(
      'bad-json',
      `is not JSON (${error instanceof Error ? error.message.slice(0, 100) : error}); each line must be one whole object`,
    )
  }
  return lineOf(value)
}

function lineOf(value: unknown): Line | Fault {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fault('bad-json', 'is JSON but no object; write {"text": "…"}')
  const fields = value as Record<string, unknown>
  const strange = ['text', 'html', 'title', 'outlet', 'published', 'url'].find((key) => !isWordOrNothing(fields[key]))
  if (strange) return fault('bad-json', `has "${strange}" that is no string`)
  const word = (key: string): string | null => {
    const found = fields[key]
    return typeof found === 'string' && found.trim() !== ''
      ? found.trim()
      : typeof found === 'number'
        ? String(found)
        : null
  }
  const published = word('published')
  const day = published && givenDay(published)
  if (published && !day)
    return fault(
      'bad-day',
      `has "published": "${published.slice(0, 40)}", which is no full date; write it as 2023-04-12`,
    )
  const text = fields['text']
  return {
    id: word('id'),
    text: typeof text === 'string' && text !== '' ? text : null,
    html: word('html'),
    title: word('title'),
    outlet: word('outlet'),
    published: day,
    url: word('url'),
    retrieved: word('retrieved') ?? word('archived'),
  }
}

const isWordOrNothing = (value: unknown): boolean => value === undefined || value === null || typeof value === 'string'

/** A .json file: JSON Lines under another name, or something to be turned into them. */
export function readJson(name: string, bytes: Uint8Array, text: string, given: Given): Incoming {
  const firstLine = text.trimStart().split('\n', 1)[0] ?? ''
  if (firstLine.trimEnd().endsWith('}')) return readLines(name, bytes, given)
  const how = text.trimStart().startsWith('[')
    ? "`jq -c '.[]' FILE.json > FILE.jsonl` makes it"
    : '`jq -c . FILE.json > FILE.jsonl` makes it'
  return {
    reports: [],
    problems: [
      {
        origin: name,
        ...fault('unsupported-format', `is JSON over several lines; Hearsay reads one object a line, and ${how}`),
      },
    ],
  }
}
