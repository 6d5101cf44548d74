import type { Sentence } from '../../language/contract.js'
import { labelOf } from '../mentions.js'
import type { Context } from './context.js'
import type { Match } from './match.js'
import { trimContent } from './scope.js'

const TURN = { id: 'en/attribution/transcript-turn', confidence: 0.7 }

/**
 * "WALLACE: Who fired first?": a transcript. Its turns open with a name and a colon, in capitals, or one like it before;
 * each goes on up to the next turn, over lines without a name of their own.
 */
export function transcriptTurns(context: Context): readonly Match[] {
  const { sentences, text } = context.reading
  const opens = sentences.map((_, at) => opensTurn(sentences, at))
  if (new Set(opens.flatMap((turn) => turn?.name ?? [])).size < 2) return labelledLines(context)
  let speaking: { turn: Turn; at: number } | null = null
  return sentences.flatMap((sentence, at) => {
    const turn = opens[at]
    if (turn) speaking = { turn, at }
    if (!speaking) return []
    const start = speaking.at === at ? speaking.turn.end : sentence.start
    const content = trimContent(text, { start, end: sentence.end })
    // What asks claims nothing.
    if (!content || /\?["”']*\s*$/.test(text.slice(content.start, sentence.end))) return []
    return [turnMatch(sentences, speaking.at, speaking.turn, content)]
  })
}

/** "UN: 40,000 flee": a line that opens with a noun for speakers, where the colon cuts it off as a dateline would. */
const labelledLines = ({ reading: { sentences, text }, lexicon }: Context): readonly Match[] =>
  sentences.flatMap((sentence, at) => {
    const [name, colon] = sentence.tokens
    const said = sentences[at + 1]
    if (!name || colon?.text !== ':' || sentence.tokens.length !== 2 || said?.paragraph !== sentence.paragraph)
      return []
    const content = labelOf(lexicon, 'source-nouns', name) === null ? null : trimContent(text, said)
    return content ? [turnMatch(sentences, at, { name: name.text, last: 0, end: colon.end }, content)] : []
  })

interface Turn {
  readonly name: string
  /** Index of the last token of the name. */
  readonly last: number
  /** Offset behind the colon. */
  readonly end: number
}

/** A line that starts with up to five capitalised words and a colon; in capitals, or with its name at the head of another line. */
function opensTurn(sentences: readonly Sentence[], at: number): Turn | null {
  const sentence = sentences[at]
  const starts = sentence && sentences[at - 1]?.paragraph !== sentence.paragraph
  const colon = sentence?.tokens.findIndex((t) => t.text === ':') ?? -1
  if (!sentence || !starts || colon < 1 || colon > 5) return null
  const name = sentence.tokens.slice(0, colon)
  if (!name.every((t) => /^\p{Lu}[\p{L}.'’-]*$/u.test(t.text))) return null
  const words = name.map((t) => t.text).join(' ')
  const capitals = /^\P{Ll}{2,}$/u.test(words) && name.every((t) => t.upos === 'PROPN' || t.text.endsWith('.'))
  const again = sentences.filter((s) => headOfLine(s) === words)
  if (!capitals && again.length < 2) return null
  return { name: words, last: colon - 1, end: sentence.tokens[colon]?.end ?? sentence.end }
}

const headOfLine = ({ tokens }: Sentence): string =>
  tokens
    .slice(
      0,
      Math.max(
        0,
        tokens.findIndex((t) => t.text === ':'),
      ),
    )
    .map((t) => t.text)
    .join(' ')

function turnMatch(
  sentences: readonly Sentence[],
  at: number,
  turn: Turn,
  content: { start: number; end: number },
): Match {
  const sentence = sentences[at] as Sentence
  const [first, head, colon] = [sentence.tokens[0], sentence.tokens[turn.last], sentence.tokens[turn.last + 1]]
  if (!first || !head || !colon) throw new RangeError('a turn has a name and a colon')
  const whole = { start: first.start, end: head.end }
  return {
    page: TURN,
    trigger: { sentence, at, token: colon, cue: [colon] },
    cue: colon,
    source: { sentence: at, head, limits: whole, whole },
    content: [content],
    top: null,
    about: null,
    hearer: null,
    via: [],
    stance: 'asserts',
    hedges: [],
  }
}
