import type { Sentence, Token } from '../../../language/contract.js'
import {
  childOf,
  childrenOf,
  clauseHeadOf,
  hasRelation,
  headOf,
  isNominal,
  isPredicate,
  isWithin,
  subtree,
  topOf,
} from '../../tree.js'
import { type Context, isVerb, labelsOf, lemmaOf, wordOf } from '../context.js'
import {
  addresses,
  circumstanceEnd,
  closesSentence,
  isFiniteVerb,
  nounAfter,
  speakerChunk,
  speakerCloses,
  startsOwnClause,
} from '../linear.js'
import { clauseSpans, type Found, spansOf, type Trigger } from './found.js'
import { endOfSource, nounOfPreposition, speakingSubject } from './speakers.js'

/** The clause that a verb of saying or an "according to" is thrown into or put after. */

/** The clause in or after which the verb is thrown in: "The road, he said, is open"; "The road is open, he said". */
export function hostClause(context: Context, trigger: Trigger): Found | null {
  const { sentence, token } = trigger
  if (closesSentence(context, trigger) || speakerCloses(trigger)) {
    const before = beforeComma(context, trigger)
    if (before) return before
  }
  const parted = partedHost(context, trigger)
  if (parted) return parted
  const around = childrenOf(sentence, token, 'ccomp').filter((t) => t.index > token.index && opensBefore(trigger, t))
  if (around.length > 0) return clauseSpans(sentence, around)
  const before = childrenOf(sentence, token, 'ccomp', 'csubj', 'parataxis').filter(
    (t) => t.index < token.index && isPredicate(sentence, t),
  )
  if (before.length > 0) return clauseSpans(sentence, before)
  if (token.xpos === 'VBG' || childrenOf(sentence, token, 'obj', 'xcomp').some((t) => t.index > token.index))
    return null
  const up = headOf(sentence, token)
  const isThrownIn = hasRelation(token, 'parataxis', 'discourse', 'advcl', 'dep', 'conj') && up !== null
  if (isThrownIn && !isSubordinate(sentence, token) && betweenMarks(trigger)) {
    const coordinated = hasRelation(token, 'conj') && childrenOf(sentence, token, 'cc').length > 0
    const own = new Set(subtree(sentence, token).map((t) => t.index))
    if (!coordinated) return hostOf(sentence, token, up, own)
  }
  // The clause before the verb hangs on it by another name, or the tree is odd: what stands before the comma.
  return beforeComma(context, trigger)
}

/** "The ferry, islanders insist, was sunk": the verb comes behind what is thrown in, whatever the tree gives it for a subject. */
function partedHost(context: Context, trigger: Trigger): Found | null {
  const { tokens } = trigger.sentence
  const place = thrownIn(context, trigger)
  const finite = (from: number, to: number) => tokens.slice(from, to).some(isFiniteVerb)
  return place && !finite(0, place.from) && finite(place.to, tokens.length) ? thrownHost(context, trigger) : null
}

/** "The road, he said, is open": the clause has begun before the verb. */
export const opensBefore = ({ sentence, cue, token }: Trigger, clause: Token): boolean =>
  (subtree(sentence, clause).find((t) => t.upos !== 'PUNCT')?.index ?? clause.index) < (cue[0] ?? token).index

/** "while they said …", "after he told …": a time or reason, no comment thrown in. */
const isSubordinate = (sentence: Sentence, token: Token): boolean =>
  hasRelation(token, 'advcl') &&
  childrenOf(sentence, token, 'mark').some((t) => t.index < token.index && wordOf(t) !== 'as')

/** Thrown in between commas, or put after a comma: "…, he said, …". */
function betweenMarks({ sentence, token, cue }: Trigger): boolean {
  const own = subtree(sentence, token)
  const first = Math.min(...own.map((t) => t.index), ...cue.map((t) => t.index))
  const before = sentence.tokens[first - 1]
  return (
    before === undefined ||
    before.upos === 'PUNCT' ||
    wordOf(before) === 'as' ||
    childrenOf(sentence, token, 'mark').some((t) => wordOf(t) === 'as')
  )
}

function hostOf(sentence: Sentence, token: Token, up: Token, own: ReadonlySet<number>): Found | null {
  const head = isPredicate(sentence, up) || up.head < 0 ? up : clauseHeadOf(sentence, up)
  if (own.has(head.index)) return null
  // A whole sentence is claimed, unless the comment hangs in a clause of its own further down.
  const tokens = subtree(sentence, head).filter((t) => !own.has(t.index))
  const trailing = sentence.tokens.filter(
    (t) => t.upos === 'PUNCT' && t.index > token.index && !tokens.some((o) => o.index > t.index),
  )
  return spansOf(
    sentence,
    tokens.filter((t) => !trailing.includes(t)),
    head,
  )
}

/** ", said X" or ", X said" at the end of its sentence: everything before that comma. */
function beforeComma(context: Context, trigger: Trigger): Found | null {
  const { sentence, token, cue } = trigger
  const subject = speakingSubject(context, trigger)
  const chunk = closesSentence(context, trigger) ? speakerChunk(trigger) : []
  const speaker =
    chunk.length > 0
      ? chunk
      : subject && subject.index < token.index
        ? subtree(sentence, subject).filter((t) => t.index < token.index)
        : []
  const nearest = speaker.filter((t) => !sentence.tokens.slice(t.index, token.index).some((c) => c.text === ','))
  const first = Math.min(...cue.map((t) => t.index), ...(nearest.length > 0 ? nearest : speaker).map((t) => t.index))
  const comma = sentence.tokens[first - 1]
  if (!comma || first < 3) return null
  const marked = /^[,?!"”'’–—-]+$/.test(comma.text)
  const closes = closesSentence(context, trigger) || speakerCloses(trigger) !== null
  if (!marked && !(closes && !/^(?:what|as|and|who|that)$/i.test(comma.text))) return null
  const objects = childrenOf(sentence, token, 'obj', 'xcomp').filter((t) => t.index > token.index && t.upos !== 'PROPN')
  if (!closes && objects.length > 0) return null
  const before = sentence.tokens.slice(0, marked ? first - 1 : first)
  if (before.some((t) => t.upos === 'SCONJ' && hasRelation(t, 'mark') && t.index < 3 && isWithin(sentence, t, token)))
    return null
  return before.some((t) => isVerb(t) || t.upos === 'AUX')
    ? spansOf(sentence, before, before.find((t) => isVerb(t)) ?? null)
    : null
}

/**
 * The clause that an "according to X" stands in: at the front all that follows X, at the end all that stands before it,
 * in the middle both. The tree decides where X itself ends.
 */
export function hostOfNoun(trigger: Trigger): Found | null {
  const { sentence, cue, token } = trigger
  const source = nounOfPreposition(trigger)
  if (!source) return null
  const first = (cue[0] ?? token).index
  const end = endOfSource(trigger, source)
  const before = sentence.tokens.slice(0, first)
  const after = sentence.tokens.slice(end)
  const isClause = (tokens: readonly Token[]) =>
    tokens.some((t) => isVerb(t) || t.upos === 'AUX') && tokens.filter((t) => t.upos !== 'PUNCT').length > 2
  const opens = !before.some((t) => !['PUNCT', 'CCONJ', 'ADV', 'SCONJ'].includes(t.upos))
  // At the front all that follows is told, also where no verb was seen in it.
  if (opens)
    return isClause(after) || (after[0]?.text === ',' && after.length > 4) ? spansOf(sentence, after, null) : null
  if (!isClause(before)) {
    // "The mill, according to its owner, was shelled": thrown in between the subject and its verb.
    const thrownIn = /^[,)–—]$/.test(after[0]?.text ?? '') && isClause([...before, ...after])
    return thrownIn
      ? spansOf(
          sentence,
          [...before, ...after].filter((t) => !/^[(),]$/.test(t.text)),
          null,
        )
      : null
  }
  const turns =
    ['but', 'while', 'although', 'though', 'and', 'whereas'].includes(wordOf(after[1] ?? token)) &&
    startsOwnClause(sentence, (after[1]?.index ?? 0) + 1)
  const goesOn = !turns && after.filter((t) => t.upos !== 'PUNCT').length > 2 && after[0]?.text === ','
  return spansOf(sentence, goesOn ? [...before, ...after] : before, null)
}

/** "…, citing Y": the clause that the participle hangs on, without other speakers' words. */
export function hostOfParticiple(context: Context, { sentence, at, token }: Trigger): Found | null {
  if (token.xpos !== 'VBG' || !hasRelation(token, 'advcl', 'acl', 'xcomp', 'dep', 'parataxis', 'case')) return null
  const up = headOf(sentence, token)
  if (!up) return null
  // "X, citing Y, said that A" and "X said on Monday, citing Y, that A": the clause of saying, wherever the tree hangs it.
  const saying = hasRelation(up, 'nsubj') ? headOf(sentence, up) : null
  const below = childOf(sentence, token, 'ccomp')
  const own = new Set(subtree(sentence, token, (t) => t === below).map((t) => t.index))
  const said = below ?? childOf(sentence, saying ?? up, 'ccomp')
  // "A, X reported, citing Y": what X reported stands before it.
  const spoken = labelsOf(context.lexicon, 'speech-verbs').has(lemmaOf(up))
  const host = said || !spoken ? null : hostClause(context, { sentence, at, token: up, cue: [up] })
  if (host) return host
  const head = said ?? (hasRelation(up, 'parataxis') ? headOf(sentence, up) : up)
  if (!head) return null
  const speaking = hasRelation(up, 'parataxis') ? new Set(subtree(sentence, up).map((t) => t.index)) : new Set<number>()
  return spansOf(
    sentence,
    subtree(sentence, head).filter((t) => !own.has(t.index) && !speaking.has(t.index)),
    head,
  )
}

/** "By its own account, A", "A, in the minister's view": the clause that a phrase with an owner stands before or behind. */
export function ownedHost({ sentence, token }: Trigger): Found | null {
  const owner = childOf(sentence, token, 'nmod:poss')
  const led = childrenOf(sentence, token, 'case').find((t) => ['by', 'in', 'to', 'from'].includes(wordOf(t)))
  if (!owner || !led) return null
  const opens = !sentence.tokens.slice(0, led.index).some((t) => !['PUNCT', 'CCONJ'].includes(t.upos))
  if (opens) return behindComma({ sentence, token, at: 0, cue: [token] })
  const comma = sentence.tokens[led.index - 1]
  const ends = !sentence.tokens.slice(token.index + 1).some((t) => t.upos !== 'PUNCT')
  return comma?.text === ',' && ends ? spansOf(sentence, sentence.tokens.slice(0, comma.index), null) : null
}

/** What follows the comma behind a phrase that opens its sentence. */
export function behindComma({ sentence, token, cue }: Trigger): Found | null {
  const last = (cue.at(-1) ?? token).index
  const comma = sentence.tokens.slice(last + 1, last + 14).find((t) => t.text === ',')
  const opens = !sentence.tokens.slice(0, (cue[0] ?? token).index).some((t) => isVerb(t) || t.upos === 'AUX')
  if (!comma || !opens) return null
  const rest = sentence.tokens.slice(comma.index + 1)
  return rest.some((t) => isVerb(t) || t.upos === 'AUX') ? spansOf(sentence, rest, null) : null
}

/** "As the widow tells it, A", "A, so the guard said": the clause that a clause with "as" or "so" hangs on. */
export function asHost({ sentence, token }: Trigger): Found | null {
  const up = headOf(sentence, token)
  const own = subtree(sentence, token)
  // "had become, as the shepherd put it, a graveyard": the clause ends at its comma, whatever the tree hangs on it.
  const comma = sentence.tokens.find((t) => t.index > token.index && t.text === ',')
  const kept = comma ? own.filter((t) => t.index < comma.index) : own
  const led = childrenOf(sentence, token, 'mark', 'advmod').some(
    (t) => t.index < token.index && ['as', 'so'].includes(wordOf(t)),
  )
  const objects = childrenOf(sentence, token, 'obj', 'ccomp', 'xcomp').filter(
    (t) => wordOf(t) !== 'it' && kept.includes(t),
  )
  if (!up || !led || objects.length > 0 || !hasRelation(token, 'advcl', 'parataxis') || !betweenCommas(sentence, kept))
    return null
  return hostOf(sentence, token, up, new Set(kept.map((t) => t.index)))
}

function betweenCommas(sentence: Sentence, tokens: readonly Token[]): boolean {
  const own = tokens.filter((t) => t.upos !== 'PUNCT')
  const before = sentence.tokens[(own[0]?.index ?? 0) - 1]
  const after = sentence.tokens[(own.at(-1)?.index ?? 0) + 1]
  return (!before || before.upos === 'PUNCT') && (!after || after.upos === 'PUNCT')
}

/** "In fact, A": all that follows words which open their sentence. */
export function behindCue({ sentence, token, cue }: Trigger): Found | null {
  const opens = !sentence.tokens
    .slice(0, (cue[0] ?? token).index)
    .some((t) => !['PUNCT', 'CCONJ', 'ADV'].includes(t.upos))
  const rest = sentence.tokens.slice((cue.at(-1) ?? token).index + 1)
  return opens && rest.some((t) => isVerb(t) || t.upos === 'AUX') ? spansOf(sentence, rest, null) : null
}

/** ", engineers fear,", ", its head, Rami Noor, said.": a phrase and the verb with nothing else between the marks. */
function thrownIn(context: Context, { sentence, token, cue }: Trigger): ThrownIn | null {
  const first = (cue[0] ?? token).index
  const behind = speakerBehind({ sentence, token, cue })
  if (behind) return behind
  const to = endOfThrownIn(context, sentence, (cue.at(-1) ?? token).index + 1)
  const comma = markBefore(sentence, first)
  if (to === null || !comma || isVerb(comma)) return null
  // A comma right before the verb closes an apposition: the phrase opens one comma further back.
  const apposed = comma.index === first - 1
  const opening = apposed ? markBefore(sentence, markBefore(sentence, comma.index)?.index ?? 0) : comma
  if (opening?.text !== ',') return null
  const between = sentence.tokens.slice(opening.index + 1, first)
  const isPhrase =
    between.length > 0 && between.length <= 16 && !['SCONJ', 'CCONJ', 'ADP'].includes(between[0]?.upos ?? '')
  return isPhrase && !between.some((t) => ['who', 'which', 'that'].includes(wordOf(t)))
    ? { from: opening.index, to }
    : null
}

/** ", warned the ministry of health,": the speaker stands behind the verb, up to the next mark. */
function speakerBehind({ sentence, token, cue }: Pick<Trigger, 'sentence' | 'token' | 'cue'>): ThrownIn | null {
  const comma = sentence.tokens[(cue[0] ?? token).index - 1]
  if (comma?.text !== ',' || !isFiniteVerb(token) || addresses(token)) return null
  const speaker = nounAfter(sentence, (cue.at(-1) ?? token).index)
  const rest = speaker ? sentence.tokens.slice(speaker.index + 1, speaker.index + 10) : []
  const mark = rest.find((t) => /^[,.!]$/.test(t.text) || isFiniteVerb(t) || t.upos === 'AUX')
  return speaker && mark?.text === ',' ? { from: comma.index, to: mark.index, speaker } : null
}

interface ThrownIn {
  readonly from: number
  readonly to: number
  readonly speaker?: Token
}

/** The nearest mark or verb before a token. */
const markBefore = (sentence: Sentence, before: number): Token | undefined =>
  sentence.tokens
    .slice(0, Math.max(0, before))
    .findLast((t) => (t.upos === 'PUNCT' && t.text !== '-' && t.text !== '.') || isFiniteVerb(t) || t.upos === 'AUX')

/** Where the words behind the verb end: at a comma, or, with no more than a day or a channel, at the sentence's end. */
function endOfThrownIn(context: Context, sentence: Sentence, from: number): number | null {
  for (let i = from; i < sentence.tokens.length; ) {
    const t = sentence.tokens[i]
    if (t && /^[,.!]$/.test(t.text)) return i
    const end = circumstanceEnd(context, sentence, i)
    if (end === null) return null
    i = end
  }
  return from > 0 ? sentence.tokens.length : null
}

export function thrownSubject(context: Context, trigger: Trigger): Token | null {
  const { sentence, token, cue } = trigger
  const place = thrownIn(context, trigger)
  if (!place) return null
  if (place.speaker) return place.speaker
  const words = sentence.tokens.slice(place.from + 1, (cue[0] ?? token).index)
  const parts = words.at(-1)?.text === ',' ? [words.slice(words.findIndex((t) => t.text === ',')), words] : [words]
  const heads = parts.map((part) => topOf(part.filter((t) => isNominal(t) && !hasRelation(t, 'nmod:poss'))))
  return heads.find((t) => t?.upos === 'PROPN') ?? heads.at(-1) ?? null
}

/** What stands before and behind it. */
export function thrownHost(context: Context, trigger: Trigger): Found | null {
  const place = thrownIn(context, trigger)
  if (!place) return null
  const { sentence } = trigger
  const rest = sentence.tokens.filter((t) => t.index < place.from || t.index > place.to)
  const isClause = rest.some((t) => isVerb(t) || t.upos === 'AUX')
  return isClause ? spansOf(sentence, rest, null) : null
}
