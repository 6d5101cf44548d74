import { type ClaimType, familyOf } from '../../claim/index.js'
import type { EventPattern } from '../../data/rules.js'
import type { Sentence, Token } from '../../language/contract.js'
import { childrenOf, hasRelation, headOf, prepositionOf } from '../tree.js'
import { fill, isEitherVoice, type Support, standIn, type Trigger } from './functions.js'
import {
  compoundsOf,
  type Trigger as Entry,
  type EventNoun,
  formsOf,
  inList,
  isOfKind,
  type Lexicon,
} from './lexicon.js'
import { isNegatedAt } from './modality.js'

/** A word that a rule page takes as telling an event or state, before anything is settled between them. */
export interface Candidate {
  readonly pattern: EventPattern
  readonly trigger: Trigger
  /** Words that its trigger took up and that tell nothing of their own: "control" in "took control". */
  readonly taken: readonly number[]
}

/** Words that the pages of violence know as nouns, whatever else they ask for. */
export function eventNounsOf(lexicon: Lexicon, sentence: Sentence): EventNoun {
  const found = new Set(
    sentence.tokens
      .filter((t) => isNounLike(sentence, t))
      .filter((t) =>
        entriesOf(lexicon, 'noun', t).some((e) => familyOf(e.pattern.type) === 'violence' && matches(sentence, t, e)),
      )
      .map((t) => t.index),
  )
  return (token) => found.has(token.index)
}

export function candidatesOf(
  lexicon: Lexicon,
  sentence: Sentence,
  trace: (note: string) => void,
): readonly Candidate[] {
  const isEvent = eventNounsOf(lexicon, sentence)
  const found = sentence.tokens.flatMap((token) => {
    const best = bestOf(lexicon, sentence, token, isEvent)
    if (best) trace(`${best.pattern.id} at "${token.text}"`)
    return best ? [best] : []
  })
  const taken = new Set(found.flatMap((c) => c.taken))
  return found.filter((c) => {
    if (!taken.has(c.trigger.token.index)) return true
    trace(`${c.pattern.id} dropped: "${c.trigger.token.text}" is part of a longer trigger`)
    return false
  })
}

function bestOf(lexicon: Lexicon, sentence: Sentence, token: Token, isEvent: EventNoun): Candidate | null {
  let best: { candidate: Candidate; weight: number } | null = null
  for (const kind of kindsOf(sentence, token)) {
    const support = kind === 'noun' ? supportOf(lexicon, sentence, token) : null
    const trigger: Trigger = { sentence, token, kind, support }
    for (const entry of entriesOf(lexicon, kind, token)) {
      const taken = matches(sentence, token, entry)
      if (!taken || (hasRelation(token, 'amod') && kind === 'adjective' && !entry.pattern.attributive)) continue
      const read =
        kind === 'verb' && !knowsPassive(entry.pattern) && isEitherVoice(sentence, token)
          ? { ...trigger, active: true }
          : trigger
      if (!allowed(lexicon, read, entry.pattern, isEvent)) continue
      const weight = weightOf(entry)
      if (!best || weight > best.weight) best = { candidate: { pattern: entry.pattern, trigger: read, taken }, weight }
    }
  }
  return best?.candidate ?? null
}

/** A page that speaks of a passive subject knows what its verb is in the passive. */
const knowsPassive = (pattern: EventPattern): boolean =>
  [...Object.values(pattern.roles).flat(), ...Object.keys(pattern.needs), ...Object.keys(pattern.also)].includes(
    'passive-subject',
  )

/** What asks for more knows more: longer triggers first, then those with more conditions, then the earlier page. */
const weightOf = ({ pattern, others }: Entry): number =>
  others.length * 4 +
  (Object.keys(pattern.needs).length > 0 ? 2 : 0) +
  Object.keys(pattern.also).length * 1.5 +
  (pattern.polarity === 'any' ? 0 : 2)

function kindsOf(sentence: Sentence, token: Token): readonly Trigger['kind'][] {
  // "regime-held", "US-backed": half a word tells no event.
  if (
    token.upos !== 'NOUN' &&
    sentence.tokens[token.index - 1]?.text === '-' &&
    sentence.tokens[token.index - 1]?.end === token.start
  )
    return []
  if (token.upos === 'VERB') {
    if (hasRelation(token, 'amod', 'compound')) return ['adjective']
    return isNounLike(sentence, token) ? ['noun', 'verb'] : ['verb', 'adjective']
  }
  if (token.upos === 'ADJ') return isStray(sentence, token) ? [] : ['adjective']
  return isNounLike(sentence, token) ? ['noun'] : []
}

/** "We will target those responsible": an adjective that a tree hangs on a verb speaks of no subject of that verb. */
const LINKING = new Set(
  'be remain become stay seem appear consider leave make keep get grow turn feel deem call stand'.split(' '),
)
function isStray(sentence: Sentence, adjective: Token): boolean {
  const up = hasRelation(adjective, 'xcomp') ? headOf(sentence, adjective) : null
  return up !== null && !LINKING.has(up.lemma) && childrenOf(sentence, adjective, 'cop').length === 0
}

function isNounLike(sentence: Sentence, token: Token): boolean {
  if (token.upos === 'NOUN') return !hasRelation(token, 'compound') || isHeadlineCompound(sentence, token)
  if (token.upos === 'PROPN')
    return sentence.kind === 'headline' && !sentence.names.some((n) => n.first <= token.index && token.index <= n.last)
  if (token.upos !== 'VERB') return false
  // "a lot of fighting", "killed by shelling": a gerund after a preposition that governs nothing is a noun.
  const bare = token.xpos === 'VBG' && childrenOf(sentence, token, 'obj', 'aux', 'nsubj', 'xcomp', 'ccomp').length === 0
  const after = childrenOf(sentence, token, 'mark', 'case').some((t) =>
    /^(?:of|by|in|from|during|with|after)$/i.test(t.text),
  )
  return hasRelation(token, 'nsubj', 'obj', 'obl', 'nmod') || (bare && after && hasRelation(token, 'acl', 'advcl'))
}

/** "bombing campaign", "ceasefire deal": the modifier tells what happens where the head only wraps it. */
const WRAPPING_HEADS = new Set([
  'campaign',
  'raid',
  'wave',
  'attempt',
  'incident',
  'operation',
  'deal',
  'agreement',
  'plan',
  'spree',
  'run',
  'mission',
  'effort',
])
function isHeadlineCompound(sentence: Sentence, token: Token): boolean {
  const head = headOf(sentence, token)
  return (
    head !== null &&
    ['campaign', 'spree', 'wave', 'attempt', 'incident', 'deal'].some(
      (w) => WRAPPING_HEADS.has(w) && head.lemma.toLowerCase() === w,
    )
  )
}

function entriesOf(lexicon: Lexicon, kind: Trigger['kind'], token: Token): readonly Entry[] {
  const seen = new Set<Entry>()
  for (const form of formsOf(token)) for (const entry of lexicon.triggers[kind].get(form) ?? []) seen.add(entry)
  return [...seen]
}

/** They belong to their own verb: "forced out", not "forced … out of the framework". */
const PARTICLES = new Set('out up down off over away back in on through'.split(' '))

/** The tokens that a longer trigger takes up, or null where its words do not stand with it. */
function matches(sentence: Sentence, token: Token, { pattern, others }: Entry): readonly number[] | null {
  if (others.length === 0) return []
  const near = pattern.kind === 'noun' ? compoundsOf(sentence, token) : nearbyOf(sentence, token)
  const taken: number[] = []
  let after = pattern.kind === 'noun' ? -1 : token.index
  for (const word of others) {
    const found = near.find(
      (t) => t.index > after && formsOf(t).includes(word) && (!PARTICLES.has(word) || t.head === token.index),
    )
    if (!found) return null
    taken.push(found.index)
    after = found.index
  }
  return taken
}

/** What hangs on a verb within its own clause, two steps down. */
function nearbyOf(sentence: Sentence, verb: Token): readonly Token[] {
  const isInfinitive = (t: Token) => childrenOf(sentence, t, 'mark').some((m) => m.text.toLowerCase() === 'to')
  const own = childrenOf(sentence, verb).filter(
    (t) =>
      !hasRelation(t, 'conj', 'parataxis', 'nsubj', 'punct') && (!hasRelation(t, 'advcl', 'ccomp') || isInfinitive(t)),
  )
  const below = own.flatMap((t) =>
    childrenOf(sentence, t).filter((c) => !hasRelation(c, 'acl', 'conj', 'advcl', 'punct')),
  )
  const passive = childrenOf(sentence, verb, 'nsubj:pass')
  return [...passive, ...own, ...below, ...below.flatMap((t) => childrenOf(sentence, t, 'case', 'nmod', 'fixed'))].sort(
    (a, b) => a.index - b.index,
  )
}

function allowed(lexicon: Lexicon, trigger: Trigger, pattern: EventPattern, isEvent: EventNoun): boolean {
  const { sentence } = trigger
  const any = (name: string, kinds: readonly string[]) =>
    fill(lexicon, trigger, name).some((t) => kinds.some((kind) => isOfKind(lexicon, sentence, t, kind, isEvent)))
  const needs = Object.entries(pattern.needs)
  if (needs.length > 0 && !needs.some(([name, kinds]) => any(name, kinds))) return false
  for (const [name, kinds] of Object.entries(pattern.also)) if (!any(name, kinds)) return false
  for (const [name, kinds] of Object.entries(pattern.unless)) if (any(name, kinds)) return false
  if (pattern.polarity === 'any') return true
  return isNegatedAt(lexicon, trigger) === (pattern.polarity === 'negative')
}

// ---- verbs that lend a noun their clause ----

const IN_PHRASES = new Set(['under', 'in', 'to', 'on', 'for', 'with'])

export function supportOf(lexicon: Lexicon, sentence: Sentence, noun: Token): Support | null {
  const stand = standIn(lexicon, sentence, noun)
  const verb = headOf(sentence, stand)
  if (!verb || (verb.upos !== 'VERB' && verb.upos !== 'AUX')) return null
  const how = supportKind(lexicon, sentence, stand, verb)
  return how && { verb, how, noun: stand }
}

function supportKind(lexicon: Lexicon, sentence: Sentence, stand: Token, verb: Token): Support['how'] | null {
  const is = (list: string) => inList(lexicon, verb, list)
  if (hasRelation(stand, 'obj', 'nsubj:pass')) {
    if (is('UNDERGOES') && hasRelation(stand, 'obj')) return 'undergoes'
    // Whoever foils or ends an attack did not carry it out.
    if (is('FAILING') || ['stop', 'halt', 'end', 'suspend'].includes(verb.lemma)) return 'happens'
    if (is('DOES') || is('PLANS')) return 'does'
    return is('PERCEIVES') && hasRelation(stand, 'nsubj:pass') ? 'happens' : null
  }
  if (stand.rel === 'nsubj') return childrenOf(sentence, verb, 'expl').length > 0 || is('HAPPENS') ? 'happens' : null
  if (!hasRelation(stand, 'obl') || !IN_PHRASES.has(prepositionOf(sentence, stand) ?? '')) return null
  if (
    ['come', 'subject', 'fall', 'expose'].includes(verb.lemma) &&
    ['under', 'to'].includes(prepositionOf(sentence, stand) ?? '')
  )
    return 'undergoes'
  return ['engage', 'involve', 'participate', 'press', 'lock'].includes(verb.lemma) ||
    (verb.lemma === 'take' && prepositionOf(sentence, stand) === 'in')
    ? 'does'
    : null
}

export const isViolent = (type: ClaimType): boolean => familyOf(type) === 'violence'
