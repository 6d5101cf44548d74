// Builders for tests: claims and statements with everything that a test does not speak of left empty.
import type {
  Claim,
  Event,
  EventType,
  Mention,
  PlaceMention,
  PlaceRef,
  Quote,
  Stance,
  State,
  Toll,
} from '../claim/index.js'
import { party, type Speaker, type Statement } from './statement.js'

export const speaker = (
  name: string,
  side: string | null = null,
  kind: Speaker['kind'] = 'institution',
  named = true,
): Speaker => ({
  key: named ? name.toLowerCase() : `unnamed:${side ?? ''}:${kind}:${name.toLowerCase()}`,
  name,
  kind,
  named,
  side,
})

export const OUTLET: Speaker = { key: 'outlet:post', name: 'Valley Post', kind: 'outlet', named: true, side: null }

/** An undated attack that somebody asserts, changed by what the test gives. */
export const statement = (id: string, by: Speaker, given: Partial<Statement> = {}): Statement => ({
  id,
  report: 'r1',
  speaker: by,
  channels: [],
  said: null,
  authenticity: null,
  stance: 'asserts',
  about: null,
  type: 'attack',
  actors: [],
  targets: [],
  instrument: null,
  notInstrument: null,
  intent: null,
  places: [],
  when: null,
  tolls: [],
  negated: false,
  reality: 'actual',
  headline: false,
  suspected: false,
  ownsUp: true,
  ...given,
})

export const people = (...sides: readonly string[]) =>
  sides.map((side) => party(side, side === 'civilians' ? null : side))

const words = (text: string, start = 0): Quote => ({ start, end: start + text.length, text })

export const mention = (
  name: string,
  side: string | null = null,
  id = `actor:${name.toLowerCase()}`,
  isPrivate = false,
): Mention => ({
  quote: words(name),
  refersTo: null,
  entity: { id, name, side },
  because: 'given',
  private: isPrivate,
})

export const placeRef = (name: string, ...chain: readonly string[]): PlaceRef => ({
  id: [name, ...chain].join('/'),
  name,
  chain,
  level: chain.length === 0 ? 'country' : chain.length === 1 ? 'province' : 'district',
  lat: 36,
  lon: 69,
  country: 'AF',
})

export const at = (place: PlaceRef, role: PlaceMention['role'] = 'at'): PlaceMention => ({
  quote: words(place.name),
  role,
  place,
  precision: 'district',
  because: 'given',
})

export const toll = (
  harm: Toll['harm'],
  low: number | null,
  high: number | null,
  side: Mention | null = null,
  text = String(low ?? high),
): Toll => ({
  harm,
  side: side === null ? [] : [side],
  count: { low, high, words: text },
  named: [],
  includes: [],
  quote: words(text),
})

export interface Given {
  readonly source?: Mention | 'outlet'
  readonly kind?: Claim['attribution']['kind']
  readonly stance?: Stance
  readonly type?: EventType
  readonly actor?: readonly Mention[]
  readonly target?: readonly Mention[]
  readonly place?: readonly PlaceRef[]
  readonly day?: string
  readonly tolls?: readonly Toll[]
  readonly reality?: Event['reality']
  readonly about?: string
  readonly state?: State['type']
  readonly instrument?: string
}

/** A claim whose quote stands at `start` in its report. */
export function claim(id: string, report: string, start: number, text: string, given: Given = {}): Claim {
  const when =
    given.day === undefined
      ? null
      : {
          words: given.day,
          start: 0,
          end: 1,
          from: given.day,
          to: given.day,
          precision: 'day' as const,
          implied: false,
          because: 'given',
        }
  const common = {
    actor: given.actor ?? [],
    target: given.target ?? [],
    place: (given.place ?? []).map((place) => at(place)),
    when,
    negated: false,
    reality: given.reality ?? 'actual',
  }
  const content: Event | State = given.state
    ? { kind: 'state', type: given.state, ...common, value: null }
    : {
        kind: 'event',
        type: given.type ?? 'attack',
        ...common,
        tolls: given.tolls ?? [],
        ...(given.instrument ? { instrument: words(given.instrument) } : {}),
      }
  return {
    id,
    report,
    quote: words(text, start),
    attribution: {
      source: given.source ?? 'outlet',
      kind: given.kind ?? 'media',
      cue: null,
      via: [],
      saidWhen: null,
      role: null,
      affiliation: null,
    },
    stance: given.stance ?? 'asserts',
    content,
    about: given.about ? { claim: given.about, quote: words(text) } : null,
    hedges: [],
    headline: false,
    partial: false,
    foundBy: 'fixture',
    confidence: 1,
  }
}
