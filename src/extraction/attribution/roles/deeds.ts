import type { Sentence, Token } from '../../../language/contract.js'
import { childrenOf } from '../../tree.js'
import { type Context, lemmaOf } from '../context.js'
import { clauseSpans, type Found, startsWith, type Trigger } from './found.js'
import { isBare, objectAndMore, withoutPreposition } from './objects.js'

/** Deeds that somebody claims as their own. */

const DEEDS =
  /^(?:attack|bombing|blast|explosion|assault|raid|killing|murder|assassination|ambush|shooting|strike|airstrike|massacre|operation|incident|shelling|kidnapping|abduction|hijacking|beheading|execution|bomb|attempt|offensive|siege|sabotage|arson|launch|hit|rocket|missile)s?$/i

/** A happening that somebody can claim as their own; several in a row, and "attacks, including a bombing". */
const isDeed = (sentence: Sentence, token: Token): boolean =>
  DEEDS.test(lemmaOf(token)) || childrenOf(sentence, token, 'conj', 'nmod').some((t) => DEEDS.test(lemmaOf(t)))

/** "claimed responsibility for A", "took credit for A". */
export function responsibilityFor({ sentence, token }: Trigger): Found | null {
  const object = childrenOf(sentence, token, 'obj').find((t) =>
    ['responsibility', 'credit', 'blame'].includes(lemmaOf(t)),
  )
  if (!object) return null
  if (['blame', 'credit'].includes(lemmaOf(object)) && !['take', 'claim', 'accept'].includes(lemmaOf(token)))
    return null
  const candidates = [
    ...childrenOf(sentence, object, 'nmod', 'acl', 'advcl'),
    ...childrenOf(sentence, token, 'obl', 'advcl', 'xcomp'),
  ]
  const deed = candidates.find((t) => t.index > object.index && startsWith(sentence, t, 'for'))
  if (!deed) return null
  const isTask = ['take', 'assume', 'accept'].includes(lemmaOf(token)) && deed.xpos !== 'VBG' && !isDeed(sentence, deed)
  if (isTask) return null
  return deed && withoutPreposition(sentence, deed)
}

/** "X's claim of responsibility for A": the deed, wherever the tree hangs it. */
export function claimedFor({ sentence, token }: Trigger): Found | null {
  const noun = childrenOf(sentence, token, 'nmod').find((t) => lemmaOf(t) === 'responsibility')
  const deed = [token, ...(noun ? [noun] : [])]
    .flatMap((t) => childrenOf(sentence, t, 'nmod', 'acl'))
    .find((t) => startsWith(sentence, t, 'for'))
  return noun && deed ? withoutPreposition(sentence, deed) : null
}

/** The deed for which responsibility is claimed; the whole clause where its noun alone says nothing. */
export function deedOfResponsibility(trigger: Trigger): Found | null {
  const found = responsibilityFor(trigger)
  const deed = found?.kind === 'spans' ? found.top : null
  return deed && isBare(trigger.sentence, deed) ? clauseSpans(trigger.sentence, [trigger.token]) : found
}

/** The deed that is claimed; the whole clause where the noun alone says nothing. */
export function deedObject(context: Context, trigger: Trigger): Found | null {
  const { sentence, token } = trigger
  const deed = childrenOf(sentence, token, 'obj').find((t) => isDeed(sentence, t))
  if (!deed) return null
  return isBare(sentence, deed) ? clauseSpans(sentence, [token]) : objectAndMore(context, trigger)
}
