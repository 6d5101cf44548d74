import type { Span } from '../../claim/span.js'
import type { Frame } from '../reading.js'

/** A frame, or several of one cue, with the bounds that coders of attributions draw. */
export interface CodedFrame {
  readonly source: readonly Span[]
  readonly cue: readonly Span[]
  readonly content: readonly Span[]
  readonly frames: readonly Frame[]
}

/**
 * Frames in PolNeAR's convention: it gives every word to one attribution, the outermost, and counts "that", "to" and
 * quotation marks as content. Our frames nest and leave these out.
 */
export function codedFrames(text: string, frames: readonly Frame[]): readonly CodedFrame[] {
  const speaking = frames.filter((f) => f.source !== 'outlet' && f.cue)
  const outer = speaking.filter(
    (f) =>
      !speaking.some(
        (g) =>
          g !== f &&
          f.cue &&
          g.content.some((s) => s.start <= (f.cue as Span).start && (f.cue as Span).end <= s.end) &&
          size(g) > size(f),
      ),
  )
  const byCue = new Map<number, CodedFrame>()
  for (const f of outer) {
    if (f.source === 'outlet' || !f.cue) continue
    const content = f.content.map((s) => widen(text, s, f.cue as Span))
    const before = byCue.get(f.cue.start)
    const all = before ? [...before.content, ...content] : content
    const source = before?.source[0]
      ? {
          start: Math.min(before.source[0].start, f.source.quote.start),
          end: Math.max(before.source[0].end, f.source.quote.end),
        }
      : f.source.quote
    byCue.set(f.cue.start, {
      source: [withComma(text, source)],
      cue: [f.cue],
      content: joinNear(text, all),
      frames: [...(before?.frames ?? []), f],
    })
  }
  return [...byCue.values()]
}

const size = (f: Frame): number => f.content.reduce((sum, s) => sum + s.end - s.start, 0)

function joinNear(text: string, spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const s of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && !/[\p{L}\p{N},]/u.test(text.slice(last.end, s.start)))
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, s.end) }
    else joined.push(s)
  }
  return joined
}

function widen(text: string, span: Span, cue: Span): Span {
  let { start, end } = span
  const opener = /(?:["“‘]|'')$/.exec(text.slice(Math.max(0, start - 2), start))
  if (opener) start -= opener[0].length
  const lead = /(?:^|[\s,])((?:that|to)\s+)$/i.exec(text.slice(Math.max(0, start - 12), start))
  if (lead?.[1] && start > cue.end) start -= lead[1].length
  const tail = /^[.,!?;…]*(?:["”]|'')/.exec(text.slice(end, end + 5))
  if (tail) end += tail[0].length
  else if (/^[?!]/.test(text.slice(end))) end++
  return { start, end }
}

/** "X, mother of Y," with its closing comma. */
function withComma(text: string, span: Span): Span {
  return /, (?!and )/.test(text.slice(span.start, span.end)) && text[span.end] === ','
    ? { start: span.start, end: span.end + 1 }
    : span
}
