import type { Decisions, FoundName } from './decode.js'
import type { Gazetteer } from './kinds.js'
import { TITLES } from './words.js'

/** Names of one sentence, before the document has its say. */
export interface NamedWords {
  readonly forms: readonly string[]
  readonly decisions: Decisions
}

/**
 * Mends the bounds of the names that the network found, by what its tags and tree say: a proper noun that it passed over
 * is a name, a title and a number belong to the name on which they hang, every hashtag is a name of its own; days, eras
 * and common words that only begin a sentence are none.
 */
export function mendNames(sentences: readonly NamedWords[], gazetteer: Gazetteer | null): FoundName[][] {
  const bounded = sentences.map(({ forms, decisions }) => {
    const names = decisions.names.flatMap((name) => tagByTag(forms, name)).map((name) => bare(decisions, forms, name))
    return withPassedOver(forms, decisions, names)
  })
  const common = commonWords(sentences, bounded)
  return sentences.map(({ forms, decisions }, s) => {
    const real = (bounded[s] ?? []).filter((name) => !isCommon(forms, name, common, gazetteer))
    return widened(forms, decisions, real)
  })
}

const isCapital = (form: string): boolean => /^['’]?(?:\p{Lu}|\p{Ll}\p{Lu}|[#@][\p{L}\p{N}])/u.test(form)
const isTag = (form: string): boolean => /^[#@][\p{L}\p{N}]/u.test(form)

/** Words with a capital that are no names by themselves. */
const NO_NAME =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|June|July|August|September|October|November|December|B\.?C\.?(?:E\.?)?|A\.?D\.?|C\.E\.|CE|GMT|UTC|Nos?\.?|I)$/
/** And those that are mostly none, so that a tag alone makes none of them. */
const RARE_NAME =
  /^(?:May|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?|EST|EDT|PST|PDT|CET|CEST|BST|[AP]\.?M\.?|\p{Lu})$/u

/** "#Syria #Aleppo": each for itself. */
function tagByTag(forms: readonly string[], name: FoundName): FoundName[] {
  const words = forms.slice(name.first, name.last + 1)
  if (words.length === 1 || !words.every(isTag)) return [name]
  return words.map((_, k) => ({ ...name, first: name.first + k, last: name.first + k }))
}

/** Without the preposition that begins a line: "By Anna Berg". */
function bare({ tags }: Decisions, forms: readonly string[], name: FoundName): FoundName {
  const isByline = name.first === 0 && name.last > 0 && tags[0]?.upos === 'ADP'
  return isByline && isCapital(forms[1] ?? '') ? { ...name, first: 1 } : name
}

/** Words that the document writes small, and those that it writes with a capital within a sentence. */
interface CommonWords {
  readonly small: ReadonlySet<string>
  readonly large: ReadonlySet<string>
}

/** Which of the names of one word the document writes small, and which with a capital within a sentence. */
function commonWords(sentences: readonly NamedWords[], names: readonly (readonly FoundName[])[]): CommonWords {
  const single = new Set<string>()
  for (const [s, { forms }] of sentences.entries())
    for (const { first, last } of names[s] ?? []) if (first === last) single.add((forms[first] ?? '').toLowerCase())
  const small = new Set<string>()
  const large = new Set<string>()
  for (const { forms } of sentences) {
    for (const [i, form] of forms.entries()) {
      const word = form.toLowerCase()
      if (!single.has(word)) continue
      if (form === word && !isTag(word)) small.add(word)
      else if (/^\p{Ll}/u.test(forms[i - 1] ?? '') && !isCapital(forms[i + 1] ?? '')) large.add(word)
    }
  }
  return { small, large }
}

/** Written small without being in a gazetteer, or a word that the document otherwise writes small. */
function isCommon(
  forms: readonly string[],
  { first, last, score }: FoundName,
  { small, large }: CommonWords,
  gazetteer: Gazetteer | null,
): boolean {
  const words = forms.slice(first, last + 1)
  if (!words.some(isCapital)) return ((gazetteer?.known(words.join(' ')) ?? 0) & 15) === 0
  const word = words.length === 1 ? (words[0] ?? '') : ''
  if (NO_NAME.test(word) || /^Nos?\.? \p{N}+$/u.test(words.join(' '))) return true
  if (/^\p{Lu}{2,}$/u.test(word) || (score === FOUND_BY_TAG && !begins(forms, first))) return false
  return small.has(word.toLowerCase()) && !large.has(word.toLowerCase())
}

const begins = (forms: readonly string[], at: number): boolean =>
  forms.slice(0, at).every((form) => !/[\p{L}\p{N}]/u.test(form))

/** With the runs of proper nouns outside all names. */
function withPassedOver(forms: readonly string[], { tags }: Decisions, names: readonly FoundName[]): FoundName[] {
  const taken = new Uint8Array(forms.length)
  for (const { first, last } of names) taken.fill(1, first, last + 1)
  const isProper = (i: number): boolean => {
    if (taken[i] !== 0 || tags[i]?.upos !== 'PROPN') return false
    const form = forms[i] ?? ''
    return isCapital(form) && !NO_NAME.test(form) && !RARE_NAME.test(form)
  }
  const added: FoundName[] = []
  for (let first = 0; first < forms.length; first++) {
    if (!isProper(first)) continue
    let last = first
    while (isProper(last + 1)) last++
    // "South" of "South African" is none.
    const after = taken[last + 1] === 0 && isCapital(forms[last + 1] ?? '')
    if (!after) added.push(...tagByTag(forms, { first, last, kind: 'other', score: FOUND_BY_TAG, kinds: LEANING }))
    first = last
  }
  if (added.length === 0 || !isMixed(forms)) return [...names]
  return [...names, ...added].sort((a, b) => a.first - b.first)
}

/** What the network did not call a name is seldom a person, a body or a place. */
const LEANING = [0, 0, 0, 4]
/** How sure a name is that only its tag speaks for. */
const FOUND_BY_TAG = 0.3

/** A line in capitals, or with a capital on every word, says nothing about names. */
function isMixed(forms: readonly string[]): boolean {
  const words = forms.filter((form) => /^\p{L}/u.test(form))
  return words.filter((form) => /^\p{Ll}/u.test(form)).length * 3 >= words.length
}

/** Each name with what hangs in it on either side: "Professor Weber", "Smith & Sons", "COVID-19", "the 2004 Olympics". */
function widened(forms: readonly string[], decisions: Decisions, names: readonly FoundName[]): FoundName[] {
  const wide: FoundName[] = []
  for (const name of names) {
    const before = wide.at(-1)
    if (before && joins(forms, decisions, before, name)) {
      const surer = before.score > name.score ? before : name
      wide[wide.length - 1] = { ...surer, first: before.first, last: name.last }
    } else wide.push(name)
  }
  const named = wide.filter((name) => !isTitle(forms, name))
  return named.map((name) => withNumbers(forms, decisions, withAdjectives(forms, decisions, name)))
}

/** Two names of which the network is as sure are two: "AFP - Kabul". */
const SURE = 0.9

/** What stands within Arabic and Persian names: "Izz ad-Din al-Qassam", "Nahr-e-Shahi". */
const PARTICLE = /^(?:al|ad|an|ar|as|ash|at|az|el|ed|er|es|ez|ul|ur|ud|us|i|e|o|-)$/i

const WITHIN = /^(?:flat|compound|nmod:desc|goeswith)$/

/** Two names side by side or about a hyphen, of which one hangs in the other; or about "&". */
function joins(forms: readonly string[], { heads, relations, tags }: Decisions, a: FoundName, b: FoundName): boolean {
  const gap = b.first - a.last - 1
  const hangs = (from: FoundName, into: FoundName, how: RegExp): boolean => {
    for (let i = from.first; i <= from.last; i++)
      if (isWithin(into, heads[i] ?? -1) && how.test(relations[i] ?? '')) return true
    return false
  }
  if (gap > 1) return gap <= 3 && areParticles(forms, tags, a.last + 1, b.first - 1)
  if (isTag(forms[a.last] ?? '') || isTag(forms[b.first] ?? '')) return false
  if (gap === 0) return isTitle(forms, a) || hangs(a, b, WITHIN) || hangs(b, a, WITHIN)
  if (forms[a.last + 1] === '&') return hangs(b, a, /^conj$/)
  if (Math.min(a.score, b.score) > SURE) return false
  return tags[a.last + 1]?.xpos === 'HYPH' && (hangs(b, a, /^flat$/) || hangs(a, b, /^compound$/))
}

const isTitle = (forms: readonly string[], { first, last }: FoundName): boolean =>
  forms.slice(first, last + 1).every((form) => TITLES.has(form.replace(/\.$/, '').toLowerCase()))

/** At least one hyphen among them, and no word that is not part of a name. */
function areParticles(forms: readonly string[], tags: Decisions['tags'], first: number, last: number): boolean {
  const between = forms.slice(first, last + 1)
  const isPart = (form: string, k: number): boolean =>
    form === '-' || (PARTICLE.test(form) && tags[first + k]?.upos === 'PROPN')
  return between.includes('-') && between.length > 1 && between.every(isPart)
}

/** "Digital Humanities": a name that only its tag speaks for has its capital adjectives with it. */
function withAdjectives(forms: readonly string[], { heads, relations }: Decisions, name: FoundName): FoundName {
  if (name.score !== FOUND_BY_TAG) return name
  const hangs = (i: number): boolean =>
    i > 0 && relations[i] === 'amod' && isCapital(forms[i] ?? '') && isWithin(name, heads[i] ?? -1)
  let { first } = name
  while (hangs(first - 1)) first--
  return { ...name, first }
}

const isWithin = ({ first, last }: FoundName, i: number): boolean => i >= first && i <= last

/** With the number that the tree has in the name, not the one that counts it ("14 Taliban"). */
function withNumbers(forms: readonly string[], { tags, heads, relations }: Decisions, name: FoundName): FoundName {
  const hangs = (i: number, how: RegExp): boolean =>
    /^\p{N}+$/u.test(forms[i] ?? '') && how.test(relations[i] ?? '') && isWithin(name, heads[i] ?? -1)
  let { first, last } = name
  if (hangs(first - 1, /^compound$/)) first--
  if (hangs(last + 1, /^(?:flat|dep)$/)) last++
  else if (tags[last + 1]?.xpos === 'HYPH' && hangs(last + 2, /^flat$/)) last += 2
  return { ...name, first, last }
}
