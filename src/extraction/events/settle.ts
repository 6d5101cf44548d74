import { type ClaimType, familyOf, type Harm } from '../../claim/index.js'
import type { Role } from '../../data/rules.js'
import type { Sentence, Token } from '../../language/contract.js'
import {
  ancestorsOf,
  childrenOf,
  conjunctsOf,
  firstConjunct,
  hasRelation,
  headOf,
  isWithin,
  prepositionOf,
} from '../tree.js'
import type { Candidate } from './candidates.js'
import { isViolent } from './candidates.js'
import { fill, isPassiveVerb, isRuledOut, proxiesOf, standIn } from './functions.js'
import { type EventNoun, inList, isOfKind, isTimeWord, type Lexicon } from './lexicon.js'
import { isNone } from './modality.js'

/** A candidate with its roles filled, while it is being settled which of them are one happening. */
export interface Draft {
  readonly candidate: Candidate
  type: ClaimType
  readonly roles: Map<Role, readonly Token[]>
  /** Who came to harm, and how. */
  harms: { harm: Harm; heads: readonly Token[]; owner: Token }[]
  notInstrument: Token | null
  /** The verb whose clause tells it, where that is neither its trigger nor a support verb. */
  verb: Token | null
  /** Drafts that tell the same happening and were taken into this one. */
  readonly merged: Draft[]
  into: Draft | null
}

export const tokenOf = (draft: Draft): Token => draft.candidate.trigger.token
export const sentenceOf = (draft: Draft): Sentence => draft.candidate.trigger.sentence
const supportVerb = (draft: Draft): Token => draft.candidate.trigger.support?.verb ?? tokenOf(draft)

export function draftOf(lexicon: Lexicon, candidate: Candidate, isEvent: EventNoun): Draft {
  const { pattern, trigger } = candidate
  const roles = new Map<Role, readonly Token[]>()
  for (const [role, names] of Object.entries(pattern.roles) as [Role, readonly string[]][]) {
    for (const name of names) {
      const found = fill(lexicon, trigger, name).filter(
        (t) =>
          !candidate.taken.includes(t.index) &&
          !usedBy(roles, role, t) &&
          suits(lexicon, trigger.sentence, role, t, isEvent),
      )
      if (found.length === 0) continue
      roles.set(role, [...(roles.get(role) ?? []), ...found])
      // A subject and a by-phrase are alternatives, places and tools may come from several phrases.
      if (role !== 'place' && role !== 'instrument' && !isBoth(names)) break
    }
  }
  const harmed = pattern.harm ? (pattern.roles.toll ? roles.get('toll') : roles.get('target')) : undefined
  const harms: Draft['harms'] =
    pattern.harm && harmed && harmed.length > 0 ? [{ harm: pattern.harm, heads: harmed, owner: trigger.token }] : []
  if (pattern.harm && harms.length === 0 && countsItself(lexicon, candidate))
    harms.push({ harm: pattern.harm, heads: [], owner: trigger.token })
  if (candidate.trigger.token.lemma === 'leave' && pattern.type === 'harm')
    harms.splice(0, harms.length, ...leftHarms(trigger.sentence, trigger.token))
  return { candidate, type: pattern.type, roles, harms, notInstrument: null, verb: null, merged: [], into: null }
}

/** "caused no casualties", "left 20 casualties": the noun is counted, whoever they were. */
function countsItself(lexicon: Lexicon, { trigger }: Candidate): boolean {
  const { sentence, token } = trigger
  if (trigger.kind !== 'noun' || !inList(lexicon, token, 'CASUALTIES')) return false
  return isNone(lexicon, sentence, token) || isOfKind(lexicon, sentence, token, 'NUMBER', () => false)
}

const LEFT: Readonly<Record<string, Harm>> = {
  dead: 'killed',
  wounded: 'wounded',
  injured: 'wounded',
  hurt: 'wounded',
  missing: 'missing',
  homeless: 'displaced',
}

/** "left 75 civilians dead and another 150 wounded": each state goes with the noun or figure before it. */
function leftHarms(sentence: Sentence, verb: Token): Draft['harms'] {
  const harms: Draft['harms'] = []
  let head: Token | null = null
  for (const token of sentence.tokens.slice(verb.index + 1)) {
    const harm = LEFT[token.text.toLowerCase()]
    if (harm && head) {
      harms.push({ harm, heads: [head], owner: verb })
      head = null
    } else if (
      token.upos === 'NOUN' ||
      (token.upos === 'NUM' && head?.upos !== 'NOUN') ||
      (token.upos === 'PROPN' && !head)
    )
      head ??= token.upos === 'NUM' ? token : token
    else if (token.upos === 'VERB' || token.text === '.' || token.text === ';') break
    if (token.upos === 'NOUN' && head?.upos === 'NUM') head = token
  }
  return harms
}

const isBoth = (names: readonly string[]): boolean => names.includes('between-phrase')

function usedBy(roles: ReadonlyMap<Role, readonly Token[]>, role: Role, token: Token): boolean {
  return [...roles].some(
    ([other, tokens]) =>
      other !== role &&
      other !== 'toll' &&
      role !== 'toll' &&
      role !== 'value' &&
      other !== 'value' &&
      !(PLACE_ROLES.has(role) || PLACE_ROLES.has(other)) &&
      tokens.some((t) => t.index === token.index),
  )
}
const PLACE_ROLES = new Set<Role>(['place', 'from', 'to'])

/** "on January 29": a figure beside a month, or a word of time. */
const isDate = (sentence: Sentence, token: Token): boolean =>
  isTimeWord(token) ||
  (token.upos === 'NUM' &&
    [sentence.tokens[token.index - 1], sentence.tokens[token.index + 1]].some((t) => t !== undefined && isTimeWord(t)))

/** What kills by itself and acts for nobody. Planes and drones are left: their modifiers tell whose they are. */
const MEANS = ['EXPLOSIVES', 'PROJECTILES', 'VEHICLES', 'BUILDINGS']

/** A weapon is no actor of its own and a person no tool. */
function suits(lexicon: Lexicon, sentence: Sentence, role: Role, token: Token, isEvent: EventNoun): boolean {
  const never: EventNoun = () => false
  if (role === 'instrument')
    return isOfKind(lexicon, sentence, token, 'WEAPON', never) && !isOfKind(lexicon, sentence, token, 'FIGHTERS', never)
  if (isDate(sentence, token)) return false
  if (role === 'target' && (isEvent(token) || /sel(?:f|ves)$/i.test(token.text))) return false
  if (
    role === 'actor' &&
    MEANS.some((kind) => isOfKind(lexicon, sentence, token, kind, never)) &&
    !isOfKind(lexicon, sentence, token, 'FIGHTERS', never)
  )
    return false
  if (role === 'actor' && inList(lexicon, token, 'WRAPPERS') && !inList(lexicon, token, 'FORCES')) return false
  if (role === 'actor' && token.upos === 'PRON') return !/^(?:this|that|it's|there|which|what)$/i.test(token.text)
  return true
}

const CAUSE_PREPOSITIONS = new Set(
  'in during by from as due because at amid midst when over through with under'.split(' '),
)
const isHarm = (draft: Draft): boolean =>
  draft.harms.some((h) => ['killed', 'wounded', 'casualties'].includes(h.harm)) || draft.type === 'harm'

/** Puts drafts that tell one happening together. The order of the steps matters: causes first, then what follows. */
export function settle(
  lexicon: Lexicon,
  drafts: readonly Draft[],
  isEvent: EventNoun,
  trace: (note: string) => void,
): readonly Draft[] {
  const steps: readonly Step[] = [
    notKnown,
    resultsIn,
    causedBySubject,
    causedByPhrase,
    harmOfRelativeClause,
    harmThatFollows,
    harmBeside,
    toldByCause,
    toldTwice,
    countedThere,
  ]
  for (const step of steps) for (const draft of drafts) if (!draft.into) step(lexicon, draft, drafts)
  for (const draft of drafts) if (!draft.into) byMeans(lexicon, draft, isEvent)
  for (const draft of drafts)
    if (draft.into) trace(`"${tokenOf(draft).text}" is told with "${tokenOf(rootOfDraft(draft)).text}"`)
  return drafts.filter((d) => !d.into)
}

export function rootOfDraft(draft: Draft): Draft {
  let at = draft
  for (let depth = 0; at.into && depth < 8; depth++) at = at.into
  return at
}

type Step = (lexicon: Lexicon, draft: Draft, all: readonly Draft[]) => void

function merge(
  draft: Draft,
  into: Draft,
  keepRoles: readonly Role[] = ['actor', 'instrument', 'place', 'from', 'to', 'target'],
): void {
  if (draft === into || rootOfDraft(into) === draft) return
  draft.into = into
  into.merged.push(draft, ...draft.merged)
  // "killed and wounded several people": one noun phrase for both, so how many of each is not said.
  for (const harm of into.harms)
    if (
      draft.harms.some(
        (h) =>
          h.harm !== harm.harm &&
          h.heads[0]?.index === harm.heads[0]?.index &&
          Math.abs(h.owner.index - harm.owner.index) < 4,
      )
    )
      harm.harm = 'casualties'
  into.harms.push(
    ...draft.harms.filter(
      (h) => !into.harms.some((o) => (o.heads[0] ?? o.owner).index === (h.heads[0] ?? h.owner).index),
    ),
  )
  for (const role of keepRoles) {
    const given = draft.roles.get(role)
    if (given && !into.roles.has(role)) into.roles.set(role, given)
  }
}

const nounDraftAt = (lexicon: Lexicon, all: readonly Draft[], sentence: Sentence, token: Token): Draft | null =>
  all.find(
    (d) =>
      d.candidate.trigger.kind === 'noun' &&
      !d.into &&
      (tokenOf(d).index === token.index ||
        proxiesOf(lexicon, sentence, tokenOf(d)).some((p) => p.index === token.index)),
  ) ?? null

/** "no casualties were reported", "nobody claimed the attack": what is not known is not told besides. */
function notKnown(_lexicon: Lexicon, draft: Draft, all: readonly Draft[]): void {
  if (familyOf(draft.type) !== 'knowledge') return
  const top = supportVerb(draft)
  for (const other of all) {
    if (other === draft || other.into || other.candidate.trigger.kind === 'verb') continue
    if (isWithin(sentenceOf(draft), tokenOf(other), top) && (isAnaphoric(other) || other.type === 'harm'))
      other.into = draft
  }
}

/** "An operation resulted in the death of two", "the blasts caused casualties": what happened, and its toll. */
function resultsIn(lexicon: Lexicon, draft: Draft, all: readonly Draft[]): void {
  const { trigger } = draft.candidate
  const { sentence } = trigger
  if (trigger.kind !== 'noun' || !isHarm(draft)) return
  const stand = standIn(lexicon, sentence, trigger.token)
  const verb = headOf(sentence, stand)
  if (verb?.upos !== 'VERB' || !inList(lexicon, verb, 'RESULTS') || !hasRelation(stand, 'obj', 'obl')) return
  const cause = fill(lexicon, { sentence, token: verb, kind: 'verb', support: null }, 'subject')
    .map((t) => nounDraftAt(lexicon, all, sentence, t))
    .find((d) => d && d !== draft && isViolent(d.type))
  if (!cause) return
  // "caused no casualties" does not say that there was no blast.
  if (isNone(lexicon, sentence, trigger.token)) {
    cause.into = draft
    draft.verb = verb
    return
  }
  merge(draft, cause, ['target'])
  cause.verb = verb
}

/** "there are 300 militants operating in the hills": how many there are, and where, is one state. */
function countedThere(_lexicon: Lexicon, draft: Draft, all: readonly Draft[]): void {
  const { trigger } = draft.candidate
  if (draft.type !== 'presence' || !hasRelation(trigger.token, 'acl')) return
  const counted = all.find((d) => d.type === 'strength' && !d.into && tokenOf(d).index === trigger.token.head)
  if (counted) merge(draft, counted, ['actor', 'place'])
}

/** "visited … on an unannounced visit", "attacked in an attack": one happening, named twice in one clause. */
function toldTwice(_lexicon: Lexicon, draft: Draft, all: readonly Draft[]): void {
  const { trigger } = draft.candidate
  if (trigger.kind !== 'noun') return
  const sentence = trigger.sentence
  const up = ancestorsOf(sentence, trigger.token)
  const other = all.find((d) => {
    if (d === draft || d.into || d.candidate.trigger.kind !== 'verb' || d.type !== draft.type) return false
    const at = up.findIndex((t) => t.index === tokenOf(d).index)
    return at >= 0 && at < 3 && up.slice(0, at).every((t) => t.upos !== 'VERB' && !hasRelation(t, 'conj', 'appos'))
  })
  if (other) merge(draft, other)
}

/** "A bomb blast killed 48", "airstrikes hit a school", "the clashes killed eight": the subject is what happened. */
function causedBySubject(lexicon: Lexicon, draft: Draft, all: readonly Draft[]): void {
  const { trigger } = draft.candidate
  if (trigger.kind === 'noun' && !trigger.support) return
  if (trigger.kind === 'adjective') return
  const sentence = trigger.sentence
  const subjects = trigger.kind === 'verb' ? fill(lexicon, trigger, 'subject') : (draft.roles.get('actor') ?? [])
  for (const subject of subjects) {
    const cause = nounDraftAt(lexicon, all, sentence, subject)
    if (!cause || cause === draft || !isViolent(cause.type)) continue
    if (draft.roles.get('actor')?.some((t) => t.index === subject.index)) draft.roles.delete('actor')
    if (!isViolent(draft.type) && draft.type !== 'harm') {
      if (isAnaphoric(cause)) cause.into = draft
      continue
    }
    if (hasRelation(trigger.token, 'acl:relcl')) {
      merge(draft, cause, ['target', 'instrument', 'place'])
      return
    }
    if (isNobody(lexicon, draft)) {
      draft.type = 'harm'
      if (isAnaphoric(cause)) cause.into = draft
      return
    }
    draft.type = cause.type
    merge(cause, draft)
  }
}

/** "killed no one": nobody came to harm, whatever happened. */
const isNobody = (lexicon: Lexicon, draft: Draft): boolean =>
  draft.harms.length > 0 &&
  draft.harms.every((h) => h.heads.length > 0 && h.heads.every((t) => isNone(lexicon, sentenceOf(draft), t)))

const isAnaphoric = (draft: Draft): boolean =>
  !['actor', 'target', 'instrument'].some((r) => (draft.roles.get(r as Role)?.length ?? 0) > 0) &&
  draft.harms.length === 0

/** Means that say more than that there was fighting or an attack. */
const NARROW = new Set<ClaimType>([
  'airstrike',
  'drone-strike',
  'shelling',
  'bombing',
  'suicide-bombing',
  'chemical-attack',
  'ambush',
  'shooting',
])

/** "two were killed in a raid", "detained during an operation", "engaged with an airstrike" */
function causedByPhrase(lexicon: Lexicon, draft: Draft, all: readonly Draft[]): void {
  const { sentence } = draft.candidate.trigger
  const isDetention = familyOf(draft.type) === 'detention'
  if (!isHarm(draft) && !isDetention && !['attack', 'operation', 'armed-clash'].includes(draft.type)) return
  if (NARROW.has(draft.type)) return
  const cause = all.find(
    (d) =>
      !d.into &&
      d !== draft &&
      d.candidate.trigger.kind === 'noun' &&
      isViolent(d.type) &&
      isPhraseOf(lexicon, sentence, tokenOf(d), supportVerb(draft)),
  )
  if (cause && isNobody(lexicon, draft)) {
    draft.type = 'harm'
    if (isAnaphoric(cause)) cause.into = draft
    return
  }
  if (!cause || (['operation', 'armed-clash'].includes(draft.type) && !NARROW.has(cause.type))) return
  const takes =
    draft.type === 'harm' ||
    NARROW.has(cause.type) ||
    (draft.type === 'killing' && !draft.roles.has('actor') && cause.type !== 'killing')
  if (takes && !isDetention && !(draft.type === 'execution')) draft.type = cause.type
  merge(cause, draft, ['actor', 'instrument', 'place'])
}

function isPhraseOf(lexicon: Lexicon, sentence: Sentence, noun: Token, verb: Token): boolean {
  const stand = standIn(lexicon, sentence, noun)
  const mark = childrenOf(sentence, stand, 'mark')[0]?.text.toLowerCase()
  const preposition =
    prepositionOf(sentence, stand)?.split(' ')[0] ?? prepositionOf(sentence, noun)?.split(' ')[0] ?? mark
  if (!preposition || !CAUSE_PREPOSITIONS.has(preposition) || preposition === 'on') return false
  if (!hasRelation(stand, 'obl', 'nmod') && !(mark && hasRelation(stand, 'advcl', 'acl'))) return false
  const up = ancestorsOf(sentence, stand)
  const at = up.findIndex((t) => t.index === verb.index)
  // Straight below the verb, or below one of its noun phrases, with no other clause between.
  return at >= 0 && up.slice(0, at).every((t) => t.upos !== 'VERB' && !hasRelation(t, 'nsubj'))
}

/** "a bombing that killed three": the clause tells what the noun did. */
function harmOfRelativeClause(lexicon: Lexicon, draft: Draft, all: readonly Draft[]): void {
  const { trigger } = draft.candidate
  if (!isHarm(draft) || trigger.kind !== 'verb' || !hasRelation(firstConjunct(trigger.sentence, trigger.token), 'acl'))
    return
  const up = headOf(trigger.sentence, firstConjunct(trigger.sentence, trigger.token))
  // "a bombing near an airport that killed two": sites do not kill, what happened there does.
  const cause =
    up &&
    [up, ...ancestorsOf(trigger.sentence, up).slice(0, 3)]
      .map((t) => nounDraftAt(lexicon, all, trigger.sentence, t))
      .find((d) => d !== null && isViolent(d.type))
  if (cause && isViolent(cause.type) && cause !== draft) merge(draft, cause, ['target'])
}

/** "… hit a school, killing 26": what follows from a happening is its toll. */
function harmThatFollows(_lexicon: Lexicon, draft: Draft, all: readonly Draft[]): void {
  const { trigger } = draft.candidate
  if (!isHarm(draft)) return
  const sentence = trigger.sentence
  const first = firstConjunct(sentence, supportVerb(draft))
  if (
    !(
      hasRelation(first, 'advcl', 'acl', 'xcomp', 'parataxis', 'ccomp') &&
      (first.xpos === 'VBG' || hasRelation(first, 'xcomp'))
    )
  )
    return
  if (childrenOf(sentence, first, 'nsubj').length > 0) return
  const up = ancestorsOf(sentence, first)
  const main = up
    .map((t) =>
      all.find(
        (d) => (!rootOfDraft(d).into && supportVerb(rootOfDraft(d)).index === t.index) || tokenOf(d).index === t.index,
      ),
    )
    .find((d) => d !== undefined)
  const into = main ? rootOfDraft(main) : lastBefore(draft, all)
  if (!into) return
  if (into !== draft && (isViolent(into.type) || into.type === 'harm')) merge(draft, into, [])
}

/** The happening told last before a participle that the tree hung on "said". */
function lastBefore(draft: Draft, all: readonly Draft[]): Draft | null {
  const verb = supportVerb(draft)
  const before = all.filter(
    (d) =>
      d !== draft &&
      !d.into &&
      tokenOf(d).index < verb.index &&
      isViolent(d.type) &&
      d.candidate.trigger.kind !== 'adjective',
  )
  return before.at(-1) ?? null
}

/** "killed 48 and left dozens wounded", "22 died and dozens were wounded": two harms told in one breath. */
function harmBeside(_lexicon: Lexicon, draft: Draft, all: readonly Draft[]): void {
  const { trigger } = draft.candidate
  const verb = supportVerb(draft)
  if (!isHarm(draft) || !hasRelation(verb, 'conj', 'parataxis', 'dep')) return
  const up = headOf(trigger.sentence, verb)
  const other = up && all.find((d) => supportVerb(d).index === up.index && (isHarm(d) || d.into || isDeed(d, draft)))
  if (!other) return
  const into = rootOfDraft(other)
  if (into === draft || (!isHarm(into) && !isDeed(into, draft)) || hasOwnActor(draft)) return
  joinHarms(draft, into)
  if (into.type === 'shooting' && draft.type === 'killing') into.type = 'killing'
  else if (
    (into.type === 'harm' || (into.type === 'killing' && !into.roles.has('actor'))) &&
    isViolent(draft.type) &&
    draft.type !== 'killing'
  )
    into.type = draft.type
  merge(draft, into, ['actor', 'instrument', 'target', 'place'])
}

/** "shot and killed", "attacked and wounded": how, and with what result, in one breath. */
const isDeed = (deed: Draft, result: Draft): boolean =>
  isViolent(deed.type) &&
  deed.candidate.trigger.kind === 'verb' &&
  supportVerb(result).index - supportVerb(deed).index < 4

const hasOwnActor = (draft: Draft): boolean => {
  const { trigger } = draft.candidate
  return (
    draft.roles.has('actor') &&
    childrenOf(trigger.sentence, supportVerb(draft), 'nsubj').length > 0 &&
    !isPassiveVerb(trigger.sentence, supportVerb(draft))
  )
}

/** "killed and wounded several people": one object for both, so how many of each is not said. */
function joinHarms(draft: Draft, into: Draft): void {
  const mine = draft.harms[0]
  const theirs = into.harms.find((h) => mine && h.heads[0]?.index === mine.heads[0]?.index)
  if (!mine || !theirs || mine.harm === theirs.harm || Math.abs(mine.owner.index - theirs.owner.index) > 3) return
  theirs.harm = 'casualties'
  draft.harms = []
  if (into.type === 'killing') into.type = into.roles.has('actor') ? 'attack' : 'harm'
}

/** "3 were injured when terrorists fired a rocket": the clause with when, after, as tells how. */
function toldByCause(lexicon: Lexicon, draft: Draft, all: readonly Draft[]): void {
  const { trigger } = draft.candidate
  if (!isHarm(draft) || (draft.type !== 'harm' && draft.type !== 'killing') || draft.roles.has('actor')) return
  const sentence = trigger.sentence
  const verb = supportVerb(draft)
  if (childrenOf(sentence, verb, 'advcl').some((t) => isAccident(lexicon, sentence, t))) draft.type = 'harm'
  const cause = all.find((d) => {
    if (d.into || d === draft || !isViolent(d.type) || d.type === 'killing') return false
    const clause = supportVerb(d)
    return (
      hasRelation(clause, 'advcl', 'ccomp') &&
      conjunctsOf(sentence, verb).some((v) => v.index === clause.head) &&
      childrenOf(sentence, clause, 'mark', 'advmod').some((m) => ['when', 'after', 'as'].includes(m.text.toLowerCase()))
    )
  })
  if (!cause) return
  draft.type = cause.type
  merge(cause, draft, ['actor', 'instrument', 'place', 'from', 'to'])
}

/** "when two earthquakes struck", "after a bus overturned": nobody did it. */
const CRASHES = new Set('crash overturn collapse capsize sink derail collide plunge flood burn'.split(' '))
const isAccident = (lexicon: Lexicon, sentence: Sentence, clause: Token): boolean =>
  CRASHES.has(clause.lemma) || childrenOf(sentence, clause, 'nsubj').some((t) => inList(lexicon, t, 'ACCIDENTS'))

/** The narrowest type that the means allow: an attack by warplanes is an airstrike. */
const BY_MEANS: readonly (readonly [list: string, type: ClaimType])[] = [
  ['DRONES', 'drone-strike'],
  ['AIRCRAFT', 'airstrike'],
  ['SUICIDE', 'suicide-bombing'],
  ['CHEMICALS', 'chemical-attack'],
  ['AIR-BOMBS', 'airstrike'],
  ['EXPLOSIVES', 'bombing'],
  ['PROJECTILES', 'shelling'],
  ['SMALL-ARMS', 'shooting'],
]

function byMeans(lexicon: Lexicon, draft: Draft, isEvent: EventNoun): void {
  const { trigger } = draft.candidate
  const sentence = trigger.sentence
  if (!['attack', 'killing', 'harm', 'explosion', 'bombing'].includes(draft.type)) return
  const own =
    trigger.kind === 'noun'
      ? [trigger.token]
      : [...fill(lexicon, trigger, 'by-phrase'), ...fill(lexicon, trigger, 'subject')]
  const tokens = [...(draft.roles.get('instrument') ?? []), ...(draft.roles.get('actor') ?? []), ...own]
  const fromWords = draft.merged.filter((d) => d.candidate.trigger.kind === 'noun').map(tokenOf)
  for (const [list, type] of BY_MEANS) {
    if (
      ![...tokens, ...fromWords].some(
        (t) =>
          isOfKind(lexicon, sentence, t, list, isEvent) ||
          sentence.tokens.some(
            (m) => m.head === t.index && hasRelation(m, 'compound', 'amod') && inList(lexicon, m, list),
          ),
      )
    )
      continue
    if (familyOf(draft.type) !== 'violence' && draft.type !== 'harm') continue
    if (draft.type === 'bombing' && type !== 'suicide-bombing' && type !== 'airstrike') continue
    if (draft.type === 'explosion' && type !== 'suicide-bombing' && type !== 'bombing') continue
    if (draft.type === 'killing' && type === 'shooting' && trigger.kind === 'verb') continue
    draft.type = type
    break
  }
  const means = (draft.roles.get('actor') ?? []).filter(
    (t) => isOfKind(lexicon, sentence, t, 'WEAPON', isEvent) && !isOfKind(lexicon, sentence, t, 'FIGHTERS', isEvent),
  )
  if (means.length > 0 && !draft.roles.has('instrument')) draft.roles.set('instrument', means)
}

/** "bullets, not rockets": the tool that the words rule out. */
export function ruledOutOf(sentence: Sentence, heads: readonly Token[]): Token | null {
  for (const head of heads) {
    const out = childrenOf(sentence, head, 'conj', 'appos', 'nmod').find((t) => isRuledOut(sentence, t))
    if (out) return out
  }
  return null
}

export const isBelow = (draft: Draft, other: Draft): boolean =>
  isWithin(sentenceOf(draft), tokenOf(draft), tokenOf(other))
