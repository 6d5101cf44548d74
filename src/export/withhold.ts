import type { Claim, Quote, Report, Span } from '../claim/index.js'
import { foldWord, type PrivatePerson, privatePeople, publicNames } from './private-names.js'

/** One stretch that names a private individual. */
interface Naming extends Span {
  readonly person: PrivatePerson
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const capital = (word: string) => /^\p{Lu}|^\p{Lo}/u.test(word)

/** Where public people's full names stand. */
function publicSpans(text: string, names: readonly string[]): Span[] {
  return names.flatMap((name) => {
    const spans: Span[] = []
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      spans.push({ start: at, end: at + name.length })
    return spans
  })
}

/** A short name without its capital is mostly a common word ("rose", "noor"); a long one is still the name. */
const PLAIN = 5

/** Finds every word of a private name; words that follow one another are one naming. */
function namings(text: string, people: readonly PrivatePerson[], names: readonly string[], anyCase = false): Naming[] {
  if (people.length === 0) return []
  const others = publicSpans(text, names)
  const found: Naming[] = []
  for (const match of text.matchAll(WORD)) {
    const folded = foldWord(match[0])
    if (!anyCase && !capital(match[0]) && folded.length < PLAIN) continue
    const person = people.find((p) => p.words.has(folded))
    const span = { start: match.index, end: match.index + match[0].length }
    if (!person || others.some((o) => o.start <= span.start && span.end <= o.end)) continue
    const last = found.at(-1)
    if (
      last &&
      last.person === person &&
      /^[\s.'’\-_]*(?:(?:al|el|ul|bin|ibn|abu|ben|de|van|von)[\s-]+)?$/i.test(text.slice(last.end, span.start))
    ) {
      found[found.length - 1] = { ...last, end: span.end }
    } else found.push({ ...span, person })
  }
  return found
}

/** How a text is changed, and where its offsets go. */
interface Change {
  readonly text: string
  move(span: Span): Span
}

function masked(text: string, found: readonly Naming[]): Change {
  let out = text
  for (const { start, end } of found)
    out = out.slice(0, start) + out.slice(start, end).replace(/[^\s]/g, '█') + out.slice(end)
  return { text: out, move: (span) => span }
}

function replaced(text: string, found: readonly Naming[]): Change {
  let out = ''
  let at = 0
  const shifts: { from: number; to: number; start: number; end: number }[] = []
  for (const { start, end, person } of found) {
    out += text.slice(at, start)
    const from = out.length
    out += `[${person.role}]`
    shifts.push({ start, end, from, to: out.length })
    at = end
  }
  out += text.slice(at)
  const moved = (offset: number, edge: 'start' | 'end'): number => {
    let delta = 0
    for (const shift of shifts) {
      if (offset <= shift.start) break
      if (offset < shift.end) return edge === 'start' ? shift.from : shift.to
      delta = shift.to - shift.end
    }
    return offset + delta
  }
  return { text: out, move: ({ start, end }) => ({ start: moved(start, 'start'), end: moved(end, 'end') }) }
}

const isQuote = (value: object): value is Quote =>
  'start' in value && 'end' in value && 'text' in value && typeof value.text === 'string'
const isSpan = (value: object): value is Span =>
  'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number'
/** Names of things of ours: never words of a report. */
const OURS = new Set([
  'report',
  'claim',
  'foundBy',
  'type',
  'kind',
  'stance',
  'harm',
  'reality',
  'precision',
  'side',
  'textHash',
  'bytesHash',
  'from',
  'to',
])

type Change1 = (words: string) => string

/** Walks a value: quotes are read anew from the changed text, all other words are changed by themselves. */
function walk(
  value: unknown,
  change: Change,
  words: Change1,
  ids: ReadonlyMap<string, { id: string; name: string }>,
): unknown {
  if (typeof value === 'string') return words(value)
  if (Array.isArray(value)) return value.map((item) => walk(item, change, words, ids))
  if (value === null || typeof value !== 'object') return value
  if (isQuote(value)) {
    const span = change.move(value)
    return { ...value, ...span, text: change.text.slice(span.start, span.end) }
  }
  const entity = 'id' in value && typeof value.id === 'string' ? ids.get(value.id) : undefined
  if (entity) return { ...value, ...entity }
  const moved = isSpan(value) ? change.move(value) : {}
  return {
    ...Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        typeof item === 'string' && (OURS.has(key) || key === 'id') ? item : walk(item, change, words, ids),
      ]),
    ),
    ...moved,
  }
}

interface Plan {
  readonly change: Change
  readonly words: Change1
  readonly anyWords: Change1
  readonly ids: ReadonlyMap<string, { id: string; name: string }>
}

function plan(
  text: string,
  claims: readonly Claim[],
  how: (text: string, found: readonly Naming[]) => Change,
): Plan | null {
  const people = privatePeople(claims)
  if (people.length === 0) return null
  const names = publicNames(claims)
  const ids = new Map(
    people.flatMap((p, i) =>
      [...p.entityIds].map((id) => [id, { id: `person:withheld-${i + 1}`, name: p.role }] as const),
    ),
  )
  return {
    change: how(text, namings(text, people, names)),
    words: (words) => how(words, namings(words, people, names)).text,
    anyWords: (words) => replaced(words, namings(words, people, [], true)).text,
    ids,
  }
}

const walkClaims = (claims: readonly Claim[], { change, words, ids }: Plan): Claim[] =>
  claims.map((claim) => walk(claim, change, words, ids) as Claim)

/**
 * The text and claims of one report with the names of private individuals masked letter by letter: every span still
 * holds. Whom a reviewer cleared is no longer `private` and stays.
 *
 * @example maskPrivate('Karim Noori fled.', claims).text // '█████ █████ fled.'
 */
export function maskPrivate(
  text: string,
  claims: readonly Claim[],
): { readonly text: string; readonly claims: readonly Claim[] } {
  const made = plan(text, claims, masked)
  return made ? { text: made.change.text, claims: walkClaims(claims, made) } : { text, claims }
}

type WithText = Pick<Report, 'text' | 'title'>

/**
 * A report and its claims with the names of private individuals replaced by their role, in quotes too; spans point
 * into the changed text. For files that leave the ledger.
 *
 * @example withholdPrivate(report, claims).report.text // '[teacher] fled.'
 */
export function withholdPrivate<R extends WithText>(
  report: R,
  claims: readonly Claim[],
): { readonly report: R; readonly claims: readonly Claim[] } {
  const made = plan(report.text, claims, replaced)
  if (!made) return { report, claims }
  const { text: _, ...rest } = report
  const head = walk(rest, made.change, made.anyWords, made.ids) as Omit<R, 'text'>
  return { report: { ...head, text: made.change.text } as R, claims: walkClaims(claims, made) }
}
