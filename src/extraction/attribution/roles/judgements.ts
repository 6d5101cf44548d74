import type { Sentence, Token } from '../../../language/contract.js'
import { labelOf } from '../../mentions.js'
import { ancestorsOf, childOf, childrenOf, clauseHeadOf, isPredicate, subtree } from '../../tree.js'
import { type Context, labelsOf, lemmaOf, wordOf } from '../context.js'
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
    /^un/.test(lemmaOf(token)) || childrenOf(sentence, token, 'advmod', 'aux').some((t) => NEGATING.has(wordOf(t)))
  if (!negated) return null
  const clause = childrenOf(sentence, token, 'ccomp', 'csubj', 'advcl', 'xcomp', 'acl').find((t) =>
    subtree(sentence, t)
      .slice(0, 3)
      .some((w) => OPEN.has(wordOf(w))),
  )
  if (clause) return clauseSpans(sentence, [clause])
  const next = sentence.tokens[token.index + 1]
  if (!next || !OPEN.has(wordOf(next))) return null
  const comma = sentence.tokens.find((t) => t.index > next.index + 2 && t.text === ',')
  return spansOf(sentence, sentence.tokens.slice(next.index, comma?.index ?? sentence.tokens.length), null)
}

const UNTRUE =
  /^(?:untrue|false|baseless|unfounded|groundless|fabricat\w*|inaccurate|wrong|incorrect|bogus|lies?|nonsense|propaganda|rubbish|fake|ridiculous|absurd|fiction|slander|misinformation|disinformation)$/i

/** "the accusations baseless": somebody's words, or what is said of them, and the judgement. */
export const EXAGGERATED = /^(?:exaggerat\w*|inflated|overstated|overblown|understated|misleading)$/i
const FIGURES = /^(?:figure|number|toll|estimate|count|tally|total|statistic)$/i

export function untrueObject(context: Context, { sentence, token }: Trigger, judged: RegExp = UNTRUE): Found | null {
  const object = childOf(sentence, token, 'obj')
  if (!object) return null
  const isClaim =
    FIGURES.test(lemmaOf(object)) ||
    labelsOf(context.lexicon, 'nominal-cues').has(lemmaOf(object)) ||
    labelOf(context.lexicon, 'carriers', object) === 'document'
  const words = sentence.tokens.slice(object.index + 1, object.index + 8)
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

/** "It is not clear who threw them": the words of not knowing with the question. */
export function openSentence(trigger: Trigger): Found | null {
  const { sentence, token } = trigger
  const open = openClause(trigger)
  const last = open?.kind === 'spans' ? open.spans.at(-1) : undefined
  if (!last) return null
  const subject = childrenOf(sentence, token, 'nsubj', 'expl').find((t) => t.index < token.index)
  const start = subject ? (subtree(sentence, subject)[0]?.index ?? subject.index) : token.index
  return spansOf(
    sentence,
    sentence.tokens.filter((t) => t.index >= start && t.end <= last.end),
    token,
  )
}
