import type { Generated } from 'kysely'

// The newest schema, as queries see it. Migrations never import this: they stay as they were on the day they were written.

export interface ReportTable {
  /** Order of adding. */
  no: Generated<number>
  id: string
  text: string
  text_hash: string
  bytes_hash: string
  origin: string
  title_start: number | null
  title_end: number | null
  outlet: string | null
  outlet_basis: string | null
  published: string | null
  published_basis: string | null
  url: string | null
  url_basis: string | null
  retrieved: string | null
  added_at: string
  read_by: string
}

/** Apart from `report`, so that a list of reports never touches the bytes. */
export interface ReportBytesTable {
  report_no: number
  bytes: Uint8Array
}

export interface ClaimTable {
  no: Generated<number>
  report_no: number
  position: number
  id: string
  quote_start: number
  quote_end: number
  stance: string
  kind: string
  type: string
  source_kind: string
  reality: string
  negated: number
  found_by: string
  json: string
}

export interface IncidentTable {
  no: Generated<number>
  position: number
  id: string
  family: string
  type: string
  support: string
  opposition: string
  from_day: string | null
  to_day: string | null
  json: string
}

/** Every tail of every folded name ("takhar province", "province"), so that any run of its words is found by index. */
export interface IncidentNameTable {
  incident_no: number
  words: string
}

export interface DecisionTable {
  no: Generated<number>
  id: string
  text_hash: string
  start: number
  end: number
  field: string
  value: string
  reviewer: string
  decided_at: string
  note: string | null
}

export interface Tables {
  migration: { no: number; name: string }
  /** One row: `revision` counts changes, `judged` is the revision that the incidents were made from. */
  state: { id: number; revision: number; judged: number }
  report: ReportTable
  report_bytes: ReportBytesTable
  claim: ClaimTable
  incident: IncidentTable
  incident_place: IncidentNameTable
  incident_actor: IncidentNameTable
  decision: DecisionTable
}
