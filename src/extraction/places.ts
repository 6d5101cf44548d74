import type { Span } from '../claim/index.js'
import type { Sentence, Token } from '../language/contract.js'
import { inList, isPlaceName, isTimeWord, type Lexicon } from './events/lexicon.js'
import { childrenOf, hasRelation, headOf, prepositionOf, spanOf, subtree, trimPunctuation } from './tree.js'

/** Place phrases as written: what names where something is, without asking yet which place of the world it is. */

export type PlaceRole = 'at' | 'from' | 'to'

export interface PlacePhrase {
  readonly head: Token
  /** Without its preposition: "the Khwaja Ghar district in Takhar". */
  readonly span: Span
  readonly role: PlaceRole
  /** A building or base, told by a common noun: where something is when no real place is named. */
  readonly site: boolean
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(', '))

const AT = words(
  'in, at, near, on, inside, outside, within, across, around, throughout, along, off, beyond, amid, behind, beside, outside of, inside of',
)
const TO = words('to, into, toward, towards, for, onto, up to, as far as')
const FROM = words('from, out of, away from, out')
/** Of "in the west of", "on the edge of", "on the outskirts of": the place is what follows. */
const EDGES = words(
  'side, edge, outskirt, outskirts, heart, middle, vicinity, entrance, surroundings, perimeter, outside, inside, periphery, corner',
)

/** Whether a noun names or describes a place: a name of a place, or a village, district, valley … */
export function isPlaceNoun(lexicon: Lexicon, sentence: Sentence, token: Token): boolean {
  if (token.upos === 'VERB' || token.upos === 'PRON' || token.upos === 'AUX' || isTimeWord(token)) return false
  if (isPlaceName(lexicon, sentence, token)) return true
  const name = sentence.names.find((n) => n.first <= token.index && token.index <= n.last)
  return (
    inList(lexicon, token, 'AREAS') &&
    !(
      name &&
      (name.kind === 'organisation' || name.kind === 'person') &&
      token.upos === 'PROPN' &&
      !/^(?:district|province|valley|city|village|river|street|town|county|governorate)$/i.test(token.text)
    )
  )
}

const isSite = (lexicon: Lexicon, token: Token): boolean =>
  token.upos === 'NOUN' && ['BUILDINGS', 'BASES', 'ROADS'].some((list) => inList(lexicon, token, list))

/** A proper noun that no list and no model knows, after "in", "at" or "near", is most probably a place. */
export function isUnknownName(sentence: Sentence, token: Token): boolean {
  if (token.upos !== 'PROPN' || isTimeWord(token) || !/^\p{Lu}\p{Ll}/u.test(token.text)) return false
  const name = sentence.names.find((n) => n.first <= token.index && token.index <= n.last)
  return (
    name === undefined || name.kind === 'other' || name.score < 0.5 || /^(?:al-|\p{Lu}[\p{Ll}-]+-e-)/u.test(token.text)
  )
}

/** The part that a place noun plays in its clause, or null where it plays none. */
export function placeRole(sentence: Sentence, token: Token): PlaceRole | null {
  if (!hasRelation(token, 'obl', 'nmod', 'advmod', 'advcl', 'acl', 'root', 'dep', 'conj', 'appos', 'parataxis'))
    return null
  const preposition = prepositionOf(sentence, token)
  if (preposition === null) return null
  const first = preposition.split(' ')[0] ?? ''
  if (FROM.has(preposition) || first === 'from') return 'from'
  if (AT.has(preposition) || / of$/.test(preposition)) return 'at'
  if (TO.has(preposition)) return 'to'
  return AT.has(first) ? 'at' : null
}

export function placePhrase(lexicon: Lexicon, sentence: Sentence, token: Token): PlacePhrase | null {
  const role = placeRole(sentence, token)
  if (role === null) return null
  const preposition = prepositionOf(sentence, token) ?? ''
  const inner = EDGES.has(token.lemma.toLowerCase())
    ? childrenOf(sentence, token, 'nmod').find((t) => prepositionOf(sentence, t) === 'of')
    : undefined
  if (inner && (isPlaceNoun(lexicon, sentence, inner) || isUnknownName(sentence, inner))) {
    const span = placeSpan(lexicon, sentence, inner)
    return span && { head: inner, span, role, site: false }
  }
  const isPlace =
    isPlaceNoun(lexicon, sentence, token) ||
    (['in', 'at', 'near', 'on', 'inside', 'outside'].includes(preposition) && isUnknownName(sentence, token))
  if (!isPlace && !(role === 'at' && isSite(lexicon, token))) return null
  const span = placeSpan(lexicon, sentence, token)
  return span && { head: token, span, role, site: !isPlace }
}

/** The words of a place: its modifiers, "of Takhar", "in Takhar" and ", Takhar" after it, but no clause about it. */
export function placeSpan(lexicon: Lexicon, sentence: Sentence, head: Token): Span | null {
  const inside = subtree(sentence, head, (t) => {
    const up = headOf(sentence, t)
    if (isTimeWord(t) && t.index !== head.index) return true
    if (hasRelation(t, 'conj', 'cc')) return t.head === head.index || t.upos !== 'ADJ'
    if (hasRelation(t, 'acl', 'parataxis', 'advcl', 'nsubj', 'cop', 'discourse', 'aux', 'mark', 'advmod', 'obl'))
      return t.upos !== 'ADJ' && !(hasRelation(t, 'obl') && t.index < head.index)
    if (hasRelation(t, 'case') && t.head === head.index && t.index < head.index) return true
    if (hasRelation(t, 'nmod') && up) {
      const preposition = prepositionOf(sentence, t)
      if (preposition === 'of') return false
      return !(t.index < head.index || (isPlaceNoun(lexicon, sentence, t) && preposition === 'in'))
    }
    if (hasRelation(t, 'appos')) return !isPlaceNoun(lexicon, sentence, t)
    return false
  })
  const own = trimPunctuation(contiguous(inside, head))
  const last = own.at(-1)
  if (!last) return null
  const end = extended(lexicon, sentence, last.index)
  const span = spanOf([...own, ...sentence.tokens.slice(last.index, end + 1)])
  const name = sentence.names.find((n) => n.first <= head.index && head.index <= n.last && n.kind === 'place')
  return span && name ? { start: Math.min(span.start, name.start), end: Math.max(span.end, name.end) } : span
}

/** The stretch around the head that has no holes but punctuation. */
function contiguous(tokens: readonly Token[], head: Token): readonly Token[] {
  const at = tokens.findIndex((t) => t.index === head.index)
  let first = at
  let last = at
  while (first > 0 && (tokens[first]?.index ?? 0) - (tokens[first - 1]?.index ?? 0) <= 1) first--
  while (last < tokens.length - 1 && (tokens[last + 1]?.index ?? 0) - (tokens[last]?.index ?? 0) <= 1) last++
  return tokens.slice(first, last + 1)
}

/** Containers that follow: "Zaranj city[, Nimroz province]", "the valley [in Balkh][, northeastern Afghanistan]". */
function extended(lexicon: Lexicon, sentence: Sentence, last: number): number {
  let end = last
  for (let step = 0; step < 4; step++) {
    const next = sentence.tokens[end + 1]
    if (!next || !(next.text === ',' || (next.upos === 'ADP' && ['in', 'of'].includes(next.text.toLowerCase())))) break
    const run = runAfter(sentence, end + 1)
    const head = run.findLast((t) => isPlaceNoun(lexicon, sentence, t))
    if (!head || run.some((t) => isTimeWord(t)) || (next.text === ',' && isListed(lexicon, sentence, end + 1))) break
    end = run.at(-1)?.index ?? end
  }
  return end
}

/** Determiners, adjectives and nouns after a place, up to what ends a noun phrase. */
function runAfter(sentence: Sentence, index: number): readonly Token[] {
  const out: Token[] = []
  for (const token of sentence.tokens.slice(index + 1)) {
    const belongs =
      ['DET', 'ADJ', 'PROPN', 'NOUN'].includes(token.upos) ||
      token.xpos === 'POS' ||
      token.text === '-' ||
      (token.text === 'of' && out.length > 0)
    if (!belongs) break
    out.push(token)
  }
  return out
}

/** "Balkh, Kunduz and Faryab" is a list of places, not one within the other. */
function isListed(lexicon: Lexicon, sentence: Sentence, comma: number): boolean {
  let at = comma
  for (let step = 0; step < 12; step++) {
    const run = runAfter(sentence, at)
    const after = sentence.tokens[(run.at(-1)?.index ?? at) + 1]
    if (run.length === 0) return false
    if (after?.upos === 'CCONJ' || (after?.text === ',' && sentence.tokens[after.index + 1]?.upos === 'CCONJ')) {
      const next = runAfter(sentence, after.text === ',' ? after.index + 1 : after.index)
      return next.some((t) => isPlaceNoun(lexicon, sentence, t) || t.upos === 'PROPN')
    }
    if (after?.text !== ',') return false
    at = after.index
  }
  return false
}

/** A place phrase and those coordinated with it: "in Balkh, Kunduz and Faryab", "in eastern and northern Afghanistan". */
export function placeConjuncts(lexicon: Lexicon, sentence: Sentence, phrase: PlacePhrase): readonly PlacePhrase[] {
  const more = childrenOf(sentence, phrase.head, 'conj').filter(
    (t) => isPlaceNoun(lexicon, sentence, t) || isUnknownName(sentence, t),
  )
  const included = childrenOf(sentence, phrase.head, 'nmod').filter(
    (t) =>
      ['including', 'such as', 'notably'].includes(prepositionOf(sentence, t) ?? '') &&
      (isPlaceNoun(lexicon, sentence, t) || t.upos === 'PROPN'),
  )
  const others = [...more, ...included].flatMap((head) => {
    const span = placeSpan(lexicon, sentence, head)
    return span
      ? placeConjuncts(lexicon, sentence, { head, span, role: placeRole(sentence, head) ?? phrase.role, site: false })
      : []
  })
  // "in several districts, including A and B": the named ones are the place.
  if (included.length > 0 && !isPlaceName(lexicon, sentence, phrase.head)) return others
  return [...byDirection(sentence, phrase), ...others]
}

/** "eastern and northern Afghanistan" are two places. */
function byDirection(sentence: Sentence, phrase: PlacePhrase): readonly PlacePhrase[] {
  const first = childrenOf(sentence, phrase.head, 'amod').find((t) => isDirection(t))
  const second = first && childrenOf(sentence, first, 'conj').find((t) => isDirection(t) && t.index < phrase.head.index)
  if (!first || !second || first.start < phrase.span.start) return [phrase]
  return [
    { ...phrase, head: first, span: { start: first.start, end: first.end } },
    { ...phrase, span: { start: second.start, end: phrase.span.end } },
  ]
}

const isDirection = (token: Token): boolean =>
  /^(?:north|south|east|west|northeast|northwest|southeast|southwest)(?:ern)?$/i.test(token.text) ||
  /^central$/i.test(token.text)

/** "a Kabul hotel", "Herat's airport": the place that a building is named after. */
export function placeModifiers(lexicon: Lexicon, sentence: Sentence, head: Token): readonly PlacePhrase[] {
  if (!isSite(lexicon, head)) return []
  return childrenOf(sentence, head, 'compound', 'nmod:poss', 'nmod')
    .filter((t) => isPlaceName(lexicon, sentence, t) && t.index < head.index)
    .map((t) => ({ head: t, span: placeSpan(lexicon, sentence, t) ?? t, role: 'at' as const, site: false }))
}
