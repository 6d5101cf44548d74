import { type Mention, type Quote, quote, type Span } from '../../claim/index.js'
import type { AttributionLexicon } from '../../data/attribution.js'
import type { Sentence, Token } from '../../language/contract.js'
import { resolveMention } from '../mentions.js'
import { isPlaceNoun } from '../places.js'
import type { Reading } from '../reading.js'
import {
  ancestorsOf,
  childrenOf,
  hasRelation,
  headOf,
  prepositionOf,
  spanOf,
  subtree,
  trimPunctuation,
} from '../tree.js'
import { partyModifiers } from './functions.js'
import { core, inList, isNationality, isParty, type Lexicon, nameKindOf } from './lexicon.js'

/** Everything that reading one report needs at hand. */
export interface Context {
  readonly reading: Reading
  readonly lexicon: Lexicon
  readonly attribution: AttributionLexicon
  /** Events are told in the past tense here, so that the present tense means what is always so. */
  readonly toldInPast: boolean
  readonly trace: (note: string) => void
}

/**
 * The words of a party: its noun phrase without clauses, without those coordinated with it, without where it is and
 * without what is only included ("special forces of the directorate").
 */
export function partySpan(lexicon: Lexicon, sentence: Sentence, head: Token): Span | null {
  const inside = subtree(sentence, head, (t) => {
    if (
      hasRelation(
        t,
        'acl',
        'conj',
        'cc',
        'advcl',
        'appos',
        'parataxis',
        'nsubj',
        'cop',
        'advmod',
        'discourse',
        'cc:preconj',
        'mark',
        'aux',
        'expl',
        'obl',
        'xcomp',
        'ccomp',
      )
    )
      return t.head === head.index || hasRelation(t, 'acl', 'advcl', 'parataxis')
    if (hasRelation(t, 'case'))
      return (t.head === head.index && t.index < head.index) || (t.head === head.index && isClitic(t))
    if (hasRelation(t, 'amod') && t.index > head.index) return true
    if (
      hasRelation(t, 'nmod') &&
      t.head !== head.index &&
      ['in', 'at', 'near', 'on'].includes(prepositionOf(sentence, t) ?? '') &&
      isPlaceNoun(lexicon, sentence, t)
    )
      return true
    if (hasRelation(t, 'nmod') && t.head === head.index) {
      const preposition = prepositionOf(sentence, t)
      return !(
        preposition === 'of' ||
        preposition === null ||
        (preposition === 'from' && !isPlaceNoun(lexicon, sentence, t))
      )
    }
    return hasRelation(t, 'punct') && t.index > head.index && t.text !== '-' && t.text !== '–' && t.text !== ')'
  })
  const whole = spanOf(
    trimPunctuation(
      inside.filter(
        (t) => t.upos !== 'PUNCT' || (t.index > (inside[0]?.index ?? 0) && t.index < (inside.at(-1)?.index ?? 0)),
      ),
    ),
  )
  return withBound(sentence, withName(sentence, head, whole ?? head))
}

/** "at least 20 groups", "more than 50": the tree may hang the first word elsewhere. */
function withBound(sentence: Sentence, span: Span): Span {
  let first = sentence.tokens.find((t) => t.start >= span.start)
  if (first && /^(?:and|to|-|–)$/i.test(first.text)) first = sentence.tokens[first.index + 1]
  if (!first || !(first.upos === 'NUM' || /^(?:least|most|than)$/i.test(first.text))) return span
  for (let before = sentence.tokens[first.index - 1]; before; before = sentence.tokens[first.index - 1]) {
    const opens =
      before.upos === 'NUM' ||
      /^(?:least|most|than|more|less|fewer|between|nearly|almost|about|around|some|over|roughly|approximately)$/i.test(
        before.text,
      )
    const joins =
      /^(?:at|and|to|-|–|up|as)$/i.test(before.text) &&
      (first.upos === 'NUM' || /^(?:least|most)$/i.test(first.text)) &&
      (/^(?:at)$/i.test(before.text) ? first.upos !== 'NUM' : sentence.tokens[before.index - 1]?.upos === 'NUM')
    if (!opens && !joins) break
    first = before
  }
  return { start: Math.min(first.start, span.start), end: span.end }
}

/** A name is never cut: "ISIS-K" is three tokens of which the tree may part the last. */
function withName(sentence: Sentence, head: Token, span: Span): Span {
  const name = sentence.names.find((n) => n.first <= head.index && head.index <= n.last)
  return name ? { start: Math.min(span.start, name.start), end: Math.max(span.end, name.end) } : span
}

const isClitic = (token: Token): boolean => token.xpos === 'POS' || /^['’]s?$/.test(token.text)

export function mentionOf(context: Context, sentenceIndex: number, head: Token): Mention | null {
  const sentence = context.reading.sentences[sentenceIndex]
  if (!sentence) return null
  const noun = antecedentNoun(sentence, head)
  const span = partySpan(context.lexicon, sentence, noun) ?? noun
  const mention = mentionAt(context, sentenceIndex, noun, span)
  // "some of them" are of those whom "them" speaks of.
  const whole = core(context.lexicon, sentence, noun)
  if (mention.refersTo || whole.index === noun.index || whole.upos !== 'PRON') return mention
  const found = mentionAt(context, sentenceIndex, whole, whole)
  return { ...mention, refersTo: found.refersTo, entity: found.entity, because: found.because, private: found.private }
}

/**
 * "The group was defeated: some were killed", "killed eight militants and captured three others": an amount that stands
 * alone is of those spoken of before it in the sentence.
 */
function partOf(context: Context, sentenceIndex: number, head: Token): Mention | null {
  const sentence = context.reading.sentences[sentenceIndex]
  if (
    !sentence ||
    !/^(?:some|others|many|most|several|few|more|all)$/i.test(head.text) ||
    childrenOf(sentence, head, 'nmod').length > 0
  )
    return null
  const relations = /^(?:others|more)$/i.test(head.text) ? ['obj', 'nsubj:pass', 'obl'] : ['nsubj']
  const before = sentence.tokens.filter(
    (t) => t.index < head.index && hasRelation(t, ...relations) && t.upos !== 'DET' && t.upos !== 'PRON',
  )
  const isWhole = (t: Token) =>
    /^(?:others|more)$/i.test(head.text)
      ? inList(context.lexicon, t, 'FIGHTERS')
      : isParty(context.lexicon, sentence, t)
  const whole = before.findLast((t) => [t, core(context.lexicon, sentence, t)].some(isWhole))
  return whole ? mentionOf(context, sentenceIndex, whole) : null
}

/** Nobody has been named whom "others" or "some" could be part of: they are not looked for in other sentences. */
const isOpenAmount = (head: Token): boolean =>
  /^(?:others|other|some|many|most|several|more|people|persons)$/i.test(head.text)

/** "who", "which", "whose" speak of the noun that their clause hangs on. */
function antecedentNoun(sentence: Sentence, head: Token): Token {
  if (!/^(?:who|which|that|whose|whom)$/i.test(head.text)) return head
  const clause = ancestorsOf(sentence, head).find((t) => hasRelation(t, 'acl'))
  return (clause && headOf(sentence, clause)) ?? head
}

const isBodyName = (sentence: Sentence | undefined, head: Token): boolean =>
  head.upos === 'PROPN' &&
  sentence !== undefined &&
  ['organisation', 'place', 'other'].includes(nameKindOf(sentence, head) ?? '')

function mentionAt(context: Context, sentenceIndex: number, head: Token, span: Span): Mention {
  const words: Quote = quote(context.reading.text, span)
  const sentence = context.reading.sentences[sentenceIndex]
  const whole = partOf(context, sentenceIndex, head)
  if (whole)
    return {
      quote: words,
      refersTo: whole.refersTo ?? whole.quote,
      entity: whole.entity,
      because: 'a part of those spoken of before',
      private: whole.private,
    }
  if (isOpenAmount(head)) return { quote: words, refersTo: null, entity: null, because: 'as written', private: false }
  // The name of a body says by itself who it is; only persons are named in part ("Mujahid").
  if (isBodyName(sentence, head))
    return { quote: words, refersTo: null, entity: null, because: 'as written', private: false }
  const found = resolveMention(context.reading, { sentence: sentenceIndex, token: head.index }, context.attribution)
  return {
    quote: words,
    refersTo: found.refersTo,
    entity: found.entity,
    because: found.because,
    private: found.private,
  }
}

/** Weapons and vehicles do not act: behind "Russian and regime warplanes" stand those that their modifiers name. */
export function actorMentions(context: Context, sentenceIndex: number, head: Token): readonly Mention[] {
  const sentence = context.reading.sentences[sentenceIndex]
  if (!sentence) return []
  const noun = core(context.lexicon, sentence, head)
  const isMeans =
    ['AIRCRAFT', 'DRONES', 'PROJECTILES', 'EXPLOSIVES', 'SMALL-ARMS', 'AIR-BOMBS'].some((l) =>
      inList(context.lexicon, noun, l),
    ) &&
    !inList(context.lexicon, noun, 'FIGHTERS') &&
    !inList(context.lexicon, noun, 'TROOPS')
  if (!isMeans) {
    const mention = mentionOf(context, sentenceIndex, head)
    return mention ? [mention] : []
  }
  const owners = [...childrenOf(sentence, noun, 'nmod:poss'), ...partyModifiers(context.lexicon, sentence, noun)]
  const all = owners.flatMap((t) => [t, ...childrenOf(sentence, t, 'conj').filter((c) => c.upos !== 'VERB')])
  const names = all.filter(
    (t, i) =>
      !all
        .slice(0, i)
        .some((o) =>
          sentence.names.some(
            (n) => n.first <= o.index && o.index <= n.last && n.first <= t.index && t.index <= n.last,
          ),
        ),
  )
  return names.flatMap((t) => {
    const span = isNationality(t) ? t : (partySpan(context.lexicon, sentence, t) ?? t)
    return [mentionAt(context, sentenceIndex, t, span)]
  })
}
