import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Document, isMap, LineCounter, parseDocument } from 'yaml'
import { type ClaimType, familyOf, HARMS, type Harm, REALITIES, type Reality } from '../claim/vocabulary.js'
import { DataError, type Problem } from './problem.js'

/** Pages of events and states, and the word lists that they speak of: data/en/rules/{events,states}, data/en/words. */

export const ROLES = ['actor', 'target', 'place', 'from', 'to', 'instrument', 'value', 'toll'] as const
export type Role = (typeof ROLES)[number]

/** What the trigger of a pattern is: "they shelled", "the shelling", "was active". */
export type TriggerKind = 'verb' | 'noun' | 'adjective'

/** One way in which English tells one type of event or state. */
export interface EventPattern {
  /** Id of its page, and its place there: "events/killing#1". */
  readonly id: string
  readonly type: ClaimType
  readonly kind: TriggerKind
  /** Each trigger as words: ["gun", "down"]. */
  readonly words: readonly (readonly string[])[]
  /** Syntactic functions that fill each role, tried in order; the first that is there fills it. */
  readonly roles: Readonly<Partial<Record<Role, readonly string[]>>>
  /** Functions of which one must be there, and what it must be: a LIST, a word, or ANY. */
  readonly needs: Readonly<Record<string, readonly string[]>>
  /** Functions that must all be there besides. */
  readonly also: Readonly<Record<string, readonly string[]>>
  /** Functions that must not be so. */
  readonly unless: Readonly<Record<string, readonly string[]>>
  /** What happens to those in the role `toll` (to the target, where that is not given). */
  readonly harm: Harm | null
  /** "negative": only where it is negated, and the negation is part of the meaning ("no casualties were reported"). */
  readonly polarity: 'any' | 'negative' | 'positive'
  readonly reality: Reality | null
  /** A word that alone means too little to be a claim: it takes part in others ("the attack" in "killed in the attack"). */
  readonly weak: boolean
  /** An adjective that tells it before its noun as well: "a slain commander". */
  readonly attributive: boolean
  readonly confidence: number
}

export interface EventExample {
  /** With the clause in square brackets. */
  readonly text: string
  readonly expect: Readonly<Record<string, string | number | boolean | null>>
}

export interface EventPage {
  readonly id: string
  readonly file: string
  readonly why: string
  readonly patterns: readonly EventPattern[]
  readonly examples: readonly EventExample[]
  readonly counterexamples: readonly { readonly text: string; readonly because: string; readonly type?: string }[]
}

export type Bounds = readonly [low: number | null, high: number | null]
export type BoundRule = readonly [low: string | null, high: string | null]

/** The table of numbers and vague amounts, data/en/words/quantities.yml. */
export interface QuantityTable {
  readonly vague: ReadonlyMap<string, Bounds>
  readonly phrases: ReadonlyMap<string, Bounds>
  readonly bare: { readonly plural: Bounds; readonly singular: Bounds }
  /** "at least" → ["n", null]: bounds as formulas of the figure that they go with. */
  readonly bounds: ReadonlyMap<string, BoundRule>
  readonly after: ReadonlyMap<string, BoundRule>
  readonly numbers: ReadonlyMap<string, number>
  readonly scales: ReadonlyMap<string, number>
}

/** All that the reading of events and states needs to know of English. */
export interface EventRules {
  readonly pages: readonly EventPage[]
  /** WEAPON → its words, those of the lists that it names included. */
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>
  readonly quantities: QuantityTable
}

export interface DataFile {
  readonly path: string
  readonly text: string
}

/** Names that pages may use like lists; what they mean is decided by the sentence, not by a list. */
export const BUILT_IN_LISTS = [
  'ANY',
  'PARTY',
  'PERSON',
  'PEOPLE',
  'PLACE',
  'NAME',
  'NUMBER',
  'EVENT',
  'VIOLENCE',
] as const

const FUNCTIONS = new Set([
  'subject',
  'object',
  'indirect-object',
  'passive-subject',
  'by-phrase',
  'possessive',
  'compound',
  'complement',
  'infinitive',
  'result',
  'doer',
  'undergoer',
  'apposition',
  'head',
  'adverb',
  'none',
  'itself',
  'modifier',
  'apposed',
  'adjective',
  'existential',
  'container',
])
const isFunction = (name: string): boolean => FUNCTIONS.has(name) || /^[a-z]+(?:-[a-z]+)?-phrase$/.test(name)

/**
 * Reads pages and word lists. Never throws: what is wrong comes back beside what could be read. Files under
 * `…/words/` hold lists or the table of quantities, all others one page each.
 */
export function readEventRules(files: readonly DataFile[]): { rules: EventRules; problems: readonly Problem[] } {
  const problems: Problem[] = []
  const raw = new Map<string, readonly string[]>()
  const pages: EventPage[] = []
  let quantities = NO_QUANTITIES
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const source = open(file, problems)
    if (!source) continue
    if ('vague' in source.value) quantities = quantityTable(source.value)
    else if ('lists' in source.value) addLists(raw, source)
    else addPage(pages, source)
  }
  const lists = resolveLists(raw)
  for (const page of pages) checkLists(page, lists, problems)
  return { rules: { pages, lists, quantities }, problems }
}

/**
 * For shells: reads the pages of one language from its folder.
 *
 * @throws DataError with every problem found.
 * @example loadEventRules('data/en')
 */
export function loadEventRules(folder: string): EventRules {
  const { rules, problems } = readEventRules(eventRuleFiles(folder))
  if (problems.length > 0) throw new DataError(problems)
  return rules
}

/** The files that belong to events and states below the folder of a language. */
export function eventRuleFiles(folder: string): readonly DataFile[] {
  const under = (sub: string, recursive: boolean): readonly DataFile[] =>
    readdirSync(join(folder, sub), { recursive, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yml'))
      .sort()
      .map((name) => ({
        path: join(relative('.', folder) || folder, sub, name),
        text: readFileSync(join(folder, sub, name), 'utf8'),
      }))
  return [...under('rules/events', true), ...under('rules/states', true), ...under('words', false)]
}

interface Source {
  readonly file: string
  readonly value: Record<string, unknown>
  readonly report: (code: string, path: readonly (string | number)[], message: string) => void
}

function open(file: DataFile, problems: Problem[]): Source | null {
  const lines = new LineCounter()
  const doc = parseDocument(file.text, { lineCounter: lines })
  const add = (code: string, line: number, message: string) => problems.push({ code, file: file.path, line, message })
  for (const e of doc.errors) add('syntax', e.linePos?.[0].line ?? 1, e.message.split('\n')[0] ?? '')
  if (doc.errors.length > 0) return null
  const value: unknown = doc.toJS()
  if (!isRecord(value)) {
    add('not-a-page', 1, 'a file holds one page (id: …), word lists (lists: …) or the table of quantities')
    return null
  }
  return { file: file.path, value, report: (code, path, message) => void add(code, lineAt(doc, lines, path), message) }
}

/** The line of the deepest part of the path that is there. */
function lineAt(doc: Document.Parsed, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = length === 1 ? doc.contents : doc.getIn(path.slice(0, length - 1), true)
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(path[length - 1])) : undefined
    const node = (pair?.key ?? doc.getIn(path.slice(0, length), true)) as
      | { range?: [number, number, number] }
      | undefined
    if (node?.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A YAML list, or words parted by commas. */
const strings = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.map(String)
  if (typeof value === 'string')
    return value
      .split(',')
      .map((w) => w.trim())
      .filter((w) => w !== '')
  return value === undefined || value === null ? [] : [String(value)]
}

// ---- word lists ----

function addLists(raw: Map<string, readonly string[]>, { value, report }: Source): void {
  const lists = isRecord(value['lists']) ? value['lists'] : {}
  for (const [name, words] of Object.entries(lists)) {
    if (!/^[A-Z][A-Z-]*$/.test(name))
      report('list-name', ['lists', name], `the name of a list is written in capitals: ${name}`)
    if (raw.has(name)) report('duplicate-id', ['lists', name], `there are two lists ${name}`)
    raw.set(name, strings(words))
  }
}

/** An entry in capitals stands for all words of that list. */
function resolveLists(raw: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, ReadonlySet<string>> {
  const words = (name: string, seen: readonly string[]): readonly string[] =>
    (raw.get(name) ?? []).flatMap((w) => (raw.has(w) && !seen.includes(w) ? words(w, [...seen, w]) : [w]))
  return new Map([...raw.keys()].map((name) => [name, new Set(words(name, [name]))]))
}

// ---- quantities ----

const NO_QUANTITIES: QuantityTable = {
  vague: new Map(),
  phrases: new Map(),
  bare: { plural: [2, null], singular: [1, 1] },
  bounds: new Map(),
  after: new Map(),
  numbers: new Map(),
  scales: new Map(),
}

function quantityTable(value: Record<string, unknown>): QuantityTable {
  const map = <T>(key: string, read: (v: unknown) => T): ReadonlyMap<string, T> =>
    new Map(Object.entries(isRecord(value[key]) ? value[key] : {}).map(([k, v]) => [k, read(v)]))
  const bound = (v: unknown): Bounds => (Array.isArray(v) ? [numberOrNull(v[0]), numberOrNull(v[1])] : [null, null])
  const formula = (v: unknown): BoundRule => (Array.isArray(v) ? [textOrNull(v[0]), textOrNull(v[1])] : [null, null])
  const bare = map('bare', bound)
  return {
    vague: map('vague', bound),
    phrases: map('phrases', bound),
    bare: { plural: bare.get('plural') ?? [2, null], singular: bare.get('singular') ?? [1, 1] },
    bounds: map('bounds', formula),
    after: map('after', formula),
    numbers: map('numbers', Number),
    scales: map('scales', Number),
  }
}

const numberOrNull = (v: unknown): number | null => (typeof v === 'number' ? v : null)
const textOrNull = (v: unknown): string | null => (v === null || v === undefined ? null : String(v))

// ---- pages ----

function addPage(pages: EventPage[], source: Source): void {
  const { value, report, file } = source
  const id = String(value['id'] ?? '')
  if (!id) {
    report('missing-id', [], 'a page needs an "id"')
    return
  }
  if (pages.some((p) => p.id === id)) report('duplicate-id', ['id'], `there are two pages "${id}"`)
  if (typeof value['why'] !== 'string') report('missing-why', ['id'], `page ${id} needs a "why"`)
  const patterns = (Array.isArray(value['patterns']) ? value['patterns'] : []).flatMap((p: unknown, i) =>
    isRecord(p)
      ? patternsOf(p, `${id}#${i + 1}`, (code, path, message) => report(code, ['patterns', i, ...path], message))
      : [],
  )
  if (patterns.length === 0) report('missing-patterns', ['id'], `page ${id} needs "patterns"`)
  const examples = (Array.isArray(value['examples']) ? value['examples'] : []) as readonly EventExample[]
  const counterexamples = (
    Array.isArray(value['counterexamples']) ? value['counterexamples'] : []
  ) as EventPage['counterexamples']
  if (examples.length === 0) report('missing-example', ['id'], `page ${id} needs at least one example`)
  for (const [i, e] of examples.entries()) {
    if (!isRecord(e) || !isRecord(e.expect))
      report('missing-example', ['examples', i], 'an example needs "text" and "expect"')
    else if (!/\[[^\]]+\]/.test(e.text))
      report('unmarked-example', ['examples', i], `mark the clause with [ ] in: ${e.text}`)
  }
  for (const [i, c] of counterexamples.entries()) {
    if (!isRecord(c) || !c.because)
      report('missing-because', ['counterexamples', i], 'a counterexample needs its reason under "because"')
  }
  pages.push({ id, file, why: String(value['why'] ?? ''), patterns, examples, counterexamples })
}

const KINDS: Readonly<Record<string, TriggerKind>> = { verbs: 'verb', nouns: 'noun', adjectives: 'adjective' }
const KEYS = new Set([
  ...ROLES,
  ...Object.keys(KINDS),
  'type',
  'needs',
  'also',
  'unless',
  'harm',
  'polarity',
  'reality',
  'weak',
  'attributive',
  'confidence',
])

function patternsOf(value: Record<string, unknown>, id: string, report: Source['report']): readonly EventPattern[] {
  for (const key of Object.keys(value))
    if (!KEYS.has(key)) report('unknown-key', [key], `"${key}" is nothing that a pattern may say`)
  const type = String(value['type'] ?? '')
  if (!isClaimType(type)) report('unknown-type', ['type'], `"${type}" is no type of event or state`)
  const harm = value['harm'] === undefined ? null : String(value['harm'])
  if (harm !== null && !(HARMS as readonly string[]).includes(harm))
    report('unknown-harm', ['harm'], `"${harm}" is no harm`)
  const reality = value['reality'] === undefined ? null : String(value['reality'])
  if (reality !== null && !(REALITIES as readonly string[]).includes(reality))
    report('unknown-reality', ['reality'], `"${reality}" is no reality`)
  const roles: Partial<Record<Role, readonly string[]>> = {}
  for (const role of ROLES) {
    if (value[role] === undefined) continue
    roles[role] = strings(value[role])
    for (const name of roles[role])
      if (!isFunction(name)) report('unknown-function', [role], `"${name}" is no syntactic function`)
  }
  const condition = (key: 'needs' | 'also' | 'unless'): Readonly<Record<string, readonly string[]>> => {
    const given = isRecord(value[key]) ? value[key] : {}
    for (const name of Object.keys(given))
      if (!isFunction(name)) report('unknown-function', [key, name], `"${name}" is no syntactic function`)
    return Object.fromEntries(Object.entries(given).map(([name, words]) => [name, strings(words)]))
  }
  const common = {
    id,
    type: type as ClaimType,
    roles,
    needs: condition('needs'),
    also: condition('also'),
    unless: condition('unless'),
    harm: harm as Harm | null,
    polarity: (['negative', 'positive'].includes(String(value['polarity']))
      ? value['polarity']
      : 'any') as EventPattern['polarity'],
    reality: reality as Reality | null,
    weak: value['weak'] === true,
    attributive: value['attributive'] === true,
    confidence: typeof value['confidence'] === 'number' ? value['confidence'] : 0.7,
  }
  const made = Object.entries(KINDS).flatMap(([key, kind]): EventPattern[] =>
    value[key] === undefined ? [] : [{ ...common, kind, words: strings(value[key]).map((w) => w.split(' ')) }],
  )
  if (made.length === 0) report('missing-trigger', [], 'a pattern needs "verbs", "nouns" or "adjectives"')
  return made
}

function isClaimType(type: string): boolean {
  try {
    familyOf(type as ClaimType)
    return true
  } catch {
    return false
  }
}

function checkLists(page: EventPage, lists: EventRules['lists'], problems: Problem[]): void {
  const known = (word: string) =>
    !/^[A-Z][A-Z-]+$/.test(word) || lists.has(word) || (BUILT_IN_LISTS as readonly string[]).includes(word)
  for (const pattern of page.patterns) {
    for (const word of [
      ...Object.values(pattern.needs),
      ...Object.values(pattern.also),
      ...Object.values(pattern.unless),
    ].flat()) {
      if (!known(word))
        problems.push({
          code: 'unknown-list',
          file: page.file,
          line: 1,
          message: `pattern ${pattern.id} names the list ${word}, which is not there`,
        })
    }
  }
}
