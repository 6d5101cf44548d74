import type { Span } from '../../claim/span.js'
import type { Reading } from '../reading.js'
import { type Marked, ROLES, type Role, type TaggedSpan, type Tagger } from '../tagger/index.js'
import type { CodedFrame } from './coded.js'

/** What two readers of a report, the rule pages and the tagger, say of a stretch or an attribution, as numbers to weigh. */

/** A stretch of the report that may be a source, cue or content, and what speaks for it. */
export interface SpanCase {
  readonly span: TaggedSpan
  readonly features: readonly number[]
}

/** A possible attribution: its spans, who found it, and what speaks for it. */
export interface AttributionCase {
  readonly source: readonly TaggedSpan[]
  readonly cue: readonly TaggedSpan[]
  readonly content: readonly TaggedSpan[]
  /** The rule pages' reading of its cue, where they have one. */
  readonly frame: CodedFrame | null
  /** The tagger proposes it; `framed`: with just these bounds it is the frame's own. */
  readonly tagged: boolean
  readonly framed: boolean
  readonly features: readonly number[]
}

/** A frame in tokens of the report. */
interface TokenFrame {
  readonly frame: CodedFrame
  readonly spans: Readonly<Record<Role, readonly TaggedSpan[]>>
  readonly tokens: Readonly<Record<Role, ReadonlySet<number>>>
}

/** Both readings of one report. */
export interface Evidence {
  readonly reading: Reading
  readonly tagger: Tagger
  readonly marked: Marked
  readonly frames: readonly TokenFrame[]
}

/** What a stretch that only a frame has is worth to the tagger, which looks at nothing below 0.05. */
const UNSEEN = 0.02

export function evidenceOf(reading: Reading, tagger: Tagger, coded: readonly CodedFrame[]): Evidence {
  const marked = tagger.mark(reading)
  const tokens = reading.sentences.flatMap((s) => s.tokens)
  const chances = new Map(marked.runs.map((r) => [keyOf(r), r.score]))
  const frames = coded.map((frame): TokenFrame => {
    const of = (role: Role): TaggedSpan[] =>
      frame[role].flatMap((s) => {
        const [first, last] = tokensIn(tokens, s)
        if (last < first) return []
        return [marked.span(role, first, last, chances.get(`${role} ${first} ${last}`) ?? UNSEEN)]
      })
    const spans = { source: of('source'), cue: of('cue'), content: of('content') }
    const inside = (role: Role) => new Set(spans[role].flatMap(indexes))
    return { frame, spans, tokens: { source: inside('source'), cue: inside('cue'), content: inside('content') } }
  })
  return { reading, tagger, marked, frames }
}

const keyOf = ({ role, first, last }: TaggedSpan): string => `${role} ${first} ${last}`
const indexes = ({ first, last }: TaggedSpan): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i)

function tokensIn(tokens: readonly Span[], { start, end }: Span): readonly [number, number] {
  const at = (offset: number): number => {
    let [low, high] = [0, tokens.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((tokens[middle]?.end ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    return low
  }
  const last = at(end - 1)
  return [at(start), (tokens[last]?.start ?? end) < end ? last : last - 1]
}

/** ln(p / (1 − p)), kept within bounds. */
const odds = (p: number): number => Math.log(Math.max(p, 0.01) / Math.max(1 - p, 0.01))

/** Each stretch that either reader proposes. */
export function spanCases({ marked, frames }: Evidence): readonly SpanCase[] {
  return ROLES.flatMap((role) => {
    const theirs = frames.flatMap((f) => f.spans[role])
    const same = new Set(theirs.map(keyOf))
    const begins = new Set(theirs.map((s) => s.first))
    const ends = new Set(theirs.map((s) => s.last))
    const within = new Set(frames.flatMap((f) => [...f.tokens[role]]))
    const others = new Set(frames.flatMap((f) => ROLES.flatMap((r) => (r === role ? [] : [...f.tokens[r]]))))
    const runs = marked.runs.filter((r) => r.role === role)
    const seen = new Set(runs.map(keyOf))
    const all = [...runs, ...unique(theirs.filter((s) => !seen.has(keyOf(s))))]
    return all.map((span) => ({
      span,
      features: [
        1,
        odds(span.score),
        same.has(keyOf(span)) ? 1 : 0,
        begins.has(span.first) ? 1 : 0,
        ends.has(span.last) ? 1 : 0,
        share(indexes(span), within),
        share(indexes(span), others),
      ],
    }))
  })
}

const unique = (spans: readonly TaggedSpan[]): readonly TaggedSpan[] => [
  ...new Map(spans.map((s) => [keyOf(s), s])).values(),
]

const share = (tokens: readonly number[], of: ReadonlySet<number>): number =>
  tokens.filter((t) => of.has(t)).length / Math.max(1, tokens.length)

/** Stretches that do not overlap, the likeliest first; in the order of the text. */
export function apart(spans: readonly TaggedSpan[], least: number): readonly TaggedSpan[] {
  const ranked = spans
    .filter((s) => s.score >= least)
    .sort((a, b) => b.score - a.score || a.first - b.first || a.last - b.last)
  const taken = new Set<number>()
  const kept = ranked.filter((span) => {
    const tokens = indexes(span)
    if (tokens.some((t) => taken.has(t))) return false
    for (const t of tokens) taken.add(t)
    return true
  })
  return kept.sort((a, b) => a.first - b.first)
}

type Parts = Pick<AttributionCase, Role | 'frame'>

/** Spans from this chance on are tried as parts of an attribution, besides those that count by themselves. */
const TRIED = 0.12

/** Each attribution that either reader proposes; `spans` are weighed already. */
export function attributionCases(
  evidence: Evidence,
  spans: readonly TaggedSpan[],
  least: number,
): readonly AttributionCase[] {
  const weighed = new Map(spans.map((s) => [keyOf(s), s]))
  const found = new Map<string, Omit<AttributionCase, 'features'> & { readonly link: number }>()
  const weigh = (list: readonly TaggedSpan[]) => list.map((s) => weighed.get(keyOf(s)) ?? s)
  const add = (parts: Parts, by: Pick<AttributionCase, 'tagged' | 'framed'>, link: number): void => {
    if (parts.source.length === 0 || parts.content.length === 0) return
    const key = ROLES.map((r) => parts[r].map(keyOf).join()).join(' | ')
    const before = found.get(key)
    found.set(key, before ? { ...before, framed: before.framed || by.framed } : { ...parts, ...by, link })
  }
  const tagged = { tagged: true, framed: false }
  for (const bound of [least, TRIED]) {
    for (const { cue, source, content, link } of evidence.tagger.link(evidence.reading, apart(spans, bound))) {
      const frame = evidence.frames.find((f) => indexes(cue).some((t) => f.tokens.cue.has(t)))
      if (source) add({ source: [source], cue: [cue], content, frame: frame?.frame ?? null }, tagged, link)
      if (frame) add({ source: weigh(frame.spans.source), cue: [cue], content, frame: frame.frame }, tagged, link)
    }
  }
  for (const { frame, spans: own } of evidence.frames)
    add(
      { source: weigh(own.source), cue: weigh(own.cue), content: weigh(own.content), frame },
      { tagged: false, framed: true },
      0.5,
    )
  return [...found.values()].map(({ link, ...parts }) => ({ ...parts, features: featuresOf(evidence, parts, link) }))
}

function featuresOf(
  { marked, frames }: Evidence,
  { source, cue, content, tagged }: Omit<AttributionCase, 'features'>,
  link: number,
): readonly number[] {
  const [s, c, k] = [source, cue, content].map((list) => new Set(list.flatMap(indexes)))
  const around = frames.map((f) => ({
    cue: meets(f.tokens.cue, c as Set<number>),
    source: meets(f.tokens.source, s as Set<number>),
    content: likeness(f.tokens.content, k as Set<number>),
    frame: f.frame,
  }))
  const same = around.find((f) => f.cue)
  const seen = (list: readonly TaggedSpan[]): number =>
    odds(
      list.reduce((sum, { role, first, last }) => sum + marked.seen(role, first, last) * (last - first + 1), 0) /
        Math.max(
          1,
          list.reduce((sum, { first, last }) => sum + last - first + 1, 0),
        ),
    )
  const surest = Math.max(0, ...(same?.frame.frames.map((f) => f.confidence) ?? []))
  return [
    1,
    ...[source, cue, content].map(seen),
    ...[source, cue, content].map((list) => odds(Math.min(...list.map((x) => x.score)))),
    odds(link),
    same ? 1 : 0,
    same?.source ? 1 : 0,
    same?.content ?? 0,
    surest,
    around.some((f) => f.source && f.content >= 0.5) ? 1 : 0,
    tagged ? 0 : 1,
    Math.log(Math.max(1, k?.size ?? 0)),
    content.length > 1 ? 1 : 0,
  ]
}

/** What speaks for a frame that the tagger has no view of: a quotation's own speakers, the outlet's own doubts. */
export const aloneFeatures = (confidence: number): readonly number[] => [1, odds(confidence)]

const meets = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean => [...a].some((t) => b.has(t))

/** Shared tokens of two contents: 1 where they are the same. */
export function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const both = [...a].filter((t) => b.has(t)).length
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size)
}
