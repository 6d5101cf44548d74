import type { PlaceMention, PlacePrecision, PlaceRef, Span } from '../../claim/index.js'
import type { PlaceRecord } from '../../data/places.js'
import { foldName, plain } from '../fold.js'
import type { Gazetteer } from '../gazetteer.js'
import { type Chunk, isDirection, type Token } from '../phrase.js'
import { at, type Located, nowhere, type Resolved, type Scene, SITE_WORD } from './common.js'
import { IN_BEFORE, refusal } from './no-place.js'
import { rank } from './rank.js'
import { anaphor, choose, resolveChunk } from './resolve.js'

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
export function site(
  gazetteer: Gazetteer,
  name: string,
  container: PlaceRecord,
  level: PlaceRef['level'] = 'site',
): PlaceRef {
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
