import {
  type CompiledQuery,
  type DatabaseConnection,
  DeleteQueryNode,
  type Dialect,
  type Driver,
  InsertQueryNode,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  UpdateQueryNode,
} from 'kysely'
import { patiently } from './busy.js'
import { type SqliteConnection, type SqliteStatement, toSqlite } from './driver.js'
import { explained } from './faults.js'

/** Distinct statements kept prepared; preparing anew each time costs memory and a fifth of the speed. */
const KEPT_STATEMENTS = 200

/** Kysely over one open SQLite connection. Transactions begin IMMEDIATE, so that two writers queue instead of failing. */
export function sqliteDialect(connection: SqliteConnection, path: string, busyMs: number): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => sqliteDriver(connection, path, busyMs),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function sqliteDriver(connection: SqliteConnection, path: string, busyMs: number): Driver {
  const queries = queriesOver(connection, path)
  const turn = turnTaking()
  const say = async (sql: string) => explaining(path, () => connection.exec(sql))
  return {
    init: async () => {},
    acquireConnection: async () => {
      await turn.take()
      return queries
    },
    releaseConnection: async () => turn.pass(),
    beginTransaction: async () => {
      try {
        await patiently(busyMs, () => connection.exec('BEGIN IMMEDIATE'))
      } catch (error) {
        throw explained(error, path)
      }
    },
    commitTransaction: () => say('COMMIT'),
    rollbackTransaction: () => say('ROLLBACK'),
    destroy: async () => closeTidily(connection),
  }
}

/**
 * Statements that are still prepared keep SQLite from emptying its log on closing, so it is asked to before. Where
 * others are reading it cannot, and need not: the log is part of the ledger.
 */
function closeTidily(connection: SqliteConnection): void {
  try {
    connection.exec('PRAGMA optimize')
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    // Whatever is wrong with the file, closing is not the time to say so.
  } finally {
    connection.close()
  }
}

/** One connection serves one query or transaction at a time, in the order asked. */
function turnTaking() {
  const waiting: (() => void)[] = []
  let taken = false
  return {
    take: (): Promise<void> => {
      if (taken) return new Promise((resolve) => waiting.push(resolve))
      taken = true
      return Promise.resolve()
    },
    pass: () => {
      const next = waiting.shift()
      if (next) next()
      else taken = false
    },
  }
}

function queriesOver(connection: SqliteConnection, path: string): DatabaseConnection {
  const prepared = statementCache(connection)
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const values = query.parameters.map(toSqlite)
      return explaining(path, () => {
        const statement = prepared(query.sql)
        if (!changesRows(query)) return { rows: statement.all(...values) as R[] }
        const { changes, lastInsertRowid } = statement.run(...values)
        return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
      })
    },
    // biome-ignore lint/correctness/useYield: the interface asks for a generator; the ledger pages instead of streaming
    async *streamQuery() {
      throw new Error('the SQLite ledger does not stream; ask for pages')
    },
  }
}

function explaining<T>(path: string, attempt: () => T): T {
  try {
    return attempt()
  } catch (error) {
    throw explained(error, path)
  }
}

function changesRows({ query }: CompiledQuery): boolean {
  const changes = InsertQueryNode.is(query) || UpdateQueryNode.is(query) || DeleteQueryNode.is(query)
  return changes && query.returning === undefined
}

/** Least recently used goes first: a Map remembers the order of insertion. */
function statementCache(connection: SqliteConnection): (sql: string) => SqliteStatement {
  const kept = new Map<string, SqliteStatement>()
  return (sql) => {
    const statement = kept.get(sql) ?? connection.prepare(sql)
    kept.delete(sql)
    kept.set(sql, statement)
    if (kept.size > KEPT_STATEMENTS) {
      const oldest = kept.keys().next().value
      if (oldest !== undefined) kept.delete(oldest)
    }
    return statement
  }
}
