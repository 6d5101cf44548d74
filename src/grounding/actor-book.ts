import type { Day, Span } from '../claim/index.js'
import type { Actor, Role } from '../data/actors.js'
import type { Outlet } from '../data/outlets.js'
import type { CountryRecord } from '../data/places.js'
import { inForce } from './dated.js'
import { plain } from './fold.js'
import type { Token } from './phrase.js'

/** Someone of whom the data files tell for whom they speak. */
export interface KnownPerson {
  readonly name: string
  readonly actor: Actor
}

/** An actor's name found in a text. */
export interface ActorSighting extends Span {
  readonly actors: readonly Actor[]
  readonly alias: string
}

export interface OutletSighting extends Span {
  readonly outlet: Outlet
}

/** The actors by name, day and country. */
export interface ActorBook {
  actor(id: string): Actor | null
  /** Actors so called, in any country. */
  named(name: string): readonly Actor[]
  person(name: string): KnownPerson | null
  /** People of the data files whose last name this is. */
  surname(name: string): readonly KnownPerson[]
  outlet(name: string): Outlet | null
  /** Longest names first, none overlapping. */
  find(tokens: readonly Token[]): {
    readonly actors: readonly ActorSighting[]
    readonly outlets: readonly OutletSighting[]
  }
  /** The one that governs a country on a day; without a day, the newest. */
  government(country: string, day: Day | null): Actor | null
  /** Roles of government whose words a text uses: they date a report that has no date. */
  eras(country: string): readonly { readonly actor: Actor; readonly role: Role }[]
  /** The party whose interest an actor serves on a day, where the report plays in that country. */
  side(id: string, day: Day | null, country: string | null): string | null
  /** The name that it bore on a day. */
  nameOn(id: string, day: Day | null): string
  /** The state's agency or broadcaster in a country. */
  organ(country: string, kind: string): string | null
  sideOfOutlet(outlet: Outlet, day: Day | null): string | null
}

const slug = (name: string): string => plain(name).replace(/ /g, '-')
/** Acronyms and the like are words too ("IS", "US", "AA", "Fano"): they count only as written. */
const isAcronym = (alias: string): boolean => alias.length <= 6 && /^\P{Ll}*$/u.test(alias)

/** A state for every country that has no actor of its own. */
function states(actors: readonly Actor[], countries: readonly CountryRecord[]): Actor[] {
  const governed = new Set(
    actors.flatMap((actor) => actor.roles.filter((role) => role.role === 'government').map((role) => role.of)),
  )
  return countries
    .filter((country) => !governed.has(country.id))
    .map((country) => ({
      id: slug(country.name),
      name: country.name,
      type: 'state',
      countries: [country.id],
      aliases: [...country.aliases],
      serves: [],
      allies: [],
      enemies: [],
      people: [],
      names: [],
      branch: null,
      roles: [{ role: 'government', of: country.id, from: null, to: null, hints: [] }],
      source: 'state',
    }))
}

/** Indexes actors, people and outlets by name. */
export function buildActorBook(
  given: readonly Actor[],
  outlets: readonly Outlet[],
  countries: readonly CountryRecord[],
): ActorBook {
  const actors = [...given, ...states(given, countries)]
  const byId = new Map(actors.map((actor) => [actor.id, actor]))
  const byName = new Map<string, Actor[]>()
  const acronyms = new Set<string>()
  const ordinary = new Set<string>()
  const starts = new Map<string, Set<number>>()
  const outletByName = new Map<string, Outlet>()
  const register = (name: string): string => {
    const key = plain(name)
    if (isAcronym(name)) acronyms.add(key)
    else ordinary.add(key)
    const [first = '', ...rest] = key.split(' ')
    const lengths = starts.get(first) ?? new Set<number>()
    lengths.add(rest.length + 1)
    starts.set(first, lengths)
    return key
  }
  for (const actor of actors) {
    for (const name of new Set([actor.name, ...actor.aliases])) {
      const key = register(name)
      const known = byName.get(key) ?? []
      if (!known.includes(actor)) known.push(actor)
      byName.set(key, known)
    }
  }
  for (const outlet of outlets)
    for (const name of [outlet.name, ...outlet.aliases]) outletByName.set(register(name), outlet)

  const people = new Map<string, KnownPerson>()
  const surnames = new Map<string, KnownPerson[]>()
  for (const actor of actors) {
    for (const name of actor.people) {
      const person = { name, actor }
      people.set(plain(name), person)
      const last = plain(name).split(' ').at(-1) ?? ''
      if (last.length >= 4) surnames.set(last, [...(surnames.get(last) ?? []), person])
    }
  }

  const governments = actors.flatMap((actor) =>
    actor.roles.filter((role) => role.role === 'government').map((role) => ({ actor, role })),
  )
  const government = (country: string, day: Day | null): Actor | null => {
    const here = governments.filter(({ role }) => role.of === country)
    const newest = [...here].sort((a, b) => ((a.role.from ?? '') < (b.role.from ?? '') ? 1 : -1))[0]
    return (day ? here.find(({ role }) => inForce(role, day))?.actor : undefined) ?? newest?.actor ?? null
  }

  const branches = actors.filter((actor) => actor.branch !== null)
  const side: ActorBook['side'] = (id, day, country) => {
    const seen = new Set<string>()
    let at = byId.get(id)
    while (at && !seen.has(at.id)) {
      seen.add(at.id)
      // "The Islamic State" in Afghanistan is its Khorasan Province: one interest there.
      const branch = country
        ? branches.find((each) => each.branch?.of === at?.id && each.branch?.in.includes(country))
        : undefined
      if (branch && !seen.has(branch.id) && branch.serves.length === 0) return branch.id
      // Without a day: what holds to this day.
      const service = at.serves.find((each) => (day ? inForce(each, day) : each.to === null))
      if (!service) break
      const next = byId.get(service.party)
      if (!next) return service.party
      at = next
    }
    if (!at || (at.type === 'institution' && at.id !== 'un')) return null
    return at.id
  }

  const find: ActorBook['find'] = (tokens) => {
    const found: ActorSighting[] = []
    const foundOutlets: OutletSighting[] = []
    const keys = tokens.map((token) => plain(token.text).split(' '))
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]
      if (!token || token.role === 'mark') continue
      const lengths = starts.get(keys[i]?.[0] ?? '')
      if (!lengths) continue
      let end = -1
      let bestKey = ''
      // Names are matched over plain words: "ISIS-K" is two of them in one token.
      const words: string[] = []
      for (let j = i; j < tokens.length && words.length < 9; j++) {
        const next = tokens[j]
        if (!next || (next.role === 'mark' && !/[–—-]/.test(next.text))) break
        if (next.role !== 'mark') words.push(...(keys[j] ?? []))
        if (j > i && tokens[j - 1]?.possessive && !byName.has(words.join(' ')) && !outletByName.has(words.join(' ')))
          continue
        const key = words.join(' ')
        if (!lengths.has(words.length) || !(byName.has(key) || outletByName.has(key))) continue
        const raw = tokens
          .slice(i, j + 1)
          .map((each) => each.text)
          .join(' ')
        const lower = !/\p{Lu}/u.test(raw)
        if (lower && !key.includes(' ')) continue
        // An acronym in small letters is a word ("is", "us", "who"); a headline in capitals is no acronym.
        if (acronyms.has(key) && !ordinary.has(key) && !/^\P{Ll}{2,}/u.test(raw)) continue
        if (key.length <= 3 && !/^\P{Ll}+$/u.test(raw)) continue
        end = j
        bestKey = key
      }
      if (end < 0) continue
      const span = { start: token.start, end: (tokens[end] as Token).start + (tokens[end] as Token).text.length }
      const owners = byName.get(bestKey)
      const outlet = outletByName.get(bestKey)
      if (owners) found.push({ ...span, actors: owners, alias: bestKey })
      if (outlet) foundOutlets.push({ ...span, outlet })
      i = end
    }
    return { actors: found, outlets: foundOutlets }
  }

  return {
    actor: (id) => byId.get(id) ?? null,
    named: (name) => byName.get(plain(name)) ?? [],
    person: (name) => people.get(plain(name)) ?? null,
    surname: (name) => surnames.get(plain(name)) ?? [],
    outlet: (name) => outletByName.get(plain(name)) ?? null,
    find,
    government,
    eras: (country) => governments.filter(({ role }) => role.of === country && role.hints.length > 0),
    side,
    nameOn: (id, day) => {
      const actor = byId.get(id)
      return (day ? actor?.names.find((each) => inForce(each, day))?.name : undefined) ?? actor?.name ?? id
    },
    organ: (country, kind) => {
      const wanted = /agency/.test(kind)
        ? /^state-agency$/
        : /tv|television|broadcaster|radio/.test(kind)
          ? /^state-media$/
          : /^$/
      return outlets.find((each) => each.side === `government-of-${country}` && wanted.test(each.kind))?.name ?? null
    },
    sideOfOutlet: (outlet, day) => {
      if (!outlet.side) return null
      const country = /^government-of-([A-Z]{2})$/.exec(outlet.side)?.[1]
      if (country) {
        const ruler = government(country, day)
        return ruler ? side(ruler.id, day, country) : null
      }
      return side(outlet.side, day, null)
    },
  }
}

/** What standing needs to know of who is whose: by ids of sides or actors. */
export interface Interests {
  /** The party that an actor serves that day. */
  sideOf(id: string, day: Day | null): string | null
  allies(a: string, b: string, day: Day | null): boolean
  enemies(a: string, b: string, day: Day | null): boolean
  /** The side whose organ an outlet is, by the outlet's name; null = nobody's. */
  isStateMedia(outlet: string, day?: Day | null): string | null
  /** Organ or merely aligned: its owner or the side it leans to. */
  leaning(outlet: string, day?: Day | null): string | null
}

/** Who is allied with whom, and against whom, on a day. */
export function interestsOf(book: ActorBook): Interests {
  const chain = (id: string, day: Day | null): readonly string[] => {
    const bare = id.replace(/^actor:/, '')
    const top = book.side(bare, day, null)
    return top && top !== bare ? [bare, top] : [bare]
  }
  const related = (key: 'allies' | 'enemies', a: string, b: string, day: Day | null): boolean => {
    const [left, right] = [chain(a, day), chain(b, day)]
    const holds = (from: readonly string[], to: readonly string[]): boolean =>
      from.some((id) =>
        (book.actor(id)?.[key] ?? []).some(
          (each) => to.includes(each.actor) && (day === null ? each.to === null : inForce(each, day)),
        ),
      )
    return holds(left, right) || holds(right, left)
  }
  return {
    sideOf: (id, day) => book.side(id.replace(/^actor:/, ''), day, null) ?? null,
    allies: (a, b, day) => chain(a, day).at(-1) === chain(b, day).at(-1) || related('allies', a, b, day),
    enemies: (a, b, day) => related('enemies', a, b, day),
    isStateMedia: (name, day = null) => {
      const outlet = book.outlet(name)
      return outlet ? book.sideOfOutlet(outlet, day) : null
    },
    leaning: (name, day = null) => {
      const outlet = book.outlet(name)
      if (!outlet) return null
      return book.sideOfOutlet(outlet, day) ?? (outlet.leans ? book.side(outlet.leans, day, null) : null)
    },
  }
}
