import { type Case, isHarmful } from '../case.js'
import { denialsOf, holdsContent } from '../denial.js'
import { type Held, type Judged, judgeFacet } from '../facet.js'
import { foldName, type Statement } from '../statement.js'

type Class = 'air' | 'rocket' | 'shell' | 'bomb' | 'gun' | 'gas' | 'blade' | null

interface Means {
  readonly key: string
  readonly label: string
  readonly class: Class
  /** Read from a weapon's own name, not from the kind of event. */
  readonly explicit: boolean
}

/** Kinds of events that say by themselves how it was done; a raid or a clash does not. */
const BY_TYPE: Readonly<Record<string, { readonly label: string; readonly class: Class }>> = {
  airstrike: { label: 'air strike', class: 'air' },
  'drone-strike': { label: 'drone strike', class: 'air' },
  shelling: { label: 'shelling', class: 'shell' },
  bombing: { label: 'bombing', class: null }, // from the air or from a car: the weapon tells
  'suicide-bombing': { label: 'suicide bombing', class: 'bomb' },
  shooting: { label: 'gun fire', class: 'gun' },
  'chemical-attack': { label: 'chemical attack', class: 'gas' },
}

const CLASSES: readonly (readonly [RegExp, Class])[] = [
  [/\b(?:air ?strikes?|air raids?|warplanes?|jets?|drones?|barrel bombs?|cluster bombs?|parachute)\b/, 'air'],
  [/\b(?:rockets?|missiles?)\b/, 'rocket'],
  [/\b(?:mortars?|shells?|artillery|howitzers?)\b/, 'shell'],
  [
    /\b(?:(?:car|truck|vehicle|suicide|roadside|motorcycle|magnetic|sticky|planted) bombs?|ieds?|improvised explosive|laden|packed|vests?|land ?mines?|mines?)\b/,
    'bomb',
  ],
  [/\b(?:bullets?|guns?|gun ?fire|rifles?|small arms|pistols?|machine ?guns?)\b/, 'gun'],
  [/\b(?:gas|chlorine|sarin|chemical)\b/, 'gas'],
  [/\b(?:knife|knives|machetes?|axes?)\b/, 'blade'],
]

const classOf = (words: string): Class => CLASSES.find(([pattern]) => pattern.test(words))?.[1] ?? null
const singular = (words: string) =>
  words.replace(/(?<=[^s\s])s$/, '').replace(/^(?:one|two|three|four|five|six|twin|double|large|stray|\d+) /, '')
const weapon = (words: string): string => singular(foldName(words))

function meansOf(s: Statement): Means[] {
  const byType = BY_TYPE[s.type]
  const key = s.instrument === null ? null : weapon(s.instrument)
  const kind = (key === null ? null : classOf(key)) ?? byType?.class ?? null
  const found: Means[] = []
  if (byType) found.push({ key: s.type, label: byType.label, class: kind, explicit: false })
  if (key !== null && s.instrument !== null) found.push({ key, label: s.instrument, class: kind, explicit: true })
  if (s.intent !== null) {
    const label = s.intent === 'accident' ? 'by accident' : 'deliberate'
    found.push({ key: s.intent, label, class: null, explicit: true })
  }
  return found
}

/** Rockets are fired from aircraft and from the ground. */
const GOES_WITH_ROCKETS = new Set<Class>(['air', 'shell'])
const goTogether = (x: Class, y: Class): boolean =>
  x === y || (x === 'rocket' && GOES_WITH_ROCKETS.has(y)) || (y === 'rocket' && GOES_WITH_ROCKETS.has(x))

/** Many weapons are used in one fight; what is used in it excludes nothing. */
const MANY = new Set(['armed-clash', 'operation'])

function contradicts(a: Held<Means>, b: Held<Means>): boolean {
  if (rulesOut(a.by, b) || rulesOut(b.by, a)) return true
  if (a.by.intent !== null && b.by.intent !== null && a.by.intent !== b.by.intent) return true
  if (a.by.intent === 'accident' && b.by.stance === 'claims-responsibility') return true
  if (b.by.intent === 'accident' && a.by.stance === 'claims-responsibility') return true
  if (MANY.has(a.by.type) || MANY.has(b.by.type)) return false
  const [x, y] = [a.value.class, b.value.class]
  if (x === null || y === null || goTogether(x, y)) return false
  return (x !== 'gun' && y !== 'gun') || (a.by.instrument !== null && b.by.instrument !== null)
}

const rulesOut = (s: Statement, other: Held<Means>): boolean => {
  if (s.notInstrument === null) return false
  const excluded = weapon(s.notInstrument)
  return other.value.explicit
    ? other.value.key === excluded || other.value.key.endsWith(` ${excluded}`)
    : other.value.class !== null &&
        other.value.class === classOf(excluded) &&
        other.value.class !== classOf(weapon(s.instrument ?? ''))
}

/** A speaker who tells of several weapons contradicts only whom none of them fits. */
function excludesAll(a: Held<Means>, b: Held<Means>, held: readonly Held<Means>[]): boolean {
  if (!contradicts(a, b)) return false
  if (rulesOut(a.by, b) || rulesOut(b.by, a) || (a.by.intent !== null && b.by.intent !== null)) return true
  const agree = (x: Held<Means>, y: Held<Means>) =>
    held.some((h) => h.by.speaker.key === x.by.speaker.key && h.value.class !== null && h.value.class === y.value.class)
  return !agree(a, b) && !agree(b, a)
}

/** By what weapon, and was it meant? Compared at its narrowest. */
export function means(of: Case): Judged<Means> | null {
  const held = of.statements.flatMap((s): Held<Means>[] => {
    if (!holdsContent(s, of) || s.negated || !isHarmful(s.type)) return []
    return meansOf(s).map((value) => ({
      by: s,
      value,
      suspected: s.suspected && s.actors.length === 0,
      concession: 'none',
    }))
  })
  const denials = denialsOf(of, 'means')
  if (held.length === 0) return null
  return judgeFacet(
    {
      facet: 'means',
      held,
      denials,
      key: (m) => m.key,
      label: (m) => m.label,
      holds: (said, value) => said.key === value.key,
      conflict: (a, b) => (excludesAll(a, b, held) ? 'contradicted' : 'none'),
      rules: ['S-means-narrowest'],
    },
    of,
  )
}
