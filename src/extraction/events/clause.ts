import type { Span } from '../../claim/index.js'
import type { Sentence, Token } from '../../language/contract.js'
import {
  childrenOf,
  clauseTokens,
  firstConjunct,
  hasRelation,
  headOf,
  isNominal,
  nounPhraseTokens,
  spanOf,
  subjectOf,
  subtree,
  trimPunctuation,
} from '../tree.js'
import type { Trigger } from './functions.js'
import { proxiesOf, subjectsBeside } from './functions.js'
import type { Lexicon } from './lexicon.js'
import { clauseVerb } from './modality.js'

/** The words that carry an event or state: its clause, or its noun phrase where no clause of its own tells it. */

/** Shorter than this, a second verb needs its subject to be understood: "[security forces killed eight and] captured three". */
const SHORT = 5

export function clauseOf(lexicon: Lexicon, trigger: Trigger, verb: Token | null = null): Span {
  const { sentence, token, support, kind } = trigger
  if (verb) return verbClause(sentence, climb(sentence, verb), verb)
  if (kind === 'noun' && !support) return nounClause(lexicon, sentence, token)
  return verbClause(sentence, climb(sentence, clauseVerb(trigger)), clauseVerb(trigger))
}

/** "…, while the police denied it" */
const isAside = (sentence: Sentence, token: Token): boolean =>
  hasRelation(token, 'advcl') &&
  childrenOf(sentence, token, 'nsubj').length > 0 &&
  childrenOf(sentence, token, 'mark').some((m) => /^(?:while|although|though|whereas)$/i.test(m.text))

/** "…, which is located at …", and an apposition longer than what it explains. */
function isRemark(sentence: Sentence, token: Token): boolean {
  const first = subtree(sentence, token)[0]
  if (hasRelation(token, 'acl:relcl'))
    return first?.text.toLowerCase() === 'which' || sentence.tokens[(first?.index ?? 0) - 1]?.text === ','
  return hasRelation(token, 'appos') && subtree(sentence, token).length > 8
}

function nounClause(lexicon: Lexicon, sentence: Sentence, noun: Token): Span {
  const outer = proxiesOf(lexicon, sentence, noun).at(-1) ?? noun
  if (childrenOf(sentence, outer, 'cop').length > 0) return verbClause(sentence, outer, outer)
  const whole = [...nounPhraseTokens(sentence, outer, { coordinated: false }), ...apposedTo(sentence, noun)]
  return asSubject(sentence, outer, whole) ?? spanOf(whole) ?? noun
}

/** "The assault on the town has put them under pressure": a happening that a short clause speaks of stands with that clause. */
function asSubject(sentence: Sentence, noun: Token, phrase: readonly Token[]): Span | null {
  const verb = hasRelation(noun, 'nsubj') ? headOf(sentence, noun) : null
  if (!verb || childrenOf(sentence, noun, 'case').some((t) => t.index < noun.index) || hasRelation(verb, 'acl'))
    return null
  const clause = trimPunctuation(withoutFollowers(sentence, verb, clauseTokens(sentence, verb)))
  return clause.length <= 2.5 * phrase.length + 3 ? spanOf(clause) : null
}

/** "the Directorate, the new name of the agency": what a noun says of the name before it stands with that name. */
function apposedTo(sentence: Sentence, noun: Token): readonly Token[] {
  const name = hasRelation(noun, 'appos') ? headOf(sentence, noun) : null
  return name ? nounPhraseTokens(sentence, name, { coordinated: false, clauses: false }) : []
}

/** Up through "is trying to", "has begun", "is able to": they belong to what they introduce. */
function climb(sentence: Sentence, verb: Token): Token {
  let at = verb
  for (let depth = 0; depth < 4; depth++) {
    const up = headOf(sentence, at)
    if (!up || !hasRelation(at, 'xcomp')) break
    at = up
  }
  return at
}

function verbClause(sentence: Sentence, top: Token, verb: Token): Span {
  if (hasRelation(verb, 'amod')) return nominalAround(sentence, verb) ?? verb
  const among = headOf(sentence, top)
  if (hasRelation(top, 'acl') && among && childrenOf(sentence, among, 'cop').length > 0)
    return verbClause(sentence, among, among)
  if (hasRelation(top, 'acl'))
    return (isNaming(sentence, top) ? named(sentence, top) : withAntecedent(sentence, top)) ?? top
  const own = withoutFollowers(sentence, top, trimPunctuation(clauseTokens(sentence, top)))
  const span = withSubjectBeside(sentence, top, spanOf(own) ?? top)
  if (!hasRelation(top, 'conj')) return span
  const subject = subjectOf(sentence, top)
  if (
    !subject?.inherited ||
    ['DET', 'NOUN', 'PRON', 'NUM', 'PROPN'].includes(own[0]?.upos ?? '') ||
    own.filter((t) => t.upos !== 'PUNCT').length >= SHORT
  )
    return span
  const first = firstConjunct(sentence, top)
  return { start: Math.min(span.start, spanOf(clauseTokens(sentence, first))?.start ?? span.start), end: span.end }
}

/** "Ali Khan, also known as Abu Omar, in the recording …": the names alone, without what the tree hung on them besides. */
const isNaming = (sentence: Sentence, verb: Token): boolean =>
  verb.lemma === 'know' &&
  childrenOf(sentence, verb, 'obl').some((t) =>
    childrenOf(sentence, t, 'case').some((c) => c.text.toLowerCase() === 'as'),
  )

function named(sentence: Sentence, verb: Token): Span | null {
  const alias = childrenOf(sentence, verb, 'obl').find((t) =>
    childrenOf(sentence, t, 'case').some((c) => c.text.toLowerCase() === 'as'),
  )
  const before = sentence.names.findLast((n) => n.last < verb.index)
  const up = headOf(sentence, verb)
  const start =
    before && verb.index - before.last < 5
      ? before.start
      : spanOf(up ? nounPhraseTokens(sentence, up, { coordinated: false, clauses: false }) : [])?.start
  const end = alias && spanOf(nounPhraseTokens(sentence, alias, { coordinated: false, clauses: false }))?.end
  return start !== undefined && end !== undefined && start < end ? { start, end } : null
}

/** A subject that the tree hung elsewhere stands before the clause all the same. */
function withSubjectBeside(sentence: Sentence, top: Token, span: Span): Span {
  if (childrenOf(sentence, top, 'nsubj', 'csubj').length > 0 || hasRelation(top, 'conj', 'acl')) return span
  const subjects = subjectsBeside(sentence, top)
  const start = Math.min(span.start, ...subjects.map((t) => spanOf(nounPhraseTokens(sentence, t))?.start ?? t.start))
  return { start, end: span.end }
}

function nominalAround(sentence: Sentence, verb: Token): Span | null {
  const up = headOf(sentence, verb)
  return up ? spanOf(nounPhraseTokens(sentence, up, { coordinated: false })) : null
}

/** "the men who fled to Kunar": the noun, what else stands before the clause, and the clause. */
function withAntecedent(sentence: Sentence, verb: Token): Span | null {
  const up = headOf(sentence, verb)
  const clause = spanOf(
    trimPunctuation(subtree(sentence, verb, (t) => hasRelation(t, 'conj', 'cc') && t.head === verb.index)),
  )
  if (!up || !clause) return clause
  if (!isNominal(up)) return clause
  const noun = spanOf(nounPhraseTokens(sentence, up, { coordinated: false, clauses: false }))
  return noun
    ? { start: Math.min(noun.start, clause.start), end: Math.max(clause.end, Math.min(noun.end, clause.end)) }
    : clause
}

/**
 * What only follows is others' words: "…, while the police denied it", "…, which lies on the border", a long apposition
 * at the end.
 */
function withoutFollowers(sentence: Sentence, top: Token, tokens: readonly Token[]): readonly Token[] {
  const last = tokens.at(-1)?.index ?? top.index
  const out = tokens.filter((t) => {
    if (t.index === top.index) return false
    if (isAside(sentence, t)) return true
    // Nearly all that follows belongs to the remark; the tree may hang its last words elsewhere.
    const first = subtree(sentence, t)[0]?.index ?? t.index
    return isRemark(sentence, t) && first > top.index && subtree(sentence, t).length >= 0.6 * (last - first)
  })
  const from = Math.min(
    ...out.filter((t) => isRemark(sentence, t)).map((t) => subtree(sentence, t)[0]?.index ?? t.index),
  )
  if (out.length === 0) return tokens
  const gone = new Set(out.flatMap((t) => subtree(sentence, t)).map((t) => t.index))
  return trimPunctuation(tokens.filter((t) => !gone.has(t.index) && t.index < from))
}
