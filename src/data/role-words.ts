import { LineCounter, parseDocument } from 'yaml'
import type { Problem } from './problem.js'

/** What tells a witness, an office or an armed force by its words: each finds one of its list's words in a phrase. */
export interface RoleWords {
  /** A phrase that ends on one who speaks from knowledge. */
  readonly expert: RegExp
  readonly witness: RegExp
  readonly armed: RegExp
  readonly office: RegExp
  readonly state: RegExp
  /** Nouns that no state's are. */
  readonly unofficial: RegExp
  /** A phrase that opens with a body of the state. */
  readonly stateBody: RegExp
  /** Titles at the start of a name. */
  readonly titles: RegExp
  /** A capitalised word that is no part of a person's name. */
  readonly notAName: RegExp
}

const LISTS = [
  'expert',
  'witness',
  'armed',
  'office',
  'state',
  'unofficial',
  'state-modifier',
  'state-head',
  'title',
  'not-a-name',
] as const
type List = (typeof LISTS)[number]

/** Reads data/en/words/names/roles.yml. Never throws: what is wrong comes back beside what could be read. */
export function readRoleWords({ file, text }: { file: string; text: string }): {
  values: RoleWords
  problems: Problem[]
} {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const problems = document.errors.map(
    (error): Problem => ({
      code: 'syntax',
      file,
      line: error.linePos?.[0].line ?? 1,
      message: error.message.split('\n')[0] ?? '',
    }),
  )
  const given = (problems.length > 0 ? {} : (document.toJS() as { lists?: Record<string, string> }).lists) ?? {}
  for (const name of LISTS)
    if (!given[name]) problems.push({ code: 'missing-list', file, line: 1, message: `the list "${name}" is not there` })
  for (const name of Object.keys(given))
    if (!LISTS.some((one) => one === name))
      problems.push({ code: 'unknown-list', file, line: 1, message: `"${name}" is none of ${LISTS.join(', ')}` })
  return { values: compiled((name) => anyOf(given[name] ?? '')), problems }
}

const compiled = (words: (name: List) => string): RoleWords => ({
  expert: new RegExp(`\\b${words('expert')}$`, 'i'),
  witness: new RegExp(`\\b${words('witness')}\\b`, 'i'),
  armed: new RegExp(`\\b${words('armed')}\\b`, 'i'),
  office: new RegExp(`\\b${words('office')}\\b`, 'i'),
  state: new RegExp(`\\b${words('state')}\\b`, 'i'),
  unofficial: new RegExp(`\\b${words('unofficial')}\\b`, 'i'),
  stateBody: new RegExp(`^(?:${words('state-modifier')}\\s+)*${words('state-head')}\\b`, 'i'),
  titles: new RegExp(`^(?:${words('title')}\\.?\\s+)+`),
  notAName: new RegExp(`^${words('not-a-name')}$`),
})

/** A list as one choice, longest first so that "defence minister" goes before "defence". */
function anyOf(list: string): string {
  const words = list.split(',').flatMap((word) => word.trim() || [])
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return `(?:${escaped.sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|')})`
}
