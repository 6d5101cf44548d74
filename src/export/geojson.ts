import type { Incident } from '../claim/index.js'
import { coordinates } from './coordinates.js'
import { tollWords } from './words.js'

/** One feature an incident. Without a place that a map knows, the geometry is null; the middle of an area is marked as such. */
function feature(incident: Incident): object {
  const { place, standing } = incident
  const point = coordinates(place)
  return {
    type: 'Feature',
    id: incident.id,
    geometry: point ? { type: 'Point', coordinates: [point.lon, point.lat] } : null,
    properties: {
      what: incident.what,
      type: incident.type,
      family: incident.family,
      from: incident.from,
      to: incident.to,
      time_words: incident.timeWords,
      place: place?.name ?? null,
      place_in: place?.chain ?? [],
      precision: place?.level ?? 'unknown',
      coordinates_of: point?.of ?? null,
      centroid: point?.centroid ?? false,
      sides: incident.sides,
      origins: incident.accounts.map((a) => a.name),
      reports: incident.reports.length,
      claims: incident.claims.length,
      standing: Object.fromEntries(standing.map((f) => [f.facet, { support: f.support, opposition: f.opposition }])),
      tolls: standing.filter((f) => f.facet.startsWith('toll:')).map(tollWords),
    },
  }
}

/** RFC 7946 GeoJSON, WGS 84. */
export const incidentsGeojson = (incidents: readonly Incident[]): string =>
  `${JSON.stringify({ type: 'FeatureCollection', features: incidents.map(feature) })}\n`
