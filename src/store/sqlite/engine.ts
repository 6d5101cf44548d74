import { existsSync, renameSync, rmSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import { LedgerError } from '../errors.js'
import type { SchemaEngine } from '../migrations/index.js'
import type { QueryEngine } from '../sql-ledger.js'
import type { Tables } from '../tables.js'
import type { Sought } from '../words.js'

export const schemaEngine: SchemaEngine = {
  counting: (column) => column.primaryKey().autoIncrement(),
  blob: 'blob',

  async makeAppendOnly(db: Kysely<unknown>, table: string) {
    for (const event of ['UPDATE', 'DELETE']) {
      await sql`
        CREATE TRIGGER ${sql.id(`${table}_no_${event.toLowerCase()}`)} BEFORE ${sql.raw(event)} ON ${sql.table(table)}
        BEGIN SELECT RAISE(ABORT, 'decisions are added, never changed'); END
      `.execute(db)
    }
  },

  /** Contentless: the index keeps no second copy of the text. Words come folded already; it only splits at spaces. */
  async createFullText(db: Kysely<unknown>) {
    await sql`
      CREATE VIRTUAL TABLE report_words USING fts5
      (words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')
    `.execute(db)
  },
}

export function queryEngine(name: string, where: string, schema: number): QueryEngine {
  return {
    name,
    where,
    schema,

    async indexText(db, reportNo, folded) {
      await sql`INSERT INTO report_words (rowid, words) VALUES (${reportNo}, ${folded})`.execute(db)
    },

    async unindexText(db, reportNo) {
      await sql`DELETE FROM report_words WHERE rowid = ${reportNo}`.execute(db)
    },

    async find(db, sought, limit, offset) {
      const { rows } = await sql<{ no: number }>`
        SELECT rowid AS no FROM report_words WHERE report_words MATCH ${matchOf(sought)}
        ORDER BY rowid DESC LIMIT ${limit} OFFSET ${offset}
      `.execute(db)
      return rows.map(({ no }) => no)
    },

    faults: (db) =>
      faultsOf(db, where).catch((error) => {
        if (error instanceof LedgerError && error.code === 'damaged') return [error.message]
        throw error
      }),

    backup: (db, file) => copyTo(db, file),
  }
}

async function faultsOf(db: Kysely<Tables>, where: string): Promise<string[]> {
  const { rows } = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(db)
  const found = rows.map((row) => row.integrity_check).filter((message) => message !== 'ok')
  const { rows: orphans } = await sql<{ table: string }>`PRAGMA foreign_key_check`.execute(db)
  const { rows: unindexed } = await sql<{ id: string }>`
    SELECT id FROM report WHERE no NOT IN (SELECT id FROM report_words_docsize)
  `.execute(db)
  return [
    ...found.map((message) => `${where}: ${message}`),
    ...orphans.map(({ table }) => `${where}: a row of ${table} belongs to nothing`),
    ...unindexed.map(({ id }) => `report ${id}: not in the full-text index`),
  ]
}

/** `"security forces" AND "talib" *`: every word quoted, so that nothing a reader types is syntax. */
const matchOf = (sought: readonly Sought[]): string =>
  sought.map(({ words, open }) => `"${words.join(' ')}"${open ? ' *' : ''}`).join(' AND ')

/** A consistent copy while others write. It gets its name only when whole. */
export async function copyTo(db: Kysely<Tables>, file: string): Promise<void> {
  if (existsSync(file)) {
    throw new LedgerError('exists', `${file} is there already; name a new file, so that no earlier backup is lost`)
  }
  const unfinished = `${file}.${process.pid}.part`
  rmSync(unfinished, { force: true })
  try {
    await sql`VACUUM INTO ${unfinished}`.execute(db)
    renameSync(unfinished, file)
  } catch (cause) {
    rmSync(unfinished, { force: true })
    throw new LedgerError('cannot-write', `cannot write ${file}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  }
}
