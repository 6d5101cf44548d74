import type { Day } from '../claim/index.js'
import { bandKeys, hashWord, likeness, type Signature, signature, wordsFolded } from './minhash.js'
import { Union } from './union.js'

/** What must be known of a report to say whether it is a copy. */
export interface Text {
  readonly id: string
  readonly text: string
  readonly published: Day | null
}

/** Reports of one text: wire copies, syndication, light edits. */
export interface CopyGroup {
  /** Published first; of equals the one with the smallest id. */
  readonly original: string
  /** Ids, the original among them, ascending. */
  readonly members: readonly string[]
}

/** Estimated likeness from which two texts are one (MEASURED, "Near-duplicates"). */
export const COPY_LIKENESS = 0.35
/** Two releases cut from one template share phrases but not names and numbers: less than this share makes two texts. */
const SHARED_FACTS = 0.6
/** Sentences shorter than this recur by chance ("He did not give further details."). */
const SENTENCE_WORDS = 8
/** More reports than this share a sentence only when it is furniture of a site. */
const FURNITURE = 50

/** A report reduced to what copies are found by; it can be stored and need not be computed twice. */
export interface Fingerprint {
  readonly id: string
  readonly published: Day | null
  readonly signature: Signature
  /** Hashes of names and numbers, ascending. */
  readonly facts: Uint32Array
  readonly sentences: readonly SentencePrint[]
}

export interface SentencePrint {
  readonly start: number
  readonly end: number
  readonly hash: number
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const earliest = (a: Fingerprint, b: Fingerprint) => {
  const [x, y] = [a.published ?? '9999', b.published ?? '9999']
  return x < y ? -1 : x > y ? 1 : byId(a, b)
}

/** Stretches that end with a full stop or a line break; coarse, since copies only need the same cuts twice. */
function sentencesOf(text: string): SentencePrint[] {
  const prints: SentencePrint[] = []
  for (const match of text.matchAll(/[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*[.!?]*/g)) {
    const words = wordsFolded(match[0])
    if (words.length < SENTENCE_WORDS) continue
    let hash = 0
    for (const word of words) hash = hashWord(word, hash ^ 0x9e3779b9)
    prints.push({ start: match.index, end: match.index + match[0].length, hash })
  }
  return prints
}

/** Numbers, and words with a capital that do not merely begin a sentence. */
function factsOf(text: string): Uint32Array {
  const facts = new Set<number>()
  for (const match of text.matchAll(/(?<=[\p{L}\p{N},;:)”"’'] ["“‘(]?)(?:\p{Lu}[\p{L}\p{N}’'-]*|\p{N}[\p{N}.,:]*)/gu)) {
    facts.add(hashWord(wordsFolded(match[0]).join(' ')))
  }
  return Uint32Array.from(facts).sort()
}

export const fingerprint = ({ id, text, published }: Text): Fingerprint => ({
  id,
  published,
  signature: signature(text),
  facts: factsOf(text),
  sentences: sentencesOf(text),
})

/** How much a name or sentence tells: one that every page of a site or every release of an office carries tells little. */
class Rarity {
  private readonly times = new Map<number, number>()

  constructor(private readonly prints: readonly Fingerprint[]) {
    for (const { facts, sentences } of prints) {
      for (const fact of facts) this.add(fact)
      for (const hash of new Set(sentences.map((s) => s.hash))) this.add(hash)
    }
  }

  private add(hash: number): void {
    this.times.set(hash, (this.times.get(hash) ?? 0) + 1)
  }

  of(hash: number): number {
    return Math.log(1 + (this.prints.length + SMOOTHING) / (this.times.get(hash) ?? 1))
  }

  sum(hashes: Iterable<number>): number {
    let sum = 0
    for (const hash of hashes) sum += this.of(hash)
    return sum
  }

  /** The share of what the poorer of the two tells that both tell. */
  shared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
    const both = [...b].filter((hash) => a.has(hash))
    return this.sum(both) / Math.max(1e-9, Math.min(this.sum(a), this.sum(b)))
  }
}
/** Keeps a ledger of few reports from taking every name in it for a common one. */
const SMOOTHING = 20

function shareFacts(a: Uint32Array, b: Uint32Array, rarity: Rarity): boolean {
  if (Math.min(a.length, b.length) < 4) return true // too few to tell a template by
  return rarity.shared(new Set(a), new Set(b)) >= SHARED_FACTS
}

/** True when the two reports carry one text. */
const isCopy = (a: Fingerprint, b: Fingerprint, rarity: Rarity): boolean =>
  likeness(a.signature, b.signature) >= COPY_LIKENESS &&
  (shareSentences(a.sentences, b.sentences, rarity) || shareFacts(a.facts, b.facts, rarity))

/** Most of what the shorter one's sentences tell stands word for word in the other. */
function shareSentences(a: readonly SentencePrint[], b: readonly SentencePrint[], rarity: Rarity): boolean {
  const [x, y] = [new Set(a.map(({ hash }) => hash)), new Set(b.map(({ hash }) => hash))]
  return Math.min(x.size, y.size) >= 4 && rarity.shared(x, y) > 0.5
}

function meet(prints: readonly Fingerprint[]): Map<string, number[]> {
  const meeting = new Map<string, number[]>()
  const add = (key: string, i: number) => {
    const there = meeting.get(key)
    if (!there) meeting.set(key, [i])
    else if (there.at(-1) !== i) there.push(i)
  }
  prints.forEach((print, i) => {
    for (const key of bandKeys(print.signature)) add(key, i)
    for (const sentence of print.sentences) add(`s${sentence.hash}`, i)
  })
  return meeting
}

/**
 * Groups of reports that are copies of one text. The order of the reports does not matter.
 *
 * @example copyGroups([wire, daily, other].map(fingerprint)) // [{ original: 'r1', members: ['r1', 'r2'] }]
 */
export function copyGroups(fingerprints: readonly Fingerprint[]): CopyGroup[] {
  const prints = [...fingerprints].sort(byId)
  const union = new Union(prints.length)
  const rarity = new Rarity(prints)
  for (const there of meet(prints).values()) {
    if (there.length < 2 || there.length > FURNITURE * 20) continue
    joinAlike(prints, there, union, rarity)
  }
  return union.groups().map((group) => {
    const members = group.map((i) => prints[i]!)
    return { original: [...members].sort(earliest)[0]!.id, members: members.map((print) => print.id) }
  })
}

/** Compares each with the first of every set met so far: near linear where a bucket holds one text many times. */
function joinAlike(prints: readonly Fingerprint[], bucket: readonly number[], union: Union, rarity: Rarity): void {
  const heads: number[] = []
  for (const i of bucket) {
    if (heads.some((h) => union.find(h) === union.find(i))) continue
    const head = heads.find((h) => isCopy(prints[h]!, prints[i]!, rarity))
    if (head === undefined) heads.push(i)
    else union.join(head, i)
  }
}

/** Whose words a stretch of a report is: its own, or those of the report it was copied from. */
export interface Copies {
  readonly groups: readonly CopyGroup[]
  /** The report in which the words at `start` stood first. */
  originalOf(report: string, start: number): string
}

/** Copies of whole texts, and of sentences within texts that are otherwise different. */
export function findCopies(fingerprints: readonly Fingerprint[]): Copies {
  const groups = copyGroups(fingerprints)
  const root = new Map(
    groups.flatMap(({ original, members }) => members.map((member): [string, string] => [member, original])),
  )
  const first = new Map<number, { print: Fingerprint; times: number }>()
  for (const print of fingerprints) {
    for (const hash of new Set(print.sentences.map((sentence) => sentence.hash))) {
      const seen = first.get(hash)
      if (!seen) first.set(hash, { print, times: 1 })
      else first.set(hash, { print: earliest(print, seen.print) < 0 ? print : seen.print, times: seen.times + 1 })
    }
  }
  const reused = new Map<string, { start: number; end: number; from: string }[]>()
  for (const print of fingerprints) {
    const spans = print.sentences.flatMap(({ start, end, hash }) => {
      const seen = first.get(hash)
      return seen && seen.print.id !== print.id && seen.times <= FURNITURE ? [{ start, end, from: seen.print.id }] : []
    })
    if (spans.length > 0) reused.set(print.id, spans)
  }
  return {
    groups,
    originalOf: (report, start) => {
      const whole = root.get(report) ?? report
      if (whole !== report) return whole
      const from = reused.get(report)?.find((span) => span.start <= start && start < span.end)?.from ?? report
      return root.get(from) ?? from
    },
  }
}

/** No report copies another. */
export const NO_COPIES: Copies = { groups: [], originalOf: (report) => report }
