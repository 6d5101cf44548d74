import type { FacetName, FacetStanding, FacetValue, Opposition, Support } from '../claim/index.js'
import { OPPOSITIONS, SUPPORTS } from '../claim/index.js'
import type { Concession } from './acknowledge.js'
import { explain } from './because.js'
import type { Case } from './case.js'
import type { RuleId } from './rules.js'
import type { Statement } from './statement.js'

/** One value that one statement gives to a facet. */
export interface Held<V> {
  readonly by: Statement
  readonly value: V
  /** Only suspected: shown, and neither supports nor opposes. */
  readonly suspected: boolean
  readonly concession: Concession
}

/** What a facet must tell the judge about its values. */
export interface Question<V> {
  readonly facet: FacetName
  readonly held: readonly Held<V>[]
  readonly denials: readonly Statement[]
  /** Held on another facet, and excluding what this one says ("no casualties" against five killed). */
  excludes?(held: Held<V>): readonly Statement[]
  /** Equal keys are one value. */
  key(value: V): string
  label(value: V): string
  /** True when someone who says `said` holds `value` too (a village and its district). */
  holds(said: V, value: V): boolean
  conflict(a: Held<V>, b: Held<V>): 'none' | 'contradicted' | 'rival'
  /** A later figure of the same origin replaces the earlier even where both could be true. */
  readonly replaces?: boolean
  /** Values that no two voices can share ("dozens"). */
  sharable?(value: V): boolean
  readonly rules: readonly RuleId[]
}

export interface Judged<V> {
  readonly standing: FacetStanding
  readonly inForce: readonly Held<V>[]
  readonly values: readonly (Backing<V> & { readonly label: string })[]
}

export interface Backing<V> {
  readonly value: V
  readonly support: Support
  readonly selfInterested: boolean
  readonly origins: readonly string[]
  readonly backers: readonly Held<V>[]
  readonly rules: readonly RuleId[]
}

const rank = (support: Support) => SUPPORTS.indexOf(support)
const sorted = (values: Iterable<string>) => [...new Set(values)].sort()
export const lastSaid = (held: readonly Held<unknown>[]): string =>
  held
    .map(({ by }) => by.said?.to ?? '')
    .sort()
    .at(-1) ?? ''

/** Said datably later, by the same origin or the same speaker. */
export function supersedes(later: Statement, earlier: Statement, of: Case): boolean {
  if (!later.said || !earlier.said || later.said.from <= earlier.said.to) return false
  if (later.speaker.key === earlier.speaker.key) return true
  const [a, b] = [of.voice(later).origin, of.voice(earlier).origin]
  return a !== null && a === b
}

/** Leaves out what its own origin later replaced (S-update). */
function inForce<V>(question: Question<V>, of: Case): { kept: Held<V>[]; dropped: Held<V>[] } {
  const replaced = (earlier: Held<V>) =>
    question.held.some(
      (later) =>
        supersedes(later.by, earlier.by, of) &&
        !later.suspected &&
        (question.replaces
          ? question.key(later.value) !== question.key(earlier.value)
          : question.conflict(earlier, later) !== 'none'),
    )
  const dropped = question.held.filter(replaced)
  return { kept: question.held.filter((held) => !dropped.includes(held)), dropped }
}

/** How well one value stands among those who hold it. */
export function backing<V>(question: Question<V>, value: V, held: readonly Held<V>[], of: Case): Backing<V> {
  const backers = held.filter((h) => question.holds(h.value, value))
  const firm = backers.filter((h) => !h.suspected && of.voice(h.by).origin !== null)
  const origins = sorted(firm.map((h) => of.voice(h.by).origin ?? ''))
  const sharable = question.sharable?.(value) ?? true
  const { support, rules } = supportOf(firm, sharable, of)
  const selfInterested = support === 'single-origin' && firm.every((h) => gains(h.by, of))
  const voiceRules = backers.map((h) => of.voice(h.by).rule as RuleId)
  return {
    value,
    support,
    selfInterested,
    origins,
    backers,
    rules: [
      ...rules,
      ...voiceRules,
      ...(selfInterested ? ['S-self-interested' as const] : []),
      ...(backers.some((h) => h.suspected) ? ['S-suspicion' as const] : []),
    ],
  }
}

function supportOf<V>(firm: readonly Held<V>[], sharable: boolean, of: Case): { support: Support; rules: RuleId[] } {
  if (firm.length === 0) return { support: 'unattributed', rules: ['S-unattributed'] }
  if (firm.some((h) => h.concession === 'direct')) return { support: 'acknowledged', rules: ['S-acknowledged'] }
  const pair = sharable && firm.some((a, i) => firm.slice(i + 1).some((b) => of.independent(a.by, b.by)))
  if (pair) return { support: 'corroborated', rules: ['S-corroborated', 'S-independent'] }
  if (firm.some((h) => h.concession === 'reported'))
    return { support: 'reported-acknowledgement', rules: ['S-reported-acknowledgement'] }
  return { support: 'single-origin', rules: ['S-single'] }
}

/** A party to the incident that speaks of it: the doer, the one struck, or an enemy of the one struck. */
function gains(s: Statement, of: Case): boolean {
  const origin = of.voice(s).sides
  const parties = of.statements.flatMap(({ actors, targets, type }) =>
    isPartisan(type) ? [...actors, ...targets] : [],
  )
  return origin.some((side) =>
    parties.some((p) => p.side !== null && (p.side === side || of.interests.enemies(p.side, side, of.day))),
  )
}
const isPartisan = (type: string) => !['movement', 'talks', 'visit', 'statement', 'agreement'].includes(type)

interface Clash {
  readonly opposition: Opposition
  readonly a: Statement
  readonly b: Statement
}

/** A headline repeats its text: of one report it opposes nothing (S-headline). */
const ownHeadline = (a: Statement, b: Statement) => (a.headline || b.headline) && a.report === b.report

/** Leaves out headlines whose own text speaks of the facet: the text opposes others, its headline nobody. */
function spoken<V>(question: Question<V>, kept: readonly Held<V>[]): { held: Held<V>[]; denials: Statement[] } {
  const all = [...kept.map((h) => h.by), ...question.denials]
  const inText = new Set(all.filter((s) => !s.headline).map((s) => s.report))
  const counts = (s: Statement) => !s.headline || !inText.has(s.report)
  return { held: kept.filter((h) => counts(h.by)), denials: question.denials.filter(counts) }
}

function clashes<V>(question: Question<V>, all: readonly Held<V>[], of: Case): Clash[] {
  const found: Clash[] = []
  const { held: kept, denials } = spoken(question, all)
  kept.forEach((a, i) => {
    for (const b of kept.slice(i + 1)) {
      if (a.suspected || b.suspected || a.by.speaker.key === b.by.speaker.key || ownHeadline(a.by, b.by)) continue
      const opposition = question.conflict(a, b)
      if (opposition !== 'none') found.push({ opposition, a: a.by, b: b.by })
    }
  })
  for (const held of kept) {
    if (held.suspected) continue
    for (const other of question.excludes?.(held) ?? []) {
      if (other.speaker.key === held.by.speaker.key || other.suspected || ownHeadline(other, held.by)) continue
      found.push({ opposition: 'contradicted', a: other, b: held.by })
    }
  }
  for (const denial of denials) {
    if (denial.suspected) continue
    if (kept.some((h) => supersedes(h.by, denial, of) && !h.suspected)) continue // took its denial back
    const denied = kept.filter((h) => h.by.speaker.key !== denial.speaker.key && !ownHeadline(h.by, denial))
    if (all.length === 0) found.push({ opposition: 'denied', a: denial, b: denial })
    for (const held of denied) found.push({ opposition: 'denied', a: denial, b: held.by })
  }
  return found
}

const oneSide = (a: Statement, b: Statement) =>
  a.id !== b.id && a.speaker.side !== null && a.speaker.side === b.speaker.side

/** Two values of one speaker that exclude each other and cannot be put in order (S-differ). */
const differs = <V>(question: Question<V>, kept: readonly Held<V>[]): boolean =>
  kept.some((a, i) =>
    kept
      .slice(i + 1)
      .some(
        (b) =>
          a.by.speaker.key === b.by.speaker.key &&
          !ownHeadline(a.by, b.by) &&
          !a.suspected &&
          !b.suspected &&
          question.conflict(a, b) !== 'none',
      ),
  )

const strongest = (found: readonly Clash[]): Opposition =>
  found.reduce<Opposition>(
    (best, { opposition }) => (OPPOSITIONS.indexOf(opposition) > OPPOSITIONS.indexOf(best) ? opposition : best),
    'none',
  )

function distinct<V>(question: Question<V>, kept: readonly Held<V>[]): V[] {
  const values = new Map(kept.map((h) => [question.key(h.value), h.value]))
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}

const better = (a: Backing<unknown> & { label: string }, b: Backing<unknown> & { label: string }): number =>
  rank(b.support) - rank(a.support) ||
  b.origins.length - a.origins.length ||
  (lastSaid(a.backers) < lastSaid(b.backers) ? 1 : lastSaid(a.backers) > lastSaid(b.backers) ? -1 : 0) ||
  b.backers.length - a.backers.length ||
  (a.label < b.label ? -1 : 1)

/** Judges one facet: the best-supported value, the others beside it, and what stands against it. Null where nothing is said. */
export function judgeFacet<V>(question: Question<V>, of: Case): Judged<V> | null {
  if (question.held.length === 0 && question.denials.length === 0) return null
  const { kept, dropped } = inForce(question, of)
  const values = distinct(question, kept)
    .map((value) => ({ ...backing(question, value, kept, of), label: question.label(value) }))
    .sort(better)
  const found = clashes(question, kept, of)
  const opposition = strongest(found)
  const withinOneSide = found.length > 0 && found.every(({ a, b }) => oneSide(a, b))
  const differ = differs(question, kept)
  const best = values[0]
  const claims = sorted([...question.held.map((h) => h.by.id), ...question.denials.map((d) => d.id)])
  const rules: RuleId[] = [...(best?.rules ?? ['S-unattributed' as const]), ...question.rules]
  if (opposition !== 'none') rules.push(`S-${opposition}`, 'S-opposition-between-speakers')
  if (withinOneSide) rules.push('S-within-one-side')
  if (dropped.length > 0) rules.push('S-update')
  if (differ) rules.push('S-differ')
  const standing: FacetStanding = {
    facet: question.facet,
    support: best?.support ?? 'unattributed',
    opposition,
    selfInterested: best?.selfInterested ?? false,
    withinOneSide,
    values: values.map(facetValue),
    ...(differ ? { differ } : {}),
    rules: sorted(rules),
    claims,
    because: explain(
      best,
      found.map(({ opposition, a, b }) => ({ opposition, by: best?.backers.some((h) => h.by.id === a.id) ? b : a })),
      withinOneSide,
      of,
    ),
  }
  return { standing, inForce: kept, values }
}

const facetValue = <V>({
  label,
  support,
  selfInterested,
  origins,
  backers,
}: Backing<V> & { label: string }): FacetValue => ({
  value: label,
  support,
  selfInterested,
  origins,
  claims: sorted(backers.map((h) => h.by.id)),
})
