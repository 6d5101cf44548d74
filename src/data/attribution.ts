import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, LineCounter, parseDocument } from 'yaml'
import { SOURCE_KINDS, STANCES, type Stance } from '../claim/vocabulary.js'
import { readOutlets } from './outlets.js'
import type { Problem } from './problem.js'

/** One word list of data/en/words/attribution: every word under one label (a stance, a kind of source ...). */
export interface WordList {
  readonly name: string
  /** Word (several with spaces: "point out") → its label. */
  readonly labels: ReadonlyMap<string, string>
}

export interface AttributionTrigger {
  /** Name of a word list, or the words themselves. */
  readonly words: string | readonly string[]
  readonly as: 'verb' | 'noun' | 'adjective' | 'predicate' | 'preposition' | 'colon' | 'continuation'
  readonly voice?: 'active' | 'passive'
  /** Only where the trigger is (not) negated; left out: either. */
  readonly negated?: boolean
  /** Functions that must be there besides, of which one is enough. */
  readonly needs?: readonly string[]
  /** Functions that must not be there. */
  readonly lacks?: readonly string[]
}

export interface AttributionExample {
  readonly text: string
  readonly expect: {
    readonly source?: string
    readonly cue?: string
    readonly content?: string | readonly string[]
    readonly stance?: Stance
    readonly about?: string
    readonly via?: string
  }
}

/** One page of data/en/rules/attribution: one way in which English says who says what. */
export interface AttributionPage {
  readonly id: string
  readonly why: string
  readonly trigger: AttributionTrigger
  /** Functions tried in order; "outlet" = the report's own voice. */
  readonly source: readonly string[]
  /** What the source must be: "speaker" (people, bodies, writings that speak), "document", "headline-speaker" (a speaker by its noun), "own-or-speaker" (anything that is the verb's own subject), or "anything" (default). */
  readonly sourceIs: 'speaker' | 'document' | 'headline-speaker' | 'own-or-speaker' | 'anything'
  /** Functions tried in order; the first that is there is the content. */
  readonly content: readonly string[]
  readonly about: readonly string[]
  readonly via: readonly string[]
  /** A stance, or "of-word": the label of the trigger in its word list. */
  readonly stance: Stance | 'of-word'
  /** The stance where the trigger is negated; "none" = then it attributes nothing. */
  readonly negatedStance: Stance | 'same' | 'none'
  readonly confidence: number
  readonly examples: readonly AttributionExample[]
  readonly counterexamples: readonly { readonly text: string; readonly because: string }[]
}

export interface AttributionLexicon {
  readonly lists: ReadonlyMap<string, WordList>
  readonly pages: readonly AttributionPage[]
}

export interface DataFile {
  readonly path: string
  readonly text: string
}

/** Functions that pages may name besides "<preposition>-phrase". */
const FUNCTIONS = new Set([
  // noun phrases
  'subject',
  'passive-subject',
  'by-phrase',
  'object',
  'hearer',
  'possessor',
  'maker',
  'giver',
  'issuer',
  'written-in',
  'its-noun',
  'noun-itself',
  'outlet',
  'quoted',
  'quoter',
  'responsibility',
  'claim-object',
  'demanded',
  'deed-object',
  'speaker-before',
  // clauses and stretches
  'clause',
  'infinitive',
  'participle',
  'quotation',
  'next-sentence',
  'host',
  'host-of-noun',
  'host-of-participle',
  'noun-clause',
  'object-clause',
  'object-as',
  'object-infinitive',
  'object-with-participle',
  'object-and-on',
  'accused-deed',
  'accused-and-deed',
  'whole-clause',
  'clause-above',
  'negated-above',
  'open-clause',
  'rest',
  'what-complement',
  'object-and-more',
  'responsibility-or-clause',
  'noun-above',
  'subject-clause',
  'fresh-object',
  'about-near',
  'exaggerated-object',
  'open-sentence',
  'cue-object',
  'negated-noun',
  'whole-sentence-clause',
  'own-subject',
  'agent-clause',
  'object-and-at',
  'of-and-more',
  'raised-clause',
  'nothing-found',
  'finder',
  'of-clause',
  'doubted-clause',
  'misrepresenting',
  'clause-with-subject',
  'clause-subject',
  'untrue-object',
  'plain-subject',
  'deed-subject',
  'thrown-subject',
  'thrown-host',
  'contrary-claim',
  'question-denied',
  'question-affirmed',
  'answerer',
  'said-subject',
  'told-clause',
  'owned-host',
  'party-subject',
  'as-host',
  'owner-of',
  'thrown-speaker',
  'nobody-clause',
  'predicate-clause',
  'taken-up',
  'taken-up-passive',
  'claimed-for',
  'judge-above',
  'taken-up-object',
  'nobody-asks',
  'behind-cue',
  'behind-comma',
  'after-colon',
  'before-colon',
  'after-colon-clause',
  'before-colon-clause',
])
const SOURCE_TESTS = ['speaker', 'document', 'headline-speaker', 'own-or-speaker'] as const
const isFunction = (name: string): boolean => FUNCTIONS.has(name) || /^[a-z]+-phrase$/.test(name)

/**
 * Reads the word lists and pages of attribution. Never throws: what is wrong comes back beside what could be read.
 * Files that hold `list:` are word lists, files that hold `id:` are pages.
 */
export function readAttribution(files: readonly DataFile[]): {
  lexicon: AttributionLexicon
  problems: readonly Problem[]
} {
  const problems: Problem[] = []
  const lists = new Map<string, WordList>()
  const pages: AttributionPage[] = []
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const lines = new LineCounter()
    const doc = parseDocument(file.text, { lineCounter: lines })
    const report = reporter(problems, file.path, doc, lines)
    for (const e of doc.errors)
      problems.push(problem('syntax', file.path, e.linePos?.[0].line ?? 1, e.message.split('\n')[0] ?? ''))
    if (doc.errors.length > 0) continue
    const value: unknown = doc.toJS()
    if (!isRecord(value)) report('not-a-page', [], 'a file holds one word list (list: …) or one page (id: …)')
    else if ('list' in value) addList(lists, value, report)
    else addPage(pages, value, report)
  }
  checkReferences(pages, lists, problems)
  return { lexicon: { lists, pages }, problems }
}

/** The pages alone, for tools that only list or check them. */
export function readAttributionPages(files: readonly DataFile[]): {
  pages: readonly AttributionPage[]
  problems: readonly Problem[]
} {
  const { lexicon, problems } = readAttribution(files)
  return { pages: lexicon.pages, problems }
}

/**
 * The lexicon of data/en.
 *
 * @example loadAttribution('data').lexicon.pages.length > 20
 */
export function loadAttribution(data: string): { lexicon: AttributionLexicon; problems: readonly Problem[] } {
  const folders = ['words', 'rules'].map((kind) => join(data, 'en', kind, 'attribution'))
  const paths = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((f) => f.endsWith('.yml'))
      .map((f) => join(folder, f)),
  )
  const { lexicon, problems } = readAttribution(paths.map((path) => ({ path, text: readFileSync(path, 'utf8') })))
  const lists = new Map(lexicon.lists).set('outlets', outletNames(join(data, 'outlets')))
  return { lexicon: { ...lexicon, lists }, problems }
}

/** The names of data/outlets as a word list, in small letters and without their article; loading outlets reports their mistakes. */
function outletNames(folder: string): WordList {
  const files = readdirSync(folder).filter((f) => f.endsWith('.yml'))
  const { values } = readOutlets(files.map((f) => ({ file: f, text: readFileSync(join(folder, f), 'utf8') })))
  const names = values.flatMap(({ name, aliases }) => [name, ...aliases])
  const plain = (name: string) => name.toLowerCase().replace(/^the /, '').replaceAll('-', ' ')
  return { name: 'outlets', labels: new Map(names.map((name) => [plain(name), 'media'])) }
}

type Report = (code: string, path: readonly (string | number)[], message: string) => void

const problem = (code: string, file: string, line: number, message: string): Problem => ({ code, file, line, message })

function reporter(problems: Problem[], file: string, doc: Document.Parsed, lines: LineCounter): Report {
  return (code, path, message) => {
    const node =
      path.length > 0 ? (doc.getIn(path, true) as { range?: [number, number, number] } | undefined) : undefined
    problems.push(problem(code, file, node?.range ? lines.linePos(node.range[0]).line : 1, message))
  }
}

function addList(lists: Map<string, WordList>, value: Record<string, unknown>, report: Report): void {
  const name = String(value['list'])
  const labels = new Map<string, string>()
  if (lists.has(name)) report('duplicate-id', ['list'], `there are two lists "${name}"`)
  if (typeof value['why'] !== 'string') report('missing-why', ['list'], `list ${name} needs a "why"`)
  const groups = isRecord(value['words']) ? value['words'] : {}
  if (Object.keys(groups).length === 0)
    report('empty-list', ['list'], `list ${name} needs words under "words: <label>:"`)
  const allowed = value['labels'] === 'stance' ? STANCES : value['labels'] === 'kind' ? SOURCE_KINDS : null
  for (const [label, words] of Object.entries(groups)) {
    if (allowed && !(allowed as readonly string[]).includes(label))
      report('unknown-label', ['words', label], `"${label}" is no ${value['labels']}`)
    for (const [i, word] of (Array.isArray(words) ? words : []).entries()) {
      const before = labels.get(String(word))
      if (before) report('two-labels', ['words', label, i], `"${word}" stands under ${before} and under ${label}`)
      else labels.set(String(word), label)
    }
  }
  lists.set(name, { name, labels })
}

function addPage(pages: AttributionPage[], value: Record<string, unknown>, report: Report): void {
  const id = String(value['id'])
  const trigger = isRecord(value['trigger']) ? value['trigger'] : {}
  if (pages.some((p) => p.id === id)) report('duplicate-id', ['id'], `there are two pages "${id}"`)
  if (typeof value['why'] !== 'string') report('missing-why', ['id'], `page ${id} needs a "why"`)
  const page: AttributionPage = {
    id,
    why: String(value['why'] ?? ''),
    trigger: {
      ...trigger,
      words: typeof trigger['words'] === 'string' ? trigger['words'] : strings(trigger['words']),
    } as AttributionTrigger,
    source: strings(value['source']),
    sourceIs: SOURCE_TESTS.find((t) => t === value['source-is']) ?? 'anything',
    content: strings(value['content']),
    about: strings(value['about']),
    via: strings(value['via']),
    stance: (value['stance'] ?? 'of-word') as AttributionPage['stance'],
    negatedStance: (value['negated'] ?? 'same') as AttributionPage['negatedStance'],
    confidence: typeof value['confidence'] === 'number' ? value['confidence'] : 0.7,
    examples: Array.isArray(value['examples']) ? (value['examples'] as AttributionExample[]) : [],
    counterexamples: Array.isArray(value['counterexamples'])
      ? (value['counterexamples'] as AttributionPage['counterexamples'])
      : [],
  }
  checkPage(page, report)
  pages.push(page)
}

function checkPage(page: AttributionPage, report: Report): void {
  for (const key of ['source', 'content', 'about', 'via'] as const) {
    for (const [i, name] of page[key].entries()) {
      if (!isFunction(name)) report('unknown-function', [key, i], `"${name}" is no syntactic function`)
    }
  }
  for (const key of ['needs', 'lacks'] as const) {
    for (const [i, name] of strings(page.trigger[key]).entries()) {
      if (!isFunction(name)) report('unknown-function', ['trigger', key, i], `"${name}" is no syntactic function`)
    }
  }
  for (const word of Array.isArray(page.trigger.words) ? page.trigger.words : [])
    if (typeof word !== 'string')
      report('not-a-word', ['trigger', 'words'], `write "${String(word)}" in quotation marks`)
  if (page.source.length === 0) report('missing-role', ['id'], `page ${page.id} names no source`)
  if (page.content.length === 0) report('missing-role', ['id'], `page ${page.id} names no content`)
  if (page.stance !== 'of-word' && !STANCES.includes(page.stance))
    report('unknown-label', ['stance'], `"${page.stance}" is no stance`)
  if (page.examples.length === 0) report('missing-example', ['id'], `page ${page.id} needs at least one example`)
  for (const [i, example] of page.examples.entries()) {
    if (!isRecord(example) || !isRecord(example.expect))
      report('missing-example', ['examples', i], 'an example needs "text" and "expect"')
  }
  for (const [i, counter] of page.counterexamples.entries()) {
    if (!counter.because)
      report('missing-because', ['counterexamples', i], 'a counterexample needs its reason under "because"')
  }
}

function checkReferences(
  pages: readonly AttributionPage[],
  lists: ReadonlyMap<string, WordList>,
  problems: Problem[],
): void {
  for (const page of pages) {
    const words = page.trigger.words
    if (typeof words === 'string' && !lists.has(words)) {
      problems.push(
        problem('unknown-list', page.id, 1, `page ${page.id} names the word list "${words}", which is not there`),
      )
    }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
