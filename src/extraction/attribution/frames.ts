import { contains, overlaps, quote, type Span } from '../../claim/span.js'
import type { AttributionLexicon } from '../../data/attribution.js'
import type { Sentence, Token } from '../../language/contract.js'
import { canonical } from '../../language/view.js'
import { labelOf } from '../mentions.js'
import type { Frame, Reading, TokenRef, Trace } from '../reading.js'
import { conjunctsOf, nounPhraseTokens, spanOf } from '../tree.js'
import { findOwnVersions } from './answers.js'
import { type Context, wordOf } from './context.js'
import { continueSpeech } from './continue.js'
import { claimQuotations } from './direct.js'
import { joinReadings } from './join.js'
import { canSpeak, type Match, matchSentence, type Phrase } from './match.js'
import { nestFrames } from './nest.js'
import { authenticityOf, saidWhen } from './occasion.js'
import { findQuotations } from './quotations.js'
import { carryMedium, fromFirstSpeaker, isMediumsName, relaysOf } from './relays.js'
import { settle } from './settle.js'
import { mentionOf, type Spoken, speakerOf } from './speaker.js'
import { transcriptTurns } from './turns.js'
import type { TrainedReader } from './weigh.js'

export interface FrameOptions {
  /** Name of the outlet that prints the report: told to it, words are not relayed. */
  readonly outlet?: string | null
  /** A trained reader, whose word is weighed against the pages'. */
  readonly reader?: TrainedReader | null
}

/**
 * Who says which stretch of a report, and what they do with it. What no frame covers is the outlet's own voice.
 *
 * @example
 * findFrames(reading, lexicon).map((f) => [f.cue?.text, f.stance]) // [['denied', 'denies'], ['according to', 'asserts']]
 */
export function findFrames(
  reading: Reading,
  lexicon: AttributionLexicon,
  trace: Trace = () => {},
  options: FrameOptions = {},
): readonly Frame[] {
  const quotations = findQuotations(reading.text, reading.sentences)
  const outlet = options.outlet ?? outletOf(reading.text)
  const context: Context = { reading, lexicon, quotations, outlet: outlet ? outlet.toLowerCase() : null, trace }
  const found = reading.sentences.flatMap((_, at) => matchSentence(context, at))
  const settled = settle(context, found)
  const spoken = claimQuotations(context, settled)
  const turns = transcriptTurns(context).filter((t) => !spoken.some((m) => m.cue.start === t.cue.start))
  const continued = findOwnVersions(context, continueSpeech(context, [...spoken, ...turns]))
  const framesOf = (matches: readonly Match[]) => nestFrames(context, carryMedium(context, inOrder(context, matches)))
  return options.reader ? joinReadings(context, continued, framesOf, options.reader) : framesOf(continued)
}

/** "KABUL (UrduPoint News / Sputnik - 03rd January, 2020)": a dateline names the outlet. */
const outletOf = (text: string): string | null =>
  /\(([^()\n]{2,60}?)\s[-–—]\s[^()\n]*\d{4}\)/.exec(canonical(text.slice(0, 1500)))?.[1] ?? null

/** Frames in the order of the text: each pronoun may mean one who spoke before. */
function inOrder(context: Context, matches: readonly Match[]): readonly { match: Match; frame: Frame }[] {
  const spoken: Spoken[] = []
  const ordered = [...matches].sort((a, b) => a.cue.start - b.cue.start)
  return ordered
    .map((match) => fromFirstSpeaker(context, match))
    .flatMap((match) => eachSpeaker(context, match))
    .map((match) => {
      const frame = frameOf(context, matches, match, spoken)
      if (match.source !== 'outlet' && match.source.head.upos !== 'PRON')
        spoken.push({
          phrase: match.source,
          mention: frame.source === 'outlet' ? null : frame.source,
          nested: matches.some(
            (m) => m !== match && m.source !== 'outlet' && m.content.some((s) => contains(s, match.cue)),
          ),
        })
      return { match, frame }
    })
}

/** "sources in the city and the Observatory said": two who say the same are two claims. */
function eachSpeaker(context: Context, match: Match): readonly Match[] {
  const { source } = match
  const sentence = source === 'outlet' ? undefined : context.reading.sentences[source.sentence]
  if (source === 'outlet' || !sentence) return [match]
  const inside = (t: Span) => contains(source.whole ?? source.limits ?? sentence, t)
  const all = conjunctsOf(sentence, source.head).filter((t) => t.index === source.head.index || inside(t))
  // Two nouns with nothing between them are one ("hospital officials").
  const heads = all.filter((t) => !all.some((o) => o.index === t.index + 1))
  if (heads.length < 2 || all[0]?.index !== source.head.index || !heads.every((t) => canSpeak(context, t)))
    return joinedBodies(context, sentence, source).map((phrase) => ({ ...match, source: phrase }))
  return heads.flatMap((head) => {
    const own = nounPhraseTokens(sentence, head, { coordinated: false })
    const joined = all.filter((t) => t.index === head.index - 1 && t.index !== source.head.index)
    const whole = spanOf([...joined, ...own].filter(inside))
    return whole ? [{ ...match, source: { sentence: source.sentence, head, limits: whole, whole } }] : []
  })
}

/** "Amnesty International and Human Rights Watch": two names of bodies that the tree takes for one. */
function joinedBodies(context: Context, sentence: Sentence, source: Phrase): readonly Phrase[] {
  const within = source.whole ?? source.limits ?? sentence
  const name = nounPhraseTokens(sentence, source.head, { clauses: false }).filter((t) => contains(within, t))
  const and = name.findIndex((t) => wordOf(t) === 'and')
  const parts = [name.slice(0, Math.max(0, and)), name.slice(and + 1)]
  const isBody = (tokens: readonly Token[]) =>
    tokens.every((t) => /^\p{Lu}/u.test(t.text) || t.upos === 'DET') &&
    (isMediumsName(context, tokens.map(wordOf)) ||
      tokens.some((t) => labelOf(context.lexicon, 'source-nouns', t) !== null))
  if (and < 1 || !parts.every(isBody)) return [source]
  return parts.flatMap((tokens) => {
    const [head, whole] = [tokens.at(-1), spanOf(tokens)]
    return head && whole ? [{ sentence: source.sentence, head, limits: whole, whole }] : []
  })
}

function frameOf(context: Context, all: readonly Match[], match: Match, before: readonly Spoken[]): Frame {
  const { text } = context.reading
  const speaker = match.source === 'outlet' ? null : speakerOf(context, match.source, before)
  const authenticity = authenticityOf(context, all, match)
  return {
    source: speaker?.mention ?? 'outlet',
    kind: speaker?.kind ?? 'media',
    role: speaker?.role ?? null,
    affiliation: speaker?.affiliation ?? null,
    cue: quote(text, match.cue),
    via: relaysOf(context, match).map((r) => ({ who: r === 'unknown' ? r : mentionOf(context, r) })),
    stance: match.stance,
    about: match.about && quote(text, match.about),
    hedges: match.hedges,
    saidWhen: saidWhen(context, all, match),
    ...(authenticity ? { authenticity } : {}),
    content: match.content,
    ...(match.silent ? { silent: true as const } : {}),
    foundBy: match.page.id,
    confidence: match.page.confidence,
  }
}

const sizeOf = (frame: Frame): number => frame.content.reduce((sum, s) => sum + s.end - s.start, 0)

/** The innermost frames around a stretch or token of the report; several where several speakers say it together. */
export function framesAt(frames: readonly Frame[], place: Span): readonly Frame[] {
  const around = frames.filter((f) => f.content.some((s) => contains(s, place)))
  const touching =
    around.length > 0
      ? around
      : frames.filter((f) => f.content.some((s) => overlaps(s, place) && sharedShare(s, place) > 0.6))
  const smallest = Math.min(...touching.map(sizeOf))
  return touching.filter((f) => sizeOf(f) === smallest)
}

const sharedShare = (a: Span, b: Span): number =>
  (Math.min(a.end, b.end) - Math.max(a.start, b.start)) / Math.max(1, b.end - b.start)

/**
 * The innermost frame around a stretch of the report, or around a token of a reading; null = the outlet's own voice.
 *
 * @example frameAt(frames, clause)?.stance // 'denies'
 */
export function frameAt(frames: readonly Frame[], place: Span | TokenRef, reading?: Reading): Frame | null {
  const span = 'start' in place ? place : reading?.sentences[place.sentence]?.tokens[place.token]
  return span ? (framesAt(frames, span).at(-1) ?? null) : null
}
