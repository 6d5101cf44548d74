import {
  type Claim,
  type Event,
  type Mention,
  overlaps,
  type Quote,
  type Span,
  type Stance,
  type State,
  type Statement,
  wordsOf,
} from '../claim/index.js'
import type { Token } from '../language/contract.js'
import { refTo, STANCE_ONLY, withAnswers } from './about.js'
import { framesAt } from './attribution/frames.js'
import { calibrated } from './confidence.js'
import { isOwnClause, prospectOf } from './prospects.js'
import type { Frame, Proposition, Reading } from './reading.js'
import { type Spoken, statementsOf } from './statements.js'
import { clauseHeadOf } from './tree.js'
import { attributionOf, idOf, trimmed } from './wording.js'

/** Puts together who says and what is said: every proposition becomes a claim of each speaker whose words it stands in. */

interface Draft {
  readonly proposition: Proposition
  readonly frame: Frame | null
  readonly claim: Claim
}

/** What one report says: claims within the vocabulary, and what its speakers say beyond it. */
export interface Assembled {
  readonly claims: readonly Claim[]
  readonly statements: readonly Statement[]
}

/**
 * What one report says, in the order of the text. Ids hang on the report, the words and the reading alone.
 *
 * @example assemble(reading, findFrames(reading, lexicon), findPropositions(reading, rules, lexicon), 'r0123').claims
 */
export function assemble(
  reading: Reading,
  found: readonly Frame[],
  propositions: readonly Proposition[],
  reportId: string,
): Assembled {
  const frames = found.filter((f) => !f.silent)
  const told = propositions.filter((p) => !isWithheld(reading, found, p))
  const drafts = withoutEchoes(told.flatMap((p) => draftsOf(reading, frames, p, reportId)))
  const isTold = (f: Frame) => drafts.some((d) => d.frame === f || f.content.some((s) => overlaps(s, d.claim.quote)))
  const unanswered = frames.filter((f) => STANDS_ALONE.has(f.stance) && !isTold(f) && !isTakenUp(frames, f))
  const alone = unanswered.flatMap((frame) => {
    const claim = stanceOnly(reading, frame, drafts, reportId)
    return claim ? [{ said: claim, frame }] : []
  })
  const claims: readonly Spoken<Claim>[] = [
    ...distinct(drafts.map((d) => d.claim)).map((said) => ({ said, frame: frameOf(drafts, said) })),
    ...alone,
  ]
  const statements = statementsOf(reading, frames, claims, reportId)
  const all = [...claims, ...statements]
  return {
    claims: inOrder(withDenied(withAnswers(claims, all, claims))),
    statements: inOrder(withAnswers(statements, all, claims)),
  }
}

/** "refused to confirm that A", "did not deny that A": nobody says A. */
function isWithheld(reading: Reading, frames: readonly Frame[], { trigger }: Proposition): boolean {
  const token = reading.sentences[trigger.sentence]?.tokens[trigger.token]
  return token !== undefined && framesAt(frames, token).some((f) => f.silent)
}

/** "rejected that and said …": the own version is the answer, "that" is none. */
const isTakenUp = (frames: readonly Frame[], { content }: Frame): boolean =>
  frames.some(({ stance, about }) => stance === 'disputes' && about && content.every((s) => sameSpan(s, about))) &&
  content.every(({ start, end }) => end - start <= 'these'.length)

const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end

/** "denied this": the denial holds what it denies, as every denial does. */
function withDenied(claims: readonly Claim[]): readonly Claim[] {
  const content = new Map(claims.map((c) => [c.id, c.content]))
  return claims.map((claim) => {
    const isBare = claim.foundBy === `${STANCE_ONLY}denies` && claim.content.type === 'authenticity'
    const denied = isBare && claim.about && 'claim' in claim.about ? content.get(claim.about.claim) : undefined
    return denied ? { ...claim, content: denied } : claim
  })
}

const inOrder = <S extends Statement>(all: readonly S[]): S[] =>
  [...all].sort((a, b) => a.quote.start - b.quote.start || a.quote.end - b.quote.end || (a.id < b.id ? -1 : 1))

const frameOf = (drafts: readonly Draft[], claim: Claim): Frame | null =>
  drafts.find((d) => d.claim.id === claim.id)?.frame ?? null

/** Stances that are claims by themselves, whatever else is found in their words. */
const STANDS_ALONE = new Set<Stance>(['denies', 'disputes', 'doubts'])

function draftsOf(
  reading: Reading,
  frames: readonly Frame[],
  proposition: Proposition,
  reportId: string,
): readonly Draft[] {
  const sentence = reading.sentences[proposition.trigger.sentence]
  const token = sentence?.tokens[proposition.trigger.token]
  if (!sentence || !token) return []
  const found = speakersOf(frames, proposition, token)
  return (found.length > 0 ? found : [null]).flatMap((frame) => {
    const words = wordsFor(reading, frames, proposition, frame, token)
    return words ? [{ proposition, frame, claim: claimOf(reading, proposition, frame, words, reportId) }] : []
  })
}

/** A claiming of responsibility stands in its own cue, everything else in the words that are said. */
function speakersOf(frames: readonly Frame[], proposition: Proposition, token: Token): readonly Frame[] {
  if (proposition.foundBy.startsWith('events/claimed')) {
    const own = frames.filter((f) => f.stance === 'claims-responsibility' && f.cue && overlaps(f.cue, token))
    if (own.length > 0) return own
  }
  // What a name means is explained by who writes, not by who is quoted: "the Directorate, the new name of the agency".
  if (proposition.content.type === 'alias' && token.rel === 'appos') return []
  return framesAt(frames, token)
}

/** The clause as far as it lies in what the speaker says: without speaker, cue, conjunction and quotation marks. */
function wordsFor(
  reading: Reading,
  frames: readonly Frame[],
  proposition: Proposition,
  frame: Frame | null,
  token: Span,
): Quote | null {
  const { clause } = proposition
  if (!frame) return trimmed(reading.text, outsideCues(frames, clause, token))
  const piece = frame.content.find((s) => s.start <= token.start && token.end <= s.end)
  if (!piece) return trimmed(reading.text, clause)
  return (
    trimmed(reading.text, { start: Math.max(clause.start, piece.start), end: Math.min(clause.end, piece.end) }) ??
    trimmed(reading.text, clause)
  )
}

/** In the outlet's own voice a clause ends where somebody else's speaking begins: ", the ministry said". */
function outsideCues(frames: readonly Frame[], clause: Span, token: Span): Span {
  let { start, end } = clause
  for (const { cue, source } of frames) {
    if (!cue || !overlaps(cue, { start, end }) || overlaps(cue, token)) continue
    const from =
      source !== 'outlet' && overlaps(source.quote, clause) ? Math.min(cue.start, source.quote.start) : cue.start
    const to = source !== 'outlet' && overlaps(source.quote, clause) ? Math.max(cue.end, source.quote.end) : cue.end
    if (from >= token.end) end = Math.min(end, from)
    else if (to <= token.start) start = Math.max(start, to)
  }
  return { start, end }
}

// ---- one claim ----

function claimOf(
  reading: Reading,
  proposition: Proposition,
  frame: Frame | null,
  words: Quote,
  reportId: string,
): Claim {
  const sentence = reading.sentences[proposition.trigger.sentence]
  const stance = stanceOf(reading, proposition, frame)
  const content = contentFor(proposition, frame, stance)
  return {
    id: idOf(reportId, words, content.type, proposition.foundBy, frame),
    report: reportId,
    quote: words,
    attribution: attributionOf(frame),
    stance,
    content,
    about: null,
    hedges: [...new Set([...(frame?.hedges ?? []), ...proposition.hedges])],
    headline: sentence?.kind === 'headline' || (reading.title !== null && overlaps(reading.title, words)),
    partial: proposition.partial,
    foundBy: proposition.foundBy,
    confidence: calibrated(proposition.confidence * (frame ? 0.7 + 0.3 * frame.confidence : 0.95)),
  }
}

/** What a speaker does with the words; where they only say them, what the words themselves do. */
function stanceOf(reading: Reading, { content, trigger }: Proposition, frame: Frame | null): Stance {
  if (frame && frame.stance !== 'asserts') return frame.stance
  if (content.type === 'unknown-perpetrator') return 'doubts'
  if (content.type === 'authenticity' && frame === null) return 'doubts'
  const sentence = reading.sentences[trigger.sentence]
  const token = sentence?.tokens[trigger.token]
  const head = sentence && token && clauseHeadOf(sentence, token)
  if (head && prospectOf(sentence, head, frame) === 'plans') return 'plans'
  // "We will not leave": what the speaker refuses is no prediction.
  if (content.reality === 'predicted')
    return head && content.negated && isOwnClause(sentence, head, frame) ? 'asserts' : 'predicts'
  if (content.reality === 'planned' && content.actor.some((m) => isSpeaker(m, frame))) return 'plans'
  return 'asserts'
}

const FIRST_PERSON = /^(?:we|i|us|our(?:selves| .+)?)$/i

/** "We", and the one who speaks by name. */
function isSpeaker(mention: Mention, frame: Frame | null): boolean {
  if (FIRST_PERSON.test(mention.quote.text)) return true
  return (
    frame !== null &&
    frame.source !== 'outlet' &&
    wordsOf(mention).toLowerCase() === wordsOf(frame.source).toLowerCase()
  )
}

function contentFor({ content }: Proposition, frame: Frame | null, stance: Stance): Event | State {
  const actor = content.actor.map((m) => asSpeaker(m, frame))
  const target = content.target.map((m) => asSpeaker(m, frame))
  const reality =
    stance === 'plans' && content.reality === 'actual'
      ? ('planned' as const)
      : stance === 'predicts' && content.reality === 'actual'
        ? ('predicted' as const)
        : content.reality
  const claimed =
    stance === 'claims-responsibility' && actor.length === 0 && frame && frame.source !== 'outlet'
      ? [frame.source]
      : actor
  return content.kind === 'event'
    ? { ...content, actor: claimed, target, reality }
    : { ...content, actor, target, reality }
}

/** "We" are those for whom the speaker speaks. */
function asSpeaker(mention: Mention, frame: Frame | null): Mention {
  if (!frame || frame.source === 'outlet') return mention
  if (/^(?:we|us|i|me)$/i.test(mention.quote.text)) {
    const who = frame.affiliation?.of ?? frame.source
    return {
      ...mention,
      refersTo: who.refersTo ?? who.quote,
      entity: who.entity,
      because: 'those for whom the speaker speaks',
    }
  }
  // "Russia said it shot down 12 drones": with nobody else in sight it is the speaker.
  if (mention.refersTo !== null || !/^(?:it|they|he|she)$/i.test(mention.quote.text)) return mention
  const { source } = frame
  return { ...mention, refersTo: source.refersTo ?? source.quote, entity: source.entity, because: 'the one who speaks' }
}

// ---- one clause, one type, one source ----

/** A claiming of responsibility is told by what is claimed, where that is told. */
function withoutEchoes(drafts: readonly Draft[]): readonly Draft[] {
  return drafts.filter((d) => {
    if (!d.proposition.foundBy.startsWith('events/claimed')) return true
    return !drafts.some(
      (o) => o !== d && o.frame !== null && o.frame === d.frame && !o.proposition.foundBy.startsWith('events/claimed'),
    )
  })
}

function distinct(claims: readonly Claim[]): readonly Claim[] {
  const kept = new Map<string, Claim>()
  for (const claim of claims) {
    const key = `${claim.quote.start} ${claim.quote.end} ${claim.content.type} ${sourceKey(claim)} ${placeKey(claim)}`
    const before = kept.get(key)
    if (!before || before.confidence < claim.confidence) kept.set(key, claim)
  }
  return [...kept.values()]
}

const sourceKey = ({ attribution }: Claim): string =>
  attribution.source === 'outlet' ? 'outlet' : `${attribution.source.quote.start}`
const placeKey = ({ content }: Claim): string => content.place.map((p) => p.quote.start).join(',')

/** What can be true or not: a report, a claim, a recording. */
const DOCUMENT =
  /\b(?:reports?|claims?|accounts?|allegations?|accusations?|statements?|videos?|footage|audio|clips?|recordings?|photos?|photographs?|pictures?|images?|authenticity|rumou?rs?|information|figures?|tolls?|documents?)\b/i

/** A denial or doubt whose words tell no event of their own: it is of the kind of what it answers. */
function stanceOnly(reading: Reading, frame: Frame, drafts: readonly Draft[], reportId: string): Claim | null {
  const span = frame.content[0] ?? frame.about
  const words = span && trimmed(reading.text, span)
  const isJudged = words && frame.about !== null && overlaps(frame.about, words)
  if (!words || words.text.length < 4 || (!isJudged && !DOCUMENT.test(words.text))) return null
  const answered = frame.about && drafts.find((d) => overlaps(d.claim.quote, frame.about ?? words))
  const content: Event | State = answered
    ? { ...answered.claim.content }
    : {
        kind: 'state',
        type: 'authenticity',
        actor: [],
        target: [],
        place: [],
        when: null,
        value: null,
        negated: false,
        reality: 'actual',
      }
  return {
    id: idOf(reportId, words, content.type, `${STANCE_ONLY}${frame.stance}`, frame),
    report: reportId,
    quote: words,
    attribution: attributionOf(frame),
    stance: frame.stance,
    content,
    about: answered ? refTo(answered.claim) : null,
    hedges: frame.hedges,
    headline: reading.title !== null && overlaps(reading.title, words),
    partial: false,
    foundBy: `${STANCE_ONLY}${frame.stance}`,
    confidence: Math.round(frame.confidence * 60) / 100,
  }
}
