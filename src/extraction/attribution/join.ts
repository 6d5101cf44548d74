import { overlaps, type Span } from '../../claim/span.js'
import { STANCES, type Stance } from '../../claim/vocabulary.js'
import type { Sentence, Token } from '../../language/contract.js'
import type { Frame } from '../reading.js'
import type { TaggedSpan } from '../tagger/index.js'
import { tokensWithin, topOf } from '../tree.js'
import { codedFrames } from './coded.js'
import { type Context, lemmaOf } from './context.js'
import type { Match, Phrase } from './match.js'
import { tidy } from './scope.js'
import { type TrainedReader, type WeighedAttribution, weigh } from './weigh.js'

/** What the tagger alone sees becomes a frame from this chance on; below it, more than one in four would be no attribution. */
const SURE = 0.75

/**
 * The rule pages' frames, with what the trained tagger adds: how likely each is to be an attribution, and attributions
 * that no page describes. Types, stances, relays and bounds stay the pages', which measure better on conflict reports.
 */
export function joinReadings(
  context: Context,
  matches: readonly Match[],
  framesOf: (matches: readonly Match[]) => readonly Frame[],
  reader: TrainedReader,
): readonly Frame[] {
  const { reading, trace } = context
  const ruled = framesOf(matches)
  const coded = codedFrames(reading.text, ruled)
  const weighed = weigh(reading, reader, coded)
  const chances = new Map(coded.flatMap((c) => c.frames.map((f) => [f.cue?.start, weighed.chanceOf(c)])))
  const added = weighed.attributions.flatMap((a) => matchOf(context, a, matches) ?? [])
  for (const { cue } of added) trace(`tagger alone: "${reading.text.slice(cue.start, cue.end)}"`)
  const frames = added.length > 0 ? framesOf([...matches, ...added]) : ruled
  return frames.map((frame) => {
    if (frame.foundBy === TAGGED) return frame
    return { ...frame, confidence: chances.get(frame.cue?.start) ?? weighed.alone(frame.confidence) }
  })
}

const TAGGED = 'tagger'

/** An attribution of the tagger's as a match, where the pages see none and its cue is a word that they know. */
function matchOf(context: Context, found: WeighedAttribution, matches: readonly Match[]): Match | null {
  const [cue, source] = [found.cue[0], found.source[0]]
  if (found.frame || found.chance < SURE || !cue || !source) return null
  if (matches.some((m) => overlaps(m.cue, cue))) return null
  const [trigger, speaker] = [placeOf(context, cue), placeOf(context, source)]
  const stance = trigger && stanceOf(context, trigger.head)
  const content = found.content.flatMap((c) => contentOf(context, c))
  if (!trigger || !speaker || !stance || content.length === 0) return null
  const sentence = context.reading.sentences[trigger.sentence] as Sentence
  return {
    page: { id: TAGGED, confidence: found.chance },
    trigger: { sentence, at: trigger.sentence, token: trigger.head, cue: tokensWithin(sentence, cue) },
    cue: { start: cue.start, end: cue.end },
    source: { ...speaker, whole: { start: source.start, end: source.end } },
    content,
    top: null,
    about: null,
    hearer: null,
    via: [],
    stance,
    hedges: [],
  }
}

/** The head of a span, in the sentence where it begins. */
function placeOf({ reading }: Context, span: TaggedSpan): Phrase | null {
  const at = reading.sentences.findIndex((s) => s.start <= span.start && span.start < s.end)
  const sentence = reading.sentences[at]
  const head = sentence && topOf(tokensWithin(sentence, span))
  return head ? { sentence: at, head } : null
}

/** The stance that a word list gives the cue; null for a word that no list knows as one of speaking. */
function stanceOf({ lexicon }: Context, head: Token): Stance | null {
  const label = lexicon.lists.get('speech-verbs')?.labels.get(lemmaOf(head))
  return STANCES.find((s) => s === label) ?? null
}

/** Without "that", quotation marks and punctuation at the ends, as all frames' contents. */
const contentOf = ({ reading }: Context, span: Span): readonly Span[] =>
  reading.sentences.filter((s) => overlaps(s, span)).flatMap((s) => tidy(reading.text, s, tokensWithin(s, span)))
