import type { Sentence, Token } from '../../../language/contract.js'
import {
  ancestorsOf,
  childrenOf,
  hasRelation,
  headOf,
  isNominal,
  isPassive,
  isPredicate,
  isWithin,
  subtree,
} from '../../tree.js'
import { type Context, isVerb, labelsOf, lemmaOf, wordOf } from '../context.js'
import { isFiniteVerb } from '../linear.js'
import { clauseSpans, type Found, isToInfinitive, spansOf, type Trigger } from './found.js'
import { opensBefore } from './hosts.js'
import { speakingSubject } from './speakers.js'

/** What is said, where it follows its cue: clauses, quotations, the two sides of a colon. */

/** The clause that says what is said, after its verb: a "that"-clause, a bare clause, one after a colon. */
export function clauseOf(context: Context, trigger: Trigger): Found | null {
  const { sentence, token } = trigger
  // "…," said X, a widow: what stands behind an inverted subject is the subject's.
  const speaker = speakingSubject(context, trigger)
  if (speaker && speaker.index > token.index) return null
  const complements = childrenOf(sentence, token, 'ccomp', 'csubj').filter(
    (t) => t.index > token.index && !opensBefore(trigger, t) && !isOwnVerb(context, t) && !opensWithWhich(sentence, t),
  )
  if (complements.length > 0) return clauseSpans(sentence, complements)
  const loose = childrenOf(sentence, token, 'parataxis').filter(
    (t) => t.index > token.index && isPredicate(sentence, t) && followsMark(sentence, token, t),
  )
  if (loose.length > 0) return clauseSpans(sentence, loose)
  const asked = childrenOf(sentence, token, 'advcl').filter(
    (t) =>
      t.index > token.index &&
      childrenOf(sentence, t, 'mark').some((m) => m.index === token.index + 1 && ['whether', 'if'].includes(wordOf(m))),
  )
  if (asked.length > 0) return clauseSpans(sentence, asked.slice(0, 1))
  const astray = astrayComplement(context, trigger)
  if (astray) return astray
  const bare = childrenOf(sentence, token, 'xcomp').filter(
    (t) => t.index > token.index && !isToInfinitive(sentence, t) && t.xpos !== 'VBG' && isPredicate(sentence, t),
  )
  if (bare.length > 0 && ['say', 'claim', 'think', 'believe'].includes(lemmaOf(token)))
    return clauseSpans(sentence, bare)
  return null
}

/** "reckons about a third of the houses are gone": a bare clause behind the verb that the tree calls an adverbial one. */
function astrayComplement({ lexicon }: Context, { sentence, token, cue }: Trigger): Found | null {
  const holds = ['thought-verbs', 'speech-verbs'].some((list) => labelsOf(lexicon, list).has(lemmaOf(token)))
  if (!holds || !isFiniteVerb(token) || childrenOf(sentence, token, 'obj', 'xcomp').length > 0) return null
  const clause = childrenOf(sentence, token, 'advcl').find(
    (t) =>
      t.index > token.index &&
      (isFiniteVerb(t) || childrenOf(sentence, t, 'aux', 'cop').some(isFiniteVerb)) &&
      childrenOf(sentence, t, 'mark', 'advmod').every((m) => m.index > t.index),
  )
  const from = (cue.at(-1) ?? token).index + 1
  const end = clause ? (subtree(sentence, clause).at(-1)?.index ?? clause.index) : -1
  const inside = sentence.tokens.slice(from, end + 1)
  const opens = inside.slice(0, (clause?.index ?? 0) - from)
  const wanted = opens.some(isNominal) && !opens.some((t) => t.upos === 'PUNCT' || t.upos === 'SCONJ')
  return clause && wanted ? spansOf(sentence, inside, clause) : null
}

/** "A, X says, which Y denies": a relative clause behind a comma is nothing that X says. */
function opensWithWhich(sentence: Sentence, clause: Token): boolean {
  const first = subtree(sentence, clause).find((t) => t.upos !== 'PUNCT')
  return first !== undefined && wordOf(first) === 'which' && sentence.tokens[first.index - 1]?.text === ','
}

/** ", adding that …": a verb of saying of its own. */
const isOwnVerb = (context: Context, clause: Token): boolean =>
  clause.xpos === 'VBG' && labelsOf(context.lexicon, 'speech-verbs').has(lemmaOf(clause))

/** A colon, comma or quotation mark stands between the verb and the clause. */
function followsMark(sentence: Sentence, verb: Token, clause: Token): boolean {
  const start = Math.min(...subtree(sentence, clause).map((t) => t.index))
  return start > verb.index && sentence.tokens.slice(verb.index + 1, start + 1).some((t) => /^[:,"“'‘–—]$/.test(t.text))
}

export function nounClause({ sentence, token }: Trigger): Found | null {
  if (isChannel(sentence, token)) return null
  const clauses = childrenOf(sentence, token, 'acl', 'ccomp').filter((t) => {
    if (hasRelation(t, 'acl:relcl') && isWholeThat(sentence, t)) return t.index > token.index
    if (hasRelation(t, 'acl:relcl') && !childrenOf(sentence, t, 'mark').some((m) => wordOf(m) === 'that')) return false
    return (
      t.index > token.index &&
      (childrenOf(sentence, t, 'mark').some((m) => ['that', 'to', 'of'].includes(wordOf(m))) || hasRelation(t, 'ccomp'))
    )
  })
  if (clauses.length > 0) return clauseSpans(sentence, clauses.slice(0, 1))
  return behindMaker(sentence, token)
}

/** "on its Twitter account that A": no account of anything. */
const isChannel = (sentence: Sentence, token: Token): boolean =>
  lemmaOf(token) === 'account' &&
  (childrenOf(sentence, token, 'compound').length > 0 ||
    childrenOf(sentence, token, 'case').some((t) => ['on', 'via', 'through', 'from'].includes(wordOf(t))))

/** "the news that the bridge had fallen": a clause that lacks nothing is told, however the tree calls its "that". */
function isWholeThat(sentence: Sentence, clause: Token): boolean {
  const that = childrenOf(sentence, clause, 'obj', 'mark').find((t) => wordOf(t) === 'that')
  if (!that || childrenOf(sentence, clause, 'nsubj').length === 0) return false
  if (that.xpos === 'IN') return true
  const others = childrenOf(sentence, clause, 'obj').some((t) => t.index !== that.index)
  const modal = childrenOf(sentence, clause, 'aux').some((t) => t.xpos === 'MD')
  return others || isPassive(sentence, clause) || (modal && !HANDLING.has(lemmaOf(clause)))
}

/** What one does with words: of these verbs "that" may be the object ("the promise that he would keep"). */
const HANDLING = new Set([
  'accept',
  'believe',
  'break',
  'carry',
  'deliver',
  'deny',
  'discuss',
  'give',
  'hear',
  'issue',
  'keep',
  'make',
  'honor',
  'honour',
  'publish',
  'read',
  'regret',
  'reject',
  'release',
  'repeat',
  'share',
  'tell',
  'trust',
  'use',
  'withdraw',
  'write',
])

/** "Word that A came from X": what comes, also where the tree hangs the verb on it. */
export function newsOf(sentence: Sentence, token: Token): Token | null {
  const own = childrenOf(sentence, token, 'nsubj')[0]
  if (own) return own
  // "Claims that A are nonsense": the plural noun may be taken for a verb.
  const [first, that] = sentence.tokens
  if (first?.xpos === 'VBZ' && that && wordOf(that) === 'that' && first.index !== token.index) return first
  const up = hasRelation(token, 'parataxis', 'acl', 'dep') ? headOf(sentence, token) : null
  return up && up.index < token.index && up.upos === 'NOUN' ? up : null
}

/** A quotation of whole clauses in the verb's sentence, on the side where the verb points. */
export function nearQuotation(context: Context, { sentence, token, cue }: Trigger): Found | null {
  const near = context.quotations.filter(
    (q) => q.start < sentence.end && q.end > sentence.start && !(q.start < token.start && token.end < q.end),
  )
  const last = cue.at(-1) ?? token
  const after = near.find((q) => q.start >= last.end)
  const before = [...near].reverse().find((q) => q.end <= token.start)
  const speech = [before, after].filter((q) => q?.speech)
  const taken = speech.length > 0 ? speech : after && directlyAfter(sentence, last, after.start) ? [after] : []
  const spans = taken.flatMap((q) => (q ? [q.inner] : []))
  return spans.length > 0 ? { kind: 'spans', spans, top: null } : null
}

const directlyAfter = (sentence: Sentence, last: Token, offset: number): boolean =>
  !sentence.tokens.some((t) => t.index > last.index && t.end <= offset && t.upos !== 'PUNCT')

/** "He added:" and then the quotation, in the next sentence or paragraph. */
export function followingQuotation(context: Context, { sentence, at }: Trigger): Found | null {
  const lastWord = [...sentence.tokens].reverse().find((t) => !/^["“”'’]$/.test(t.text))
  const next = context.reading.sentences[at + 1]
  if (!next || !lastWord || !/^[:,]$/.test(lastWord.text)) return null
  const q = context.quotations.find((one) => one.start >= sentence.end - 1 && one.start <= next.start + 1)
  return q ? { kind: 'spans', spans: [q.inner], top: null } : null
}

export function colonSide(_context: Context, { sentence, token }: Trigger, side: 'before' | 'after'): Found | null {
  const tokens = sentence.tokens.filter((t) => (side === 'before' ? t.index < token.index : t.index > token.index))
  const words = tokens.filter((t) => t.upos !== 'PUNCT')
  return words.length > 0 ? spansOf(sentence, tokens, null) : null
}

export function verbalSide(context: Context, trigger: Trigger, side: 'before' | 'after'): Found | null {
  const found = colonSide(context, trigger, side)
  if (found?.kind !== 'spans') return null
  const first = found.spans[0]
  const inside = trigger.sentence.tokens.filter(
    (t) => first && t.start >= first.start && (side === 'after' || t.index < trigger.token.index),
  )
  return inside.some((t) => isFiniteVerb(t) || (isVerb(t) && t.xpos === 'VBN')) ? found : null
}

/** "the denial by the army that A": the clause hangs on the maker, or is taken for what the maker did. */
function behindMaker(sentence: Sentence, token: Token): Found | null {
  const that = sentence.tokens
    .slice(token.index + 1, token.index + 10)
    .find((t) => wordOf(t) === 'that' && (hasRelation(t, 'mark') || followsMaker(sentence, token, t)))
  if (!that || sentence.tokens.slice(token.index + 1, that.index).some((t) => isFiniteVerb(t) || t.text === ','))
    return null
  const head = headOf(sentence, that)
  if (!head || head.index < that.index) return null
  if (!isWithin(sentence, head, token) && !followsMaker(sentence, token, that)) return null
  return spansOf(
    sentence,
    subtree(sentence, head).filter((t) => t.index > that.index),
    head,
  )
}

/** "the mission's conclusion was that A". */
export function predicateClause({ sentence, token }: Trigger): Found | null {
  const head = headOf(sentence, token)
  const that = sentence.tokens.slice(token.index + 1, token.index + 9).find((t) => wordOf(t) === 'that')
  const be = that && sentence.tokens[that.index - 1]
  if (!head || !that || !be || lemmaOf(be) !== 'be' || head.index < that.index || !hasRelation(token, 'nsubj'))
    return null
  return spansOf(
    sentence,
    subtree(sentence, head).filter((t) => t.index > that.index),
    head,
  )
}

/** "by X that", "from X that" with a noun before the verb to come: no relative clause. */
function followsMaker(sentence: Sentence, token: Token, that: Token): boolean {
  const between = sentence.tokens.slice(token.index + 1, that.index)
  const next = sentence.tokens.slice(that.index + 1, that.index + 8)
  const verb = next.findIndex((t) => isVerb(t) || t.upos === 'AUX')
  return (
    ['by', 'from', 'of', 'among', 'amongst', 'within'].includes(wordOf(between[0] ?? that)) &&
    next.slice(0, Math.max(verb, 0)).some((t) => isNominal(t))
  )
}

/** "what officials told state media was a depot": what they say it was. */
export function whatComplement({ sentence, token, cue }: Trigger): Found | null {
  const what = sentence.tokens.slice(Math.max(0, token.index - 10), token.index).findLast((t) => wordOf(t) === 'what')
  const parts = (tokens: readonly Token[]) => tokens.some((t) => isFiniteVerb(t) || t.text === ',')
  if (!what || parts(sentence.tokens.slice(what.index + 1, cue[0]?.index ?? token.index))) return null
  const be = sentence.tokens.slice(token.index + 1, token.index + 9).find((t) => lemmaOf(t) === 'be' && isFiniteVerb(t))
  if (!be || parts(sentence.tokens.slice(token.index + 1, be.index))) return null
  const first = sentence.tokens[be.index + 1]
  if (!first) return null
  const predicate = [first, ...ancestorsOf(sentence, first)].filter((t) => t.index > be.index && isNominal(t)).at(-1)
  const below = predicate ? subtree(sentence, predicate, (t) => t.index < be.index) : []
  const end = predicate ? Math.max(...below.map((t) => t.index)) : sentence.tokens.length - 1
  return spansOf(sentence, sentence.tokens.slice(be.index + 1, end + 1), predicate ?? first)
}
