import type { Stance } from '../claim/index.js'
import { wordsOf } from '../claim/index.js'
import type { Sentence, Token } from '../language/contract.js'
import type { Frame } from './reading.js'
import { childOf, childrenOf, isNegated, isNominal, nounPhraseTokens, subjectOf } from './tree.js'

/** What a clause makes of its speaker's saying where the verb of saying is plain: a plan of their own, or a prediction. */

const FUTURE = new Set(['will', "'ll", '’ll', 'shall', 'would', "'d", '’d'])
const INTENT = new Set([
  'plan',
  'intend',
  'aim',
  'mean',
  'prepare',
  'vow',
  'pledge',
  'promise',
  'resolve',
  'seek',
  'hope',
])
const LIKELY = new Set([
  'about',
  'likely',
  'bound',
  'set',
  'due',
  'poised',
  'expected',
  'expect',
  'forecast',
  'predict',
  'sure',
  'certain',
])

/** The clause tells what its speaker will do, or will not. */
export const isOwnClause = (sentence: Sentence, head: Token, frame: Frame | null): boolean =>
  frame !== null && frame.source !== 'outlet' && isSpeakers(sentence, head, frame)

export function prospectOf(sentence: Sentence, head: Token, frame: Frame | null): Stance | null {
  if (isNegated(sentence, head)) return null
  const ahead = childrenOf(sentence, head, 'aux').some((t) => FUTURE.has(t.text.toLowerCase()))
  const infinitive = childOf(sentence, head, 'xcomp')
  const toDo =
    infinitive !== null && childrenOf(sentence, infinitive, 'mark').some((t) => t.text.toLowerCase() === 'to')
  const going = toDo && head.lemma === 'go' && head.xpos === 'VBG'
  const isOwn = isOwnClause(sentence, head, frame)
  const deed = !childOf(sentence, head, 'cop') && head.lemma !== 'be'
  if (isOwn && deed && (ahead || going || (toDo && INTENT.has(head.lemma) && head.xpos !== 'VBN'))) return 'plans'
  if (toDo && LIKELY.has(head.lemma) && !isOwn) return 'predicts'
  return (ahead || going) && !isOwn && !isConditional(sentence, head) ? 'predicts' : null
}

/** "would starve if the ferry stopped": a condition, no prediction. */
const isConditional = (sentence: Sentence, head: Token): boolean =>
  childrenOf(sentence, head, 'advcl').some((t) =>
    childrenOf(sentence, t, 'mark').some((m) => ['if', 'unless'].includes(m.text.toLowerCase())),
  )

/** The one who speaks is the one who does it: "it", "its men", or "the rebels" in the words of "one of their commanders". */
function isSpeakers(sentence: Sentence, head: Token, frame: Frame): boolean {
  const subject = subjectOf(sentence, head)?.token
  if (!subject || frame.source === 'outlet') return false
  const own = /^(?:we|i|it|they|he|she)$/i
  if (own.test(subject.text)) {
    const first = frame.content.find((s) => s.start <= subject.start && subject.end <= s.end)
    return (
      /^(?:we|i)$/i.test(subject.text) ||
      !sentence.tokens.some((t) => first && t.start >= first.start && t.end <= subject.start && isNominal(t))
    )
  }
  if (childrenOf(sentence, subject, 'nmod:poss').some((t) => /^(?:its|their|our|my|his|her)$/i.test(t.text)))
    return true
  const speaker = [frame.source.quote.text, frame.affiliation ? wordsOf(frame.affiliation.of) : ''].join(' ')
  if (/\b(?:its|their)\b/i.test(frame.source.quote.text) && frame.source.quote.start > subject.start) return true
  const words = nounPhraseTokens(sentence, subject, { clauses: false }).filter(isNominal)
  return words.some((t) => t.lemma.length > 3 && speaker.toLowerCase().includes(t.lemma.toLowerCase()))
}
