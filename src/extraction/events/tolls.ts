import { type Count, type Harm, type Mention, quote, type Toll } from '../../claim/index.js'
import type { Sentence, Token } from '../../language/contract.js'
import { amounts } from '../quantity.js'
import { childrenOf, hasRelation, nounPhraseSpan, prepositionOf, spanOf, subtree, trimPunctuation } from '../tree.js'
import { core, formsOf, inList, isPeople, nameKindOf } from './lexicon.js'
import { isNone } from './modality.js'
import { type Context, mentionOf, partySpan } from './parties.js'

/** How many, of whom: read from the noun phrases that a harm came to. */

export interface Counted {
  readonly count: Count
  /** True when an amount stands there; false when number alone (a bare plural, "the leader") tells. */
  readonly stated: boolean
}

/** Words that bound an amount, which trees hang in many ways: "at least", "more than", "up to". */
const BOUND_WORDS = new Set([
  'at',
  'least',
  'most',
  'more',
  'than',
  'up',
  'to',
  'fewer',
  'less',
  'as',
  'many',
  'no',
  'over',
  'about',
  'around',
  'between',
  'and',
  'nearly',
  'almost',
  'some',
  'roughly',
  'approximately',
  'an',
  'a',
  'estimated',
  'another',
  'further',
  'further',
  'total',
  'of',
  'close',
  'not',
  'under',
  'only',
  'just',
  'or',
  'half',
  'few',
  'several',
  'couple',
])

/** The words of a noun phrase that may say how many: all that stands before its noun, and the noun itself. */
function amountTokens(sentence: Sentence, head: Token): readonly Token[] {
  const before = childrenOf(
    sentence,
    head,
    'nummod',
    'det',
    'amod',
    'advmod',
    'nmod:unmarked',
    'compound',
    'dep',
    'case',
  ).filter((t) => t.index < head.index && t.xpos !== 'POS')
  let first = Math.min(
    head.index,
    ...before.flatMap((t) => subtree(sentence, t, (c) => hasRelation(c, 'acl', 'nmod', 'conj'))).map((t) => t.index),
  )
  while (first > 0 && isBoundWord(sentence.tokens[first - 1])) first--
  const last = head.upos === 'NUM' ? lastOfNumber(sentence, head) : head.index
  const words = sentence.tokens.slice(first, last + 1)
  return words.filter(
    (t) => !isMeasure(sentence, t) && (t.index === head.index || t.upos !== 'PUNCT' || /^[-–+]$/.test(t.text)),
  )
}

/** "a 12-year-old boy", "a 20-member team": a figure that is part of a word counts nobody. */
function isMeasure(sentence: Sentence, token: Token): boolean {
  const dash = sentence.tokens[token.index + 1]
  const unit = sentence.tokens[token.index + 2]
  return (
    token.upos === 'NUM' &&
    dash !== undefined &&
    unit !== undefined &&
    /^[-–]$/.test(dash.text) &&
    dash.start === token.end &&
    unit.start === dash.end &&
    !/\d/.test(unit.text)
  )
}

const isBoundWord = (token: Token | undefined): boolean =>
  token !== undefined && (BOUND_WORDS.has(token.text.toLowerCase()) || token.upos === 'NUM')

/** "50 or more", "20 to 30" */
function lastOfNumber(sentence: Sentence, head: Token): number {
  let last = head.index
  for (const token of sentence.tokens.slice(head.index + 1, head.index + 4)) {
    if (token.upos === 'NUM' || ['or', 'to', 'more', 'so', '-', '–', '+'].includes(token.text.toLowerCase()))
      last = token.index
    else break
  }
  return last
}

/** How many a noun phrase speaks of, or null where that is not to be counted ("the army"). */
export function countOf(context: Context, sentence: Sentence, head: Token): Counted | null {
  const { quantities } = context.lexicon.rules
  const tokens = amountTokens(sentence, head)
  const words = (first: Token, last: Token) =>
    quote(context.reading.text, { start: first.start, end: Math.max(first.end, last.end) }).text
  const found = amounts(
    tokens.map((t) => t.text),
    quantities,
  ).filter((a) => !isOrdinary(tokens, a.first, a.last, head))
  // Of several ("the last two of 50"), the one that stands nearest before the noun is its own.
  const amount = found.find((a) => a.figure) ?? found[0]
  if (amount) {
    const [first, last] = [tokens[amount.first], tokens[amount.last]]
    if (first && last) return { count: { low: amount.low, high: amount.high, words: words(first, last) }, stated: true }
  }
  if (isNone(context.lexicon, sentence, head))
    return { count: { low: 0, high: 0, words: words(tokens[0] ?? head, head) }, stated: true }
  const noun = core(context.lexicon, sentence, head)
  const whole = words(head, head)
  if (isPluralNoun(head))
    return { count: { low: quantities.bare.plural[0], high: quantities.bare.plural[1], words: whole }, stated: false }
  const isOne =
    nameKindOf(sentence, noun) === 'person' ||
    (isPeople(context.lexicon, sentence, noun) && noun.upos !== 'PRON' && noun.xpos !== 'NNS')
  const article = childrenOf(sentence, head, 'det').some((t) => /^an?$/i.test(t.text))
  const pronoun = /^(?:he|she|him|her)$/i.test(head.text)
  if (isOne || article || pronoun) return { count: { low: 1, high: 1, words: whole }, stated: article }
  return null
}

/** "the two sides" as a whole, "one of the" is an amount; a year or a "two-year-old" is none. */
function isOrdinary(tokens: readonly Token[], first: number, last: number, head: Token): boolean {
  const token = tokens[last]
  if (!token) return true
  if (/^(?:19|20)\d\d$/.test(token.text) && token.index < head.index - 1 && first === last) return true
  return (
    (token.text.toLowerCase() === 'one' || token.text.toLowerCase() === 'no') &&
    token.upos === 'PRON' &&
    token.index !== head.index
  )
}

const isPluralNoun = (token: Token): boolean =>
  token.xpos === 'NNS' ||
  token.xpos === 'NNPS' ||
  token.feats['Number'] === 'Plur' ||
  ['people', 'police', 'troops', 'others', 'personnel'].includes(token.text.toLowerCase())

const INCLUDING = new Set(['including', 'among', 'notably', 'amongst', 'mostly', 'mainly'])

/** "including eight children", "among them a commander": parts of a toll. */
export function includesOf(
  context: Context,
  sentenceIndex: number,
  harm: Harm,
  heads: readonly Token[],
): readonly Toll[] {
  const sentence = context.reading.sentences[sentenceIndex]
  if (!sentence) return []
  const parts = heads
    .flatMap((head) => childrenOf(sentence, head, 'nmod', 'obl', 'acl', 'appos', 'dep', 'conj', 'advcl'))
    .filter((t) => t.upos !== 'PRON' && isPart(sentence, t))
  const all = parts.flatMap((t) => [t, ...childrenOf(sentence, t, 'conj').filter((c) => c.upos !== 'VERB')])
  return [...new Map(all.map((t) => [t.index, t])).values()].flatMap((t) => {
    const toll = tollOf(context, sentenceIndex, harm, [t], [])
    return toll ? [toll] : []
  })
}

function isPart(sentence: Sentence, token: Token): boolean {
  const preposition = prepositionOf(sentence, token)?.split(' ')[0] ?? ''
  if (INCLUDING.has(preposition)) return true
  return childrenOf(sentence, token, 'advmod', 'mark', 'case').some(
    (t) => INCLUDING.has(t.text.toLowerCase()) && t.index < token.index,
  )
}

/**
 * One toll of a harm: of the people of one noun phrase, or of several that are named. Null where nobody is counted.
 */
export function tollOf(
  context: Context,
  sentenceIndex: number,
  harm: Harm,
  heads: readonly Token[],
  owners: readonly Token[],
): Toll | null {
  const sentence = context.reading.sentences[sentenceIndex]
  const first = heads[0]
  if (!sentence || !first) return null
  const named = heads.filter((t) => nameKindOf(sentence, core(context.lexicon, sentence, t)) === 'person')
  const counted = heads.length > 1 ? exactly(context, sentence, heads) : countOf(context, sentence, first)
  if (!counted) return null
  const includes = [
    ...includesOf(context, sentenceIndex, harm, [...heads, ...owners]),
    ...(heads.length > 1 ? heads.flatMap((t) => tollOf(context, sentenceIndex, harm, [t], []) ?? []) : []),
  ]
  const span =
    spanOf(
      heads.flatMap((t) =>
        trimPunctuation(subtree(sentence, t, (c) => hasRelation(c, 'acl', 'conj', 'case') && c.head === t.index)),
      ),
    ) ??
    nounPhraseSpan(sentence, first) ??
    first
  return {
    harm,
    side: sideOf(context, sentenceIndex, heads),
    count: counted.count,
    named: named.flatMap((t) => mentionOf(context, sentenceIndex, t) ?? []),
    includes,
    quote: quote(context.reading.text, span),
  }
}

function exactly(context: Context, sentence: Sentence, heads: readonly Token[]): Counted {
  const span = spanOf(heads) ?? sentence
  return {
    count: { low: heads.length, high: heads.length, words: quote(context.reading.text, span).text },
    stated: true,
  }
}

/** Of whom: the noun phrase without its amount. Figures that stand alone are of nobody in particular. */
export function sideOf(context: Context, sentenceIndex: number, heads: readonly Token[]): readonly Mention[] {
  const sentence = context.reading.sentences[sentenceIndex]
  if (!sentence) return []
  return heads.flatMap((head) => {
    const noun = core(context.lexicon, sentence, head)
    if (noun.upos === 'NUM' || (noun.index === head.index && isBareAmount(context, noun)) || noun.upos === 'ADJ') {
      // "some were killed": nobody in particular, unless they are some of those spoken of before.
      const part = mentionOf(context, sentenceIndex, noun)
      return part?.refersTo ? [part] : []
    }
    const mention = mentionOf(context, sentenceIndex, noun)
    if (!mention) return []
    const span = /^sides?$/i.test(noun.text) ? null : withoutAmount(context, sentence, noun)
    return [span ? { ...mention, quote: quote(context.reading.text, span) } : mention]
  })
}

const isBareAmount = (context: Context, noun: Token): boolean =>
  formsOf(noun).some(
    (f) => context.lexicon.rules.quantities.vague.has(f) || context.lexicon.rules.quantities.scales.has(f),
  ) && noun.upos !== 'PROPN'

function withoutAmount(context: Context, sentence: Sentence, noun: Token) {
  const span = partySpan(context.lexicon, sentence, noun)
  if (!span) return null
  const amount = new Set(
    amountTokens(sentence, noun)
      .filter(
        (t) => t.index !== noun.index && (t.upos === 'NUM' || inAmount(context, t) || hasRelation(t, 'det', 'advmod')),
      )
      .map((t) => t.index),
  )
  const left = sentence.tokens.filter((t) => span.start <= t.start && t.end <= span.end)
  let first = 0
  const head = left.findIndex((t) => t.index === noun.index)
  while (
    first < head &&
    (amount.has(left[first]?.index ?? -1) ||
      inAmount(context, left[first]) ||
      ['and', '-', '–', 'than', 'least', 'to', 'of'].includes(left[first]?.text.toLowerCase() ?? ''))
  )
    first++
  return spanOf(trimPunctuation(left.slice(first)))
}

function inAmount(context: Context, token: Token | undefined): boolean {
  if (!token) return false
  const word = token.text.toLowerCase()
  const { quantities: q } = context.lexicon.rules
  return (
    q.vague.has(word) ||
    q.numbers.has(word) ||
    q.scales.has(word) ||
    q.bounds.has(word) ||
    /^\d/.test(word) ||
    [
      'at',
      'least',
      'more',
      'than',
      'as',
      'many',
      'up',
      'to',
      'fewer',
      'less',
      'no',
      'a',
      'an',
      'the',
      'another',
      'other',
      'total',
      'further',
      'some',
    ].includes(word)
  )
}

/** Those who came to harm, grouped as they are counted: named persons together, each other noun phrase for itself. */
export function tollGroups(
  context: Context,
  sentence: Sentence,
  heads: readonly Token[],
): readonly (readonly Token[])[] {
  const counted = heads.filter((t) => !isPart(sentence, t))
  const isNamed = (t: Token) => nameKindOf(sentence, t) === 'person'
  const named = counted.filter(isNamed)
  if (named.length > 1 && named.length === counted.length) return [named]
  return counted
    .filter(
      (t) =>
        [t, core(context.lexicon, sentence, t)].some((n) => isPeople(context.lexicon, sentence, n)) ||
        t.upos === 'NUM' ||
        isCountable(context, sentence, t),
    )
    .map((t) => [t])
}

/** Somebody counted whom no list knows ("44 Hazaras"); buildings and vehicles are no toll. */
function isCountable(context: Context, sentence: Sentence, token: Token): boolean {
  const noun = core(context.lexicon, sentence, token)
  if (['BUILDINGS', 'BASES', 'VEHICLES', 'AREAS', 'WEAPON', 'ROADS'].some((l) => inList(context.lexicon, noun, l)))
    return false
  if (noun.upos === 'PRON') return false
  if (/^(?:animal|cow|sheep|goat|livestock|horse|dog|camel|cattle)$/.test(noun.lemma)) return false
  return (
    childrenOf(sentence, noun, 'nummod').length > 0 ||
    inList(context.lexicon, noun, 'FORCES') ||
    nameKindOf(sentence, noun) === 'person' ||
    noun.upos === 'PROPN'
  )
}
