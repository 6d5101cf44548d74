import type { NameKind } from './contract.js'
import { type Decisions, type FoundName, KINDS } from './decode.js'
import { type KindReader, kindFeatures, kindWords } from './kinds.js'
import { mendNames } from './proper.js'

/** The second opinion on kinds, with the word vectors that it reads. */
export interface SecondOpinion {
  readonly reader: KindReader
  vectorOf(form: string): Int16Array
}

/** One sentence's words and the names that the model found in it. */
export interface NamedSentence {
  readonly forms: readonly string[]
  readonly decisions: Decisions
}

/**
 * What one document calls by the same name is of the same kind. Names are settled by a vote of all their mentions;
 * short forms ("Mujahid", "ISKP") vote with the long ones ("Zabihullah Mujahid", "Islamic State Khorasan Province (ISKP)"),
 * and a mention that the model passed over is found where the document is sure of the name elsewhere.
 */
export function agreeOnNames(sentences: readonly NamedSentence[], second: SecondOpinion | null): FoundName[][] {
  const mended = mendNames(sentences, second?.reader ?? null)
  const found = sentences.map(({ forms }, s) => (mended[s] ?? []).map((name) => ({ ...name, key: keyOf(forms, name) })))
  const votes = new Votes()
  for (const [s, { forms, decisions }] of sentences.entries()) {
    for (const name of found[s] ?? []) votes.add(name.key, kindScores(forms, decisions, name, second), name.score)
  }
  for (const [s, { forms }] of sentences.entries()) linkAbbreviations(forms, found[s] ?? [], votes)
  linkShortForms(found.flat(), votes)
  return sentences.map(({ forms, decisions }, s) => {
    const settled = (found[s] ?? []).map(({ key, ...name }) => ({
      ...name,
      kind: onePerson(decisions, name, votes.winner(key)),
    }))
    return passedOver(forms, settled, votes)
  })
}

/** "Palestinians", "Sunnis": a plural proper noun is a people, not a person. */
const onePerson = ({ tags }: Decisions, { first, last }: FoundName, kind: NameKind): NameKind =>
  kind === 'person' && first === last && tags[first]?.xpos === 'NNPS' ? 'other' : kind

/** How likely each kind is, by the network and by the weights beside it: shares that add up to 1. */
function kindScores(
  forms: readonly string[],
  decisions: Decisions,
  name: FoundName,
  second: SecondOpinion | null,
): number[] {
  const logits = second ? secondLogits(forms, decisions, name, second) : []
  const sums = name.kinds.map((logit, k) => NETWORK * logit + (second?.reader.trust ?? 0) * (logits[k] ?? 0))
  const most = Math.max(...sums)
  const parts = sums.map((s) => exponential(s - most))
  const total = parts.reduce((a, b) => a + b, 0)
  return parts.map((p) => p / total)
}

function secondLogits(
  forms: readonly string[],
  decisions: Decisions,
  name: FoundName,
  { reader, vectorOf }: SecondOpinion,
): number[] {
  const vectors = kindWords(forms, decisions.heads, name).map(vectorOf)
  const logits = reader.logits(kindFeatures(forms, decisions, name, reader), vectors)
  const listed = LISTED.indexOf(reader.known(keyOf(forms, name)) & 15)
  return logits.map((logit, k) => (k === listed ? logit + LISTED_LEAD : logit))
}

/** Masks of names that the lists hold as one kind only: person, organisation. */
const LISTED: readonly number[] = [1, 2]
/** How much such a list counts; a place's name is a person's too often ("Hassan", "Paris"). */
const LISTED_LEAD = 8

/** How much the network's logits count; below 1, since it is surer than it should be. */
const NETWORK = 0.3

/** e to the power of x ≤ 0 by exact steps only, so that it is the same on every machine: (1 + x/1024) to the 1024th. */
function exponential(x: number): number {
  let power = Math.max(0, 1 + x / 1024)
  for (let i = 0; i < 10; i++) power *= power
  return power
}

const keyOf = (forms: readonly string[], { first, last }: { first: number; last: number }): string =>
  forms
    .slice(first, last + 1)
    .join(' ')
    .toLowerCase()

/** Sums of scores by kind; keys that name the same thing share one sum. */
class Votes {
  readonly #kinds = new Map<string, number[]>()
  readonly #same = new Map<string, string>()
  readonly #sure = new Map<string, number>()

  #root(key: string): string {
    let at = key
    for (let next = this.#same.get(at); next !== undefined; next = this.#same.get(at)) at = next
    return at
  }

  add(key: string, shares: readonly number[], score: number): void {
    const kinds = this.#kinds.get(key) ?? [0, 0, 0, 0]
    this.#kinds.set(
      key,
      kinds.map((sum, k) => sum + (shares[k] ?? 0)),
    )
    this.#sure.set(key, Math.max(this.#sure.get(key) ?? 0, score))
  }

  /** From here on both keys vote as one. */
  join(short: string, long: string): void {
    const from = this.#root(short)
    const into = this.#root(long)
    if (from === into) return
    const [a, b] = [this.#kinds.get(from) ?? [], this.#kinds.get(into) ?? []]
    this.#kinds.set(
      into,
      KINDS.map((_, k) => (a[k] ?? 0) + (b[k] ?? 0)),
    )
    this.#same.set(from, into)
  }

  winner(key: string): NameKind {
    const sums = this.#kinds.get(this.#root(key)) ?? []
    let best = 0
    for (let k = 1; k < KINDS.length; k++) if ((sums[k] ?? 0) > (sums[best] ?? 0)) best = k
    return KINDS[best] ?? 'other'
  }

  /** Names of one to four words that the document is sure of. */
  sureNames(): Map<string, number> {
    return new Map([...this.#sure].filter(([key, score]) => score >= SURE && key.length >= 3))
  }
}

const SURE = 0.75

interface KeyedName extends FoundName {
  readonly key: string
}

/** "Inter-Services Intelligence (ISI)": the letters in brackets are the first letters of the name before. */
function linkAbbreviations(forms: readonly string[], names: readonly KeyedName[], votes: Votes): void {
  for (const [i, short] of names.entries()) {
    const long = names[i - 1]
    if (!long || long.last !== short.first - 2 || forms[short.first - 1] !== '(') continue
    if (
      short.first === short.last &&
      isAbbreviation(forms[short.first] ?? '', forms.slice(long.first, long.last + 1))
    ) {
      votes.join(short.key, long.key)
    }
  }
}

function isAbbreviation(short: string, long: readonly string[]): boolean {
  const letters = short.replace(/[^\p{Lu}]/gu, '')
  const initials = long.filter((w) => /^\p{Lu}/u.test(w)).map((w) => w[0])
  return letters.length >= 2 && letters[0] === initials[0] && letters.length >= initials.length - 1
}

/** "Mujahid" after "Zabihullah Mujahid". */
function linkShortForms(names: readonly KeyedName[], votes: Votes): void {
  const full = new Map<string, string>()
  for (const { first, last, kind, key } of names) {
    if (kind === 'person' && last > first && last - first <= 3) full.set(key.split(' ').at(-1) ?? '', key)
  }
  for (const { first, last, kind, key } of names) {
    const long = full.get(key)
    if (first === last && long !== undefined && kind !== 'place') votes.join(key, long)
  }
}

/** Mentions of sure names that the model passed over: the same words, with the same capitals, outside all names. */
function passedOver(forms: readonly string[], names: FoundName[], votes: Votes): FoundName[] {
  const sure = votes.sureNames()
  if (sure.size === 0) return names
  const taken = new Uint8Array(forms.length)
  for (const { first, last } of names) taken.fill(1, first, last + 1)
  const added: FoundName[] = []
  for (let i = 0; i < forms.length; i++) {
    if (taken[i] || !/^\p{Lu}/u.test(forms[i] ?? '')) continue
    for (let n = Math.min(4, forms.length - i); n > 0; n--) {
      const key = keyOf(forms, { first: i, last: i + n - 1 })
      const score = sure.get(key)
      if (score === undefined || taken.subarray(i, i + n).some(Boolean) || touchesCapital(forms, taken, i, i + n - 1))
        continue
      added.push({ first: i, last: i + n - 1, kind: votes.winner(key), score: score / 2, kinds: [] })
      taken.fill(1, i, i + n)
      break
    }
  }
  return added.length === 0 ? names : [...names, ...added].sort((a, b) => a.first - b.first)
}

/** Part of a longer run of capitals is another name. */
function touchesCapital(forms: readonly string[], taken: Uint8Array, first: number, last: number): boolean {
  const capital = (i: number): boolean => /^\p{Lu}/u.test(forms[i] ?? '') && !taken[i]
  return capital(first - 1) || capital(last + 1)
}
