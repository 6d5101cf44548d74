import { type Mention, type Relay, wordsOf } from '../../claim/claim.js'
import { contains, type Span } from '../../claim/span.js'
import type { Sentence, Token } from '../../language/contract.js'
import { antecedentOf, CALENDAR, labelIn, labelOf, phraseTokens } from '../mentions.js'
import type { Frame } from '../reading.js'
import { childOf, childrenOf, hasRelation, headOf, isPassive, prepositionOf, subjectOf, subtree } from '../tree.js'
import { type Context, labelsOf, lemmaOf, wordOf } from './context.js'
import type { Match, Phrase } from './match.js'

/** Who passes a speaker's words on: the medium they were told to, that printed them, that is cited for them. */

export type Passing = Phrase | 'unknown'

/** All who relay what a match says, nearest to the speaker first; the speaker is none of them. */
export function relaysOf(context: Context, match: Match): readonly Passing[] {
  const hedged = match.hedges.some((h) => labelsOf(context.lexicon, 'hedges').get(h.toLowerCase()) === 'relayed')
  const all = [
    ...match.via,
    ...quotedBy(context, match),
    ...citing(context, match),
    ...hearers(context, match),
    ...publishers(context, match),
    ...(hedged ? (['unknown'] as const) : []),
  ]
  const seen = new Set<string>()
  return all.filter((relay) => {
    const key = relay === 'unknown' ? relay : `${relay.sentence}:${relay.head.index}`
    const own = relay !== 'unknown' && match.source !== 'outlet' && isSame(relay, match.source)
    if (own || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const isSame = (a: Phrase, b: Phrase): boolean => a.sentence === b.sentence && a.head.index === b.head.index

const RAISING = new Set(['say', 'believe', 'report', 'allege', 'think', 'understand', 'rumour', 'rumor'])

/** "A fisherman quoted by the Aden Times said", "is said to have claimed": who passes the words on, or that somebody does. */
function quotedBy(context: Context, { source, trigger }: Match): readonly Passing[] {
  const { sentence, token, at } = trigger
  const up = headOf(sentence, token)
  const raised = hasRelation(token, 'xcomp') && up !== null && isPassive(sentence, up)
  if (raised && RAISING.has(up.lemma)) return ['unknown']
  // "was quoted as saying in La Prensa".
  const quoting =
    up && isPassive(sentence, up) && labelsOf(context.lexicon, 'citing-verbs').has(lemmaOf(up)) ? [up, token] : []
  const printed = quoting
    .flatMap((t) => childrenOf(sentence, t, 'obl'))
    .filter((t) => ['in', 'on'].includes(prepositionOf(sentence, t) ?? '') && !CALENDAR.test(t.text))
    .filter((t) => isRelay(context, { sentence: at, head: t }, true) || isUnknownName(context, sentence, t))
  if (printed.length > 0) return printed.map((head) => ({ sentence: at, head, limits: ownWords(sentence, head) }))
  if (source === 'outlet' || source.sentence !== at) return []
  const quoted = childrenOf(sentence, source.head, 'acl').find((t) => ['quote', 'cite'].includes(t.lemma))
  const by = quoted && childrenOf(sentence, quoted, 'obl').find((t) => prepositionOf(sentence, t) === 'by')
  return by ? [{ sentence: at, head: by }] : []
}

/**
 * "A told the council, which informed the Monitor, that B": A speaks first. The match of a telling verb in the clause of
 * somebody who was told, with that one as a relay.
 */
export function fromFirstSpeaker(context: Context, match: Match): Match {
  const { source, trigger } = match
  const { sentence, at, token } = trigger
  const telling = labelsOf(context.lexicon, 'telling-verbs')
  if (source === 'outlet' || source.sentence !== at || !telling.has(lemmaOf(token))) return match
  const up = headOf(sentence, source.head)
  const wasTold = up && telling.has(lemmaOf(up)) && hasRelation(source.head, 'obj', 'iobj') && !isPassive(sentence, up)
  const first = wasTold && headOf(sentence, token) === source.head ? subjectOf(sentence, up)?.token : null
  if (!first) return match
  const passing = { sentence: at, head: source.head, limits: ownWords(sentence, source.head) }
  const limits = { start: sentence.start, end: up?.start ?? sentence.end }
  return { ...match, source: { sentence: at, head: first, limits }, via: [...match.via, passing] }
}

/** "told Radio Kivu", "told the council, which informed the Monitor": a medium that was told, and whoever told it. */
function hearers(context: Context, { hearer }: Match): readonly Passing[] {
  if (!hearer) return []
  const sentence = context.reading.sentences[hearer.sentence]
  const chain = sentence ? chainFrom(context, sentence, hearer.head) : []
  if (sentence && chain.length > 1)
    return chain.map((head) => ({ sentence: hearer.sentence, head, limits: ownWords(sentence, head) }))
  return isRelay(context, hearer, true) ? [hearer] : []
}

/** "The radio, citing two pilots, said", "the radio reported on Friday, citing two pilots": whoever cites passes on. */
function citing(context: Context, { trigger: { sentence, token, at } }: Match): readonly Passing[] {
  const up = headOf(sentence, token)
  if (!up || token.xpos !== 'VBG' || !labelsOf(context.lexicon, 'citing-verbs').has(lemmaOf(token))) return []
  if (hasRelation(token, 'acl'))
    return [{ sentence: at, head: up, limits: { start: sentence.start, end: token.start } }]
  const says = labelsOf(context.lexicon, 'speech-verbs').has(lemmaOf(up))
  const subject = says && hasRelation(token, 'advcl', 'xcomp') ? subjectOf(sentence, up)?.token : null
  return subject ? [{ sentence: at, head: subject, limits: { start: sentence.start, end: up.start } }] : []
}

/** Each hearer that tells the next one on: "the council, which informed the Monitor". */
function chainFrom(context: Context, sentence: Sentence, hearer: Token): readonly Token[] {
  const telling = labelsOf(context.lexicon, 'telling-verbs')
  const on = childrenOf(sentence, hearer, 'acl').find((t) => telling.has(lemmaOf(t)) && !isPassive(sentence, t))
  const next = on && (childOf(sentence, on, 'obj') ?? childOf(sentence, on, 'iobj'))
  return next && next.index > on.index ? [hearer, ...chainFrom(context, sentence, next)] : [hearer]
}

/** A noun phrase from behind its preposition upto its relative clause. */
function ownWords(sentence: Sentence, head: Token): Span {
  const clause = childrenOf(sentence, head, 'acl').find((t) => t.index > head.index)
  const opens = clause && subtree(sentence, clause)[0]
  // The preposition may hang on the first word of a name.
  const before = sentence.tokens.slice(0, head.index)
  const opener = before.findLast((t) => !['PROPN', 'NOUN', 'ADJ', 'DET', 'PART'].includes(t.upos))
  const preposition =
    childrenOf(sentence, head, 'case').findLast((t) => t.index < head.index) ??
    (opener?.upos === 'ADP' ? opener : undefined)
  return {
    start: preposition?.end ?? sentence.start,
    end: opens ? Math.max(head.end, opens.start) : sentence.end,
  }
}

/** Media that carry the writing or recording that the words stand in, or that the speaker spoke to. */
function publishers(context: Context, match: Match): readonly Phrase[] {
  const { sentence, at } = match.trigger
  const inside = (t: Token) =>
    t.head !== match.trigger.token.index && match.content.some((s) => s.start <= t.start && t.end <= s.end)
  const found = sentence.tokens
    .filter((t) => !inside(t) && isWriting(context, t))
    .flatMap((t) => publisherOf(context, sentence, t) ?? interviewer(context, sentence, at, t) ?? [])
  const published = (t: Token) => found.includes(t) && isUnknownName(context, sentence, t)
  const speaker = match.source !== 'outlet' && match.source.sentence === at ? match.source.head : null
  const addressed = [
    ...childrenOf(sentence, match.trigger.token, 'advcl'),
    ...(speaker ? childrenOf(sentence, speaker, 'acl') : []),
  ].flatMap((t) => spokenTo(sentence, t))
  return [...found, ...addressed]
    .map((head) => ({ sentence: at, head, limits: ownWords(sentence, head) }))
    .filter((phrase) => published(phrase.head) || isRelay(context, phrase, true))
}

/** A statement, a video, a letter: what words stand in. */
export const isWriting = (context: Context, token: Token): boolean =>
  token.upos === 'NOUN' &&
  (['document', 'occasion'].includes(labelOf(context.lexicon, 'carriers', token) ?? '') ||
    labelOf(context.lexicon, 'nominal-cues', token) !== null)

/** Who released, carried or aired a writing: "a video released by X", "a statement that X published", "X aired a clip". */
export function publisherOf(context: Context, sentence: Sentence, writing: Token): Token | null {
  const verbs = labelsOf(context.lexicon, 'releasing-verbs')
  // "a video broadcast by Noor TV": a participle that looks like a noun.
  const by = verbs.get(lemmaOf(writing)) === 'releasing' && hasRelation(writing, 'obl', 'nmod')
  const airing = by && childrenOf(sentence, writing, 'nmod').find((t) => prepositionOf(sentence, t) === 'by')
  if (airing && childrenOf(sentence, writing, 'compound').length > 0) return airing
  const tellers = childrenOf(sentence, writing, 'nmod').filter((t) => t.upos === 'NOUN')
  const clause = [writing, ...tellers]
    .flatMap((t) => childrenOf(sentence, t, 'acl'))
    .find((t) => verbs.get(lemmaOf(t)) === 'releasing')
  if (clause) {
    const own = childrenOf(sentence, clause, 'nsubj').find((t) => !['which', 'that'].includes(wordOf(t)))
    if (own && !isPassive(sentence, clause)) return own
    const by = childrenOf(sentence, clause, 'obl').find(
      (t) =>
        hasRelation(t, 'obl:agent') ||
        (['by', 'on', 'in', 'via', 'through'].includes(prepositionOf(sentence, t) ?? '') && !CALENDAR.test(t.text)),
    )
    return by ?? null
  }
  const up = headOf(sentence, writing)
  if (!up || verbs.get(lemmaOf(up)) !== 'releasing' || !hasRelation(writing, 'obj', 'nsubj:pass')) return null
  if (hasRelation(writing, 'nsubj:pass'))
    return childrenOf(sentence, up, 'obl').find((t) => ['by', 'on'].includes(prepositionOf(sentence, t) ?? '')) ?? null
  return subjectOf(sentence, up)?.token ?? null
}

/** "in an interview with Al Jazeera", "in remarks to the Herald". */
function interviewer(context: Context, sentence: Sentence, at: number, writing: Token): Token | null {
  const up = headOf(sentence, writing)
  const near = [...childrenOf(sentence, writing, 'nmod'), ...(up ? childrenOf(sentence, up, 'obl') : [])]
  return (
    near.find(
      (t) =>
        t.index > writing.index &&
        t.index - writing.index < 8 &&
        ['with', 'to', 'for', 'on'].includes(prepositionOf(sentence, t) ?? '') &&
        isRelay(context, { sentence: at, head: t }, true),
    ) ?? null
  )
}

/** "said, speaking to Radio Kivu". */
const spokenTo = (sentence: Sentence, token: Token): readonly Token[] =>
  token.xpos === 'VBG' && ['speak', 'talk'].includes(lemmaOf(token))
    ? childrenOf(sentence, token, 'obl').filter((t) => ['to', 'with'].includes(prepositionOf(sentence, t) ?? ''))
    : []

/**
 * Reporters and "the media" pass words on without being heard as relays; a named or particular medium is one. To one who
 * is told or who publishes, a bare organisation's name is a medium's.
 */
export function isRelay(context: Context, { sentence: at, head }: Phrase, told: boolean): boolean {
  const sentence = context.reading.sentences[at]
  if (!sentence || head.upos === 'PRON') return false
  const words = phraseTokens(sentence, head, context.lexicon).map(wordOf)
  if (context.outlet && words.some((w) => w.length > 2 && context.outlet?.includes(w))) return false
  // "told investigators from Yesh Din": who asks for a body passes on to it.
  if (
    told &&
    /^(?:investigator|researcher|monitor|interviewer|fieldworker|rapporteur|caseworker)s?$/.test(wordOf(head))
  )
    return [
      ...childrenOf(sentence, head, 'nmod', 'compound', 'nmod:poss'),
      ...(BELONGING.has(wordOf(sentence.tokens[head.index + 1] ?? head))
        ? sentence.tokens.slice(head.index + 2, head.index + 4)
        : []),
    ].some((t) => t.upos === 'PROPN')
  // "SANA's reporter", with or without its apostrophe.
  if (/^(?:reporters?|journalists?|correspondents?)$/.test(wordOf(head)))
    return childrenOf(sentence, head, 'compound', 'nmod:poss').some((t) =>
      isMediumsName(context, [wordOf(t), wordOf(t).replace(/'?s$/, '')]),
    )
  const particular = head.upos === 'PROPN' || childrenOf(sentence, head, 'amod', 'compound', 'nmod:poss').length > 0
  if (labelIn(sentence, context.lexicon, 'source-nouns', head) === 'media') return particular
  if (head.upos !== 'PROPN') return false
  return isMediumsName(context, words) || (told && isBareOrganisation(context, sentence, head, words))
}

const BELONGING = new Set(['at', 'from', 'of', 'with'])

/** A name in data/outlets, or with a word that papers and stations are called by. */
export function isMediumsName(context: Context, words: readonly string[]): boolean {
  const outlets = labelsOf(context.lexicon, 'outlets')
  const press = labelsOf(context.lexicon, 'press-names')
  const plain = words
    .map((w) => w.replaceAll('-', ' '))
    .join(' ')
    .split(' ')
  return plain.some(
    (word, i) => press.has(word) || [1, 2, 3, 4].some((n) => outlets.has(plain.slice(i, i + n).join(' '))),
  )
}

/** "told Al Sharq": a name that is no person's, no place's and no body's known by its words; states and bodies take an article or are places. */
function isBareOrganisation(context: Context, sentence: Sentence, head: Token, words: readonly string[]): boolean {
  if (childrenOf(sentence, head, 'det').length > 0) return false
  const named = sentence.names.find((n) => n.first <= head.index && head.index <= n.last)
  if (named?.kind !== 'organisation' && !(named?.kind === 'person' && isLoneName(context, sentence, head))) return false
  return !words.some(
    (w) => labelsOf(context.lexicon, 'source-nouns').has(w) || labelsOf(context.lexicon, 'pronoun-nouns').has(w),
  )
}

/** "published by Le Pays": what prints or airs, and is called like no person or place that is known. */
function isUnknownName(context: Context, sentence: Sentence, head: Token): boolean {
  const named = sentence.names.find((n) => n.first <= head.index && head.index <= n.last)
  const words = named ? sentence.tokens.slice(named.first, named.last + 1) : [head]
  const known = (t: Token) =>
    ['genders', 'ranks', 'source-nouns'].some((name) => labelOf(context.lexicon, name, t) !== null)
  if (head.upos !== 'PROPN' || named?.kind === 'place' || words.some(known)) return false
  const at = context.reading.sentences.indexOf(sentence)
  return antecedentOf(context.reading, { sentence: at, token: head.index }, context.lexicon) === null
}

/** "told Tishreen", "released by Al-Furqan": people are told of with a given name or a title, at least the first time. */
function isLoneName(context: Context, sentence: Sentence, head: Token): boolean {
  const at = context.reading.sentences.indexOf(sentence)
  const parts = childrenOf(sentence, head, 'flat', 'compound', 'nmod:desc', 'appos').filter((t) => t.upos !== 'PUNCT')
  const article = /^(?:al|el|an|as|ash)$/i.test(head.text) && sentence.tokens[head.index + 1]?.text === '-'
  if (parts.length > (article ? 1 : 0) || labelOf(context.lexicon, 'genders', head) !== null) return false
  return antecedentOf(context.reading, { sentence: at, token: head.index }, context.lexicon) === null
}

/** A recording or writing that a medium brought out, whose speaker goes on in the sentences behind. */
interface Carried {
  readonly who: Relay
  readonly speaker: Mention
  /** The sentence that it was last heard in. */
  readonly at: number
  /** It was told to the medium: only words said to be of the same interview go on. */
  readonly told: boolean
}

/**
 * "In a video released by X, the commander says … He adds …": what the same speaker says next, or elsewhere "in the video",
 * is still passed on by X.
 */
export function carryMedium(
  context: Context,
  pairs: readonly { readonly match: Match; readonly frame: Frame }[],
): readonly { readonly match: Match; readonly frame: Frame }[] {
  let carried: Carried | null = null
  return pairs.map(({ match, frame }) => {
    const { at } = match.trigger
    if (frame.source === 'outlet') return { match, frame }
    const published = publishers(context, match)[0]
    const told = hearers(context, match)[0]
    const medium = published ?? (told === 'unknown' ? undefined : told)
    const who = medium && frame.via.find(({ who: w }) => w !== 'unknown' && w.quote.end === medium.head.end)
    const named = medium && (who ?? frame.via.find(({ who: w }) => w !== 'unknown' && contains(w.quote, medium.head)))
    if (named) {
      carried = { who: named, speaker: frame.source, at, told: !published }
      return { match, frame }
    }
    if (!carried || !isSameSpeaker(context, carried.speaker, frame.source)) return { match, frame }
    if ((carried.told || at - carried.at > 1) && !isInRecording(context, match)) return { match, frame }
    carried = { ...carried, at, speaker: frame.source }
    const via = frame.via.length > 0 ? frame.via : [carried.who]
    return { match, frame: { ...frame, via } }
  })
}

/** "in the audio", "in the video": a writing spoken of before. */
const isInRecording = (context: Context, { trigger: { sentence } }: Match): boolean =>
  sentence.tokens.some(
    (t) =>
      isWriting(context, t) &&
      prepositionOf(sentence, t) === 'in' &&
      childrenOf(sentence, t, 'det').some((d) => ['the', 'this', 'that', 'same'].includes(wordOf(d))),
  )

/** The same words or name, or a description of the same family before the name. */
function isSameSpeaker(context: Context, before: Mention, now: Mention): boolean {
  const [a, b] = [wordsOf(before), wordsOf(now)].map((words) => words.toLowerCase().match(/[\p{L}\p{N}’'-]+/gu) ?? [])
  const [x, y] = [before.refersTo ?? before.quote, now.refersTo ?? now.quote]
  if (x.start === y.start || !a || !b) return x.start === y.start
  const families = labelsOf(context.lexicon, 'role-families')
  const family = (words: readonly string[]) => words.flatMap((word) => families.get(word) ?? [])
  return a.join(' ') === b.join(' ') || family(a).some((one) => family(b).includes(one)) || a.at(-1) === b.at(-1)
}
