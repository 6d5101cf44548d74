import { contains, overlaps, type Span } from '../../claim/span.js'
import type { When } from '../../claim/when.js'
import type { Token } from '../../language/contract.js'
import { UNCHECKED } from '../about.js'
import { parseTimes } from '../time.js'
import { ancestorsOf, isPredicate, tokensWithin, topOf } from '../tree.js'
import { whenOf } from '../when.js'
import { type Context, lemmaOf } from './context.js'
import type { Match } from './match.js'

/** The occasion of a saying: when it was said, and whether the recording that carries it is vouched for. */

/** "said on Monday that …", "late on Sunday confirmed", "in a statement on Tuesday": never a time of what is said. */
export function saidWhen(context: Context, matches: readonly Match[], match: Match): When | null {
  if (match.source === 'outlet') return null
  const { sentence, token } = match.trigger
  const told = matches.flatMap((m) => (m.trigger.at === match.trigger.at ? m.content : []))
  const times = parseTimes(context.reading.text.slice(sentence.start, sentence.end), sentence.start).filter(
    (time) => !time.vague && !told.some((s) => overlaps(s, time)),
  )
  const own = times.find((time) => {
    const top = topOf(tokensWithin(sentence, time))
    const verb = top && ancestorsOf(sentence, top).find((t) => isPredicate(sentence, t))
    return verb?.index === token.index || match.trigger.cue.some((t) => t.index === verb?.index)
  })
  const beside = times.find(
    (time) => standsBetween(match, time) && !sentence.tokens.some((t) => isVerbIn(match, time, t)),
  )
  const time = own ?? beside
  return time ? whenOf(time) : null
}

/** Between the cue and what is said. */
const standsBetween = ({ cue, content }: Match, time: Span): boolean =>
  time.start >= cue.end && content.some((s) => s.start >= time.end) && time.start - cue.end < 60

const isVerbIn = ({ cue }: Match, time: Span, t: Token): boolean =>
  t.start >= cue.end && t.end <= time.start && t.upos === 'VERB'

/** What may be forged; that a statement could not be verified speaks of what it says. */
const RECORDINGS = new Set([
  'audio',
  'clip',
  'video',
  'recording',
  'tape',
  'footage',
  'film',
  'photo',
  'photograph',
  'picture',
  'image',
  'letter',
  'leaflet',
  'message',
  'post',
])

/** "In a video, X said A. The video could not be verified": whether somebody vouches that the words are X's. */
export function authenticityOf(
  context: Context,
  matches: readonly Match[],
  match: Match,
): 'confirmed' | 'not-confirmed' | null {
  if (match.source === 'outlet') return null
  const carriers = match.trigger.sentence.tokens
    .filter((t) => t.upos === 'NOUN' && RECORDINGS.has(lemmaOf(t)) && !match.content.some((s) => contains(s, t)))
    .map(lemmaOf)
  const after = matches.filter(
    (m) =>
      carriers.length > 0 && m !== match && m.trigger.at >= match.trigger.at && m.trigger.at <= match.trigger.at + 6,
  )
  for (const check of after) {
    const words = [...check.content, ...(check.about ? [check.about] : [])]
      .map((s) => context.reading.text.slice(s.start, s.end).toLowerCase())
      .join(' ')
    if (
      !carriers.some((c) => new RegExp(`\\b(?:the|this|that|its|their|of)\\s(?:\\p{L}+\\s)?${c}\\b`, 'u').test(words))
    )
      continue
    if (UNCHECKED.some((id) => check.page.id.endsWith(id))) return 'not-confirmed'
    const vouches = ['verify', 'authenticate', 'corroborate'].includes(lemmaOf(check.trigger.token))
    if (check.stance === 'confirms' && (vouches || /\b(?:authentic|genuine)/.test(words))) return 'confirmed'
  }
  return null
}
