import { contains, type Span } from '../../claim/span.js'
import type { Token } from '../../language/contract.js'
import { childrenOf, hasRelation, headOf, nounPhraseTokens, subtree } from '../tree.js'
import { type Context, labelsOf, lemmaOf, wordOf } from './context.js'
import type { Match } from './match.js'
import { joinSpans, trimContent } from './scope.js'

const THOUGHTS = 'thought-verbs'

/** "I think", "we know" inside a speech: its speaker's way of speaking, no source of its own. */
function isOwnThought(context: Context, match: Match): boolean {
  const before = context.reading.text.slice(Math.max(0, match.cue.start - 12), match.trigger.token.start)
  if (/that is to $/.test(before)) return true
  if (match.source === 'outlet' || !['i', 'we', 'you'].includes(match.source.head.text.toLowerCase())) return false
  const verbs = labelsOf(context.lexicon, THOUGHTS)
  const says = match.trigger.token.xpos === 'VB' || match.source.head.text.toLowerCase() === 'you'
  return verbs.has(lemmaOf(match.trigger.token)) || says
}

const lengthOf = (match: Match): number => match.content.reduce((sum, s) => sum + s.end - s.start, 0)

/** One speaker of several verbs in a sentence has one set of words, the fullest found. */
function shareSpeaker(matches: readonly Match[]): readonly Match[] {
  return matches.map((match) => {
    const { source } = match
    if (source === 'outlet' || source.whole) return match
    const fuller = matches.find(
      (m) =>
        m.source !== 'outlet' &&
        m.source.whole &&
        m.source.sentence === source.sentence &&
        m.source.head.index === source.head.index,
    )
    const first = matches.find((m) => m.source !== 'outlet' && sameSpeaker(m, match) && m.cue.start < match.cue.start)
    if (fuller && fuller.source !== 'outlet') return { ...match, source: fuller.source }
    return first && first.source !== 'outlet' ? { ...match, source: first.source } : match
  })
}

/** "confirmed the raid, saying that …": the participle goes on confirming the same. */
function confirmOn(matches: readonly Match[]): readonly Match[] {
  return matches.map((match) => {
    const { token, sentence } = match.trigger
    if (token.xpos !== 'VBG' || match.stance !== 'asserts' || !['say', 'state', 'tell'].includes(lemmaOf(token)))
      return match
    const before = matches.find(
      (m) =>
        m.trigger.sentence === sentence &&
        m.stance === 'confirms' &&
        m.cue.end < match.cue.start &&
        sameSpeaker(m, match),
    )
    return before ? { ...match, stance: before.stance, about: before.about } : match
  })
}

/** A claim that nobody owns gives way to anyone who takes up the same words. */
const withoutUnowned = (matches: readonly Match[]): readonly Match[] =>
  matches.filter((m) => !m.page.id.endsWith('/unowned-claim') || !matches.some((o) => o !== m && sameContent(o, m)))

const sameContent = (a: Match, b: Match): boolean =>
  a.content.length === b.content.length &&
  a.content.every((s, i) => s.start === b.content[i]?.start && Math.abs(s.end - (b.content[i]?.end ?? 0)) < 3)

/** "Local media, citing a general, reported A": the general speaks, the media relay. */
function citedSpeak(matches: readonly Match[]): readonly Match[] {
  const cited = matches.filter((m) => m.page.id.endsWith('/citing'))
  if (cited.length === 0) return matches
  const relays = (m: Match, c: Match) =>
    m !== c &&
    m.source !== 'outlet' &&
    m.trigger.at === c.trigger.at &&
    (sameContent(m, c) || (c.trigger.token.head === m.trigger.token.index && m.content.some((s) => contains(s, c.cue))))
  return matches
    .filter((m) => !cited.some((c) => relays(m, c)))
    .map((m) => {
      if (!cited.includes(m)) return m
      const relay = matches.find((o) => relays(o, m))
      return relay && relay.source !== 'outlet' ? { ...m, via: [...m.via, relay.source] } : m
    })
}

/**
 * "… say the army shelled the camp, a charge that X dismissed", "…, which X denies": X answers what stands before the
 * comma, whoever says it.
 */
function answerBefore(context: Context, matches: readonly Match[]): readonly Match[] {
  const answers = matches.filter((m) => m.page.id.endsWith('/denied-relative'))
  return answers.reduce((all, answer) => answerOne(context, all, answer), matches)
}

function answerOne(context: Context, matches: readonly Match[], answer: Match): readonly Match[] {
  const comma = commaBefore(context, answer)
  if (!comma) return matches
  const { sentence, at } = answer.trigger
  const speaks = (m: Match) =>
    m !== answer &&
    m.trigger.at === at &&
    m.cue.start < comma.start &&
    m.content.some((s) => s.start < comma.start && s.end >= comma.start - 1)
  const before = matches.findLast(speaks)
  const upTo = (spans: readonly Span[]) =>
    spans.flatMap((s) => trimContent(context.reading.text, { start: s.start, end: Math.min(s.end, comma.start) }) ?? [])
  const told = before ? upTo(before.content) : upTo([sentence])
  if (told.length === 0) return matches
  return matches.map((m) => {
    if (m === answer) return { ...m, content: told }
    return speaks(m) ? { ...m, content: upTo(m.content) } : m
  })
}

/** The comma before "a charge that …", "something X denies", or before "which" behind what is no charge itself. */
function commaBefore({ lexicon }: Context, { trigger }: Match): Token | null {
  const { sentence, token } = trigger
  const up = headOf(sentence, token)
  if (!up) return null
  const isSaid = wordOf(up) === 'something' || labelsOf(lexicon, 'nominal-cues').has(lemmaOf(up))
  const phrase = nounPhraseTokens(sentence, up, { clauses: false })
  const at = isSaid ? (phrase[0] ?? up).index - 1 : (phrase.at(-1) ?? up).index + 1
  const comma = sentence.tokens[at]
  const opens = isSaid || wordOf(sentence.tokens[at + 1] ?? token) === 'which'
  return comma && /^[,–—-]$/.test(comma.text) && opens ? comma : null
}

/** Order matters: first one reading a cue, then who says it, then asides out of each other's content. */
export function settle(context: Context, found: readonly Match[]): readonly Match[] {
  const others = found.filter((m) => !isOwnThought(context, m))
  const read = withoutUnowned(oneReadingEach(context, others))
  const spoken = citedSpeak(confirmOn(shareSpeaker(read)))
  return answerBefore(context, citedSpeak(withoutAsides(context, spoken)))
}

/** Of several pages that fit one cue, the surest; of equals, the one that takes in more. */
function oneReadingEach(context: Context, found: readonly Match[]): readonly Match[] {
  const kept: Match[] = []
  const ranked = [...found].sort(
    (a, b) => b.page.confidence - a.page.confidence || lengthOf(b) - lengthOf(a) || (a.page.id < b.page.id ? -1 : 1),
  )
  for (const match of ranked) {
    const rival = kept.find((k) => sameCue(k, match))
    if (rival) context.trace(`${match.page.id} dropped: ${rival.page.id} reads "${cueWords(context, rival)}"`)
    else kept.push(match)
  }
  return kept.sort((a, b) => a.cue.start - b.cue.start || a.cue.end - b.cue.end)
}

const cueWords = (context: Context, match: Match): string => context.reading.text.slice(match.cue.start, match.cue.end)

function sameCue(a: Match, b: Match): boolean {
  if (a.trigger.at !== b.trigger.at) return false
  if (a.trigger.token.index === b.trigger.token.index) return true
  return (
    a.trigger.cue.some((t) => t.index === b.trigger.token.index) ||
    b.trigger.cue.some((t) => t.index === a.trigger.token.index)
  )
}

/** ", adding that …" and ", citing officials" are the speaker's or the outlet's aside: no part of what was said first. */
function withoutAsides(context: Context, matches: readonly Match[]): readonly Match[] {
  return matches.map((match) => {
    const asides = matches.filter(
      (other) => other !== match && other.trigger.at === match.trigger.at && isAside(match, other),
    )
    if (asides.length === 0) return match
    const cut = match.content.flatMap((span) =>
      subtract(
        span,
        asides.map((a) => asideSpan(match, a)),
      ),
    )
    const content = joinSpans(
      context.reading.text,
      cut.flatMap((s) => trimContent(context.reading.text, withoutConjunction(context.reading.text, s)) ?? []),
    )
    return content.length > 0 ? { ...match, content } : match
  })
}

function isAside(match: Match, other: Match): boolean {
  if (!match.content.some((s) => contains(s, other.cue))) return false
  const { token } = other.trigger
  if (isContrast(match, other)) return true
  if (hasRelation(token, 'conj') && sameSpeaker(match, other) && token.index > match.trigger.token.index) return true
  const participle = token.xpos === 'VBG' && hasRelation(token, 'advcl', 'xcomp', 'dep', 'parataxis', 'conj')
  if (participle && sameSpeaker(match, other)) return true
  // "A, he said, adding B": the participle hangs in A by mistake and finds A's subject.
  return (
    participle &&
    match.content.length > 0 &&
    token.index > match.trigger.token.index &&
    match.cue.start > (match.content[0]?.start ?? 0) &&
    ['add', 'note', 'say', 'cite', 'stress', 'warn'].includes(token.lemma)
  )
}

/** "X said A while Y said B", "whereas Y denied B": Y's words stand beside X's, and are not told by X. */
const isContrast = (match: Match, other: Match): boolean => {
  const { sentence, token } = other.trigger
  return (
    match.source !== 'outlet' &&
    other.source !== 'outlet' &&
    other.source.head.upos !== 'PRON' &&
    match.cue.end < other.cue.start &&
    hasRelation(token, 'advcl') &&
    childrenOf(sentence, token, 'mark').some((t) => ['while', 'whereas', 'whilst'].includes(wordOf(t)))
  )
}

const sameSpeaker = (a: Match, b: Match): boolean =>
  a.source !== 'outlet' &&
  b.source !== 'outlet' &&
  a.source.head.index === b.source.head.index &&
  a.source.sentence === b.source.sentence

const asideSpan = (match: Match, aside: Match): Span => {
  const { sentence, token } = aside.trigger
  const from = isContrast(match, aside) ? Math.min(...subtree(sentence, token).map((t) => t.start)) : aside.cue.start
  const to = Math.max(
    aside.cue.end,
    ...aside.content.map((s) => s.end).filter((end) => match.content.some((m) => end <= m.end + 2)),
  )
  return { start: from, end: to }
}

function subtract(span: Span, holes: readonly Span[]): readonly Span[] {
  let pieces: Span[] = [span]
  for (const hole of holes) {
    pieces = pieces.flatMap((p) => {
      if (hole.end <= p.start || hole.start >= p.end) return [p]
      return [
        { start: p.start, end: hole.start },
        { start: hole.end, end: p.end },
      ].filter((x) => x.end > x.start)
    })
  }
  return pieces
}

/** "the development and" → "the development". */
function withoutConjunction(text: string, { start, end }: Span): Span {
  const tail = /[\s,]+(?:and|but|or|while|as)[\s,]*$/i.exec(text.slice(start, end))
  return { start, end: tail ? start + tail.index : end }
}
