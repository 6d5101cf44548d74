import type { Span } from '../claim/span.js'

/** Universal part-of-speech tags (universaldependencies.org/u/pos). */
export type Upos =
  | 'ADJ'
  | 'ADP'
  | 'ADV'
  | 'AUX'
  | 'CCONJ'
  | 'DET'
  | 'INTJ'
  | 'NOUN'
  | 'NUM'
  | 'PART'
  | 'PRON'
  | 'PROPN'
  | 'PUNCT'
  | 'SCONJ'
  | 'SYM'
  | 'VERB'
  | 'X'

/** One syntactic word. The pieces of a multiword token ("do" + "n't") are tokens of their own with their own offsets. */
export interface Token extends Span {
  /** Position in its sentence, from 0. */
  readonly index: number
  /** The characters of the report under this token, unchanged. */
  readonly text: string
  readonly upos: Upos
  /** Penn Treebank tag: NN, VBD, ... */
  readonly xpos: string
  /** Universal features that reading needs: Number, Tense, Voice, VerbForm, Person, PronType, Polarity, ... */
  readonly feats: Readonly<Record<string, string>>
  readonly lemma: string
  /** Index of the head token in the sentence, or -1 for the root. */
  readonly head: number
  /** Universal relation to the head, with its subtype: 'nsubj', 'nsubj:pass', 'obl:agent', ... */
  readonly rel: string
}

export type NameKind = 'person' | 'organisation' | 'place' | 'other'

/** A proper name: tokens [first, last] of the sentence. */
export interface Name extends Span {
  readonly first: number
  readonly last: number
  readonly kind: NameKind
  /** How sure the model is, 0 to 1. */
  readonly score: number
}

/** What stands on its own line above or before the text, and what is running text. */
export type SentenceKind = 'text' | 'headline' | 'dateline'

export interface Sentence extends Span {
  /** Number of the paragraph that the sentence stands in, from 0; a line break starts a new one. */
  readonly paragraph: number
  readonly kind: SentenceKind
  readonly tokens: readonly Token[]
  readonly names: readonly Name[]
}

/** Analyses raw English text. Pure and deterministic: the same text gives the same sentences on every machine. */
export interface Analyser {
  /** What analysed: name and version of the model, part of every ledger's record. */
  readonly version: string
  analyse(text: string): readonly Sentence[]
  /** The same for many texts at once, faster; results do not depend on what else is in the batch. */
  analyseAll(texts: readonly string[]): readonly (readonly Sentence[])[]
  /**
   * The model's numbers of the words of sentences that it gave (one text's, as given), a row a word: for models that are
   * built on top of it. Null for other sentences.
   */
  states(sentences: readonly Sentence[]): Int16Array | null
}
