import { contains, overlaps, type Span } from '../../claim/span.js'
import type { Token } from '../../language/contract.js'
import { type Context, labelsOf, lemmaOf, wordOf } from './context.js'
import type { Match } from './match.js'
import { trimContent } from './scope.js'

/**
 * Own versions: a speaker who only says something disputes what was told before, where the words themselves set the two
 * against each other.
 */
export const findOwnVersions = (context: Context, matches: readonly Match[]): readonly Match[] =>
  matches.map((match) => {
    if (match.stance !== 'asserts' || match.source === 'outlet') return match
    if (isOwnDeed(context, match)) return { ...match, stance: 'claims-responsibility' as const }
    const about = firstBelieved(context, match) ?? ruledOut(context, matches, match)
    if (about)
      context.trace(`${match.page.id}: sets itself against "${context.reading.text.slice(about.start, about.end)}"`)
    return about ? { ...match, stance: 'disputes' as const, about } : match
  })

/** "said it was behind the bombing", "said its men carried out the attack": a claim of responsibility without the word. */
function isOwnDeed(context: Context, match: Match): boolean {
  const content = match.content[0]
  const words = content ? context.reading.text.slice(content.start, content.end) : ''
  return /^(?:it|they|we|(?:its|their|our) \w+)\s+(?:(?:had|has|have|was|were|is|are|also)\s+)*(?:carried out|behind|responsible for|perpetrated|staged)\s+(?:the|this|that|these|those|\w+day)\b/i.test(
    words,
  )
}

/** "bullets, not rockets": what is ruled out has been told before by somebody else. */
function ruledOut(context: Context, matches: readonly Match[], match: Match): Span | null {
  const tokens = match.trigger.sentence.tokens.filter((t) => match.content.some((s) => contains(s, t)))
  const noun = tokens.map((t, i) => excluded(tokens, t, i)).find((n) => n !== null)
  if (!noun) return null
  const stem = lemmaOf(noun).replace(/s$/, '')
  const earlier = matches.filter(
    (m) => m.trigger.at < match.trigger.at && m.stance !== 'denies' && m.trigger.at >= match.trigger.at - 12,
  )
  const told = earlier.findLast((m) => m.content.some((s) => hasWord(context.reading.text, s, stem)))
  return told?.content.find((s) => hasWord(context.reading.text, s, stem)) ?? null
}

const hasWord = (text: string, { start, end }: Span, stem: string): boolean =>
  text
    .slice(start, end)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some((w) => w === stem || w === `${stem}s`)

/** The noun after ", not", "rather than", "instead of". */
function excluded(tokens: readonly Token[], token: Token, at: number): Token | null {
  const before = tokens[at - 1]
  const rules =
    (wordOf(token) === 'not' && (before?.text === ',' || before?.upos === 'NOUN')) ||
    (wordOf(token) === 'than' && before !== undefined && wordOf(before) === 'rather') ||
    (wordOf(token) === 'of' && before !== undefined && wordOf(before) === 'instead')
  if (!rules) return null
  const next = tokens.slice(at + 1, at + 4)
  const place = next.findIndex((t) => t.upos === 'NOUN')
  const noun = next[place]
  return noun && next.slice(0, place).every((t) => ['DET', 'ADJ', 'ADP', 'NUM'].includes(t.upos)) ? noun : null
}

/** "was initially believed to be A, but X later said B": X sets B against A. */
function firstBelieved(context: Context, match: Match): Span | null {
  const { tokens } = match.trigger.sentence
  const start = Math.min(
    match.trigger.cue[0]?.index ?? 0,
    tokens.findIndex((t) => overlaps(t, match.cue)),
  )
  const but = tokens.slice(0, start).findLast((t) => ['but', 'however'].includes(wordOf(t)))
  if (!but) return null
  const before = tokens.slice(0, but.index)
  const first = before.some((t) => ['initially', 'originally', 'first', 'earlier'].includes(wordOf(t)))
  const held = before.some(
    (t) =>
      t.xpos === 'VBN' &&
      (labelsOf(context.lexicon, 'thought-verbs').has(lemmaOf(t)) ||
        labelsOf(context.lexicon, 'speech-verbs').has(lemmaOf(t))),
  )
  const [from, to] = [before[0], before.at(-1)]
  return first && held && from && to ? trimContent(context.reading.text, { start: from.start, end: to.end }) : null
}
