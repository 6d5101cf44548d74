import { contains, type Span } from '../../claim/span.js'
import type { Frame } from '../reading.js'
import type { Context } from './context.js'
import type { Match } from './match.js'

interface Pair {
  readonly match: Match
  readonly frame: Frame
}

/** Frames inside frames: the outer speaker relays the inner one; "we" in a speech is its speaker. */
export function nestFrames(context: Context, pairs: readonly Pair[]): readonly Frame[] {
  return pairs.map(({ match, frame }) => {
    const parents = parentsOf(pairs, match, frame)
    const first = parents[0]
    if (first && isFirstPerson(match)) return asSpeaker(first.frame, frame)
    // What the outlet would leave open or call untrue in its own voice, a speaker does in theirs.
    if (first && frame.source === 'outlet' && first.frame.source !== 'outlet')
      return { ...asSpeaker(first.frame, frame), content: frame.content }
    const relays = parents.filter(
      (p) =>
        p.frame.source !== 'outlet' &&
        frame.source !== 'outlet' &&
        !sameSource(p.frame, frame) &&
        !ANSWERS.has(p.frame.stance),
    )
    if (relays.length > 0)
      context.trace(`${frame.foundBy}: relayed by ${relays.map((p) => p.frame.cue?.text).join(', ')}`)
    const via = relays.flatMap((p) => (p.frame.source === 'outlet' ? [] : [{ who: p.frame.source }, ...p.frame.via]))
    return { ...frame, via: [...frame.via, ...via] }
  })
}

const FIRST_PERSON = new Set(['i', 'we', 'us', 'me', 'our', 'my'])
const isFirstPerson = (match: Match): boolean =>
  match.source !== 'outlet' && FIRST_PERSON.has(match.source.head.text.toLowerCase())

/** To deny or doubt what somebody says is not to relay it. */
const ANSWERS = new Set(['denies', 'disputes', 'doubts'])

function asSpeaker(parent: Frame, frame: Frame): Frame {
  return {
    ...frame,
    source: parent.source,
    kind: parent.kind,
    role: parent.role,
    affiliation: parent.affiliation,
    via: [...frame.via, ...parent.via],
  }
}

const sizeOf = (spans: readonly Span[]): number => spans.reduce((sum, s) => sum + s.end - s.start, 0)

/** The frames whose content holds this frame's cue, nearest first. */
function parentsOf(pairs: readonly Pair[], match: Match, frame: Frame): readonly Pair[] {
  return pairs
    .filter(
      (p) =>
        p.frame !== frame &&
        p.match.cue !== match.cue &&
        p.frame.content.some((s) => contains(s, match.cue)) &&
        (sizeOf(p.frame.content) > sizeOf(frame.content) ||
          // "That is a lie," he said: what the outlet would judge whole is judged by the speaker.
          (frame.source === 'outlet' &&
            p.frame.source !== 'outlet' &&
            sizeOf(p.frame.content) === sizeOf(frame.content))),
    )
    .sort((a, b) => sizeOf(a.frame.content) - sizeOf(b.frame.content))
}

function sameSource(a: Frame, b: Frame): boolean {
  if (a.source === 'outlet' || b.source === 'outlet') return a.source === b.source
  const words = (f: Frame) => (f.source === 'outlet' ? null : (f.source.refersTo ?? f.source.quote))
  const [x, y] = [words(a), words(b)]
  return x?.start === y?.start || a.source.quote.start === b.source.quote.start
}
