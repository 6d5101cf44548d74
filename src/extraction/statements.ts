import { type Claim, contains, overlaps, type Quote, type Span, type Stance, type Statement } from '../claim/index.js'
import type { Sentence, Token } from '../language/contract.js'
import { trimContent } from './attribution/scope.js'
import { prospectOf } from './prospects.js'
import type { Frame, Reading } from './reading.js'
import { ancestorsOf, childrenOf, hasRelation, headOf, isPredicate, spanOf, subtree, topOf } from './tree.js'
import { attributionOf, idOf, trimmed } from './wording.js'

/**
 * Statements: what each speaker says beyond the vocabulary of events and states, clause by clause. What no frame covers
 * the outlet says itself.
 */

/** A claim or statement with the frame it was read from; null = the outlet's own voice. */
export interface Spoken<S extends Statement> {
  readonly said: S
  readonly frame: Frame | null
}

/** All that speakers say and no claim of theirs covers. */
export function statementsOf(
  reading: Reading,
  frames: readonly Frame[],
  claims: readonly Spoken<Claim>[],
  reportId: string,
): readonly Spoken<Statement>[] {
  const pieces: Piece[] = [
    ...frames.flatMap((frame) => wordsOfFrame(reading, frames, frame).map((words) => ({ frame, words }))),
    ...ownWords(reading, frames).map((words) => ({ frame: null, words })),
  ]
  const left = pieces.filter(({ frame, words }) => !claims.some((c) => isSame(c, frame, words)))
  return left.map((piece) => ({ frame: piece.frame, said: statementOf(reading, piece, reportId) }))
}

/** A claim of the same speaker in much the same words. */
function isSame({ said, frame: other }: Spoken<Claim>, frame: Frame | null, words: Span): boolean {
  const speaker = (f: Frame | null) => (f === null || f.source === 'outlet' ? -1 : f.source.quote.start)
  if (speaker(other) !== speaker(frame) || !overlaps(said.quote, words)) return false
  const shared = Math.min(said.quote.end, words.end) - Math.max(said.quote.start, words.start)
  const joint = Math.max(said.quote.end, words.end) - Math.min(said.quote.start, words.start)
  return shared / joint >= 0.75
}

interface Piece {
  readonly frame: Frame | null
  readonly words: Quote
}

function statementOf(reading: Reading, { frame, words }: Piece, reportId: string): Statement {
  const foundBy = frame?.foundBy ?? 'statement/outlet'
  const sentence = reading.sentences.find((s) => overlaps(s, words))
  return {
    id: idOf(reportId, words, 'said', foundBy, frame),
    report: reportId,
    quote: words,
    attribution: attributionOf(frame),
    stance: stanceOf(sentence, words, frame),
    about: null,
    hedges: frame?.hedges ?? [],
    headline: sentence?.kind === 'headline' || (reading.title !== null && overlaps(reading.title, words)),
    foundBy,
    confidence: Math.round((frame?.confidence ?? 0.6) * 90) / 100,
  }
}

/** What the speaker does with the words; where they only say them, what the words themselves do. */
function stanceOf(sentence: Sentence | undefined, words: Quote, frame: Frame | null): Stance {
  if (frame && frame.stance !== 'asserts') return frame.stance
  const head = sentence && topOf(sentence.tokens.filter((t) => contains(words, t) && t.upos !== 'PUNCT'))
  return (sentence && head && prospectOf(sentence, head, frame)) ?? 'asserts'
}

/**
 * What a frame's speaker says, one clause each: sentences and coordinated clauses are told apart, questions left out, and
 * so is the clause by which the same speaker denies or doubts something.
 */
function wordsOfFrame(reading: Reading, frames: readonly Frame[], frame: Frame): readonly Quote[] {
  const cues = frames.flatMap((f) => (f === frame || !f.cue || !isSameSpeaker(f, frame) ? [] : [f.cue]))
  return reading.sentences.flatMap((sentence) => {
    const tokens = sentence.tokens.filter((t) => frame.content.some((s) => contains(s, t)))
    const asks = frame.stance === 'asserts' && isQuestion(sentence, tokens)
    if (!tokens.some((t) => t.upos !== 'PUNCT') || asks) return []
    return clausesOf(sentence, withoutOthers(sentence, tokens, frames, frame))
      .filter((clause) => !isOwnAct(clause, cues))
      .flatMap((clause) => wordsOf(reading.text, clause))
  })
}

/** "a role in the massacre, which activists say left 70 dead": the relative clause is the activists'. */
function withoutOthers(
  sentence: Sentence,
  tokens: readonly Token[],
  frames: readonly Frame[],
  frame: Frame,
): readonly Token[] {
  const others = frames.filter((f) => f.source !== 'outlet' && !isSameSpeaker(f, frame))
  // "a video that showed A": what the video shows tells which one.
  const speaks = (t: Token) => (f: Frame) =>
    f.cue !== null &&
    overlaps(f.cue, t) &&
    f.source !== 'outlet' &&
    !overlaps(f.source.quote, sentence.tokens[t.head] ?? t)
  const theirs = tokens
    .filter((t) => hasRelation(t, 'acl:relcl') && others.some(speaks(t)))
    .flatMap((t) => subtree(sentence, t))
  const cut = new Set(theirs.map((t) => t.index))
  const left = tokens.filter((t) => !cut.has(t.index))
  return left.some((t) => t.upos !== 'PUNCT') ? left : tokens
}

const isSameSpeaker = (a: Frame, b: Frame): boolean =>
  a.source !== 'outlet' && b.source !== 'outlet' && a.source.quote.start === b.source.quote.start

function isOwnAct(clause: readonly Token[], cues: readonly Span[]): boolean {
  const head = topOf(clause.filter((t) => t.upos !== 'PUNCT'))
  return head !== null && cues.some((cue) => overlaps(cue, head))
}

const isQuestion = (sentence: Sentence, tokens: readonly Token[]): boolean =>
  sentence.tokens.some((t) => t.text === '?' && t.index >= (tokens.at(-1)?.index ?? 0))

/**
 * Clauses of the report that nobody else speaks: their head stands in no frame, neither as what is said nor as the cue,
 * and they tell more than that somebody said something.
 */
function ownWords(reading: Reading, frames: readonly Frame[]): readonly Quote[] {
  const taken = frames.flatMap((f) => [...f.content, ...(f.cue ? [f.cue] : [])])
  return reading.sentences.flatMap((sentence) => {
    if (isQuestion(sentence, sentence.tokens)) return []
    return clausesOf(sentence, sentence.tokens)
      .filter((clause) => {
        const head = topOf(clause)
        return head !== null && isPredicate(sentence, head) && !taken.some((s) => overlaps(s, head))
      })
      .filter((clause) => tellsMore(sentence, clause, frames))
      .flatMap((clause) => wordsOf(reading.text, clause))
  })
}

/** "The general was quoted by the agency as saying that A": without speakers, cue and A hardly a word is left. */
function tellsMore(sentence: Sentence, clause: readonly Token[], frames: readonly Frame[]): boolean {
  const head = topOf(clause)
  const parts = head ? childrenOf(sentence, head, 'nsubj', 'obj', 'obl') : []
  const speaks = ({ source, via }: Frame) =>
    [source, ...via.map((v) => v.who)].some(
      (who) => typeof who !== 'string' && parts.some((t) => overlaps(who.quote, t)),
    )
  if (!frames.some(speaks)) return true
  const passed = frames.flatMap(({ source, cue, via, content }) => [
    ...content,
    ...(cue ? [cue] : []),
    ...(source === 'outlet' ? [] : [source.quote]),
    ...via.flatMap(({ who }) => (who === 'unknown' ? [] : [who.quote])),
  ])
  const words = clause.filter((t) => t.upos !== 'PUNCT')
  return words.filter((t) => !passed.some((s) => overlaps(s, t))).length > words.length * 0.35
}

function wordsOf(text: string, clause: readonly Token[]): readonly Quote[] {
  const span = spanOf(clause)
  const inner = span && trimContent(text, span)
  const words = inner && trimmed(text, inner)
  return words && !/^(?:it|this|that|these|those)$/i.test(words.text) ? [words] : []
}

/** The tokens cut before each clause that is coordinated with the first, or stands beside it. */
function clausesOf(sentence: Sentence, tokens: readonly Token[]): readonly (readonly Token[])[] {
  const top = topOf(tokens.filter((t) => t.upos !== 'PUNCT'))
  if (!top) return [tokens]
  const inside = new Set(tokens.map((t) => t.index))
  const joined = tokens
    .filter((t) => t.index > top.index && isWholeClause(sentence, t))
    .filter((t) => isJoined(sentence, t, top) || isAstray(sentence, t, inside))
    .map((t) => subtree(sentence, t).find((s) => inside.has(s.index))?.index ?? t.index)
    .filter((start) => start > top.index)
  const cuts = [...new Set([...joined, ...quotationsIn(tokens)])].sort((a, b) => a - b)
  return [tokens[0]?.index ?? 0, ...cuts].flatMap((from, i) => {
    const clause = tokens.filter((t) => t.index >= from && t.index < (cuts[i] ?? Infinity))
    return clause.length > 0 ? [clause] : []
  })
}

/** ': "They knew which bus she took"': a quotation behind a colon stands for itself. */
const quotationsIn = (tokens: readonly Token[]): readonly number[] =>
  tokens.flatMap((t, i) => (tokens[i - 1]?.text === ':' && /^["“„«]|^``$/.test(t.text) ? [t.index] : []))

/** Coordinated with the head of the whole, or with one that is. */
function isJoined(sentence: Sentence, token: Token, top: Token): boolean {
  if (!hasRelation(token, 'conj', 'parataxis')) return false
  const path = ancestorsOf(sentence, token)
  const end = path.findIndex((t) => t.index === top.index)
  return end >= 0 && path.slice(0, end).every((t) => hasRelation(t, 'conj', 'parataxis'))
}

/** "said they left and had paid": the tree may join the second clause to the verb of saying. */
const isAstray = (sentence: Sentence, token: Token, inside: ReadonlySet<number>): boolean =>
  hasRelation(token, 'conj') &&
  !inside.has(token.head) &&
  childrenOf(sentence, token, 'cc').some((t) => inside.has(t.index))

/** With a subject of its own, or a finite verb; "not only … but also" is one. */
function isWholeClause(sentence: Sentence, token: Token): boolean {
  if (!isPredicate(sentence, token) || !headOf(sentence, token)) return false
  if (childrenOf(sentence, token, 'nsubj', 'expl', 'aux', 'cop').length > 0) return true
  return ['VBD', 'VBZ', 'VBP'].includes(token.xpos)
}
