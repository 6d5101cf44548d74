import { type Kysely, sql } from 'kysely'
import type { Migration, SchemaEngine } from './index.js'

async function up(db: Kysely<unknown>, engine: SchemaEngine): Promise<void> {
  const schema = db.schema
  await schema
    .createTable('state')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('judged', 'integer', (column) => column.notNull())
    .execute()
  await sql`INSERT INTO state (id, revision, judged) VALUES (1, 0, 0)`.execute(db)

  await schema
    .createTable('report')
    .addColumn('no', 'integer', engine.counting)
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('text_hash', 'text', (column) => column.notNull())
    .addColumn('bytes_hash', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('title_start', 'integer')
    .addColumn('title_end', 'integer')
    .addColumn('outlet', 'text')
    .addColumn('outlet_basis', 'text')
    .addColumn('published', 'text')
    .addColumn('published_basis', 'text')
    .addColumn('url', 'text')
    .addColumn('url_basis', 'text')
    .addColumn('retrieved', 'text')
    .addColumn('added_at', 'text', (column) => column.notNull())
    .addColumn('read_by', 'text', (column) => column.notNull())
    .execute()
  await schema.createIndex('report_text_hash').on('report').column('text_hash').execute()
  await schema
    .createTable('report_bytes')
    .addColumn('report_no', 'integer', (column) => column.primaryKey().references('report.no').onDelete('cascade'))
    .addColumn('bytes', engine.blob, (column) => column.notNull())
    .execute()

  await schema
    .createTable('claim')
    .addColumn('no', 'integer', engine.counting)
    .addColumn('report_no', 'integer', (column) => column.notNull().references('report.no').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('quote_start', 'integer', (column) => column.notNull())
    .addColumn('quote_end', 'integer', (column) => column.notNull())
    .addColumn('stance', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('source_kind', 'text', (column) => column.notNull())
    .addColumn('reality', 'text', (column) => column.notNull())
    .addColumn('negated', 'integer', (column) => column.notNull())
    .addColumn('found_by', 'text', (column) => column.notNull())
    .addColumn('json', 'text', (column) => column.notNull())
    .addUniqueConstraint('claim_once_a_report', ['report_no', 'position'])
    .execute()
  await schema.createIndex('claim_id').on('claim').column('id').execute()

  await schema
    .createTable('incident')
    .addColumn('no', 'integer', engine.counting)
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('family', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('support', 'text', (column) => column.notNull())
    .addColumn('opposition', 'text', (column) => column.notNull())
    .addColumn('from_day', 'text')
    .addColumn('to_day', 'text')
    .addColumn('json', 'text', (column) => column.notNull())
    .execute()
  await schema.createIndex('incident_days').on('incident').columns(['from_day', 'to_day']).execute()
  for (const table of ['incident_place', 'incident_actor']) {
    await schema
      .createTable(table)
      .addColumn('incident_no', 'integer', (column) => column.notNull().references('incident.no').onDelete('cascade'))
      .addColumn('words', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint(`${table}_once`, ['words', 'incident_no'])
      .execute()
    await schema.createIndex(`${table}_of`).on(table).column('incident_no').execute()
  }

  await schema
    .createTable('decision')
    .addColumn('no', 'integer', engine.counting)
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('text_hash', 'text', (column) => column.notNull())
    .addColumn('start', 'integer', (column) => column.notNull())
    .addColumn('end', 'integer', (column) => column.notNull())
    .addColumn('field', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('reviewer', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'text', (column) => column.notNull())
    .addColumn('note', 'text')
    .execute()
  await schema.createIndex('decision_text').on('decision').column('text_hash').execute()
  await engine.makeAppendOnly(db, 'decision')
  await engine.createFullText(db)
}

export const ledgerTables: Migration = { no: 1, name: 'ledger', up }
