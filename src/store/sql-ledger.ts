import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Claim, Decision } from '../claim/index.js'
import { faultsOf, missingFrom } from './check.js'
import { applyDecisions, faultOf } from './decisions.js'
import { LedgerError } from './errors.js'
import { incidentsPassing } from './incident-filter.js'
import {
  actorNames,
  claimOf,
  claimRow,
  decisionOf,
  decisionRow,
  incidentOf,
  incidentRow,
  placeNames,
  reportOf,
  reportRow,
} from './rows.js'
import type { ClaimFilter, Ledger, SearchHit, StoredReport } from './store.js'
import type { ReportTable, Tables } from './tables.js'
import { fold, locate, type Sought, snippet, soughtIn } from './words.js'

/** What SQL engines say differently once the tables stand. */
export interface QueryEngine {
  readonly name: string
  readonly where: string
  readonly schema: number
  indexText(db: Kysely<Tables>, reportNo: number, folded: string): Promise<void>
  unindexText(db: Kysely<Tables>, reportNo: number): Promise<void>
  /** Numbers of the reports that hold all that is sought, latest added first. */
  find(db: Kysely<Tables>, sought: readonly Sought[], limit: number, offset: number): Promise<readonly number[]>
  /** The engine's own check of its files. */
  faults(db: Kysely<Tables>): Promise<readonly string[]>
  backup(db: Kysely<Tables>, file: string): Promise<void>
}

/** Rows in one INSERT, values in one IN (...): far below every engine's limit of bound values. */
const AT_ONCE = 500
/** Reports whose texts and bytes are held at once while checking. */
const CHECKED_AT_ONCE = 50

type Db = Kysely<Tables>
type Step = Transaction<Tables>

/** The ledger over any SQL engine that Kysely speaks. */
export function sqlLedger(db: Db, engine: QueryEngine): Ledger {
  return {
    addReport: (report, claims) =>
      db.transaction().execute(async (step) => {
        if (await numberOf(step, report.id)) return 'present'
        const { no } = await step
          .insertInto('report')
          .values(reportRow(report))
          .returning('no')
          .executeTakeFirstOrThrow()
        await step.insertInto('report_bytes').values({ report_no: no, bytes: report.bytes }).execute()
        await engine.indexText(step, no, fold(report.text))
        await insertClaims(step, no, claims)
        await countChange(step)
        return 'added'
      }),

    replaceReport: (report, claims) =>
      db.transaction().execute(async (step) => {
        const no = await numberOf(step, report.id)
        if (!no) throw new LedgerError('no-such-report', `no report ${report.id} in ${engine.where}`)
        await engine.unindexText(step, no)
        await step.deleteFrom('claim').where('report_no', '=', no).execute()
        await step.updateTable('report').set(reportRow(report)).where('no', '=', no).execute()
        await step.updateTable('report_bytes').set({ bytes: report.bytes }).where('report_no', '=', no).execute()
        await engine.indexText(step, no, fold(report.text))
        await insertClaims(step, no, claims)
        await countChange(step)
      }),

    removeReport: (id) =>
      db.transaction().execute(async (step) => {
        const no = await numberOf(step, id)
        if (!no) return false
        await engine.unindexText(step, no)
        await step.deleteFrom('report').where('no', '=', no).execute()
        await countChange(step)
        return true
      }),

    report: async (id) => {
      const rows = await reportRows(db)
        .where((row) => row.or([row('id', '=', id), row.and([row('id', '>', id), row('id', '<', `${id}~`)])]))
        .orderBy('id')
        .limit(2)
        .execute()
      const [first, second] = rows
      return first && (first.id === id || (id !== '' && !second)) ? storedReportOf(first) : null
    },

    reports: async ({ limit, offset = 0 } = {}) => {
      const listed = db.selectFrom('report').selectAll().orderBy('no')
      return (await paged(listed, limit, offset).execute()).map(reportOf)
    },

    hasReport: async (id) => (await numberOf(db, id)) !== undefined,
    claim: async (id) => (await claims(db, { ids: [id] }))[0] ?? null,
    claims: (filter = {}) => claims(db, filter),

    rawClaims: async (report) => (await claimRows(db, { report })).map(claimOf),

    replaceIncidents: (incidents, madeFrom) =>
      db.transaction().execute(async (step) => {
        await step.deleteFrom('incident').execute()
        for (const [position, incident] of incidents.entries()) {
          const row = incidentRow(incident, position)
          const { no } = await step.insertInto('incident').values(row).returning('no').executeTakeFirstOrThrow()
          const of = (words: string) => ({ incident_no: no, words })
          for (const some of batches(placeNames(incident)))
            await step.insertInto('incident_place').values(some.map(of)).execute()
          for (const some of batches(actorNames(incident)))
            await step.insertInto('incident_actor').values(some.map(of)).execute()
        }
        await step
          .updateTable('state')
          .set((row) => ({ judged: madeFrom ?? row.ref('revision') }))
          .execute()
      }),

    incidents: async (filter = {}) => {
      const passing = db.selectFrom('incident').where(incidentsPassing(filter))
      const { total } = await passing.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
      const listed = passing
        .select('json')
        .orderBy((row) => row.case().when('from_day', 'is', null).then(1).else(0).end())
        .orderBy('from_day', 'desc')
        .orderBy('to_day', 'desc')
        .orderBy('position')
      const rows = await paged(listed, filter.limit, filter.offset ?? 0).execute()
      return { total: Number(total), incidents: rows.map(incidentOf) }
    },

    incident: async (id) => {
      const row = await db.selectFrom('incident').select('json').where('id', '=', id).executeTakeFirst()
      return row ? incidentOf(row) : null
    },

    addDecision: (decision) => addDecision(db, decision),

    decisions: async (textHash) => {
      const all = db.selectFrom('decision').selectAll().orderBy('no')
      return (await (textHash === undefined ? all : all.where('text_hash', '=', textHash)).execute()).map(decisionOf)
    },

    search: async (query, { limit = 50, offset = 0 } = {}) => {
      const sought = soughtIn(query)
      if (sought.length === 0) return []
      const hits: SearchHit[] = []
      for (const no of await engine.find(db, sought, limit, offset)) {
        const report = await db.selectFrom('report').select(['id', 'text']).where('no', '=', no).executeTakeFirst()
        if (report) hits.push(...hitsIn(report, await claims(db, { report: report.id }), sought))
      }
      return hits
    },

    info: async () => {
      const state = await db.selectFrom('state').selectAll().executeTakeFirstOrThrow()
      return {
        engine: engine.name,
        where: engine.where,
        schema: engine.schema,
        reports: await count(db, 'report'),
        claims: await count(db, 'claim'),
        incidents: await count(db, 'incident'),
        decisions: await count(db, 'decision'),
        revision: state.revision,
        stale: state.revision !== state.judged,
      }
    },

    check: async () => {
      const own = await engine.faults(db)
      return own.length > 0 ? own : [...(await faultyReports(db)), ...(await faultyIncidents(db))]
    },

    backup: (file) => engine.backup(db, file),
    close: () => db.destroy(),
  }
}

async function numberOf(db: Db, id: string): Promise<number | undefined> {
  return (await db.selectFrom('report').select('no').where('id', '=', id).executeTakeFirst())?.no
}

const reportRows = (db: Db) =>
  db
    .selectFrom('report')
    .innerJoin('report_bytes', 'report_bytes.report_no', 'report.no')
    .selectAll('report')
    .select('bytes')

const storedReportOf = (row: Selectable<ReportTable> & { bytes: Uint8Array }): StoredReport => ({
  ...reportOf(row),
  bytes: new Uint8Array(row.bytes),
})

async function insertClaims(step: Step, reportNo: number, claims: readonly Claim[]): Promise<void> {
  const rows = claims.map((claim, position) => claimRow(reportNo, claim, position))
  for (const some of batches(rows)) await step.insertInto('claim').values(some).execute()
}

const countChange = (step: Step) =>
  step
    .updateTable('state')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .execute()

interface ClaimRow {
  readonly json: string
  readonly report_no: number
  readonly text_hash: string
}

/** Rows of claims in order of adding and of place in the text. */
async function claimRows(db: Db, { report, reports, ids }: ClaimFilter): Promise<ClaimRow[]> {
  const all = db
    .selectFrom('claim')
    .innerJoin('report', 'report.no', 'claim.report_no')
    .select(['claim.json', 'claim.report_no', 'report.text_hash', 'claim.position'])
  const inReport = report === undefined ? all : all.where('report.id', '=', report)
  const narrowed = [...batchesOrAll(reports)].flatMap((some) => {
    const query = some ? inReport.where('report.id', 'in', some) : inReport
    return [...batchesOrAll(ids)].map((those) => (those ? query.where('claim.id', 'in', those) : query))
  })
  const rows: (ClaimRow & { position: number })[] = []
  for (const query of narrowed) for (const row of await query.execute()) rows.push(row)
  return rows.sort((a, b) => a.report_no - b.report_no || a.position - b.position)
}

/** Claims as reviewers left them. A ruling may reach from one claim to its neighbours, so whole reports are ruled on. */
async function claims(db: Db, filter: ClaimFilter): Promise<Claim[]> {
  const rows = await claimRows(db, filter)
  const rulings = await decisionsOn(db, rows, filter)
  const found: Claim[] = []
  for (const own of groupedByReport(rows)) {
    const ruled = rulings.get(own[0]?.text_hash ?? '')
    if (!ruled) {
      for (const row of own) found.push(claimOf(row))
      continue
    }
    const wanted = filter.ids && new Set(filter.ids)
    const whole = wanted ? await neighboursOf(db, own[0]!.report_no) : own
    for (const claim of applyDecisions(whole.map(claimOf), ruled))
      if (!wanted || wanted.has(claim.id)) found.push(claim)
  }
  return found
}

const neighboursOf = (db: Db, reportNo: number) =>
  db.selectFrom('claim').select('json').where('report_no', '=', reportNo).orderBy('position').execute()

async function decisionsOn(db: Db, rows: readonly ClaimRow[], filter: ClaimFilter): Promise<Map<string, Decision[]>> {
  const all = db.selectFrom('decision').selectAll().orderBy('no')
  const some = filter.report !== undefined || filter.reports !== undefined || filter.ids !== undefined
  const hashes = some ? [...new Set(rows.map((row) => row.text_hash))] : undefined
  const byText = new Map<string, Decision[]>()
  for (const those of batchesOrAll(hashes)) {
    for (const row of await (those ? all.where('text_hash', 'in', those) : all).execute()) {
      byText.set(row.text_hash, [...(byText.get(row.text_hash) ?? []), decisionOf(row)])
    }
  }
  return byText
}

function groupedByReport(rows: readonly ClaimRow[]): ClaimRow[][] {
  const groups = new Map<number, ClaimRow[]>()
  for (const row of rows) {
    const group = groups.get(row.report_no)
    if (group) group.push(row)
    else groups.set(row.report_no, [row])
  }
  return [...groups.values()]
}

async function addDecision(db: Db, decision: Decision): Promise<void> {
  const fault = faultOf(decision)
  if (fault) throw new LedgerError('bad-decision', `decision ${decision.id} was not kept: ${fault}`)
  await db.transaction().execute(async (step) => {
    const row = decisionRow(decision)
    const present = await step.selectFrom('decision').selectAll().where('id', '=', decision.id).executeTakeFirst()
    if (!present) {
      await step.insertInto('decision').values(row).execute()
      await countChange(step)
    } else if (JSON.stringify(decisionRow(decisionOf(present))) !== JSON.stringify(row)) {
      throw new LedgerError(
        'bad-decision',
        `another decision ${decision.id} is there already; decisions are added, never overwritten`,
      )
    }
  })
}

function hitsIn(
  report: { id: string; text: string },
  claims: readonly Claim[],
  sought: readonly Sought[],
): SearchHit[] {
  const { id, text } = report
  const span = locate(text, sought) ?? { start: 0, end: 0 }
  const quoted = claims.filter(({ quote }) => locate(quote.text, sought))
  return [
    { kind: 'report', report: id, claim: null, ...span, snippet: snippet(text, span) },
    ...quoted.map(
      ({ id: claim, quote: { start, end, text: words } }): SearchHit => ({
        kind: 'claim',
        report: id,
        claim,
        start,
        end,
        snippet: words,
      }),
    ),
  ]
}

async function count(db: Db, table: 'report' | 'claim' | 'incident' | 'decision'): Promise<number> {
  const { n } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

async function faultyReports(db: Db): Promise<string[]> {
  const faults: string[] = []
  for (let last = 0; ; ) {
    const rows = await reportRows(db).where('no', '>', last).orderBy('no').limit(CHECKED_AT_ONCE).execute()
    if (rows.length === 0) return faults
    for (const row of rows) {
      const report = storedReportOf(row)
      faults.push(...faultsOf(report, (await claimRows(db, { report: report.id })).map(claimOf)))
      last = row.no
    }
  }
}

/** Stale incidents may well rest on claims that are gone; they are about to be made anew. */
async function faultyIncidents(db: Db): Promise<string[]> {
  const { revision, judged } = await db.selectFrom('state').selectAll().executeTakeFirstOrThrow()
  if (revision !== judged) return []
  const present = new Set((await db.selectFrom('claim').select('id').execute()).map(({ id }) => id))
  const incidents = await db.selectFrom('incident').select('json').execute()
  return incidents.flatMap((row) => missingFrom(incidentOf(row), present))
}

/** SQLite wants a limit before it takes an offset. */
const EVERYTHING = Number.MAX_SAFE_INTEGER

interface Pageable<Q> {
  limit(limit: number): Q
  offset(offset: number): Q
}

const paged = <Q extends Pageable<Q>>(query: Q, limit: number | undefined, offset: number): Q =>
  limit === undefined && offset === 0 ? query : query.limit(limit ?? EVERYTHING).offset(offset)

function* batches<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += AT_ONCE) yield rows.slice(at, at + AT_ONCE)
}

/** One `undefined` where nothing narrows; nothing at all where the list is empty. */
function* batchesOrAll<T>(rows: readonly T[] | undefined): Generator<T[] | undefined> {
  if (rows) yield* batches([...new Set(rows)])
  else yield undefined
}
