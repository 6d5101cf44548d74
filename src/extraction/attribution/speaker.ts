import type { Affiliation, Mention } from '../../claim/claim.js'
import { type Quote, quote } from '../../claim/span.js'
import type { SourceKind } from '../../claim/vocabulary.js'
import type { Sentence, Token } from '../../language/contract.js'
import {
  type Antecedent,
  antecedentAmongSpeakers,
  antecedentBehind,
  antecedentOf,
  isInsider,
  labelIn,
  labelOf,
  type Nominal,
  phraseTokens,
  resolveMention,
} from '../mentions.js'
import { appositionsOf, childrenOf, hasRelation, nounPhraseSpan, prepositionOf, spanOf } from '../tree.js'
import { type Context, wordOf } from './context.js'
import type { Phrase } from './match.js'
import { quotationAt } from './quotations.js'
import { isMediumsName } from './relays.js'

/** Who speaks, typed, with what the report says of whom they speak for. */
export interface Speaker {
  readonly mention: Mention
  readonly kind: SourceKind
  readonly role: Quote | null
  readonly affiliation: Affiliation | null
}

/** Somebody who spoke before, as the report named them there. */
export interface Spoken {
  readonly phrase: Phrase
  readonly mention: Mention | null
  /** What they said is told by another speaker. */
  readonly nested?: boolean
}

/** An earlier speaker's words are those found when they spoke; a report stands for the body that made it. */
function withFullWords(
  context: Context,
  phrase: Phrase,
  mention: Mention,
  antecedent: Antecedent | null,
  before: readonly Spoken[],
): Mention {
  const { text } = context.reading
  const said =
    antecedent &&
    before.findLast(
      (b) => b.phrase.sentence === antecedent.nominal.sentence && b.phrase.head.index === antecedent.nominal.head.index,
    )
  if (said?.mention)
    return {
      ...mention,
      refersTo: said.mention.refersTo ?? said.mention.quote,
      private: mention.private || said.mention.private,
    }
  if (!mention.refersTo) return mention
  const document = describedBy(context, phrase, antecedent).at(-1)
  const maker =
    document && document.head !== phrase.head
      ? (makerOfDocument(context, document) ?? giverOfDocument(context, document, before))
      : null
  if (!maker) return mention
  const resolved = mentionOf(context, maker)
  const words = resolved.refersTo ?? resolved.quote
  return { ...mention, refersTo: quote(text, words), because: `${mention.because}, made by "${words.text}"` }
}

/** "its assessment", "the UN report": whose writing it is. */
function makerOfDocument({ reading, lexicon }: Context, { sentence: at, head }: Phrase): Phrase | null {
  const sentence = reading.sentences[at]
  if (!sentence || labelOf(lexicon, 'carriers', head) !== 'document') return null
  const maker = childrenOf(sentence, head, 'nmod:poss', 'compound').find(
    (t) => t.upos === 'PRON' || t.upos === 'PROPN' || labelOf(lexicon, 'source-nouns', t) !== null,
  )
  return maker ? { sentence: at, head: maker } : null
}

/** "The front said in a statement that …": the statement is the front's. */
function giverOfDocument({ lexicon }: Context, { sentence, head }: Phrase, before: readonly Spoken[]): Phrase | null {
  if (labelOf(lexicon, 'carriers', head) !== 'document') return null
  const spoke = before.findLast(({ phrase }) => phrase.sentence === sentence && phrase.head.index < head.index)
  return spoke?.phrase ?? null
}

export function speakerOf(context: Context, phrase: Phrase, before: readonly Spoken[] = []): Speaker {
  const antecedent = antecedentAmong(context, phrase, before) ?? namedBehind(context, phrase)
  const mention = withFullWords(context, phrase, mentionOf(context, phrase, antecedent), antecedent, before)
  const described = describedBy(context, phrase, antecedent)
  const kind = described.map((p) => kindOf(context, p)).find((k) => k !== null) ?? 'party'
  const role = described.map((p) => roleOf(context, p)).find((r) => r !== null) ?? null
  const affiliation = described.map((p) => affiliationOf(context, p)).find((a) => a !== null) ?? null
  return { mention, kind, role, affiliation }
}

export const mentionOf = (
  { reading, lexicon }: Context,
  { sentence, head, limits, whole }: Phrase,
  antecedent: Antecedent | null = null,
): Mention =>
  resolveMention(reading, { sentence, token: head.index }, lexicon, {
    ...(limits ? { limits } : {}),
    ...(whole ? { whole } : {}),
    antecedent,
  })

/** Who spoke before speaks on: "he said", "the official added" mean the last fitting speaker, nobody inside a quotation. */
function antecedentAmong(context: Context, phrase: Phrase, before: readonly Spoken[]): Antecedent | null {
  // "The mayor said the colonel had promised to leave. He added …": the outer of two speakers goes on.
  const inner = ({ phrase: p, nested }: Spoken) => (nested && p.sentence < phrase.sentence ? 0 : 1)
  const ordered = [...before].sort((a, b) => a.phrase.sentence - b.phrase.sentence || inner(a) - inner(b))
  const refs = ordered.map(({ phrase: p }) => ({ sentence: p.sentence, token: p.head.index }))
  const quoted = quotationAt(context.quotations, phrase.head.start)
  return antecedentAmongSpeakers(
    context.reading,
    { sentence: phrase.sentence, token: phrase.head.index },
    refs,
    context.lexicon,
    (n) => quotationAt(context.quotations, n.head.start) !== quoted,
  )
}

/** '"They poisoned the well," he said. Abdi Warsame, a herder, had walked …': nobody fits before, the next subject is it. */
function namedBehind({ reading, lexicon, quotations }: Context, { sentence, head }: Phrase): Antecedent | null {
  const ref = { sentence, token: head.index }
  const before = head.upos === 'PRON' ? antecedentOf(reading, ref, lexicon)?.nominal : null
  // Whom a quotation speaks of is not who speaks it.
  const quoted = before && quotationAt(quotations, before.head.start) !== quotationAt(quotations, head.start)
  if (head.upos !== 'PRON' || (before && !quoted)) return null
  return antecedentBehind(reading, ref, lexicon)
}

/** The phrase itself, then the one that it takes up: "he" is described by "X, a spokesman for Y" before. */
function describedBy({ reading, lexicon }: Context, phrase: Phrase, given: Antecedent | null): readonly Phrase[] {
  const before: Nominal | undefined = (
    given ?? antecedentOf(reading, { sentence: phrase.sentence, token: phrase.head.index }, lexicon)
  )?.nominal
  return before ? [phrase, { sentence: before.sentence, head: before.head }] : [phrase]
}

/** The kind of a source by its nouns; a name alone tells nothing. */
function kindOf(context: Context, { sentence: at, head }: Phrase): SourceKind | null {
  const sentence = context.reading.sentences[at]
  if (!sentence) return null
  if (head.upos === 'PRON') return null
  const parts = [
    ...appositionsOf(sentence, head),
    head,
    ...childrenOf(sentence, head, 'compound', 'flat', 'nmod:desc', 'amod'),
  ]
  const kinds = parts.flatMap((t) => {
    const kind = labelIn(sentence, context.lexicon, 'source-nouns', t) as SourceKind | null
    // "Miller" and "Baker" are names.
    return kind === null || (kind === 'witness' && t.upos === 'PROPN' && t.index > 0) ? [] : [kind]
  })
  if (labelOf(context.lexicon, 'source-nouns', head) === 'anonymous') return 'anonymous'
  if (isUnnamed(context, sentence, head) || isInsider(sentence, head)) return 'anonymous'
  if (kinds.length > 0) return kinds[0] ?? null
  if (isMediumsName(context, phraseTokens(sentence, head, context.lexicon).map(wordOf))) return 'media'
  if (labelOf(context.lexicon, 'carriers', head) !== null)
    return labelOf(context.lexicon, 'carriers', head) === 'channel' ? 'media' : 'institution'
  return null
}

/** "an official who asked to remain anonymous", "speaking on condition of anonymity". */
function isUnnamed({ reading, lexicon }: Context, sentence: Sentence, head: Token): boolean {
  const span = spanOf(phraseTokens(sentence, head, lexicon))
  return (
    span !== null &&
    /\banonym|not (?:to be |authori[sz]ed to )|on (?:the )?condition/i.test(reading.text.slice(span.start, span.end))
  )
}

/** The words that tell what a named source is: its apposition, or the title before the name. */
function roleOf(context: Context, { sentence: at, head }: Phrase): Quote | null {
  const sentence = context.reading.sentences[at]
  if (!sentence) return null
  const { text } = context.reading
  const apposition = appositionsOf(sentence, head)[0]
  if (apposition) {
    const named = apposition.upos === 'PROPN' && head.upos === 'NOUN'
    const span = named ? nounPhraseSpan(sentence, head, { clauses: false }) : nounPhraseSpan(sentence, apposition)
    return span && quote(text, span)
  }
  const titles = childrenOf(sentence, head, 'compound', 'nmod:desc', 'amod').filter(
    (t) => t.index < head.index && (t.upos === 'NOUN' || labelOf(context.lexicon, 'ranks', t) !== null),
  )
  const span = spanOf(
    head.upos === 'PROPN' ? titles.flatMap((t) => [t, ...childrenOf(sentence, t, 'compound', 'amod')]) : [],
  )
  if (span) return quote(text, span)
  if (head.upos !== 'NOUN') return null
  const whole = nounPhraseSpan(sentence, head, { coordinated: false })
  return whole && quote(text, whole)
}

const SPEAKING_ROLES = /spokes|speaker|envoy|ambassador|represent/i
const LEANING = new Set([
  'lean',
  'align',
  'ally',
  'affiliate',
  'link',
  'tie',
  'loyal',
  'close',
  'sympathetic',
  'friendly',
  'associate',
])

/** "Taliban spokesman", "a spokesman for the army", "sources close to the Taliban": whose interest the source speaks for. */
function affiliationOf(context: Context, { sentence: at, head }: Phrase): Affiliation | null {
  const sentence = context.reading.sentences[at]
  if (!sentence) return null
  const nouns = [...appositionsOf(sentence, head), head]
  for (const noun of nouns) {
    const leaning = leaningOf(sentence, noun)
    if (leaning) return { of: mentionOf(context, { sentence: at, head: leaning }), how: 'leans-to' }
  }
  for (const noun of nouns) {
    const title =
      noun.upos === 'PROPN' ? childrenOf(sentence, noun, 'compound', 'nmod:desc').find((t) => t.upos === 'NOUN') : noun
    const holder = title
      ? (holderOf(sentence, title) ?? (noun.upos === 'PROPN' ? properBefore(sentence, noun, title) : null))
      : null
    if (title && holder)
      return {
        of: mentionOf(context, { sentence: at, head: holder }),
        how: SPEAKING_ROLES.test(title.text) ? 'speaks-for' : 'belongs-to',
      }
  }
  return null
}

function holderOf(sentence: Sentence, noun: Token): Token | null {
  const owner = childrenOf(sentence, noun, 'nmod:poss')[0]
  const phrase = childrenOf(sentence, noun, 'nmod', 'obl').find(
    (t) =>
      ['for', 'of', 'from', 'with', 'at', 'in'].includes(prepositionOf(sentence, t) ?? '') &&
      t.upos !== 'NUM' &&
      !hasRelation(t, 'nmod:poss'),
  )
  const before = childrenOf(sentence, noun, 'compound', 'amod').find(
    (t) => t.upos === 'PROPN' || (/^\p{Lu}/u.test(t.text) && t.index > 0),
  )
  return before ?? owner ?? phrase ?? null
}

/** "Taliban spokesman X" with both words hanging on the name. */
const properBefore = (sentence: Sentence, name: Token, title: Token): Token | null =>
  childrenOf(sentence, name, 'compound').find((t) => t.upos === 'PROPN' && t.index < title.index) ?? null

function leaningOf(sentence: Sentence, noun: Token): Token | null {
  for (const clause of childrenOf(sentence, noun, 'acl', 'amod')) {
    if (!LEANING.has(clause.lemma.toLowerCase())) continue
    const to = childrenOf(sentence, clause, 'obl', 'nmod').find((t) =>
      ['to', 'towards', 'toward', 'with'].includes(prepositionOf(sentence, t) ?? ''),
    )
    if (to) return to
  }
  return null
}
