import type { PlaceRef } from '../claim/index.js'

/** Where a place is drawn, and what the point stands for: never more precise than the words. */
export interface Point {
  readonly lat: number
  readonly lon: number
  /** "the place" itself, or the middle of the district, province … that was named. */
  readonly of: string
  readonly centroid: boolean
}

/** Decimals that the level of a place can bear: 0.01° is a kilometre, 0.1° eleven. */
const DECIMALS: Readonly<Record<PlaceRef['level'], number>> = {
  site: 4,
  locality: 3,
  district: 2,
  province: 1,
  region: 1,
  country: 1,
}

/** Null where no place is told, or only a spot that no gazetteer has. */
export function coordinates(place: PlaceRef | null): Point | null {
  if (place === null || place.lat === null || place.lon === null) return null
  const round = (n: number) => Number(n.toFixed(DECIMALS[place.level]))
  const centroid = place.level !== 'site' && place.level !== 'locality'
  return {
    lat: round(place.lat),
    lon: round(place.lon),
    of: centroid ? `centre of the ${place.level}` : 'the place',
    centroid,
  }
}
