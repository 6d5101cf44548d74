import type { Mention } from '../claim/claim.js'
import { quote, type Span } from '../claim/span.js'
import type { AttributionLexicon } from '../data/attribution.js'
import type { Sentence, Token } from '../language/contract.js'
import type { Reading, TokenRef } from './reading.js'
import {
  ancestorsOf,
  appositionsOf,
  childrenOf,
  hasRelation,
  nounPhraseTokens,
  prepositionOf,
  spanOf,
  subtree,
  trimPunctuation,
} from './tree.js'

/** What sort of thing a noun phrase names, as far as pronouns care. */
export type MentionClass = 'person' | 'people' | 'group' | 'document' | 'place' | 'thing'

/** A noun phrase of the report that later words may take up. */
export interface Nominal {
  readonly sentence: number
  readonly head: Token
  readonly span: Span
  readonly class: MentionClass
  readonly plural: boolean
  readonly gender: 'm' | 'f' | null
  /** The words of its proper name, lower case; none for descriptions. */
  readonly name: readonly string[]
  /** Lower-case nouns by which it is described: head, title, apposition. */
  readonly nouns: ReadonlySet<string>
  readonly subject: boolean
}

const list = (lexicon: AttributionLexicon, name: string): ReadonlyMap<string, string> =>
  lexicon.lists.get(name)?.labels ?? NONE
const NONE: ReadonlyMap<string, string> = new Map()

/** Looks a noun up under its lemma and its form. */
export function labelOf(lexicon: AttributionLexicon, name: string, token: Token): string | null {
  const labels = list(lexicon, name)
  return labels.get(token.lemma.toLowerCase()) ?? labels.get(token.text.toLowerCase()) ?? null
}

/** The same where the word before makes another thing of it: an "aid worker" is no "worker", a "coast guard" no "guard". */
export const labelIn = (sentence: Sentence, lexicon: AttributionLexicon, name: string, token: Token): string | null =>
  pairLabel(sentence, lexicon, name, token) ?? labelOf(lexicon, name, token)

/** The label of a noun together with the word before it: "social media", "coast guard". */
function pairLabel(sentence: Sentence, lexicon: AttributionLexicon, name: string, token: Token): string | null {
  const before = sentence.tokens[token.index - 1]
  if (!before) return null
  const labels = list(lexicon, name)
  const pair = (noun: string) => labels.get(`${wordOf(before)} ${noun}`)
  return pair(token.lemma.toLowerCase()) ?? pair(wordOf(token)) ?? null
}

const wordOf = (token: Token): string => token.text.toLowerCase().replaceAll('’', "'")

/** A name has a capital letter: "the emir" is none, whatever a tagger says. */
const isProper = (token: Token): boolean => token.upos === 'PROPN' && /\p{Lu}/u.test(token.text)
const isPlural = (token: Token): boolean =>
  token.feats['Number'] === 'Plur' ||
  token.xpos === 'NNS' ||
  token.xpos === 'NNPS' ||
  PLURAL_PRONOUNS.has(wordOf(token))
const PLURAL_PRONOUNS = new Set(['they', 'them', 'their', 'theirs', 'these', 'those', 'we', 'us', 'our'])

/** The full words of a noun phrase: apposition and relative clause included, the channel of the words ("in a tweet") not. */
export function phraseTokens(sentence: Sentence, head: Token, lexicon: AttributionLexicon): readonly Token[] {
  const whole = nounPhraseTokens(sentence, head)
  const channels = childrenOf(sentence, head, 'nmod', 'obl').filter((t) => isChannel(sentence, t, lexicon))
  const asides = childrenOf(sentence, head, 'acl', 'advcl').filter(
    (t) => isAside(sentence, t, lexicon) || isAddedClause(sentence, t) || isPublishing(sentence, head, t, lexicon),
  )
  const turns = childrenOf(sentence, head, 'nmod', 'obl').filter((t) => isTurn(sentence, head, t))
  const out = new Set([...channels, ...asides, ...turns].flatMap((t) => subtree(sentence, t)).map((t) => t.index))
  const kept = trimPunctuation(withoutCircumstance(without(whole, out), head))
  const own = withRank(sentence, head, kept, lexicon)
  return [...own, ...looseApposition(sentence, head, own)]
}

/**
 * "Noor TV, a channel close to the rebels, reported": what stands between commas after a name and starts with an
 * article says what the name is, wherever the tree hangs it. With its opening comma.
 */
function looseApposition(sentence: Sentence, head: Token, phrase: readonly Token[]): readonly Token[] {
  const last = phrase.at(-1)
  if (!last || appositionsOf(sentence, head).length > 0) return []
  const [comma, article] = sentence.tokens.slice(last.index + 1, last.index + 3)
  if (comma?.text !== ',' || !article) return []
  // "Noor TV, a channel …," and "the head of the channel, Rami Noor,".
  const describes = isProper(head)
    ? ['a', 'an', 'the'].includes(wordOf(article))
    : isProper(article) && head.upos === 'NOUN'
  if (!describes) return []
  const closing = sentence.tokens.findIndex(
    (t) => t.index > article.index && (t.text === ',' || ['VBD', 'VBZ', 'VBP', 'MD'].includes(t.xpos)),
  )
  const end = sentence.tokens.length - 1
  const closes = closing < 0 && /^[.!?]$/.test(sentence.tokens[end]?.text ?? '') && end - article.index < 14
  if (closes && head.index > 0 && sentence.tokens[(phrase[0]?.index ?? head.index) - 1]?.upos === 'VERB')
    return sentence.tokens.slice(comma.index, end)
  if (closing < 0 || sentence.tokens[closing]?.text !== ',') return []
  const verb = sentence.tokens[closing + 1]
  if (!verb || !(['VBD', 'VBZ', 'VBP', 'MD'].includes(verb.xpos) || verb.upos === 'AUX' || verb.upos === 'ADV'))
    return []
  return sentence.tokens.slice(comma.index, closing)
}

/** "Rania Kabalan a nurse in Zabadani": an article right behind a name, where commas were lost. */
function bareApposition(sentence: Sentence, head: Token): readonly Token[] {
  if (!isProper(head)) return []
  const last = Math.max(head.index, ...childrenOf(sentence, head, 'flat').map((t) => t.index))
  if (!['a', 'an'].includes(wordOf(sentence.tokens[last + 1] ?? head))) return []
  const rest = sentence.tokens.slice(last + 2, last + 6)
  const noun = rest.findIndex((t) => t.upos === 'NOUN')
  return rest.slice(0, noun + 1).every((t) => t.upos === 'ADJ' || t.upos === 'NOUN') ? rest.slice(noun, noun + 1) : []
}

/** The nouns of a loose apposition. */
const looseNouns = (sentence: Sentence, head: Token): readonly Token[] => {
  if (!isProper(head)) return []
  return looseApposition(sentence, head, nounPhraseTokens(sentence, head))
    .filter((t) => t.upos === 'NOUN')
    .slice(0, 4)
}

/**
 * ", using the group's old name,", ", cited by the Herald,", ", reached by telephone,": a participle between commas tells
 * what somebody does or how they were heard, not who they are.
 */
const isAside = (sentence: Sentence, token: Token, lexicon: AttributionLexicon): boolean => {
  const first = subtree(sentence, token)[0]
  const heard =
    token.xpos === 'VBN' && (HEARD.has(token.lemma) || list(lexicon, 'citing-verbs').has(token.lemma.toLowerCase()))
  return (
    (token.xpos === 'VBG' || heard) &&
    first !== undefined &&
    (first.text === ',' || sentence.tokens[first.index - 1]?.text === ',')
  )
}
const HEARD = new Set(['ask', 'call', 'contact', 'interview', 'phone', 'press', 'question', 'reach', 'telephone'])

/** ", for its part,", ", in turn,", ", on Monday,": a phrase between commas that tells nothing of who somebody is. */
function isTurn(sentence: Sentence, head: Token, token: Token): boolean {
  const first = subtree(sentence, token).find((t) => t.upos !== 'PUNCT')
  return (
    first !== undefined &&
    first.index > head.index &&
    sentence.tokens[first.index - 1]?.text === ',' &&
    TURNING.has(wordOf(first))
  )
}
const TURNING = new Set([
  'after',
  'at',
  'before',
  'by',
  'despite',
  'during',
  'for',
  'in',
  'on',
  'since',
  'through',
  'via',
])

/** "The army, which has lost the dam,": a clause behind a comma tells more of somebody, unless it gives the name. */
function isAddedClause(sentence: Sentence, token: Token): boolean {
  if (!hasRelation(token, 'acl:relcl')) return false
  const clause = subtree(sentence, token).filter((t) => t.upos !== 'PUNCT')
  const first = clause[0]
  const comma = first && sentence.tokens[first.index - 1]?.text === ','
  return comma === true && RELATIVES.has(wordOf(first)) && !clause.some((t) => NAMING.has(t.lemma.toLowerCase()))
}
const NAMING = new Set(['name', 'call', 'identify', 'introduce', 'know'])

/** "a statement carried by the agency", "accounts from survivors collected by the charity": who passes a writing on is told apart from it. */
const isPublishing = (sentence: Sentence, head: Token, clause: Token, lexicon: AttributionLexicon): boolean =>
  [head, sentence.tokens[hasRelation(head, 'nmod') ? head.head : head.index]].some(
    (t) => t && labelOf(lexicon, 'carriers', t) === 'document',
  ) &&
  clause.xpos === 'VBN' &&
  list(lexicon, 'releasing-verbs').has(clause.lemma.toLowerCase()) &&
  childrenOf(sentence, clause, 'obl').some((t) => ['by', 'on', 'in'].includes(prepositionOf(sentence, t) ?? ''))

const without = (tokens: readonly Token[], out: ReadonlySet<number>): readonly Token[] =>
  tokens.filter((t) => !out.has(t.index))

/**
 * "Colonel Idris Kamal", "army spokesman Idris Kamal": what a person is stands right in front of the name, wherever the
 * tree hangs either.
 */
function withRank(
  sentence: Sentence,
  head: Token,
  phrase: readonly Token[],
  lexicon: AttributionLexicon,
): readonly Token[] {
  const { tokens } = sentence
  let first = phrase[0]?.index ?? head.index
  let last = phrase.at(-1)?.index ?? head.index
  if (isProper(head)) {
    while (isTitle(tokens[first - 1], lexicon)) first--
    if (first < (phrase[0]?.index ?? first)) while (isModifier(tokens[first - 1])) first--
  }
  if (isTitle(head, lexicon) && last === head.index) {
    while (tokens[last + 1] && isProper(tokens[last + 1] as Token) && !CIRCUMSTANCE.test(tokens[last + 1]?.text ?? ''))
      last++
  }
  return [
    ...tokens.slice(first, phrase[0]?.index ?? first),
    ...phrase,
    ...tokens.slice((phrase.at(-1)?.index ?? last) + 1, last + 1),
  ]
}

/** A rank, or a noun for somebody in office: what can stand before a name. */
const isTitle = (token: Token | undefined, lexicon: AttributionLexicon): boolean =>
  token !== undefined &&
  ((/^\p{Lu}/u.test(token.text) && labelOf(lexicon, 'ranks', token) !== null) ||
    (token.upos === 'NOUN' && !isPlural(token) && list(lexicon, 'pronoun-nouns').get(wordOf(token)) === 'person'))

const isModifier = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.upos === 'ADJ' || token.upos === 'PROPN' || (token.upos === 'NOUN' && !isPlural(token))) &&
  hasRelation(token, 'compound', 'amod', 'nmod')

const CIRCUMSTANCE =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|late|early|earlier|today|yesterday|also|later|then|too|however|meanwhile|each|both|all|at|first|initially)$/i

/** "Mujahid late Saturday": the time of the saying that a tree hangs on the speaker. */
function withoutCircumstance(tokens: readonly Token[], head: Token): readonly Token[] {
  let last = tokens.length
  while (last > 0) {
    const token = tokens[last - 1]
    if (!token || token.index <= head.index || !CIRCUMSTANCE.test(token.text)) break
    last--
  }
  return tokens.slice(0, last)
}

/** "in a statement", "on Twitter", "during an interview": what words travel in. */
export function isChannel(sentence: Sentence, noun: Token, lexicon: AttributionLexicon): boolean {
  const preposition = prepositionOf(sentence, noun)
  const label = labelOf(lexicon, 'carriers', noun)
  if (preposition === null || label === null) return false
  return (label === 'document' ? DOCUMENT_PREPOSITIONS : CHANNEL_PREPOSITIONS).has(preposition)
}
// "soldiers at a post" are no words in a post.
const DOCUMENT_PREPOSITIONS = new Set(['in', 'via', 'through'])
const CHANNEL_PREPOSITIONS = new Set(['in', 'on', 'via', 'through', 'during', 'at', 'over', 'after'])

/** All noun phrases of a report that can be taken up later, in the order of the text. */
export const nominalsOf = (reading: Reading, lexicon: AttributionLexicon): readonly Nominal[] =>
  discourseOf(reading, lexicon).all

/** The noun phrases of a report, and where each sentence's, each name's and each noun's stand among them. */
interface Discourse {
  readonly all: readonly Nominal[]
  readonly bySentence: readonly (readonly Nominal[])[]
  readonly byNameWord: ReadonlyMap<string, readonly Nominal[]>
  readonly byNoun: ReadonlyMap<string, readonly Nominal[]>
}
const known = new WeakMap<Reading, Discourse>()

function discourseOf(reading: Reading, lexicon: AttributionLexicon): Discourse {
  const before = known.get(reading)
  if (before) return before
  const made = reading.sentences.flatMap((sentence, s) =>
    sentence.tokens.flatMap((token) => (headsPhrase(sentence, token) ? [nominal(sentence, s, token, lexicon)] : [])),
  )
  const bodies = new Set(
    made.filter((n) => n.name.length > 0 && n.class !== 'place' && hasArticle(reading, n)).map((n) => n.name.join(' ')),
  )
  const surnames = new Set(made.filter((n) => n.name.length > 1 && n.class === 'person').map((n) => n.name.at(-1)))
  const genders = gendersOf(made)
  const all = made.map((n) => ({
    ...n,
    class: settledClass(n, bodies, surnames),
    gender: (n.name.length === 1 ? genders.get(n.name[0]) : null) ?? n.gender ?? genders.get(n.name.at(-1)) ?? null,
  }))
  const discourse: Discourse = {
    all,
    bySentence: reading.sentences.map((_, s) => all.filter((n) => n.sentence === s)),
    byNameWord: indexed(all, (n) => n.name),
    byNoun: indexed(all, (n) => [...n.nouns]),
  }
  known.set(reading, discourse)
  return discourse
}

/** What a fuller mention tells of a last name: "Redouane" is a man where "Nicolas Redouane" is; two of a name tell nothing. */
function gendersOf(nominals: readonly Nominal[]): ReadonlyMap<string | undefined, 'm' | 'f' | null> {
  const genders = new Map<string | undefined, 'm' | 'f' | null>()
  for (const { name, gender, class: kind } of nominals) {
    if (!gender || name.length < 2 || kind === 'group') continue
    const last = name.at(-1)
    genders.set(last, genders.has(last) && genders.get(last) !== gender ? null : gender)
  }
  return genders
}

function indexed(
  all: readonly Nominal[],
  words: (n: Nominal) => readonly string[],
): ReadonlyMap<string, readonly Nominal[]> {
  const index = new Map<string, Nominal[]>()
  for (const n of all) {
    for (const word of new Set(words(n))) {
      const there = index.get(word)
      if (there) there.push(n)
      else index.set(word, [n])
    }
  }
  return index
}

/** "the Taliban" is a body's name everywhere; "Mujahid" is a person where "Zabihullah Mujahid" is one. */
function settledClass(
  n: Nominal,
  bodies: ReadonlySet<string>,
  surnames: ReadonlySet<string | undefined>,
): MentionClass {
  if (bodies.has(n.name.join(' '))) return 'group'
  return n.name.length === 1 && surnames.has(n.name[0]) ? 'person' : n.class
}

/** "the Taliban", "the UN": a name with an article is a body's, unless it says what the person is. */
function hasArticle(reading: Reading, n: Nominal): boolean {
  const sentence = reading.sentences[n.sentence]
  if (!sentence || !isProper(n.head)) return false
  return childrenOf(sentence, n.head, 'det').some((t) => wordOf(t) === 'the') && n.nouns.size <= n.name.length * 2
}

function headsPhrase(sentence: Sentence, token: Token): boolean {
  if (token.upos !== 'NOUN' && token.upos !== 'PROPN') return false
  if (hasRelation(token, 'compound', 'flat', 'fixed', 'goeswith', 'case', 'mark'))
    return namesSomething(sentence, token)
  return true
}

/** "Taliban" in "Taliban spokesman" is a name that later words take up, though no phrase of its own. */
const namesSomething = (sentence: Sentence, token: Token): boolean =>
  hasRelation(token, 'compound') && isProper(token) && sentence.tokens[token.head]?.upos === 'NOUN'

function nominal(sentence: Sentence, s: number, head: Token, lexicon: AttributionLexicon): Nominal {
  const tokens = hasRelation(head, 'compound') ? subtree(sentence, head) : phraseTokens(sentence, head, lexicon)
  const name = properName(sentence, head)
  const nouns = describingNouns(sentence, head)
  const kind = classOf(sentence, head, name, nouns, lexicon)
  return {
    sentence: s,
    head,
    span: spanOf(tokens) ?? { start: head.start, end: head.end },
    class: kind,
    plural: isPlural(head) || childrenOf(sentence, head, 'conj').length > 0,
    gender: genderOf(sentence, head, nouns, lexicon),
    name,
    nouns,
    subject: hasRelation(head, 'nsubj'),
  }
}

/** The words of the proper name that a phrase is built around, lower case. */
function properName(sentence: Sentence, head: Token): readonly string[] {
  const parts = [head, ...childrenOf(sentence, head, 'flat', 'compound', 'appos')].filter(isProper)
  if (isProper(head)) {
    const own = [head, ...childrenOf(sentence, head, 'flat', 'compound').filter((t) => isProper(t))]
    return own.sort((a, b) => a.index - b.index).map(wordOf)
  }
  const apposed = appositionsOf(sentence, head).find(isProper)
  if (!apposed) {
    const loose = looseApposition(sentence, head, nounPhraseTokens(sentence, head)).filter(isProper)
    if (loose.length > 0) return loose.map(wordOf)
    return parts.length > 0 && parts.some((t) => hasRelation(t, 'flat')) ? parts.map(wordOf) : []
  }
  return [apposed, ...childrenOf(sentence, apposed, 'flat', 'compound').filter(isProper)]
    .sort((a, b) => a.index - b.index)
    .map(wordOf)
}

/** The nouns that say what somebody is: "spokesman" in "Taliban spokesman X", "X, a spokesman for Y", "the spokesman". */
export function describingNouns(sentence: Sentence, head: Token): ReadonlySet<string> {
  const around = [
    head,
    ...appositionsOf(sentence, head),
    ...childrenOf(sentence, head, 'compound', 'flat', 'nmod:desc'),
  ]
  const inApposition = appositionsOf(sentence, head).flatMap((t) => childrenOf(sentence, t, 'conj', 'compound'))
  return new Set(
    [...around, ...inApposition, ...looseNouns(sentence, head)]
      .filter((t) => t.upos === 'NOUN' || isProper(t))
      .flatMap((t) => [t.lemma.toLowerCase(), wordOf(t)]),
  )
}

function classOf(
  sentence: Sentence,
  head: Token,
  name: readonly string[],
  nouns: ReadonlySet<string>,
  lexicon: AttributionLexicon,
): MentionClass {
  const described = list(lexicon, 'pronoun-nouns')
  if (!isProper(head) || /^\p{Ll}/u.test(head.text)) return classOfNoun(sentence, head, lexicon)
  if (CALENDAR.test(head.text) || (name.length === 1 && labelOf(lexicon, 'carriers', head) !== null)) return 'thing'
  const labels = [...nouns].filter((n) => !name.includes(n)).map((n) => described.get(n))
  if (labels.includes('person')) return 'person'
  if (labels.includes('group')) return 'group'
  const ranked = childrenOf(sentence, head, 'compound', 'flat', 'nmod:desc').some(
    (t) => labelOf(lexicon, 'ranks', t) !== null,
  )
  if (ranked) return 'person'
  if (name.some((n) => isGroupWord(n, lexicon))) return 'group'
  const named = sentence.names.find((n) => n.first <= head.index && head.index <= n.last)
  if (named?.kind === 'place') return 'place'
  if (named?.kind === 'person') return 'person'
  if (named?.kind === 'organisation') return 'group'
  // Without a name model: two capitalised words that act are mostly a person, one is mostly not.
  return name.length >= 2 && hasRelation(head, 'nsubj') ? 'person' : 'group'
}

export const CALENDAR =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)$/i

function classOfNoun(sentence: Sentence, head: Token, lexicon: AttributionLexicon): MentionClass {
  const carrier = pairLabel(sentence, lexicon, 'carriers', head)
  if (carrier) return carrier === 'document' ? 'document' : 'thing'
  const described = list(lexicon, 'pronoun-nouns')
  const label = described.get(wordOf(head)) ?? described.get(head.lemma.toLowerCase())
  if (label) return label === 'person' && isPlural(head) ? 'people' : (label as MentionClass)
  if (labelOf(lexicon, 'carriers', head) === 'document') return 'document'
  const kind = labelOf(lexicon, 'source-nouns', head) ?? (isPrivateNoun(lexicon, head) ? 'witness' : null)
  const isAgent = /(?:man|woman|person|er|or|ist|ian|ant|eer)$/.test(head.lemma.toLowerCase())
  if (kind === 'witness' || kind === 'expert' || ((kind === 'official' || kind === 'party') && isAgent))
    return isPlural(head) ? 'people' : 'person'
  if (kind) return isPlural(head) ? 'people' : 'group'
  return 'thing'
}

/** "ministry", "Observatory", "Taliban": a word in a name that tells a body from a person. */
function isGroupWord(word: string, lexicon: AttributionLexicon): boolean {
  if (list(lexicon, 'pronoun-nouns').get(word) === 'group') return true
  return ['institution', 'media', 'party'].includes(list(lexicon, 'source-nouns').get(word) ?? '')
}

/** A woman's or man's title or noun, else the given name: the first word of a name of several. */
function genderOf(
  sentence: Sentence,
  head: Token,
  nouns: ReadonlySet<string>,
  lexicon: AttributionLexicon,
): 'm' | 'f' | null {
  const genders = list(lexicon, 'genders')
  const given = nameAround(sentence, head).filter((t) => labelOf(lexicon, 'ranks', t) === null)
  const name = new Set(nameAround(sentence, head).map(wordOf))
  const words = [...nouns, ...childrenOf(sentence, head).map(wordOf)].filter((word) => !name.has(word))
  const titles = nameAround(sentence, head).filter((t) => labelOf(lexicon, 'ranks', t) !== null)
  const found = [...words, ...titles.map(wordOf)].map((word) => genders.get(word))
  const own = given[0] ? genders.get(wordOf(given[0])) : undefined
  if (found.includes('f')) return 'f'
  if (found.includes('m')) return 'm'
  return own === 'f' || own === 'm' ? own : null
}

/** The capitalised words next to each other that a name is part of; for a noun, those of the name that it is given. */
function nameAround(sentence: Sentence, head: Token): readonly Token[] {
  const name = isProper(head) ? head : (appositionsOf(sentence, head).find(isProper) ?? null)
  if (!name) return []
  const { tokens } = sentence
  const proper = (i: number) => tokens[i] !== undefined && isProper(tokens[i] as Token)
  let [first, last] = [name.index, name.index]
  while (proper(first - 1)) first--
  while (proper(last + 1)) last++
  return tokens.slice(first, last + 1)
}

/** The mention at a token as written, with the fuller words elsewhere that a pronoun, description or surname stands for. */
export function resolveMention(
  reading: Reading,
  ref: TokenRef,
  lexicon: AttributionLexicon,
  given: { readonly limits?: Span; readonly whole?: Span; readonly antecedent?: Antecedent | null } = {},
): Mention {
  const sentence = reading.sentences[ref.sentence]
  const head = sentence?.tokens[ref.token]
  if (!sentence || !head) throw new RangeError(`there is no token ${ref.token} in sentence ${ref.sentence}`)
  const tokens = phraseTokens(sentence, head, lexicon)
  const span =
    (given.whole && withoutTrailing(reading, given.whole)) ??
    spanOf(given.limits ? withinLimits(tokens, head, given.limits) : tokens) ??
    head
  const found = given.antecedent ?? antecedentOf(reading, ref, lexicon)
  const target = found?.nominal
  const own = isPrivate(sentence, head, lexicon) && !(target && SOMEBODY.has(head.lemma.toLowerCase()))
  return {
    quote: quote(reading.text, span),
    refersTo: target ? quote(reading.text, outsideOf(reading, target, ref)) : null,
    entity: null,
    because: found?.because ?? 'as written',
    private: own || (target !== undefined && isPrivateNominal(reading, target, lexicon)),
  }
}
/** "Two factions each": what belongs to the verb. */
function withoutTrailing(reading: Reading, span: Span): Span {
  const tail = /\s+(?:each|both|all|also|then|too)$/i.exec(reading.text.slice(span.start, span.end))
  return tail ? { start: span.start, end: span.start + tail.index } : span
}

/** They say nothing of who somebody is, once it is known whom they take up. */
const SOMEBODY = new Set(['man', 'woman', 'boy', 'girl', 'person', 'people'])

/** "the leader in which the man …": the words taken up end where the clause of the word that takes them up begins. */
function outsideOf(reading: Reading, n: Nominal, ref: TokenRef): Span {
  const sentence = reading.sentences[n.sentence]
  const head = n.sentence === ref.sentence ? sentence?.tokens[ref.token] : undefined
  if (!sentence || !head || head.start < n.span.start || n.span.end < head.end) return n.span
  const clause = ancestorsOf(sentence, head).find((t) => hasRelation(t, 'acl') && t.index > n.head.index)
  const first = clause && subtree(sentence, clause)[0]
  const kept = sentence.tokens.filter((t) => t.start >= n.span.start && first && t.end <= first.start)
  return spanOf(trimPunctuation(kept)) ?? n.span
}

/** The part of a phrase around its head that lies within limits: a speaker never runs over the verb of saying. */
export function withinLimits(tokens: readonly Token[], head: Token, limits: Span): readonly Token[] {
  const last = tokens.at(-1)
  const cut = last !== undefined && limits.end < last.end
  const inside = tokens.filter((t) => limits.start <= t.start && t.end <= limits.end)
  const kept = trimPunctuation(cut ? withoutOpenClause(inside, head) : inside)
  return kept.some((t) => t.index === head.index) ? kept : [head]
}

/** "An aid worker who" of "An aid worker who asked not to be named": a clause that is cut short goes as a whole. */
function withoutOpenClause(tokens: readonly Token[], head: Token): readonly Token[] {
  const opens = tokens.findIndex((t) => t.index > head.index && RELATIVES.has(wordOf(t)))
  return opens < 0 ? tokens : tokens.slice(0, opens)
}
const RELATIVES = new Set(['who', 'whom', 'whose', 'which', 'that', 'where'])

export interface Antecedent {
  readonly nominal: Nominal
  readonly because: string
}

/** The earlier noun phrase that a pronoun, a description with "the", or a part of a name takes up; null for none. */
export function antecedentOf(reading: Reading, ref: TokenRef, lexicon: AttributionLexicon): Antecedent | null {
  const sentence = reading.sentences[ref.sentence]
  const head = sentence?.tokens[ref.token]
  if (!sentence || !head) return null
  if (head.upos === 'PRON' || head.xpos === 'PRP' || head.xpos === 'PRP$')
    return byPronoun(reading, ref, sentence, head, lexicon)
  if (isProper(head)) return byName(reading, ref, sentence, head, lexicon)
  if (['latter', 'former'].includes(wordOf(head))) return byRank(reading, ref, wordOf(head), lexicon)
  if (head.upos === 'NOUN' || head.upos === 'PROPN' || isAge(sentence, head))
    return byDescription(reading, ref, sentence, head, lexicon)
  return null
}

/**
 * The last of those who spoke before that a pronoun or a bare description fits. A fitting noun in the pronoun's own
 * sentence goes first, and so does a speaker further back than a few sentences go last.
 */
export function antecedentAmongSpeakers(
  reading: Reading,
  ref: TokenRef,
  speakers: readonly TokenRef[],
  lexicon: AttributionLexicon,
  outside: (n: Nominal) => boolean = () => false,
): Antecedent | null {
  const sentence = reading.sentences[ref.sentence]
  const head = sentence?.tokens[ref.token]
  if (!sentence || !head || isProper(head)) return null
  const all = nominalsOf(reading, lexicon)
  const near = speakers.filter(
    (s) => ref.sentence - s.sentence <= 5 && (s.sentence < ref.sentence || s.token < ref.token),
  )
  const nominals = near
    .flatMap((s) => all.find((n) => n.sentence === s.sentence && n.head.index === s.token) ?? [])
    .map(asSpeaker)
  const kind = PRONOUNS[wordOf(head)]
  if (kind) {
    const said = kind.gender ? undefined : nominals.findLast((n) => n.sentence === ref.sentence && fits(n, kind))
    const own = said ? null : antecedentOf(reading, ref, lexicon)
    if (own && own.nominal.sentence === ref.sentence && !outside(own.nominal)) return own
    const spoke =
      said ??
      nominals.findLast((n) => fits(n, kind) && !(n.sentence === ref.sentence && sharesClause(sentence, ref, n, head)))
    // A woman named since goes before a speaker who may be none.
    const surer = own && kind.gender === 'f' && own.nominal.gender === 'f' && !outside(own.nominal)
    if (surer && spoke && !spoke.gender && own.nominal.sentence > spoke.sentence) return own
    return spoke
      ? { nominal: fullest(reading, spoke, lexicon), because: `"${head.text}": the last fitting speaker` }
      : null
  }
  if (!childrenOf(sentence, head, 'det').some((t) => DEFINITE.has(wordOf(t)))) return null
  if (!modifiersOf(sentence, head).every((m) => EMPTY_MODIFIERS.has(m))) return null
  // "The same source": whoever spoke last.
  const last = nominals.at(-1)
  if (SPEAKING.has(head.lemma.toLowerCase()) && last?.plural === isPlural(head) && last.sentence >= ref.sentence - 2)
    return { nominal: fullest(reading, last, lexicon), because: `"${head.text}": the last speaker` }
  const alike = nominals.findLast((n) => describesAlike(n, head))
  const kin = nominals.findLast((n) => n.sentence >= ref.sentence - 2 && isOfFamily(n, head, lexicon))
  // The same noun goes first, unless somebody of its family has spoken since, and not only just before.
  const found = alike && kin && kin.sentence - alike.sentence > 1 ? kin : (alike ?? kin)
  return found
    ? { nominal: fullest(reading, found, lexicon), because: `"${head.text}": the last speaker described so` }
    : null
}

/** A country or capital that speaks is its government: "it" can mean it. */
const asSpeaker = (n: Nominal): Nominal => (n.class === 'place' ? { ...n, class: 'group' } : n)

const SPEAKING = new Set(['source', 'speaker', 'informant', 'interlocutor'])

const describesAlike = (n: Nominal, head: Token): boolean =>
  n.nouns.has(head.lemma.toLowerCase()) && (n.plural === isPlural(head) || head.lemma.toLowerCase() === 'source')

/** "the commander" for an emir, "the group" for a body's name, "the official" for anybody in office. */
function isOfFamily(n: Nominal, head: Token, lexicon: AttributionLexicon): boolean {
  const families = list(lexicon, 'role-families')
  const family = families.get(head.lemma.toLowerCase())
  if (!family || n.plural !== isPlural(head)) return false
  if (BODIES.has(family))
    return n.class === 'group' && n.name.length > 0 && (family === 'press') === isPress(n, lexicon)
  const own = [...n.nouns].filter((noun) => !n.name.includes(noun)).map((noun) => families.get(noun))
  return own.includes(family) || (head.lemma.toLowerCase() === 'official' && own.some((f) => IN_OFFICE.has(f ?? '')))
}
const BODIES = new Set(['body', 'agency', 'company', 'press'])
const IN_OFFICE = new Set(['leader', 'officer', 'lawmaker'])

/** The person who is the first subject of the next sentence, for a "he" or "she" that nobody before it fits. */
export function antecedentBehind(reading: Reading, ref: TokenRef, lexicon: AttributionLexicon): Antecedent | null {
  const head = reading.sentences[ref.sentence]?.tokens[ref.token]
  const kind = head && PRONOUNS[wordOf(head)]
  if (!head || !kind) return null
  // "By his own account, the deserter …": a pronoun in front of its noun.
  const own = discourseOf(reading, lexicon).bySentence[ref.sentence]?.find(
    (n) => n.subject && n.head.index > head.index,
  )
  if (head.xpos.endsWith('$') && own && fits(own, kind))
    return { nominal: own, because: `"${head.text}": the subject that it stands in front of` }
  if (!kind.gender) return null
  const next = discourseOf(reading, lexicon).bySentence[ref.sentence + 1]?.find((n) => n.subject)
  return next && next.name.length > 0 && fits(next, kind)
    ? { nominal: next, because: `"${head.text}": the person named right behind` }
    : null
}

interface PronounKind {
  readonly classes: readonly MentionClass[]
  readonly plural: boolean | null
  readonly gender: 'm' | 'f' | null
}

const PRONOUNS: Readonly<Record<string, PronounKind>> = {
  ...same(['he', 'him', 'his', 'himself'], { classes: ['person'], plural: false, gender: 'm' }),
  ...same(['she', 'her', 'hers', 'herself'], { classes: ['person'], plural: false, gender: 'f' }),
  ...same(['they', 'them', 'their', 'theirs', 'themselves'], {
    classes: ['people', 'group', 'person'],
    plural: true,
    gender: null,
  }),
  ...same(['it', 'its', 'itself'], { classes: ['group', 'document'], plural: false, gender: null }),
}

function same<T>(words: readonly string[], value: T): Record<string, T> {
  return Object.fromEntries(words.map((w) => [w, value]))
}

function byPronoun(
  reading: Reading,
  ref: TokenRef,
  sentence: Sentence,
  head: Token,
  lexicon: AttributionLexicon,
): Antecedent | null {
  const kind = PRONOUNS[wordOf(head)]
  if (!kind) return null
  const fitting = earlier(reading, ref, lexicon, 4).filter(
    (n) => fits(n, kind) && !isPredicateNoun(reading, n) && !sharesClause(sentence, ref, n, head),
  )
  // Of those who fit, one known to be a woman is meant by "she", as far back as the sentence before.
  const known = fitting.filter((n) => kind.gender === 'f' && n.gender === 'f' && n.sentence >= ref.sentence - 1)
  const best = mostSalient(known.length > 0 ? known : fitting, ref)
  return best && { nominal: fullest(reading, best, lexicon), because: `"${head.text}": ${whyNearest(best, ref)}` }
}

/** "She could have become a doctor": what somebody is called is nobody besides. */
const isPredicateNoun = (reading: Reading, n: Nominal): boolean =>
  n.name.length === 0 && (hasRelation(n.head, 'xcomp') || childrenOf(sentenceOf(reading, n), n.head, 'cop').length > 0)

function fits(n: Nominal, kind: PronounKind): boolean {
  if (!kind.classes.includes(n.class)) return false
  if (kind.gender && n.gender && kind.gender !== n.gender) return false
  if (kind.plural === true) return n.plural || n.class === 'group' || n.class === 'people'
  return kind.plural === null || !n.plural || n.class === 'group'
}

/** A pronoun never takes up the subject of its own clause as object, nor the phrase that it is part of. */
function sharesClause(sentence: Sentence, ref: TokenRef, n: Nominal, head: Token): boolean {
  if (n.sentence !== ref.sentence) return false
  if (n.head.index > head.index) return true
  if (n.span.start <= head.start && head.end <= n.span.end) return true
  return (
    !head.xpos.endsWith('$') &&
    n.head.head === head.head &&
    !hasRelation(head, 'nmod:poss') &&
    ancestorsOf(sentence, head).length > 0
  )
}

/** Noun phrases before a token, back to so many sentences, nearest last. */
function earlier(reading: Reading, ref: TokenRef, lexicon: AttributionLexicon, back: number): readonly Nominal[] {
  const { bySentence } = discourseOf(reading, lexicon)
  const near = bySentence.slice(Math.max(0, ref.sentence - back), ref.sentence + 1).flat()
  return near.filter((n) => isBefore(reading, ref, n))
}

function isBefore(reading: Reading, ref: TokenRef, n: Nominal): boolean {
  return n.head.start < (reading.sentences[ref.sentence]?.tokens[ref.token]?.start ?? 0)
}

/** Same sentence's subject, then the subject of the sentence before, then the nearest of each sentence further back. */
function mostSalient(nominals: readonly Nominal[], ref: TokenRef): Nominal | null {
  let best: Nominal | null = null
  let bestScore = Number.NEGATIVE_INFINITY
  for (const n of nominals) {
    const distance = ref.sentence - n.sentence
    const score = -4 * distance + (n.subject ? 3 : 0) + (n.name.length > 0 ? 1 : 0) + n.head.index / 1000
    if (score >= bestScore) [best, bestScore] = [n, score]
  }
  return best
}

const whyNearest = (n: Nominal, ref: TokenRef): string =>
  n.sentence === ref.sentence
    ? 'the nearest fitting one in the sentence'
    : `the fitting ${n.subject ? 'subject' : 'one'} ${ref.sentence - n.sentence} sentence(s) before`

/** "Mujahid" → "Taliban spokesman Zabihullah Mujahid": the first mention whose name ends in, or holds, all of these words. */
function byName(
  reading: Reading,
  ref: TokenRef,
  sentence: Sentence,
  head: Token,
  lexicon: AttributionLexicon,
): Antecedent | null {
  const name = properName(sentence, head)
  if (name.length === 0 || appositionsOf(sentence, head).length > 0) return null
  const isShort = (n: Nominal) =>
    n.name.length > name.length &&
    name.every((w) => n.name.includes(w)) &&
    (n.name.at(-1) === name.at(-1) || (n.class !== 'person' && name.length > 1))
  const all = discourseOf(reading, lexicon).byNameWord.get(name.at(-1) ?? '') ?? []
  const longer = all.filter(
    (n) => isBefore(reading, ref, n) && (isShort(n) || (sameWords(n.name, name) && describesMore(n, head, sentence))),
  )
  const target = longer.find((n) => describesMore(n, head, sentence)) ?? longer[0]
  return target ? { nominal: target, because: `"${head.text}" is part of a name given before` } : null
}

const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((w, i) => w === b[i])

/** A mention that also says what the named one is. */
const describesMore = (n: Nominal, head: Token, sentence: Sentence): boolean =>
  n.class === 'person' && n.nouns.size > describingNouns(sentence, head).size

const DEFINITE = new Set(['the', 'this', 'that', 'these', 'those'])

function byDescription(
  reading: Reading,
  ref: TokenRef,
  sentence: Sentence,
  head: Token,
  lexicon: AttributionLexicon,
): Antecedent | null {
  if (wordOf(head) === 'others') return byOthers(reading, ref, head, lexicon)
  if (isAge(sentence, head)) return byAge(reading, ref, head, lexicon)
  const definite = childrenOf(sentence, head, 'det').some((t) => DEFINITE.has(wordOf(t)))
  const label =
    list(lexicon, 'pronoun-nouns').get(wordOf(head)) ??
    list(lexicon, 'pronoun-nouns').get(head.lemma.toLowerCase()) ??
    (classOfNoun(sentence, head, lexicon) === 'person' ? 'person' : null)
  if (!definite || !label) return null
  const modifiers = modifiersOf(sentence, head)
  const lemma = head.lemma.toLowerCase()
  const alike = discourseOf(reading, lexicon).byNoun.get(lemma) ?? []
  const sameNoun = alike.filter(
    (n) =>
      isBefore(reading, ref, n) &&
      n.plural === isPlural(head) &&
      modifiers.every((m) => mentions(reading, n, m)) &&
      !sameDescription(n, sentence, head),
  )
  const named = sameNoun.filter((n) => n.name.length > 0)
  const target = named.at(-1) ?? sameNoun.find((n) => n.span.end - n.span.start > head.end - head.start + 4)
  if (target) return { nominal: fullest(reading, target, lexicon), because: `"${head.text}": described so before` }
  if (modifiers.length > 0 && !modifiers.every((m) => EMPTY_MODIFIERS.has(m))) return null
  const classes: readonly MentionClass[] =
    label === 'person' ? ['person'] : label === 'people' ? ['people'] : label === 'group' ? ['group'] : ['document']
  const fitting = earlier(reading, ref, lexicon, 3).filter(
    (n) =>
      classes.includes(n.class) &&
      (n.plural === isPlural(head) || (n.class === 'group' && n.name.length > 0)) &&
      (label !== 'group' || isSuchBody(reading, n, lemma, lexicon)) &&
      (n.name.length > 0 ||
        label === 'document' ||
        (['man', 'woman'].includes(lemma) && n.sentence >= ref.sentence - 1)) &&
      (!(n.span.start <= head.start && head.end <= n.span.end) || isInClauseBehind(sentence, n, head)),
  )
  const roleless = label === 'person' ? fitting.filter((n) => GENERIC.has(lemma) || !hasRole(n, lexicon)) : fitting
  const best = mostSalient(roleless, ref)
  return best && { nominal: fullest(reading, best, lexicon), because: `"${head.text}": ${whyNearest(best, ref)}` }
}

/** "The group" is no channel and "the channel" no group; "the army" and "the government" take up no other body at all. */
function isSuchBody(reading: Reading, n: Nominal, lemma: string, lexicon: AttributionLexicon): boolean {
  const family = list(lexicon, 'role-families').get(lemma)
  return family !== undefined && (family === 'press') === isMedium(reading, n, lexicon)
}

function isMedium(reading: Reading, n: Nominal, lexicon: AttributionLexicon): boolean {
  const named = hasRelation(n.head, 'compound') ? sentenceOf(reading, n).tokens[n.head.head] : undefined
  return isPress(n, lexicon) || (named !== undefined && labelOf(lexicon, 'source-nouns', named) === 'media')
}

const isPress = (n: Nominal, lexicon: AttributionLexicon): boolean =>
  [...n.nouns].some((noun) => list(lexicon, 'source-nouns').get(noun) === 'media') ||
  list(lexicon, 'outlets').has(n.name.join(' '))

/** "Some villagers said A; others said B": more of the people named just before. */
function byOthers(reading: Reading, ref: TokenRef, head: Token, lexicon: AttributionLexicon): Antecedent | null {
  const people = earlier(reading, ref, lexicon, 1).findLast(
    (n) =>
      n.subject &&
      n.class === 'people' &&
      childrenOf(sentenceOf(reading, n), n.head, 'det', 'amod', 'nummod').length > 0,
  )
  return people ? { nominal: people, because: `"${head.text}": more of those named before` } : null
}

/** "the 34-year-old": the adjective stands for whoever was spoken of. */
export const isAge = ({ tokens }: Sentence, head: Token): boolean =>
  /^\d+-years?-old$/i.test(head.text) ||
  (wordOf(head) === 'old' && /^years?$/i.test(tokens[head.index - 2]?.text ?? '')) ||
  (wordOf(head) === 'year-old' && tokens[head.index - 2]?.upos === 'NUM')

function byAge(reading: Reading, ref: TokenRef, head: Token, lexicon: AttributionLexicon): Antecedent | null {
  const people = earlier(reading, ref, lexicon, 4).filter(
    (n) => n.class === 'person' && !n.plural && (n.sentence < ref.sentence || n.subject),
  )
  const best = mostSalient(people, ref)
  return best && { nominal: fullest(reading, best, lexicon), because: `"${head.text}": ${whyNearest(best, ref)}` }
}

/** "The mayor met the bishop. The latter said …": the second or the first of the two named last. */
function byRank(reading: Reading, ref: TokenRef, word: string, lexicon: AttributionLexicon): Antecedent | null {
  const named = earlier(reading, { sentence: ref.sentence, token: 0 }, lexicon, 2).filter((n) =>
    ['person', 'people', 'group'].includes(n.class),
  )
  const last = named.findLast((n) => named.filter((o) => o.sentence === n.sentence).length > 1)
  const pair = last ? named.filter((n) => n.sentence === last.sentence && !isPartOf(reading, n)) : []
  const target = word === 'latter' ? pair.at(-1) : pair[0]
  return target && pair.length > 1
    ? { nominal: fullest(reading, target, lexicon), because: `"the ${word}": of the two named before` }
    : null
}

/** "army" in "army chief" is nobody of its own. */
const isPartOf = (reading: Reading, n: Nominal): boolean =>
  hasRelation(n.head, 'compound', 'nmod:poss') && sentenceOf(reading, n).tokens[n.head.head] !== undefined

const sentenceOf = (reading: Reading, n: Nominal): Sentence => reading.sentences[n.sentence] as Sentence

/** "a clip of the leader in which the man …": the phrase reaches over the clause, and is taken up in it. */
const isInClauseBehind = (sentence: Sentence, n: Nominal, head: Token): boolean =>
  n.head.index < head.index && ancestorsOf(sentence, head).some((t) => hasRelation(t, 'acl') && t.index > n.head.index)

const GENERIC = new Set(['man', 'woman', 'boy', 'girl', 'official', 'leader'])

/** Somebody described as one thing is not taken up as another: "the governor" is no spokesman. */
const hasRole = (n: Nominal, lexicon: AttributionLexicon): boolean =>
  [...n.nouns].some((noun) => !n.name.includes(noun) && list(lexicon, 'pronoun-nouns').get(noun) === 'person')

/** They add nothing that tells one from another. */
const EMPTY_MODIFIERS = new Set([
  'latter',
  'same',
  'terrorist',
  'terror',
  'militant',
  'armed',
  'jihadist',
  'extremist',
  'world',
  'un',
  'new',
  'islamist',
  'insurgent',
  'rebel',
  'said',
])

const modifiersOf = (sentence: Sentence, head: Token): readonly string[] =>
  childrenOf(sentence, head, 'amod', 'compound', 'nmod', 'nummod').map((t) => t.lemma.toLowerCase())

const mentions = (reading: Reading, n: Nominal, word: string): boolean =>
  reading.text.slice(n.span.start, n.span.end).toLowerCase().includes(word)

const sameDescription = (n: Nominal, sentence: Sentence, head: Token): boolean =>
  n.name.length === 0 &&
  n.span.end - n.span.start <= (spanOf(nounPhraseTokens(sentence, head))?.end ?? head.end) - head.start &&
  childrenOf(sentence, head, 'det').length > 0 &&
  n.head.lemma === head.lemma &&
  isPlural(n.head) === isPlural(head) &&
  n.span.end - n.span.start <= head.text.length + 5

/** Follows a mention on to the fullest one with the same name. */
function fullest(reading: Reading, n: Nominal, lexicon: AttributionLexicon): Nominal {
  const sentence = reading.sentences[n.sentence]
  if (!sentence || n.name.length === 0) return n
  return byName(reading, { sentence: n.sentence, token: n.head.index }, sentence, n.head, lexicon)?.nominal ?? n
}

/** Residents, witnesses, relatives: private people, and unnamed members of the public. */
export function isPrivate(sentence: Sentence, head: Token, lexicon: AttributionLexicon): boolean {
  const described = [
    ...(isProper(head) && !opensName(sentence, head) ? [] : [head]),
    ...appositionsOf(sentence, head),
    ...titlesOf(sentence, head),
    ...looseNouns(sentence, head),
    ...bareApposition(sentence, head),
    ...tellersOf(sentence, head, lexicon),
  ]
  if (described.some((t) => namesPrivate(sentence, t, lexicon)) || isAge(sentence, head)) return true
  const kinds = described.map((t) => labelIn(sentence, lexicon, 'source-nouns', t))
  if (!kinds.some((kind) => OFFICES.has(kind ?? '')) && introducesItself(sentence, head)) return true
  return (
    kinds.every((kind) => kind === null) &&
    isProper(head) &&
    (hasAge(sentence, head) || suffered(sentence, head, lexicon))
  )
}
const OFFICES = new Set(['official', 'party', 'media'])

/** "Tesfay Haile, 45, said": papers give the age of those they name without an office. */
function hasAge(sentence: Sentence, head: Token): boolean {
  const last = Math.max(head.index, ...childrenOf(sentence, head, 'flat').map((t) => t.index))
  const [comma, age, after] = sentence.tokens.slice(last + 1, last + 4)
  return (
    comma?.text === ',' && /^[1-9]\d$/.test(age?.text ?? '') && (after === undefined || /^[,.;)]$/.test(after.text))
  )
}

/** "whose house was burned", "who lost his wife": what befell somebody, and no office. */
function suffered(sentence: Sentence, head: Token, lexicon: AttributionLexicon): boolean {
  return childrenOf(sentence, head, 'acl').some(
    (t) =>
      subtree(sentence, t).some((w) => w.index < t.index && wordOf(w) === 'whose') ||
      labelOf(lexicon, 'plight-verbs', t) !== null,
  )
}

/** "Midwife Aster Tesfaye" at the start of a sentence, where a capital tells nothing; "Miller said" is a name. */
const opensName = (sentence: Sentence, head: Token): boolean =>
  head.index === 0 && sentence.tokens[1] !== undefined && isProper(sentence.tokens[1])

/** "teacher" in "teacher Aman Noori", also where it opens the sentence: what stands in front of a name. */
function titlesOf(sentence: Sentence, head: Token): readonly Token[] {
  const before = childrenOf(sentence, head, 'compound', 'nmod:desc').filter((t) => t.index < head.index)
  return isProper(head) ? before.filter((t) => t.upos === 'NOUN' || t.index === 0) : []
}

/** "the testimony of two drivers": those whose words they are. */
function tellersOf(sentence: Sentence, head: Token, lexicon: AttributionLexicon): readonly Token[] {
  const tells = labelOf(lexicon, 'carriers', head) === 'document' || labelOf(lexicon, 'nominal-cues', head) !== null
  return tells ? childrenOf(sentence, head, 'nmod').filter((t) => OWNERS.has(prepositionOf(sentence, t) ?? '')) : []
}
const OWNERS = new Set(['of', 'by', 'from'])

/** A noun for private people that the word before does not turn into something else. */
function namesPrivate(sentence: Sentence, token: Token, lexicon: AttributionLexicon): boolean {
  const label = labelIn(sentence, lexicon, 'private-people', token)
  const own = labelOf(lexicon, 'private-people', token)
  if (label === null || (isProper(token) && token.index > 0) || isInsider(sentence, token)) return false
  const another = labelIn(sentence, lexicon, 'source-nouns', token) !== labelOf(lexicon, 'source-nouns', token)
  if (label === own && another) return false
  return label === 'anyone' || !isPlural(token)
}

/** "people familiar with the talks", "a person with knowledge of the plan": insiders, who speak unnamed. */
export const isInsider = (sentence: Sentence, token: Token): boolean =>
  ['people', 'person', 'man', 'woman', 'individual'].includes(token.lemma.toLowerCase()) &&
  childrenOf(sentence, token, 'amod', 'acl', 'nmod').some(
    (t) => INSIDE.has(t.lemma.toLowerCase()) && t.index > token.index,
  )
const INSIDE = new Set([
  'familiar',
  'close',
  'brief',
  'aware',
  'privy',
  'knowledge',
  'involve',
  'knowledgeable',
  'acquaint',
])

const isPrivateNoun = (lexicon: AttributionLexicon, token: Token): boolean =>
  labelOf(lexicon, 'private-people', token) !== null

/** "who introduced himself as Aman", "who gave only her first name". */
function introducesItself(sentence: Sentence, head: Token): boolean {
  const clauses = childrenOf(sentence, head, 'acl')
  return (
    clauses.some(
      (t) =>
        ['introduce', 'identify'].includes(t.lemma) &&
        childrenOf(sentence, t, 'obj').some((o) => o.text.endsWith('self')),
    ) || clauses.some((t) => t.lemma === 'give' && childrenOf(sentence, t, 'obj').some((o) => o.lemma === 'name'))
  )
}

function isPrivateNominal(reading: Reading, n: Nominal, lexicon: AttributionLexicon): boolean {
  const sentence = reading.sentences[n.sentence]
  return sentence !== undefined && isPrivate(sentence, n.head, lexicon)
}
