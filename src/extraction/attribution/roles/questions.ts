import type { Token } from '../../../language/contract.js'
import { type Context, labelsOf, lemmaOf, wordOf } from '../context.js'
import { isFiniteVerb } from '../linear.js'
import { type Found, spansOf, type Trigger } from './found.js'

/** Questions that are put to somebody, and the short answer: "Asked whether A, the commander said no." */

const SHAKES = /^(?:shakes?|shook)$/i
const NODS = /^nod(?:s|ded)?$/i
const NO = new Set(['no', 'not', "n't", 'none', 'never', 'nothing', 'negative', 'nobody', 'neither'])
const YES = new Set([
  'yes',
  'indeed',
  'affirmative',
  'had',
  'has',
  'have',
  'did',
  'does',
  'do',
  'was',
  'were',
  'is',
  'are',
])

interface Asked {
  readonly question: readonly Token[]
  /** The verb that answers, and what stands behind it. */
  readonly verb: Token
  readonly answer: readonly Token[]
}

/** The question from behind "whether" up to the comma, and the clause that answers it. */
function asked(context: Context, { sentence, token }: Trigger): Asked | null {
  const first = token.index <= 2 && !sentence.tokens.slice(0, token.index).some((t) => t.upos === 'NOUN')
  const opens = first || (token.xpos === 'VBN' && sentence.tokens[token.index - 1]?.text === ',')
  const open = sentence.tokens.slice(token.index + 1, token.index + 8).find((t) => /^(?:whether|if)$/i.test(t.text))
  const comma = open && sentence.tokens.find((t) => t.index > open.index && t.text === ',')
  if (!opens || !open || !comma) return null
  const speech = labelsOf(context.lexicon, 'speech-verbs')
  const verb = sentence.tokens.find(
    (t) =>
      t.index > comma.index && isFiniteVerb(t) && (speech.has(lemmaOf(t)) || SHAKES.test(t.text) || NODS.test(t.text)),
  )
  if (!verb) return null
  return {
    question: sentence.tokens.slice(open.index + 1, comma.index),
    verb,
    answer: sentence.tokens.slice(verb.index + 1).filter((t) => t.upos !== 'PUNCT' || t.text === ','),
  }
}

/** "said no", "replied that none had", "shook his head"; "said yes", "answered that they had", "nodded". */
function answerIs({ verb, answer }: Asked, words: ReadonlySet<string>): boolean {
  if (SHAKES.test(verb.text)) return words === NO
  if (NODS.test(verb.text)) return words === YES
  const comma = answer.findIndex((t) => t.text === ',')
  const first = comma < 0 ? answer : answer.slice(0, comma)
  const negative = first.some((t) => NO.has(wordOf(t)))
  if (first.length > 7) return false
  return words === NO ? negative : !negative && first.length > 0 && YES.has(wordOf(first.at(-1) ?? verb))
}

export const questionAnswered = (context: Context, trigger: Trigger, how: 'no' | 'yes'): Found | null => {
  const found = asked(context, trigger)
  return found && answerIs(found, how === 'no' ? NO : YES) ? spansOf(trigger.sentence, found.question, null) : null
}

/** Who answers: the subject of the verb behind the question. */
export function answerer(context: Context, trigger: Trigger): Token | null {
  const found = asked(context, trigger)
  if (!found) return null
  return (
    trigger.sentence.tokens.findLast(
      (t) => t.index < found.verb.index && t.head === found.verb.index && /^nsubj/.test(t.rel),
    ) ?? null
  )
}
