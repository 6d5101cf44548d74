import { overlaps, type Span } from '../../claim/span.js'
import { STANCES } from '../../claim/vocabulary.js'
import type { Sentence, Token } from '../../language/contract.js'
import { labelOf } from '../mentions.js'
import { childrenOf, isNominal, rootOf, sentenceAt } from '../tree.js'
import { type Context, labelsOf, lemmaOf } from './context.js'
import { isFiniteVerb, speakerLimits, subjectBeside } from './linear.js'
import type { Match, Phrase } from './match.js'
import { innerQuotations, type Quotation, quotationAt } from './quotations.js'
import type { Trigger } from './roles/found.js'
import { joinSpans, trimContent } from './scope.js'

/**
 * Gives every quotation of whole clauses to the one who is told to speak it: the frame that already holds part of it is
 * widened to all of it; one that nobody was found for goes to the cue beside it, else to the speaker of the one before.
 */
export function claimQuotations(context: Context, matches: readonly Match[]): readonly Match[] {
  let all = [...matches]
  const speakers = new Map<Quotation, Match>()
  for (const q of context.quotations) {
    if (!q.speech) continue
    const owner = ownerOf(context, all, q)
    if (owner) {
      const widened = widen(context, owner, q)
      all = all.map((m) => (m === owner ? widened : m))
      speakers.set(q, widened)
      continue
    }
    const beside = speakerBeside(context, all, q)
    if (beside) {
      all = [...all.filter((m) => m.trigger.token !== beside.trigger.token), beside]
      speakers.set(q, beside)
      continue
    }
    const before = previousSpeaker(context, speakers, q)
    if (before) {
      const continued = continuationOf(context, before, q)
      all.push(continued)
      speakers.set(q, continued)
      context.trace(`${continued.page.id}: the quotation at ${q.start} goes on after the one before`)
      continue
    }
    const after = q.unclosed ? nextSpeaker(context, all, q) : null
    if (after) {
      all.push({ ...continuationOf(context, after, q), page: ANNOUNCED })
      continue
    }
    const told = captionedBy(context, q) ?? gestureBefore(context, q)
    if (told) {
      all.push(told)
      speakers.set(q, told)
      continue
    }
    context.trace(`the quotation at ${q.start} has no speaker`)
  }
  return [...all, ...innerSpeeches(context, all)].sort((a, b) => a.cue.start - b.cue.start || a.cue.end - b.cue.end)
}

const BESIDE = { id: 'en/attribution/quotation-beside-verb', confidence: 0.72 }

/** '"…," X said' and 'X said, "…"' by the order of the words alone, where no tree shows it. */
function speakerBeside(context: Context, matches: readonly Match[], q: Quotation): Match | null {
  const verbs = labelsOf(context.lexicon, 'speech-verbs')
  for (const [at, sentence] of context.reading.sentences.entries()) {
    if (sentence.end <= q.start - 80 || sentence.start >= q.end + 80) continue
    for (const token of sentence.tokens) {
      if (token.upos !== 'VERB' && token.upos !== 'AUX') continue
      if (!verbs.has(lemmaOf(token)) || !isBeside(context, sentence, token, q)) continue
      const trigger = { sentence, at, token, cue: [token] }
      const head = subjectBeside(context, trigger) ?? pronounBefore(sentence, token)
      if (
        !head ||
        matches.some(
          (m) => m.trigger.token === token && m.content.some((s) => s.end < q.start - 3 || s.start > q.end + 3),
        )
      )
        continue
      const content = trimContent(context.reading.text, q.inner) ?? q.inner
      const source = { sentence: at, head, limits: speakerLimits(context, trigger, head) }
      const stance = STANCES.find((s) => s === verbs.get(lemmaOf(token))) ?? 'asserts'
      return {
        page: BESIDE,
        trigger,
        cue: token,
        source,
        content: [content],
        top: null,
        about: null,
        hearer: null,
        via: [],
        stance,
        hedges: [],
      }
    }
  }
  return null
}

const INNER = { id: 'en/attribution/quotation-in-quotation', confidence: 0.7 }

/** "They told us, 'The army has gone,'" inside a speech: the inner one belongs to whoever stands before its verb. */
function innerSpeeches(context: Context, matches: readonly Match[]): readonly Match[] {
  return context.quotations.flatMap((outer) => {
    const inner = outer.speech ? innerQuotations(context.reading.text, outer, context.reading.sentences) : []
    return inner.flatMap((q) => {
      if (matches.some((m) => overlaps(m.cue, outer.inner) && m.content.some((s) => overlaps(s, q.inner)))) return []
      return innerSpeech(context, q) ?? []
    })
  })
}

function innerSpeech(context: Context, q: Quotation): Match | null {
  const verbs = labelsOf(context.lexicon, 'speech-verbs')
  const at = sentenceAt(context.reading.sentences, q.start)
  const sentence = context.reading.sentences[at]
  const before = sentence?.tokens.filter((t) => t.end <= q.start && t.upos !== 'PUNCT') ?? []
  const verb = before.findLast((t) => t.upos === 'VERB' && verbs.has(lemmaOf(t)))
  if (!sentence || !verb || before.filter((t) => t.index > verb.index).length > 3) return null
  const trigger = { sentence, at, token: verb, cue: [verb] }
  const head =
    childrenOf(sentence, verb, 'nsubj')[0] ?? subjectBeside(context, trigger) ?? pronounBefore(sentence, verb)
  if (!head || head.index > verb.index) return null
  return quotationOf(context, INNER, trigger, { sentence: at, head, limits: speakerLimits(context, trigger, head) }, q)
}

/** A match that gives a quotation to a speaker whom no page found. */
const quotationOf = (context: Context, page: Match['page'], trigger: Trigger, source: Phrase, q: Quotation): Match => ({
  page,
  trigger,
  cue: trigger.token,
  source,
  content: [trimContent(context.reading.text, q.inner) ?? q.inner],
  top: null,
  about: null,
  hearer: null,
  via: [],
  stance: 'asserts',
  hedges: [],
})

const CAPTION = { id: 'en/attribution/quotation-with-caption', confidence: 0.6 }

/** "'We buried 20': villagers on the raid": behind a colon or dash, a noun for people who speak. */
function captionedBy(context: Context, q: Quotation): Match | null {
  const at = sentenceAt(context.reading.sentences, q.inner.start)
  const sentence = context.reading.sentences[at]
  const rest = sentence?.tokens.filter((t) => t.start >= q.end) ?? []
  const [mark, ...behind] = rest
  if (!sentence || !mark || !/^[:–—-]$/.test(mark.text) || /^[.!?]$/.test(rest.at(-1)?.text ?? '')) return null
  const last = behind.slice(0, 5).findIndex((t) => labelOf(context.lexicon, 'source-nouns', t) !== null)
  const words = behind.slice(0, last + 1)
  const head = words.at(-1)
  if (!head || !words.every((t) => isNominal(t) || t.upos === 'ADJ' || t.upos === 'DET')) return null
  const whole = { start: words[0]?.start ?? head.start, end: head.end }
  const source = { sentence: at, head, limits: whole, whole }
  return quotationOf(context, CAPTION, { sentence, at, token: mark, cue: [mark] }, source, q)
}

const GESTURE = { id: 'en/attribution/quotation-after-gesture', confidence: 0.4 }

/** 'The sergeant shook his head. "Nobody came back."': a quotation behind what one person does is that person's. */
function gestureBefore(context: Context, q: Quotation): Match | null {
  const { sentences, text } = context.reading
  const here = sentenceAt(sentences, q.inner.start)
  const sentence = sentences[here - 1]
  if (
    !sentence ||
    !/^[\s"“‘']*$/.test(text.slice(sentence.end, q.start)) ||
    quotationAt(context.quotations, sentence.start)
  )
    return null
  const root = rootOf(sentence)
  const head = root && childrenOf(sentence, root, 'nsubj').find((t) => t.index < root.index && !t.rel.endsWith(':pass'))
  if (!root || !head || sentence.paragraph !== sentences[here]?.paragraph || !isPerson(context, { sentence, head }))
    return null
  const trigger = { sentence, at: here - 1, token: root, cue: [root] }
  const source = { sentence: here - 1, head, limits: { start: sentence.start, end: root.start } }
  return quotationOf(context, GESTURE, trigger, source, q)
}

const isPerson = (context: Context, { sentence, head }: { sentence: Sentence; head: Token }): boolean =>
  labelOf(context.lexicon, 'pronoun-nouns', head) === 'person' ||
  ['he', 'she'].includes(head.text.toLowerCase()) ||
  sentence.names.some((n) => n.kind === 'person' && n.first <= head.index && head.index <= n.last)

const pronounBefore = (sentence: Sentence, token: Token): Token | null => {
  const before = sentence.tokens[token.index - 1]
  return before?.upos === 'PRON' || before?.upos === 'PROPN' ? before : null
}

/** Within a few words after the closing mark, or before the opening one after a comma or colon; no full stop between. */
function isBeside(context: Context, sentence: Sentence, token: Token, q: Quotation): boolean {
  if (quotationAt(context.quotations, token.start)) return false
  const { text } = context.reading
  const between = token.start >= q.end ? text.slice(q.end, token.start) : text.slice(token.end, q.start)
  if (token.start >= q.end && sentence.start >= q.inner.end && /[.!?…]["”']*$/.test(text.slice(q.start, q.end)))
    return false
  if (between.length > 80 || /[.!?;\n]\s|["“”]/.test(between)) return false
  const words = sentence.tokens.filter((t) =>
    token.start >= q.end ? t.start >= q.end && t.end <= token.start : t.start >= token.end && t.end <= q.start,
  )
  if (words.some((t) => isFiniteVerb(t) && t !== token)) return false
  if (token.start >= q.end) return words.length <= 24
  return words.length <= 10 && (/[,:]\s*$/.test(between) || between.trim() === '')
}

const isOutside = (q: Quotation, match: Match): boolean => !overlaps(q, match.cue)

function ownerOf(context: Context, matches: readonly Match[], q: Quotation): Match | null {
  const holding = matches.filter(
    (m) => isOutside(q, m) && m.source !== 'outlet' && m.content.some((s) => overlaps(s, q.inner)),
  )
  const ranked = [...holding].sort((a, b) => shared(b, q) - shared(a, q) || distance(a, q) - distance(b, q))
  const best = ranked[0]
  if (best && shared(best, q) > 0) return best
  void context
  return null
}

const shared = (match: Match, q: Quotation): number =>
  match.content.reduce(
    (sum, s) => sum + Math.max(0, Math.min(s.end, q.inner.end) - Math.max(s.start, q.inner.start)),
    0,
  )

const distance = (match: Match, q: Span): number =>
  Math.min(Math.abs(match.cue.start - q.end), Math.abs(q.start - match.cue.end))

function widen(context: Context, match: Match, q: Quotation): Match {
  const { text } = context.reading
  const inner = trimContent(text, q.inner) ?? q.inner
  // Words beside the quotation stay only where they make one clause with it; a whole sentence in quotes stands alone.
  const content = joinSpans(text, [...match.content, inner]).flatMap((s) => trimContent(text, s) ?? [])
  return { ...match, content }
}

/** The speaker of the quotation just before: in the same sentence or the next, or at the start of the next paragraph. */
function previousSpeaker(context: Context, speakers: ReadonlyMap<Quotation, Match>, q: Quotation): Match | null {
  const { sentences } = context.reading
  const here = sentenceAt(sentences, q.inner.start)
  const last = [...speakers].filter(([p]) => p.end <= q.start).at(-1)
  if (!last || here < 0) return null
  const [before, match] = last
  const there = sentenceAt(sentences, Math.max(before.end - 2, match.cue.start))
  const gap = here - Math.max(there, match.trigger.at)
  if (gap > 2 || someoneElseSpeaks(context, match, sentences[here])) return null
  const startsSentence = /^[\s"“‘']*$/.test(context.reading.text.slice(sentences[here]?.start ?? q.start, q.start))
  return gap <= 1 || startsSentence ? match : null
}

function someoneElseSpeaks(context: Context, match: Match, sentence: Sentence | undefined): boolean {
  const verbs = labelsOf(context.lexicon, 'speech-verbs')
  return (
    sentence !== undefined &&
    sentence !== match.trigger.sentence &&
    sentence.tokens.some(
      (t) =>
        t.upos === 'VERB' && verbs.has(lemmaOf(t)) && t.rel === 'root' && !quotationAt(context.quotations, t.start),
    )
  )
}

const ANNOUNCED = { id: 'en/attribution/quotation-before-speaker', confidence: 0.4 }

/** An unclosed quotation whose speaker is told in the sentence after it, in the same paragraph. */
function nextSpeaker(context: Context, matches: readonly Match[], q: Quotation): Match | null {
  const { sentences } = context.reading
  const here = sentenceAt(sentences, q.inner.start)
  const next = matches.find((m) => m.source !== 'outlet' && m.cue.start > q.end)
  if (!next || here < 0 || next.trigger.at > sentenceAt(sentences, q.inner.end - 1) + 1) return null
  return sentences[here]?.paragraph === next.trigger.sentence.paragraph ? next : null
}

const CONTINUED = { id: 'en/attribution/continued-quotation', confidence: 0.6 }

function continuationOf(context: Context, before: Match, q: Quotation): Match {
  const inner = trimContent(context.reading.text, q.inner) ?? q.inner
  return { ...before, page: CONTINUED, content: [inner], top: null, about: null, stance: 'asserts', hedges: [] }
}
