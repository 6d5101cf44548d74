import { contains, overlaps, type Span } from '../../claim/span.js'
import type { Sentence, Token } from '../../language/contract.js'
import { labelOf } from '../mentions.js'
import { ancestorsOf, childOf, childrenOf, hasRelation, headOf, nounPhraseTokens, spanOf } from '../tree.js'
import { type Context, labelsOf, lemmaOf, wordOf } from './context.js'
import type { Match } from './match.js'
import { trimContent } from './scope.js'

/**
 * Own versions: a speaker who only says something disputes what was told before, where the words themselves set the two
 * against each other.
 */
export const findOwnVersions = (context: Context, matches: readonly Match[]): readonly Match[] =>
  withoutEchoes(matches).flatMap((match) => deniedQuestion(context, match) ?? [ownVersion(context, matches, match)])

/** "It is not true, X said, that A": X denies A, and does not say it as well; nor does anybody say one thing twice. */
const withoutEchoes = (matches: readonly Match[]): readonly Match[] =>
  matches.filter((m) => {
    const same = matches.filter(
      (o) => o !== m && o.trigger.at === m.trigger.at && isSameSpeaker(o, m) && isSameContent(o, m),
    )
    return m.stance !== 'asserts' || !same.some((o) => o.stance === 'denies' || o.page.confidence > m.page.confidence)
  })

const isSameSpeaker = (a: Match, b: Match): boolean =>
  a.source !== 'outlet' && b.source !== 'outlet' && a.source.head.start === b.source.head.start

const isSameContent = (a: Match, b: Match): boolean =>
  a.content.length === b.content.length && a.content.every((s, i) => s.start === b.content[i]?.start)

const QUESTION =
  /^["“”'‘’\s]*(?:did|do|does|have|has|had|is|are|was|were|will|would|could|can)\s+([^?]+)\?["”'’\s]*(?:of course not|certainly not|absolutely not|not at all|by no means|not true|not one|no|never|nonsense|impossible)\b[^\p{L}]*/iu

/** '"Did we shell the school? Of course not," said X': X puts the question and denies it. */
function deniedQuestion(context: Context, match: Match): readonly Match[] | null {
  const [first, ...others] = match.content
  const found = first && QUESTION.exec(textOf(context, first))
  if (!first || !found?.[1] || match.source === 'outlet') return null
  const start = first.start + found[0].indexOf(found[1])
  const denied: Match = {
    ...match,
    stance: 'denies',
    silent: false,
    content: [{ start, end: start + found[1].length }],
  }
  const rest = [{ start: first.start + found[0].length, end: first.end }, ...others].filter((s) => s.end - s.start > 3)
  return rest.length > 0 ? [denied, { ...match, content: rest }] : [denied]
}

function ownVersion(context: Context, matches: readonly Match[], match: Match): Match {
  if (match.stance === 'confirms' && isOwnedDeed(context, match)) return { ...match, stance: 'claims-responsibility' }
  if (match.stance !== 'asserts' || match.source === 'outlet') return match
  if (isOwnDeed(context, match)) return { ...match, stance: 'claims-responsibility' }
  if (isNoDeed(context, match)) return { ...match, stance: 'denies' }
  const about =
    setAgainst(context, match) ??
    setAgainstFirst(context, match) ??
    otherAccount(matches, match) ??
    disagreement(context, matches, match) ??
    contrary(matches, match) ??
    firstBelieved(context, match) ??
    ruledOut(context, matches, match) ??
    otherBeginning(context, matches, match)
  if (about)
    context.trace(`${match.page.id}: sets itself against "${context.reading.text.slice(about.start, about.end)}"`)
  return about ? { ...match, stance: 'disputes', about } : match
}

const textOf = (context: Context, { start, end }: Span): string => context.reading.text.slice(start, end)

/**
 * "disputed the figure and said …", "contradicted this, saying that …", "rejected the report, saying …": what is said
 * next stands against what the object takes up. A denial of something that it names itself takes up nothing.
 */
function setAgainst(context: Context, { trigger }: Match): Span | null {
  const { sentence, token } = trigger
  const up = headOf(sentence, token)
  if (!up || up.index > token.index || !hasRelation(token, 'conj', 'advcl', 'xcomp', 'dep', 'parataxis')) return null
  if (hasRelation(token, 'conj') && childrenOf(sentence, token, 'cc').some((t) => wordOf(t) === 'but')) return null
  const stance = labelsOf(context.lexicon, 'object-verbs').get(lemmaOf(up))
  if (stance !== 'denies' && stance !== 'disputes') return null
  const object = childrenOf(sentence, up, 'obj').find((t) => t.index < token.index)
  if (!object || !takesUp(context, sentence, object, stance)) return null
  return trimContent(context.reading.text, spanOf(nounPhraseTokens(sentence, object, { clauses: false })) ?? object)
}

/** "this", "that account", "the figure": it names nothing but that something was said. */
function takesUp(context: Context, sentence: Sentence, object: Token, stance: string): boolean {
  if (['it', 'this', 'that', 'these', 'those'].includes(wordOf(object))) return true
  const said =
    labelsOf(context.lexicon, 'nominal-cues').has(lemmaOf(object)) ||
    labelOf(context.lexicon, 'carriers', object) === 'document' ||
    ['figure', 'number', 'toll', 'version', 'account'].includes(lemmaOf(object))
  // Who disputes a figure or an account and says another sets the two against each other, however the first is named.
  if (stance === 'disputes') return said
  if (COUNTS.has(lemmaOf(object))) return true
  return (
    said &&
    childrenOf(sentence, object).every(
      (t) => hasRelation(t, 'det', 'nmod:poss', 'amod', 'punct') || isMaking(sentence, t),
    )
  )
}

const COUNTS = new Set(['figure', 'number', 'toll', 'count', 'tally', 'total'])

/** "the account given by the rebels": who made it, and nothing of what it says. */
const isMaking = (sentence: Sentence, token: Token): boolean =>
  hasRelation(token, 'acl') && token.xpos === 'VBN' && childrenOf(sentence, token, 'obl:agent').length > 0

/** "said it was behind the bombing", "said its men carried out the attack": a claim of responsibility without the word. */
function isOwnDeed(context: Context, match: Match): boolean {
  const content = match.content[0]
  const words = content ? textOf(context, content) : ''
  const own = /^(?:it|they|we|its|their|our|he|his|her|she|i|my)\b/i.test(words)
  if (own && claimsResponsibility(match)) return true
  return /^(?:it|they|we|(?:its|their|our) \w+)\s+(?:(?:had|has|have|was|were|is|are|also)\s+)*(?:carried out|behind|responsible for|perpetrated|staged)\s+(?:the|this|that|these|those|\w+day)\b/i.test(
    words,
  )
}

/** "admitted being behind the bomb", "acknowledged carrying out the attack". */
const isOwnedDeed = (context: Context, { content }: Match): boolean =>
  content[0] !== undefined &&
  /^(?:having\s+|being\s+|been\s+)*(?:behind|responsible for|carrying out|carried out|staging|staged|perpetrating|perpetrated|mounting|masterminding|planting)\s/i.test(
    textOf(context, content[0]),
  )

/** "In a claim of responsibility, X said its men …", "Claiming responsibility, X said …". */
function claimsResponsibility({ trigger }: Match): boolean {
  const { sentence, token, cue } = trigger
  const before = sentence.tokens.slice(0, (cue[0] ?? token).index)
  const noun = before.find((t) => lemmaOf(t) === 'responsibility')
  const claims = noun && before.slice(Math.max(0, noun.index - 3), noun.index)
  const own = noun && [noun, ...ancestorsOf(sentence, noun)].some((t) => t.head === token.index)
  return own === true && (claims ?? []).some((t) => ['claim', 'take', 'accept', 'assume', 'admit'].includes(lemmaOf(t)))
}

/** "said it had nothing to do with the fire", "they had no part in it": a denial without the word. */
function isNoDeed(context: Context, match: Match): boolean {
  const content = match.content[0]
  const words = content ? textOf(context, content) : ''
  return (
    /^(?:it|they|we|i|he|she|(?:its|their|our|his|her|my)(?: \w+){1,2}?)\s+(?:(?:had|has|have|having|played|took|bore|bears?|bear)\s+)+(?:absolutely\s+)?(?:nothing to do with|no(?: \w+)? (?:role|part|hand|involvement|connection|responsibility|link|links|knowledge|share)\b)/i.test(
      words,
    ) ||
    /^(?:it|they|we|i|he|she|(?:its|their|our|his|her|my)(?: \w+){1,2}?)\s+(?:(?:was|were|had|has|have|been|is|are|am)\s+)+(?:not|never|in no way)\s+(?:been\s+)?(?:behind|responsible for|involved in|to blame for|(?:a )?party to|implicated in)\b/i.test(
      words,
    )
  )
}

/** "Contradicting the army, X said A": the participle before the saying sets the two against each other. */
function setAgainstFirst(context: Context, { trigger }: Match): Span | null {
  const { sentence, token } = trigger
  for (const first of childrenOf(sentence, token, 'advcl').filter((t) => t.index < token.index && t.xpos === 'VBG')) {
    const stance = labelsOf(context.lexicon, 'object-verbs').get(lemmaOf(first))
    const object = childOf(sentence, first, 'obj')
    if (!object || (stance !== 'disputes' && stance !== 'denies')) continue
    const person = labelOf(context.lexicon, 'source-nouns', object) !== null || object.upos === 'PROPN'
    if (stance === 'denies' && !person && !takesUp(context, sentence, object, stance)) continue
    return trimContent(context.reading.text, spanOf(nounPhraseTokens(sentence, object)) ?? object)
  }
  return null
}

const OTHER = new Set([
  'different',
  'another',
  'rival',
  'competing',
  'conflicting',
  'contradictory',
  'contrary',
  'opposite',
  'contrasting',
  'alternative',
  'differing',
])

/** "tells a different story: A", "gave another account, saying A": A stands against what was told last. */
function otherAccount(matches: readonly Match[], match: Match): Span | null {
  const { sentence, token } = match.trigger
  const up = hasRelation(token, 'advcl', 'conj', 'xcomp', 'parataxis') ? headOf(sentence, token) : null
  const objects = [token, ...(up ? [up] : [])].flatMap((t) => childrenOf(sentence, t, 'obj', 'obl', 'iobj'))
  const other = objects.some(
    (t) =>
      ACCOUNTS.has(lemmaOf(t)) &&
      childrenOf(sentence, t, 'amod', 'det').some((o) => OTHER.has(lemmaOf(o)) || OTHER.has(wordOf(o))),
  )
  const otherwise = childrenOf(sentence, token, 'advmod').some((t) => ['otherwise', 'differently'].includes(wordOf(t)))
  if (!other && !otherwise) return null
  return lastTold(matches, match, match.cue.start)
}

const DISAGREEING = new Set(['disagree', 'differ', 'demur', 'dissent'])

/** "X disagrees, saying A", "X disagreed. She said A": A stands against what was told last. */
function disagreement(context: Context, matches: readonly Match[], match: Match): Span | null {
  const { sentence, token, at } = match.trigger
  const up = hasRelation(token, 'advcl', 'conj', 'xcomp', 'parataxis') ? headOf(sentence, token) : null
  const before = context.reading.sentences[at - 1]
  const verb = before?.tokens.find((t) => hasRelation(t, 'root'))
  const goesOn = match.source !== 'outlet' && ['he', 'she', 'they', 'it'].includes(wordOf(match.source.head))
  const here = up !== null && DISAGREEING.has(lemmaOf(up)) ? up : null
  const there = goesOn && before && verb && DISAGREEING.has(lemmaOf(verb)) ? verb : null
  const turn = here ?? there
  return turn ? lastTold(matches, match, turn.start) : null
}

/** What somebody else said last before a place. */
const lastTold = (matches: readonly Match[], match: Match, before: number): Span | null =>
  matches.findLast((m) => m.source !== 'outlet' && !isSameSpeaker(m, match) && m.content.some((s) => s.end <= before))
    ?.content[0] ?? null

const ACCOUNTS = new Set([
  'account',
  'story',
  'version',
  'picture',
  'tale',
  'narrative',
  'explanation',
  'tune',
  'figure',
  'toll',
  'number',
  'description',
])

/** "Contrary to the army's claim, residents said A": what the outlet sets against it is theirs. */
const contrary = (matches: readonly Match[], match: Match): Span | null =>
  matches.find(
    (m) => m.source === 'outlet' && m.page.id.endsWith('/contrary-to') && m.content.some((s) => contains(s, match.cue)),
  )?.about ?? null

/** "bullets, not rockets": what is ruled out has been told before by somebody else. */
function ruledOut(context: Context, matches: readonly Match[], match: Match): Span | null {
  const tokens = match.trigger.sentence.tokens.filter((t) => match.content.some((s) => contains(s, t)))
  const noun = tokens.map((t, i) => excluded(tokens, t, i)).find((n) => n !== null)
  if (!noun) return null
  const stem = lemmaOf(noun).replace(/s$/, '')
  const earlier = matches.filter(
    (m) => m.trigger.at < match.trigger.at && m.stance !== 'denies' && m.trigger.at >= match.trigger.at - 12,
  )
  const told = earlier.findLast((m) => m.content.some((s) => hasWord(context.reading.text, s, stem)))
  return told?.content.find((s) => hasWord(context.reading.text, s, stem)) ?? null
}

const hasWord = (text: string, { start, end }: Span, stem: string): boolean =>
  text
    .slice(start, end)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some((w) => w === stem || w === `${stem}s`)

/**
 * "the fight began after gunmen attacked the post": who tells how it began, after somebody else has told of the same
 * attack, gives another account of it.
 */
function otherBeginning(context: Context, matches: readonly Match[], match: Match): Span | null {
  const { sentence } = match.trigger
  const verb = sentence.tokens.find(
    (t) => BEGINNING.has(lemmaOf(t)) && match.content.some((s) => contains(s, t)) && childOf(sentence, t, 'nsubj'),
  )
  const cause = verb && childrenOf(sentence, verb, 'advcl').find((t) => isAfter(sentence, t))
  if (!verb || !cause || !childOf(sentence, cause, 'nsubj')) return null
  const stem = lemmaOf(cause).slice(0, 5)
  const earlier = matches.filter(
    (m) => m.trigger.at < match.trigger.at && m.trigger.at >= match.trigger.at - 12 && m.source !== 'outlet',
  )
  const told = earlier.flatMap((m) => m.content).find((s) => hasStem(context.reading.text, s, stem))
  return told ?? null
}

const BEGINNING = new Set(['begin', 'start', 'erupt', 'break', 'ensue', 'flare', 'commence'])

const isAfter = (sentence: Sentence, clause: Token): boolean =>
  childrenOf(sentence, clause, 'mark', 'advmod').some((t) => ['after', 'when', 'because'].includes(wordOf(t)))

const hasStem = (text: string, { start, end }: Span, stem: string): boolean =>
  text
    .slice(start, end)
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((w) => w.startsWith(stem))

/** The noun after ", not", "rather than", "instead of". */
function excluded(tokens: readonly Token[], token: Token, at: number): Token | null {
  const before = tokens[at - 1]
  const rules =
    (wordOf(token) === 'not' && (before?.text === ',' || before?.upos === 'NOUN')) ||
    (wordOf(token) === 'than' && before !== undefined && wordOf(before) === 'rather') ||
    (wordOf(token) === 'of' && before !== undefined && wordOf(before) === 'instead')
  if (!rules) return null
  const next = tokens.slice(at + 1, at + 4)
  const place = next.findIndex((t) => t.upos === 'NOUN')
  const noun = next[place]
  return noun && next.slice(0, place).every((t) => ['DET', 'ADJ', 'ADP', 'NUM'].includes(t.upos)) ? noun : null
}

/** "was initially believed to be A, but X later said B": X sets B against A. */
function firstBelieved(context: Context, match: Match): Span | null {
  const { tokens } = match.trigger.sentence
  const start = Math.min(
    match.trigger.cue[0]?.index ?? 0,
    tokens.findIndex((t) => overlaps(t, match.cue)),
  )
  const but = tokens.slice(0, start).findLast((t) => ['but', 'however'].includes(wordOf(t)))
  if (!but) return null
  const before = tokens.slice(0, but.index)
  const first = before.some((t) => ['initially', 'originally', 'first', 'earlier'].includes(wordOf(t)))
  const held = before.some(
    (t) =>
      t.xpos === 'VBN' &&
      (labelsOf(context.lexicon, 'thought-verbs').has(lemmaOf(t)) ||
        labelsOf(context.lexicon, 'speech-verbs').has(lemmaOf(t))),
  )
  const [from, to] = [before[0], before.at(-1)]
  return first && held && from && to ? trimContent(context.reading.text, { start: from.start, end: to.end }) : null
}
