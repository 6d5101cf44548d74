import type { Reality } from '../../claim/index.js'
import type { Sentence, Token } from '../../language/contract.js'
import { ancestorsOf, childrenOf, hasRelation, headOf, subtree } from '../tree.js'
import type { Trigger } from './functions.js'
import { inList, type Lexicon, textInList } from './lexicon.js'

/** What the words say of how real something is: negated, planned, foretold, supposed, habitual; and how sure they are. */

/** The word that carries a trigger's clause: the verb that supports it, else itself. */
export const clauseVerb = (trigger: Trigger): Token => trigger.support?.verb ?? trigger.token

/** The verbs above a clause that it is part of: "is trying to", "has yet to", "was about to". */
export function verbsAbove(sentence: Sentence, verb: Token): readonly Token[] {
  const out: Token[] = []
  let at = verb
  for (let depth = 0; depth < 4; depth++) {
    const up = headOf(sentence, at)
    if (
      !up ||
      !(
        hasRelation(at, 'xcomp') ||
        (hasRelation(at, 'ccomp', 'advcl') &&
          isInfinitive(sentence, at) &&
          (up.upos === 'ADJ' || (hasRelation(at, 'advcl') && ASKED.has(up.lemma))))
      )
    )
      break
    out.push(up)
    at = up
  }
  return out
}

/** Their infinitive is often hung on them as if it told a purpose: "called on them to leave". */
const ASKED = new Set(['call', 'urge', 'ask', 'order', 'tell', 'appeal'])

const isInfinitive = (sentence: Sentence, verb: Token): boolean =>
  childrenOf(sentence, verb, 'mark').some((t) => t.text.toLowerCase() === 'to')

function hasNegation(lexicon: Lexicon, sentence: Sentence, verb: Token): boolean {
  return childrenOf(sentence, verb, 'advmod', 'aux', 'cc', 'det', 'neg').some(
    (t) =>
      t.index < verb.index + 3 &&
      (textInList(lexicon, t, 'NEGATIONS') || t.feats['Polarity'] === 'Neg' || isNoLonger(sentence, t)),
  )
}

const isNoLonger = (sentence: Sentence, token: Token): boolean =>
  token.text.toLowerCase() === 'longer' && sentence.tokens[token.index - 1]?.text.toLowerCase() === 'no'

/** "no clashes", "none of the", "not one": a noun phrase that says there was none. */
export function isNone(lexicon: Lexicon, sentence: Sentence, noun: Token): boolean {
  if (textInList(lexicon, noun, 'NO-WORDS') || (noun.upos === 'NUM' && noun.text === '0')) return true
  return childrenOf(sentence, noun, 'det', 'amod', 'nummod', 'advmod', 'cc').some(
    (t) =>
      t.index < noun.index &&
      (textInList(lexicon, t, 'NO-WORDS') || t.text.toLowerCase() === 'without' || t.text === '0'),
  )
}

/** "without casualties" */
const isWithout = (sentence: Sentence, noun: Token): boolean =>
  childrenOf(sentence, noun, 'case', 'mark').some((t) => t.text.toLowerCase() === 'without')

/** True when the trigger's clause says that it is not so. */
export function isNegatedAt(lexicon: Lexicon, trigger: Trigger): boolean {
  const { sentence, token, support } = trigger
  const verb = clauseVerb(trigger)
  const above = verbsAbove(sentence, verb)
  let negated = [verb, ...above].some((v) => hasNegation(lexicon, sentence, v))
  if (above.some((v) => inList(lexicon, v, 'FAILING'))) negated = !negated
  if (
    above.some((v) => v.lemma === 'have' || v.lemma === 'remain' || v.lemma === 'yet') &&
    sentence.tokens.some((t) => t.text.toLowerCase() === 'yet' && t.index < verb.index && t.index > verb.index - 5)
  )
    negated = true
  if (isPrevented(lexicon, sentence, verb)) negated = !negated
  if (isYetTo(sentence, verb)) negated = true
  if (trigger.kind === 'noun') {
    const nouns = support ? [token, support.noun] : [token]
    if (nouns.some((n) => isNone(lexicon, sentence, n) || isWithout(sentence, n))) return true
    if (support && inList(lexicon, support.verb, 'FAILING')) return !negated
    return support || childrenOf(sentence, token, 'cop').length > 0 ? negated : false
  }
  if (isWithout(sentence, verb)) return true
  const subjects = childrenOf(sentence, verb, 'nsubj', 'obj', 'obl').filter(
    (t) => !hasRelation(t, 'obl') || isNone(lexicon, sentence, t),
  )
  return negated || subjects.some((t) => isNone(lexicon, sentence, t))
}

/** "prevented them from attacking" */
function isPrevented(lexicon: Lexicon, sentence: Sentence, verb: Token): boolean {
  const up = hasRelation(verb, 'advcl', 'xcomp', 'obl') ? headOf(sentence, verb) : null
  return (
    up !== null &&
    inList(lexicon, up, 'FAILING') &&
    childrenOf(sentence, verb, 'mark', 'case').some((t) => t.text.toLowerCase() === 'from')
  )
}

/** "has yet to comment", "is yet to be taken" */
const isYetTo = (sentence: Sentence, verb: Token): boolean => {
  const to = childrenOf(sentence, verb, 'mark').find((t) => t.text.toLowerCase() === 'to')
  return to !== undefined && sentence.tokens[to.index - 1]?.text.toLowerCase() === 'yet'
}

export function realityOf(lexicon: Lexicon, trigger: Trigger, isEventType: boolean, toldInPast = true): Reality {
  const { sentence, token, support } = trigger
  const verb = clauseVerb(trigger)
  const above = verbsAbove(sentence, verb)
  const chain = [verb, ...above]
  if (isConditional(lexicon, sentence, verb)) return 'hypothetical'
  if (
    support?.how === 'does' &&
    inList(lexicon, support.verb, 'PLANS') &&
    !['foil', 'thwart', 'avert', 'prevent'].includes(support.verb.lemma)
  )
    return 'planned'
  const governor = above.find((v) => inList(lexicon, v, 'PLANNING')) ?? nounAbove(lexicon, sentence, verb, 'PLANNING')
  if (governor)
    return inList(lexicon, governor, 'ASKING') && !['order', 'command', 'direct', 'instruct'].includes(governor.lemma)
      ? 'hypothetical'
      : 'planned'
  if (above.some((v) => inList(lexicon, v, 'PREDICTING') && v.lemma !== 'go' && v.lemma !== 'set')) return 'predicted'
  const auxiliaries = chain.flatMap((v) => childrenOf(sentence, v, 'aux'))
  if (
    auxiliaries.some((t) => textInList(lexicon, t, 'FUTURE')) ||
    above.some((v) => ['go', 'set', 'about', 'due'].includes(v.lemma))
  )
    return 'predicted'
  if (
    auxiliaries.some((t) => inList(lexicon, t, 'HYPOTHETICAL')) &&
    !auxiliaries.some((t) => t.text.toLowerCase() === 'ca')
  )
    return 'hypothetical'
  if (!isEventType) return 'actual'
  if (support && inList(lexicon, support.verb, 'GROWS') && support.how === 'does') return 'habitual'
  if (trigger.kind === 'noun' && headOf(sentence, token) && nounAbove(lexicon, sentence, token, 'GROWS'))
    return 'habitual'
  if (chain.some((v) => childrenOf(sentence, v, 'advmod').some((t) => inList(lexicon, t, 'HABITUAL'))))
    return 'habitual'
  return toldInPast && isSimplePresent(sentence, verb, trigger) ? 'habitual' : 'actual'
}

/** "plans to attack", "a plot to kill": the noun above an infinitive. */
function nounAbove(lexicon: Lexicon, sentence: Sentence, verb: Token, list: string): Token | null {
  const up = headOf(sentence, verb)
  if (up?.upos !== 'NOUN') return null
  return hasRelation(verb, 'acl', 'nmod') && inList(lexicon, up, list) ? up : null
}

function isConditional(lexicon: Lexicon, sentence: Sentence, verb: Token): boolean {
  return [verb, ...ancestorsOf(sentence, verb)].some(
    (v) =>
      hasRelation(v, 'advcl', 'ccomp') &&
      childrenOf(sentence, v, 'mark').some(
        (t) => textInList(lexicon, t, 'CONDITIONS') && t.text.toLowerCase() !== 'whether',
      ),
  )
}

/** Whether a report tells what happened in the past tense; many tell it in the present, and mean once, not always. */
export function isToldInPast(sentences: readonly Sentence[]): boolean {
  const finite = sentences.flatMap((s) => s.tokens).filter((t) => t.upos === 'VERB' || t.upos === 'AUX')
  const past = finite.filter((t) => t.xpos === 'VBD').length
  return past > 2 * finite.filter((t) => t.upos === 'VERB' && (t.xpos === 'VBZ' || t.xpos === 'VBP')).length
}

/** "they wage operations": what is told in the present simple is what they do, not what they did; headlines tell the past so. */
function isSimplePresent(sentence: Sentence, verb: Token, trigger: Trigger): boolean {
  if (sentence.kind === 'headline' || trigger.kind === 'adjective') return false
  if (
    verb.upos !== 'VERB' ||
    !['VBP', 'VBZ'].includes(verb.xpos) ||
    /^(?:hit|cut|set|put|hurt|burst|spread|shut|beat|split|quit)$/.test(verb.text)
  )
    return false
  if (trigger.support?.how === 'happens') return false
  return childrenOf(sentence, verb, 'aux', 'cop').length === 0 && sentence.tokens.at(-1)?.text === '.'
}

/** Words within the clause that say how sure the teller is, as written. */
export function hedgesOf(lexicon: Lexicon, trigger: Trigger): readonly string[] {
  const { sentence, token } = trigger
  const verb = clauseVerb(trigger)
  const heads = [...new Set([token, verb, ...verbsAbove(sentence, verb)])]
  const near = heads.flatMap((h) => childrenOf(sentence, h, 'advmod', 'amod', 'aux', 'advcl'))
  const above = verbsAbove(sentence, verb).filter(
    (v) =>
      ['believe', 'suspect', 'think', 'report', 'allege', 'presume', 'say', 'suppose'].includes(v.lemma) &&
      v.xpos === 'VBN',
  )
  return [
    ...new Map([...near.filter((t) => inList(lexicon, t, 'HEDGES')), ...above].map((t) => [t.index, t.text])).values(),
  ]
}

export function intentOf(lexicon: Lexicon, trigger: Trigger): 'deliberate' | 'accident' | null {
  const { sentence, token } = trigger
  const verb = clauseVerb(trigger)
  const near = [...new Set([token, verb])]
    .flatMap((h) => childrenOf(sentence, h))
    .flatMap((t) => [t, ...(hasRelation(t, 'advcl', 'acl', 'obl') ? subtree(sentence, t).slice(0, 6) : [])])
  if (near.some((t) => textInList(lexicon, t, 'ACCIDENT'))) return 'accident'
  if (near.some((t) => hasRelation(t, 'obl') && ['mistake', 'accident', 'error'].includes(t.lemma))) return 'accident'
  return near.some((t) => textInList(lexicon, t, 'DELIBERATE') && t.text.toLowerCase() !== 'targeted')
    ? 'deliberate'
    : null
}
