import type { Affiliation, Attribution, Day, EntityRef, Mention, Quote, Span } from '../claim/index.js'
import type { Actor } from '../data/actors.js'
import type { RoleWords } from '../data/role-words.js'
import type { ActorBook, ActorSighting, OutletSighting } from './actor-book.js'
import { plain } from './fold.js'
import type { Gazetteer } from './gazetteer.js'
import type { Scene } from './places/common.js'

/** A person that the report introduces by a full name. */
export interface Introduced extends Span {
  readonly name: string
  readonly id: string
  readonly last: string
  /** What the words beside the name tell: "the police chief of Kunar province". */
  readonly role: string | null
  readonly side: string | null
  readonly because: string
  /** A resident, a witness: nobody's voice. */
  readonly witness: boolean
}

/** What grounding of names needs of the report. */
export interface Cast {
  readonly scene: Scene
  readonly book: ActorBook
  readonly gazetteer: Gazetteer
  readonly roles: RoleWords
  readonly actors: readonly ActorSighting[]
  readonly outlets: readonly OutletSighting[]
  readonly people: readonly Introduced[]
  /** The day of the saying, or the time that the words betray; null = unknown, taken as the newest. */
  readonly day: Day | null
  readonly dayBecause: string
}

const slug = (name: string): string => plain(name).replace(/ /g, '-')
const strip = (words: string): string =>
  words
    .replace(
      /^(?:(?:the|a|an|its|their|his|her|our|some|several|many|other|another|local|at least|more than|about|around|some of the|most of the|all of the|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|thousands of|scores of|\d[\d,]*)\s+)+/i,
      '',
    )
    .trim()

const AGAINST = /\b(?:anti|counter|non|ex)[-–\s]$/i
/** "Taliban-run", "US-led", "Western-backed": the name only qualifies what follows. */
const QUALIFIER_AFTER =
  /^[-–](?:led|backed|run|held|controlled|aligned|affiliated|linked|supported|allied|trained|funded|based|majority|dominated|brokered|made|style|ruled|free|occupied|related|appointed|supplied|leaning|friendly)\b/i

const NAME_RUN =
  /\p{Lu}[\p{L}'’-]+(?:\s+(?:(?:al|el|bin|ibn|ul|ur|de|von|van|ag|abu|Abu)[\s-])?(?:al-|el-|ul-)?\p{Lu}[\p{L}'’-]+)+/gu

// ------------------------------------------------------------------------------------------ who the report introduces

/** Reads the full names that a report gives, and what it says of them. */
export function introduce(cast: Cast): Introduced[] {
  const out: Introduced[] = []
  const { scene, book, gazetteer, roles, actors, day } = cast
  for (const match of scene.text.matchAll(NAME_RUN)) {
    // "UNICEF Syria Director Alan Lane": the name is what follows the last word that cannot be one.
    const spoken = [...match[0].matchAll(/\S+/g)]
    const lastOdd = spoken.findLastIndex(
      (word, i) => i < spoken.length - 1 && roles.notAName.test(word[0].replace(/['’]s?$/, '')),
    )
    const offset = lastOdd >= 0 && spoken.length - lastOdd > 2 ? (spoken[lastOdd + 1]?.index ?? 0) : 0
    const run = match[0].slice(offset)
    const titled = roles.titles.exec(run)
    const name = run.slice(titled?.[0].length ?? 0).replace(/['’]s?$/, '')
    const start = match.index + offset + (titled?.[0].length ?? 0)
    const words = name.split(/\s+/)
    if (words.length < 2 && !titled) continue
    if (words.length > 5 || words.some((word) => roles.notAName.test(word)) || /^\P{Ll}+$/u.test(name)) continue
    if (actors.some((each) => each.start < start + name.length && start < each.end)) continue
    if (
      gazetteer.anywhere(name).length > 0 ||
      scene.sightings.some((each) => !each.adjective && each.start <= start && start + name.length <= each.end)
    )
      continue
    const known = book.person(name)
    if (
      !known &&
      words.some(
        (word) =>
          gazetteer
            .anywhere(word.replace(/['’]?s$/, ''))
            .some((record) => record.level === 'country' || record.level === 'province') ||
          scene.near.some((code) =>
            gazetteer
              .within(code, word)
              .some(({ record, how }) => how === 'exact' && (record.level === 'province' || record.population > 50000)),
          ),
      )
    )
      continue
    if (
      !titled &&
      /\b(?:in|at|near|from|to|of|the|across|around)\s+$/i.test(scene.text.slice(Math.max(0, start - 10), start)) &&
      !known &&
      !/\b(?:leader|ouster|death|killing|arrest|supporters|forces|son|brother|wife|comments|remarks|according) (?:of|to|from)\s+$/i.test(
        scene.text.slice(Math.max(0, start - 30), start),
      )
    )
      continue
    const id = `person:${slug(name)}`
    if (out.some((each) => each.id === id)) continue
    const right = scene.text.slice(start + name.length, start + name.length + 160)
    const apposition =
      /^(?:,| \(|,? who (?:is|was|serves as))\s*((?:[^,.;:()\n"“”]|\.(?=\p{L}))+)/u.exec(right)?.[1] ?? null
    const leftText = scene.text.slice(Math.max(0, match.index - 110), start)
    const left =
      /(?:^|[.,;:\n"“”]\s*|\b(?:said|by|to|that|and|with|from|told)\s+)((?:[^.,;:\n"“”])*)$/.exec(leftText)?.[1] ?? ''
    // "a slain commander, Mullah Dawood" · "a commander of the group, identified as Omar"
    const fronted =
      /\b((?:an?|the|its|their|his)\s+[^,.;:\n"“”]{3,90}),\s*(?:(?:identified as|named|called|known as)\s+)?$/.exec(
        scene.text.slice(Math.max(0, match.index - 120), match.index),
      )?.[1] ?? null
    const role =
      apposition && /\p{Ll}/u.test(apposition) && looksLikeRole(roles, apposition)
        ? apposition
        : fronted && looksLikeRole(roles, fronted)
          ? fronted
          : looksLikeRole(roles, left)
            ? left
            : null
    const at =
      role === null
        ? 0
        : role === apposition
          ? start + name.length + right.indexOf(role)
          : scene.text.lastIndexOf(role, start)
    const told = role === null ? null : sideOfRole(cast, role, at)
    out.push({
      start,
      end: start + name.length,
      name,
      id,
      last: plain(words.at(-1) ?? ''),
      role,
      side: known ? book.side(known.actor.id, day, scene.main) : (told?.side ?? null),
      because: known
        ? `${known.name} is known to speak for ${known.actor.name}`
        : (told?.because ?? (role ? `introduced as "${role.trim()}"` : 'the report does not say for whom they speak')),
      witness: role !== null && roles.witness.test(role) && !roles.office.test(role),
    })
  }
  return out
}

const looksLikeRole = (roles: RoleWords, words: string): boolean =>
  roles.witness.test(words) ||
  roles.office.test(words) ||
  roles.armed.test(words) ||
  /\b(?:head|director|deputy|in command|trainer|specialist|analyst|expert|researcher|professor)\b/i.test(words)

/** The side that the words of a role point to: an actor named in them, a state by its demonym, or the country's government. */
function sideOfRole(cast: Cast, words: string, offset: number): { side: string | null; because: string } | null {
  const { book, roles, scene, day } = cast
  if (roles.witness.test(words) && !roles.office.test(words) && !/\bcommander|fighter|militant\b/i.test(words))
    return { side: null, because: `introduced as "${words.trim()}": no party` }
  const inside = cast.actors.filter((each) => each.start >= offset - 2 && each.end <= offset + words.length + 2)
  for (const sighting of inside) {
    const actor = pick(cast, sighting)
    if (actor && !AGAINST.test(scene.text.slice(Math.max(0, sighting.start - 9), sighting.start)))
      return { side: book.side(actor.id, day, scene.main), because: `introduced as "${words.trim()}"` }
  }
  if (/\bof the (?:\w+ )?(?:group|organi[sz]ation|outfit|movement)\b/i.test(words)) {
    const group = groupBefore(cast, offset, false)
    const actor = group ? pick(cast, group) : null
    if (actor)
      return {
        side: book.side(actor.id, day, scene.main),
        because: `introduced as "${words.trim()}", after ${actor.name}`,
      }
  }
  if (roles.state.test(words) && !roles.unofficial.test(words)) {
    const country = countryOf(cast, words, offset)
    const ruler = country ? book.government(country, day) : null
    if (ruler)
      return {
        side: book.side(ruler.id, day, country),
        because: `introduced as "${words.trim()}": ${ruler.name} governs${cast.dayBecause}`,
      }
  }
  return null
}

/** The country that a phrase speaks of: an adjective, a place in it, else where the report plays. */
function countryOf(cast: Cast, words: string, offset: number): string | null {
  const { scene, gazetteer } = cast
  for (const word of words.split(/[\s,]+/)) {
    const country = gazetteer.countriesByAdjective(word.replace(/['’]s?$/, ''))[0]
    if (country) return country.id
  }
  const inside = scene.sightings.find((each) => each.start >= offset && each.end <= offset + words.length)
  return inside?.record.countries[0] ?? scene.main
}

/** Of actors that share a name, the one of the countries where the report plays. */
function pick(cast: Cast, sighting: ActorSighting): Actor | null {
  const home = (actor: Actor): number => {
    const ranks = actor.countries.map((code) => cast.scene.countries.indexOf(code)).filter((rank) => rank >= 0)
    return ranks.length > 0 ? Math.min(...ranks) : actor.countries.length === 0 ? 4 : 9
  }
  const bare = (actor: Actor): number => (actor.id.startsWith('ucdp-') ? 1 : 0)
  const ranked = [...sighting.actors].sort((a, b) => home(a) - home(b) || bare(a) - bare(b))
  const best = ranked[0] ?? null
  // Of groups that are known by name alone, only those of a country that the report names.
  if (best && bare(best) === 1 && home(best) === 9) return null
  // A bare acronym of a group far from where the report plays is something else ("AA", "PDF", "FLA").
  if (
    best &&
    sighting.alias.length <= 3 &&
    best.countries.length > 0 &&
    home(best) === 9 &&
    cast.scene.countries.length > 0 &&
    !/^(?:is|us|un|eu)$/.test(sighting.alias) &&
    best.type !== 'state'
  )
    return null
  return best
}

// ------------------------------------------------------------------------------------------------------ one mention

interface Found {
  readonly entity: EntityRef | null
  readonly because: string
}

const GENERIC_PRONOUN =
  /^(?:he|she|they|it|we|i|you|his|her|their|its|our|us|them|him|who|whom|whose|which|that|this|these|those|one|both|others?|some|all|many|few|several|none)$/i

/** Who the words at a stretch of the report stand for. */
export function identify(
  cast: Cast,
  given: Span,
  hints: { role: Quote | null; affiliation: Affiliation | null; isSource: boolean },
): Found {
  const { scene, book, roles, day } = cast
  const text = scene.text
  const span = withoutClause(text, wholeWords(scene, given))
  const words = text.slice(span.start, span.end)
  const bare = strip(words)
  if (GENERIC_PRONOUN.test(bare) && !/^\P{Ll}{2,}$/u.test(bare))
    return { entity: null, because: 'the words do not say who' }

  const person = namedPerson(cast, span, hints)
  if (person) return person
  // "Noorullah, a resident of Farah": a single name with what is told of it.
  const single = /^(\p{Lu}[\p{L}'’-]+),\s+((?:an?|the)\s.+)$/u.exec(bare)
  if (
    single?.[1] &&
    single[2] &&
    looksLikeRole(roles, single[2]) &&
    book.named(single[1]).length === 0 &&
    cast.gazetteer.anywhere(single[1]).every((record) => record.level === 'locality' && record.population < 100000)
  ) {
    const told = sideOfRole(cast, single[2], span.start + words.indexOf(single[2]))
    return {
      entity: { id: `person:${slug(single[1])}`, name: single[1], side: told?.side ?? null },
      because: told?.because ?? `introduced as "${single[2]}"`,
    }
  }

  const country = (): string | null => countryOf(cast, words, span.start)
  // A mention may be a part of a longer name ("SANA" in "official SANA news agency"): then its own words are looked up.
  const own =
    cast.actors.some((each) => each.start >= span.start && each.end <= span.end) ||
    cast.outlets.some((each) => each.start >= span.start && each.end <= span.end)
      ? null
      : book.find(scene.tokens.filter((token) => token.start >= span.start && token.end <= span.end))
  const inside = (own?.actors ?? cast.actors).filter(
    (each) => each.start >= span.start && each.end <= span.end && !qualifies(text, each),
  )
  // "Uzbekistan leader" cut out of "an Islamic Movement of Uzbekistan leader" is that movement's.
  const cut = cast.actors.find((each) => each.start < span.start && span.start < each.end && each.end <= span.end)
  if (cut && !qualifies(text, cut)) return ofActor(cast, cut, words, roles.office.test(words) ? 'office' : 'armed')
  const outlets = (own?.outlets ?? cast.outlets).filter((each) => each.start >= span.start && each.end <= span.end)
  const lead = headOf(words)

  if (
    roles.witness.test(lead) &&
    !roles.office.test(lead) &&
    !/\b(?:fighters?|militants?|members?|forces?|troops|commanders?)\b/i.test(lead) &&
    !wholeName(inside, words)
  ) {
    const group = inside.find(
      (each) =>
        /^(?:men|people|women)\b/i.test(lead.split(' ').at(-1) ?? '') &&
        text.slice(span.start, each.end).length >= strip(lead).length - 8,
    )
    if (group && /\bmen\b/i.test(lead)) return ofActor(cast, group, words, 'armed')
    return { entity: { id: `group:${slug(bare)}`, name: bare, side: null }, because: 'unnamed people, no party' }
  }
  const media = outlets[0]
  const organ = media && media.outlet.kind !== 'wire' ? null : stateOutlet(cast, words, span.start)
  if (organ) return organ
  if (media && (inside.length === 0 || (inside[0]?.start ?? 0) > media.start)) {
    const side = book.sideOfOutlet(media.outlet, day)
    return {
      entity: { id: `outlet:${slug(media.outlet.name)}`, name: media.outlet.name, side },
      because: side ? `${media.outlet.name} belongs to ${media.outlet.owner}` : 'an outlet of its own',
    }
  }
  const main = headActor(cast, inside, lead, span)
  if (main) {
    const head = roles.office.test(lead) && !wholeName([main], words) ? 'office' : 'armed'
    return ofActor(cast, main, words, head)
  }
  const anti = cast.actors.find(
    (each) =>
      each.start >= span.start &&
      each.end <= span.end &&
      AGAINST.test(text.slice(Math.max(0, each.start - 9), each.start)),
  )
  if (anti)
    return {
      entity: { id: `group:${slug(bare)}`, name: bare, side: null },
      because: `against ${anti.alias}, not of it`,
    }
  const leaning =
    /\b(?:pro-|leaning (?:towards?|to)|close to|aligned with|affiliated with|loyal to|linked to|backed by)/i.test(words)
      ? cast.actors.find((each) => each.start >= span.start && each.end <= span.end)
      : undefined
  if (leaning) {
    const actor = pick(cast, leaning)
    if (actor)
      return {
        entity: { id: `group:${slug(bare)}`, name: bare, side: book.side(actor.id, day, scene.main) },
        because: `the words say they stand with ${actor.name}`,
      }
  }

  // "Tajik authorities", "Turkish troops", "Kunar police chief", "the government", "security forces".
  const adjective = bare
    .split(/[\s,]+/)
    .map((word) => cast.gazetteer.countriesByAdjective(word.replace(/['’]s?$/, ''))[0])
    .find((each) => each !== undefined)
  // "Afghan experts" come from a country and speak for nobody's government.
  if (adjective !== undefined && roles.expert.test(lead)) {
    return {
      entity: { id: `group:${slug(bare)}`, name: bare, side: null },
      because: `experts from ${adjective.name}: no party`,
    }
  }
  // Bare "officials" of a report that plays in two countries may be anybody's.
  if (
    /^(?:senior |top |other |another |unnamed )?(?:official|officials|official statements?|delegation|(?:defen[cs]e|foreign|interior) ministers?)\b/i.test(
      bare,
    ) &&
    adjective === undefined &&
    !cast.scene.onePlace &&
    !hints.affiliation
  )
    return {
      entity: { id: `group:${slug(bare)}`, name: bare, side: null },
      because: 'the report plays in several countries; the words do not say whose',
    }
  const stateLike =
    /^(?:\w+ )?(?:sources?|officials?|spokes\w+)\s+(?:at|in|from|of)\s+(?:the\s+)?[^,]{0,40}\b(?:police|army|military|ministry|command|directorate|governorate|governor)\b/i.test(
      bare,
    ) ||
    roles.stateBody.test(bare) ||
    /^(?:\w+ )?(?:security|police|military|government|intelligence) sources?\b/i.test(bare) ||
    (roles.state.test(lead) &&
      (adjective !== undefined ||
        scene.sightings.some((each) => each.start >= span.start && each.end <= span.end && !each.adjective)))
  if (
    stateLike &&
    !/\b(?:rebel|militant|insurgent|opposition|kurdish|independent|field|medical|hospital|aid|humanitarian|former|foreign (?:troops|forces|fighters|soldiers|military)|international|coalition)\b/i.test(
      lead,
    )
  ) {
    if (
      /^sources?$/i.test(bare) ||
      /^(?:special|joint|combined|armed)?\s*(?:spokes(?:man|woman|person)|commanders?|chief|side|leaders?|forces)$/i.test(
        bare,
      )
    ) {
      const local = hints.affiliation ? sideOfAffiliation(cast, hints.affiliation) : null
      if (local) return { entity: { id: `group:${slug(bare)}`, name: bare, side: local.side }, because: local.because }
      if (/^(?:sources?|side|leaders?|chief|commanders?)$/i.test(bare))
        return { entity: { id: `group:${slug(bare)}`, name: bare, side: null }, because: 'the words do not say whose' }
    }
    const code = country()
    const ruler = code ? book.government(code, day) : null
    if (ruler && code) {
      const forces =
        !roles.office.test(lead) ||
        /^(?:the\s+)?(?:\w+\s+)?(?:government|authorities|administration|regime|state|side|leadership)$/i.test(
          words.replace(/['’]s?$/, ''),
        )
      const why = `${ruler.name} governs ${cast.gazetteer.country(code)?.name ?? code}${cast.dayBecause}`
      const own = ownForces(cast, code, lead)
      if (own)
        return {
          entity: { id: `actor:${own.id}`, name: own.name, side: book.side(own.id, day, scene.main) },
          because: why,
        }
      if (forces)
        return {
          entity: { id: `actor:${ruler.id}`, name: ruler.name, side: book.side(ruler.id, day, code) },
          because: why,
        }
      return {
        entity: { id: `group:${ruler.id}/${slug(bare)}`, name: bare, side: book.side(ruler.id, day, code) },
        because: why,
      }
    }
  }
  const affiliated = hints.affiliation ? sideOfAffiliation(cast, hints.affiliation) : null
  if (affiliated)
    return { entity: { id: `group:${slug(bare)}`, name: bare, side: affiliated.side }, because: affiliated.because }
  const local = generic(cast, lead)
  if (local)
    return {
      entity: { id: `actor:${local.id}`, name: local.name, side: book.side(local.id, day, scene.main) },
      because: `"${bare}" where the report plays`,
    }
  if (adjective && /^\p{Lu}[\p{L}.]+$/u.test(bare)) {
    const ruler = book.government(adjective.id, day)
    if (ruler)
      return {
        entity: { id: `actor:${ruler.id}`, name: ruler.name, side: book.side(ruler.id, day, adjective.id) },
        because: `the state of ${adjective.name}${cast.dayBecause}`,
      }
  }
  if (
    /\b(?:the|this|that)\s+(?:\w+\s+)?(?:group|organi[sz]ation|outfit|movement|militia)$/i.test(words) ||
    /^(?:[\w-]+\s+){0,3}(?:commander|leader|member|fighter|spokes\w+|emir|chief)s?\s+of\s+the\s+(?:\w+\s+)?(?:group|organi[sz]ation|outfit|movement)/i.test(
      words,
    )
  ) {
    const before = /\sof\s/i.test(words) ? groupBefore(cast, span.start, false) : groupBefore(cast, span.start, true)
    if (before) return ofActor(cast, before, words, 'armed')
  }
  // A country alone acts as its state.
  const sighting = scene.sightings.find(
    (each) => each.start >= span.start && each.end <= span.end && each.record.level === 'country',
  )
  if (sighting && plain(bare) === plain(text.slice(sighting.start, sighting.end))) {
    const ruler = book.government(sighting.record.id, day)
    if (ruler)
      return {
        entity: { id: `actor:${ruler.id}`, name: ruler.name, side: book.side(ruler.id, day, sighting.record.id) },
        because: `the state of ${sighting.record.name}${cast.dayBecause}`,
      }
  }
  const capital = scene.sightings.find(
    (each) => each.start >= span.start && each.end <= span.end && each.record.capitalOf === 'country',
  )
  if (capital && hints.isSource && plain(bare) === plain(text.slice(capital.start, capital.end))) {
    const ruler = book.government(capital.record.countries[0] ?? '', day)
    if (ruler)
      return {
        entity: {
          id: `actor:${ruler.id}`,
          name: ruler.name,
          side: book.side(ruler.id, day, capital.record.countries[0] ?? null),
        },
        because: `${capital.record.name} stands for the government${cast.dayBecause}`,
      }
  }
  const organisation =
    /^(?:the\s+)?\p{Lu}[\p{L}'’-]+(?:\s+(?:of|for|and|the|\p{Lu}[\p{L}'’-]+))*\s+(?:Front|Army|Movement|Brigade|Party|Group|Council|Network|Organi[sz]ation|Union|Ministry|Commission|Committee|Observatory|Centre|Center|Foundation|Agency|Battalion|Coalition|Command|Corps|Authority|Institute|Association|Federation|University|Hospital)\b/u.exec(
      words,
    )
  if (organisation)
    return {
      entity: { id: `org:${slug(strip(organisation[0]))}`, name: strip(organisation[0]), side: null },
      because: 'a body that the data files do not know',
    }
  if (bare.length > 0 && bare.length < 120)
    return {
      entity: { id: `group:${slug(bare)}`, name: bare, side: null },
      because: 'unnamed; the words tell no party',
    }
  return { entity: null, because: 'the words tell no party' }
}

/** Mentions may begin within a name ("K group" of "IS-K group") or stop before "TV". */
function wholeWords(scene: Scene, span: Span): Span {
  const first = scene.tokens.find((token) => token.start < span.start && span.start < token.end)
  const tail = /^\s+(?:TV|television|media|news agency)\b/.exec(scene.text.slice(span.end, span.end + 14))
  const state = tail && /\bstate(?:-run)?$/i.test(scene.text.slice(span.start, span.end)) ? tail[0].length : 0
  return { start: first && first.role !== 'mark' ? first.start : span.start, end: span.end + state }
}

/** "The rebels, who have lost most of their tanks" are the rebels; a clause that gives the name stays. */
function withoutClause(text: string, span: Span): Span {
  const words = text.slice(span.start, span.end)
  const clause = /,?\s(?:who|whom|whose|which)\s/.exec(words)
  if (!clause || clause.index < 3) return span
  const told = words.slice(clause.index)
  const named = /\p{Lu}\p{L}/u.test(strip(words.slice(0, clause.index)))
  return !named && /\b(?:names?|named|called|identif\w+|introduc\w+|known)\b/.test(told)
    ? span
    : { start: span.start, end: span.start + clause.index }
}

/** The words before a relative clause, an apposition or a place: what the phrase is headed by. */
const headOf = (words: string): string =>
  words
    .replace(
      /\s*(?:,(?!\d)|\(|;|\bwho\b|\bwhich\b|\bthat\b|\bin\b|\bfrom\b|\bnear\b|\bat\b|\bagainst\b|\bamong\b|\boutside\b|\bacross\b).*$/is,
      '',
    )
    .trim() || words

const wholeName = (inside: readonly Span[], words: string): boolean =>
  inside.some((each) => each.end - each.start >= strip(words).length - 3)

/** "Taliban-run", "US-led": the name only qualifies. */
const qualifies = (text: string, sighting: Span): boolean =>
  QUALIFIER_AFTER.test(text.slice(sighting.end, sighting.end + 14)) ||
  AGAINST.test(text.slice(Math.max(0, sighting.start - 9), sighting.start)) ||
  /\bpro[-–\s]$/i.test(text.slice(Math.max(0, sighting.start - 5), sighting.start))

/** The actor that the phrase is about: not one that is only fought, close by or left behind. */
function headActor(cast: Cast, inside: readonly ActorSighting[], lead: string, span: Span): ActorSighting | null {
  const text = cast.scene.text
  for (const each of inside) {
    const before = text.slice(span.start, each.start)
    const through =
      /^(?:[\w-]+\s+){0,4}(?:fighters?|members?|men|troops|forces|supporters|militants?|commanders?|leaders?|gunmen|soldiers?|officials?|spokes\w+|positions|hideouts|bases?|branch|chief|part|wing|faction|cells?)\s+(?:from|of|belonging to|with|for|in|at)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}$/i.test(
        before,
      )
    if (each.start >= span.start + lead.length + 2 && !through) continue
    if (
      /\b(?:against|opposed to|close to|leaning (?:towards?|to)|loyal to|hostile to|victims? of|famil(?:y|ies) of|targets? of|enem(?:y|ies) of|survivors? of|critics? of|former|sympathetic to|linked to|affiliated with)\s+(?:the\s+)?$/i.test(
        before,
      )
    ) {
      if (!/former/i.test(before)) continue
    }
    if (pick(cast, each)) return each
  }
  return null
}

/**
 * "the group": the armed group or party named last; in the words of a speaker of the side that governs, hardly that side.
 * Where several are named before, only one of the same sentence counts.
 */
function groupBefore(cast: Cast, offset: number, anyOf: boolean): ActorSighting | null {
  const { scene, book, day } = cast
  const near = cast.actors.filter((each) => {
    const actor = each.end <= offset && offset - each.end < 500 ? pick(cast, each) : null
    if (actor === null || !['armed-group', 'party'].includes(actor.type) || qualifies(scene.text, each)) return false
    const governs = actor.roles.some(
      (role) => role.role === 'government' && book.government(role.of, day)?.id === actor.id,
    )
    return anyOf || !governs
  })
  const last = near.at(-1) ?? null
  if (!last || !anyOf) return last
  const same = !/[.!?]\s/.test(scene.text.slice(last.end, offset))
  const one = new Set(near.map((each) => pick(cast, each)?.id)).size === 1
  return same || one ? last : null
}

function ofActor(cast: Cast, sighting: ActorSighting, words: string, head: 'office' | 'armed'): Found {
  const actor = pick(cast, sighting)
  if (!actor) return { entity: null, because: `"${sighting.alias}" is not of a country that the report names` }
  const { book, scene, day } = cast
  // "Government of Afghanistan", "Afghan government": whoever governs that day.
  const ruled = actor.roles.find((role) => role.role === 'government')?.of
  const generic =
    ruled !== undefined &&
    actor.type === 'government' &&
    /\b(?:government|army|military|troops|forces|air force|warplanes)\b/.test(sighting.alias) &&
    !/\b(?:assad|regime|pro|western|former|transitional|interim|new)\b/.test(sighting.alias)
  const acting = generic ? (book.government(ruled, day) ?? actor) : actor
  // "Former Afghan soldiers" serve nobody now: their side is the one that their force served last, if that is over.
  const gone = /\b(?:former|ex-|onetime|one-time)\b/i.test(words.slice(0, Math.max(0, words.length - 3)))
  const last = gone ? acting.serves.filter((each) => each.to !== null).map((each) => each.party)[0] : undefined
  const side = gone && acting.serves.length > 0 ? (last ?? null) : book.side(acting.id, day, scene.main)
  const sideName = side && side !== acting.id ? (book.actor(side)?.name ?? side) : null
  const dated = acting.serves.length > 0 || acting.roles.length > 1 || acting !== actor ? cast.dayBecause : ''
  const because = sideName
    ? `${acting.name} serves ${sideName}${dated}`
    : `${scene.text.slice(sighting.start, sighting.end)} is ${acting.name}${acting !== actor ? dated : ''}`
  if (head === 'office') {
    const bare = strip(words)
    return { entity: { id: `group:${acting.id}/${slug(bare.replace(/['’]s\b/g, ''))}`, name: bare, side }, because }
  }
  return { entity: { id: `actor:${acting.id}`, name: book.nameOn(acting.id, day), side }, because }
}

/** "Syrian state television", "Syria's state-run news agency": the organ of whoever governs. */
function stateOutlet(cast: Cast, words: string, offset: number): Found | null {
  const found =
    /\b(?:state(?:-run|-owned|-controlled)?|official|government(?:-run)?|national)\s+(?:news\s+)?(tv|television|media|news agency|agency|radio|broadcaster|newspaper)\b|\b(?:Syrian|Iranian|Russian|Afghan|Egyptian|Iraqi|Libyan|Sudanese)\s+(television|TV)\b/i.exec(
      words,
    )
  if (!found) return null
  const kind = (found[1] ?? found[2] ?? '').toLowerCase()
  const country = countryOf(cast, words.replace(/\b(\p{Lu}\p{L}+)s\b/gu, '$1'), offset)
  const ruler = country ? cast.book.government(country, cast.day) : null
  if (!country || !ruler) return null
  const side = cast.book.side(ruler.id, cast.day, country)
  const name = cast.book.organ(country, kind)
  const because = `organ of ${ruler.name}, which governs ${cast.gazetteer.country(country)?.name ?? country}${cast.dayBecause}`
  return name
    ? { entity: { id: `outlet:${slug(name)}`, name, side }, because }
    : { entity: { id: `group:${ruler.id}/state-media`, name: strip(words), side }, because }
}

/** Named forces of a country ("security forces" in Afghanistan are the ANDSF until 2021). */
function ownForces(cast: Cast, country: string, lead: string): Actor | null {
  const adjective = cast.gazetteer.country(country)?.name
  if (!adjective) return null
  const key = { AF: 'Afghan' }[country]
  if (!key || !/\b(?:security forces|forces|soldiers|troops|army|commandos)\b/i.test(lead)) return null
  const ruler = cast.book.government(country, cast.day)
  if (ruler?.id !== 'afghan-republic') return null
  return cast.book.actor(/\barmy|soldiers\b/i.test(lead) ? 'ana' : 'andsf')
}

/** Words that mean one actor where the report plays: "rebels" in Syria, "the junta" in Myanmar. */
const GENERIC: readonly (readonly [country: string, words: RegExp, actor: string])[] = [
  [
    'SY',
    /^(?:the |armed |opposition |syrian |local |other |several |some )*(?:rebels?|opposition|rebel (?:fighters?|groups?|forces|factions?)|opposition (?:fighters?|groups?|forces|factions?)|activists?)$/i,
    'syrian-opposition',
  ],
  [
    'AF',
    /^(?:(?:us-led|u\.s\.-led|nato-led|final|the|remaining) )*(?:foreign|international|coalition|alliance|nato-led) (?:troops|forces)$|^(?:the )?coalition$/i,
    'nato',
  ],
  ['SY', /\bregime\b/i, 'syrian-government'],
  ['YE', /^(?:the |shiite )?rebels$/i, 'houthis'],
  ['MM', /\bjunta\b|^(?:the )?(?:regime|military)$/i, 'myanmar-military'],
  ['CD', /^(?:the )?rebels$/i, 'm23'],
  ['SD', /\bparamilitar(?:y|ies)\b/i, 'rsf'],
]
function generic(cast: Cast, lead: string): Actor | null {
  const hit = GENERIC.find(([country, words]) => cast.scene.main === country && words.test(strip(lead)))
  return hit ? cast.book.actor(hit[2]) : null
}

function sideOfAffiliation(cast: Cast, affiliation: Affiliation): { side: string | null; because: string } | null {
  const quote = affiliation.of.refersTo ?? affiliation.of.quote
  const inside = cast.actors.find((each) => each.start >= quote.start && each.end <= quote.end)
  const actor = inside ? pick(cast, inside) : null
  if (actor) {
    const how = { 'speaks-for': 'speaks for', 'belongs-to': 'belongs to', 'leans-to': 'leans to' }[affiliation.how]
    return { side: cast.book.side(actor.id, cast.day, cast.scene.main), because: `${how} ${actor.name}` }
  }
  return sideOfRole(cast, quote.text, quote.start)
}

/** A person named in full, or by a last name that the report or the data files know. */
function namedPerson(
  cast: Cast,
  span: Span,
  hints: { role: Quote | null; affiliation: Affiliation | null },
): Found | null {
  const { scene, book, people, roles, day } = cast
  const words = scene.text.slice(span.start, span.end)
  const bare = strip(words).replace(/['’]s?$/, '')
  const inSpan = people.filter((each) => {
    return plain(words).includes(plain(each.name))
  })
  // The name must head the phrase: not "supporters of X", "X's forces".
  let who = inSpan.find((each) => {
    const before = words.slice(0, Math.max(0, words.indexOf(each.name)))
    return (
      !/\b(?:of|by|with|under|against|to|from|led)\s+(?:\w+\s+)?$/i.test(before) &&
      !/^['’]s?\s+\w/.test(words.slice(words.indexOf(each.name) + each.name.length))
    )
  })
  if (!who) {
    const short = bare.replace(roles.titles, '')
    if (/^(?:al-|el-)?\p{Lu}[\p{L}'’-]+$/iu.test(short) && /\p{Lu}/u.test(short) && book.named(bare).length === 0) {
      const key = plain(short)
      who = people.find(
        (each) => each.last === key || plain(each.name).endsWith(` ${key}`) || plain(each.name).startsWith(`${key} `),
      )
      if (
        !who &&
        !cast.gazetteer
          .anywhere(short)
          .some((record) => record.level === 'country' || record.level === 'province' || record.population > 50000)
      ) {
        const known = book
          .surname(short)
          .filter(
            (each) =>
              each.actor.countries.length === 0 || each.actor.countries.some((code) => scene.countries.includes(code)),
          )
        const ids = new Set(known.map((each) => each.actor.id))
        if (ids.size === 1 && known[0]) {
          return {
            entity: {
              id: `person:${slug(known[0].name)}`,
              name: known[0].name,
              side: book.side(known[0].actor.id, day, scene.main),
            },
            because: `${known[0].name} is known to speak for ${known[0].actor.name}`,
          }
        }
        // A single name that the report introduces by title alone: Noorullah, Aman.
        const single =
          /\p{Lu}/u.test(short[0] ?? '') &&
          (hints.role !== null || roles.titles.test(bare)) &&
          !roles.office.test(short) &&
          !roles.armed.test(short) &&
          !roles.witness.test(short)
        if (single && cast.actors.every((each) => each.end <= span.start || each.start >= span.end)) {
          const told = hints.affiliation
            ? sideOfAffiliation(cast, hints.affiliation)
            : hints.role
              ? sideOfRole(cast, hints.role.text, hints.role.start)
              : null
          return {
            entity: { id: `person:${slug(short)}`, name: short, side: told?.side ?? null },
            because: told?.because ?? 'the report does not say for whom they speak',
          }
        }
      }
    }
  }
  if (!who) return null
  const told =
    who.side === null && !who.witness
      ? hints.affiliation
        ? sideOfAffiliation(cast, hints.affiliation)
        : hints.role
          ? sideOfRole(cast, hints.role.text, hints.role.start)
          : null
      : null
  const own = who.side === null && !who.witness && !told ? roleInWords(cast, span, who) : null
  return {
    entity: { id: who.id, name: who.name, side: who.side ?? told?.side ?? own?.side ?? null },
    because: told?.because ?? own?.because ?? who.because,
  }
}

const roleInWords = (cast: Cast, span: Span, who: Introduced): { side: string | null; because: string } | null => {
  const words = cast.scene.text.slice(span.start, span.end)
  return words.length > who.name.length + 4 && looksLikeRole(cast.roles, words)
    ? sideOfRole(cast, words, span.start)
    : null
}

const carriesName = (cast: Cast, quote: Span): boolean =>
  [...cast.actors, ...cast.outlets, ...cast.people].some(
    (each) => each.start >= quote.start && each.end <= quote.end,
  ) ||
  cast.book.find(cast.scene.tokens.filter((token) => token.start >= quote.start && token.end <= quote.end)).actors
    .length > 0

/** Fills in who a mention is. */
export function groundMention(cast: Cast, mention: Mention, attribution: Attribution | null): Mention {
  if (mention.entity) return mention
  const hints = {
    role: attribution?.role ?? null,
    affiliation: attribution?.affiliation ?? null,
    isSource: attribution !== null,
  }
  // Words that carry a name of their own need nothing to refer to ("US" is no pronoun).
  const own = mention.refersTo && carriesName(cast, mention.quote) ? identify(cast, mention.quote, hints) : null
  const named = own?.entity && /^(?:actor|person|outlet):/.test(own.entity.id) ? own : null
  const span = named ? mention.quote : (mention.refersTo ?? mention.quote)
  const { entity, because } = named ?? identify(cast, span, hints)
  const why =
    mention.refersTo && !named ? `"${mention.quote.text}" stands for "${mention.refersTo.text}"; ${because}` : because
  return { ...mention, entity, because: why }
}
