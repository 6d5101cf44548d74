import type { Sentence, Token } from '../../../language/contract.js'
import { labelOf } from '../../mentions.js'
import {
  ancestorsOf,
  childOf,
  childrenOf,
  hasRelation,
  headOf,
  isNominal,
  isPassive,
  prepositionOf,
  subjectOf,
  subtree,
} from '../../tree.js'
import { type Context, isVerb, labelsOf, lemmaOf, wordOf } from '../context.js'
import {
  addresses,
  isFiniteVerb,
  isPlausibleSubject,
  nounAfter,
  speakerBeforeClose,
  speakerCloses,
  subjectBeside,
} from '../linear.js'
import { type Found, noun, startsWith, type Trigger, withPreposition } from './found.js'

/** Noun phrases that pages name: who speaks, to whom, whose writing it is. */

/** The one who speaks: subject of an active verb, before or after it; not "it", "there" or a relative pronoun left alone. */
export function speakingSubject(context: Context, trigger: Trigger): Token | null {
  const { sentence, token } = trigger
  const isSpeech = labelsOf(context.lexicon, 'speech-verbs').has(lemmaOf(token))
  const closing = isSpeech
    ? (speakerCloses(trigger) ?? speakerBetween(context, trigger) ?? speakerBeforeClose(context, trigger))
    : null
  if (closing) return closing
  const found =
    nearestSubject(context, trigger) ??
    participleSubject(context, trigger) ??
    coordinatedSubject(context, trigger) ??
    subjectOf(sentence, token)
  if (found && !found.passive && speaks(sentence, found.token) && isPlausibleSubject(context, trigger, found.token))
    return found.token
  if (!found && !addresses(token) && /^["”'’,]+$/.test(wordOf(sentence.tokens[token.index - 1] ?? token))) {
    const after = childrenOf(sentence, token, 'obj').find((t) => isPlausibleSubject(context, trigger, t))
    if (after && childrenOf(sentence, token, 'ccomp').every((t) => t.index < token.index)) return after
  }
  if (isPassive(sentence, token) || token.xpos === 'VBG' || token.xpos === 'VBN' || token.xpos === 'VB') return null
  if (found && !isPlausibleSubject(context, trigger, found.token)) return besideIfSpeech(context, trigger)
  return found ? null : besideIfSpeech(context, trigger)
}

/**
 * "The missile, the Houthis claimed on Sunday, was made …": of two subjects, the one beside the verb speaks if the other
 * cannot, or if a comma parts them and none closes an apposition.
 */
function nearestSubject(context: Context, { sentence, token }: Trigger): ReturnType<typeof subjectOf> {
  const [first, ...others] = childrenOf(sentence, token, 'nsubj').filter((t) => t.index < token.index)
  const last = others.at(-1)
  if (!first || !last) return null
  const comma = (from: Token, to: Token) => sentence.tokens.slice(from.index, to.index).some((t) => t.text === ',')
  const parted = comma(first, last) && !comma(last, token)
  if (!parted && (first.upos !== 'NOUN' || speaksByNoun(context, first))) return null
  return { token: last, passive: last.rel.endsWith(':pass'), inherited: false }
}

/** "The bodies, said the coroner in Bor, had been …": thrown in between commas, the speaker stands behind the verb. */
function speakerBetween({ lexicon }: Context, { sentence, token }: Trigger): Token | null {
  if (sentence.tokens[token.index - 1]?.text !== ',' || token.xpos !== 'VBD' || addresses(token)) return null
  const after = nounAfter(sentence, token.index)
  const names = after !== null && (after.upos === 'PROPN' || labelOf(lexicon, 'source-nouns', after) !== null)
  const closes = after && sentence.tokens.slice(after.index + 1, after.index + 9).some((t) => t.text === ',')
  return names && closes ? after : null
}

/** ", adding that …": a participle shares the subject of the verb before it, whatever noun follows. */
function participleSubject(context: Context, { sentence, at, token }: Trigger): ReturnType<typeof subjectOf> {
  if (token.xpos !== 'VBG' || childrenOf(sentence, token, 'aux').length > 0) return null
  if (hasRelation(token, 'csubj', 'root', 'amod')) return null
  const up = headOf(sentence, token)
  // "raised the toll in the country's north, saying that …": hung on a noun that does not speak.
  const astray = hasRelation(token, 'acl') && up !== null && !speaksByNoun(context, up)
  if (hasRelation(token, 'acl') && !astray) return null
  const own = childOf(sentence, token, 'nsubj')
  if (!own && !astray && up && up.index < token.index && SAYING.has(lemmaOf(up))) {
    const speaker = speakingSubject(context, { sentence, at, token: up, cue: [up] })
    return speaker && { token: speaker, passive: false, inherited: true }
  }
  const verb = sentence.tokens.slice(0, token.index).findLast((t) => {
    const finite = isVerb(t) && (isFiniteVerb(t) || childrenOf(sentence, t, 'aux').some(isFiniteVerb))
    const subject = finite ? childOf(sentence, t, 'nsubj') : null
    return subject !== null && (SAYING.has(lemmaOf(t)) || (astray && speaksByNoun(context, subject)))
  })
  return verb ? subjectOf(sentence, verb) : null
}

const speaksByNoun = ({ lexicon }: Context, token: Token): boolean =>
  ['source-nouns', 'carriers', 'nominal-cues', 'pronoun-nouns'].some((name) => labelOf(lexicon, name, token) !== null)

const SAYING = new Set([
  'say',
  'tell',
  'add',
  'note',
  'claim',
  'report',
  'announce',
  'confirm',
  'deny',
  'reject',
  'warn',
  'declare',
  'state',
  'write',
  'explain',
  'insist',
  'dismiss',
  'condemn',
  'acknowledge',
  'admit',
  'argue',
  'challenge',
  'complain',
  'concede',
  'contest',
  'contradict',
  'counter',
  'dispute',
  'maintain',
  'question',
  'rebut',
  'refute',
  'reply',
  'respond',
  'stress',
])

/** "confirmed that its men had entered but denied that …": verbs of saying in one tense share a speaker. */
function coordinatedSubject(context: Context, { sentence, token }: Trigger): ReturnType<typeof subjectOf> {
  const verbs = labelsOf(context.lexicon, 'speech-verbs')
  if (
    !hasRelation(token, 'conj') ||
    !verbs.has(lemmaOf(token)) ||
    !isFiniteVerb(token) ||
    childOf(sentence, token, 'nsubj')
  )
    return null
  const up = headOf(sentence, token)
  if (!up || verbs.has(lemmaOf(up))) return null
  const outer = ancestorsOf(sentence, up).find(
    (t) => verbs.has(lemmaOf(t)) && t.xpos === token.xpos && t.index < token.index,
  )
  const perfect = childrenOf(sentence, up, 'aux').some((t) =>
    ['had', 'has', 'have', 'would', 'will'].includes(wordOf(t)),
  )
  return outer && perfect ? subjectOf(sentence, outer) : null
}

/** Word order is trusted for verbs of speech alone. */
function besideIfSpeech(context: Context, trigger: Trigger): Token | null {
  if (!labelsOf(context.lexicon, 'speech-verbs').has(lemmaOf(trigger.token))) return null
  const beside = subjectBeside(context, trigger)
  return beside && speaks(trigger.sentence, beside) ? beside : null
}

function speaks(sentence: Sentence, token: Token): boolean {
  if (!isNominal(token) && token.upos !== 'DET' && token.upos !== 'ADJ') return false
  if (hasRelation(token, 'expl') || wordOf(token) === 'there') return false
  return (
    !['which', 'that', 'what', 'this', 'whatever'].includes(wordOf(token)) ||
    childrenOf(sentence, token, 'nmod').length > 0
  )
}

const TELLING = 'telling-verbs'

/** The person spoken to: "told reporters that …", "confirmed to Sputnik". */
export function hearerOf(context: Context, { sentence, token, cue }: Trigger): Token | null {
  // "owned up to the attack": the "to" of the cue itself leads to no hearer.
  const to = childrenOf(sentence, token, 'obl').find(
    (t) => prepositionOf(sentence, t) === 'to' && isNominal(t) && !cue.some((c) => c.head === t.index),
  )
  if (to) return to
  if (!context.lexicon.lists.get(TELLING)?.labels.has(lemmaOf(token))) return null
  const indirect = childrenOf(sentence, token, 'iobj').find((t) => t.index > token.index)
  if (indirect) return indirect
  const object = childrenOf(sentence, token, 'obj').find((t) => t.index > token.index && isNominal(t))
  if (object) return object
  return addresses(token) && !isPassive(sentence, token) ? nounAfter(sentence, (cue.at(-1) ?? token).index) : null
}

/** Whose saying a noun names: "the UN's report", "a UN report", "a statement by X", "a claim from X". */
export function makerOf(context: Context, { sentence, token }: Trigger): Token | null {
  const owner = childOf(sentence, token, 'nmod:poss')
  if (owner) return owner
  const by = childrenOf(sentence, token, 'nmod', 'acl', 'obl').find(
    (t) => ['by', 'from'].includes(prepositionOf(sentence, t) ?? '') && isNominal(t),
  )
  if (by) return by
  const issued = childrenOf(sentence, token, 'acl').find((t) =>
    ['issue', 'make', 'release', 'publish', 'write', 'compile', 'sign'].includes(lemmaOf(t)),
  )
  const issuer = issued && (childOf(sentence, issued, 'obl:agent') ?? withPreposition(sentence, issued, 'by'))
  if (issuer) return issuer
  return (
    childrenOf(sentence, token, 'compound', 'amod').find(
      (t) => t.upos === 'PROPN' || (t.upos === 'NOUN' && labelOf(context.lexicon, 'source-nouns', t) !== null),
    ) ?? null
  )
}

export function nounOfPreposition({ sentence, token, cue }: Trigger): Token | null {
  if (cue.length > 2) return nounBehind(sentence, cue.at(-1) ?? token)
  const by = childOf(sentence, token, 'obl:agent') ?? null
  if (by) return by
  const up = headOf(sentence, token)
  if (hasRelation(token, 'case', 'mark', 'fixed') && up) return hasRelation(token, 'fixed') ? headOf(sentence, up) : up
  // "according" as a verb of its own: its oblique is the speaker.
  const below = childrenOf(sentence, token, 'obl', 'obj', 'nmod')[0]
  if (below) return below
  const next = sentence.tokens.slice(token.index + 1).find((t) => isNominal(t))
  return next
    ? (ancestorsOf(sentence, next)
        .filter((t) => t.index > next.index && isNominal(t) && t.index < next.index + 8)
        .at(-1) ?? next)
    : null
}

/** In "Y quoted X as saying": X, or Y. In the passive the subject is the one quoted. */
export function quotedSpeaker({ sentence, token }: Trigger, who: 'quoted' | 'quoter'): Found | null {
  const up = headOf(sentence, token)
  if (!up || !['quote', 'cite', 'report'].includes(lemmaOf(up)) || !startsWith(sentence, token, 'as')) return null
  const subject = subjectOf(sentence, up)
  const object = childOf(sentence, up, 'obj')
  // "was quoted by X as saying", "was quoted as saying by X".
  const by =
    childOf(sentence, up, 'obl:agent') ?? [up, token].map((t) => withPreposition(sentence, t, 'by')).find(Boolean)
  if (isPassive(sentence, up)) return noun(who === 'quoted' ? subject?.token : by)
  return noun(who === 'quoted' ? object : subject?.token)
}

const GIVING = new Set([
  'issue',
  'release',
  'make',
  'give',
  'publish',
  'express',
  'voice',
  'post',
  'send',
  'deliver',
  'raise',
  'have',
  'put',
  'offer',
  'provide',
  'present',
  'hold',
  'reiterate',
  'repeat',
  'state',
  'announce',
  'write',
  'read',
  'circulate',
  'distribute',
  'submit',
  'share',
  'lodge',
  'file',
  'upload',
  'air',
  'broadcast',
  'sign',
  'say',
])

/** "issued a statement", "voiced fears": the subject of the verb that gives the words out. */
export function giverOf({ sentence, token }: Trigger): Token | null {
  const up = headOf(sentence, token)
  if (!up) return null
  const isGiven =
    hasRelation(token, 'obj', 'nsubj:pass') ||
    (hasRelation(token, 'obl') && ['in', 'on', 'via', 'through'].includes(prepositionOf(sentence, token) ?? ''))
  if (!isGiven) return null
  if (hasRelation(token, 'nsubj:pass')) return childOf(sentence, up, 'obl:agent') ?? withPreposition(sentence, up, 'by')
  if (hasRelation(token, 'obj') && !GIVING.has(lemmaOf(up))) return null
  const subject = subjectOf(sentence, up)
  return subject && !subject.passive ? subject.token : null
}

/** "a statement saying": the noun that the participle hangs on, where it is a writing. */
export function writtenIn(context: Context, { sentence, token }: Trigger): Token | null {
  const up = headOf(sentence, token)
  if (!up || token.xpos !== 'VBG' || !hasRelation(token, 'acl', 'advcl', 'xcomp')) return null
  if (
    labelOf(context.lexicon, 'carriers', up) === 'document' ||
    context.lexicon.lists.get('nominal-cues')?.labels.has(lemmaOf(up))
  )
    return up
  const object = hasRelation(token, 'advcl', 'xcomp')
    ? childrenOf(sentence, up, 'obj', 'obl').find(
        (t) => t.index < token.index && token.index - t.index <= 3 && !isParted(sentence, t, token),
      )
    : null
  return object && labelOf(context.lexicon, 'carriers', object) === 'document' ? object : null
}

/** "contradicted the account, saying …": behind a comma the participle is the subject's. */
const isParted = (sentence: Sentence, a: Token, b: Token): boolean =>
  sentence.tokens.slice(a.index + 1, b.index).some((t) => t.text === ',')

/** The noun phrase that a preposition of several words ends on: "in the words of the bishop". */
function nounBehind(sentence: Sentence, last: Token): Token | null {
  const up = headOf(sentence, last)
  if (hasRelation(last, 'case') && up && up.index > last.index) return up
  return sentence.tokens.slice(last.index + 1, last.index + 6).find(isNominal) ?? null
}

/** The index of the first token behind X in "according to X". */
export function endOfSource({ sentence, cue, token }: Trigger, source: Token): number {
  const last = cue.at(-1) ?? token
  const from = last.index + 1
  const phrase = subtree(
    sentence,
    source,
    (t) =>
      t.head === source.index &&
      hasRelation(t, 'parataxis', 'nsubj', 'cop', 'conj') &&
      t.index > source.index &&
      childrenOf(sentence, t, 'nsubj').length > 0,
  )
  const phraseEnd = Math.max(source.index, ...phrase.filter((t) => t.upos !== 'PUNCT').map((t) => t.index)) + 1
  const opens = !sentence.tokens
    .slice(0, (cue[0] ?? token).index)
    .some((t) => !['PUNCT', 'CCONJ', 'ADV', 'SCONJ'].includes(t.upos))
  const comma = sentence.tokens.find((t) => t.index >= from && t.index > source.index && t.text === ',')
  if (!opens || !comma || comma.index >= phraseEnd) return phraseEnd
  // "According to many experts, prisoners … have been released": the clause behind the phrase needs a subject of its own.
  const rest = sentence.tokens.slice(phraseEnd)
  const subject = rest.some(
    (t) => hasRelation(t, 'nsubj', 'expl') && !hasRelation(headOf(sentence, t) ?? t, 'acl:relcl'),
  )
  const startsWithVerb = rest.find((t) => t.upos !== 'PUNCT' && t.upos !== 'ADV')
  return subject && !(startsWithVerb && (isFiniteVerb(startsWithVerb) || startsWithVerb.upos === 'AUX'))
    ? phraseEnd
    : comma.index
}
