import type { Claim, Incident } from '../claim/index.js'
import { type Copies, findCopies, fingerprint, NO_COPIES } from './copies.js'
import type { Context, ReportFacts } from './from-claim.js'
import { joinAcross } from './incidents/across.js'
import type { Cluster } from './incidents/cluster.js'
import { describe } from './incidents/describe.js'
import { type Node, nodeOf } from './incidents/node.js'
import { clustersWithin } from './incidents/within.js'
import type { Interests } from './interests.js'

/** A report as linking reads it; without the text, copies cannot be found. */
export interface LinkReport extends ReportFacts {
  readonly text?: string
}

const BEFORE = 60

/** The words of the sentence that lead up to a quote ("In a separate operation, "). */
function leadingWords(text: string | undefined, start: number): string {
  const before = text?.slice(Math.max(0, start - BEFORE), start) ?? ''
  return before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n')) + 1)
}

/** Whoever speaks in these claims. */
const speakersOf = (claims: readonly Claim[]): ReadonlySet<string> =>
  new Set(
    claims.flatMap(({ attribution: { source } }) => (source !== 'outlet' && source.entity ? [source.entity.id] : [])),
  )

/** Claims of the same report, in the order of their ids. */
function byReport(claims: readonly Claim[]): Map<string, Claim[]> {
  const groups = new Map<string, Claim[]>()
  for (const claim of claims) {
    const group = groups.get(claim.report)
    if (group) group.push(claim)
    else groups.set(claim.report, [claim])
  }
  return groups
}

/** Finds copies among the reports that bring their text along. */
export const copiesAmong = (reports: readonly LinkReport[]): Copies => {
  const texts = reports.flatMap(({ id, text, published }) =>
    text === undefined ? [] : [fingerprint({ id, text, published })],
  )
  return texts.length === 0 ? NO_COPIES : findCopies(texts)
}

/**
 * Joins grounded claims into incidents and judges each. Deterministic; the order of reports and claims does not matter.
 *
 * @example linkIncidents(reports, claims, interests)[0]?.standing
 */
export function linkIncidents(
  reports: readonly LinkReport[],
  claims: readonly Claim[],
  interests: Interests,
  copies: Copies = copiesAmong(reports),
): Incident[] {
  const facts = new Map(reports.map((report) => [report.id, report]))
  const context: Context = { reports: facts, copies, interests }
  const clusters: Cluster[] = []
  for (const [report, own] of [...byReport(claims)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const text = facts.get(report)?.text
    const speakers = speakersOf(own)
    const nodes = own.flatMap((claim): Node[] => {
      const node = nodeOf(claim, context, { before: leadingWords(text, claim.quote.start), speakers })
      return node ? [node] : []
    })
    clusters.push(...clustersWithin(nodes))
  }
  return joinAcross(clusters)
    .map((cluster) => describe(cluster, context))
    .sort((a, b) => order(a, b))
}

/** Newest first, undated last, then by id. */
const order = (a: Incident, b: Incident): number =>
  (b.from ?? '').localeCompare(a.from ?? '') || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
