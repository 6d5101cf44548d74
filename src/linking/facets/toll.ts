import { type Count, compatible, type FacetName, type FacetStanding, type Harm, sameFigure } from '../../claim/index.js'
import { concedesToll, concession } from '../acknowledge.js'
import type { Case } from '../case.js'
import { addressed, holdsContent, isDenial } from '../denial.js'
import { type Backing, backing, type Held, judgeFacet, lastSaid, type Question } from '../facet.js'
import type { RuleId } from '../rules.js'
import type { Party, Statement, TollFact } from '../statement.js'

const asCount = (t: TollFact): Count => ({ low: t.low, high: t.high, words: '' })
const unknown = (t: TollFact) => t.low === null && t.high === null
const isFigure = (t: TollFact) => !t.vague && !unknown(t)

/** The number in the words of a table: "8", "at least 8", "up to 60", "45–55", "unknown". */
export function figure({ low, high }: { readonly low: number | null; readonly high: number | null }): string {
  if (low === null && high === null) return 'unknown'
  if (low === null) return `up to ${high}`
  if (high === null) return `at least ${low}`
  return low === high ? String(low) : `${low}–${high}`
}

interface Told {
  readonly by: Statement
  readonly toll: TollFact
}

interface Group {
  readonly harm: Harm
  readonly side: Party | null
  readonly told: readonly Told[]
  readonly denials: readonly Statement[]
}

const facetName = (harm: Harm, side: Party | null): FacetName =>
  side === null ? `toll:${harm}` : `toll:${harm}:${side.side ?? side.name}`

/** All that is said of one harm to one side. */
function groupsOf(of: Case): Group[] {
  const groups = new Map<string, { harm: Harm; side: Party | null; told: Told[]; denials: Statement[] }>()
  const at = (toll: TollFact) => {
    const key = `${toll.harm} ${toll.side?.key ?? ''}`
    const group = groups.get(key) ?? { harm: toll.harm, side: toll.side, told: [], denials: [] }
    groups.set(key, group)
    return group
  }
  for (const s of of.statements) {
    if (isDenial(s, of)) {
      if (addressed(s, of).some((a) => a.facet === 'toll')) for (const toll of s.tolls) at(toll).denials.push(s)
    } else if (holdsContent(s, of)) for (const toll of s.tolls) at(toll).told.push({ by: s, toll })
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

/** A headline's figure gives way to that of its own text; a part gives way to any whole. */
function inQuestion(told: readonly Told[]): { whole: Told[]; rules: RuleId[] } {
  const body = told.filter((t) => !t.by.headline || !told.some((x) => !x.by.headline && x.by.report === t.by.report))
  const whole = body.filter((t) => !t.toll.partial)
  const rules: RuleId[] = [
    ...(body.length < told.length ? (['S-headline'] as const) : []),
    ...(whole.length < body.length ? (['S-partial'] as const) : []),
  ]
  return { whole: whole.length > 0 ? whole : body, rules }
}

/** Why a value cannot set best by itself, or null where it can. */
function bars(b: Backing<TollFact>, group: Group, of: Case): RuleId | null {
  if (b.origins.length === 0) return 'S-toll-outlet'
  if (b.support === 'corroborated' || b.support === 'acknowledged') return null
  const firm = b.backers.filter((h) => !h.suspected && of.voice(h.by).origin !== null)
  const side = group.side?.side ?? null
  if (side === null) return null
  if (firm.every((h) => of.voice(h.by).sides.includes(side)) && b.value.high === 0) return 'S-toll-own-zero'
  if (firm.every((h) => of.voice(h.by).sides.some((origin) => of.adversaries(origin, side))))
    return 'S-toll-belligerent'
  return null
}

const middle = ({ low, high }: TollFact): number | null =>
  low === null ? null : high === null ? low : Math.round((low + high) / 2)

function bestOf(
  values: readonly Backing<TollFact>[],
  group: Group,
  of: Case,
): { best: number | null; rules: RuleId[] } {
  const barred = values.flatMap((v) => bars(v, group, of) ?? [])
  const able = values.filter((v) => isFigure(v.value) && middle(v.value) !== null && bars(v, group, of) === null)
  const [first] = [...able].sort(
    (a, b) =>
      b.origins.length - a.origins.length ||
      (lastSaid(a.backers) < lastSaid(b.backers) ? 1 : lastSaid(a.backers) > lastSaid(b.backers) ? -1 : 0) ||
      (b.value.low ?? 0) - (a.value.low ?? 0),
  )
  return { best: first ? middle(first.value) : null, rules: ['S-toll-best', ...barred] }
}

/** Lowest and highest figures in force; a lone lower bound leaves high open. */
function bounds(tolls: readonly TollFact[]): { low: number | null; high: number | null } {
  const lows = tolls.flatMap((t) => t.low ?? t.high ?? [])
  const highs = tolls.flatMap((t) => t.high ?? [])
  const all = tolls.flatMap((t) => [...(t.low === null ? [] : [t.low]), ...(t.high === null ? [] : [t.high])])
  const alone = tolls.length > 0 && tolls.every((t) => t.low === null)
  return {
    low: alone || lows.length === 0 ? null : Math.min(...lows),
    high: highs.length === 0 ? null : Math.max(...all),
  }
}

/** "No casualties" among them is no dead and no wounded; any dead or wounded are casualties. */
function excluding(toll: TollFact, by: Statement, { harm, side }: Group, of: Case): Statement[] {
  const sameSide = (t: TollFact) => (t.side?.key ?? '') === (side?.key ?? '') && !t.partial
  const none = (t: TollFact) => t.high === 0
  const some = (t: TollFact) => t.low !== null && t.low > 0
  const [whole, parts] = [['casualties'], ['killed', 'wounded']]
  const others = harm === 'casualties' ? parts : parts.includes(harm) ? whole : []
  const clash = (t: TollFact) =>
    others.includes(t.harm) && sameSide(t) && (harm === 'casualties' ? none(toll) && some(t) : some(toll) && none(t))
  return of.statements.filter((s) => s.id !== by.id && holdsContent(s, of) && s.tolls.some(clash))
}

function judgeToll(group: Group, of: Case): FacetStanding | null {
  const { whole, rules } = inQuestion(group.told)
  const held = whole.map(
    ({ by, toll }): Held<TollFact> => ({
      by,
      value: toll,
      suspected: by.suspected && by.actors.length === 0,
      concession: concession(concedesToll(by, toll), by, of),
    }),
  )
  const question: Question<TollFact> = {
    facet: facetName(group.harm, group.side),
    held,
    denials: group.denials,
    key: figure,
    label: figure,
    holds: (said, value) =>
      sameFigure(asCount(said), asCount(value)) && (said.beyond === value.beyond || figure(said) === figure(value)),
    conflict: (a, b) =>
      isFigure(a.value) &&
      isFigure(b.value) &&
      !a.value.partial &&
      !b.value.partial &&
      !compatible(asCount(a.value), asCount(b.value))
        ? 'contradicted'
        : 'none',
    excludes: (h) => excluding(h.value, h.by, group, of),
    replaces: true,
    sharable: isFigure,
    rules: ['S-toll-same-figure', 'S-toll-bounds', ...rules],
  }
  const judged = judgeFacet(question, of)
  if (!judged) return null
  const kept = judged.inForce.map((h) => h.value)
  const values = judged.values.map((v) => backing(question, v.value, judged.inForce, of))
  const { best, rules: more } = bestOf(values, group, of)
  return { ...judged.standing, ...bounds(kept), best, rules: [...new Set([...judged.standing.rules, ...more])].sort() }
}

/** How many of whom? One facet for each harm and side. */
export const tolls = (of: Case): FacetStanding[] => groupsOf(of).flatMap((group) => judgeToll(group, of) ?? [])
