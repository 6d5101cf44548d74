import { familyOf, type PlaceMention, type Quote, quote, type When } from '../../claim/index.js'
import type { Sentence, Token } from '../../language/contract.js'
import {
  isPlaceNoun,
  isUnknownName,
  type PlacePhrase,
  type PlaceRole,
  placeConjuncts,
  placeModifiers,
  placePhrase,
  placeSpan,
} from '../places.js'
import { parseTimes, type TimeExpression } from '../time.js'
import {
  childrenOf,
  hasRelation,
  headOf,
  prepositionOf,
  spanOf,
  subtree,
  tokensWithin,
  topOf,
  trimPunctuation,
} from '../tree.js'
import { whenOf } from '../when.js'
import { proxiesOf } from './functions.js'
import { core, inList } from './lexicon.js'
import type { Context } from './parties.js'
import { type Draft, rootOfDraft, tokenOf } from './settle.js'

/** Where and when: each phrase of place or time goes to the event whose clause it stands in. */

export interface Circumstances {
  readonly places: readonly PlaceMention[]
  readonly when: When | null
}

/** "the danger posed in …", "attacked using a bomb in …": a participle that tells nothing itself does not part its phrases from the clause. */
const isBareParticiple = (sentence: Sentence, verb: Token): boolean =>
  ['VBN', 'VBG'].includes(verb.xpos) &&
  (verb.rel === 'acl' || verb.rel === 'advcl') &&
  childrenOf(sentence, verb, 'nsubj', 'mark').length === 0

/** Which draft a word belongs to, walking up the tree; null where it belongs to another clause ("said on Monday"). */
function ownerOf(
  sentence: Sentence,
  token: Token,
  byToken: ReadonlyMap<number, Draft>,
): { draft: Draft; weak: boolean } | null {
  let at: Token | null = token
  let weak = false
  for (let depth = 0; at && depth < 20; depth++) {
    const draft = byToken.get(at.index)
    if (draft && at.index !== token.index) return { draft: rootOfDraft(draft), weak }
    if (draft && at.index === token.index && depth > 0) return { draft: rootOfDraft(draft), weak }
    const up: Token | null = headOf(sentence, at)
    if (!up) return null
    if (depth > 0 && at.upos === 'VERB' && !hasRelation(at, 'xcomp', 'amod') && !isBareParticiple(sentence, at))
      return null
    if (hasRelation(at, 'nsubj') && at.index !== token.index) weak = true
    if (hasRelation(at, 'acl:relcl', 'ccomp', 'parataxis') && depth > 0) return null
    at = up
  }
  return null
}

function draftsByToken(drafts: readonly Draft[]): ReadonlyMap<number, Draft> {
  const map = new Map<number, Draft>()
  for (const draft of drafts) {
    const verb = draft.candidate.trigger.support?.verb
    if (verb && !map.has(verb.index)) map.set(verb.index, draft)
  }
  for (const draft of drafts) map.set(tokenOf(draft).index, draft)
  return map
}

export function circumstancesOf(
  context: Context,
  sentence: Sentence,
  drafts: readonly Draft[],
): ReadonlyMap<Draft, Circumstances> {
  const byToken = draftsByToken(drafts)
  const places = placesOf(context, sentence, drafts, byToken)
  const times = timesOf(context, sentence, byToken)
  return new Map(drafts.map((d) => [d, { places: places.get(d) ?? [], when: times.get(d) ?? null }]))
}

// ---- places ----

const types = (list: string): ReadonlySet<string> => new Set(list.split(', '))
const MOVES = types(
  'movement, displacement, evacuation, return, deployment, withdrawal, shelling, shooting, attack, release, visit',
)
/** What these are done to is not where they are. */
const NOT_AT_TARGET = types(
  'talks, visit, agreement, sanctions, statement, appointment, relation, affiliation, threat, alias, position, membership',
)

interface FoundPlace {
  readonly phrase: PlacePhrase
  /** It stands in the subject, or only names a building: a place where nothing better is there. */
  readonly weak: boolean
}

function placesOf(
  context: Context,
  sentence: Sentence,
  drafts: readonly Draft[],
  byToken: ReadonlyMap<number, Draft>,
): ReadonlyMap<Draft, readonly PlaceMention[]> {
  const { lexicon } = context
  const found = new Map<Draft, FoundPlace[]>()
  const add = (draft: Draft, phrase: PlacePhrase, weak: boolean) => {
    const list = found.get(draft) ?? []
    if (!list.some((p) => p.phrase.head.index === phrase.head.index)) list.push({ phrase, weak })
    found.set(draft, list)
  }
  for (const draft of drafts) for (const phrase of sceneOf(context, sentence, draft)) add(draft, phrase, false)
  for (const draft of drafts)
    for (const phrase of placesInRoles(context, sentence, draft)) add(draft, phrase, phrase.site)
  for (const token of sentence.tokens) {
    if (hasRelation(token, 'conj')) continue
    const phrase = placePhrase(lexicon, sentence, token)
    const owner = phrase && ownerOf(sentence, token, byToken)
    if (!owner || isParty(owner.draft, phrase.head)) continue
    for (const each of placeConjuncts(lexicon, sentence, phrase)) {
      const role =
        each.role !== 'at' && !isBeside(sentence, token, owner.draft) ? null : roleFor(owner.draft, each.role)
      if (role) add(owner.draft, { ...each, role }, owner.weak || each.site)
    }
  }
  return new Map([...found].map(([draft, list]) => [draft, settledPlaces(context, sentence, list)]))
}

/** "Nurgal has been a scene of fighting": the subject of what wraps the noun is where it was. */
function sceneOf(context: Context, sentence: Sentence, draft: Draft): readonly PlacePhrase[] {
  const { trigger } = draft.candidate
  const wrapper =
    trigger.kind === 'noun'
      ? proxiesOf(context.lexicon, sentence, trigger.token).find((t) => t.lemma === 'scene' || t.lemma === 'site')
      : undefined
  const subject = wrapper && childrenOf(sentence, wrapper, 'nsubj')[0]
  const span =
    subject && isPlaceNoun(context.lexicon, sentence, subject) ? placeSpan(context.lexicon, sentence, subject) : null
  return subject && span ? [{ head: subject, span, role: 'at', site: false }] : []
}

/** "from Turkey" in "after pressure from Turkey" is not whence somebody came: such phrases stand by the verb or its noun. */
function isBeside(sentence: Sentence, token: Token, draft: Draft): boolean {
  const verb = draft.candidate.trigger.support?.verb ?? tokenOf(draft)
  const up = headOf(sentence, token)
  return (
    up !== null &&
    (up.index === verb.index ||
      up.index === tokenOf(draft).index ||
      (up.head === verb.index && hasRelation(up, 'obj', 'xcomp', 'conj', 'nsubj')) ||
      hasRelation(token, 'conj'))
  )
}

const isParty = (draft: Draft, head: Token): boolean =>
  ['actor', 'target', 'instrument'].some((r) => draft.roles.get(r as 'actor')?.some((t) => t.index === head.index))

/** Places that a page names as such, and what is hit or taken where it is a place. */
function placesInRoles(context: Context, sentence: Sentence, draft: Draft): readonly PlacePhrase[] {
  const { lexicon } = context
  const roles = [
    ['place', 'at'],
    ['from', 'from'],
    ['to', 'to'],
    ['target', 'at'],
  ] as const
  return roles.flatMap(([role, as]) =>
    (draft.roles.get(role) ?? []).flatMap((filler) => {
      const head = core(lexicon, sentence, filler)
      const named = role === 'target' ? placeModifiers(lexicon, sentence, head) : []
      const isPlace =
        isPlaceNoun(lexicon, sentence, head) || (familyOf(draft.type) === 'violence' && isUnknownName(sentence, head))
      if (role === 'target' && (NOT_AT_TARGET.has(draft.type) || !isPlace)) return named
      if (role !== 'target' && !isSomewhere(context, sentence, head)) return named
      const span = placeSpan(lexicon, sentence, head)
      return span ? [...named, ...placeConjuncts(lexicon, sentence, { head, span, role: as, site: false })] : named
    }),
  )
}

const isSomewhere = (context: Context, sentence: Sentence, head: Token): boolean =>
  isPlaceNoun(context.lexicon, sentence, head) ||
  ['BUILDINGS', 'BASES', 'ROADS'].some((list) => inList(context.lexicon, head, list)) ||
  head.upos === 'PROPN'

function roleFor(draft: Draft, role: PlaceRole): PlaceRole | null {
  if (role === 'at') return 'at'
  if (draft.type === 'threat' && role === 'to') return 'at'
  if (!MOVES.has(draft.type)) return null
  return draft.type === 'visit' && role === 'to' ? 'at' : role
}

/** The weak only where no other is there; what lies within another phrase is part of it; "near the border" only where nothing is named. */
function settledPlaces(context: Context, sentence: Sentence, list: readonly FoundPlace[]): readonly PlaceMention[] {
  const strong = list.filter((p) => !p.weak)
  const near = (p: FoundPlace) =>
    ['near', 'close to', 'outside', 'along'].includes(prepositionOf(sentence, p.phrase.head) ?? '')
  const firm = strong.filter((p) => !near(p))
  const kept = firm.length > 0 ? firm : strong.length > 0 ? strong : list.slice(-1)
  const length = (p: FoundPlace) => p.phrase.span.end - p.phrase.span.start
  const within = (p: FoundPlace, o: FoundPlace) =>
    o.phrase.span.start <= p.phrase.span.start && p.phrase.span.end <= o.phrase.span.end
  const outer = kept.filter((p, i) => !kept.some((o, j) => o !== p && within(p, o) && (length(o) > length(p) || j < i)))
  return outer.map(({ phrase }) => ({
    quote: quote(context.reading.text, phrase.span),
    role: phrase.role,
    place: null,
    precision: 'unknown' as const,
    because: 'as written',
  }))
}

// ---- times ----

function timesOf(context: Context, sentence: Sentence, byToken: ReadonlyMap<number, Draft>): ReadonlyMap<Draft, When> {
  const found = new Map<Draft, TimeExpression>()
  for (const time of parseTimes(context.reading.text.slice(sentence.start, sentence.end), sentence.start)) {
    const tokens = tokensWithin(sentence, time)
    const top = topOf(tokens)
    if (!top || !isCircumstance(sentence, top, time) || isNamed(sentence, top)) continue
    const owner = ownerOf(sentence, top, byToken)
    if (!owner) continue
    const before = found.get(owner.draft)
    if (!before || (before.vague && !time.vague)) found.set(owner.draft, time)
  }
  const out = new Map<Draft, When>([...found].map(([draft, time]) => [draft, whenOf(time)]))
  for (const draft of new Set([...byToken.values()].map(rootOfDraft))) {
    if (out.has(draft)) continue
    const event = eventTime(context, sentence, draft)
    if (event)
      out.set(draft, {
        words: event.text,
        start: event.start,
        end: event.end,
        from: null,
        to: null,
        precision: 'vague',
        implied: false,
        because: 'told by another happening',
      })
  }
  return out
}

/** "Fayez Jan" is a person, not a month. */
const isNamed = (sentence: Sentence, token: Token): boolean =>
  sentence.names.some(
    (n) =>
      n.first <= token.index && token.index <= n.last && n.last > n.first && n.kind !== 'place' && n.kind !== 'other',
  )

/** "before" that opens a clause and "still" that only colours it tell no time. */
function isCircumstance(sentence: Sentence, top: Token, time: TimeExpression): boolean {
  if (hasRelation(top, 'mark', 'case', 'cc')) return false
  if (time.vague && /^(?:still|already|later|once|initially|earlier|just|shortly|so far|to date)$/i.test(time.words))
    return false
  return !hasRelation(top, 'nsubj') || headOf(sentence, top) === null
}

/** "following the takeover", "since the raid": the phrase that dates a happening by another. */
function eventTime(context: Context, sentence: Sentence, draft: Draft): Quote | null {
  const verb = draft.candidate.trigger.support?.verb ?? tokenOf(draft)
  for (const child of childrenOf(sentence, verb, 'obl', 'advcl')) {
    const word = (prepositionOf(sentence, child) ?? childrenOf(sentence, child, 'mark')[0]?.text ?? '').toLowerCase()
    if (!['since', 'after', 'before', 'following', 'during', 'until', 'prior to', 'ahead of'].includes(word)) continue
    const words = trimPunctuation(subtree(sentence, child))
    const comma = words.findIndex((t) => t.text === ',')
    const span = spanOf(comma > 2 ? words.slice(0, comma) : words)
    if (span) return quote(context.reading.text, span)
  }
  return null
}
