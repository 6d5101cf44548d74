import { overlaps } from '../../claim/span.js'
import type { Sentence, Token } from '../../language/contract.js'
import { childrenOf, rootOf } from '../tree.js'
import { type Context, wordOf } from './context.js'
import type { Match } from './match.js'
import { tidy } from './scope.js'

const CONTINUED = { id: 'en/attribution/continued-indirect', confidence: 0.45 }

/**
 * Indirect speech that runs on: after "witnesses said that gunmen had moved in", a sentence in the past perfect with a
 * "then" or "also" is still theirs. Only when nothing else attributes it.
 */
export function continueSpeech(context: Context, matches: readonly Match[]): readonly Match[] {
  const continued: Match[] = []
  context.reading.sentences.forEach((sentence, at) => {
    const all = [...matches, ...continued]
    if (all.some((m) => (m.trigger.at === at && !isToldDeed(m)) || isHeldBy(m, sentence))) return
    const before = all.filter((m) => m.trigger.at === at - 1 && m.source !== 'outlet' && reachesEnd(context, m))
    const last = before.at(-1)
    if (!last || !runsOn(context, sentence, last, at)) return
    const content = tidy(context.reading.text, sentence, sentence.tokens)
    if (content.length > 0)
      continued.push({
        ...last,
        page: CONTINUED,
        content,
        top: rootOf(sentence),
        about: null,
        hearer: last.hearer,
        stance: 'asserts',
        hedges: [],
      })
  })
  return [...matches, ...continued].sort(
    (a, b) => a.cue.start - b.cue.start || (a.content[0]?.start ?? 0) - (b.content[0]?.start ?? 0),
  )
}

/** "They had ordered the men out": an order that is told is part of what is told. */
const isToldDeed = ({ page, source }: Match): boolean =>
  page.id.endsWith('/directive') && source !== 'outlet' && source.head.upos === 'PRON'

const isHeldBy = (match: Match, sentence: Sentence): boolean =>
  match.trigger.sentence !== sentence && match.content.some((s) => overlaps(s, sentence))

/** The speech goes up to the end of its sentence, so that the next one can carry it on. */
function reachesEnd(context: Context, match: Match): boolean {
  const { sentence } = match.trigger
  const end = Math.max(...match.content.map((s) => s.end))
  return !/[\p{L}\p{N}]/u.test(context.reading.text.slice(end, sentence.end)) || match.cue.start > end
}

function runsOn(context: Context, sentence: Sentence, before: Match, at: number): boolean {
  const root = rootOf(sentence)
  if (!root || sentence.kind !== 'text') return false
  const previous = context.reading.sentences[at - 1]
  const sameParagraph = previous?.paragraph === sentence.paragraph
  const pastPerfect = hasAuxiliary(sentence, root, ['had', "'d"]) && root.xpos === 'VBN'
  const connected = childrenOf(sentence, root, 'advmod').some((t) =>
    ['then', 'also', 'later', 'subsequently', 'afterwards'].includes(wordOf(t)),
  )
  const indirect = before.content.every((s) => !context.quotations.some((q) => q.speech && overlaps(q, s)))
  return indirect && pastPerfect && (sameParagraph || connected)
}

const hasAuxiliary = (sentence: Sentence, verb: Token, forms: readonly string[]): boolean =>
  childrenOf(sentence, verb, 'aux').some((t) => forms.includes(wordOf(t)))
