import { familyOf } from '../../claim/index.js'
import { childrenOf, hasRelation, headOf } from '../tree.js'
import type { Circumstances } from './circumstances.js'
import { proxiesOf } from './functions.js'
import { inList, type Lexicon } from './lexicon.js'
import { clauseVerb, verbsAbove } from './modality.js'
import { type Draft, sentenceOf, tokenOf } from './settle.js'

/** True when a draft only points to a happening ("after the attack", "in order to retake it") and claims nothing itself. */
export function isEventPlaceOnly(lexicon: Lexicon, draft: Draft, around: Circumstances): boolean {
  const { trigger, pattern } = draft.candidate
  if (isPurpose(lexicon, draft)) return true
  if (trigger.kind !== 'noun') return false
  if (isScene(lexicon, draft)) return true
  if (draft.harms.length > 0 || draft.merged.some((d) => d.harms.length > 0)) return false
  const has = (role: 'actor' | 'target' | 'instrument' | 'value' | 'toll') => (draft.roles.get(role)?.length ?? 0) > 0
  const told = has('actor') || has('target')
  if (pattern.weak)
    return !(trigger.support && (told || around.places.length > 0 || around.when)) && !(has('actor') && has('target'))
  if (trigger.support)
    return !(
      told ||
      has('value') ||
      has('instrument') ||
      around.places.length > 0 ||
      around.when !== null ||
      (trigger.support.how === 'happens' && !isDefinite(draft))
    )
  return !(told || around.places.length > 0)
}

/** "at the scene of the blast", "in the aftermath of the raid": where and when something else is told. */
const isScene = (lexicon: Lexicon, draft: Draft): boolean =>
  isDefinite(draft) &&
  proxiesOf(lexicon, sentenceOf(draft), tokenOf(draft)).some(
    (t) =>
      /^(?:scene|site|aftermath|wake|course|midst)$/.test(t.lemma) &&
      childrenOf(sentenceOf(draft), t, 'cop').length === 0,
  )

/** "the blast", "the operation": what was told before. */
const isDefinite = (draft: Draft): boolean =>
  childrenOf(sentenceOf(draft), tokenOf(draft), 'det', 'nmod:poss').some((t) =>
    /^(?:the|this|that|these|those|its|their)$/i.test(t.text),
  )

/** An infinitive of purpose or of a noun ("an offensive to retake the town") tells what somebody wants, not what is. */
function isPurpose(lexicon: Lexicon, draft: Draft): boolean {
  const { trigger } = draft.candidate
  const sentence = sentenceOf(draft)
  const verb = clauseVerb(trigger)
  const top = verbsAbove(sentence, verb).at(-1) ?? verb
  const isInfinitive = childrenOf(sentence, top, 'mark').some((t) => t.text.toLowerCase() === 'to')
  if (!isInfinitive || !hasRelation(top, 'advcl', 'acl')) return false
  const up = headOf(sentence, top)
  return !(up && (inList(lexicon, up, 'PLANNING') || inList(lexicon, up, 'PREDICTING') || up.upos === 'ADJ'))
}

export const isBare = (draft: Draft): boolean =>
  familyOf(draft.type) === 'violence' && draft.roles.size === 0 && hasRelation(tokenOf(draft), 'obl')
