import {
  type ClaimType,
  type Event,
  type EventType,
  familyOf,
  isStateType,
  type Mention,
  type Quote,
  quote,
  type Reality,
  type Span,
  type State,
  type StateType,
  type Toll,
} from '../../claim/index.js'
import type { AttributionLexicon } from '../../data/attribution.js'
import type { EventRules } from '../../data/rules.js'
import type { Sentence, Token } from '../../language/contract.js'
import { amounts } from '../quantity.js'
import type { Proposition, Reading, Trace } from '../reading.js'
import { childrenOf, hasRelation, headOf, nounPhraseSpan, prepositionOf } from '../tree.js'
import { withAcronyms } from './acronyms.js'
import { candidatesOf, eventNounsOf } from './candidates.js'
import { type Circumstances, circumstancesOf } from './circumstances.js'
import { clauseOf } from './clause.js'
import { isEventPlaceOnly } from './filters.js'
import { inList, isPlaceName, type Lexicon, lexiconOf } from './lexicon.js'
import { clauseVerb, hedgesOf, intentOf, isNegatedAt, isNone, isToldInPast, realityOf } from './modality.js'
import { actorMentions, type Context, mentionOf, partySpan } from './parties.js'
import { type Draft, draftOf, ruledOutOf, sentenceOf, settle, tokenOf } from './settle.js'
import { countOf, sideOf, tollGroups, tollOf } from './tolls.js'

/**
 * Every event and state that a report tells, clause by clause, before anyone asks who says so. Pure: the same reading
 * and rules give the same propositions, in the order of the text.
 *
 * @example findPropositions(reading, loadEventRules('data/en'), attribution).map((p) => p.content.type)
 */
export function findPropositions(
  given: Reading,
  rules: EventRules,
  attribution: AttributionLexicon,
  trace: Trace = () => {},
): readonly Proposition[] {
  const reading = withAcronyms(given)
  const context: Context = {
    reading,
    lexicon: lexiconOf(rules),
    attribution,
    toldInPast: isToldInPast(reading.sentences),
    trace,
  }
  const found: Proposition[] = []
  const memory: Memory = { sides: [] }
  for (const [index, sentence] of reading.sentences.entries()) {
    if (sentence.kind === 'dateline') continue
    for (const proposition of inSentence(context, index, sentence, memory)) found.push(proposition)
  }
  return found
}

/** Who fought whom last: "both sides", "the two groups" speak of them. */
interface Memory {
  sides: readonly Mention[]
}

function inSentence(context: Context, index: number, sentence: Sentence, memory: Memory): readonly Proposition[] {
  const { lexicon, trace } = context
  const isEvent = eventNounsOf(lexicon, sentence)
  const drafts = candidatesOf(lexicon, sentence, trace).map((c) => draftOf(lexicon, c, isEvent))
  if (drafts.length === 0) return []
  const kept = settle(lexicon, drafts, isEvent, trace)
  const around = circumstancesOf(context, sentence, drafts)
  return kept.flatMap((draft) => {
    const made = propositionOf(context, index, draft, around.get(draft) ?? { places: [], when: null }, memory)
    if (!made)
      trace(`"${tokenOf(draft).text}" (${draft.candidate.pattern.id}) left out: it tells nothing of its own here`)
    else remember(memory, made)
    return made ? [made] : []
  })
}

function remember(memory: Memory, { content }: Proposition): void {
  if (content.type !== 'armed-clash' || content.kind !== 'event') return
  const sides = [...content.actor, ...content.target]
  if (sides.length === 2) memory.sides = sides
}

function propositionOf(
  context: Context,
  index: number,
  draft: Draft,
  around: Circumstances,
  memory: Memory,
): Proposition | null {
  const { lexicon } = context
  const { pattern, trigger } = draft.candidate
  if (isEventPlaceOnly(lexicon, draft, around)) return null
  const clause = withMerged(lexicon, draft, clauseOf(lexicon, trigger, draft.verb))
  const content = isStateType(draft.type)
    ? stateOf(context, index, draft, draft.type, around, memory)
    : eventOf(context, index, draft, draft.type as EventType, around, memory)
  const partial =
    draft.candidate.trigger.sentence.tokens.some((t) => inList(lexicon, t, 'PARTIAL')) &&
    content.kind === 'event' &&
    content.tolls.length > 0 &&
    receivesBodies(draft)
  return {
    trigger: { sentence: index, token: tokenOf(draft).index },
    clause,
    content,
    hedges: hedgesOf(lexicon, trigger),
    partial,
    foundBy: pattern.id,
    confidence: pattern.confidence,
  }
}

/** "11 people were killed and four injured in …": what is told in one breath is one clause. */
function withMerged(lexicon: Lexicon, draft: Draft, span: Span): Span {
  const beside = draft.merged.filter(
    (d) =>
      d.candidate.trigger.kind !== 'noun' && hasRelation(clauseVerb(d.candidate.trigger), 'conj', 'parataxis', 'dep'),
  )
  const ends = beside.map((d) => clauseOf(lexicon, d.candidate.trigger).end)
  return { start: span.start, end: Math.max(span.end, ...ends) }
}

const receivesBodies = (draft: Draft): boolean =>
  ['receive', 'admit', 'treat', 'arrive', 'bring'].includes(clauseVerb(draft.candidate.trigger).lemma)

function partiesOf(
  context: Context,
  index: number,
  draft: Draft,
  role: 'actor' | 'target',
  memory: Memory,
): readonly Mention[] {
  const heads = draft.roles.get(role) ?? []
  const sentence = sentenceOf(draft)
  const events = role === 'actor' ? heads : heads.filter((t) => !isMerePlace(context, sentence, t, draft.type))
  return events.flatMap((t) => {
    const mentions = role === 'actor' ? actorMentions(context, index, t) : (mentionOf(context, index, t) ?? [])
    const list = Array.isArray(mentions) ? mentions : [mentions as Mention]
    return list.flatMap((m) =>
      isBothSides(m) && memory.sides.length === 2 ? memory.sides.map((s) => asReferred(m, s)) : [m],
    )
  })
}

/** The name of a place that is hit or taken is where, not whom; "Syria" that is accused is whom. */
const isMerePlace = (context: Context, sentence: Sentence, token: Token, type: ClaimType): boolean =>
  isPlaceName(context.lexicon, sentence, token) &&
  ['violence', 'territory', 'property', 'movement', 'presence'].includes(familyOf(type))

const isBothSides = (mention: Mention): boolean =>
  /^(?:both|the two|the warring|the opposing)(?: (?:sides|groups|parties|forces))$/i.test(mention.quote.text)
const asReferred = (mention: Mention, side: Mention): Mention => ({
  ...side,
  quote: mention.quote,
  refersTo: side.refersTo ?? side.quote,
  because: 'those who fought each other last',
})

function eventOf(
  context: Context,
  index: number,
  draft: Draft,
  type: EventType,
  around: Circumstances,
  memory: Memory,
): Event {
  const { lexicon } = context
  const { trigger, pattern } = draft.candidate
  const sentence = sentenceOf(draft)
  const instruments = draft.roles.get('instrument') ?? []
  const instrument = instruments[0] ? toolOf(context, sentence, instruments) : null
  const ruledOut =
    draft.notInstrument ??
    ruledOutOf(sentence, [...instruments, ...(draft.roles.get('actor') ?? []), ...(draft.roles.get('target') ?? [])])
  const not = ruledOut ? toolOf(context, sentence, [ruledOut]) : null
  const intent = intentOf(lexicon, trigger)
  const negated = isNegatedAt(lexicon, trigger)
  const reality = pattern.reality ?? told(realityOf(lexicon, trigger, true, context.toldInPast), draft, around)
  return {
    kind: 'event',
    type,
    actor: partiesOf(context, index, draft, 'actor', memory),
    target: partiesOf(context, index, draft, 'target', memory),
    ...(instrument ? { instrument } : {}),
    ...(not ? { notInstrument: not } : {}),
    ...(intent ? { intent } : {}),
    place: around.places,
    when: around.when,
    tolls: tollsIn(context, tollsOf(context, index, draft, memory), negated, reality),
    negated,
    reality,
  }
}

/** What has not happened has no toll but the figure that is spoken of; "did not injure any" says none. */
function tollsIn(context: Context, tolls: readonly Toll[], negated: boolean, reality: Reality): readonly Toll[] {
  const hasFigure = ({ count }: Toll) =>
    count !== null &&
    amounts(count.words.split(' '), context.lexicon.rules.quantities).some((a) => a.figure || a.high === 0)
  if (negated)
    return tolls.flatMap((t) =>
      t.count?.high === 0
        ? [t]
        : / any /.test(` ${t.quote.text} `)
          ? [{ ...t, count: { low: 0, high: 0, words: t.quote.text } }]
          : [],
    )
  return reality === 'planned' || reality === 'hypothetical' || reality === 'predicted'
    ? tolls.filter(hasFigure)
    : tolls
}

/** What has a toll or a day happened once: its present tense is a headline's, or a slip of the tagger. */
const told = (reality: Reality, draft: Draft, { when }: Circumstances): Reality =>
  reality === 'habitual' && (draft.harms.length > 0 || (when !== null && when.precision !== 'vague'))
    ? 'actual'
    : reality

function toolOf(context: Context, sentence: Sentence, heads: readonly Token[]): Quote | null {
  const spans = heads.map((t) => partySpan(context.lexicon, sentence, t) ?? t)
  const start = Math.min(...spans.map((s) => s.start))
  const end = Math.max(...spans.map((s) => s.end))
  const words = context.reading.text.slice(start, end)
  const article = /^(?:an?|the|some|several|\d+|two|three|four|five|six) /i.exec(words)?.[0].length ?? 0
  return quote(context.reading.text, { start: start + article, end })
}

function stateOf(
  context: Context,
  index: number,
  draft: Draft,
  type: StateType,
  around: Circumstances,
  memory: Memory,
): State {
  const { lexicon } = context
  const { trigger, pattern } = draft.candidate
  const reality = familyOf(type) === 'knowledge' ? 'actual' : (pattern.reality ?? realityOf(lexicon, trigger, false))
  return {
    kind: 'state',
    type,
    actor: partiesOf(context, index, draft, 'actor', memory),
    target: partiesOf(context, index, draft, 'target', memory),
    place: around.places,
    when: around.when,
    value: stateValue(context, draft),
    negated: familyOf(type) === 'knowledge' ? false : isNegatedAt(lexicon, trigger),
    reality,
  }
}

function stateValue(context: Context, draft: Draft): State['value'] {
  const head = draft.roles.get('value')?.[0]
  if (!head) return null
  const sentence = sentenceOf(draft)
  if (draft.type === 'strength' || draft.type === 'losses' || draft.type === 'presence') {
    const counted = countOf(context, sentence, head)
    if (counted?.stated) return { count: counted.count }
  }
  const span = head.upos === 'VERB' || head.upos === 'ADV' ? head : nounPhraseSpan(sentence, head, { clauses: false })
  return span ? { words: quote(context.reading.text, span) } : null
}

// ---- tolls ----

function tollsOf(context: Context, index: number, draft: Draft, memory: Memory): readonly Toll[] {
  const sentence = sentenceOf(draft)
  const tolls = draft.harms.flatMap(({ harm, heads, owner }) => {
    const own = ownCount(context, sentence, owner, heads)
    if (own)
      return splitSides(
        [
          {
            harm,
            side: sideOf(context, index, heads),
            count: own,
            named: [],
            includes: [],
            quote: quote(context.reading.text, nounPhraseSpan(sentence, owner, { clauses: false }) ?? owner),
          },
        ],
        memory,
      )
    return tollGroups(context, sentence, heads).flatMap((group) => tollOf(context, index, harm, group, [owner]) ?? [])
  })
  return [
    ...new Map(
      tolls.map((t) => [`${t.harm} ${t.quote.start} ${t.side.map((s) => s.refersTo?.start ?? 0)}`, t]),
    ).values(),
  ]
}

/** "20 casualties", "no injuries": the noun itself is counted, unless those who died are ("the deaths of eight men"). */
function ownCount(context: Context, sentence: Sentence, owner: Token, heads: readonly Token[]) {
  if (!inList(context.lexicon, owner, 'CASUALTIES') || owner.upos !== 'NOUN') return null
  const others = heads.filter((t) => t.index !== owner.index)
  const counted = others[0] ? countOf(context, sentence, others[0]) : null
  if (counted?.stated && !others.some((t) => /side/i.test(t.text))) return null
  const own = countOf(context, sentence, owner)
  if (
    isNone(context.lexicon, sentence, owner) ||
    isNegatedAt(context.lexicon, { sentence, token: owner, kind: 'noun', support: null })
  )
    return { low: 0, high: 0, words: own?.count.words ?? owner.text }
  if (own?.stated && owner.xpos !== 'NN') return own.count
  if (others.length > 0 && (counted || owner.xpos === 'NN'))
    return others.some((t) => /side/i.test(t.text)) ? (own?.count ?? null) : null
  return own && owner.xpos === 'NNS' ? own.count : null
}

function splitSides(tolls: readonly Toll[], memory: Memory): readonly Toll[] {
  return tolls.flatMap((toll) => {
    const both = toll.side.find(isBothSides) ?? toll.side.find((m) => /^both/i.test(m.quote.text))
    return both && memory.sides.length === 2
      ? memory.sides.map((s) => ({ ...toll, side: [asReferred(both, s)] }))
      : [toll]
  })
}

export const isAdjunct = (sentence: Sentence, token: Token): boolean =>
  hasRelation(token, 'obl', 'nmod') &&
  prepositionOf(sentence, token) !== null &&
  headOf(sentence, token) !== null &&
  childrenOf(sentence, token).length > 0
