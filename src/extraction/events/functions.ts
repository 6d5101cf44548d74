import type { Sentence, Token } from '../../language/contract.js'
import {
  childrenOf,
  firstConjunct,
  hasRelation,
  headOf,
  isNominal,
  prepositionOf,
  subjectOf,
  subtree,
} from '../tree.js'
import { compoundsOf, inList, isNationality, isPlaceName, isTimeWord, type Lexicon } from './lexicon.js'

/** Syntactic functions, as rule pages name them: which noun phrases stand to a trigger as its subject, object, by-phrase … */

export interface Trigger {
  readonly sentence: Sentence
  readonly token: Token
  readonly kind: 'verb' | 'noun' | 'adjective'
  /** For a noun: the verb that lends it its clause, and how ("carried out" an attack). */
  readonly support: Support | null
  /** Read as active although its form could be a participle: for verbs that have no passive ("the men surrendered"). */
  readonly active?: boolean
}

export interface Support {
  readonly verb: Token
  readonly how: 'does' | 'undergoes' | 'happens'
  /** The noun that stands in the verb's clause: the trigger, or what wraps it ("a wave of"). */
  readonly noun: Token
}

const PARTICIPLES = new Set(['VBN', 'VBD'])

/** True when the verb's subject undergoes: by its auxiliary, as a bare participle after a noun, or in a headline. */
export function isPassiveVerb(sentence: Sentence, verb: Token): boolean {
  const auxiliaries = childrenOf(sentence, verb, 'aux', 'cop')
  if (auxiliaries.some((t) => hasRelation(t, 'aux:pass') || (['be', 'get'].includes(t.lemma) && verb.xpos !== 'VBG')))
    return verb.xpos !== 'VBG'
  const has = auxiliaries.some((t) => t.lemma === 'have')
  // A finite form, or one with "have" alone, is active whatever the tree says of its subject.
  if (has || ['VBZ', 'VBP', 'VB', 'VBG'].includes(verb.xpos)) return false
  if (childrenOf(sentence, verb, 'obl:agent').length > 0) return true
  if (hasRelation(verb, 'conj') && !childrenOf(sentence, verb, 'nsubj').length) {
    const first = firstConjunct(sentence, verb)
    return first.index !== verb.index && PARTICIPLES.has(verb.xpos) && isPassiveVerb(sentence, first)
  }
  if (verb.xpos !== 'VBN') return false
  // "a suicide bomb killed at least 16": what has an object is active, whatever its tag.
  if (childrenOf(sentence, verb, 'obl').some((t) => t.index > verb.index && isAmountWord(sentence, t))) return false
  return childrenOf(sentence, verb, 'obj').length === 0
}

/** Noun phrases that fill a function, heads only, with those coordinated with them; none where it is not there. */
export function fill(lexicon: Lexicon, trigger: Trigger, name: string): readonly Token[] {
  const { sentence } = trigger
  const found =
    trigger.kind === 'noun'
      ? ofNoun(lexicon, trigger, name)
      : trigger.kind === 'adjective'
        ? ofAdjective(sentence, trigger.token, name)
        : ofVerb(sentence, trigger.token, name, trigger.active)
  const all = found.flatMap((t) => withConjuncts(sentence, t))
  const other = name === 'between-phrase' && all.length === 1 ? otherSide(sentence, all[0]) : null
  return onePerName(sentence, unique(other ? [...all, other] : all))
}

/** "between the army and the rebels": two stand there, wherever the tree hung the second. */
function otherSide(sentence: Sentence, first: Token | undefined): Token | null {
  if (!first) return null
  const and = sentence.tokens.find(
    (t) => t.index > first.index && t.index < first.index + 8 && t.upos === 'CCONJ' && t.text.toLowerCase() === 'and',
  )
  if (!and || sentence.tokens.slice(first.index + 1, and.index).some((t) => t.upos === 'VERB' || t.text === ','))
    return null
  // The head of the noun phrase that begins after "and".
  const after = sentence.tokens.slice(and.index + 1, and.index + 7)
  const end = after.findIndex((t, i) => isNominal(t) && !['NOUN', 'PROPN', 'PUNCT'].includes(after[i + 1]?.upos ?? ''))
  const isPhrase = after.slice(0, end).every((t) => ['DET', 'ADJ', 'NOUN', 'PROPN', 'NUM', 'PUNCT'].includes(t.upos))
  return end >= 0 && isPhrase ? (after[end] ?? null) : null
}

/** Tokens of one name are one: "ISIS" and "K" of "ISIS-K". */
function onePerName(sentence: Sentence, tokens: readonly Token[]): readonly Token[] {
  const nameOf = (t: Token) => sentence.names.find((n) => n.first <= t.index && t.index <= n.last)
  return tokens.filter((t, i) => {
    const name = nameOf(t)
    return name === undefined || !tokens.slice(0, i).some((o) => nameOf(o) === name)
  })
}

const unique = (tokens: readonly Token[]): readonly Token[] =>
  [...new Map(tokens.map((t) => [t.index, t])).values()].sort((a, b) => a.index - b.index)

/** "bullets, not rockets": what is ruled out is no filler. */
export function isRuledOut(sentence: Sentence, token: Token): boolean {
  return childrenOf(sentence, token, 'cc', 'advmod', 'case', 'det').some((t) => {
    if (t.index > token.index) return false
    const word = t.text.toLowerCase()
    // "rather than rockets", but not "more than 58 others"
    return (
      word === 'not' ||
      word === 'instead' ||
      word === 'rather' ||
      (word === 'than' && sentence.tokens[t.index - 1]?.text.toLowerCase() === 'rather')
    )
  })
}

/** A noun phrase and those coordinated with it, below it in the tree. */
export function withConjuncts(sentence: Sentence, token: Token): readonly Token[] {
  // "the commander Fayez Jan and one insurgent": what is coordinated may hang on the name beside its head.
  const beside = childrenOf(sentence, token, 'flat', 'appos').filter(
    (t) => t.index - token.index < 3 && sentence.tokens[t.index - 1]?.text !== ',',
  )
  const more = [token, ...beside]
    .flatMap((t) => childrenOf(sentence, t, 'conj'))
    .filter((t) => (isNominal(t) || t.upos === 'ADJ' || t.upos === 'DET') && !isClause(sentence, t))
  return [token, ...more.flatMap((t) => withConjuncts(sentence, t))].filter((t) => !isRuledOut(sentence, t))
}

const isClause = (sentence: Sentence, token: Token): boolean => childrenOf(sentence, token, 'nsubj', 'cop').length > 0

// ---- verbs ----

function ofVerb(sentence: Sentence, verb: Token, name: string, active = false): readonly Token[] {
  switch (name) {
    case 'subject':
      return subject(sentence, verb, false, active)
    case 'passive-subject':
      return subject(sentence, verb, true)
    case 'object':
      return isPassiveVerb(sentence, verb) && !childrenOf(sentence, verb, 'obj').length ? [] : objects(sentence, verb)
    case 'indirect-object':
      return childrenOf(sentence, verb, 'iobj')
    case 'by-phrase':
      return byPhrase(sentence, verb)
    case 'complement':
      return childrenOf(sentence, verb, 'ccomp', 'xcomp', 'csubj', 'advcl')
    case 'infinitive':
      return childrenOf(sentence, verb, 'xcomp')
    case 'result':
      return childrenOf(sentence, verb, 'xcomp').filter((t) => t.upos === 'ADJ' || t.xpos === 'VBN' || t.upos === 'ADV')
    case 'adverb':
      return childrenOf(sentence, verb, 'advmod', 'compound:prt')
    case 'head':
      return hasRelation(verb, 'amod', 'acl') ? [headOf(sentence, verb)].filter((t) => t !== null) : []
    case 'existential':
      return childrenOf(sentence, verb, 'expl').length > 0 ? childrenOf(sentence, verb, 'nsubj') : []
    case 'none':
      return []
  }
  return phrase(sentence, name, [
    verb,
    ...objects(sentence, verb).flatMap((t) => withConjuncts(sentence, t)),
    ...auxiliaryVerbs(sentence, verb),
  ])
}

/** "began shelling", "is trying to retake": what stands with the verb above stands with both. */
const auxiliaryVerbs = (sentence: Sentence, verb: Token): readonly Token[] => {
  const up = hasRelation(verb, 'xcomp') ? headOf(sentence, verb) : null
  return up && up.upos === 'VERB' ? [up] : []
}

/** "surrendered" may be a past tense or a participle: with a subject and no auxiliary only the verb itself can tell. */
export const isEitherVoice = (sentence: Sentence, verb: Token): boolean =>
  verb.xpos === 'VBN' &&
  isPassiveVerb(sentence, verb) &&
  !hasRelation(verb, 'acl', 'amod', 'advcl') &&
  childrenOf(sentence, verb, 'aux', 'cop', 'obl:agent').length === 0

function subject(sentence: Sentence, verb: Token, passive: boolean, active = false): readonly Token[] {
  if (isPassiveVerb(sentence, verb) !== passive && !(active && !passive)) return []
  if (hasRelation(verb, 'amod')) return [headOf(sentence, verb)].filter((t) => t !== null)
  const beside =
    childrenOf(sentence, verb, 'nsubj').length === 0 && !hasRelation(verb, 'conj', 'acl')
      ? subjectsBeside(sentence, verb)
      : []
  if (beside.length > 0) return beside
  const several = ownSubjects(sentence, verb)
  if (several.length > 1) return several
  const between = hasRelation(verb, 'conj') ? ownBetween(sentence, verb) : null
  if (between) return [between]
  const asked = askedOf(sentence, verb)
  if (asked) return [asked]
  const found = subjectOf(sentence, verb)
  if (!found) return sharedSubject(sentence, verb)
  // "after police raid a club": a finite clause with a marker has a subject of its own, even where the tree lost it.
  const marked =
    hasRelation(verb, 'advcl') &&
    ['VBD', 'VBZ', 'VBP'].includes(verb.xpos) &&
    childrenOf(sentence, verb, 'mark').length > 0
  if (found.inherited && marked) return []
  return hasRelation(found.token, 'advcl', 'ccomp') ? [] : [found.token]
}

/** "two policemen and a civilian were killed", with both hung on the verb */
function ownSubjects(sentence: Sentence, verb: Token): readonly Token[] {
  const own = childrenOf(sentence, verb, 'nsubj').filter((t) => t.index < verb.index && isNominal(t) && !isTimeWord(t))
  return own.filter((t, i) => i === 0 || childrenOf(sentence, t, 'cc').some((c) => c.index < t.index))
}

/** "six people were killed and twenty others injured": what stands between the conjunction and the second verb is its own. */
function ownBetween(sentence: Sentence, verb: Token): Token | null {
  if (childrenOf(sentence, verb, 'nsubj', 'aux').length > 0 || verb.xpos !== 'VBN') return null
  const open = sentence.tokens.findLast((t) => t.index < verb.index && (t.upos === 'CCONJ' || t.text === ','))
  if (!open || open.index < (headOf(sentence, verb)?.index ?? 0)) return null
  return (
    sentence.tokens.slice(open.index + 1, verb.index).findLast((t) => t.upos === 'NOUN' || t.upos === 'NUM') ?? null
  )
}

const ASKS = new Set(
  'ask urge call order command tell instruct direct request force allow want invite warn encourage compel'.split(' '),
)
const ACCUSES = new Set(
  'accuse blame suspect convict charge acquit prevent stop keep condemn criticise criticize arrest detain jail imprison sentence execute punish prosecute indict try hold dismiss sanction behead hang fine apprehend question praise thank wanted want'.split(
    ' ',
  ),
)

/** "called on Venezuela to release him", "accused the army of shelling it": those who are asked or accused do it. */
function askedOf(sentence: Sentence, verb: Token): Token | null {
  const up = hasRelation(verb, 'xcomp', 'advcl', 'ccomp', 'obl') ? headOf(sentence, verb) : null
  const mark = childrenOf(sentence, verb, 'mark', 'case')[0]?.text.toLowerCase()
  if (!up || !mark) return null
  if (ACCUSES.has(up.lemma) && ['of', 'for', 'with', 'from', 'over'].includes(mark)) {
    return (
      childrenOf(sentence, up, 'obj', 'nsubj:pass')[0] ??
      (isPassiveVerb(sentence, up) ? (childrenOf(sentence, up, 'nsubj')[0] ?? null) : null)
    )
  }
  if (!ASKS.has(up.lemma) || mark !== 'to') return null
  return (
    childrenOf(sentence, up, 'obj', 'iobj')[0] ??
    childrenOf(sentence, up, 'obl').find((t) => prepositionOf(sentence, t) === 'on' && t.index < verb.index) ??
    null
  )
}

/** In fragments a participle has no subject but the noun that it hangs on. */
function sharedSubject(sentence: Sentence, verb: Token): readonly Token[] {
  const up = headOf(sentence, verb)
  return up && hasRelation(verb, 'acl', 'parataxis') && isNominal(up) ? [up] : []
}

const FINITE = new Set(['VBD', 'VBZ', 'VBP', 'MD'])
const OPENS_CLAUSE = new Set([
  'that',
  'because',
  'after',
  'when',
  'while',
  'as',
  'if',
  'where',
  'since',
  'before',
  'although',
  'though',
  ';',
  ':',
])

/**
 * The subject of a finite verb whose tree lost it ("reported that three members, including …, had been killed"): what
 * stands between the opening of its clause and its first auxiliary.
 */
export function subjectsBeside(sentence: Sentence, verb: Token): readonly Token[] {
  const first =
    [...childrenOf(sentence, verb, 'aux', 'cop').filter((t) => t.index < verb.index), verb].sort(
      (a, b) => a.index - b.index,
    )[0] ?? verb
  if (!FINITE.has(first.xpos) || (first.index === verb.index && verb.xpos !== 'VBD')) return []
  let start = first.index
  while (start > 0) {
    const before = sentence.tokens[start - 1]
    if (
      !before ||
      OPENS_CLAUSE.has(before.text.toLowerCase()) ||
      (before.upos === 'VERB' && FINITE.has(before.xpos) && !hasRelation(before, 'acl'))
    )
      break
    start--
  }
  const comma = sentence.tokens.findIndex((t) => t.index > start && t.index < first.index && t.text === ',')
  if (sentence.tokens[start]?.lemma === 'accord' && comma > 0) start = comma + 1
  const stretch = sentence.tokens.slice(start, first.index)
  const inside = new Set(stretch.map((t) => t.index))
  const tops = stretch.filter(
    (t) =>
      !inside.has(t.head) &&
      isNominal(t) &&
      t.upos !== 'SYM' &&
      (isAmountWord(sentence, t) ||
        !childrenOf(sentence, t, 'case').some((c) => c.index < t.index && c.xpos !== 'POS')) &&
      (!hasRelation(t, 'obl', 'vocative') || isAmountWord(sentence, t)),
  )
  const people = sentence.names
    .filter(
      (n) =>
        n.kind === 'person' && n.first >= start && n.last < first.index && sentence.tokens[n.first - 1]?.text !== 'by',
    )
    .flatMap((n) => sentence.tokens[n.first] ?? [])
  return people.length > 2 && tops.some((t) => t.upos === 'PROPN') ? people : tops.slice(0, 1)
}

function objects(sentence: Sentence, verb: Token): readonly Token[] {
  const own = childrenOf(sentence, verb, 'obj').filter(
    (t) => !/^(?:that|which|who|whom)$/i.test(t.text) || !hasRelation(verb, 'acl:relcl'),
  )
  if (own.length > 0) return own
  const counted = childrenOf(sentence, verb, 'obl').filter((t) => t.index > verb.index && isAmountWord(sentence, t))
  if (counted.length > 0 && !isPassiveVerb(sentence, verb)) return counted
  // A noun phrase after the verb that no preposition brings, and what hangs on "dead" in "shot dead a boy".
  const bare = childrenOf(sentence, verb, 'obl').filter(
    (t) =>
      t.index > verb.index &&
      t.rel === 'obl' &&
      isNominal(t) &&
      !isTimeWord(t) &&
      childrenOf(sentence, t, 'case').length === 0,
  )
  const result = childrenOf(sentence, verb, 'xcomp')
    .filter((t) => t.upos === 'ADJ')
    .flatMap((t) => childrenOf(sentence, t, 'obj').slice(0, 1))
  if (!isPassiveVerb(sentence, verb) && bare.length + result.length > 0) return [...bare, ...result].slice(0, 1)
  const up = headOf(sentence, verb)
  if (up && hasRelation(verb, 'acl:relcl') && isObjectGap(sentence, verb)) return [up]
  // "killed and wounded several people": the object of the first, after the second
  if (hasRelation(verb, 'conj')) {
    const first = firstConjunct(sentence, verb)
    return childrenOf(sentence, first, 'obj').filter((t) => t.index > verb.index)
  }
  // … or of the second, for the first
  const next = childrenOf(sentence, verb, 'conj').find((t) => t.upos === 'VERB' && t.index - verb.index === 2)
  return next ? childrenOf(sentence, next, 'obj') : []
}

/** "killed at least six", "more than 50", "up to 60": the "at" belongs to the amount, not to a place. */
export const isAmountWord = (sentence: Sentence, noun: Token): boolean =>
  childrenOf(sentence, noun, 'case').some((c) =>
    /^(?:at (?:least|most)|than \d|up to|more than|less than|fewer than|as many|over \d|about \d|around \d|between \d)/i.test(
      `${c.text} ${sentence.tokens[c.index + 1]?.text ?? ''}`,
    ),
  )

function isObjectGap(sentence: Sentence, verb: Token): boolean {
  const subjects = childrenOf(sentence, verb, 'nsubj')
  const relative = childrenOf(sentence, verb, 'obj')
  return (
    relative.length > 0 ||
    (subjects.length > 0 &&
      subjects.every((t) => !/^(?:that|which|who|whom)$/i.test(t.text)) &&
      !isPassiveVerb(sentence, verb) &&
      !childrenOf(sentence, verb, 'advmod').some((t) => /^wh/i.test(t.text)))
  )
}

function byPhrase(sentence: Sentence, verb: Token): readonly Token[] {
  const agents = childrenOf(sentence, verb, 'obl:agent')
  if (agents.length > 0) return agents
  if (!isPassiveVerb(sentence, verb)) return []
  const by = childrenOf(sentence, verb, 'obl', 'nmod').filter(
    (t) => prepositionOf(sentence, t) === 'by' && !/^\d/.test(t.text),
  )
  if (by.length > 0) return by
  // "at the hands of gunmen", however deep the tree hung it
  const hands = subtree(sentence, verb, (t) => hasRelation(t, 'conj', 'ccomp', 'parataxis')).find(
    (t) => t.lemma === 'hand' && prepositionOf(sentence, t) === 'at',
  )
  return hands ? childrenOf(sentence, hands, 'nmod') : []
}

/** "against-phrase", "on-phrase" … of any of some heads. */
function phrase(sentence: Sentence, name: string, heads: readonly Token[]): readonly Token[] {
  const preposition = /^(.+)-phrase$/.exec(name)?.[1]?.replace('-', ' ')
  if (!preposition) return []
  return heads.flatMap((head) =>
    childrenOf(sentence, head, 'obl', 'nmod', 'advcl', 'acl').filter((t) => {
      if (isAmountWord(sentence, t)) return false
      const words = prepositionOf(sentence, t) ?? markOf(sentence, t)
      return (
        words !== null &&
        (words === preposition || (words.split(' ')[0] === preposition && !words.startsWith('according')))
      )
    }),
  )
}

/** A preposition before a gerund is a mark in the tree: "accused of shelling". */
const markOf = (sentence: Sentence, token: Token): string | null =>
  token.xpos === 'VBG' || token.upos === 'NOUN'
    ? (childrenOf(sentence, token, 'mark')[0]?.text.toLowerCase() ?? null)
    : null

// ---- adjectives ----

function ofAdjective(sentence: Sentence, adjective: Token, name: string): readonly Token[] {
  if (name === 'subject' || name === 'passive-subject') {
    if (hasRelation(adjective, 'amod')) return [headOf(sentence, adjective)].filter((t) => t !== null)
    const found = subjectOf(sentence, adjective)
    return found ? [found.token] : sharedSubject(sentence, adjective)
  }
  if (name === 'complement') return childrenOf(sentence, adjective, 'ccomp', 'xcomp', 'csubj', 'advcl')
  if (name === 'infinitive') return childrenOf(sentence, adjective, 'xcomp', 'ccomp').filter((t) => t.upos === 'VERB')
  if (name === 'head')
    return hasRelation(adjective, 'amod') ? [headOf(sentence, adjective)].filter((t) => t !== null) : []
  if (name === 'adverb') return childrenOf(sentence, adjective, 'advmod')
  return phrase(sentence, name, [adjective])
}

// ---- nouns ----

function ofNoun(lexicon: Lexicon, { sentence, token, support }: Trigger, name: string): readonly Token[] {
  const wrapped = support && support.noun.index !== token.index ? [token, support.noun] : [token]
  const nouns = unique([...wrapped, ...proxiesOf(lexicon, sentence, token)])
  switch (name) {
    case 'possessive':
      return nouns
        .flatMap((n) => childrenOf(sentence, n, 'nmod:poss'))
        .filter((t) => t.upos !== 'PRON' || !/^(?:its|whose)$/i.test(t.text) || true)
    case 'compound':
      return nouns.flatMap((n) => partyModifiers(lexicon, sentence, n))
    case 'doer':
      return support?.how === 'does' ? doers(sentence, support) : []
    case 'undergoer':
      return support?.how === 'undergoes' ? subject(sentence, support.verb, false) : []
    case 'by-phrase': {
      // "the killing of two teachers by militiamen": the by-phrase may hang on the teachers.
      const victims = nouns.flatMap((n) =>
        childrenOf(sentence, n, 'nmod').filter((t) => prepositionOf(sentence, t) === 'of'),
      )
      const own = phrase(sentence, 'by-phrase', [...nouns, ...victims])
      return [...own, ...(support ? byPhrase(sentence, support.verb) : []), ...participleAgents(sentence, nouns)]
    }
    case 'subject':
      return childrenOf(sentence, token, 'nsubj')
    case 'existential':
      return existentials(sentence, [token, ...nouns])
    case 'apposed':
      return hasRelation(token, 'appos') ? [headOf(sentence, token)].filter((t) => t !== null) : []
    case 'itself':
      return [token]
    case 'modifier':
      return nouns.flatMap((n) => compoundsOf(sentence, n))
    case 'container':
      return containers(sentence, nouns)
    case 'apposition':
      return nouns.flatMap((n) => childrenOf(sentence, n, 'appos'))
    case 'infinitive':
      return nouns.flatMap((n) => childrenOf(sentence, n, 'acl').filter((t) => t.xpos === 'VB'))
    case 'complement':
      return nouns.flatMap((n) => childrenOf(sentence, n, 'ccomp', 'acl'))
    case 'adjective':
      return nouns.flatMap((n) => childrenOf(sentence, n, 'amod'))
    case 'none':
      return []
  }
  const inClause = support
    ? childrenOf(sentence, support.verb, 'obj').filter((t) => !nouns.some((n) => n.index === t.index))
    : []
  return phrase(sentence, name, [...nouns, ...(support ? [support.verb, ...inClause] : [])])
}

/** "the danger posed by them", "an attack carried out by rebels": who does it stands with the participle. */
const participleAgents = (sentence: Sentence, nouns: readonly Token[]): readonly Token[] =>
  nouns.flatMap((n) =>
    childrenOf(sentence, n, 'acl')
      .filter((t) => t.xpos === 'VBN')
      .flatMap((t) => byPhrase(sentence, t)),
  )

/** "There are 300 militants": the "there" of the clause that the noun is the subject of. */
const existentials = (sentence: Sentence, nouns: readonly Token[]): readonly Token[] =>
  nouns.flatMap((n) => {
    const up = hasRelation(n, 'nsubj') ? headOf(sentence, n) : null
    return [...childrenOf(sentence, n, 'expl'), ...(up ? childrenOf(sentence, up, 'expl') : [])]
  })

const containers = (sentence: Sentence, nouns: readonly Token[]): readonly Token[] =>
  nouns.flatMap((n) => (hasRelation(n, 'nmod') ? [headOf(sentence, n)].filter((t) => t !== null) : []))

function doers(sentence: Sentence, support: Support): readonly Token[] {
  return [...subject(sentence, support.verb, false), ...byPhrase(sentence, support.verb)]
}

/** Modifiers that only colour: a "terrorist attack" or a "military operation" does not say whose. */
const COLOURS = new Set(
  'terrorist militant insurgent terror criminal suicide security military state civilian guerrilla group gang special high public'.split(
    ' ',
  ),
)

/** "Taliban operations", "Russian airstrikes", "rebel attacks": modifiers that name who acts. */
export function partyModifiers(lexicon: Lexicon, sentence: Sentence, noun: Token): readonly Token[] {
  return compoundsOf(sentence, noun).filter((t) => {
    if (COLOURS.has(t.lemma.toLowerCase()) || isTimeWord(t) || /^(?:air|ground|car|bomb|rocket|drone)$/i.test(t.text))
      return false
    if (hasRelation(t, 'amod')) return isNationality(t)
    // "a Kabul bombing" is in Kabul; "Israel's" is a possessive and stands elsewhere.
    if (isPlaceName(lexicon, sentence, t) && !isNationality(t) && !/^(?:U\.?S\.?|UK|US)$/.test(t.text)) return false
    return (
      t.upos === 'PROPN' ||
      inList(lexicon, t, 'FORCES') ||
      inList(lexicon, t, 'FIGHTERS') ||
      (t.upos === 'NOUN' && inList(lexicon, t, 'TROOPS'))
    )
  })
}

/** What wraps a noun and stands in its place: "wave" for "bombings" in "a wave of bombings", the first of "explosions and gunfire". */
export function proxiesOf(lexicon: Lexicon, sentence: Sentence, noun: Token): readonly Token[] {
  const out: Token[] = []
  let at = noun
  for (let depth = 0; depth < 4; depth++) {
    const up = headOf(sentence, at)
    if (!up) break
    const wraps =
      hasRelation(at, 'nmod', 'obl', 'acl') &&
      ['of', 'in', 'between'].includes(prepositionOf(sentence, at) ?? markOf(sentence, at) ?? '') &&
      inList(lexicon, up, 'WRAPPERS') &&
      up.upos === 'NOUN'
    const modifies = hasRelation(at, 'compound') && inList(lexicon, up, 'WRAPPERS') && up.upos === 'NOUN'
    if (!wraps && !modifies) break
    out.push(up)
    at = up
  }
  return out
}

/** The token that stands in the clause for a noun: its outermost wrapper, the first of those coordinated with it. */
export function standIn(lexicon: Lexicon, sentence: Sentence, noun: Token): Token {
  const outer = proxiesOf(lexicon, sentence, noun).at(-1) ?? noun
  if (!hasRelation(outer, 'conj')) return outer
  const first = firstConjunct(sentence, outer)
  return isNominal(first) ? (proxiesOf(lexicon, sentence, first).at(-1) ?? first) : outer
}
