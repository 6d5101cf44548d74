import type { Day } from '../claim/index.js'
import type { Interests } from './interests.js'
import type { Statement } from './statement.js'

/**
 * Whose interest and whose information a statement finally rests on. Two statements are two voices only when
 * nothing that one rests on is, or is allied with, anything that the other rests on.
 */
export interface Voice {
  /** The origin that it counts for; null for an outlet's own voice and for "reports say". */
  readonly origin: string | null
  readonly originName: string
  /** Sides behind it: the speaker's own and those of everyone who relayed it. */
  readonly sides: readonly string[]
  /** Speakers and relays by name, and the pool that an unnamed source belongs to. */
  readonly hands: readonly string[]
  /** The report, where an unnamed speaker of that kind might be the named one. */
  readonly report: string
  readonly kind: string
  /** Unnamed, and one person. */
  readonly single: boolean
  readonly rule: string
}

const POOLS: Readonly<Record<string, string>> = {
  party: 'unnamed party members',
  official: 'unnamed officials',
  institution: 'unnamed institutions',
  witness: 'witnesses and residents',
  media: 'unnamed media',
  expert: 'unnamed experts',
  anonymous: 'unnamed sources',
}

/** Which sides have a stake in what happened. */
export interface Stakes {
  /** Known to: its organ's own voice is an origin. */
  credits(side: string): boolean
  /** Known to, or not known not to: whom it relays counts as its own. */
  discounts(side: string): boolean
}

/** The voice that a statement adds (rules S-voice-*). */
export function voiceOf(statement: Statement, stakes: Stakes): Voice {
  const { speaker, channels, report } = statement
  const relaySides = channels.flatMap(({ side }) => (side && stakes.discounts(side) ? [side] : []))
  const relayHands = channels.flatMap(({ key }) => (key ? [key] : []))
  const base = { report, kind: speaker.kind, single: speaker.single === true }
  const heardThrough = relaySides.find((side) => side !== speaker.side)
  const ownVoice = speaker.kind === 'outlet' || speaker.kind === 'media'
  if (speaker.side && !(ownVoice && !stakes.credits(speaker.side))) {
    return {
      ...base,
      origin: speaker.side,
      originName: sideName(speaker.side),
      sides: [...new Set([speaker.side, ...relaySides])],
      hands: [speaker.key, ...relayHands],
      rule: speaker.kind === 'media' || speaker.kind === 'outlet' ? 'S-voice-organ' : 'S-voice-side',
    }
  }
  if (speaker.kind === 'outlet')
    return { ...base, origin: null, originName: speaker.name, sides: [], hands: [speaker.key], rule: 'S-voice-outlet' }
  if (heardThrough) {
    return {
      ...base,
      origin: heardThrough,
      originName: sideName(heardThrough),
      sides: [...new Set(relaySides)],
      hands: [...(speaker.named ? [speaker.key] : []), ...relayHands],
      rule: speaker.named ? 'S-voice-through-party' : 'S-voice-unnamed-organ',
    }
  }
  if (speaker.kind === 'media')
    return {
      ...base,
      origin: null,
      originName: speaker.name,
      sides: [],
      hands: [speaker.key],
      rule: 'S-voice-reports-say',
    }
  if (!speaker.named) {
    const pool = `unnamed:${speaker.kind}`
    return {
      ...base,
      origin: pool,
      originName: POOLS[speaker.kind] ?? 'unnamed sources',
      sides: [],
      hands: [pool, ...relayHands],
      rule: 'S-voice-unnamed',
    }
  }
  return {
    ...base,
    origin: speaker.body?.key ?? speaker.key,
    originName: speaker.body?.name ?? speaker.name,
    sides: [],
    hands: [speaker.key, ...relayHands],
    rule: 'S-voice-named',
  }
}

/** Independent in interest (no side shared, none allied that day) and in information (nobody's words passed on by the other). */
export function independent(a: Voice, b: Voice, interests: Interests, day: Day | null): boolean {
  if (a.origin === null || b.origin === null || a.origin === b.origin) return false
  if (a.sides.some((x) => b.sides.some((y) => x === y || interests.allied(x, y, day)))) return false
  if (a.hands[0] !== undefined && b.hands.includes(a.hands[0])) return false
  if (b.hands[0] !== undefined && a.hands.includes(b.hands[0])) return false
  return !mayBeOnePerson(a, b)
}

/** A named witness and "residents" of the same report, or a named doctor and "the head of the clinic", may be the same people. */
const mayBeOnePerson = (a: Voice, b: Voice): boolean => maybeSame(a, b) || maybeSame(b, a)

const maybeSame = (unnamed: Voice, named: Voice): boolean =>
  unnamed.report === named.report &&
  unnamed.rule === 'S-voice-unnamed' &&
  named.rule === 'S-voice-named' &&
  (unnamed.kind === named.kind || unnamed.single)

/** The id of a side as a reader would write it: "syrian-government" → "Syrian government", "sdf" → "SDF". */
export const sideName = (side: string): string =>
  isAbbreviation(side) ? side.toUpperCase() : side.charAt(0).toUpperCase() + side.slice(1).replaceAll('-', ' ')

const isAbbreviation = (side: string): boolean =>
  /^[a-z]{2,4}$/.test(side) && (side.length < 4 || side.replace(/[^aeiouy]/g, '').length < 2)
