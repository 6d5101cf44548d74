import type { Insertable, Selectable } from 'kysely'
import type { Basis, Claim, Decision, FacetStanding, Incident, Known, Opposition } from '../claim/index.js'
import { OPPOSITIONS } from '../claim/index.js'
import type { StoredReport } from './store.js'
import type { ClaimTable, DecisionTable, IncidentTable, ReportTable } from './tables.js'
import { fold } from './words.js'

type ListedReport = Omit<StoredReport, 'bytes'>

export function reportRow(report: ListedReport): Insertable<ReportTable> {
  return {
    id: report.id,
    text: report.text,
    text_hash: report.textHash,
    bytes_hash: report.bytesHash,
    origin: report.origin,
    title_start: report.title?.start ?? null,
    title_end: report.title?.end ?? null,
    outlet: report.outlet?.value ?? null,
    outlet_basis: report.outlet?.basis ?? null,
    published: report.published?.value ?? null,
    published_basis: report.published?.basis ?? null,
    url: report.url?.value ?? null,
    url_basis: report.url?.basis ?? null,
    retrieved: report.retrieved,
    added_at: report.addedAt,
    read_by: report.readBy,
  }
}

export function reportOf(row: Selectable<ReportTable>): ListedReport {
  return {
    id: row.id,
    text: row.text,
    textHash: row.text_hash,
    bytesHash: row.bytes_hash,
    origin: row.origin,
    title: row.title_start === null || row.title_end === null ? null : { start: row.title_start, end: row.title_end },
    outlet: known(row.outlet, row.outlet_basis),
    published: known(row.published, row.published_basis),
    url: known(row.url, row.url_basis),
    retrieved: row.retrieved,
    addedAt: row.added_at,
    readBy: row.read_by,
  }
}

const known = (value: string | null, basis: string | null): Known<string> | null =>
  value === null ? null : { value, basis: (basis ?? 'stated') as Basis }

export const claimRow = (reportNo: number, claim: Claim, position: number): Insertable<ClaimTable> => ({
  report_no: reportNo,
  position,
  id: claim.id,
  quote_start: claim.quote.start,
  quote_end: claim.quote.end,
  stance: claim.stance,
  kind: claim.content.kind,
  type: claim.content.type,
  source_kind: claim.attribution.kind,
  reality: claim.content.reality,
  negated: claim.content.negated ? 1 : 0,
  found_by: claim.foundBy,
  json: JSON.stringify(claim),
})

export const claimOf = (row: { readonly json: string }): Claim => JSON.parse(row.json)

export function incidentRow(incident: Incident, position: number): Insertable<IncidentTable> {
  return {
    position,
    id: incident.id,
    family: incident.family,
    type: incident.type,
    support: supportOf(incident.standing),
    opposition: strongestOpposition(incident.standing),
    from_day: incident.from ?? incident.to,
    to_day: incident.to ?? incident.from,
    json: JSON.stringify(incident),
  }
}

export const incidentOf = (row: { readonly json: string }): Incident => JSON.parse(row.json)

/** An incident is listed under the support of "it happened"; without that facet, under its first one's. */
const supportOf = (standing: readonly FacetStanding[]): string =>
  (standing.find(({ facet }) => facet === 'occurrence') ?? standing[0])?.support ?? 'unattributed'

const strongestOpposition = (standing: readonly FacetStanding[]): Opposition =>
  standing.reduce<Opposition>(
    (strongest, { opposition }) =>
      OPPOSITIONS.indexOf(opposition) > OPPOSITIONS.indexOf(strongest) ? opposition : strongest,
    'none',
  )

export const placeNames = ({ place }: Incident): string[] => (place ? tails([place.name, ...place.chain]) : [])

export const actorNames = ({ actors, targets, sides }: Incident): string[] => tails([...actors, ...targets, ...sides])

/** Every tail of every name, folded: "Takhar Province" gives "takhar province" and "province". */
export function tails(names: readonly string[]): string[] {
  const found = new Set<string>()
  for (const name of names) {
    const words = fold(name).split(' ').filter(Boolean)
    for (let at = 0; at < words.length; at++) found.add(words.slice(at).join(' '))
  }
  return [...found]
}

export const decisionRow = (decision: Decision): Insertable<DecisionTable> => ({
  id: decision.id,
  text_hash: decision.textHash,
  start: decision.start,
  end: decision.end,
  field: decision.field,
  value: JSON.stringify(decision.value ?? null),
  reviewer: decision.reviewer,
  decided_at: decision.decidedAt,
  note: decision.note,
})

export const decisionOf = (row: Selectable<DecisionTable>): Decision => ({
  id: row.id,
  textHash: row.text_hash,
  start: row.start,
  end: row.end,
  field: row.field,
  value: JSON.parse(row.value),
  reviewer: row.reviewer,
  decidedAt: row.decided_at,
  note: row.note,
})
