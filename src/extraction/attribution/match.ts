import { contains, type Span } from '../../claim/span.js'
import { STANCES, type Stance } from '../../claim/vocabulary.js'
import type { AttributionLexicon, AttributionPage } from '../../data/attribution.js'
import type { Sentence, Token } from '../../language/contract.js'
import { antecedentOf, labelOf, phraseTokens, withinLimits } from '../mentions.js'
import {
  ancestorsOf,
  childrenOf,
  hasRelation,
  headOf,
  isNegated,
  isPassive,
  isWithin,
  nounPhraseTokens,
  prepositionOf,
  spanOf,
  subjectOf,
  subtree,
  topOf,
} from '../tree.js'
import { type Context, isVerb, labelsOf, lemmaOf, wordOf, wordsOfEntry } from './context.js'
import { alignAfter, sayingPhraseEnd, speakerLimits, speakerZone } from './linear.js'
import { quotationAt } from './quotations.js'
import { newsOf } from './roles/clauses.js'
import type { Found, Trigger } from './roles/found.js'
import { endOfSource, hearerOf } from './roles/speakers.js'
import { findFirst, findRole } from './roles.js'
import { tidy } from './scope.js'

/** Where a noun phrase stands: sentence and head. */
export interface Phrase {
  readonly sentence: number
  readonly head: Token
  /** How far its words may reach, where the tree may run over. */
  readonly limits?: Span
  /** Its words, where they are known better than the tree shows them. */
  readonly whole?: Span
}

/** One page that fits one trigger. */
export interface Match {
  readonly page: Pick<AttributionPage, 'id' | 'confidence'>
  readonly trigger: Trigger
  readonly cue: Span
  readonly source: Phrase | 'outlet'
  readonly content: readonly Span[]
  /** The head of the content's clause, where the tree gives one. */
  readonly top: Token | null
  readonly about: Span | null
  readonly hearer: Phrase | null
  readonly via: readonly (Phrase | 'unknown')[]
  readonly stance: Stance
  /** The source only does not say it. */
  readonly silent?: boolean
  readonly hedges: readonly string[]
}

/** All pages that fit somewhere in a sentence; which of them hold is settled afterwards. */
export function matchSentence(context: Context, at: number): readonly Match[] {
  const sentence = context.reading.sentences[at]
  if (!sentence) return []
  const colonPages = context.lexicon.pages.filter((page) => page.trigger.as === 'colon')
  const marks = colons(sentence).map((token) => ({ sentence, at, token, cue: [token] }))
  const atMarks = colonPages.flatMap((page) => marks.flatMap((trigger) => matchPage(context, page, trigger) ?? []))
  const index = indexOf(context.lexicon)
  return [...sentence.tokens.flatMap((token) => matchToken(context, index, sentence, at, token)), ...atMarks]
}

interface Entry {
  readonly page: AttributionPage
  readonly words: string
}
type EntryIndex = ReadonlyMap<string, readonly Entry[]>
const indexes = new WeakMap<AttributionLexicon, EntryIndex>()

/** Every word of every page, by the first of its words. */
function indexOf(lexicon: AttributionLexicon): EntryIndex {
  const before = indexes.get(lexicon)
  if (before) return before
  const index = new Map<string, Entry[]>()
  for (const page of lexicon.pages) {
    const { words } = page.trigger
    for (const entry of typeof words === 'string' ? labelsOf(lexicon, words).keys() : words) {
      const first = entry.split(' ')[0] ?? entry
      const there = index.get(first)
      if (there) there.push({ page, words: entry })
      else index.set(first, [{ page, words: entry }])
    }
  }
  indexes.set(lexicon, index)
  return index
}

function matchToken(
  context: Context,
  index: EntryIndex,
  sentence: Sentence,
  at: number,
  token: Token,
): readonly Match[] {
  const [lemma, word] = [lemmaOf(token), wordOf(token)]
  const entries = [...(index.get(lemma) ?? []), ...(word === lemma ? [] : (index.get(word) ?? []))]
  return [...new Set(entries.map((e) => e.page))].flatMap((page) => {
    if (!hasForm(page, sentence, token)) return []
    const own = entries.filter((e) => e.page === page).map((e) => wordsOfEntry(sentence, token, e.words) ?? [])
    const longest = own.reduce((a, b) => (b.length > a.length ? b : a), [])
    if (longest.length === 0) return []
    const head = headOfEntry(sentence, longest)
    const cue = page.trigger.as === 'verb' ? verbGroup(sentence, head, longest) : longest
    const trigger = { sentence, at, token: head, cue }
    return holds(context, page, trigger) ? (matchPage(context, page, trigger) ?? []) : []
  })
}

/** "be concerned" is headed by its adjective, everything else by its first word. */
const headOfEntry = (sentence: Sentence, words: readonly Token[]): Token => {
  const [first, second] = words
  return first && second && lemmaOf(first) === 'be'
    ? (topOf(words) ?? second)
    : (first ?? (sentence.tokens[0] as Token))
}

function hasForm(page: AttributionPage, sentence: Sentence, token: Token): boolean {
  switch (page.trigger.as) {
    case 'verb':
      return isVerb(token) || (token.upos === 'AUX' && lemmaOf(token) === 'be') || isVerbInDisguise(sentence, token)
    case 'noun':
      return token.upos === 'NOUN'
    case 'predicate':
      return token.upos === 'ADJ' || token.upos === 'VERB' || token.upos === 'NOUN'
    case 'adjective':
      return token.upos === 'ADJ' || token.upos === 'VERB' || token.upos === 'ADV'
    default:
      return true
  }
}

/** "X, a specialist, doubts that A", "Analysts question whether A": a verb taken for a noun, with nothing a noun would have. */
const isVerbInDisguise = (sentence: Sentence, token: Token): boolean =>
  (token.xpos === 'NNS' || childrenOf(sentence, token, 'nsubj').length > 0) &&
  ['that', 'whether', 'if'].includes(wordOf(sentence.tokens[token.index + 1] ?? token)) &&
  childrenOf(sentence, token, 'ccomp', 'advcl').length > 0 &&
  childrenOf(sentence, token, 'det', 'nmod:poss', 'amod', 'case', 'nummod', 'compound').length === 0

/** Where a speaker may stand before or after the words: a colon, or a dash between spaces in a line that is no full sentence. */
const colons = (sentence: Sentence): readonly Token[] =>
  sentence.tokens.filter((t, i) => {
    const [before, after] = [sentence.tokens[i - 1], sentence.tokens[i + 1]]
    if (!before || !after) return false
    if (t.text === ':') return true
    if (!/^[-–—]$/.test(t.text)) return false
    return sentence.kind === 'headline' || (before.end < t.start && t.end < after.start && !endsAsSentence(sentence))
  })

const endsAsSentence = (sentence: Sentence): boolean => /^[.!?"”]+$/.test(sentence.tokens.at(-1)?.text ?? '')

function holds(context: Context, page: AttributionPage, trigger: Trigger): boolean {
  const { voice, negated, needs, lacks } = page.trigger
  const { sentence, token } = trigger
  if (page.trigger.as === 'verb' && hasRelation(token, 'aux', 'cop') && token.upos === 'AUX') return false
  if (voice === 'passive' && !isPassiveLike(sentence, token)) return false
  if (voice === 'active' && isPassive(sentence, token)) return false
  if (negated !== undefined && negated !== isDenied(sentence, token)) return false
  if (needs && !needs.some((name) => findRole(context, trigger, name))) return false
  return !lacks?.some((name) => findRole(context, trigger, name))
}

/** "were confirmed by", and "attacks claimed by": a participle after its noun. */
const isPassiveLike = (sentence: Sentence, token: Token): boolean =>
  isPassive(sentence, token) ||
  (token.xpos === 'VBN' &&
    hasRelation(token, 'acl', 'advcl') &&
    childrenOf(sentence, token, 'nsubj', 'obj').length === 0)

const REFUSING = new Set(['refuse', 'decline', 'fail', 'be unable', 'stop', 'avoid', 'be yet'])

/** Negated on the verb, on the verb that carries it, or by its subject ("no one", "neither side"). */
export function isDenied(sentence: Sentence, token: Token): boolean {
  if (closesQuotation(sentence, token)) return false
  if (isNegated(sentence, token) || wordsBeforeNegate(sentence, token)) return true
  if (
    childrenOf(sentence, token, 'cc', 'cc:preconj', 'advmod', 'det').some((t) => ['neither', 'nor'].includes(wordOf(t)))
  )
    return true
  const up = headOf(sentence, token)
  // "would not confirm or deny".
  const joined = hasRelation(token, 'conj') && childrenOf(sentence, token, 'nsubj', 'aux').length === 0
  if (up && joined && up.index < token.index && childrenOf(sentence, token, 'cc').some((t) => wordOf(t) === 'or'))
    return isDenied(sentence, up)
  if (up && hasRelation(token, 'xcomp') && (REFUSING.has(lemmaOf(up)) || isNegated(sentence, up))) return true
  if (up && hasRelation(token, 'xcomp') && childrenOf(sentence, up, 'advmod').some((t) => lemmaOf(t) === 'yet'))
    return true
  if (up && token.xpos === 'VBG' && STOPPING.has(lemmaOf(up)) && token.index - up.index <= 4) return true
  const subject = subjectOf(sentence, token)?.token ?? null
  return (
    subject !== null &&
    (NOBODY.has(wordOf(subject)) || childrenOf(sentence, subject, 'det').some((t) => NOBODY.has(wordOf(t))))
  )
}
/** "stopped short of confirming", "refrained from saying". */
const STOPPING = new Set(['stop', 'fall', 'refrain', 'shy', 'abstain', 'avoid', 'desist'])

/** '"Of course not," said X': the "not" is said, and negates no saying. */
const closesQuotation = (sentence: Sentence, token: Token): boolean =>
  /^["”'’]+$/.test(sentence.tokens[token.index - 1]?.text ?? '')

const NOBODY = new Set(['no', 'nobody', 'none', 'neither', 'no-one', 'noone'])

const wordsBeforeNegate = (sentence: Sentence, token: Token): boolean =>
  sentence.tokens
    .slice(Math.max(0, token.index - 3), token.index)
    .some(
      (t) =>
        ['not', "n't", 'never', 'nt', 'cannot'].includes(wordOf(t)) &&
        (t.head === token.index || childrenOf(sentence, token, 'aux').some((a) => a.index === t.index)),
    )

const ASPECTS = new Set([
  'go',
  'continue',
  'proceed',
  'begin',
  'start',
  'refuse',
  'decline',
  'fail',
  'try',
  'seek',
  'attempt',
  'appear',
  'seem',
  'want',
  'need',
  'come',
  'hasten',
  'rush',
  'quote',
  'cite',
])

/** The verb with its auxiliaries, adverbs and particles, and the verb that leads up to it: "also went on to say". */
function verbGroup(sentence: Sentence, token: Token, words: readonly Token[]): readonly Token[] {
  const cue = new Set([...words.map((t) => t.index), token.index])
  const add = (head: Token) => {
    for (const t of childrenOf(sentence, head, 'aux', 'compound:prt', 'advmod', 'cop')) {
      if (Math.abs(t.index - head.index) <= 4 && (t.index < head.index || hasRelation(t, 'compound:prt')))
        cue.add(t.index)
    }
  }
  add(token)
  const up = headOf(sentence, token)
  if (
    up &&
    hasRelation(token, 'xcomp', 'advcl') &&
    up.index < token.index &&
    token.index - up.index <= 3 &&
    ASPECTS.has(lemmaOf(up))
  ) {
    cue.add(up.index)
    add(up)
    for (let i = up.index + 1; i < token.index; i++) cue.add(i)
  }
  return contiguous(sentence, cue, token)
}

function contiguous(sentence: Sentence, cue: ReadonlySet<number>, token: Token): readonly Token[] {
  let first = token.index
  let last = token.index
  while (cue.has(first - 1)) first--
  while (cue.has(last + 1)) last++
  return sentence.tokens.slice(first, last + 1)
}

function matchPage(context: Context, page: AttributionPage, trigger: Trigger): Match | null {
  const speaker = sourceOf(context, page, trigger)
  if (!speaker) return null
  const told = toldBy(context, page, trigger, speaker)
  if (!told) return null
  const { found: contentFound, source, content } = told
  const denied =
    page.trigger.as !== 'noun' && page.trigger.as !== 'preposition' && isDenied(trigger.sentence, trigger.token)
  if (denied && page.negatedStance === 'none') return null
  if (isPurpose(trigger) && ['denies', 'disputes'].includes(stanceOf(context, page, trigger))) return null
  const about = page.about.length > 0 ? findFirst(context, trigger, page.about) : null
  const hearer = page.trigger.as === 'verb' ? hearerOf(context, trigger) : null
  return {
    page,
    trigger,
    cue: spanOf(trigger.cue) ?? trigger.token,
    source,
    content,
    top: contentFound.kind === 'spans' ? contentFound.top : contentFound.kind === 'noun' ? contentFound.token : null,
    about: about ? (contentSpans(context, trigger, about, source)[0] ?? null) : null,
    hearer: hearer && { sentence: trigger.at, head: hearer, limits: hearerLimits(trigger, hearer, content) },
    via: page.via.flatMap((name) => {
      const found = findRole(context, trigger, name)
      return found?.kind === 'noun' ? [{ sentence: trigger.at, head: found.token }] : []
    }),
    stance: denied && page.negatedStance !== 'same' ? (page.negatedStance as Stance) : stanceOf(context, page, trigger),
    // Not to say, to confirm or to deny is to say nothing; not to believe is to doubt.
    silent:
      denied &&
      source !== 'outlet' &&
      page.trigger.as === 'verb' &&
      (page.trigger.words !== 'thought-verbs' || NOBODY.has(wordOf(source.head))),
    hedges: hedgesOn(context, trigger),
  }
}

/** "is working to counter A": what somebody is about to do is not said. */
const isPurpose = ({ sentence, token, cue }: Trigger): boolean => {
  if (token.xpos !== 'VB' || wordOf(sentence.tokens[(cue[0] ?? token).index - 1] ?? token) !== 'to') return false
  const up = headOf(sentence, token)
  // "was quick to deny", "took to the radio to reject A": told as done; "tries to counter A" is not.
  const answers = ['deny', 'reject', 'refute', 'dismiss'].includes(lemmaOf(token))
  return !answers || up === null || !isVerb(up) || AIMING.has(lemmaOf(up))
}

const AIMING = new Set([
  'try',
  'seek',
  'want',
  'attempt',
  'plan',
  'hope',
  'work',
  'expect',
  'wish',
  'ask',
  'urge',
  'vote',
  'have',
  'need',
  'prepare',
  'intend',
  'use',
])

/** The first of the page's content functions that leaves words to tell. */
function toldBy(
  context: Context,
  page: AttributionPage,
  trigger: Trigger,
  speaker: Phrase | 'outlet',
): { found: Found; source: Phrase | 'outlet'; content: readonly Span[] } | null {
  for (const name of page.content) {
    const found = findRole(context, trigger, name)
    if (!found) continue
    const source = cutBefore(trigger, found, speaker)
    const content = contentSpans(context, trigger, found, source, name)
    if (content.length > 0) return { found, source, content }
  }
  return null
}

/** "the denial by the army that …": a clause that hangs on the speaker is no part of who speaks. */
function cutBefore({ sentence, at }: Trigger, found: Found, source: Phrase | 'outlet'): Phrase | 'outlet' {
  const top = found.kind === 'spans' ? found.top : null
  if (source === 'outlet' || !top || source.sentence !== at || top.index === source.head.index) return source
  if (!isWithin(sentence, top, source.head) || top.index < source.head.index) return source
  const end = subtree(sentence, top)[0]?.start ?? top.start
  const start = source.limits?.start ?? sentence.start
  if (end <= source.head.start) return source
  const { whole: _, ...rest } = source
  return { ...rest, limits: { start, end } }
}

/** The hearer's words end where what they are told begins. */
function hearerLimits({ sentence, cue, token }: Trigger, hearer: Token, content: readonly Span[]): Span {
  const start = hearer.index > token.index ? (cue.at(-1) ?? token).end : sentence.start
  const told = content.find((s) => s.start >= hearer.end)
  const that = sentence.tokens.find((t) => t.start >= hearer.end && told && t.end <= told.start && wordOf(t) === 'that')
  return { start, end: that?.start ?? told?.start ?? sentence.end }
}

function stanceOf(context: Context, page: AttributionPage, trigger: Trigger): Stance {
  if (page.trigger.as === 'preposition' && page.stance === 'asserts') return stanceOfWriting(context, trigger)
  if (page.stance !== 'of-word') return page.stance
  const own = typeof page.trigger.words === 'string' ? [page.trigger.words] : []
  const phrases = [
    trigger.cue.map(lemmaOf),
    trigger.cue.map(wordOf),
    trigger.cue.map((t, i) => (i === 0 ? lemmaOf : wordOf)(t)),
  ]
  const holds = (entry: string) => phrases.some((words) => ` ${words.join(' ')} `.includes(` ${entry} `))
  for (const list of [...own, 'speech-verbs', 'object-verbs', 'intent-verbs']) {
    const labels = labelsOf(context.lexicon, list)
    for (const [entry, label] of labels) if (entry.includes(' ') && holds(entry)) return asStance(label)
    const label = labels.get(lemmaOf(trigger.token)) ?? labels.get(wordOf(trigger.token))
    if (label) return asStance(label)
  }
  return stanceOfNoun(context, trigger)
}

/** "the denial by X of A"; "confirmation that A came from X": where the verb says nothing of it, the noun does. */
function stanceOfNoun(context: Context, { sentence, token }: Trigger): Stance {
  const named = token.upos === 'NOUN' ? token : newsOf(sentence, token)
  return asStance((named && labelsOf(context.lexicon, 'nominal-cues').get(lemmaOf(named))) ?? 'asserts')
}

/** "according to an estimate by the council", "according to forecasts": what the writing is tells what is done with it. */
function stanceOfWriting(context: Context, trigger: Trigger): Stance {
  const found = findRole(context, trigger, 'its-noun')
  const label = found?.kind === 'noun' ? labelsOf(context.lexicon, 'nominal-cues').get(lemmaOf(found.token)) : undefined
  return label === 'estimates' || label === 'predicts' || label === 'warns' ? label : 'asserts'
}

const asStance = (label: string): Stance => STANCES.find((s) => s === label) ?? 'asserts'

function sourceOf(context: Context, page: AttributionPage, trigger: Trigger): Phrase | 'outlet' | null {
  for (const name of page.source) {
    const found = findRole(context, trigger, name)
    if (found?.kind === 'outlet') return 'outlet'
    const head = found?.kind === 'noun' ? found.token : found ? headOfSpans(trigger.sentence, found) : null
    if (!head) continue
    if (page.sourceIs === 'speaker' && !canSpeak(context, head)) continue
    if (page.sourceIs === 'own-or-speaker' && head.head !== trigger.token.index && !canSpeak(context, head)) continue
    if (page.sourceIs === 'headline-speaker' && !speaksInHeadline(context, trigger, head)) continue
    if (page.sourceIs === 'document' && !isDocument(context, trigger, head)) continue
    const maker = madeBy(context, trigger, head)
    if (isBareReports(trigger.sentence, head)) return 'outlet'
    if (name === 'noun-itself') return bareNoun(trigger, head)
    return speakerPhrase(context, page, trigger, properSpeaker(context, trigger, maker ?? head))
  }
  return null
}

/** How far the speaker's words reach: upto the cue where nothing parts them from it, upto a comma after "according to". */
function speakerPhrase(context: Context, page: AttributionPage, trigger: Trigger, head: Token): Phrase {
  const limits = speakerLimits(context, trigger, head)
  const { sentence, at, cue, token } = trigger
  if (page.trigger.as === 'preposition') {
    const end = sentence.tokens[endOfSource(trigger, head) - 1]?.end ?? limits.end
    return { sentence: at, head, limits: { start: limits.start, end: Math.max(head.end, Math.min(limits.end, end)) } }
  }
  const first = (cue[0] ?? token).index
  if (page.trigger.as !== 'verb' || head.index >= first) return { sentence: at, head, limits }
  const zone = speakerZone(context, trigger)
  if (zone.some((t) => t.index === head.index)) {
    const words = [...zone]
    while (words.length > 1 && (isCircumstance(words.at(-1)) || words.at(-1)?.upos === 'PUNCT')) words.pop()
    const start = words.findIndex((t) => !['PUNCT', 'CCONJ', 'ADV'].includes(t.upos))
    const whole = spanOf(words.slice(Math.max(0, start)))
    if (whole && whole.start <= head.start) return { sentence: at, head, limits, whole }
  }
  const phrase = withinLimits(phraseTokens(sentence, head, context.lexicon), head, limits)
  const last = phrase.at(-1)?.index ?? head.index
  const gap = sentence.tokens.slice(last + 1, first)
  const joins =
    gap.length > 0 &&
    gap.length <= 12 &&
    !gap.some((t) => isVerbForm(t) || hasRelation(t, 'root') || /^[,;:"“”]$/.test(t.text)) &&
    !gap.some(
      (t) =>
        t.upos === 'PRON' ||
        (t.upos === 'SCONJ' && !introducesName(sentence, t)) ||
        (hasRelation(t, 'acl') && t.head === head.index),
    )
  if (!joins || (gap[0] && sayingPhraseEnd(context, sentence, gap[0].index) !== null))
    return { sentence: at, head, limits }
  const all = [...phrase, ...gap].slice()
  while (all.length > phrase.length && isCircumstance(all.at(-1))) all.pop()
  const nominal = all.slice(phrase.length).findLast((t) => t.upos === 'PROPN')
  const whole = spanOf(all)
  const head2 =
    nominal && head.upos === 'NOUN' && sentence.tokens[nominal.index + 1]?.index === first && gap[0]?.upos === 'PROPN'
      ? nominal
      : head
  return whole ? { sentence: at, head: head2, limits, whole } : { sentence: at, head, limits }
}

/** "who gave his name only as Yusuf". */
const introducesName = (sentence: Sentence, t: Token): boolean =>
  wordOf(t) === 'as' && sentence.tokens[t.index + 1]?.upos === 'PROPN'

const isVerbForm = (t: Token): boolean =>
  ['VBD', 'VBZ', 'VBP', 'MD', 'VB'].includes(t.xpos) && (t.upos === 'VERB' || t.upos === 'AUX')

/** Adverbs and days before the verb of saying: "Mujahid late Saturday confirmed". */
const isCircumstance = (t: Token | undefined): boolean =>
  t !== undefined &&
  (t.upos === 'ADV' ||
    t.upos === 'PUNCT' ||
    t.upos === 'ADP' ||
    t.upos === 'AUX' ||
    /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|late|early|last|week|month|year|night|today|yesterday)$/i.test(
      t.text,
    ))

/** "Reports say": nobody speaks, the outlet passes on what it has heard. */
const isBareReports = (sentence: Sentence, head: Token): boolean =>
  wordOf(head) === 'reports' && childrenOf(sentence, head, 'compound', 'nmod', 'nmod:poss', 'acl', 'det').length === 0

/** "reports" in "reports that A": without what they say. */
function bareNoun({ sentence, at }: Trigger, head: Token): Phrase {
  const whole = spanOf(
    nounPhraseTokens(sentence, head, { clauses: false, coordinated: false }).filter((t) => t.index <= head.index),
  )
  return whole ? { sentence: at, head, limits: whole, whole } : { sentence: at, head }
}

/** "Last month, X claimed": a time does not speak, what the tree hangs on it may. */
function properSpeaker(_context: Context, { sentence }: Trigger, head: Token): Token {
  // "In Balkh, X, a spokesman, said": a phrase with "in" is no subject.
  if (
    ['in', 'on', 'at', 'from', 'near'].includes(prepositionOf(sentence, head) ?? '') &&
    hasRelation(head, 'nsubj', 'obl')
  )
    return childrenOf(sentence, head, 'appos', 'conj').find((t) => t.upos === 'PROPN' || t.upos === 'NOUN') ?? head
  if (
    !/^(?:day|week|month|year|night|morning|evening|afternoon|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/i.test(
      head.lemma,
    )
  )
    return head
  return (
    childrenOf(sentence, head, 'appos', 'conj', 'flat').find((t) => t.upos === 'PROPN' || t.upos === 'NOUN') ?? head
  )
}

/** "a statement by X": X speaks, not the statement. */
function madeBy(context: Context, trigger: Trigger, head: Token): Token | null {
  if (labelOf(context.lexicon, 'carriers', head) !== 'document') return null
  const by = childrenOf(trigger.sentence, head, 'nmod', 'acl', 'obl').find((t) =>
    childrenOf(trigger.sentence, t, 'case').some((c) => ['by', 'from'].includes(wordOf(c))),
  )
  return by && ['NOUN', 'PROPN', 'PRON'].includes(by.upos) ? by : null
}

function headOfSpans(sentence: Sentence, found: Found): Token | null {
  if (found.kind !== 'spans') return null
  const tokens = sentence.tokens.filter((t) => found.spans.some((s) => contains(s, t)) && t.upos !== 'PUNCT')
  if (
    tokens.length === 0 ||
    tokens.length > 9 ||
    tokens.some((t) => isVerb(t) && ['VBD', 'VBZ', 'VBP', 'VB'].includes(t.xpos))
  )
    return null
  const top = topOf(tokens)
  return top && ['NOUN', 'PROPN'].includes(top.upos) ? top : null
}

/** After a colon any name may follow; what speaks there is a noun for speakers, or a name that ends the line. */
function speaksInHeadline(context: Context, { sentence }: Trigger, head: Token): boolean {
  if (quotationAt(context.quotations, head.start)) return false
  const listed = childrenOf(sentence, head, 'conj').length > 0
  const named =
    labelOf(context.lexicon, 'source-nouns', head) !== null || labelOf(context.lexicon, 'carriers', head) === 'document'
  return named || (!listed && head.upos === 'PROPN' && !/[.!?]$/.test(sentence.tokens.at(-1)?.text ?? ''))
}

/** Writings and pictures, or what takes one up: "it" after a report. */
function isDocument(context: Context, { at }: Trigger, head: Token): boolean {
  const label = labelOf(context.lexicon, 'carriers', head)
  if (label !== null) return true
  if (!['it', 'they', 'which', 'that'].includes(wordOf(head))) return false
  return (
    antecedentOf(context.reading, { sentence: at, token: head.index }, context.lexicon)?.nominal.class === 'document'
  )
}

/** People, bodies and writings speak; a road does not. */
export function canSpeak(context: Context, head: Token): boolean {
  if (head.upos === 'PRON' || head.upos === 'PROPN' || head.upos === 'DET' || head.upos === 'NUM') return true
  if (labelOf(context.lexicon, 'source-nouns', head) !== null || labelOf(context.lexicon, 'carriers', head) !== null)
    return true
  return (
    ['pronoun-nouns', 'role-families', 'ranks', 'genders'].some(
      (name) => labelOf(context.lexicon, name, head) !== null,
    ) || /(?:man|men|woman|women|ist|ists|ian|ians|person|people|ers?|ors?)$/.test(lemmaOf(head))
  )
}

const isSpeechVerb = (context: Context, { token }: Trigger): boolean =>
  labelsOf(context.lexicon, 'speech-verbs').has(lemmaOf(token)) ||
  labelsOf(context.lexicon, 'showing-verbs').has(lemmaOf(token))

function contentSpans(
  context: Context,
  trigger: Trigger,
  found: Found,
  source: Phrase | 'outlet',
  name = '',
): readonly Span[] {
  if (found.kind === 'outlet') return []
  const { sentence } = trigger
  if (found.kind === 'spans' && found.spans.some((s) => s.start < sentence.start || s.end > sentence.end))
    return found.spans
  const whole = [
    'responsibility-or-clause',
    'deed-object',
    'deed-subject',
    'open-sentence',
    'whole-sentence-clause',
    'clause-with-subject',
    'whole-clause',
    'nobody-clause',
    'nobody-asks',
    'taken-up',
    'taken-up-passive',
    'said-subject',
    'clause-above',
    'negated-above',
  ].includes(name)
  const speaker =
    source === 'outlet' || source.sentence !== trigger.at ? [] : speakerTokens(sentence, source, trigger.token)
  const shut = new Set(whole ? [] : [...trigger.cue, ...speaker].map((t) => t.index))
  const wanted =
    found.kind === 'noun'
      ? nounPhraseTokens(sentence, found.token)
      : sentence.tokens.filter((t) => found.spans.some((s) => contains(s, t)))
  const open = wanted.filter((t) => !shut.has(t.index))
  const aligned =
    name === 'clause' && isSpeechVerb(context, trigger)
      ? alignAfter(context, trigger, open, hearerOf(context, trigger))
      : open
  return tidy(context.reading.text, sentence, aligned)
}

/** The words of the speaker's phrase, unless the content itself is part of it ("the claim that …"). */
function speakerTokens(sentence: Sentence, { head, limits, whole }: Phrase, trigger: Token): readonly Token[] {
  if (isWithin(sentence, trigger, head)) return [head]
  if (whole) return sentence.tokens.filter((t) => contains(whole, t))
  const tokens = subtree(
    sentence,
    head,
    (t) =>
      t.head === head.index && hasRelation(t, 'parataxis', 'acl:relcl') && ancestorsOf(sentence, trigger).includes(t),
  )
  return limits ? tokens.filter((t) => limits.start <= t.start && t.end <= limits.end) : tokens
}

/** Words of distance on the cue itself: "reportedly claimed". */
function hedgesOn(context: Context, { sentence, token, cue }: Trigger): readonly string[] {
  const hedges = labelsOf(context.lexicon, 'hedges')
  const near = new Set([...cue, ...childrenOf(sentence, token, 'advmod')])
  return [...near]
    .filter((t) => t.upos === 'ADV' && hedges.has(wordOf(t)))
    .sort((a, b) => a.index - b.index)
    .map((t) => t.text)
}
