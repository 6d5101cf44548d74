import type { Claim, Mention, Toll } from '../claim/index.js'
import { wordsOf } from '../claim/index.js'

/** A private individual of one report, by all the words that name them, and by the role that is shown instead. */
export interface PrivatePerson {
  /** Folded words of the name, without titles and particles. */
  readonly words: ReadonlySet<string>
  /** "resident", "teacher", "private person". */
  readonly role: string
  readonly entityIds: ReadonlySet<string>
}

const NO_NAME = new Set(
  (
    'al el ul bin ibn abu umm ben de la le van von der den du da di and of the a an mr mrs ms miss dr prof haji hajji mullah mawlawi maulvi qari sheikh sheik sayed imam ustad ' +
    'general colonel captain major commander sir engineer uncle aunt son daughter brother sister'
  ).split(' '),
)

const ROLES =
  /\b(resident|villager|witness|eyewitness|survivor|relative|neighbou?r|teacher|doctor|nurse|medic|farmer|shepherd|shopkeeper|trader|driver|student|pupil|journalist|author|writer|activist|lawyer|elder|worker|rescuer|mother|father|brother|sister|son|daughter|uncle|aunt|cousin|widow|husband|wife|refugee|evacuee|patient|child|boy|girl|man|woman|imam|photographer|baker|engineer|fisherman|tribesman|protester)\b/i

const COMMON =
  /^(?:residents?|villagers?|witness(?:es)?|people|civilians?|locals?|sources?|officials?|activists?|doctors?|medics?|children|men|women|man|woman|elders?|relatives?|families|family|survivors?|students?|teachers?|farmers?|city|local|some|several|security|area|province|district)$/

/** Letters and digits of a word, lower case and without accents. */
export const foldWord = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const capital = (word: string) => /^\p{Lu}|^\p{Lo}/u.test(word)

/** The words of a name: those with a capital, before any description ("Noorullah, a resident of Farah"). */
function nameWords(name: string): string[] {
  const head = name.split(/,|\(|;| (?:who|from|of|in|an?|the) /i)[0] ?? ''
  return [...head.matchAll(WORD)]
    .map(([word]) => word)
    .filter(capital)
    .map(foldWord)
    .filter((word) => word.length > 1 && !NO_NAME.has(word) && !COMMON.test(word))
}

const tollMentions = (toll: Toll): Mention[] => [...toll.side, ...toll.named, ...toll.includes.flatMap(tollMentions)]

/** Every mention in a claim. */
export function mentionsOf({ attribution, content }: Claim): Mention[] {
  const { source, via, affiliation } = attribution
  return [
    ...(source === 'outlet' ? [] : [source]),
    ...via.flatMap(({ who }) => (who === 'unknown' ? [] : [who])),
    ...(affiliation ? [affiliation.of] : []),
    ...content.actor,
    ...content.target,
    ...(content.kind === 'event' ? content.tolls.flatMap(tollMentions) : []),
  ]
}

/** Actors of the data files are public; groups have no name of their own. */
const isPerson = (m: Mention): boolean => m.entity === null || !/^(?:actor|group):/.test(m.entity.id)

function wordsNaming(m: Mention): string[] {
  const named = m.entity?.name ? nameWords(m.entity.name) : []
  return [...new Set([...named, ...nameWords(m.quote.text), ...nameWords(wordsOf(m))])]
}

const roleIn = (texts: readonly (string | undefined)[]): string | null => {
  for (const text of texts) {
    const found = text === undefined ? null : ROLES.exec(text)
    if (found?.[1]) return found[1].toLowerCase()
  }
  return null
}

function roleOf(m: Mention, claim: Claim): string {
  const { source, role, kind } = claim.attribution
  const own = source !== 'outlet' && source.quote.start === m.quote.start
  const told = roleIn([...(own ? [role?.text] : []), m.quote.text, m.refersTo?.text])
  if (told) return told
  return own && kind === 'witness' ? 'witness' : own && kind === 'expert' ? 'expert' : 'private person'
}

/** Private individuals whom the claims of one report name, joined where they share an entity. */
export function privatePeople(claims: readonly Claim[]): PrivatePerson[] {
  const people = new Map<string, { words: Set<string>; role: string; entityIds: Set<string> }>()
  for (const claim of claims) {
    for (const m of mentionsOf(claim)) {
      if (!m.private || !isPerson(m)) continue
      const words = wordsNaming(m)
      if (words.length === 0) continue
      const key = m.entity?.id ?? words.join(' ')
      const person = people.get(key) ?? {
        words: new Set<string>(),
        role: 'private person',
        entityIds: new Set<string>(),
      }
      for (const word of words) person.words.add(word)
      if (m.entity) person.entityIds.add(m.entity.id)
      const role = roleOf(m, claim)
      if (person.role === 'private person' || (person.role === 'witness' && role !== 'private person'))
        person.role = role
      people.set(key, person)
    }
  }
  return [...people].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, person]) => person)
}

/** Full names of people who are not private: where they stand, a word shared with a private name is theirs. */
export function publicNames(claims: readonly Claim[]): string[] {
  const names = claims
    .flatMap(mentionsOf)
    .filter((m) => !m.private)
    .flatMap((m) => [m.entity?.name ?? '', m.quote.text])
  return [...new Set(names)]
    .filter((name) => nameWords(name).length > 1)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
}
