import {
  type Attribution,
  type Claim,
  type ClaimRef,
  type Event,
  familyOf,
  type Mention,
  overlaps,
  type Quote,
  quote,
  type Span,
  type Stance,
  type State,
  wordsOf,
} from '../claim/index.js'
import type { Token } from '../language/contract.js'
import { framesAt } from './attribution/frames.js'
import type { Frame, Proposition, Reading } from './reading.js'

/** Puts together who says and what is said: every proposition becomes a claim of each speaker whose words it stands in. */

interface Draft {
  readonly proposition: Proposition
  readonly frame: Frame | null
  readonly claim: Claim
}

/**
 * The claims of one report, in the order of the text. Ids hang on the report, the words and the reading alone.
 *
 * @example assemble(reading, findFrames(reading, lexicon), findPropositions(reading, rules, lexicon), 'r0123')
 */
export function assemble(
  reading: Reading,
  frames: readonly Frame[],
  propositions: readonly Proposition[],
  reportId: string,
): Claim[] {
  const drafts = withoutEchoes(propositions.flatMap((p) => draftsOf(reading, frames, p, reportId)))
  const isTold = (f: Frame) => drafts.some((d) => d.frame === f || f.content.some((s) => overlaps(s, d.claim.quote)))
  const unanswered = frames.filter((f) => STANDS_ALONE.has(f.stance) && !isTold(f))
  const alone = unanswered.flatMap((f) => stanceOnly(reading, f, drafts, reportId) ?? [])
  const claims = distinct([...drafts.map((d) => d.claim), ...alone])
  const answered = claims.map((claim) => ({ ...claim, about: aboutOf(reading, claim, frameOf(drafts, claim), claims) }))
  return answered.sort((a, b) => a.quote.start - b.quote.start || a.quote.end - b.quote.end || (a.id < b.id ? -1 : 1))
}

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

const LEADING = /^(?:[\s,;:.…–—-]|\.\.\.|(?:and|but|that|or|so|because|while|although|though|as well as)\s(?=\S))+/i
const TRAILING = /(?:[\s,;:.…–—-]|\s(?:and|but|or|that|while|as))+$/i

function trimmed(text: string, { start, end }: Span): Quote | null {
  if (start >= end) return null
  let from = start
  let to = end
  for (let changed = true; changed; ) {
    changed = false
    const words = text.slice(from, to)
    const lead = LEADING.exec(words)?.[0].length ?? 0
    const tail = TRAILING.exec(words)?.[0].length ?? 0
    if (lead > 0 && lead < words.length) [from, changed] = [from + lead, true]
    else if (tail > 0 && tail < words.length) [to, changed] = [to - tail, true]
    else if (isLoneMark(words, words[0] ?? '')) [from, changed] = [from + 1, true]
    else if (isLoneMark(words, words.at(-1) ?? '')) [to, changed] = [to - 1, true]
    if (from >= to) return null
  }
  return quote(text, { start: from, end: to })
}

/** A quotation mark whose other half lies outside. */
function isLoneMark(words: string, mark: string): boolean {
  if (!/^["“”„«»]$/.test(mark)) return false
  return [...words].filter((c) => /["“”„«»]/.test(c)).length % 2 === 1
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
  const stance = stanceOf(proposition, frame)
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
    confidence: Math.round(proposition.confidence * (frame ? 0.7 + 0.3 * frame.confidence : 0.95) * 100) / 100,
  }
}

function attributionOf(frame: Frame | null): Attribution {
  if (!frame)
    return { source: 'outlet', kind: 'media', cue: null, via: [], saidWhen: null, role: null, affiliation: null }
  const { source, kind, cue, via, saidWhen, role, affiliation, authenticity } = frame
  return { source, kind, cue, via, saidWhen, role, affiliation, ...(authenticity ? { authenticity } : {}) }
}

/** What a speaker does with the words; where they only say them, what the words themselves do. */
function stanceOf({ content }: Proposition, frame: Frame | null): Stance {
  if (frame && frame.stance !== 'asserts') return frame.stance
  if (content.type === 'unknown-perpetrator') return 'doubts'
  if (content.type === 'authenticity' && frame === null) return 'doubts'
  if (content.reality === 'predicted') return 'predicts'
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

// ---- ids ----

function idOf(reportId: string, words: Span, type: string, foundBy: string, frame: Frame | null): string {
  const speaker = frame === null || frame.source === 'outlet' ? 'outlet' : `${frame.source.quote.start}`
  return `c${fnv1a(`${reportId}|${words.start}|${words.end}|${type}|${foundBy.replace(/#.*$/, '')}|${speaker}`)}`
}

/** FNV-1a over UTF-8, 64 bits, as hex. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
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

// ---- answers ----

const ANSWERS = new Set<Stance>(['denies', 'disputes', 'doubts', 'confirms'])

function aboutOf(reading: Reading, claim: Claim, frame: Frame | null, all: readonly Claim[]): ClaimRef | Quote | null {
  if (claim.about) return claim.about
  if (!ANSWERS.has(claim.stance)) return null
  const written = frame?.about ?? null
  // "rejected the U.N. report" answers the report; "confirmed the action", "denied claims that …" answer who said so.
  if (written && !overlaps(written, claim.quote) && !pointsBack(written)) {
    const inside = all.find((c) => c.id !== claim.id && c.quote.start < claim.quote.start && overlaps(c.quote, written))
    return inside ? refTo(inside) : written
  }
  const others = all.filter((c) => c.id !== claim.id && !ANSWERS.has(c.stance) && sourceKey(c) !== sourceKey(claim))
  if (written && /^(?:the|this|that) (?:statement|claim|claims|report|reports|announcement)$/i.test(written.text)) {
    const last = others.findLast((c) => c.quote.end <= written.start && c.attribution.source !== 'outlet')
    if (last) return refTo(last)
  }
  const best = others
    .map((c) => ({ claim: c, likeness: likeness(reading, c, claim) }))
    .filter((c) => c.likeness >= (claim.stance === 'confirms' && !written ? 2 : 1.2))
    .sort((a, b) => b.likeness - a.likeness || a.claim.quote.start - b.claim.quote.start)[0]
  return best ? refTo(best.claim) : written
}

/** "the military action", "the attack": a short phrase with "the" that takes up what was told before. */
const pointsBack = (words: Quote): boolean => /^(?:the|this|that|these|those) (?:\p{Ll}+ )?\p{Ll}+$/u.test(words.text)

const refTo = (claim: Claim): ClaimRef => ({ claim: claim.id, quote: claim.quote })

/** How much two claims speak of one matter: the family, then every party, place and type they share. */
function likeness(_reading: Reading, a: Claim, b: Claim): number {
  if (familyOf(a.content.type) !== familyOf(b.content.type)) return 0
  const words = (c: Claim) =>
    new Set([...c.content.actor, ...c.content.target].flatMap((m) => contentWords(wordsOf(m))))
  const places = (c: Claim) => new Set(c.content.place.flatMap((p) => contentWords(p.quote.text)))
  const shared = (x: ReadonlySet<string>, y: ReadonlySet<string>) => [...x].some((w) => y.has(w))
  return (
    0.5 +
    (a.content.type === b.content.type ? 0.5 : 0) +
    (shared(words(a), words(b)) ? 0.75 : 0) +
    (shared(places(a), places(b)) ? 0.75 : 0) +
    (a.quote.start < b.quote.start ? 0.1 : 0)
  )
}

const contentWords = (words: string): readonly string[] =>
  (words.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter(
    (w) => !/^(?:the|some|other|its|their|province|city|district|members?|group)$/.test(w),
  )

/** What can be true or not: a report, a claim, a recording. */
const DOCUMENT =
  /\b(?:reports?|claims?|accounts?|allegations?|accusations?|statements?|videos?|footage|audio|clips?|recordings?|photos?|photographs?|pictures?|images?|authenticity|rumou?rs?|information|figures?|tolls?|documents?)\b/i

/** A denial or doubt whose words tell no event of their own: it is of the kind of what it answers. */
function stanceOnly(reading: Reading, frame: Frame, drafts: readonly Draft[], reportId: string): Claim | null {
  const span = frame.content[0] ?? frame.about
  const words = span && trimmed(reading.text, span)
  if (!words || words.text.length < 4 || (!frame.about && !DOCUMENT.test(words.text))) return null
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
    id: idOf(reportId, words, content.type, `stance/${frame.stance}`, frame),
    report: reportId,
    quote: words,
    attribution: attributionOf(frame),
    stance: frame.stance,
    content,
    about: answered ? refTo(answered.claim) : (frame.about ?? words),
    hedges: frame.hedges,
    headline: reading.title !== null && overlaps(reading.title, words),
    partial: false,
    foundBy: `stance/${frame.stance}`,
    confidence: Math.round(frame.confidence * 60) / 100,
  }
}
