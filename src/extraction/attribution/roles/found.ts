import type { Span } from '../../../claim/span.js'
import type { Sentence, Token } from '../../../language/contract.js'
import { childrenOf, prepositionOf, runsOf, spanOf, subtree } from '../../tree.js'
import { wordOf } from '../context.js'

/** What pages find around a trigger, and the small steps that all functions share. */

/** What stands in a syntactic function to a trigger: a noun phrase (its head), stretches of text, or the outlet itself. */
export type Found =
  | { readonly kind: 'noun'; readonly token: Token }
  | { readonly kind: 'spans'; readonly spans: readonly Span[]; readonly top: Token | null }
  | { readonly kind: 'outlet' }

/** A word (with its helpers) that may attribute, in its sentence. */
export interface Trigger {
  readonly sentence: Sentence
  /** Place of the sentence in the report. */
  readonly at: number
  readonly token: Token
  /** All words of the cue: "went on to say", "according to". */
  readonly cue: readonly Token[]
}

export const noun = (token: Token | null | undefined): Found | null => (token ? { kind: 'noun', token } : null)

export const isSubstantial = (token: Token): boolean =>
  !['itself', 'himself', 'herself', 'themselves', 'what', 'which', 'that'].includes(wordOf(token))

export const startsWith = (sentence: Sentence, token: Token, word: string): boolean =>
  childrenOf(sentence, token, 'case', 'mark', 'advmod').some((t) => wordOf(t) === word)

export function withPreposition(sentence: Sentence, token: Token, preposition: string): Token | null {
  const found = childrenOf(sentence, token, 'obl', 'nmod').find((t) => prepositionOf(sentence, t) === preposition)
  return found ?? null
}

/** The stretches that these tokens make up, pieces a punctuation mark apart joined. */
export function spansOf(sentence: Sentence, tokens: readonly Token[], top: Token | null): Found | null {
  const wanted = new Set(tokens.map((t) => t.index))
  const ordered = sentence.tokens.filter((t) => wanted.has(t.index))
  const bridged = sentence.tokens.filter(
    (t) =>
      wanted.has(t.index) ||
      (t.upos === 'PUNCT' &&
        ordered.some((o) => o.index < t.index) &&
        ordered.some((o) => o.index > t.index) &&
        touchesBoth(t, wanted)),
  )
  const spans = runsOf(bridged).flatMap((run) => spanOf(run) ?? [])
  return spans.length > 0 ? { kind: 'spans', spans, top } : null
}

const touchesBoth = (t: Token, wanted: ReadonlySet<number>): boolean =>
  wanted.has(t.index - 1) && wanted.has(t.index + 1)

export function clauseSpans(sentence: Sentence, heads: readonly Token[]): Found | null {
  const top = heads[0]
  if (!top) return null
  return spansOf(
    sentence,
    heads.flatMap((t) => subtree(sentence, t)),
    top,
  )
}

export function infinitivesOf(sentence: Sentence, token: Token): readonly Token[] {
  return childrenOf(sentence, token, 'xcomp', 'ccomp', 'advcl')
    .filter((t) => t.index > token.index && isToInfinitive(sentence, t))
    .slice(0, 1)
}

/** "to carry it"; no "confessed to having carried it". */
export const isToInfinitive = (sentence: Sentence, token: Token): boolean =>
  token.xpos !== 'VBG' &&
  childrenOf(sentence, token, 'mark').some((t) => wordOf(t) === 'to') &&
  !childrenOf(sentence, token, 'aux').some((t) => wordOf(t) === 'having')

export const NEGATING = new Set(['not', "n't", 'no', 'never', 'neither', 'nt'])
