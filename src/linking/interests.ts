import type { Day } from '../claim/index.js'

/** What linking must know of who stands with whom. Filled from data/actors and data/outlets by grounding. */
export interface Interests {
  /** True when an alliance of the two sides was in force on that day; with no day, when there ever was one. */
  allied(a: string, b: string, day: Day | null): boolean
  /** True when the two sides were at war or hostile on that day; with no day, ever. */
  enemies(a: string, b: string, day: Day | null): boolean
  /** The side whose organ an outlet was on that day (state media, a party's site), or null for one of its own. */
  outletSide(outlet: string, day: Day | null): string | null
  /** True when a side has a stake whatever the incident; left out, only parties to it and their friends and enemies have. */
  concerned?(side: string): boolean
}

/** Knows of no alliance, enmity or organ: what unit tests and an empty data folder start from. */
export const NO_INTERESTS: Interests = {
  allied: () => false,
  enemies: () => false,
  outletSide: () => null,
}

/** Allies and enemies of one side, undated. */
export interface SideTable {
  readonly [side: string]: { readonly allies?: readonly string[]; readonly enemies?: readonly string[] }
}

/** Interests from an undated table; both relations hold in either direction. */
export function interestsOf(sides: SideTable, outlets: Readonly<Record<string, string>> = {}): Interests {
  const lists = (a: string, b: string, relation: 'allies' | 'enemies') =>
    a !== b && ((sides[a]?.[relation] ?? []).includes(b) || (sides[b]?.[relation] ?? []).includes(a))
  return {
    allied: (a, b) => lists(a, b, 'allies'),
    enemies: (a, b) => lists(a, b, 'enemies'),
    outletSide: (outlet) => outlets[outlet] ?? null,
    concerned: (side) => side in sides,
  }
}
