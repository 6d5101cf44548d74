import type { PlaceMention, PlacePrecision, PlaceRef, Span } from '../claim/index.js'
import type { PlaceRecord } from '../data/places.js'
import { foldName, plain } from './fold.js'
import type { Gazetteer, Match } from './gazetteer.js'
import { type Chunk, chunksOf, isDirection, type Kind, type Token, tokensOf } from './phrase.js'

/** A place that the report names by its own name, at an offset. */
export interface Sighting extends Span {
  readonly record: PlaceRecord
  /** "Afghan": points to the country without naming it. */
  readonly adjective: boolean
}

/** What the report as a whole says about where it plays. */
export interface Scene {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly chunks: readonly Chunk[]
  readonly sightings: readonly Sighting[]
  /** Countries that the report names, most named first. */
  readonly countries: readonly string[]
  readonly main: string | null
  /** Those of them whose villages are looked through: the report names them often. */
  readonly near: readonly string[]
  /** One country stands out clearly. */
  readonly onePlace: boolean
  /** Stretches that name actors ("Islamic State of Iraq"): what stands inside them is no place. */
  readonly actorSpans: readonly Span[]
}

/** A mention resolved: the place, how precise the words are, and why; `contradicts` = what the report says against the map. */
export interface Located {
  readonly place: PlaceRef | null
  readonly precision: PlacePrecision
  readonly because: string
  readonly contradicts: PlaceRef | null
}

const MAX_COUNTRIES = 4
const nowhere = (because: string): Located => ({ place: null, precision: 'unknown', because, contradicts: null })

// ---------------------------------------------------------------------------------------------- what the report names

/** Short or common words that are towns somewhere, and are hardly ever meant. */
const COMMON = new Set(
  'of most police split nice mobile reading bath orange male central along man same bar much un man union independence liberty mission victory hope paradise enterprise commerce defiance protection university normal media press press progress liberal church deputy mayor peace march commander force forces operation target taliban eagle temple trinity salem christian bishop palm grande real santa rose best forest green field ford bay marine deal sale ham eye rugby wells battle ashford kent van as is it us our may bat god allah muhammad ali omar hassan hussein ahmad ahmed mohammad mohammed khan abdul mullah karim rahman sher gul shah wali jan salah mahmud mahmoud ismail ibrahim yusuf yousef said nasir aziz'.split(
    ' ',
  ),
)

const lookAt = (
  gazetteer: Gazetteer,
  text: string,
  chunk: Chunk,
  tokens: readonly Token[],
  countries: readonly string[] = [],
): readonly string[] => {
  // With a capitalised direction before and a capitalised kind behind: South Sudan, Gaza Strip, Port Sudan, Mexico City.
  const before = tokens[chunk.nameFrom - 1]
  const behind = tokens[chunk.nameTo]
  const names: string[] = []
  const capital = (token: Token | undefined): boolean => token !== undefined && /^\p{Lu}/u.test(token.text)
  const extended = (from: number, to: number): string => text.slice(from, to)
  const wide =
    before &&
    capital(before) &&
    (before.role === 'direction' || before.role === 'kind') &&
    !(before.first && before.role === 'kind')
  if (wide && behind && capital(behind)) names.push(extended(before.start, behind.start + behind.text.length))
  if (wide && before) names.push(extended(before.start, chunk.end))
  if (behind && capital(behind) && behind.role !== 'mark')
    names.push(extended(chunk.start, behind.start + behind.text.length))
  // Texts that lost their apostrophes: "Syrias", "Aleppos".
  if (
    /[^s]s$/.test(chunk.name) &&
    gazetteer.anywhere(chunk.name).length === 0 &&
    gazetteer
      .anywhere(chunk.name.slice(0, -1))
      .some((record) => record.level === 'country' || record.population > 500000)
  )
    names.push(chunk.name.slice(0, -1))
  names.push(chunk.name)
  return names.filter(
    (name, i) =>
      i === names.length - 1 ||
      gazetteer.anywhere(name).length > 0 ||
      countries
        .slice(0, 2)
        .some((code) => gazetteer.within(code, name).some(({ record }) => record.level !== 'locality')),
  )
}

/** Reads the report once for the places it names and the countries it plays in. */
export function survey(text: string, gazetteer: Gazetteer, actorSpans: readonly Span[]): Scene {
  const tokens = tokensOf(text)
  const chunks = chunksOf(text, tokens, (word) => gazetteer.countriesByAdjective(word).length > 0)
  const covered = (span: Span): boolean =>
    actorSpans.some((actor) => actor.start <= span.start && span.end <= actor.end)
  const votes = new Map<string, number>()
  const vote = (code: string, weight: number, at: number): void =>
    void votes.set(code, (votes.get(code) ?? 0) + weight * (at < 600 ? 1.5 : 1))
  const sightings: Sighting[] = []
  const free: Chunk[] = []
  for (const chunk of chunks) {
    // Short capitals are somebody's initials, unless a country is so called (SANA is no Sana'a).
    if (
      /^[A-Z]{2,4}s?$/.test(chunk.name) &&
      !gazetteer.anywhere(chunk.name).some((record) => record.level === 'country')
    )
      continue
    for (const code of gazetteer.countriesByAdjective(chunk.name).slice(0, 1)) {
      if (gazetteer.anywhere(chunk.name).some((record) => record.level === 'country')) break
      // "US troops in Kunar" plays in Afghanistan: adjectives of those who act abroad weigh little.
      vote(code.id, /^(?:US|GB|RU|FR|DE)$/.test(code.id) ? 0.2 : 0.7, chunk.start)
      sightings.push({ start: chunk.start, end: chunk.end, record: code, adjective: true })
    }
    const name = lookAt(gazetteer, text, chunk, tokens)[0] ?? chunk.name
    const found = gazetteer.anywhere(name)
    const country = found.find((record) => record.level === 'country')
    if (country) {
      const abroad = /^(?:US|GB|RU|FR|DE|CH|AE)$/.test(country.id)
      if (!covered(chunk)) vote(country.id, abroad ? 0.5 : 1.2, chunk.start)
      else if (country.id !== 'US') vote(country.id, 0.4, chunk.start)
      sightings.push({ start: chunk.start, end: chunk.end, record: country, adjective: false })
      continue
    }
    // Headlines run names together: "Syria Dozens Martyred", "Qamishli Hasaka".
    if (found.length === 0 && chunk.nameTo - chunk.nameFrom > 1) {
      for (const token of tokens.slice(chunk.nameFrom, chunk.nameTo)) {
        const code =
          gazetteer.countriesByAdjective(token.text)[0]?.id ??
          gazetteer.anywhere(token.text.replace(/([^s])s$/, '$1')).find((record) => record.level === 'country')?.id
        if (code && !covered(token)) vote(code, code === 'US' ? 0.2 : 0.6, token.start)
      }
    }
    if (!covered(chunk)) free.push(chunk)
    if (covered(chunk) || COMMON.has(plain(name))) continue
    const province = found.filter((record) => record.level === 'province')
    const cities = found.filter(
      (record) => record.level === 'locality' && (record.population >= 100000 || record.capitalOf),
    )
    const homes = new Set([...province, ...cities].map((record) => record.countries[0]))
    for (const record of [...province, ...cities]) {
      const weight =
        record.capitalOf === 'country'
          ? 0.9
          : (record.level === 'province' || record.population > 500000 ? 0.7 : 0.4) / homes.size
      if (!sightings.some((each) => each.start === chunk.start && each.record.countries[0] === record.countries[0]))
        vote(record.countries[0] ?? '', weight, chunk.start)
    }
  }
  const ranked = [...votes]
    .filter(([code, weight]) => code && weight >= 0.35)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([code]) => code)
  const countries = ranked.slice(0, 8)
  const most = votes.get(countries[0] ?? '') ?? 0
  const near = countries.filter((code) => (votes.get(code) ?? 0) >= 0.25 * most).slice(0, MAX_COUNTRIES)
  // Provinces, districts and larger towns of those countries, by exact or folded name.
  for (const chunk of free) {
    const name = lookAt(gazetteer, text, chunk, tokens, near)[0] ?? chunk.name
    if (COMMON.has(plain(name)) || foldName(name).length < 3) continue
    const person = isPersonPart(tokens, chunk)
    for (const code of near) {
      const matches = gazetteer
        .within(code, name)
        .filter(
          ({ record }) =>
            record.level === 'province' ||
            record.level === 'district' ||
            record.level === 'region' ||
            record.population >= 5000,
        )
      if (matches.length === 0 || (person && !chunk.kind)) continue
      const best = matches.sort(
        (a, b) => a.cost - b.cost || prior(b.record, chunk.kind) - prior(a.record, chunk.kind),
      )[0]
      if (best) sightings.push({ start: chunk.start, end: chunk.end, record: best.record, adjective: false })
      break
    }
  }
  sightings.sort((a, b) => a.start - b.start || a.end - b.end)
  const weights = countries.map((code) => votes.get(code) ?? 0)
  const onePlace = countries.length === 1 || (weights[0] ?? 0) >= 3 * (weights[1] ?? 0)
  return { text, tokens, chunks, sightings, countries, main: countries[0] ?? null, near, onePlace, actorSpans }
}

// ------------------------------------------------------------------------------------------------- what is no place

const TITLE =
  /^(?:mr|mrs|ms|dr|president|vice-president|minister|general|gen|col|colonel|lt|lieutenant|maj|major|capt|captain|sgt|sergeant|cpl|pvt|commander|mullah|mawlawi|maulvi|mawlavi|mualawi|molvi|qari|haji|hajji|sheikh|shaikh|imam|ustad|abu|umm|spokesman|spokeswoman|spokesperson|governor|mayor|king|prince|emir|sultan|ambassador|secretary|chief|senator|judge|professor|prof|brig|brigadier|adm|admiral|sayed|sayyid|malik|son|brother|named|called)\.?$/i
const ORGANISATION =
  /^(?:times|post|corps|brigade|brigades|battalion|division|regiment|command|media|press|council|commission|committee|ministry|agency|group|party|front|army|police|guard|bank|news|institute|association|federation|union|foundation|company|inc|ltd|airlines|airways|tv|radio|television|fc|club|university|agreement|agreements|accord|accords|declaration|conference|summit|process|protocol|convention|treaty|pact|talks|movement|network|forces|force|militia|court|parliament|government|authority|administration|spokesman|spokesperson|police|shield|star|today|tribune|gazette|herald|observer|telegraph|city fc|united fc|institute|coalition|alliance|governor|mayor|militants|fighters|rebels|residents)$/i
const SITE_IN =
  /^(?:airport|university|hospital|airbase|air|prison|jail|market|bazaar|mosque|hotel|bridge|dam|crossing|port|base|camp|road|highway|street|square|gate|stadium|lines|office|station|school|zoo|museum|field|airfield|ring|old|green|zone|city|district|province|village|town|valley|region|area|county|governorate|oblast|state)$/i

/** True where the run reads like a person's name: a title before it, or one of several names that no place has. */
function isPersonPart(tokens: readonly Token[], chunk: Chunk): boolean {
  const before = tokens[chunk.nameFrom - 1]
  return before !== undefined && TITLE.test(before.text) && !(before.role === 'mark')
}

const SAYS =
  'said|says|denied|denies|accused|accuses|announced|announces|rejected|rejects|condemned|condemns|warned|warns|insisted|insists|claimed|claims|called (?:on|for)|calls (?:on|for)|urged|urges|agreed|agrees|refused|refuses|vowed|vows|pledged|pledges|demanded|demands|signed|expelled|recalled|summoned|imposed|imposes|wants|wanted|believes|believed|blamed|blames|considers|considered|maintains|maintained|backed|backs|supports|supported|hopes|hoped|hailed|welcomed|welcomes|dismissed|dismisses|threatened|threatens|ordered|decided|sees|saw|fears|feared|argues|argued|responded|retaliated|replied|asked|offered|proposed|declared|declares|confirmed|confirms|acknowledged|acknowledges|admitted|admits|stressed|reiterated|withdrew|promised|suspended|severed|recognised|recognized|recognises|recognizes|negotiated|is considering|is (?:trying|seeking|hoping|ready|willing)|seeks|sought|intends|plans|planned|opposes|opposed|tried|sent|deployed|lost patience|will not|would not|should|must'
const SAYS_AFTER = new RegExp(
  `^\\s*,?\\s*(?:(?:has|have|had|also|later|repeatedly|long|officially|swiftly|immediately|quickly|on \\w+|itself|again|strongly|publicly)\\s+){0,3}(?:${SAYS})\\b`,
  'i',
)
const HOLDS_AFTER =
  /^(?:['’]s?)\s+(?:\w+\s+){0,2}(?:ambassador|envoy|minister|ministry|decision|demand|demands|claim|claims|position|refusal|response|government|allies|ally|support|backing|policy|policies|interests?|offer|proposal|insistence|denial|leaders?|rulers?|officials|influence|stance|ambitions|invasion|war|strategy|request|warning|statement|announcement|rejection|accusations?|army|military|forces|troops)\b/i
const DEALS_BEFORE =
  /\b(?:(?:talks|relations|ties|tensions?|agreements?|negotiations|dialogue|deal|contacts?|coordination|alliance|dispute|treaty|cooperation|links|allied|aligned|row|pact|truce) (?:with|between|to)|accus(?:ed|es|ing)|blam(?:ed|es|ing)|urg(?:ed|es|ing)|told|pressed|thanked|criticised|criticized|warned|loyal to|allied to|backed by|supported by|pressure on|sanctions (?:on|against)|support (?:from|of|for)|according to|approval (?:of|from)|by order of|orders from|answer to|reports? to|opposed by|close to|loyalty to|recognise|recognize|between)(?: both| the)? (?:[\p{Lu}][\p{L}-]+ and )?$/iu

const at = (text: string, from: number, to: number): string => text.slice(Math.max(0, from), Math.max(0, to))
const IN_BEFORE =
  /\b(?:in|at|near|from|to|into|of|across|around|inside|outside|through|throughout|over|within|towards?|off|outskirts of|on|beyond|via)\s+(?:the\s+)?(?:\w+(?:ern)?\s+){0,2}$/i

/** Why a mention is no place although a place has that name, or null. */
function refusal(scene: Scene, span: Span, chunk: Chunk | null, gazetteer: Gazetteer): string | null {
  const { text, tokens } = scene
  const actor = scene.actorSpans.find(
    (each) =>
      each.start <= span.start &&
      span.end <= each.end &&
      (each.end - each.start > span.end - span.start + 2 ||
        gazetteer.anywhere(at(text, span.start, span.end)).length === 0),
  )
  const before = at(text, span.start - 60, span.start)
  const after = at(text, span.end, span.end + 60)
  if (actor && (!IN_BEFORE.test(before) || actor.end - actor.start > span.end - span.start + 3))
    return `"${at(text, actor.start, actor.end)}" names an actor, not a place`
  if (!chunk) return null
  if (isPersonPart(tokens, chunk)) {
    const title = tokens[chunk.nameFrom - 1]?.text ?? ''
    const whole = lookAt(gazetteer, text, chunk, tokens).some((name) =>
      gazetteer.anywhere(name).some((record) => record.level === 'country' || record.population > 1e6),
    )
    if (
      !whole ||
      /^(?:mr|mrs|ms|dr|mullah|mawlawi|qari|haji|abu|gen|col|lt|maj|capt|sgt|named|called)\.?$/i.test(title)
    )
      return `after "${title}" it is a person's name`
  }
  const next = tokens[chunk.to]
  const last = tokens[chunk.nameTo - 1]
  if (
    next &&
    next.start - (last?.end ?? 0) <= 1 &&
    !chunk.possessive &&
    chunk.kind === null &&
    /^\p{Lu}/u.test(next.text) &&
    ORGANISATION.test(next.text) &&
    !SITE_WORD.test(text.slice(next.end, next.end + 14))
  )
    return `"${chunk.name} ${next.text}" names an organisation`
  // The mention is only a part of a longer run of names.
  const outer = scene.chunks.find(
    (each) => each.start <= span.start && span.end <= each.end && each.end - each.start > span.end - span.start,
  )
  if (outer) {
    const left = tokens.filter((token) => token.start >= outer.start && token.end <= span.start)
    const right = tokens.filter((token) => token.start >= span.end && token.start < outer.end)
    const known =
      gazetteer.anywhere(outer.name).length > 0 ||
      scene.near.some((code) => gazetteer.within(code, outer.name).length > 0)
    if (!known) {
      const placeName = (name: string): boolean =>
        scene.near.some((code) =>
          gazetteer.within(code, name).some(({ record }) => record.level !== 'locality' || record.population > 0),
        )
      if (right.length > 0 && right.every((token) => placeName(token.text)) && left.length === 0) return null
      if (right.some((token) => ORGANISATION.test(token.text))) return `"${outer.name}" names an organisation`
      if (right.length > 0 && !SITE_IN.test(right[0]?.text ?? ''))
        return `"${outer.name}" reads as the name of a person or body`
      const adjective =
        left.length > 0 &&
        left.every(
          (token) =>
            gazetteer.countriesByAdjective(token.text).length > 0 ||
            token.possessive ||
            placeName(token.text.replace(/s$/, '')) ||
            placeName(token.text),
        )
      if (left.length > 0 && !adjective) return `"${outer.name}" reads as the name of a person or body`
    }
  }
  const place = gazetteer
    .anywhere(at(text, span.start, span.end))
    .find((record) => record.level === 'country' || record.capitalOf === 'country')
  if (place && !IN_BEFORE.test(before)) {
    if (SAYS_AFTER.test(after)) return 'a capital or country that speaks or decides stands for its government'
    if (
      HOLDS_AFTER.test(after) &&
      !/^['’]s?\s+(?:\w+\s+)?(?:government|army|military|forces|troops|officials|leaders?)/.test(after)
    )
      return 'a capital or country that owns a policy stands for its government'
  }
  if (
    place &&
    DEALS_BEFORE.test(before) &&
    !/\b(?:road|highway|border|route|between|way|flights?|distance|railway|bus|line)\s[^.]{0,30}$/i.test(
      before.replace(
        /\b(?:talks|relations|ties|tensions?|agreements?|negotiations|dialogue|deal|contacts?|truce|pact|row|dispute)\b.*$/i,
        '',
      ),
    )
  ) {
    if (
      !/\bbetween (?:\p{Lu}[\p{L}-]+ and )?$/u.test(before) ||
      /\b(?:talks|relations|ties|tensions?|agreements?|negotiations|dialogue|deal|contacts?|truce|pact|row|dispute|war|trust|trade|mediat\w+)\b[^.]{0,25}$/i.test(
        before,
      )
    )
      return 'in dealings a capital or country stands for its government'
  }
  if (
    place &&
    /^\s+and\s+\p{Lu}[\p{L}-]+\b/u.test(after) &&
    /\b(?:talks|relations|ties|tensions?|agreements?|negotiations|dialogue|deal|contacts?|truce|mediat\w+|row|dispute)\b[^.]{0,25}\bbetween\s+$/i.test(
      before,
    )
  )
    return 'in dealings a capital or country stands for its government'
  return null
}

// ----------------------------------------------------------------------------------------------------- ranking

/** How likely a place is meant by its bare name, other things equal. */
function prior(record: PlaceRecord, kind: Kind | null): number {
  const size = record.population > 0 ? Math.log10(record.population) * 0.5 : 0
  const level = {
    country: 6,
    region: 2.5,
    province: 3,
    district: 1.6,
    locality: size + (record.capitalOf ? 1 : 0),
    neighbourhood: -0.5,
  }[record.level]
  if (kind === null || kind === 'site' || kind === 'region') return level
  if (kind === 'nature')
    return (
      level + (record.level === 'region' ? 2 : record.level === 'district' ? 1 : record.level === 'locality' ? -6 : -1)
    )
  const fits: Readonly<Record<string, readonly PlaceRecord['level'][]>> = {
    country: ['country'],
    province: ['province'],
    district: ['district'],
    locality: ['locality', 'neighbourhood'],
  }
  if (fits[kind]?.includes(record.level)) return level + 4
  if (kind === 'district')
    return (
      level +
      (record.level === 'locality' ? (record.population > 0 ? -0.5 : -1.5) : record.level === 'province' ? -3 : -2)
    )
  if (kind === 'locality') return level + (record.level === 'district' ? -0.5 : -4)
  if (kind === 'province') return level + (record.level === 'region' ? 1 : record.level === 'district' ? -3 : -5)
  return level - 3
}

interface Ranked extends Match {
  readonly score: number
  readonly inside: boolean
}

interface Asked {
  readonly name: string
  readonly kind: Kind | null
  readonly inside: readonly PlaceRecord[]
  readonly at: number
  readonly countries: readonly string[]
  /** Named in one breath with provinces. */
  readonly provinces?: boolean
  /** "The Kherson region", "Idlib countryside": more than the town. */
  readonly region?: boolean
  /** Asked for as a container of anything but a site: a province rather than its town. */
  readonly wide?: boolean
}

function rank(scene: Scene, gazetteer: Gazetteer, asked: Asked): Ranked[] {
  const matches = new Map<string, Match>()
  const keep = (match: Match): void => {
    const known = matches.get(match.record.id)
    if (!known || match.cost < known.cost) matches.set(match.record.id, match)
  }
  const homes = [...new Set([...asked.inside.flatMap((record) => record.countries), ...scene.near])].slice(
    0,
    MAX_COUNTRIES,
  )
  for (const [i, code] of homes.entries()) for (const match of gazetteer.within(code, asked.name, i < 2)) keep(match)
  if (asked.kind === 'district' && ![...matches.values()].some(({ record }) => record.level === 'district')) {
    for (const code of homes.slice(0, 2)) for (const match of gazetteer.partly(code, asked.name)) keep(match)
  }
  for (const record of gazetteer.anywhere(asked.name)) keep({ record, cost: 0, how: 'exact' })
  const insideIds = new Set(asked.inside.map((record) => record.id))
  const nearby = scene.sightings.filter(
    (each) =>
      !each.adjective &&
      (each.start > asked.at + asked.name.length || each.end <= asked.at) &&
      plain(scene.text.slice(each.start, each.end)) !== plain(asked.name),
  )
  const provinces = new Map<string, number>()
  for (const { record, start } of nearby) {
    // The nearer a place is named, the more it says about its neighbours.
    const weight = Math.abs(start - asked.at) < 400 ? 1.6 : 0.9
    for (const each of gazetteer.lineage(record)) provinces.set(each.id, Math.max(provinces.get(each.id) ?? 0, weight))
  }
  const main = asked.countries[0]
  const key = foldName(asked.name)
  return (
    [...matches.values()]
      // A village that is called so among other names is no district.
      .filter(
        ({ record }) =>
          !(
            asked.kind === 'district' &&
            record.level === 'locality' &&
            record.population === 0 &&
            foldName(record.name) !== key
          ),
      )
      .map((match): Ranked => {
        const { record } = match
        const line = gazetteer.lineage(record)
        const inside = insideIds.size > 0 && line.slice(1).some((each) => insideIds.has(each.id))
        let score = 10 - 2 * match.cost + prior(record, asked.kind)
        if (main && record.countries.includes(main)) score += 3
        else if (record.countries.some((code) => asked.countries.includes(code))) score += 1.5
        else if (record.countries.length > 0 && record.level !== 'country')
          score -= asked.countries.length > 0 && record.population < 500000 ? 5 : 1.5
        if (inside) score += 6
        if (asked.region && record.level === 'province') score += 4
        if (asked.wide && asked.kind === null && record.level === 'province') score += 3
        if (asked.provinces && asked.kind === null && record.level === 'province') score += 3
        for (const container of line.slice(1)) {
          if (container.level === 'district') score += (provinces.get(container.id) ?? 0) * 0.8
          if (container.level === 'province') score += provinces.get(container.id) ?? 0
        }
        if (record.level === 'locality' && record.population === 0 && !inside) score -= 1
        return { ...match, score, inside }
      })
      .sort(
        (a, b) =>
          b.score - a.score || b.record.population - a.record.population || (a.record.id < b.record.id ? -1 : 1),
      )
  )
}

// -------------------------------------------------------------------------------------------------- containers

/** The containers that the phrase itself names: "in Y", ", Y province", "X's" before, "Afghan" before. */
function containersOf(
  scene: Scene,
  gazetteer: Gazetteer,
  chunk: Chunk,
  depth: number,
): readonly { record: PlaceRecord; sure: boolean }[] {
  const { text, tokens, chunks } = scene
  const out: { record: PlaceRecord; sure: boolean }[] = []
  const place = (other: Chunk): PlaceRecord | null =>
    depth > 2 ? null : (resolveChunk(scene, gazetteer, other, depth + 1, chunk.kind).record ?? null)
  const index = chunks.findIndex((each) => each.nameFrom === chunk.nameFrom)
  // Behind: ", Y", " in Y", " of Y", "(Y)", and over an enumeration: "A and B in the province of C".
  let from = chunk
  for (let i = index + 1; i < chunks.length && i <= index + 5; i++) {
    const next = chunks[i] as Chunk
    const nextStart = tokens[next.from]?.start ?? next.start
    const between = text.slice(tokens[from.to - 1]?.end ?? from.end, nextStart)
    const link =
      /^\s*(?:,|\(|\/|,?\s*(?:located |situated |which is |lying |also )*(?:in|of|inside|within|across|outside|near|at)(?: the)?(?: \w+ern| \w+)?(?: (?:province|country|city|district|governorate|region)['’]s)?|\s*,?\s*(?:just )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west) of(?: the)?|\s*,?\s*(?:in|of) (?:the )?(?:\w+(?:[ -]\w+)?ern |\w+ )?(?:\p{Lu}\p{L}+ )?(?:province|governorate|district|region|state|city|town),?(?: of)?)\s*(?:the\s+)?$/u.exec(
        between,
      )
    const enumeration = /^\s*(?:,|,?\s*(?:and|or|as well as))\s*(?:the\s+)?$/.test(between)
    const record = link ? place(next) : null
    if (link && (record || !enumeration)) {
      const plainList = /^\s*,\s*$/.test(between)
      const beside = /(?:north|south|east|west) of/.test(between)
      const spelt = /\b(?:in|of|inside|within)\b|\(|\//.test(between)
      if (record && beside && record.level === 'locality') {
        // West of Aleppo is not in the city, but in its province.
        const around = gazetteer.lineage(record).find((each) => each.level === 'province')
        if (around) out.push({ record: around, sure: true })
      } else if (
        record &&
        (record.level === 'country' ||
          record.level === 'province' ||
          record.level === 'district' ||
          record.level === 'region' ||
          spelt)
      )
        out.push({
          record,
          sure:
            spelt || next.kind === 'province' || next.kind === 'district' || (plainList && record.level === 'country'),
        })
      if (!record && !spelt) break
      from = next
      continue
    }
    if (enumeration && out.length === 0) {
      from = next
      continue
    }
    break
  }
  // Before: "Afghanistan's northeastern Kunar province", "the Afghan province of".
  for (let i = chunk.from - 1; i >= 0 && i >= chunk.from - 4; i--) {
    const token = tokens[i]
    if (!token || token.role === 'mark') break
    const owner = token.possessive ? chunks.find((each) => each.nameTo - 1 === i || each.to - 1 === i) : undefined
    if (owner) {
      const record = place(owner)
      if (record) out.push({ record, sure: true })
      break
    }
    if (token.possessive && token.role === 'kind') {
      const record = anaphor(scene, gazetteer, token.kind, token.text, token.start)
      if (record) out.push({ record, sure: true })
      break
    }
    const country = gazetteer.countriesByAdjective(token.text)[0]
    if (country) {
      out.push({ record: country, sure: false })
      break
    }
    if (
      !(
        token.role === 'direction' ||
        token.role === 'kind' ||
        /^(?:of|the|border|coastal|capital|volatile|restive|neighbou?ring|remote|besieged|mountainous|rebel-held|government-held|opposition-held|occupied)$/.test(
          token.bare,
        )
      )
    )
      break
  }
  return out
}

/** "the province", "the city", "the country": the last such place before the words, or the one where the report plays. */
function anaphor(
  scene: Scene,
  gazetteer: Gazetteer,
  kind: Kind | null,
  word: string,
  offset: number,
): PlaceRecord | null {
  const before = scene.sightings.filter((each) => each.end <= offset).reverse()
  const named = before.filter((each) => !each.adjective)
  if (kind === 'country') {
    const main = scene.main ? gazetteer.country(scene.main) : null
    const close = named.find((each) => each.record.level === 'country')
    if (close && offset - close.end < 200) return close.record
    return main ?? close?.record ?? null
  }
  const wanted: Readonly<Record<string, readonly PlaceRecord['level'][]>> = {
    province: ['province'],
    district: ['district'],
    locality: ['locality'],
  }
  const levels = wanted[kind ?? ''] ?? []
  if (/^capital/i.test(word)) {
    const country = scene.main
    return country ? gazetteer.capital(country) : null
  }
  const same = named.find((each) => levels.includes(each.record.level))
  if (same) return same.record
  // "the province" after a place inside one.
  for (const each of named) {
    const container = gazetteer.lineage(each.record).find((line) => levels.includes(line.level))
    if (container) return container
  }
  return null
}

// ----------------------------------------------------------------------------------------------- one run of names

interface Resolved {
  readonly record: PlaceRecord | null
  readonly container: PlaceRecord | null
  readonly because: string
  readonly contradicts: PlaceRecord | null
}

const LISTED = /^\s*(?:,|,?\s*(?:and|or|as well as)(?:\s+(?:possibly|also|perhaps|in|the|neighbou?ring|nearby))*)\s*$/
const PLURAL: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:provinces|governorates|states|oblasts)$/i, 'province'],
  [/^(?:districts|counties|townships|raions)$/i, 'district'],
  [/^(?:cities|towns|villages)$/i, 'locality'],
]

/** The kind that an enumeration shares: "Kunar, Nangarhar and possibly Nuristan provinces", "provinces, including Takhar and Kunduz". */
function sharedKind(scene: Scene, chunk: Chunk): { kind: Kind | null; siblings: readonly Chunk[] } {
  const { text, tokens, chunks } = scene
  const index = chunks.findIndex((each) => each.nameFrom === chunk.nameFrom)
  const gap = (a: Chunk, b: Chunk): string =>
    text.slice(tokens[a.to - 1]?.end ?? a.end, tokens[b.from]?.start ?? b.start)
  const siblings: Chunk[] = []
  let first = chunk
  for (let i = index - 1; i >= 0 && LISTED.test(gap(chunks[i] as Chunk, first)); i--)
    siblings.unshift((first = chunks[i] as Chunk))
  let last = chunk
  for (let i = index + 1; i < chunks.length && LISTED.test(gap(last, chunks[i] as Chunk)); i++)
    siblings.push((last = chunks[i] as Chunk))
  const plural = (word: string | null | undefined): Kind | null =>
    PLURAL.find(([pattern]) => pattern.test(word ?? ''))?.[1] ?? null
  const behind = plural(last.kindWord)
  if (behind) return { kind: behind, siblings }
  const before = /(\w+)[,:]?\s+(?:(?:including|such as|like|namely|of)(?:\s+the)?\s+)$/.exec(
    text.slice(Math.max(0, (tokens[first.nameFrom]?.start ?? 0) - 40), tokens[first.nameFrom]?.start ?? 0),
  )
  return { kind: plural(first.kindWord) ?? plural(before?.[1]), siblings }
}

function resolveChunk(
  scene: Scene,
  gazetteer: Gazetteer,
  given0: Chunk,
  depth: number,
  contains: Kind | null = null,
): Resolved {
  const shared = given0.kind === null && scene.chunks.includes(given0) ? sharedKind(scene, given0) : null
  const chunk: Chunk = shared?.kind ? { ...given0, kind: shared.kind } : given0
  const given = containersOf(scene, gazetteer, given0, depth)
  const names = lookAt(gazetteer, scene.text, chunk, scene.tokens, scene.near)
  const sureOnes = given.filter((each) => each.sure).map((each) => each.record)
  // A loose neighbour (", Y") is a container only where the map agrees.
  const loose = given.filter((each) => !each.sure).map((each) => each.record)
  const countries = [
    ...new Set([...sureOnes, ...loose].filter((record) => record.level === 'country').map((record) => record.id)),
    ...scene.countries,
  ].filter((code, i, all) => all.indexOf(code) === i)
  for (const name of names) {
    const asked = { name, kind: chunk.kind, at: chunk.start, countries }
    const inside = innermost(gazetteer, sureOnes)
    const ranked = rank(scene, gazetteer, {
      ...asked,
      inside: [...inside, ...loose],
      region: /^(?:region|countryside|regions)$/i.test(chunk.kindWord ?? ''),
      wide: depth > 0 && contains !== 'site' && contains !== 'region',
      provinces: onlyProvinces(gazetteer, shared?.siblings ?? [], countries),
    })
    const result = choose(scene, gazetteer, chunk, name, ranked, inside, depth)
    if (result.record || result.container || name === names[names.length - 1]) return result
  }
  return { record: null, container: null, because: 'not in the gazetteer', contradicts: null }
}

/** True where one named beside it can only be a province, as in "Takhar, Jowzjan, Kunduz and Faryab". */
const onlyProvinces = (gazetteer: Gazetteer, siblings: readonly Chunk[], countries: readonly string[]): boolean =>
  siblings.some((each) => {
    const found = countries.slice(0, 2).flatMap((code) => gazetteer.within(code, each.name))
    return (
      found.some(({ record }) => record.level === 'province') &&
      !found.some(({ record }) => record.level === 'locality' && record.population >= 10000)
    )
  })

/** Of several containers only the smallest: "Nurgal district, Kunar, Afghanistan". */
function innermost(gazetteer: Gazetteer, records: readonly PlaceRecord[]): readonly PlaceRecord[] {
  const order = { neighbourhood: 0, locality: 1, district: 2, province: 3, region: 4, country: 5 }
  const sorted = [...records].sort((a, b) => order[a.level] - order[b.level])
  const first = sorted[0]
  if (!first) return []
  // Two of one level, neither within the other ("in Kunar and Nangarhar"): both.
  return sorted.filter(
    (record) =>
      record === first ||
      (record.level === first.level && !gazetteer.lineage(first).some((each) => each.id === record.id)),
  )
}

function choose(
  scene: Scene,
  gazetteer: Gazetteer,
  chunk: Chunk,
  name: string,
  ranked: readonly Ranked[],
  inside: readonly PlaceRecord[],
  depth: number,
): Resolved {
  const container = inside[0] ?? null
  const label = (record: PlaceRecord): string =>
    gazetteer
      .lineage(record)
      .slice(0, 2)
      .map((each) => each.name)
      .join(', ')
  const how = (match: Ranked): string =>
    match.how === 'exact' ? '' : match.how === 'folded' ? ' (spelt otherwise)' : ' (nearest spelling)'
  if (container) {
    const within = ranked.filter((match) => match.inside)
    const best = within[0]
    const itself = ranked.find((match) => match.record.id === container.id && match.how !== 'fuzzy')
    if (best) {
      const twins = within.filter(
        (match) =>
          match !== best &&
          match.record.level === best.record.level &&
          match.how === best.how &&
          match.record.population === best.record.population &&
          best.score - match.score < 0.01 &&
          !sameSpot(match.record, best.record),
      )
      if (best.record.level === 'locality' && twins.length > 0)
        return {
          record: null,
          container,
          because: `${twins.length + 1} places of that name in ${container.name}`,
          contradicts: null,
        }
      return { record: best.record, container, because: `named with ${container.name}${how(best)}`, contradicts: null }
    }
    if (itself && container.level !== 'country')
      return {
        record: container,
        container: null,
        because: `named with itself: ${label(container)}`,
        contradicts: null,
      }
    const elsewhere = ranked.find(
      (match) =>
        match.how !== 'fuzzy' &&
        match.record.countries.some((code) => container.countries.includes(code)) &&
        isSure(match.record, chunk),
    )
    if (elsewhere && (container.level === 'province' || container.level === 'region')) {
      return {
        record: elsewhere.record,
        container: null,
        because: `the report puts it in ${container.name}, the map in ${label(elsewhere.record)}; no such place is listed in ${container.name}`,
        contradicts: container,
      }
    }
    return { record: null, container, because: `not listed in ${label(container)}`, contradicts: null }
  }
  const best = ranked[0]
  if (!best || best.score < 8.6)
    return { record: null, container: null, because: 'not in the gazetteer', contradicts: null }
  if (best.how === 'fuzzy' && best.score < 11)
    return {
      record: null,
      container: null,
      because: `nearest spelling ${best.record.name} is too far`,
      contradicts: null,
    }
  if (best.record.level === 'locality' && best.record.population === 0) {
    const twins = ranked.filter(
      (match) =>
        match !== best &&
        match.record.level === 'locality' &&
        match.record.countries[0] === best.record.countries[0] &&
        best.score - match.score < 0.4 &&
        !sameSpot(match.record, best.record),
    )
    if (twins.length > 0) {
      const home = gazetteer.country(best.record.countries[0] ?? '')
      const provinces = new Set(
        [best, ...twins].map((match) => gazetteer.lineage(match.record).find((each) => each.level === 'province')?.id),
      )
      const province = provinces.size === 1 ? gazetteer.record([...provinces][0] ?? '') : null
      return {
        record: null,
        container: province ?? home,
        because: `${twins.length + 1} places of that name in ${(province ?? home)?.name}`,
        contradicts: null,
      }
    }
  }
  if (best.record.level === 'locality' && best.record.population === 0 && chunk.kind !== 'locality' && depth > 0)
    return { record: null, container: null, because: 'only a village has that name', contradicts: null }
  const main = scene.main && best.record.countries.includes(scene.main) ? `, where the report plays` : ''
  const country = gazetteer.country(best.record.countries[0] ?? '')?.name
  const because =
    best.record.level === 'country'
      ? 'named'
      : `the most likely ${best.record.level} called ${name}${how(best)}${main && country ? ` in ${country}${main}` : ''}`
  return { record: best.record, container: null, because, contradicts: null }
}

/** Two records of one settlement, some 10 km apart at most. */
const sameSpot = (a: PlaceRecord, b: PlaceRecord): boolean =>
  a.lat !== null && b.lat !== null && a.lon !== null && b.lon !== null && Math.hypot(a.lat - b.lat, a.lon - b.lon) < 0.2

/** Big enough, and of the kind named, for the map to be held against the report. */
function isSure(record: PlaceRecord, chunk: Chunk): boolean {
  if (chunk.kind === 'nature') return record.level === 'district' || record.level === 'region'
  if (chunk.kind === 'site' || chunk.kind === 'region') return false
  if (chunk.kind === 'district') return record.level === 'district'
  if (chunk.kind === 'province') return record.level === 'province'
  if (chunk.kind === 'locality') return record.level === 'locality' && record.population >= 15000
  return record.level === 'district' || record.level === 'province' || record.population >= 15000
}

// -------------------------------------------------------------------------------------------------- one mention

const NEAR =
  /\b(?:near|outside|outskirts|suburbs|around|close to|vicinity|edges?|(?:north|south|east|west|northeast|northwest|southeast|southwest) of|kilomet\w+|km|miles?)\b/i
const PRECISION: Readonly<Record<PlaceRecord['level'], PlacePrecision>> = {
  country: 'country',
  region: 'region',
  province: 'province',
  district: 'district',
  locality: 'exact',
  neighbourhood: 'exact',
}
const INSIDE_PRECISION: Readonly<Record<PlaceRecord['level'], PlacePrecision>> = {
  country: 'country',
  region: 'region',
  province: 'province',
  district: 'district',
  locality: 'near',
  neighbourhood: 'near',
}

/** A place that no gazetteer has, kept inside the container that the report names. */
function site(gazetteer: Gazetteer, name: string, container: PlaceRecord, level: PlaceRef['level'] = 'site'): PlaceRef {
  const ref = gazetteer.ref(container)
  return {
    id: `${level}:${container.id}/${foldName(name)}`,
    name,
    chain: [container.name, ...ref.chain],
    level,
    lat: null,
    lon: null,
    country: ref.country,
  }
}

/** Resolves the words at one stretch of the report to a place. */
export function locate(scene: Scene, span: Span, gazetteer: Gazetteer): Located {
  const { text, tokens, chunks } = scene
  const words = text.slice(span.start, span.end)
  const inSpan = chunks.filter(
    (chunk) =>
      chunk.start < span.end &&
      span.start < chunk.end &&
      !(gazetteer.countriesByAdjective(chunk.name).length > 0 && gazetteer.anywhere(chunk.name).length === 0),
  )
  const near =
    NEAR.test(words) ||
    /\b(?:near|outside|around|(?:outskirts|suburbs|edge|vicinity|north|south|east|west) of|close to)\s+(?:the\s+)?(?:\w+\s+){0,2}$/i.test(
      at(text, span.start - 30, span.start),
    )
  if (inSpan.length === 0) return describe(scene, span, gazetteer)
  // "the main highway linking Taloqan to ..." : the place is a road, its town only says where it is.
  const picked = pickHead(scene, span, inSpan)
  // Only towns have outskirts and centres.
  const townish =
    picked.kind === null &&
    /\b(?:outskirts|suburbs|edges?|centre|center|downtown|streets)\b(?:\s+\w+){0,3}\s*$/i.test(
      text.slice(Math.max(0, Math.min(span.start, picked.start) - 25), picked.start),
    )
  const head: Chunk = townish ? { ...picked, kind: 'locality' } : picked
  const no = refusal(
    scene,
    { start: Math.max(span.start, head.start), end: Math.min(span.end, head.end) },
    head,
    gazetteer,
  )
  if (no) return nowhere(no)
  // A mention narrower than its run (Kabul in "Kabul University") is looked at by itself.
  const narrow = head.start < span.start || head.end > span.end
  const chunk: Chunk = narrow
    ? {
        ...head,
        start: Math.max(head.start, span.start),
        end: Math.min(head.end, span.end),
        name: text.slice(Math.max(head.start, span.start), Math.min(head.end, span.end)),
      }
    : head
  const resolved = narrow ? resolveNarrow(scene, gazetteer, chunk) : resolveChunk(scene, gazetteer, chunk, 0)
  const contradicts = resolved.contradicts ? gazetteer.ref(resolved.contradicts) : null
  const kindWords = tokens.slice(head.nameTo, head.to)
  if (/^capital$/i.test(head.kindWord ?? '') && resolved.record && resolved.record.level !== 'locality') {
    const capital =
      resolved.record.level === 'country'
        ? gazetteer.capital(resolved.record.id)
        : provinceCapital(gazetteer, resolved.record)
    if (capital)
      return {
        place: gazetteer.ref(capital),
        precision: 'exact',
        because: `capital of ${resolved.record.name}`,
        contradicts: null,
      }
  }
  // "Kabul military airport", "Karachi Police Office": something within the named place.
  const facility =
    kindWords.find((token) => token.kind === 'site') ??
    (SITE_WORD.exec(text.slice(head.end, span.end))
      ? tokens.find((token) => token.start >= head.end && token.end <= span.end && token.kind === 'site')
      : undefined)
  if (
    facility &&
    facility.end <= Math.max(span.end, head.end) &&
    resolved.record &&
    resolved.record.level !== 'neighbourhood' &&
    facility.end <= span.end
  ) {
    const name = text.slice(head.start, facility.end)
    return {
      place: site(gazetteer, name, resolved.record),
      precision: INSIDE_PRECISION[resolved.record.level],
      because: `within ${resolved.record.name}: ${resolved.because}`,
      contradicts,
    }
  }
  if (resolved.record) {
    const part = partOf(scene, span, head, resolved.record)
    if (part && resolved.record.level !== 'locality')
      return {
        place: site(gazetteer, part, resolved.record, 'region'),
        precision: resolved.record.level === 'province' ? 'province' : 'region',
        because: `part of ${resolved.record.name}`,
        contradicts: null,
      }
    return {
      place: gazetteer.ref(resolved.record),
      precision: near && resolved.record.level === 'locality' ? 'near' : PRECISION[resolved.record.level],
      because: resolved.because,
      contradicts,
    }
  }
  const kind =
    head.kind === 'nature' || head.kind === 'site' || head.kind === 'region'
      ? ` ${kindWords.map((token) => token.text).join(' ')}`
      : ''
  const container = resolved.container ?? (plausible(scene, chunk) ? homeOf(scene, gazetteer, chunk) : null)
  if (!container) return nowhere(resolved.because)
  const because = resolved.container
    ? resolved.because
    : `${resolved.because}; kept in ${container.name}, where the report plays`
  const before = tokens.slice(head.from, head.nameFrom)
  const full =
    before.length > 0 &&
    !before.some((token) => token.bare === 'of') &&
    (/^\d/.test(chunk.name) || /^\p{Lu}/u.test(before[0]?.text ?? ''))
      ? `${before.map((token) => token.text).join(' ')} ${chunk.name}`
      : `${chunk.name}${kind}`
  return {
    place: site(gazetteer, full.trim(), container),
    precision: INSIDE_PRECISION[container.level],
    because,
    contradicts: null,
  }
}

const SITE_WORD =
  /\b(?:airport|base|camp|mosque|hospital|school|hotel|market|bazaar|checkpoint|prison|jail|university|bridge|dam|crossing|embassy|consulate|station|office|lines|headquarters|compound|square|highway|road|street|neighbou?rhood|airbase|airfield)\b/i

function resolveNarrow(scene: Scene, gazetteer: Gazetteer, chunk: Chunk): Resolved {
  const ranked = rank(scene, gazetteer, {
    name: chunk.name,
    kind: null,
    inside: [],
    at: chunk.start,
    countries: scene.countries,
  })
  return choose(scene, gazetteer, { ...chunk, kind: null }, chunk.name, ranked, [], 0)
}

const provinceCapital = (gazetteer: Gazetteer, province: PlaceRecord): PlaceRecord | null =>
  gazetteer.provinceCapital(province)

/** The run that the phrase is about: the first, unless it only owns or qualifies the next. */
function pickHead(scene: Scene, span: Span, inSpan: readonly Chunk[]): Chunk {
  let head = inSpan[0] as Chunk
  for (const next of inSpan.slice(1)) {
    const between = scene.text.slice(
      scene.tokens[head.to - 1]?.end ?? head.end,
      scene.tokens[next.from]?.start ?? next.start,
    )
    if ((head.possessive || /^\p{Lu}\p{L}+[^s]s$/u.test(head.name)) && /^\s*(?:[\w-]+\s+)?$/.test(between)) head = next
    else break
  }
  return span.start > head.end ? (inSpan[inSpan.length - 1] as Chunk) : head
}

/** "northern" in "northern Afghanistan", "eastern parts of" in "the eastern parts of Balkh". */
function partOf(scene: Scene, span: Span, head: Chunk, record: PlaceRecord): string | null {
  const inside = scene.tokens.filter((token) => token.start >= span.start && token.end <= head.start)
  const before = scene.tokens[head.from - 1]
  const direction =
    inside.filter((token) => isDirection(token.text)).at(-1) ??
    (before && before.start >= span.start && isDirection(before.text) ? before : undefined)
  if (!direction || plain(record.name).includes(plain(direction.text))) return null
  const parts = inside.some((token) => token.role === 'kind' && token.kind === 'region')
  // "northern Balkh province" may say where Balkh lies: only countries and spelt-out parts are divided.
  if (record.level !== 'country' && !parts) return null
  return `${scene.text.slice(direction.start, direction.end).toLowerCase()} ${record.name}`
}

/** Only what reads like a name of a place is kept as an unlisted one. */
function plausible(scene: Scene, chunk: Chunk): boolean {
  const before = scene.text.slice(Math.max(0, chunk.start - 40), chunk.start)
  return chunk.kind !== null || IN_BEFORE.test(before)
}

/** Where an unlisted place lies, for want of words: in the country where the report plays. */
function homeOf(scene: Scene, gazetteer: Gazetteer, chunk: Chunk): PlaceRecord | null {
  const before = scene.sightings
    .filter((each) => !each.adjective && each.end <= chunk.start && chunk.start - each.end < 400)
    .at(-1)
  if (
    before &&
    (before.record.level === 'district' || before.record.level === 'locality') &&
    (chunk.kind === 'site' || chunk.kind === 'locality' || chunk.kind === 'region') &&
    before.record.countries[0] === scene.main
  ) {
    return chunk.kind !== 'locality'
      ? before.record
      : (gazetteer.lineage(before.record).find((each) => each.level === 'district' || each.level === 'province') ??
          null)
  }
  // A report that names one province only plays there.
  const provinces = new Set(
    scene.sightings
      .filter((each) => !each.adjective && each.record.countries[0] === scene.main)
      .flatMap((each) =>
        gazetteer
          .lineage(each.record)
          .filter((line) => line.level === 'province')
          .map((line) => line.id),
      ),
  )
  if (provinces.size === 1 && chunk.kind !== 'nature') return gazetteer.record([...provinces][0] ?? '')
  return scene.main ? gazetteer.country(scene.main) : null
}

/** A phrase without a name of its own: "the province", "several areas of the province", "the northeast", "the Afghan capital". */
function describe(scene: Scene, span: Span, gazetteer: Gazetteer): Located {
  const tokens = scene.tokens.filter((token) => token.start >= span.start && token.end <= span.end)
  const words = scene.text.slice(span.start, span.end)
  const adjective =
    tokens.map((token) => gazetteer.countriesByAdjective(token.text)[0]).find((country) => country !== undefined) ??
    null
  const kinds = tokens.filter((token) => token.role === 'kind')
  const has = (pattern: RegExp): Token | undefined => tokens.find((token) => pattern.test(token.bare))
  const done = (record: PlaceRecord, because: string): Located => ({
    place: gazetteer.ref(record),
    precision: PRECISION[record.level],
    because,
    contradicts: null,
  })
  // The article's own pattern "the X of <place>" runs past the span: "the capital of Takhar".
  if (has(/^capital$/)) {
    const provincial = /provincial/i.test(words)
    if (adjective) {
      const capital = gazetteer.capital(adjective.id)
      if (capital) return done(capital, `capital of ${adjective.name}`)
    }
    const base = provincial
      ? anaphor(scene, gazetteer, 'province', 'province', span.start)
      : scene.main
        ? gazetteer.country(scene.main)
        : null
    const capital = base
      ? base.level === 'country'
        ? gazetteer.capital(base.id)
        : gazetteer.provinceCapital(base)
      : null
    if (capital && base) return done(capital, `capital of ${base.name}, named before`)
  }
  const direction = tokens.filter((token) => isDirection(token.text)).at(-1)
  const specific = kinds.find(
    (token) =>
      token.kind === 'country' ||
      token.kind === 'province' ||
      token.kind === 'district' ||
      (token.kind === 'locality' && !/^(?:villages|towns|cities|settlements)$/.test(token.bare)),
  )
  const definite =
    /^(?:the|this|that|same|its|their)\b/i.test(words) ||
    tokens.some((token) => /^(?:the|this|that)$/.test(token.bare)) ||
    specific?.possessive === true ||
    /\b(?:the|this|that|its|their|entire|whole|same)\s+(?:\w+\s+)?$/i.test(at(scene.text, span.start - 25, span.start))
  let base: PlaceRecord | null = adjective
  let because = adjective ? `"${words}" points to ${adjective.name}` : ''
  if (specific && !base) {
    if (!definite && direction && /^(?:provinces|districts|regions)$/.test(specific.bare) && scene.main)
      base = gazetteer.country(scene.main)
    else if (!definite && !specific.possessive) return nowhere(`"${words}" names no place`)
    base ??= anaphor(scene, gazetteer, specific.kind, specific.text, span.start)
    if (!base) return nowhere(`no ${specific.text} is named before`)
    because = `${base.name} is the ${specific.bare} named before`
  }
  if (!base && direction) {
    const close = scene.sightings
      .filter(
        (each) =>
          !each.adjective &&
          each.end <= span.start &&
          (each.record.level === 'province' || each.record.level === 'country'),
      )
      .at(-1)
    base = close?.record ?? (scene.main ? gazetteer.country(scene.main) : null)
    if (base) because = `of ${base.name}, named before`
  }
  if (!base && (has(/^(?:there|here)$/) || kinds.some((token) => token.kind === 'region'))) {
    const close = scene.sightings.filter((each) => !each.adjective && each.end <= span.start).at(-1)
    if (
      close &&
      /^(?:there|the (?:area|region|border|zone|areas|territory|same area)|this (?:area|region)|that (?:area|region))$/i.test(
        words.trim(),
      )
    )
      return {
        ...done(close.record, `${close.record.name} is the place named before`),
        precision: close.record.level === 'locality' ? 'near' : PRECISION[close.record.level],
      }
    base = close ? (gazetteer.lineage(close.record).at(-1) ?? null) : scene.main ? gazetteer.country(scene.main) : null
    if (base)
      return {
        place: site(gazetteer, words, base),
        precision: INSIDE_PRECISION[base.level],
        because: `within ${base.name}, where the report plays`,
        contradicts: null,
      }
  }
  if (!base) return nowhere(`"${words}" names no place`)
  if (direction && base.level !== 'locality') {
    return {
      place: site(
        gazetteer,
        `${direction.bare.replace(/^(north|south|east|west|northeast|northwest|southeast|southwest)$/, '$1ern')} ${base.name}`,
        base,
        'region',
      ),
      precision: base.level === 'country' ? 'region' : PRECISION[base.level],
      because: `part of ${base.name}: ${because}`,
      contradicts: null,
    }
  }
  const facility = kinds.find((token) => token.kind === 'site')
  if (facility)
    return {
      place: site(gazetteer, words.replace(/^(?:the|a|an)\s+/i, ''), base),
      precision: INSIDE_PRECISION[base.level],
      because: `within ${base.name}: ${because}`,
      contradicts: null,
    }
  return done(base, because)
}

/** Fills in the place of a mention. */
export function groundPlace(scene: Scene, mention: PlaceMention, gazetteer: Gazetteer): PlaceMention {
  if (mention.place) return mention
  const { place, precision, because } = locate(scene, mention.quote, gazetteer)
  return { ...mention, place, precision, because }
}
