import type { EventPattern, EventRules, TriggerKind } from '../../data/rules.js'
import type { Sentence, Token } from '../../language/contract.js'
import { childrenOf, hasRelation, prepositionOf } from '../tree.js'

/** The rule pages as an index from words to patterns, and the word lists as questions to a token. */
export interface Lexicon {
  readonly rules: EventRules
  /** Patterns by kind and by the word that triggers them: the verb of "gun down", the noun of "suicide bombing". */
  readonly triggers: Readonly<Record<TriggerKind, ReadonlyMap<string, readonly Trigger[]>>>
}

export interface Trigger {
  readonly pattern: EventPattern
  /** The words that must stand with it, in the order of the text. */
  readonly others: readonly string[]
}

const compiled = new WeakMap<EventRules, Lexicon>()

export function lexiconOf(rules: EventRules): Lexicon {
  const before = compiled.get(rules)
  if (before) return before
  const triggers = {
    verb: new Map<string, Trigger[]>(),
    noun: new Map<string, Trigger[]>(),
    adjective: new Map<string, Trigger[]>(),
  }
  for (const page of rules.pages) {
    for (const pattern of page.patterns) {
      for (const words of pattern.words) {
        const key = (pattern.kind === 'noun' ? words.at(-1) : words[0]) ?? ''
        const others = pattern.kind === 'noun' ? words.slice(0, -1) : words.slice(1)
        const known = triggers[pattern.kind].get(key)
        if (known) known.push({ pattern, others })
        else triggers[pattern.kind].set(key, [{ pattern, others }])
      }
    }
  }
  const lexicon = { rules, triggers }
  compiled.set(rules, lexicon)
  return lexicon
}

const lower = (words: string): string => words.toLowerCase().replaceAll('’', "'")

/** Past forms that a model may not lead back to their verb, or only to another one's ("fell", "shot"). */
const IRREGULAR: Readonly<Record<string, string>> = {
  rose: 'rise',
  risen: 'rise',
  blew: 'blow',
  blown: 'blow',
  fled: 'flee',
  fought: 'fight',
  struck: 'strike',
  stricken: 'strike',
  shot: 'shoot',
  fell: 'fall',
  fallen: 'fall',
  took: 'take',
  taken: 'take',
  held: 'hold',
  led: 'lead',
  began: 'begin',
  begun: 'begin',
  broke: 'break',
  broken: 'break',
  drove: 'drive',
  driven: 'drive',
  withdrew: 'withdraw',
  withdrawn: 'withdraw',
  overran: 'overrun',
  overthrew: 'overthrow',
  laid: 'lay',
  slain: 'slay',
  slew: 'slay',
  hid: 'hide',
  hidden: 'hide',
  stole: 'steal',
  stolen: 'steal',
  burnt: 'burn',
  lost: 'lose',
  won: 'win',
  caught: 'catch',
  came: 'come',
  went: 'go',
  met: 'meet',
  torn: 'tear',
  tore: 'tear',
  swept: 'sweep',
  sent: 'send',
  gave: 'give',
  given: 'give',
  suffered: 'suffer',
  died: 'die',
  dying: 'die',
}

/** The forms by which a token may stand in a list: its lemma, its text, and a guess at a singular that the model missed. */
export function formsOf(token: Token): readonly string[] {
  const before = forms.get(token)
  if (before) return before
  const made = formsFor(token)
  forms.set(token, made)
  return made
}
const forms = new WeakMap<Token, readonly string[]>()

function formsFor(token: Token): readonly string[] {
  const text = lower(token.text)
  const lemma = IRREGULAR[text] ?? lower(token.lemma)
  const forms = lemma === text ? [lemma] : [lemma, text]
  if ((token.upos === 'NOUN' || token.upos === 'PROPN') && text.length > 4 && text.endsWith('s')) {
    if (text.endsWith('ies')) forms.push(`${text.slice(0, -3)}y`)
    else forms.push(text.slice(0, -1), ...(text.endsWith('es') ? [text.slice(0, -2)] : []))
  }
  const parts = lemma.split('-')
  if (parts.length > 1) forms.push(parts.at(-1) ?? lemma)
  return forms
}

export const inList = (lexicon: Lexicon, token: Token, name: string): boolean => {
  const list = lexicon.rules.lists.get(name)
  return list !== undefined && formsOf(token).some((form) => list.has(form))
}

/** The text alone, for closed classes where the lemma would say too much ("wo" and "will"). */
export const textInList = (lexicon: Lexicon, token: Token, name: string): boolean =>
  lexicon.rules.lists.get(name)?.has(lower(token.text)) ?? false

/** The word that says what is spoken of: "militants" in "dozens of militants", the head itself elsewhere. */
export function core(lexicon: Lexicon, sentence: Sentence, token: Token, depth = 0): Token {
  if (depth > 3 || !(token.upos === 'NUM' || inList(lexicon, token, 'PARTS'))) return token
  const of = childrenOf(sentence, token, 'nmod', 'obl').find((t) =>
    ['of', 'among'].includes(prepositionOf(sentence, t) ?? ''),
  )
  return of ? core(lexicon, sentence, of, depth + 1) : token
}

const PEOPLE_PRONOUNS = new Set([
  'they',
  'them',
  'he',
  'she',
  'him',
  'her',
  'who',
  'we',
  'us',
  'i',
  'me',
  'you',
  'those',
  'whom',
  'everyone',
  'anyone',
  'someone',
  'nobody',
  'one',
  'others',
  'these',
  'former',
  'latter',
])

export function isPeople(lexicon: Lexicon, sentence: Sentence, token: Token): boolean {
  if (['CIVILIANS', 'FIGHTERS', 'TROOPS', 'OFFICES'].some((list) => inList(lexicon, token, list))) return true
  if (PEOPLE_PRONOUNS.has(lower(token.text))) return true
  if (token.upos === 'PRON') return false
  if (token.upos === 'NUM' || inList(lexicon, token, 'PARTS') || isAgentNoun(lexicon, token)) return true
  return nameKindOf(sentence, token) === 'person'
}

/** "hikers", "protestors", "Italians": plurals formed like the names of those who do something, whom no list knows. */
const isAgentNoun = (lexicon: Lexicon, token: Token): boolean =>
  (token.xpos === 'NNS' || token.xpos === 'NNPS') &&
  /(?:ers|tors|ists|ians|[a-z]men|women|eers|ees|grants|dents)$/i.test(token.text) &&
  token.text.length > 5 &&
  !THINGS.test(token.text) &&
  !['WEAPON', 'BUILDINGS', 'BASES', 'VEHICLES', 'AREAS', 'SEIZABLE', 'AIRCRAFT'].some((list) =>
    inList(lexicon, token, list),
  )
const THINGS =
  /^(?:borders|orders|numbers|letters|waters|papers|powers|quarters|centers|towers|rivers|computers|helicopters|launchers|shelters|bunkers|tankers|containers|boulders|trailers|matters|corners|chambers|counters|disasters|winters|headquarters|factors|sectors|reactors|tractors|monitors|motors|newspapers|servers|routers|offers|layers|covers|dangers|tigers|spiders|degrees|trees|fees|incidents|accidents|precedents|committees|guarantees|documents|specimens|semesters|registers|posters|banners|ladders|meters|kilometers|parameters|craters|freighters|trawlers|carriers|loudspeakers|boosters|interceptors|suspenders)$/i

export function nameKindOf(sentence: Sentence, token: Token): 'person' | 'organisation' | 'place' | 'other' | null {
  return sentence.names.find((n) => n.first <= token.index && token.index <= n.last)?.kind ?? null
}

/** Names of places as the model sees them, less those that it often takes for one: parties, acronyms, days. */
export function isPlaceName(lexicon: Lexicon, sentence: Sentence, token: Token): boolean {
  if (nameKindOf(sentence, token) !== 'place' || !/^\p{Lu}|^al-/u.test(token.text) || isTimeWord(token)) return false
  if (/^\p{Lu}{3,}$/u.test(token.text) && !/^(?:USA|UAE|DRC)$/.test(token.text)) return false
  return !inList(lexicon, token, 'PARTIES')
}

const TIME_WORDS =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november|december|morning|afternoon|evening|night|midnight|noon|dawn|dusk|today|yesterday|tomorrow|weekend|week|month|year|day|hour|minute|decade|century|time|moment|spring|summer|autumn|winter|ramadan|eid)s?$/i

/** Days, months and parts of the day: never an actor, a target or a place. */
export const isTimeWord = (token: Token): boolean =>
  (token.upos === 'PROPN' || token.upos === 'NOUN' || token.upos === 'NUM') &&
  (TIME_WORDS.test(token.text) || /^(?:19|20)\d\d$/.test(token.text))

/** Somebody who can act: people, forces, organisations, states named for what they do. */
export function isParty(lexicon: Lexicon, sentence: Sentence, token: Token): boolean {
  if (isPeople(lexicon, sentence, token) || inList(lexicon, token, 'FORCES')) return true
  const kind = nameKindOf(sentence, token)
  if (isTimeWord(token)) return false
  if (kind === 'organisation' || kind === 'place' || inList(lexicon, token, 'PARTIES')) return true
  return token.upos === 'PROPN' || token.text === 'it' || token.text === 'It'
}

/** Nouns of nations are capitalised adjectives: "Russian", "Afghan". */
export const isNationality = (token: Token): boolean =>
  (token.upos === 'ADJ' || token.upos === 'PROPN') &&
  /^\p{Lu}/u.test(token.text) &&
  /(?:an|ian|ish|i|ese|ch|ic|eli|ghan|kurdish|regime)$/i.test(token.text)

export type EventNoun = (token: Token) => boolean

/** Whether a token is of a kind that a page asks for: a LIST, a built-in kind, or a word. */
export function isOfKind(
  lexicon: Lexicon,
  sentence: Sentence,
  token: Token,
  kind: string,
  isEvent: EventNoun,
): boolean {
  const noun = core(lexicon, sentence, token)
  switch (kind) {
    case 'ANY':
      return true
    case 'PARTY':
      return [noun, token].some((t) => isParty(lexicon, sentence, t))
    case 'PEOPLE':
      return [noun, token].some(
        (t) =>
          isPeople(lexicon, sentence, t) &&
          (t === noun || !inList(lexicon, t, 'PARTS') || inList(lexicon, t, 'FIGHTERS')),
      )
    case 'PERSON':
      return (
        nameKindOf(sentence, noun) === 'person' ||
        (noun.xpos !== 'NNS' && isPeople(lexicon, sentence, noun) && noun.upos !== 'NUM')
      )
    case 'PLACE':
      return isPlaceName(lexicon, sentence, noun) || (inList(lexicon, noun, 'AREAS') && !isInBodyName(sentence, noun))
    case 'NAME':
      return noun.upos === 'PROPN' || nameKindOf(sentence, noun) !== null
    case 'NUMBER':
      return (
        token.upos === 'NUM' ||
        childrenOf(sentence, token, 'nummod', 'amod', 'det', 'advmod').some((t) => subtreeHasNumber(sentence, t))
      )
    case 'EVENT':
    case 'VIOLENCE':
      return isEvent(noun)
  }
  if (SITE_LISTS.has(kind) && isInBodyName(sentence, noun)) return false
  if (/^[A-Z]/.test(kind))
    return (
      inList(lexicon, noun, kind) ||
      compoundsOf(sentence, noun).some(
        (t) =>
          kind !== 'BASES' &&
          kind !== 'AREAS' &&
          kind !== 'BUILDINGS' &&
          isModifierKind(kind) &&
          inList(lexicon, t, kind),
      )
    )
  return formsOf(noun).includes(kind) || formsOf(token).includes(kind)
}

const SITE_LISTS = new Set(['AREAS', 'BUILDINGS', 'BASES', 'ROADS'])

/** "State" in "Islamic State", "Front" in a party's name: words of a name that speak of no place. */
const isInBodyName = (sentence: Sentence, token: Token): boolean =>
  token.upos === 'PROPN' && ['organisation', 'person'].includes(nameKindOf(sentence, token) ?? '')

const subtreeHasNumber = (sentence: Sentence, token: Token): boolean =>
  token.upos === 'NUM' || childrenOf(sentence, token).some((t) => t.upos === 'NUM')

/** For weapons the modifier tells as much as the noun: "artillery fire", "suicide bomber", "rocket shells". */
const isModifierKind = (kind: string): boolean =>
  ['EXPLOSIVES', 'SUICIDE', 'PROJECTILES', 'AIRCRAFT', 'DRONES', 'CHEMICALS', 'AIR-BOMBS', 'CASUALTIES'].includes(kind)

export const compoundsOf = (sentence: Sentence, noun: Token): readonly Token[] =>
  childrenOf(sentence, noun, 'compound', 'amod', 'nmod:desc', 'nmod:unmarked', 'obl:unmarked', 'flat').filter(
    (t) => t.index < noun.index || hasRelation(t, 'flat'),
  )
