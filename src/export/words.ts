import { type FacetStanding, type Mention, type PlaceMention, wordsOf } from '../claim/index.js'

/** As resolved, else as written. */
export const nameOf = (m: Mention): string => m.entity?.name ?? wordsOf(m)

export const placeName = ({ place, quote, role }: PlaceMention): string =>
  `${role === 'at' ? '' : `${role} `}${place?.name ?? quote.text}`

/** "killed iskp 8 (low 8, best not set, high 8; single-origin)". */
export function tollWords({ facet, values, low, best, high, support, opposition }: FacetStanding): string {
  const [, harm, ...side] = facet.split(':')
  const bound = (n: number | null | undefined, none: string) => (n === null || n === undefined ? none : String(n))
  const against = opposition === 'none' ? '' : `, ${opposition}`
  return `${[harm, side.join(':')].filter(Boolean).join(' ')} ${values[0]?.value ?? 'unknown'} (low ${bound(low, 'open')}, best ${bound(best, 'not set')}, high ${bound(high, 'open')}; ${support}${against})`
}
