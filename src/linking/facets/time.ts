import { type Case, isEvent } from '../case.js'
import { holdsContent } from '../denial.js'
import { type Held, type Judged, judgeFacet } from '../facet.js'
import { type DayFact, foldName } from '../statement.js'
import { speaksOfIt } from './occurrence.js'

type Days = DayFact & { readonly from: string; readonly to: string }
const known = (w: DayFact): w is Days => w.from !== null && w.to !== null
const overlap = (a: DayFact, b: DayFact) => known(a) && known(b) && a.from <= b.to && b.from <= a.to
const length = (d: Days) => Date.parse(d.to) - Date.parse(d.from)

/** Overlapping days hold the broader of the two; words without a day only their like. */
function holds(said: DayFact, value: DayFact): boolean {
  if (known(said) && known(value)) return overlap(said, value) && length(said) <= length(value)
  return !known(said) && !known(value) && foldName(said.words) === foldName(value.words)
}

function label(d: DayFact): string {
  if (!known(d)) return d.words
  return d.from === d.to ? d.from : `${d.from} to ${d.to}`
}

const disjoint = (a: DayFact, b: DayFact) => known(a) && known(b) && !overlap(a, b)

/** When? Overlapping days corroborate the broader. */
export function time(of: Case): Judged<DayFact> | null {
  const held = of.statements.flatMap((s): Held<DayFact>[] =>
    holdsContent(s, of) && !s.negated && isEvent(s.type) && speaksOfIt(s, of) && s.when
      ? [{ by: s, value: s.when, suspected: s.suspected && s.actors.length === 0, concession: 'none' }]
      : [],
  )
  if (held.length === 0) return null
  const daysOf = (h: Held<DayFact>) => held.filter((x) => x.by.speaker.key === h.by.speaker.key).map((x) => x.value)
  return judgeFacet(
    {
      facet: 'time',
      held,
      denials: [],
      key: label,
      label,
      holds,
      conflict: (a, b) =>
        disjoint(a.value, b.value) && !daysOf(a).some((x) => daysOf(b).some((y) => overlap(x, y)))
          ? 'contradicted'
          : 'none',
      sharable: known,
      rules: ['S-time-broader'],
    },
    of,
  )
}
