import type { Span } from '../../claim/span.js'
import type { Sentence } from '../../language/contract.js'

/** Words between quotation marks. */
export interface Quotation extends Span {
  /** The words without their marks. */
  readonly inner: Span
  /** Its closing mark is missing. */
  readonly unclosed: boolean
  /** Whole sentences or a clause: somebody's speech. Otherwise a few words, told as theirs or kept at a distance. */
  readonly speech: boolean
}

const OPENING = new Set(['“', '„', '«', '‟'])
const CLOSING = new Set(['”', '»'])

interface Mark {
  readonly at: number
  readonly role: 'opens' | 'closes' | 'either'
  readonly width: number
}

/** Which way a straight mark points is told by what touches it. */
function roleOf(text: string, at: number): Mark['role'] {
  const char = text[at] ?? ''
  if (OPENING.has(char)) return 'opens'
  const before = text[at - 1] ?? ' '
  const after = text[at + 1] ?? ' '
  const openBefore = /[\s([–—-]/.test(before)
  const openAfter = /[\s.,;:!?)\]–—-]/.test(after)
  // German and damaged texts close with “ or open with ”: what touches it decides.
  if (CLOSING.has(char)) return openBefore && !openAfter && /\s/.test(before) ? 'opens' : 'closes'
  if (openBefore && !openAfter) return 'opens'
  if (!openBefore && openAfter) return 'closes'
  return 'either'
}

function marksOf(text: string): readonly Mark[] {
  const marks: Mark[] = []
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === '"' || char === '″' || OPENING.has(char) || CLOSING.has(char))
      marks.push({ at, role: roleOf(text, at), width: 1 })
    else if (/['‘’`]/.test(char) && text[at + 1] === char) {
      marks.push({ at, role: roleOfPair(text, at), width: 2 })
      at++
    }
  }
  return marks
}

/** Two single marks for a double one, as some papers send them over the wire. */
function roleOfPair(text: string, at: number): Mark['role'] {
  if (text[at] === '`') return 'opens'
  const openBefore = /[\s([–—-]/.test(text[at - 1] ?? ' ')
  const openAfter = /[\s.,;:!?)\]–—-]/.test(text[at + 2] ?? ' ')
  return openBefore === openAfter ? 'either' : openBefore ? 'opens' : 'closes'
}

interface Paragraph extends Span {
  readonly marks: readonly Mark[]
}

function paragraphsOf(text: string): readonly Paragraph[] {
  const marks = marksOf(text)
  const paragraphs: Paragraph[] = []
  for (const match of text.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    const start = match.index
    const end = start + match[0].trimEnd().length
    if (end > start) paragraphs.push({ start, end, marks: marks.filter((m) => m.at >= start && m.at < end) })
  }
  return paragraphs
}

/**
 * The quotations of a text, outermost ones only, in order. A quotation that runs over paragraphs, each opened anew or
 * not, is one; a mark that is never closed ends with its paragraph, or where somebody else is told to speak.
 */
export function findQuotations(text: string, sentences: readonly Sentence[]): readonly Quotation[] {
  const found: Quotation[] = []
  const paragraphs = paragraphsOf(text)
  let open: number | null = null
  paragraphs.forEach((paragraph, p) => {
    for (const mark of paragraph.marks) {
      const opens = mark.role === 'opens' || (mark.role === 'either' && open === null)
      if (opens && open !== null && isContinuation(text, mark, paragraph)) continue
      if (opens && open !== null && mark.role === 'opens') {
        // A second opening before any closing: the first was never closed.
        pushUnclosed(found, text, open, mark.at, sentences)
        open = mark.at
      } else if (opens) open = mark.at
      else if (open !== null) {
        found.push(quotationOf(text, open, mark.at + mark.width, false, sentences))
        open = null
      }
    }
    if (open !== null && !goesOn(paragraphs[p + 1], text)) {
      pushUnclosed(found, text, open, paragraph.end, sentences)
      open = null
    }
  })
  return found.length > 0 ? found : singleQuotations(text, sentences)
}

const isContinuation = (text: string, mark: Mark, paragraph: Paragraph): boolean =>
  text.slice(paragraph.start, mark.at).trim() === '' && mark.role === 'opens'

/** The next paragraph opens the same quotation anew, or closes what was never opened in it. */
function goesOn(next: Paragraph | undefined, text: string): boolean {
  const first = next?.marks[0]
  if (!next || !first) return false
  if (first.role === 'closes') return true
  return isContinuation(text, first, next)
}

function pushUnclosed(
  found: Quotation[],
  text: string,
  start: number,
  limit: number,
  sentences: readonly Sentence[],
): void {
  const within = sentences.filter((s) => s.end > start && s.start < limit)
  const speaker = within.findIndex((s, i) => i > 0 && tellsWhoSpeaks(s))
  const last = speaker > 0 ? within[speaker - 1] : undefined
  const end = last ? Math.min(last.end, limit) : limit
  if (end > start + 2) found.push(quotationOf(text, start, end, true, sentences))
}

const SPEAKING = new Set(['say', 'tell', 'add', 'state', 'write'])
const tellsWhoSpeaks = (sentence: Sentence): boolean =>
  sentence.tokens.some(
    (t) => t.upos === 'VERB' && SPEAKING.has(t.lemma.toLowerCase()) && t.text.toLowerCase() !== t.lemma.toLowerCase(),
  )

function quotationOf(
  text: string,
  start: number,
  end: number,
  unclosed: boolean,
  sentences: readonly Sentence[],
): Quotation {
  const inner = { start: start + 1, end: unclosed ? end : end - 1 }
  while (inner.start < inner.end && /[\s"“”'‘’]/.test(text[inner.start] ?? '')) inner.start++
  if (/''|’’/.test(text.slice(end - 2, end)) && !unclosed) inner.end--
  while (inner.end > inner.start && /\s/.test(text[inner.end - 1] ?? '')) inner.end--
  return { start, end, inner, unclosed, speech: isSpeech(text, inner, sentences) }
}

/** Speech holds a finite verb with what it needs, or a whole sentence; "heavy loss" does not. */
function isSpeech(text: string, inner: Span, sentences: readonly Sentence[]): boolean {
  const words = text.slice(inner.start, inner.end)
  if (/[.!?…]\s/.test(words)) return true
  const tokens = sentences.flatMap((s) => s.tokens.filter((t) => t.start >= inner.start && t.end <= inner.end))
  const finite = tokens.some((t) => t.upos === 'AUX' || ['VBD', 'VBZ', 'VBP', 'MD'].includes(t.xpos))
  const subject = tokens.some((t) => t.rel.startsWith('nsubj') || t.rel.startsWith('expl'))
  const startsLikeSentence = /^\p{Lu}/u.test(words)
  const endsLikeSentence = /[.,!?…]$/.test(words)
  if (finite && subject && (startsLikeSentence || endsLikeSentence)) return true
  return (
    tokens.length >= 3 && startsLikeSentence && endsLikeSentence && !/^\p{Lu}\S*(?:\s+\p{Lu}\S*)*[.,]?$/u.test(words)
  )
}

/** British papers quote with single marks; only where a text has no double ones, so that apostrophes do not mislead. */
function singleQuotations(text: string, sentences: readonly Sentence[]): readonly Quotation[] {
  const found: Quotation[] = []
  for (const match of text.matchAll(
    /(?<=^|[\s([–—])['‘](?=\S)([^\r\n]{2,1500}?)(?<=[\p{L}\p{N}.,!?…])['’](?=$|[\s.,;:!?)\]–—])/gu,
  )) {
    // "the rebels' base": a possessive is followed by a noun, not by punctuation; it takes two words and a full stop or comma.
    const words = match[1] ?? ''
    if (/s$/.test(words) && !/[.,!?]$/.test(words) && /^\s\p{Ll}/u.test(text.slice(match.index + match[0].length)))
      continue
    found.push(quotationOf(text, match.index, match.index + match[0].length, false, sentences))
  }
  return found
}

/** Quotations in single marks within one in double marks. */
export function innerQuotations(text: string, outer: Quotation, sentences: readonly Sentence[]): readonly Quotation[] {
  const inside = text.slice(outer.inner.start, outer.inner.end)
  return [...inside.matchAll(/(?<=^|[\s([–—])['‘](?=\p{Lu})([^\r\n'‘’]|(?<=\p{L})['’](?=\p{L}))+[.,!?…]['’]/gu)].map(
    (match) => {
      const start = outer.inner.start + match.index
      return quotationOf(text, start, start + match[0].length, false, sentences)
    },
  )
}

/** The quotation that an offset lies in. */
export const quotationAt = (quotations: readonly Quotation[], offset: number): Quotation | null =>
  quotations.find((q) => q.start <= offset && offset < q.end) ?? null
