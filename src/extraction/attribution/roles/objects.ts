import type { Sentence, Token } from '../../../language/contract.js'
import { labelOf } from '../../mentions.js'
import {
  childOf,
  childrenOf,
  hasRelation,
  headOf,
  isNominal,
  nounPhraseTokens,
  prepositionOf,
  subjectOf,
  subtree,
} from '../../tree.js'
import { type Context, labelsOf, lemmaOf, wordOf } from '../context.js'
import {
  clauseSpans,
  type Found,
  isSubstantial,
  noun,
  spansOf,
  startsWith,
  type Trigger,
  withPreposition,
} from './found.js'

/** What is said, where a noun phrase names it. */

export function prepositionPhrase({ sentence, token }: Trigger, preposition: string): Found | null {
  const direct = withPreposition(sentence, token, preposition)
  if (direct) return noun(direct)
  const clause = childrenOf(sentence, token, 'advcl', 'acl', 'xcomp', 'ccomp').find(
    (t) => t.index > token.index && startsWith(sentence, t, preposition),
  )
  if (clause) return clauseSpans(sentence, [clause])
  const object = childOf(sentence, token, 'obj')
  const below = object
    ? (withPreposition(sentence, object, preposition) ??
      childrenOf(sentence, object, 'acl', 'advcl').find((t) => startsWith(sentence, t, preposition)))
    : null
  if (!below) return null
  return isNominal(below) ? noun(below) : clauseSpans(sentence, [below])
}

/** "accused the US of magnifying the danger": the accused together with the deed. */
export function objectWith(
  _context: Context,
  { sentence, token }: Trigger,
  prepositions: readonly string[],
): Found | null {
  const object = childOf(sentence, token, 'obj')
  // "accused each other of A": the tree may part the two words.
  const other = childrenOf(sentence, token, 'xcomp').find((t) => wordOf(t) === 'other')
  const deeds = [
    ...childrenOf(sentence, token, 'obl', 'advcl', 'xcomp', 'ccomp'),
    ...(other ? childrenOf(sentence, other, 'obl', 'advcl') : []),
    ...(object ? childrenOf(sentence, object, 'nmod', 'acl', 'advcl') : []),
  ]
  const allowed =
    lemmaOf(token) === 'accuse' || lemmaOf(token) === 'suspect' ? prepositions : prepositions.filter((p) => p !== 'of')
  const deed = deeds.find((t) => t.index > token.index && allowed.some((p) => startsWith(sentence, t, p)))
  if (!deed) return null
  const tokens = [...(object ? subtree(sentence, object) : []), ...(other ? [other] : []), ...subtree(sentence, deed)]
  return spansOf(sentence, tokens, deed)
}

/** "The colonel was accused by X of burning the boats": subject and deed, wherever the tree hangs the deed. */
export function accusedAndDeed({ sentence, token }: Trigger): Found | null {
  const accused = subjectOf(sentence, token)
  const by = childOf(sentence, token, 'obl:agent') ?? withPreposition(sentence, token, 'by')
  const below = [token, ...(by ? [by] : [])].flatMap((t) => childrenOf(sentence, t, 'obl', 'advcl', 'acl', 'nmod'))
  const deed = below.find(
    (t) =>
      t.index > token.index &&
      t.index !== by?.index &&
      ['of', 'for', 'with', 'over', 'on', 'in'].some((p) => startsWith(sentence, t, p)),
  )
  if (!accused || !deed) return null
  return spansOf(
    sentence,
    [...subtree(sentence, accused.token, (t) => t.index === token.index), ...subtree(sentence, deed)],
    deed,
  )
}

/** "showed men firing": the object with the participle that says what it does. */
export function objectWithParticiple({ sentence, token }: Trigger): Found | null {
  const object = childrenOf(sentence, token, 'obj').find(isSubstantial)
  if (!object) return null
  const doing = childrenOf(sentence, token, 'xcomp', 'ccomp', 'advcl').filter(
    (t) => t.index > object.index && ['VBG', 'VBN'].includes(t.xpos),
  )
  return spansOf(sentence, [...subtree(sentence, object), ...doing.flatMap((t) => subtree(sentence, t))], object)
}

/** "the attack": only the whole clause says which. */
export const isBare = (sentence: Sentence, deed: Token): boolean =>
  isNominal(deed) &&
  nounPhraseTokens(sentence, deed).every((t) => t.index === deed.index || hasRelation(t, 'det', 'case'))

/** "the denial by X of any role in the raid": the phrase, and those that follow it, whatever noun the tree hangs them on. */
export function ofAndMore({ sentence, token }: Trigger): Found | null {
  const of = withPreposition(sentence, token, 'of') ?? behindMaker(sentence, token)
  // What a claim of responsibility claims is the deed.
  if (!of || lemmaOf(of) === 'responsibility') return null
  const tokens = [...nounPhraseTokens(sentence, of)]
  for (const next of childrenOf(sentence, token, 'nmod')) {
    const own = subtree(sentence, next)
    const follows = own[0]?.index === (tokens.at(-1)?.index ?? of.index) + 1
    if (follows && !['by', 'from', 'to'].includes(prepositionOf(sentence, next) ?? '')) tokens.push(...own)
  }
  return spansOf(
    sentence,
    tokens.filter((t) => !(t.head === of.index && t.index < of.index && hasRelation(t, 'case'))),
    of,
  )
}

/** "the denial by X of A": the tree hangs A on X. */
function behindMaker(sentence: Sentence, token: Token): Token | null {
  const maker = withPreposition(sentence, token, 'by')
  return maker && withPreposition(sentence, maker, 'of')
}

/** "put the number of people in the camp at 300": the object up to the figure, wherever the tree hangs that. */
export function objectAt({ sentence, token }: Trigger): Found | null {
  const object = childOf(sentence, token, 'obj')
  const inside = object ? subtree(sentence, object) : []
  const figure = inside.findLast((t) => t.upos === 'NUM' && startsWith(sentence, t, 'at'))
  return figure && object
    ? spansOf(
        sentence,
        inside.filter((t) => t.index <= figure.index),
        object,
      )
    : null
}

export function withoutPreposition(sentence: Sentence, top: Token): Found | null {
  return spansOf(
    sentence,
    subtree(sentence, top, (t) => t.head === top.index && t.index < top.index && hasRelation(t, 'case', 'mark')),
    top,
  )
}

/** The object of "call for", "demand": what is wanted. */
export function demandedOf({ sentence, token, cue }: Trigger): Found | null {
  const preposition = cue.find((t) => ['for', 'on'].includes(wordOf(t)) && t.index > token.index)
  if (preposition) {
    const wanted = headOf(sentence, preposition)
    return wanted && wanted.index !== token.index ? withoutPreposition(sentence, wanted) : null
  }
  const object = ['demand', 'recommend', 'advocate', 'request', 'propose'].includes(lemmaOf(token))
    ? childOf(sentence, token, 'obj')
    : null
  return object && spansOf(sentence, subtree(sentence, object), object)
}

/** "claimed other attacks, including a bombing and an assault": the list belongs to it. */
export function objectAndMore(context: Context, { sentence, token }: Trigger, without = ''): Found | null {
  const object = childrenOf(sentence, token, 'obj').find(isSubstantial)
  if (!object) return null
  const judged = childrenOf(sentence, object, 'nmod', 'acl').filter(
    (t) => without !== '' && startsWith(sentence, t, without),
  )
  const cut = new Set(judged.flatMap((t) => subtree(sentence, t)))
  const phrase = nounPhraseTokens(sentence, object).filter((t) => !cut.has(t))
  // "declared his death a heavy loss": what it is declared to be stands as a second object.
  for (const second of childrenOf(sentence, token, 'obj').filter((t) => t.index > object.index)) {
    const tokens = subtree(sentence, second)
    const last = phrase.at(-1)?.index ?? object.index
    if ((tokens[0]?.index ?? 0) - last <= 2 && without === '') phrase.push(...tokens)
  }
  const isAhead = AHEAD.has(labelsOf(context.lexicon, 'object-verbs').get(lemmaOf(token)) ?? '')
  for (const place of childrenOf(sentence, token, 'obl')) {
    const tokens = subtree(sentence, place)
    const touches = tokens[0]?.index === (phrase.at(-1)?.index ?? -1) + 1
    const preposition = prepositionOf(sentence, place) ?? ''
    const belongs = PLACES.has(preposition) && !isOccasion(context, place)
    if (touches && (belongs || (isAhead && DEADLINES.has(preposition)))) phrase.push(...tokens)
  }
  const last = phrase.at(-1)?.index ?? object.index
  const isList = /^(?:including|such|among)$/.test(wordOf(sentence.tokens[last + 2] ?? object))
  const more = sentence.tokens[last + 1]?.text === ',' && isList
  return spansOf(sentence, more ? [...phrase, ...sentence.tokens.slice(last + 1)] : phrase, object)
}

const PLACES = new Set([
  'on',
  'against',
  'in',
  'near',
  'at',
  'of',
  'from',
  'between',
  'inside',
  'outside',
  'into',
  'by',
])

/** "predicted a collapse within weeks": the time belongs to what lies ahead, not to the saying. */
const AHEAD = new Set(['predicts', 'plans', 'warns'])
const DEADLINES = new Set(['before', 'within', 'by', 'until', 'during', 'after'])

/** A day, or what speech travels in: it belongs to the saying. */
export const isOccasion = (context: Context, token: Token): boolean =>
  labelOf(context.lexicon, 'carriers', token) !== null ||
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|evening|night|afternoon|week|month|year|\d+)$/i.test(
    token.text,
  )
