import type { Span } from '../../claim/span.js'
import type { Sentence, Token } from '../../language/contract.js'
import { isAge, labelOf } from '../mentions.js'
import { childrenOf, hasRelation, headOf, isNominal, subtree, topOf } from '../tree.js'
import { type Context, labelsOf, lemmaOf, wordOf } from './context.js'
import { quotationAt } from './quotations.js'
import type { Trigger } from './roles/found.js'

/**
 * What the order of words and the marks say about speech, where the tree is odd: who stands beside the verb, where the
 * reported clause begins ("that") and how far it can run.
 */

const FINITE = new Set(['VBD', 'VBZ', 'VBP', 'MD'])
/** "IS" and "US" in capitals are names, whatever a tagger says. */
export const isFiniteVerb = (token: Token): boolean =>
  FINITE.has(token.xpos) && (token.upos === 'VERB' || token.upos === 'AUX') && !/^\p{Lu}{2,}$/u.test(token.text)

const isComma = (token: Token | undefined): boolean => token !== undefined && /^[,;:–—]$/.test(token.text)
const isQuote = (token: Token | undefined): boolean => token !== undefined && /^["“”„«»]|^''$|^``$/.test(token.text)

/** True where the two stand both inside the same quotation, or both outside of any. */
export const onOneSide = (context: Context, a: Span, b: Span): boolean =>
  quotationAt(context.quotations, a.start) === quotationAt(context.quotations, b.start)

/** Whether a noun can be the subject that the tree makes it: on the verb's side of the marks, and beside it if behind it. */
export function isPlausibleSubject(context: Context, { sentence, token, cue }: Trigger, subject: Token): boolean {
  const q = quotationAt(context.quotations, subject.start)
  if (q && quotationAt(context.quotations, token.start) !== q) return false
  if (subject.index < token.index) {
    const between = sentence.tokens.slice(subject.index, token.index)
    // "The rebels – the governor said – had left": behind one dash somebody else speaks.
    return !between.some((t) => t.text === ':') && between.filter((t) => /^[–—]$/.test(t.text)).length !== 1
  }
  // Behind a verb of telling stands who is told.
  if (addresses(token)) return false
  const first = cue[0] ?? token
  const before = sentence.tokens[first.index - 1]
  const inverted = before === undefined || before.upos === 'PUNCT'
  const between = sentence.tokens.slice((cue.at(-1) ?? token).index + 1, subject.index)
  return inverted && between.length <= 12 && !between.some((t) => isFiniteVerb(t) || isQuote(t) || isComma(t))
}

/** The noun phrase directly before the verb; directly after it where a mark stands before it ("…," said X). */
/** What stands between a closed quotation and the verb: '"…," an author, who called himself Karim, told the paper'. */
export function speakerZone(context: Context, { sentence, token, cue }: Trigger): readonly Token[] {
  const first = cue[0] ?? token
  const q = context.quotations.findLast((one) => one.speech && one.end <= first.start && one.end > sentence.start)
  if (!q) return []
  const zone = sentence.tokens.filter((t) => t.start >= q.end && t.end <= first.start)
  const free = zone.every((t, i) => !isFiniteVerb(t) || ['who', 'which', 'whose'].includes(wordOf(zone[i - 1] ?? t)))
  return zone.length <= 30 && free && zone.some(isNominal) && !zone.some((t) => /^[.!?;]$/.test(t.text)) ? zone : []
}

/** Verbs whose next noun is the one spoken to. */
export const addresses = (token: Token): boolean =>
  ['tell', 'inform', 'assure', 'notify', 'remind'].includes(lemmaOf(token))

export function subjectBeside(context: Context, trigger: Trigger): Token | null {
  const { sentence, token, cue } = trigger
  const first = cue[0] ?? token
  const before = sentence.tokens[first.index - 1]
  const zone = speakerZone(context, trigger)
  if (zone.length > 0) {
    const top = topOf(zone.filter((t) => isNominal(t)))
    if (top) return top
  }
  if (!addresses(token) && (before === undefined || before.upos === 'PUNCT')) {
    const after = nounAfter(sentence, (cue.at(-1) ?? token).index)
    if (after && onOneSide(context, after, token)) return after
  }
  const left = nounBefore(sentence, first.index)
  return left && onOneSide(context, left, token) ? left : null
}

export function nounAfter(sentence: Sentence, from: number): Token | null {
  for (let i = from + 1; i < Math.min(from + 9, sentence.tokens.length); i++) {
    const t = sentence.tokens[i]
    if (!t || t.upos === 'PUNCT' || t.upos === 'VERB' || t.upos === 'ADP' || t.upos === 'SCONJ') return null
    const old = t.upos === 'NUM' ? sentence.tokens.slice(i, i + 5).find((o) => isAge(sentence, o)) : undefined
    if (old && !isNominal(sentence.tokens[old.index + 1] ?? old)) return old
    if (!isNominal(t)) continue
    const top = climb(sentence, t, (up) => up.index > from && up.index < i + 8)
    return top
  }
  return null
}

function nounBefore(sentence: Sentence, before: number): Token | null {
  let i = before - 1
  while (i >= 0 && (sentence.tokens[i]?.upos === 'ADV' || isTime(sentence.tokens[i]))) i--
  // Behind an apposition or relative clause: "X, a spokesman, said".
  if (sentence.tokens[i]?.text === ',') i--
  const t = sentence.tokens[i]
  if (!t || !isNominal(t)) return null
  return climb(sentence, t, (up) => up.index < before)
}

const TIMES = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:late|early|today|yesterday|earlier|later|last|this)$/i
const isTime = (t: Token | undefined): boolean => t !== undefined && TIMES.test(t.text)

function climb(sentence: Sentence, token: Token, allowed: (up: Token) => boolean): Token {
  let top = token
  for (let step = 0; step < 12; step++) {
    const up = headOf(sentence, top)
    if (!up || !isNominal(up) || !allowed(up) || hasRelation(top, 'nsubj', 'obl', 'obj', 'parataxis')) break
    top = up
  }
  return top
}

const CLOSING_VERBS = new Set([
  'say',
  'add',
  'report',
  'state',
  'note',
  'write',
  'claim',
  'announce',
  'explain',
  'warn',
  'continue',
  'tell',
  'caution',
  'insist',
  'argue',
  'complain',
  'lament',
  'boast',
  'reply',
  'respond',
  'retort',
  'remark',
  'observe',
  'testify',
  'predict',
  'estimate',
  'allege',
  'assert',
  'declare',
  'stress',
  'maintain',
  'contend',
  'concede',
  'admit',
  'acknowledge',
  'confirm',
  'recall',
  'conclude',
])

/** The verb stands at the very end of its sentence, behind its speaker: "… a witness said." Commas may have been lost. */
export function closesSentence(context: Context, { sentence, token, cue }: Trigger): boolean {
  if (!CLOSING_VERBS.has(lemmaOf(token)) || !isFiniteVerb(token)) return false
  let i = (cue.at(-1) ?? token).index + 1
  for (let t = sentence.tokens[i]; t; t = sentence.tokens[i]) {
    const end = sayingPhraseEnd(context, sentence, i)
    const hearer = addresses(token) && i === (cue.at(-1) ?? token).index + 1 ? nounAfter(sentence, i - 1) : null
    if (end !== null) i = end
    else if (hearer) i = hearer.index + 1
    else if (t.upos === 'PUNCT' || isTime(t)) i++
    else return isLastPhrase(sentence, i)
  }
  return true
}

/**
 * The noun phrase right before a verb that closes its sentence, where commas were lost: "… many children a monitor and
 * activists said." Empty where a comma or an easy subject shows who speaks.
 */
export function speakerChunk({ sentence, token, cue }: Trigger): readonly Token[] {
  const end = (cue[0] ?? token).index
  let start = end
  while (start > 0) {
    const t = sentence.tokens[start - 1]
    const next = sentence.tokens[start]
    if (!t || !CHUNK.has(t.upos) || t.upos === 'PRON') break
    // A determiner opens the phrase, unless "and" or "of" joins it to one before.
    if (next && next.upos === 'DET' && start < end && !['CCONJ', 'ADP'].includes(t.upos) && t.text !== '-') break
    if (t.upos === 'ADP' && !['of', 'for'].includes(wordOf(t))) break
    start--
  }
  while (start < end && ['CCONJ', 'ADP', 'PUNCT', 'PART', 'ADV'].includes(sentence.tokens[start]?.upos ?? '')) start++
  const chunk = sentence.tokens.slice(start, end)
  return sentence.tokens[start - 1]?.upos === 'PUNCT' ? [] : chunk
}
const CHUNK = new Set(['NOUN', 'PROPN', 'ADJ', 'DET', 'NUM', 'CCONJ', 'ADP', 'PART'])

/** The head of that phrase, where it opens with an article: a clear cut. */
export function speakerBeforeClose(context: Context, trigger: Trigger): Token | null {
  if (!closesSentence(context, trigger)) return null
  const chunk = wholeChunk(context, trigger.sentence, speakerChunk(trigger))
  const own = childrenOf(trigger.sentence, trigger.token, 'nsubj').find((t) => t.index < trigger.token.index)
  if (chunk[0]?.upos !== 'DET' || (own && chunk.some((t) => t.index === own.index))) return null
  return topOf(chunk.filter(isNominal))
}

/** "an activist with the Media Centre": the phrase before a preposition, where its noun names who can speak. */
function wholeChunk(context: Context, { tokens }: Sentence, chunk: readonly Token[]): readonly Token[] {
  const first = chunk[0]?.index ?? 0
  const [noun, preposition] = [tokens[first - 2], tokens[first - 1]]
  if (!noun || !preposition || !['with', 'at', 'from', 'in', 'for', 'of'].includes(wordOf(preposition))) return chunk
  if (noun.upos !== 'NOUN' || labelOf(context.lexicon, 'source-nouns', noun) === null) return chunk
  let start = noun.index
  while (start > 0 && ['ADJ', 'NOUN', 'PROPN'].includes(tokens[start - 1]?.upos ?? '')) start--
  return tokens[start - 1]?.upos === 'DET' ? tokens.slice(start - 1, (chunk.at(-1)?.index ?? noun.index) + 1) : chunk
}

/** "… a monitor said in an updated toll.": one short phrase with a preposition is left, and no clause. */
function isLastPhrase(sentence: Sentence, from: number): boolean {
  const rest = sentence.tokens.slice(from)
  const first = rest[0]
  if (first?.upos !== 'ADP' || rest.length > 10) return false
  return !rest.some((t) => t.upos === 'VERB' || t.upos === 'AUX' || t.upos === 'SCONJ' || isQuote(t) || t.text === ',')
}

/** The speaker closes the sentence behind the verb: "… in the northeast said the Observatory." */
export function speakerCloses({ sentence, token, cue }: Trigger): Token | null {
  const first = sentence.tokens[(cue[0] ?? token).index - 1]
  const inPresent = ['VB', 'VBP', 'VBZ'].includes(token.xpos) && first?.text === ','
  if (!CLOSING_VERBS.has(lemmaOf(token)) || addresses(token) || !(token.xpos === 'VBD' || inPresent)) return null
  if (!first || first.upos === 'CCONJ' || first.upos === 'PRON' || first.upos === 'AUX') return null
  if (childrenOf(sentence, token, 'nsubj', 'cc').some((t) => t.index < token.index)) return null
  const rest = sentence.tokens.slice((cue.at(-1) ?? token).index + 1).filter((t) => t.upos !== 'PUNCT')
  if (
    rest.length === 0 ||
    rest.length > 9 ||
    rest.some((t) => t.upos === 'VERB' || t.upos === 'AUX' || t.upos === 'SCONJ')
  )
    return null
  const before = sentence.tokens.slice(0, token.index)
  return before.some((t) => isFiniteVerb(t)) ? nounAfter(sentence, (cue.at(-1) ?? token).index) : null
}

/** How far a speaker's words may reach: not over the verb, nor over a quotation mark. */
export function speakerLimits(context: Context, { sentence, token, cue }: Trigger, head: Token): Span {
  const q = quotationAt(context.quotations, head.start)
  let start = q ? q.inner.start : sentence.start
  let end = q ? q.inner.end : sentence.end
  for (const other of context.quotations) {
    if (other === q || !other.speech) continue
    if (other.end <= head.start && other.end > start) start = other.end
    if (other.start >= head.end && other.start < end) end = other.start
  }
  const colon = sentence.tokens.findLast((t) => /^[:–—]$/.test(t.text) && t.index < head.index)
  if (colon && colon.index < token.index && colon.end > start) start = colon.end
  const [first, last] = [cue[0] ?? token, cue.at(-1) ?? token]
  if (head.index < first.index) end = Math.min(end, first.start)
  else if (head.index > last.index) start = Math.max(start, last.end)
  return { start, end }
}

/** Where the hearer's phrase and what belongs to the saying ("on Sunday", "in a statement") end. */
function afterSaying(context: Context, { sentence, token, cue }: Trigger, hearer: Token | null): number {
  let i = (cue.at(-1) ?? token).index + 1
  if (hearer && hearer.index >= i && hearer.index - i < 10) {
    i = hearer.index + 1
    while (i < sentence.tokens.length && hasRelation(sentence.tokens[i] as Token, 'flat')) i++
  }
  for (;;) {
    const t = sentence.tokens[i]
    if (!t) return i
    if (isTime(t) || (t.upos === 'ADV' && !isFiniteVerb(t) && TIMES.test(t.text))) {
      i++
      continue
    }
    const end = sayingPhraseEnd(context, sentence, i)
    if (end === null) return i
    i = end
  }
}

/** A day, an adverb or what speech travels in, behind a verb of saying: where it ends. */
export const circumstanceEnd = (context: Context, sentence: Sentence, at: number): number | null => {
  const t = sentence.tokens[at]
  return isTime(t) || (t?.upos === 'ADV' && !isFiniteVerb(t)) ? at + 1 : sayingPhraseEnd(context, sentence, at)
}

/** "in a statement", "on Twitter", "on Sunday": a preposition and, soon after, what speech travels in or a day. */
export function sayingPhraseEnd(context: Context, sentence: Sentence, from: number): number | null {
  const t = sentence.tokens[from]
  if (!t || !['in', 'on', 'during', 'via', 'at', 'by', 'over', 'through', 'after', 'to'].includes(wordOf(t)))
    return null
  for (let i = from + 1; i < Math.min(from + 8, sentence.tokens.length); i++) {
    const noun = sentence.tokens[i]
    if (!noun || noun.upos === 'VERB' || noun.upos === 'PUNCT') return null
    const carries =
      labelOf(context.lexicon, 'carriers', noun) !== null ||
      (wordOf(t) === 'to' && labelOf(context.lexicon, 'source-nouns', noun) === 'media')
    if ((carries || isTime(noun)) && sentence.tokens[i + 1]?.upos !== 'NOUN') return i + 1
  }
  return null
}

/** The "that" that opens what is said, when nothing but the hearer and the occasion stands before it. */
export function thatAfter(context: Context, trigger: Trigger, hearer: Token | null): number | null {
  const from = afterSaying(context, trigger, hearer)
  const { sentence } = trigger
  const after = (trigger.cue.at(-1) ?? trigger.token).index + 1
  const opensPhrase = sentence.tokens[after]?.upos === 'ADP' || hearer !== null
  for (let i = from; i < Math.min(from + (opensPhrase ? 16 : 3), sentence.tokens.length); i++) {
    const t = sentence.tokens[i]
    if (!t) return null
    const opens = t.upos === 'SCONJ' || i < from + 3 || (opensPhrase && hasSubjectNext(sentence, i))
    if (wordOf(t) === 'that' && opens && opensClause(sentence, i)) return i
    if (isComma(t) || isQuote(t) || isFiniteVerb(t)) return null
    if (!opensPhrase && t.upos !== 'PUNCT' && t.upos !== 'ADV') return null
  }
  return null
}

/** "for the first time that looters had …": a noun without a verb before it follows. */
const hasSubjectNext = (sentence: Sentence, at: number): boolean => {
  const next = sentence.tokens.slice(at + 1, at + 9)
  const verb = next.findIndex((t) => isFiniteVerb(t))
  return verb > 0 && next.slice(0, verb).some(isNominal)
}

/** A "that" before a noun or clause with a finite verb to come; not "said that" alone. */
const opensClause = (sentence: Sentence, at: number): boolean =>
  sentence.tokens.slice(at + 1).some((t) => t.upos === 'VERB' || t.upos === 'AUX')

/**
 * The tokens from after the saying up to the boundary, when they hold a clause: what a verb of speech reports if the
 * tree does not show it.
 */
export function restAfter(context: Context, trigger: Trigger, hearer: Token | null): readonly Token[] {
  const { sentence } = trigger
  const that = thatAfter(context, trigger, hearer)
  const from = that === null ? afterSaying(context, trigger, hearer) : that + 1
  const open = sentence.tokens.slice(from, from + 3).findIndex((t) => t.upos !== 'PUNCT')
  const quoted = sentence.tokens.slice(from, from + 3).some((t) => t.upos === 'PUNCT' && /["“‘'`]/.test(t.text))
  const first = sentence.tokens[quoted && open > 0 ? from + open : from]
  if (!first) return []
  const startsClause = that !== null || ['DET', 'NOUN', 'PROPN', 'PRON', 'NUM', 'ADJ'].includes(first.upos)
  const rest = sentence.tokens.slice(from, rightBoundary(context, trigger, from))
  // "Kyiv says missile struck flats": in a line that is no sentence any verb will do.
  const loose = that !== null || !/^[.!?"”]$/.test(sentence.tokens.at(-1)?.text ?? '')
  const hasClause = rest.some((t, i) => i > 0 && (isFiniteVerb(t) || (loose && t.upos === 'VERB')))
  return startsClause && hasClause ? rest : []
}

/** The index of the first token that can no longer belong to what is said. */
export function rightBoundary(context: Context, { sentence, token }: Trigger, from: number): number {
  const q = quotationAt(context.quotations, token.start)
  const speech = labelsOf(context.lexicon, 'speech-verbs')
  for (let i = from + 1; i < sentence.tokens.length; i++) {
    const t = sentence.tokens[i]
    if (!t) break
    if (q && t.start >= q.inner.end) return i
    if (!isComma(t)) continue
    const next = sentence.tokens[i + 1]
    if (!next) break
    if (t.text === ';' && !q && !['that', 'and', 'or'].includes(wordOf(next)) && startsOwnClause(sentence, i + 1))
      return i
    if (next.xpos === 'VBG' && (speech.has(lemmaOf(next)) || lemmaOf(next) === 'cite')) return i
    if (isCommentNoun(context, sentence, i + 1)) return i
    if (
      ['but', 'while', 'whereas', 'although', 'though'].includes(wordOf(next)) &&
      !q &&
      startsOwnClause(sentence, i + 2)
    )
      return i
    if (
      wordOf(next) === 'according' ||
      (wordOf(next) === 'but' && hasRelation(next, 'cc') && headOf(sentence, next)?.head === token.index)
    )
      return i
  }
  let end = sentence.tokens.length
  while (
    end > from &&
    sentence.tokens[end - 1]?.upos === 'PUNCT' &&
    !/^[)\]"”]$/.test(sentence.tokens[end - 1]?.text ?? '')
  )
    end--
  return end
}

/** ", a charge that the army denied": the outlet goes on about what was said. */
function isCommentNoun(context: Context, sentence: Sentence, from: number): boolean {
  const [article, ...rest] = sentence.tokens.slice(from, from + 5)
  if (!article || !['a', 'an'].includes(wordOf(article))) return false
  const at = rest.findIndex((t) => ['that', 'which'].includes(wordOf(t)))
  const noun = at > 0 ? rest[at - 1] : undefined
  return noun !== undefined && labelsOf(context.lexicon, 'nominal-cues').has(lemmaOf(noun))
}

/** ", but it is not clear …", ", but the army denied …": the outlet goes on in its own voice with a new subject. */
export const startsOwnClause = (sentence: Sentence, from: number): boolean => {
  const verb = sentence.tokens.slice(from, from + 8).find(isFiniteVerb)
  const first = sentence.tokens[from]
  return (
    verb !== undefined &&
    first !== undefined &&
    wordOf(first) !== 'that' &&
    !isFiniteVerb(first) &&
    isNominalStart(first)
  )
}
const isNominalStart = (t: Token): boolean => ['DET', 'NOUN', 'PROPN', 'PRON', 'NUM', 'ADJ'].includes(t.upos)

/**
 * Sets the edges of a reported clause that stands after its verb: it starts right after "that" or after the saying, and
 * goes on to the boundary, unless the tree coordinates something with the verb of speech itself.
 */
export function alignAfter(
  context: Context,
  trigger: Trigger,
  tokens: readonly Token[],
  hearer: Token | null,
): readonly Token[] {
  const { sentence, token, cue } = trigger
  const first = tokens[0]
  const last = tokens.at(-1)
  const cueEnd = (cue.at(-1) ?? token).index
  if (!first || !last || first.index <= cueEnd) return tokens
  const that = thatAfter(context, trigger, hearer)
  const free = afterSaying(context, trigger, hearer)
  const canStart = sentence.tokens[free]
  let start = first.index
  if (that !== null) start = Math.min(that + 1, last.index)
  else if (
    canStart &&
    free < first.index &&
    ['DET', 'NOUN', 'PROPN', 'PRON', 'NUM', 'ADJ'].includes(canStart.upos) &&
    !sentence.tokens.slice(free, first.index).some((t) => isComma(t) || isQuote(t))
  )
    start = free
  if (hearer && hearer.index >= start && hearer.index < free) start = Math.min(free, last.index)
  const lost = childrenOf(sentence, token, 'obj').find((t) => t.index > cueEnd && t.index < first.index && t !== hearer)
  if (lost && that === null && !addresses(token)) start = Math.min(start, subtree(sentence, lost)[0]?.index ?? start)
  const boundary = rightBoundary(context, trigger, Math.max(start, cueEnd + 1))
  const own = childrenOf(sentence, token, 'conj').find((t) => t.index > last.index && isFiniteVerb(t))
  const inserted = isInserted(sentence, token)
  const end = own || inserted ? last.index + 1 : Math.max(last.index + 1, boundary)
  return sentence.tokens.slice(start, Math.min(end, Math.max(boundary, start + 1)))
}

/** In a relative clause or before more of the main clause, speech ends where its own clause does. */
const isInserted = (sentence: Sentence, token: Token): boolean => {
  if (hasRelation(token, 'acl', 'csubj')) return true
  const up = headOf(sentence, token)
  return hasRelation(token, 'advcl', 'ccomp', 'parataxis') && up !== null && up.index > token.index
}
