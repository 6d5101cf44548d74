import type {
  Attribution,
  Claim,
  Day,
  Event,
  Mention,
  PlaceMention,
  Quote,
  Report,
  State,
  Statement,
  Toll,
  When,
} from '../claim/index.js'
import type { Actor } from '../data/actors.js'
import type { Outlet } from '../data/outlets.js'
import type { Places } from '../data/places.js'
import type { RoleWords } from '../data/role-words.js'
import { type ActorBook, buildActorBook, type Interests, interestsOf } from './actor-book.js'
import { type Cast, groundMention, introduce } from './actors.js'
import { groundWhen, latestDate } from './days/days.js'
import { buildGazetteer, type Gazetteer } from './gazetteer.js'
import { tokensOf } from './phrase.js'
import type { Scene } from './places/common.js'
import { groundPlace } from './places/locate.js'
import { survey } from './places/survey.js'

/** What grounding is told about the world: the values of data/places, data/actors and data/outlets. */
export interface GroundingData {
  readonly places: Places
  readonly actors: readonly Actor[]
  readonly outlets: readonly Outlet[]
  readonly roles: RoleWords
}

interface World {
  readonly gazetteer: Gazetteer
  readonly book: ActorBook
}

const worlds = new WeakMap<GroundingData, World>()

/** The lookups over the data, built once for each set of data. */
export function worldOf(data: GroundingData): World {
  const known = worlds.get(data)
  if (known) return known
  const built = {
    gazetteer: buildGazetteer(data.places),
    book: buildActorBook(data.actors, data.outlets, data.places.countries),
  }
  worlds.set(data, built)
  return built
}

/** Who is whose, for linking and standing. */
export const interests = (data: GroundingData): Interests => interestsOf(worldOf(data).book)

/** A report as grounding sees it: where it plays, who it names, and what day it speaks from. */
export interface Setting {
  readonly scene: Scene
  readonly cast: Cast
  readonly published: Day | null
}

/** The part of a report that grounding reads. */
export type Told = Pick<Report, 'text' | 'published' | 'outlet'>

/** Reads a report once for its places, actors and time; `ground`, `explain` and the benchmarks share it. */
export function settingOf(report: Told, data: GroundingData): Setting {
  const { gazetteer, book } = worldOf(data)
  const sightings = book.find(tokensOf(report.text))
  const states = sightings.actors.filter(
    (each) =>
      each.actors.every((actor) => actor.type === 'state') &&
      (gazetteer.anywhere(each.alias).length > 0 || gazetteer.countriesByAdjective(each.alias).length > 0),
  )
  const spans = [...sightings.actors.filter((each) => !states.includes(each)), ...sightings.outlets].sort(
    (a, b) => a.start - b.start,
  )
  const scene = survey(report.text, gazetteer, spans)
  const published = report.published?.value ?? null
  const { day, because } = eraOf(report.text, published, scene, book)
  const draft: Cast = {
    scene,
    book,
    gazetteer,
    roles: data.roles,
    actors: sightings.actors,
    outlets: sightings.outlets,
    people: [],
    day,
    dayBecause: because,
  }
  const cast = { ...draft, people: introduce(draft) }
  return { scene, cast, published }
}

/** The time that a report speaks from: its publication, a full date that it states, or words that only one government's time has. */
function eraOf(
  text: string,
  published: Day | null,
  scene: Scene,
  book: ActorBook,
): { day: Day | null; because: string } {
  if (published) return { day: published, because: ` on ${published}` }
  const stated = latestDate(text)
  const hits = scene.main
    ? book
        .eras(scene.main)
        .map(({ actor, role }) => ({ actor, role, hits: role.hints.filter((hint) => text.includes(hint)).length }))
    : []
  const best = hits
    .filter((each) => each.hits > 0)
    .sort((a, b) => b.hits - a.hits || ((a.role.from ?? '') < (b.role.from ?? '') ? 1 : -1))[0]
  if (best) {
    const { role, actor } = best
    const inside =
      stated !== null && (role.from === null || role.from <= stated) && (role.to === null || stated < role.to)
    if (inside) return { day: stated, because: ` on ${stated}, which the report states` }
    const last =
      role.to === null ? null : new Date(Date.parse(`${role.to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
    return { day: last, because: `: the report's words belong to the time of ${actor.name}` }
  }
  if (stated) return { day: stated, because: ` on ${stated}, which the report states` }
  return { day: null, because: ' as far as the undated report tells' }
}

const sameDay = (when: When | null): Day | null => (when?.from && when.from === when.to ? when.from : null)

/** Fills in places, days and actors of a report's claims; the words stay as written. */
export function ground(report: Told, claims: readonly Claim[], data: GroundingData): Claim[] {
  if (claims.length === 0) return []
  const setting = settingOf(report, data)
  return claims.map((claim) => groundClaim(report.text, claim, setting, worldOf(data).gazetteer))
}

/** The same for what speakers say beyond the vocabulary: who they are and when they said it. */
export function groundStatements(
  report: Told,
  statements: readonly Statement[],
  data: GroundingData,
): readonly Statement[] {
  if (statements.length === 0) return []
  const { cast, published } = settingOf(report, data)
  return statements.map((said) => ({
    ...said,
    attribution: groundAttribution(report.text, said.attribution, cast, published),
  }))
}

function groundAttribution(text: string, attribution: Attribution, cast: Cast, published: Day | null): Attribution {
  const { source, via, saidWhen, affiliation } = attribution
  const speaker = (mention: Mention, of: Attribution | null): Mention => groundMention(cast, mention, of)
  return {
    ...attribution,
    source: source === 'outlet' ? 'outlet' : speaker(source, attribution),
    via: via.map((relay) => (relay.who === 'unknown' ? relay : { ...relay, who: speaker(relay.who, null) })),
    saidWhen: saidWhen ? groundWhen(saidWhen, text, published, null, false) : null,
    affiliation: affiliation ? { ...affiliation, of: speaker(affiliation.of, null) } : null,
  }
}

const apart = <T>(all: readonly T[], isOther: (each: T) => boolean): readonly [T[], T[]] => [
  all.filter((each) => !isOther(each)),
  all.filter(isOther),
]

/** "The Baghlan raid": a province or town before a deed is where it was done. Countries act ("Russian strikes"). */
const isTown = (scene: Scene, { quote, refersTo, entity }: Mention): boolean =>
  refersTo === null &&
  !entity?.id.startsWith('actor:') &&
  scene.sightings.some(
    (s) => s.start === quote.start && s.end === quote.end && !s.adjective && s.record.level !== 'country',
  )

const placeAt = (quote: Quote): PlaceMention => ({
  quote,
  role: 'at',
  place: null,
  precision: 'unknown',
  because: 'as written',
})

function groundClaim(text: string, claim: Claim, { scene, cast, published }: Setting, gazetteer: Gazetteer): Claim {
  const attribution = groundAttribution(text, claim.attribution, cast, published)
  const said = sameDay(attribution.saidWhen)
  const { content } = claim
  const ahead =
    content.reality === 'planned' ||
    content.reality === 'predicted' ||
    claim.stance === 'predicts' ||
    claim.stance === 'plans'
  const when = content.when ? groundWhen(content.when, text, published, said, ahead) : null
  // Who serves whom is asked for the day of the event; who speaks for whom, for the day of the report.
  const then: Cast =
    when?.from && when.precision !== 'year' && when.precision !== 'vague' && published !== null
      ? { ...cast, day: when.from, dayBecause: ` on ${when.from}` }
      : cast
  const who = (mention: Mention): Mention => groundMention(then, mention, null)
  const where = (mention: PlaceMention): PlaceMention => groundPlace(scene, mention, gazetteer)
  const toll = (each: Toll): Toll => ({
    ...each,
    side: each.side.map(who),
    named: each.named.map(who),
    includes: each.includes.map(toll),
  })
  const [actors, towns] = apart(content.actor.map(who), (mention) => isTown(scene, mention))
  const places = content.place.length > 0 ? content.place : towns.map(({ quote }) => placeAt(quote))
  const shared = {
    actor: actors,
    target: content.target.map(who),
    place: places.map(where),
    when,
  }
  const grounded: Event | State =
    content.kind === 'event' ? { ...content, ...shared, tolls: content.tolls.map(toll) } : { ...content, ...shared }
  return {
    ...claim,
    attribution,
    content: grounded,
  }
}
