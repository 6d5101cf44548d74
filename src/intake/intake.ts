import { givenDay } from './day.js'
import { decode } from './decode.js'
import { extensionOf, formatOf, sniff } from './formats.js'
import { readJson, readLine, readLines } from './json-lines.js'
import { type Fault, fault, isFault } from './problem.js'
import { type Given, type Incoming, MOST_BYTES, readReport, tooLarge } from './report.js'

export { readLine, readLines } from './json-lines.js'
export type { Problem, ProblemCode } from './problem.js'
export { type Given, type Incoming, type IncomingReport, MOST_BYTES } from './report.js'

/**
 * Reads one input: bytes of a file to reports. Never throws for what is in the bytes.
 *
 * A name that ends in a line number ("feed.jsonl:3") means that line alone.
 *
 * @example readInput('notes.txt', new TextEncoder().encode('Two men fled.'), {}).reports[0]?.report.text
 */
export function readInput(name: string, bytes: Uint8Array, given: Given = {}): Incoming {
  const refuse = (reason: Fault): Incoming => ({ reports: [], problems: [{ origin: name, ...reason }] })
  const wrong = checkGiven(given)
  if (wrong) return refuse(wrong)
  if (bytes.length === 0) return refuse(fault('empty', 'is empty'))
  const named = formatOf(name, bytes)
  if (named && typeof named === 'object') return refuse(named)
  if (isLineOf(name, bytes)) return readLine(name, undefined, bytes, given)
  if (named === 'json-lines') return readLines(name, bytes, given)
  if (bytes.length > MOST_BYTES) return refuse(tooLarge(bytes.length))
  const text = decode(bytes, named === 'html' ? 'html' : 'other')
  const decoded = isFault(text) && text.code === 'invalid-utf8' && named === null ? decode(bytes, 'html') : text
  if (isFault(decoded)) return refuse(decoded)
  const format = named ?? sniff(decoded)
  if (format === 'json' || format === 'json-lines') return readJson(name, bytes, decoded, given)
  const report = readReport({ origin: name, bytes, source: decoded, format, known: {}, given })
  return isFault(report) ? refuse(report) : { reports: [{ report, bytes, givenId: null }], problems: [] }
}

/** "feed.jsonl:3", or a line of standard input: "-:3". */
const isLineOf = (name: string, bytes: Uint8Array): boolean =>
  /:[0-9]{1,12}$/.test(name) && (['jsonl', 'ndjson'].includes(extensionOf(name)) || bytes[0] === 0x7b)

function checkGiven({ published }: Given): Fault | null {
  if (!published || givenDay(published)) return null
  return fault('bad-day', `cannot be dated "${published}": that is no full date; write it as 2023-04-12`)
}
