import type { ColumnDataType, CreateTableBuilder, Kysely } from 'kysely'
import { LedgerError } from '../errors.js'
import type { Tables } from '../tables.js'
import { ledgerTables } from './0001-ledger.js'

type ColumnOptions = NonNullable<Parameters<CreateTableBuilder<string>['addColumn']>[2]>

/** What engines say differently when tables are made. */
export interface SchemaEngine {
  /** Primary key that counts up and never gives a number twice. */
  readonly counting: ColumnOptions
  readonly blob: ColumnDataType
  /** Makes the engine itself refuse to change or delete rows. */
  makeAppendOnly(db: Kysely<unknown>, table: string): Promise<void>
  createFullText(db: Kysely<unknown>): Promise<void>
}

export interface Migration {
  readonly no: number
  readonly name: string
  up(db: Kysely<unknown>, engine: SchemaEngine): Promise<void>
}

/** Forward only: a migration that has shipped is never edited; what it got wrong, the next one puts right. */
export const MIGRATIONS: readonly Migration[] = [ledgerTables]

/**
 * Brings a ledger to the newest schema in one transaction, and returns that schema's number.
 *
 * @throws LedgerError `newer-ledger` when a newer Hearsay wrote it; nothing is touched then.
 */
export async function migrate(
  db: Kysely<Tables>,
  engine: SchemaEngine,
  where: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<number> {
  const newest = migrations.at(-1)?.no ?? 0
  if ((await schemaOf(db, where, newest)) === newest) return newest
  await db.transaction().execute(async (step) => {
    // Read again inside the transaction: another process may have migrated while this one waited for its turn.
    const present = await schemaOf(step, where, newest)
    if (present === 0) await createMigrations(step)
    for (const { no, name, up } of migrations.filter(({ no }) => no > present)) {
      // A migration knows the tables of its own day only.
      await up(step as unknown as Kysely<unknown>, engine)
      await step.insertInto('migration').values({ no, name }).execute()
    }
  })
  return newest
}

const createMigrations = (db: Kysely<Tables>) =>
  db.schema
    .createTable('migration')
    .addColumn('no', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .execute()

async function schemaOf(db: Kysely<Tables>, where: string, newest: number): Promise<number> {
  const tables = await db.introspection.getTables()
  if (!tables.some(({ name }) => name === 'migration')) return 0
  const { no } = await db
    .selectFrom('migration')
    .select(({ fn }) => fn.max('no').as('no'))
    .executeTakeFirstOrThrow()
  const present = Number(no ?? 0)
  if (present > newest) {
    throw new LedgerError(
      'newer-ledger',
      `${where} was written by a newer Hearsay (schema ${present}; this one knows up to ${newest}). Update Hearsay to open it; nothing in it was changed.`,
    )
  }
  return present
}
