import type { Span } from '../claim/span.js'
import type { Sentence, Token } from '../language/contract.js'

/** Helpers over the dependency tree of one sentence. None of them throws on a tree that makes no sense. */

interface Branches {
  readonly children: readonly (readonly Token[])[]
}

/** Children are asked for again and again, and a sentence never changes. */
const known = new WeakMap<Sentence, Branches>()

function branches(sentence: Sentence): Branches {
  const found = known.get(sentence)
  if (found) return found
  const children: Token[][] = sentence.tokens.map(() => [])
  for (const token of sentence.tokens) if (token.head !== token.index) children[token.head]?.push(token)
  const made = { children }
  known.set(sentence, made)
  return made
}

/**
 * True when the token stands in one of these relations to its head. A relation without subtype stands for all of its
 * subtypes; with one, for itself alone.
 *
 * @example hasRelation({ rel: 'nsubj:pass' }, 'nsubj') // true
 */
export const hasRelation = (token: Pick<Token, 'rel'>, ...relations: readonly string[]): boolean =>
  relations.some((relation) => token.rel === relation || token.rel.startsWith(`${relation}:`))

/** The direct dependents of a token in the order of the text, of these relations only where any are given. */
export function childrenOf(sentence: Sentence, token: Token, ...relations: readonly string[]): readonly Token[] {
  const all = branches(sentence).children[token.index] ?? []
  return relations.length === 0 ? all : all.filter((child) => hasRelation(child, ...relations))
}

/** The first dependent of these relations, tried in the order given. */
export function childOf(sentence: Sentence, token: Token, ...relations: readonly string[]): Token | null {
  for (const relation of relations) {
    const child = childrenOf(sentence, token, relation)[0]
    if (child) return child
  }
  return null
}

export const headOf = (sentence: Sentence, token: Token): Token | null => sentence.tokens[token.head] ?? null

export const rootOf = (sentence: Sentence): Token | null =>
  sentence.tokens.find((t) => t.head < 0) ?? sentence.tokens.find((t) => hasRelation(t, 'root')) ?? null

/** The heads above a token, nearest first; a loop in a broken tree ends the list. */
export function ancestorsOf(sentence: Sentence, token: Token): readonly Token[] {
  const path: Token[] = []
  const seen = new Set([token.index])
  for (let up = headOf(sentence, token); up && !seen.has(up.index); up = headOf(sentence, up)) {
    seen.add(up.index)
    path.push(up)
  }
  return path
}

export const isWithin = (sentence: Sentence, token: Token, top: Token): boolean =>
  token.index === top.index || ancestorsOf(sentence, token).some((t) => t.index === top.index)

/**
 * A token and everything below it, in the order of the text. Branches whose top token `without` names are left out.
 */
export function subtree(
  sentence: Sentence,
  top: Token,
  without: (token: Token) => boolean = () => false,
): readonly Token[] {
  const taken = new Set<number>()
  const waiting = [top]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (taken.has(next.index)) continue
    taken.add(next.index)
    for (const child of childrenOf(sentence, next)) if (!without(child)) waiting.push(child)
  }
  return sentence.tokens.filter((t) => taken.has(t.index))
}

/** From the first to the last of these tokens, whatever stands between; null for none. */
export function spanOf(tokens: readonly Token[]): Span | null {
  if (tokens.length === 0) return null
  return { start: Math.min(...tokens.map((t) => t.start)), end: Math.max(...tokens.map((t) => t.end)) }
}

/** Stretches of neighbouring tokens: more than one where something was put in between. */
export function runsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const runs: Token[][] = []
  for (const token of tokens) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && token.index === last.index + 1) run.push(token)
    else runs.push([token])
  }
  return runs
}

const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
const OPENERS = new Set(Object.values(CLOSERS))

/** Closing brackets stay where their opening one is inside too. */
function isLoose(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!token || (token.upos !== 'PUNCT' && /[\p{L}\p{N}%$€£]/u.test(token.text))) return false
  if (token.upos !== 'PUNCT') return /^[\p{P}\p{Z}]+$/u.test(token.text) && !/^[%&#@]$/.test(token.text)
  const opener = CLOSERS[token.text]
  if (opener) return !tokens.some((t, i) => i < at && t.text === opener)
  if (OPENERS.has(token.text)) return !tokens.some((t, i) => i > at && CLOSERS[t.text] === token.text)
  return true
}

/** The same tokens without punctuation at either end. */
export function trimPunctuation(tokens: readonly Token[]): readonly Token[] {
  let first = 0
  let last = tokens.length - 1
  while (first <= last && isLoose(tokens, first)) first++
  while (last >= first && isLoose(tokens, last)) last--
  return tokens.slice(first, last + 1)
}

/** The span of a token's subtree, without punctuation at its ends. */
export const subtreeSpan = (sentence: Sentence, top: Token, without?: (token: Token) => boolean): Span | null =>
  spanOf(trimPunctuation(subtree(sentence, top, without)))

/** A token and those coordinated with it, in the order of the text: "killed eight and captured three". */
export function conjunctsOf(sentence: Sentence, token: Token): readonly Token[] {
  const first = firstConjunct(sentence, token)
  const found = new Set<number>([first.index])
  const waiting = [first]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const child of childrenOf(sentence, next, 'conj')) {
      if (found.has(child.index)) continue
      found.add(child.index)
      waiting.push(child)
    }
  }
  return sentence.tokens.filter((t) => found.has(t.index))
}

/** The head of the coordination that a token is part of: "killed" for "captured" in "killed eight and captured three". */
export function firstConjunct(sentence: Sentence, token: Token): Token {
  let first = token
  const seen = new Set([token.index])
  while (hasRelation(first, 'conj')) {
    const up = headOf(sentence, first)
    if (!up || seen.has(up.index)) break
    seen.add(up.index)
    first = up
  }
  return first
}

export const appositionsOf = (sentence: Sentence, token: Token): readonly Token[] =>
  childrenOf(sentence, token, 'appos')

const CLAUSE_RELATIONS = ['root', 'ccomp', 'xcomp', 'advcl', 'acl', 'csubj', 'parataxis']

/** True for the head of a clause: a verb, or a predicate with its copula or subject. */
export function isClauseHead(sentence: Sentence, token: Token): boolean {
  if (hasRelation(token, 'conj')) {
    const first = firstConjunct(sentence, token)
    return (
      first.index !== token.index &&
      isClauseHead(sentence, first) &&
      (isPredicate(sentence, token) || !isNominal(token))
    )
  }
  if (token.head < 0 || hasRelation(token, 'ccomp', 'advcl', 'csubj', 'parataxis', 'acl:relcl')) return true
  return hasRelation(token, ...CLAUSE_RELATIONS) && isPredicate(sentence, token)
}

export const isNominal = (token: Token): boolean => ['NOUN', 'PROPN', 'PRON', 'NUM', 'SYM'].includes(token.upos)

/** A verb, or a word with a copula or a subject of its own. */
export const isPredicate = (sentence: Sentence, token: Token): boolean =>
  token.upos === 'VERB' ||
  (token.upos === 'AUX' && !hasRelation(token, 'aux', 'cop')) ||
  childrenOf(sentence, token, 'cop', 'nsubj', 'expl').length > 0

/** The head of the clause that a token stands in; the token itself where it heads one. */
export function clauseHeadOf(sentence: Sentence, token: Token): Token {
  if (isClauseHead(sentence, token)) return token
  return ancestorsOf(sentence, token).find((t) => isClauseHead(sentence, t)) ?? token
}

/**
 * The words of one clause: without its conjunction or marker, without clauses coordinated with it or thrown in, without
 * punctuation at its ends. Clauses that depend on it (that …, who …, because …) stay.
 */
export function clauseTokens(sentence: Sentence, head: Token): readonly Token[] {
  const left = subtree(sentence, head, (t) => {
    if (t.head !== head.index) return false
    if (hasRelation(t, 'parataxis', 'discourse') && isPredicate(sentence, t)) return true
    if (hasRelation(t, 'conj')) return isClauseHead(sentence, t)
    return hasRelation(t, 'mark', 'cc') && t.index < head.index
  })
  return trimPunctuation(withoutTrailingConjunction(left))
}

/** "eight were killed and" → "eight were killed": what introduces a clause that was left out goes with it. */
function withoutTrailingConjunction(tokens: readonly Token[]): readonly Token[] {
  let last = tokens.length
  while (last > 0) {
    const token = tokens[last - 1]
    if (!token || !(isLoose(tokens, last - 1) || (hasRelation(token, 'cc') && token.upos === 'CCONJ'))) break
    last--
  }
  return tokens.slice(0, last)
}

export const clauseSpan = (sentence: Sentence, head: Token): Span | null => spanOf(clauseTokens(sentence, head))

export interface Subject {
  readonly token: Token
  /** The clause is in the passive: its subject undergoes. */
  readonly passive: boolean
  /** Read from a neighbouring clause: "X killed eight and [X] captured three", "X vowed to [X] respond". */
  readonly inherited: boolean
}

export const isPassive = (sentence: Sentence, verb: Token): boolean =>
  childrenOf(sentence, verb, 'nsubj:pass', 'aux:pass', 'csubj:pass').length > 0

/**
 * The subject of a clause, also where it is only understood: of a coordinated verb, of an infinitive (the object of the
 * verb above it, else its subject), of a relative clause (the noun that it hangs on), of a participle.
 */
export function subjectOf(sentence: Sentence, verb: Token, depth = 0): Subject | null {
  const own = childOf(sentence, verb, 'nsubj', 'csubj')
  const passive = isPassive(sentence, verb)
  if (own && !isRelativePronoun(own))
    return { token: own, passive: passive || own.rel.endsWith(':pass'), inherited: false }
  const up = headOf(sentence, verb)
  if (!up || depth > 6) return own ? { token: own, passive, inherited: false } : null
  if (hasRelation(verb, 'acl')) return { token: up, passive: passive || isPastParticiple(verb, own), inherited: true }
  if (own) return { token: own, passive, inherited: false }
  if (hasRelation(verb, 'xcomp')) {
    const object = childOf(sentence, up, 'obj', 'iobj')
    if (object && !SUBJECT_CONTROL.has(up.lemma)) return { token: object, passive, inherited: true }
  }
  if (!hasRelation(verb, 'conj', 'xcomp', 'advcl')) return null
  const above = subjectOf(sentence, up, depth + 1)
  return above && { token: above.token, passive, inherited: true }
}

/** Their infinitive is done by the subject, even after an object: "X promised Y to leave". */
const SUBJECT_CONTROL = new Set(['promise', 'vow', 'threaten', 'pledge', 'swear'])

const isRelativePronoun = (token: Token): boolean =>
  ['who', 'which', 'that', 'whom'].includes(token.lemma.toLowerCase())

/** "men arrested in May": a participle alone after a noun is passive; "who said" is not. */
const isPastParticiple = (verb: Token, relative: Token | null): boolean => relative === null && verb.xpos === 'VBN'

/** True when the clause is negated: not, n't, never, no longer … on the verb itself. */
export const isNegated = (sentence: Sentence, verb: Token): boolean =>
  childrenOf(sentence, verb, 'advmod', 'aux', 'cc').some(
    (t) => NEGATIONS.has(t.lemma.toLowerCase()) || t.feats['Polarity'] === 'Neg',
  )

const NEGATIONS = new Set(['not', "n't", 'nt', 'never', 'neither', 'nor', 'hardly', 'scarcely'])

/** The preposition that introduces a noun phrase: "in" for "Kabul" in "in Kabul"; "according to" as one. */
export function prepositionOf(sentence: Sentence, noun: Token): string | null {
  const words = childrenOf(sentence, noun, 'case').filter((t) => t.xpos !== 'POS' && t.text !== "'s" && t.text !== '’s')
  if (words.length === 0) return null
  return words
    .flatMap((t) => [t, ...childrenOf(sentence, t, 'fixed')])
    .sort((a, b) => a.index - b.index)
    .map((t) => t.text.toLowerCase())
    .join(' ')
}

export interface NounPhraseOptions {
  /** Relative and participle clauses, appositions, and what follows in brackets; default true. */
  readonly clauses?: boolean
  /** The phrases coordinated with it ("the army and the police"); default true. */
  readonly coordinated?: boolean
}

/** The words of a noun phrase: without its preposition, without punctuation at its ends. */
export function nounPhraseTokens(sentence: Sentence, noun: Token, options: NounPhraseOptions = {}): readonly Token[] {
  const { clauses = true, coordinated = true } = options
  const tokens = subtree(sentence, noun, (t) => {
    if (t.head !== noun.index) return false
    // What a nominal predicate carries besides its own phrase belongs to the clause.
    if (
      hasRelation(
        t,
        'nsubj',
        'csubj',
        'cop',
        'aux',
        'mark',
        'advcl',
        'expl',
        'obl',
        'discourse',
        'vocative',
        'parataxis',
      )
    )
      return true
    if (hasRelation(t, 'case')) return t.index < noun.index || isClitic(t)
    if (hasRelation(t, 'cc')) return t.index < noun.index
    if (hasRelation(t, 'conj')) return !coordinated || isPredicate(sentence, t)
    if (hasRelation(t, 'acl', 'appos', 'dep')) return !clauses
    return false
  })
  return trimPunctuation(withoutLeadingConjunction(withoutTrailingConjunction(tokens)))
}

/** "Police and hospital officials": the "and" is no part of the second of them, whatever word of it the tree hangs it on. */
function withoutLeadingConjunction(tokens: readonly Token[]): readonly Token[] {
  const first = tokens.findIndex((t) => t.upos !== 'CCONJ')
  return first > 0 ? tokens.slice(first) : tokens
}

/** The possessive's own sign is left out when the noun itself is asked for: "the UN" in "the UN's report". */
const isClitic = (token: Token): boolean => token.xpos === 'POS' || /^['’]s?$/.test(token.text)

export const nounPhraseSpan = (sentence: Sentence, noun: Token, options?: NounPhraseOptions): Span | null =>
  spanOf(nounPhraseTokens(sentence, noun, options))

/** The tokens of a sentence that lie within a stretch of the report. */
export const tokensWithin = (sentence: Sentence, span: Span): readonly Token[] =>
  sentence.tokens.filter((t) => span.start <= t.start && t.end <= span.end)

/** Of some tokens, the one nearest to the root: the head of the phrase that they make up. */
export function topOf(tokens: readonly Token[]): Token | null {
  const inside = new Set(tokens.map((t) => t.index))
  const tops = tokens.filter((t) => !inside.has(t.head))
  return tops.find((t) => t.upos !== 'PUNCT') ?? tops[0] ?? tokens[0] ?? null
}

/** The sentence that an offset of the report lies in: its place in the list, or -1. */
export function sentenceAt(sentences: readonly Sentence[], offset: number): number {
  let low = 0
  let high = sentences.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const sentence = sentences[middle]
    if (!sentence) return -1
    if (offset < sentence.start) high = middle - 1
    else if (offset >= sentence.end) low = middle + 1
    else return middle
  }
  return -1
}
