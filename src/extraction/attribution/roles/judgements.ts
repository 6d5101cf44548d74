import type { Sentence, Token } from '../../../language/contract.js'
import { labelOf } from '../../mentions.js'
import {
  ancestorsOf,
  childOf,
  childrenOf,
  clauseHeadOf,
  hasRelation,
  headOf,
  isNegated,
  isPredicate,
  nounPhraseTokens,
  subtree,
} from '../../tree.js'
import { type Context, labelsOf, lemmaOf, wordOf } from '../context.js'
import { nounClause } from './clauses.js'
import { clauseSpans, type Found, isToInfinitive, NEGATING, spansOf, type Trigger } from './found.js'

/** What is left open, called untrue, or set against something else. */

const DENYING = new Set(['unable', 'impossible', 'difficult', 'hard', 'fail', 'without'])

/** The clause above an infinitive that says that it cannot be done: negated, or "was unable to", "it is hard to". */
export function deniedAbove(sentence: Sentence, token: Token): Token | null {
  const isInfinitive =
    isToInfinitive(sentence, token) ||
    childrenOf(sentence, token, 'aux').some((t) => ['could', 'can', 'ca'].includes(wordOf(t)))
  if (!isInfinitive) return null
  const clauses = [token, ...ancestorsOf(sentence, token)]
    .filter((t) => t.index === token.index || isPredicate(sentence, t))
    .slice(0, 3)
  const denied = clauses.find((t) => DENYING.has(lemmaOf(t)) || negates(sentence, t))
  return denied ?? null
}

const negates = (sentence: Sentence, token: Token): boolean =>
  childrenOf(sentence, token, 'advmod', 'det', 'aux').some((t) => NEGATING.has(wordOf(t))) ||
  childrenOf(sentence, token, 'nsubj', 'obj').some((t) =>
    childrenOf(sentence, t, 'det', 'advmod').some((d) => NEGATING.has(wordOf(d))),
  )

const OPEN = new Set(['who', 'what', 'which', 'whose', 'whom', 'whether', 'if', 'how', 'when', 'where', 'why'])

/** "it is not clear who …": a question clause, with a negation or a word that negates itself. */
export function openClause({ sentence, token }: Trigger): Found | null {
  const negated =
    /^(?:un|doubtful|questionable|debatable)/.test(lemmaOf(token)) ||
    childrenOf(sentence, token, 'advmod', 'aux').some((t) => NEGATING.has(wordOf(t)))
  if (!negated) return null
  const clause = childrenOf(sentence, token, 'ccomp', 'csubj', 'advcl', 'xcomp', 'acl').find((t) =>
    subtree(sentence, t)
      .slice(0, 3)
      .some((w) => OPEN.has(wordOf(w))),
  )
  if (clause) return clauseSpans(sentence, [clause])
  const before = openBefore(sentence, token)
  if (before) return clauseSpans(sentence, [before])
  const next = sentence.tokens[token.index + 1]
  if (!next || !OPEN.has(wordOf(next))) return null
  const comma = sentence.tokens.find((t) => t.index > next.index + 2 && t.text === ',')
  return spansOf(sentence, sentence.tokens.slice(next.index, comma?.index ?? sentence.tokens.length), null)
}

/** "Whether the strike killed the emir remains unclear": the question stands before, under the verb that carries the word. */
function openBefore(sentence: Sentence, token: Token): Token | null {
  const carriers = [token, ...ancestorsOf(sentence, token).slice(0, 1)]
  return (
    carriers
      .flatMap((t) => childrenOf(sentence, t, 'csubj', 'advcl', 'nsubj', 'ccomp'))
      .find(
        (t) => t.index < token.index && OPEN.has(wordOf(subtree(sentence, t)[0] ?? t)) && isPredicate(sentence, t),
      ) ?? null
  )
}

const UNTRUE =
  /^(?:untrue|false|baseless|unfounded|groundless|unsubstantiated|fabricat\w*|inaccurate|wrong|incorrect|bogus|lies?|nonsense|propaganda|rubbish|fakes?|ridiculous|absurd|preposterous|laughable|fiction\w*|slander\w*|misinformation|disinformation|inventions?|invented|concocted|hoax\w*|myths?|smears?|rumou?rs?|gossip|speculation|hearsay|libel\w*|untruths?|fantas\w+|fairy)$/i

/** "the accusations baseless": somebody's words, or what is said of them, and the judgement. */
export const EXAGGERATED = /^(?:exaggerat\w*|inflated|overstated|overblown|understated|misleading)$/i
const FIGURES = /^(?:figure|number|toll|estimate|count|tally|total|statistic)$/i

const POINTING = new Set(['it', 'this', 'that', 'these', 'those', 'they', 'all'])

export function untrueObject(context: Context, { sentence, token }: Trigger, judged: RegExp = UNTRUE): Found | null {
  const object = childOf(sentence, token, 'obj')
  if (!object) return judgedFirst(context, { sentence, token }, judged)
  const isClaim =
    POINTING.has(wordOf(object)) ||
    FIGURES.test(lemmaOf(object)) ||
    labelsOf(context.lexicon, 'nominal-cues').has(lemmaOf(object)) ||
    labelOf(context.lexicon, 'carriers', object) === 'document'
  const words = sentence.tokens.slice(object.index + 1, object.index + 14)
  const judgement = words.find((t) => judged.test(t.text))
  if (!isClaim || !judgement || words.slice(0, words.indexOf(judgement)).some((t) => t.text === ',')) return null
  return spansOf(
    sentence,
    sentence.tokens.filter(
      (t) => t.index >= (subtree(sentence, object)[0]?.index ?? object.index) && t.index <= judgement.index,
    ),
    object,
  )
}

/** "described as fake a video of A": the judgement stands before what is judged. */
function judgedFirst(
  { lexicon }: Context,
  { sentence, token }: Pick<Trigger, 'sentence' | 'token'>,
  judged: RegExp,
): Found | null {
  const judgement = sentence.tokens.slice(token.index + 1, token.index + 6).find((t) => judged.test(t.text))
  if (!judgement || wordOf(sentence.tokens[token.index + 1] ?? token) !== 'as') return null
  const next = sentence.tokens.slice(judgement.index + 1, judgement.index + 6)
  const said = next.find(
    (t) => labelsOf(lexicon, 'nominal-cues').has(lemmaOf(t)) || labelOf(lexicon, 'carriers', t) === 'document',
  )
  return said ? spansOf(sentence, nounPhraseTokens(sentence, said), said) : null
}

const MISREPRESENTING = new Set([
  'exaggerate',
  'magnify',
  'inflate',
  'overstate',
  'lie',
  'fabricate',
  'invent',
  'mislead',
  'misrepresent',
  'distort',
  'falsify',
  'twist',
  'understate',
  'downplay',
  'conceal',
  'misreport',
  'amplify',
  'dramatise',
  'dramatize',
])

/** "accused X of exaggerating A": A is what X told. */
export function misrepresenting({ sentence, token }: Trigger): Found | null {
  const deed = sentence.tokens.slice(token.index + 1).find((t) => MISREPRESENTING.has(lemmaOf(t)) && t.xpos === 'VBG')
  if (!deed || deed.index - token.index > 10) return null
  const told = sentence.tokens.slice(deed.index + 1).filter((t) => t.upos !== 'PUNCT' || /^[-–]$/.test(t.text))
  const first = told.find((t) => !/^["”'’]$/.test(t.text) && !['about', 'on'].includes(wordOf(t)))
  return first ? spansOf(sentence, sentence.tokens.slice(first.index), first) : clauseSpans(sentence, [deed])
}

/** The clause around a noun, where its subject is somebody's words: "the statement is at odds with …". */
export function saidAndPredicate(
  context: Context,
  sentence: Sentence,
  token: Token,
): { head: Token; subject: Token } | null {
  const head = clauseHeadOf(sentence, token)
  const subject = childOf(sentence, head, 'nsubj')
  if (!subject) return null
  const isSaid =
    labelsOf(context.lexicon, 'nominal-cues').has(lemmaOf(subject)) ||
    labelOf(context.lexicon, 'carriers', subject) === 'document'
  return isSaid ? { head, subject } : null
}

const FINDING = new Set(['find', 'see', 'have', 'uncover', 'discover', 'detect', 'receive', 'obtain', 'encounter'])

/** "The monitors found no evidence that A", "did not find any proof of A": who looked and found nothing. */
export function finderOfNone({ sentence, token }: Trigger): Token | null {
  const found = hasRelation(token, 'obj') ? headOf(sentence, token) : null
  if (!found || !FINDING.has(lemmaOf(found))) return null
  const none = childrenOf(sentence, token, 'det').map(wordOf)
  const nothing = none.includes('no') || (none.includes('any') && isNegated(sentence, found))
  return nothing ? childOf(sentence, found, 'nsubj') : null
}

/** "It is not clear who threw them": the words of not knowing with the question. */
export function openSentence(trigger: Trigger): Found | null {
  const { sentence, token } = trigger
  const open = openClause(trigger)
  const last = open?.kind === 'spans' ? open.spans.at(-1) : undefined
  const opening = open?.kind === 'spans' ? open.spans[0] : undefined
  if (!last || !opening) return null
  if (last.end <= token.start)
    return spansOf(
      sentence,
      sentence.tokens.filter((t) => t.start >= opening.start && t.index <= token.index),
      token,
    )
  const subject = childrenOf(sentence, token, 'nsubj', 'expl').find((t) => t.index < token.index)
  const start = subject ? (subtree(sentence, subject)[0]?.index ?? subject.index) : token.index
  return spansOf(
    sentence,
    sentence.tokens.filter((t) => t.index >= start && t.end <= last.end),
    token,
  )
}

/** Somebody's words as the subject, with what they are about: "the story about the mass grave", "their accusations". */
export function saidSubject(context: Context, sentence: Sentence, token: Token): Found | null {
  const subject = childOf(sentence, token, 'nsubj')
  if (!subject) return null
  // "That is a lie": only the whole says what is answered.
  if (POINTING.has(wordOf(subject)) && childrenOf(sentence, token, 'ccomp', 'csubj', 'acl').length === 0)
    return clauseSpans(sentence, [token])
  const isSaid =
    labelsOf(context.lexicon, 'nominal-cues').has(lemmaOf(subject)) ||
    labelOf(context.lexicon, 'carriers', subject) === 'document' ||
    FIGURES.test(lemmaOf(subject))
  return isSaid ? spansOf(sentence, nounPhraseTokens(sentence, subject), subject) : null
}

/** "no truth in the report that A", "no basis for the claim": the clause under the noun, or the noun's phrase. */
export function toldClause(context: Context, { sentence, token, at }: Trigger): Found | null {
  const near = sentence.tokens.slice(token.index + 1, token.index + 8)
  const told = near.find(
    (t) =>
      labelsOf(context.lexicon, 'nominal-cues').has(lemmaOf(t)) ||
      labelOf(context.lexicon, 'carriers', t) === 'document',
  )
  const between = told ? near.slice(0, near.indexOf(told)) : []
  if (!told || !between.some((t) => ['in', 'to', 'for', 'of', 'behind'].includes(wordOf(t)))) return null
  return (
    nounClause({ sentence, token: told, at, cue: [told] }) ?? spansOf(sentence, nounPhraseTokens(sentence, told), told)
  )
}

/** The subject of a verb of checking or of the one that carries it, where it is no newspaper and no observer. */
export function partySubject(context: Context, { sentence, token }: Trigger): Found | null {
  const above = [token, ...ancestorsOf(sentence, token)].filter((t) => isPredicate(sentence, t)).slice(0, 2)
  const subject = above.flatMap((t) => childrenOf(sentence, t, 'nsubj')).find((t) => t.upos !== 'PRON')
  if (!subject) return null
  const kind = labelOf(context.lexicon, 'source-nouns', subject)
  const isParty = kind !== null && !['media', 'anonymous'].includes(kind)
  const independent = childrenOf(sentence, subject, 'amod', 'det').some((t) =>
    ['independent', 'no'].includes(wordOf(t)),
  )
  return isParty && !independent ? { kind: 'noun', token: subject } : null
}

/** "contrary to the army's claim", "despite reports that A": the words against which something is set. */
export function contraryClaim(context: Context, { sentence, token, cue }: Trigger): Found | null {
  const last = (cue.at(-1) ?? token).index
  const near = sentence.tokens.slice(last + 1, last + 8)
  const comma = near.findIndex((t) => t.text === ',')
  const upToComma = comma < 0 ? near : near.slice(0, comma)
  const what = wordOf(upToComma[0] ?? token) === 'what' && comma > 0
  if (what && upToComma.some((t) => labelsOf(context.lexicon, 'speech-verbs').has(lemmaOf(t))))
    return spansOf(sentence, upToComma, null)
  const said = upToComma.find((t) => t.upos === 'NOUN' && labelsOf(context.lexicon, 'nominal-cues').has(lemmaOf(t)))
  return said ? spansOf(sentence, nounPhraseTokens(sentence, said), said) : null
}

/** "It is not true, the ministry said, that A": who is thrown in judges. */
export function thrownSpeaker(context: Context, { sentence, token }: Trigger): Found | null {
  const said = childrenOf(sentence, token, 'parataxis').find((t) =>
    labelsOf(context.lexicon, 'speech-verbs').has(lemmaOf(t)),
  )
  const subject = said && childOf(sentence, said, 'nsubj')
  return subject ? { kind: 'noun', token: subject } : null
}

/** "flatly denied this", "questioned that": the verb with the pronoun that takes up what was said. */
export function takenUp({ sentence, token }: Trigger): Found | null {
  const object = childOf(sentence, token, 'obj')
  if (!object || !POINTING.has(wordOf(object)) || object.index !== token.index + 1) return null
  return spansOf(sentence, [token, object], object)
}

/** "This was denied by X": the whole, as the pronoun says nothing alone. */
export function takenUpPassive({ sentence, token }: Trigger): Found | null {
  const subject = childOf(sentence, token, 'nsubj:pass', 'nsubj')
  const by = childOf(sentence, token, 'obl:agent', 'obl')
  return subject && by && POINTING.has(wordOf(subject)) ? clauseSpans(sentence, [token]) : null
}

const CALLING = new Set(['call', 'label', 'brand', 'term', 'deem', 'consider', 'describe', 'dub', 'declare'])

/** "called it a lie that A": who calls it so. */
export function judgeAbove({ sentence, token }: Trigger): Token | null {
  const up = hasRelation(token, 'obj', 'xcomp', 'obl', 'ccomp') ? headOf(sentence, token) : null
  return up && CALLING.has(lemmaOf(up)) ? childOf(sentence, up, 'nsubj') : null
}

const NOBODY = new Set(['nobody', 'none', 'no-one', 'noone'])

/** "Nobody knows how many were on board": the question that nobody can answer. */
export function nobodyAsks({ sentence, token }: Trigger): Found | null {
  const subject = childOf(sentence, token, 'nsubj')
  const isNobody =
    subject && (NOBODY.has(wordOf(subject)) || childrenOf(sentence, subject, 'det').some((t) => wordOf(t) === 'no'))
  const asked = childrenOf(sentence, token, 'ccomp', 'advcl', 'xcomp').find((t) =>
    OPEN.has(wordOf(subtree(sentence, t)[0] ?? t)),
  )
  return isNobody && asked ? clauseSpans(sentence, [token]) : null
}
