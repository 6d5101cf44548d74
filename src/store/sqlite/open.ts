import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, sql } from 'kysely'
import { LedgerError } from '../errors.js'
import { migrate } from '../migrations/index.js'
import { sqlLedger } from '../sql-ledger.js'
import type { Ledger } from '../store.js'
import type { Tables } from '../tables.js'
import { patiently, SHORT_WAIT_MS } from './busy.js'
import { sqliteDialect } from './dialect.js'
import { loadSqlite, type SqliteConnection } from './driver.js'
import { queryEngine, schemaEngine } from './engine.js'
import { cannotOpen } from './faults.js'

export interface SqliteOptions {
  /** False: a path where no ledger is gives an error instead of a new ledger. */
  readonly create?: boolean
  /** `normal` may lose the last reports when the power fails; only for imports that can be run again. */
  readonly synchronous?: 'full' | 'normal'
  /** How long a write waits for another process's write. */
  readonly busyMs?: number
}

/** "HRSY": tells a ledger from any other SQLite file. */
export const APPLICATION_ID = 0x48525359
const BUSY_MS = 15_000
export const MEMORY = ':memory:'

export async function openSqliteLedger(path: string, options: SqliteOptions = {}): Promise<Ledger> {
  const { create = true, synchronous = 'full', busyMs = BUSY_MS } = options
  if (path !== MEMORY) prepareFolder(path, create)
  const sqlite = loadSqlite()
  const connection = connect(path, () => {
    const connection = sqlite.open(path)
    connection.exec(`PRAGMA busy_timeout = ${SHORT_WAIT_MS}`)
    return connection
  })
  try {
    refuseForeign(connection, path)
    // Two processes that open a new ledger at once both want to switch it, and SQLite does not queue that.
    await patiently(busyMs, () => connection.exec('PRAGMA journal_mode = WAL'))
    connection.exec(`PRAGMA synchronous = ${synchronous}`)
    connection.exec('PRAGMA foreign_keys = ON')
    const db = new Kysely<Tables>({ dialect: sqliteDialect(connection, path, busyMs) })
    const schema = await migrate(db, schemaEngine, path)
    if (pragma(connection, 'application_id') !== APPLICATION_ID)
      await patiently(busyMs, () => connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`))
    const { rows } = await sql<{ version: string }>`SELECT sqlite_version() AS version`.execute(db)
    return sqlLedger(db, queryEngine(`SQLite ${rows[0]?.version} (${sqlite.name})`, path, schema))
  } catch (error) {
    connection.close()
    throw cannotOpen(error, path)
  }
}

function prepareFolder(path: string, create: boolean): void {
  if (existsSync(path)) {
    if (statSync(path).isDirectory())
      throw new LedgerError('cannot-open', `${path} is a folder; name a file for the ledger`)
    return
  }
  if (!create) throw new LedgerError('no-ledger', `no ledger at ${path} yet; \`hearsay add\` makes one`)
  try {
    makeFolder(dirname(path))
  } catch (cause) {
    throw cannotOpen(cause, path)
  }
}

/** Node's own recursive mkdir never returns where the system refuses (Node 20, /proc). */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

function connect(path: string, open: () => SqliteConnection): SqliteConnection {
  try {
    return open()
  } catch (cause) {
    throw cannotOpen(cause, path)
  }
}

/** Looks before anything is written: a file of some other program stays as it is. */
export function refuseForeign(connection: SqliteConnection, path: string): void {
  const [row] = connection.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name <> 'migration'").all()
  const isEmpty = (row as { n: number }).n === 0
  if (!isEmpty && pragma(connection, 'application_id') !== APPLICATION_ID && !hasLedgerTables(connection)) {
    throw new LedgerError(
      'not-a-ledger',
      `${path} is an SQLite file of another program, not a Hearsay ledger; it was left as it is`,
    )
  }
}

/** A ledger killed between its first migration and its mark. */
function hasLedgerTables(connection: SqliteConnection): boolean {
  const tables = connection
    .prepare("SELECT name FROM sqlite_master WHERE name IN ('report_words', 'decision', 'state', 'migration')")
    .all()
  return tables.length === 4
}

export function pragma(connection: SqliteConnection, name: string): unknown {
  const [row] = connection.prepare(`PRAGMA ${name}`).all()
  return Object.values(row as object)[0]
}
