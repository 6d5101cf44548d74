import { createHash } from 'node:crypto'
import type { Known, Report } from '../claim/index.js'
import { givenDay } from './day.js'
import { notEnglish } from './english.js'
import { type Facts, firstOf } from './facts.js'
import { readHtml } from './html.js'
import { readMarkdown } from './markdown.js'
import { type Fault, fault, isFault, type Problem } from './problem.js'
import { tidy } from './tidy.js'

/** A report as read, with the bytes it was read from. */
export interface IncomingReport {
  readonly report: Report
  readonly bytes: Uint8Array
  /** The `id` that a JSON line gave it. */
  readonly givenId: string | null
}

/** What the user says of reports, where the text does not tell; it holds over what the text tells. */
export interface Given {
  readonly outlet?: string | undefined
  readonly published?: string | undefined
  readonly url?: string | undefined
}

/** What came of one input: every report that could be read, and a reason for each that could not. */
export interface Incoming {
  readonly reports: readonly IncomingReport[]
  readonly problems: readonly Problem[]
}

/** Most bytes of one report, and of one line of JSON: no report is as long, whatever is in it. */
export const MOST_BYTES = 10 * 1024 * 1024

export const tooLarge = (size: number): Fault =>
  fault(
    'too-large',
    `has ${megabytes(size)} MB; a report has ${megabytes(MOST_BYTES)} MB at most. Many reports? Give JSON Lines, one report a line`,
  )

export const megabytes = (size: number): string => (size / 1024 / 1024).toFixed(0)

/** One document, and what is known of it beside its text. */
export interface Received {
  readonly origin: string
  readonly bytes: Uint8Array
  readonly source: string
  readonly format: 'text' | 'markdown' | 'html'
  /** What the JSON line says of the report. */
  readonly known: Partial<Pick<Facts, 'title' | 'retrieved'>>
  readonly given: Given
}

/** One document to one report, or why not. */
export function readReport({ origin, bytes, source, format, known, given }: Received): Report | Fault {
  const page =
    format === 'html' ? readHtml(source) : format === 'markdown' ? readMarkdown(source) : { text: source, facts: {} }
  if (isFault(page)) return page
  const { text, title, facts } = tidy(page.text, firstOf({ title: known.title ?? null }, page.facts))
  if (!/\p{L}{2}/u.test(text)) return fault('no-text', 'holds no words of a report')
  const foreign = notEnglish(text)
  if (foreign) return foreign
  const bytesHash = sha256(bytes)
  return {
    id: `r${bytesHash.slice(0, 16)}`,
    text,
    textHash: sha256(text),
    bytesHash,
    origin,
    title,
    outlet: knownOr(given.outlet, facts.outlet),
    published: knownOr(given.published && (givenDay(given.published) ?? ''), facts.published),
    url: knownOr(given.url, facts.url),
    retrieved: known.retrieved ?? facts.retrieved,
  }
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

function knownOr(given: string | undefined, stated: string | null): Known<string> | null {
  if (given?.trim()) return { value: given.trim(), basis: 'given' }
  return stated ? { value: stated, basis: 'stated' } : null
}
