import { createRequire } from 'node:module'

/** The part of a prepared statement that both SQLite packages share. */
export interface SqliteStatement {
  all(...values: readonly SqliteValue[]): unknown[]
  run(...values: readonly SqliteValue[]): { changes: number | bigint; lastInsertRowid: number | bigint }
}

/** The part of a connection that both SQLite packages share. */
export interface SqliteConnection {
  exec(sql: string): void
  prepare(sql: string): SqliteStatement
  close(): void
}

export type SqliteValue = null | number | bigint | string | Uint8Array

export interface SqliteDriver {
  /** For `doctor`: which package, which SQLite. */
  readonly name: string
  open(path: string, options?: { readOnly?: boolean }): SqliteConnection
}

interface SqliteModule {
  readonly DatabaseSync: new (path: string, options?: { readOnly?: boolean }) => SqliteConnection
}

/**
 * SQLite as the running Node has it: `node:sqlite` where it is built in and has full-text search, otherwise
 * `@photostructure/sqlite`, which has the same API and ready-made binaries for Node 20.
 */
export function loadSqlite(): SqliteDriver {
  const builtIn = loadBuiltIn()
  if (builtIn && hasFullText(builtIn)) return driverOf('node:sqlite', builtIn)
  const packaged = createRequire(import.meta.url)('@photostructure/sqlite') as SqliteModule
  return driverOf('@photostructure/sqlite', packaged)
}

function driverOf(name: string, { DatabaseSync }: SqliteModule): SqliteDriver {
  return { name, open: (path, options = {}) => new DatabaseSync(path, options) }
}

function loadBuiltIn(): SqliteModule | undefined {
  const emitWarning = process.emitWarning
  try {
    // Node 22 and 24 print "SQLite is an experimental feature" on every start; the reader of a ledger cannot act on it.
    process.emitWarning = () => {}
    return process.getBuiltinModule?.('node:sqlite') as SqliteModule | undefined
  } catch {
    return undefined
  } finally {
    process.emitWarning = emitWarning
  }
}

function hasFullText({ DatabaseSync }: SqliteModule): boolean {
  const probe = new DatabaseSync(':memory:')
  try {
    probe.exec("CREATE VIRTUAL TABLE probe USING fts5(words, content='', contentless_delete=1)")
    return true
  } catch {
    return false
  } finally {
    probe.close()
  }
}

/**
 * Kysely hands over whatever the caller gave; SQLite takes five kinds of value.
 *
 * @example toSqlite(true) // 1
 */
export function toSqlite(value: unknown): SqliteValue {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string') return value
  if (value instanceof Uint8Array) return value
  throw new TypeError(`SQLite cannot store a ${typeof value}: make it JSON first`)
}
