import type { Span } from '../../claim/index.js'
import { foldName, plain } from '../fold.js'
import type { Gazetteer } from '../gazetteer.js'
import { type Chunk, chunksOf, tokensOf } from '../phrase.js'
import { COMMON, isPersonPart, lookAt, MAX_COUNTRIES, prior, type Scene, type Sighting } from './common.js'

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
