import type { Day } from '../claim/index.js'
import { dayIn } from './day.js'

/** A city as a dateline has it, with its country, and a day without its year. */
const CITY = "[\\p{Lu}][\\p{L}'’‘./-]{1,30}(?: [\\p{Lu}][\\p{L}'’‘./-]{0,30}){0,4}"
const IN_BRACKETS = new RegExp(`^(${CITY}(?:, ${CITY}){0,2}),? ?[^()–—:]{0,30}\\(([^()]{2,90})\\) ?([-–—:]{1,2})?`, 'u')

export interface Dateline {
  readonly outlet: string | null
  readonly published: Day | null
  /** Where the words after the dateline begin. */
  readonly end: number
}

/**
 * A dateline that names its agency: "KABUL (Reuters) -", "KABUL (UrduPoint News / Sputnik - 03rd January, 2020)".
 *
 * @example datelineOf('KABUL, Jan. 3, 2020 (AP) — Two men fled.') // { outlet: 'AP', published: '2020-01-03', end: 27 }
 */
export function datelineOf(paragraph: string): Dateline | null {
  const [all, city = '', bracket = '', dash] = IN_BRACKETS.exec(paragraph.slice(0, 260)) ?? []
  if (all === undefined) return null
  const published = dayIn(all)
  // Without a dash or a date, "Taliban (IEA)" would be one.
  if (!dash && !(dayIn(bracket) && city === city.toUpperCase())) return null
  const outlet =
    bracket
      .split(/ [-–—|] |, (?=[0-9A-Z])/)
      .find((part) => isAgency(part.trim()))
      ?.trim() ?? null
  if (!outlet && !published) return null
  const gap = /^ */.exec(paragraph.slice(all.length))?.[0].length ?? 0
  return { outlet, published, end: all.length + gap }
}

const NO_AGENCY =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|update[sd]?|modified|photos?|video|file|exclusive|opinion|analysis)$/i

const isAgency = (part: string): boolean =>
  /^(?:The )?\p{Lu}[\p{L}\p{N}&.'’-]*(?: (?:\/ )?[\p{Lu}/][\p{L}\p{N}&.'’/-]*){0,5}$/u.test(part) &&
  !NO_AGENCY.test(part) &&
  dayIn(part) === null

/** "PUL-E-KHUMRI (Hindukush Wire) - ", "KABUL: " and "PESHAWAR - " before a first paragraph: where its words begin. */
export function afterDateline(paragraph: string): number {
  const dateline = datelineOf(paragraph)
  if (dateline) return dateline.end
  return (
    /^\p{Lu}[\p{Lu}'’. -]{2,40}(?:, \p{Lu}[\p{L} .]{1,30})?(?:,? [A-Z][a-z]{2,8}\.? [0-9]{1,2})? ?(?:[-–—:]{1,2} )/u.exec(
      paragraph.slice(0, 120),
    )?.[0].length ?? 0
  )
}
