import {
  type Claim,
  type ClaimRef,
  familyOf,
  overlaps,
  type Quote,
  type Stance,
  type Statement,
  wordsOf,
} from '../claim/index.js'
import type { Frame } from './reading.js'
import type { Spoken } from './statements.js'

/** Which earlier claim or statement of the same report a denial, doubt, confirmation or contradiction answers. */

const ANSWERS = new Set<Stance>(['denies', 'disputes', 'doubts', 'confirms'])

/** A denial or doubt that is read from its stance alone is found by "stance/denies". */
export const STANCE_ONLY = 'stance/'

/** All of them, each with what it answers: a claim of the ledger by its id, anything else by its words. */
export function withAnswers<S extends Statement>(
  some: readonly Spoken<S>[],
  all: readonly Spoken<Statement>[],
  claims: readonly Spoken<Claim>[],
): S[] {
  const told = all.map((a) => a.said)
  const known = new Set(claims.map((c) => c.said.id))
  const found = new Map<string, Statement | Quote>()
  for (const { said, frame } of inOrder(all)) {
    if (!ANSWERS.has(said.stance)) continue
    if (said.about) continue
    const target = sibling(found, said, told) ?? answered(said, frame, told)
    // What tells no event is about what its words name.
    const own = said.foundBy.startsWith(STANCE_ONLY) ? (frame?.about ?? said.quote) : null
    const about = target ?? own
    if (about) found.set(said.id, about)
  }
  return some.map(({ said }) => {
    const target = found.get(said.id)
    if (!target) return said
    if (!('id' in target)) return { ...said, about: target }
    return { ...said, about: known.has(target.id) ? refTo(target) : target.quote }
  })
}

const inOrder = <T extends Spoken<Statement>>(all: readonly T[]): T[] =>
  [...all].sort((a, b) => a.said.quote.start - b.said.quote.start)

/** "confirmed the action, saying that …": what one speaker confirms in one breath answers one thing. */
function sibling(
  found: ReadonlyMap<string, Statement | Quote>,
  said: Statement,
  all: readonly Statement[],
): Statement | null {
  const before = all.findLast(
    (s) =>
      s.stance === said.stance && s.stance === 'confirms' && s.id !== said.id && speakerKey(s) === speakerKey(said),
  )
  const target = before && found.get(before.id)
  return target && 'id' in target ? target : null
}

export const refTo = (claim: Statement): ClaimRef => ({ claim: claim.id, quote: claim.quote })

function answered(said: Statement, frame: Frame | null, all: readonly Statement[]): Statement | Quote | null {
  const written = frame?.about ?? null
  const others = all
    .filter((s) => s.id !== said.id && canBeAnswered(said, s) && speakerKey(s) !== speakerKey(said))
    .sort((a, b) => a.quote.start - b.quote.start)
  const named = written ?? (SAYING.test(said.quote.text) ? said.quote : null)
  if (named && SAYING.test(named.text)) {
    const before = others.filter((s) => s.quote.end <= named.start && s.attribution.source !== 'outlet')
    const last = before.at(-1)
    if (last) return before.find((s) => uttererKey(s) === uttererKey(last)) ?? last
  }
  // "rejected the U.N. report" answers the report; "confirmed the action", "denied claims that …" answer who said so.
  if (written && !overlaps(written, said.quote) && !pointsBack(written)) {
    const inside = all.find((s) => s.id !== said.id && s.quote.start < said.quote.start && overlaps(s.quote, written))
    return inside ?? written
  }
  const best = others
    .map((other) => ({ other, likeness: likeness(other, said) }))
    .filter((o) => o.likeness >= (said.stance === 'confirms' && !written ? 2 : 1.2))
    .sort((a, b) => b.likeness - a.likeness)[0]
  if (best) return best.other
  // "confirmed the find": what is taken up by a noun alone was told last.
  if (written && pointsBack(written) && !SAYING.test(written.text)) {
    const last = others.findLast((s) => s.quote.end <= said.quote.start)
    if (last) return last
  }
  const isLoose = said.stance === 'disputes' || UNCHECKED.some((id) => frame?.foundBy.endsWith(id))
  if (!isLoose || written) return written
  // Whoever sets their own version against another's, or finds no proof, answers the last that spoke.
  return others.findLast((s) => s.quote.end <= said.quote.start && s.attribution.source !== 'outlet') ?? null
}

/** Pages by which the outlet says that something could not be checked. */
export const UNCHECKED = ['not-verified', 'cannot-verify', 'no-confirmation']

/** Answers are not answered themselves, but for a confirmation that somebody denies. */
const canBeAnswered = (said: Statement, other: Statement): boolean =>
  !ANSWERS.has(other.stance) || (other.stance === 'confirms' && said.stance !== 'confirms')

/** "the military action", "the attack": a short phrase with "the" that takes up what was told before. */
const pointsBack = (words: Quote): boolean =>
  /^(?:the|this|that|these|those|it|its|his|her|their)(?: \p{Ll}+){0,2}$/iu.test(words.text)

/** "that account", "their claims", "this", "it": what somebody said, by no other word than that it was said. */
const SAYING =
  /^(?:it|this|that|these|(?:the|this|that|these|those|such|its|his|her|their|neither|both) (?:\p{Ll}+ )?(?:statement|claim|report|announcement|accusation|allegation|charge|account|version|figure|number|toll|estimate|assertion|information|news|story|rumou?r|suggestion|comment|remark|footage|video)s?)\b/iu

const speakerKey = ({ attribution }: Statement): string =>
  attribution.source === 'outlet' ? 'outlet' : `${attribution.source.quote.start}`

/** Whose mouth it comes from: the last that relays it, else the speaker. */
function uttererKey(said: Statement): string {
  const relay = said.attribution.via.at(-1)?.who
  return relay && relay !== 'unknown' ? `${relay.quote.start}` : speakerKey(said)
}

const isClaim = (said: Statement): said is Claim => 'content' in said

/** How much two speak of one matter: of claims the family, then every party, place and type they share; else the words. */
function likeness(a: Statement, b: Statement): number {
  const near = a.quote.start < b.quote.start ? 0.1 : 0
  if (!isClaim(a) || !isClaim(b)) return 2.5 * sharedWords(a, b) + near
  if (familyOf(a.content.type) !== familyOf(b.content.type)) return 0
  const words = (c: Claim) =>
    new Set([...c.content.actor, ...c.content.target].flatMap((m) => contentWords(wordsOf(m))))
  const places = (c: Claim) => new Set(c.content.place.flatMap((p) => contentWords(p.quote.text)))
  const shared = (x: ReadonlySet<string>, y: ReadonlySet<string>) => [...x].some((w) => y.has(w))
  return (
    0.5 +
    (a.content.type === b.content.type ? 0.5 : 0) +
    (shared(words(a), words(b)) ? 0.75 : 0) +
    (shared(places(a), places(b)) ? 0.75 : 0) +
    near
  )
}

/** The share of the shorter one's words that the other has too, by their first letters: "crashed", "the crash". */
function sharedWords(a: Statement, b: Statement): number {
  const stems = (s: Statement) => new Set(contentWords(s.quote.text).map((w) => w.slice(0, 5)))
  const [x, y] = [stems(a), stems(b)]
  const smaller = Math.min(x.size, y.size)
  return smaller === 0 ? 0 : [...x].filter((w) => y.has(w)).length / smaller
}

const contentWords = (words: string): readonly string[] =>
  (words.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((w) => !EMPTY.test(w))

const EMPTY =
  /^(?:the|some|other|its|their|his|her|our|province|city|district|members?|group|and|but|that|this|with|from|for|had|has|have|was|were|been|are|will|would|not|any|who|which|they|into|near|said)$/
