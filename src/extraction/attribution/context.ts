import type { AttributionLexicon } from '../../data/attribution.js'
import type { Sentence, Token } from '../../language/contract.js'
import type { Reading, Trace } from '../reading.js'
import { childrenOf, hasRelation } from '../tree.js'
import type { Quotation } from './quotations.js'

/** What every step of attribution needs to see. */
export interface Context {
  readonly reading: Reading
  readonly lexicon: AttributionLexicon
  readonly quotations: readonly Quotation[]
  /** Lower-case name of the outlet, where known: telling it is no relay. */
  readonly outlet: string | null
  readonly trace: Trace
}

export const wordOf = (token: Token): string => token.text.toLowerCase().replaceAll('’', "'")
export const lemmaOf = (token: Token): string => token.lemma.toLowerCase()

export const labelsOf = (lexicon: AttributionLexicon, list: string): ReadonlyMap<string, string> =>
  lexicon.lists.get(list)?.labels ?? NONE
const NONE: ReadonlyMap<string, string> = new Map()

/** A verb form; participles that a tagger calls adjective or noun count where they head a clause. */
export const isVerb = (token: Token): boolean =>
  token.upos === 'VERB' ||
  (token.upos === 'AUX' && hasRelation(token, 'root', 'ccomp', 'conj', 'advcl', 'parataxis', 'acl'))

/**
 * Tokens of an entry of several words that starts at `token`: the others are below it or follow within three words.
 * Null where one is missing.
 */
export function wordsOfEntry(sentence: Sentence, token: Token, entry: string): readonly Token[] | null {
  const [first, ...others] = entry.split(' ')
  if (!first || !matches(token, first)) return null
  const found = [token]
  for (const other of others) {
    const from = found.at(-1)?.index ?? token.index
    const near = sentence.tokens.slice(from + 1, from + 4).find((t) => matches(t, other))
    const below = near ?? childrenOf(sentence, token).find((t) => t.index > token.index && matches(t, other))
    if (!below) return null
    found.push(below)
  }
  return found
}

/** "be concerned": the entry's verb is the copula of its adjective. */
const matches = (token: Token, word: string): boolean => lemmaOf(token) === word || wordOf(token) === word
