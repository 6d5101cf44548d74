import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MIGRATIONS, type Migration, migrate } from '../src/store/migrations/index.js'
import { sqliteDialect } from '../src/store/sqlite/dialect.js'
import { loadSqlite } from '../src/store/sqlite/driver.js'
import { schemaEngine } from '../src/store/sqlite/engine.js'
import type { Tables } from '../src/store/tables.js'

const next = (MIGRATIONS.at(-1)?.no ?? 0) + 1
const adds: Migration = {
  no: next,
  name: 'adds a table',
  up: async (db) => {
    await db.schema.createTable('added').addColumn('a', 'integer').execute()
  },
}
const fails: Migration = {
  no: next + 1,
  name: 'fails half way',
  up: async (db) => {
    await db.schema.createTable('half').addColumn('a', 'integer').execute()
    throw new Error('half way')
  },
}

describe('migrations', () => {
  let db: Kysely<Tables>
  beforeEach(() => {
    db = new Kysely<Tables>({ dialect: sqliteDialect(loadSqlite().open(':memory:'), ':memory:', 100) })
  })
  afterEach(() => db.destroy())

  const tables = async () => (await db.introspection.getTables()).map(({ name }) => name)
  const ran = async () => (await db.selectFrom('migration').select('no').orderBy('no').execute()).map(({ no }) => no)

  it('are numbered from 1 without a gap, each with a name of its own', () => {
    expect(MIGRATIONS.map(({ no }) => no)).toEqual(MIGRATIONS.map((_, index) => index + 1))
    expect(new Set(MIGRATIONS.map(({ name }) => name)).size).toBe(MIGRATIONS.length)
  })

  it('make the ledger once', async () => {
    expect(await migrate(db, schemaEngine, 'here')).toBe(MIGRATIONS.length)
    expect(await tables()).toEqual(
      expect.arrayContaining([
        'report',
        'report_bytes',
        'claim',
        'incident',
        'incident_place',
        'incident_actor',
        'decision',
        'state',
      ]),
    )
    expect(await migrate(db, schemaEngine, 'here')).toBe(MIGRATIONS.length)
    expect(await ran()).toEqual(MIGRATIONS.map(({ no }) => no))
  })

  it('go forward from where a ledger stands, and keep what is in it', async () => {
    await migrate(db, schemaEngine, 'here')
    await sql`UPDATE state SET revision = 7`.execute(db)
    expect(await migrate(db, schemaEngine, 'here', [...MIGRATIONS, adds])).toBe(next)
    expect(await tables()).toContain('added')
    expect(await db.selectFrom('state').select('revision').executeTakeFirst()).toEqual({ revision: 7 })
  })

  it('happen wholly or not at all', async () => {
    await migrate(db, schemaEngine, 'here')
    await expect(migrate(db, schemaEngine, 'here', [...MIGRATIONS, adds, fails])).rejects.toThrow('half way')
    expect(await tables()).not.toContain('half')
    expect(await tables()).not.toContain('added')
    expect(await ran()).toEqual(MIGRATIONS.map(({ no }) => no))
  })

  it('refuse to go back', async () => {
    await migrate(db, schemaEngine, 'here', [...MIGRATIONS, adds])
    await expect(migrate(db, schemaEngine, 'here')).rejects.toMatchObject({
      code: 'newer-ledger',
      message: expect.stringContaining('here'),
    })
  })
})
