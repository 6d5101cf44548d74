import { createHash } from 'node:crypto'
import type { Claim, Incident } from '../claim/index.js'
import type { StoredReport } from './store.js'

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** What is wrong with one report and its claims, in words; empty = sound. */
export function faultsOf(report: StoredReport, claims: readonly Claim[]): string[] {
  const { id, text, title } = report
  const faults: string[] = []
  if (sha256(text) !== report.textHash)
    faults.push(`report ${id}: its text is not the text that was added (hash differs)`)
  if (sha256(report.bytes) !== report.bytesHash)
    faults.push(`report ${id}: its bytes are not those received (hash differs)`)
  if (id !== `r${report.bytesHash.slice(0, 16)}`) faults.push(`report ${id}: its id does not belong to its bytes`)
  if (title && !(0 <= title.start && title.start < title.end && title.end <= text.length)) {
    faults.push(`report ${id}: its title lies outside its text`)
  }
  for (const claim of claims) {
    if (claim.report !== id)
      faults.push(`claim ${claim.id}: stands under report ${id} but names report ${claim.report}`)
    for (const quote of quotesIn(claim)) {
      if (text.slice(quote.start, quote.end) !== quote.text || quote.text === '') {
        faults.push(
          `claim ${claim.id}: its quote "${quote.text}" is not what report ${id} says at ${quote.start}-${quote.end}`,
        )
      }
    }
  }
  return faults
}

/** Claims that an incident rests on and the ledger does not have. */
export function missingFrom(incident: Incident, present: ReadonlySet<string>): string[] {
  return incident.claims
    .filter((id) => !present.has(id))
    .map((id) => `incident ${incident.id}: rests on claim ${id}, which the ledger does not have`)
}

interface QuoteLike {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Every quote anywhere in a claim, whatever the field is called. */
export function quotesIn(value: unknown): QuoteLike[] {
  if (Array.isArray(value)) return value.flatMap(quotesIn)
  if (typeof value !== 'object' || value === null) return []
  return isQuote(value) ? [value] : Object.values(value).flatMap(quotesIn)
}

const isQuote = (value: object): value is QuoteLike =>
  'text' in value && 'start' in value && 'end' in value && typeof value.text === 'string'
