import { LedgerError } from './errors.js'
import { MEMORY, openSqliteLedger, type SqliteOptions } from './sqlite/open.js'
import { type RestoreOptions, restoreSqliteLedger } from './sqlite/restore.js'
import type { Ledger, LedgerInfo } from './store.js'

export type { RestoreOptions }

export type OpenOptions = SqliteOptions

/**
 * Opens the ledger at an address, making it where there is none: `sqlite:PATH`, a plain path, or `:memory:`.
 *
 * @throws LedgerError with a `code` and what to do.
 * @example const ledger = await openLedger('sqlite:case.hearsay')
 */
export async function openLedger(url: string, options: OpenOptions = {}): Promise<Ledger> {
  return openSqliteLedger(pathOf(url), options)
}

/**
 * Makes the ledger at an address from a backup file.
 *
 * @throws LedgerError when the backup is missing, no ledger, newer or damaged, or when a ledger is there already.
 */
export async function restoreLedger(file: string, into: string, options: RestoreOptions = {}): Promise<LedgerInfo> {
  const path = pathOf(into)
  if (path === MEMORY) throw new LedgerError('cannot-open', 'a backup is restored into a file, not into memory')
  return restoreSqliteLedger(file, path, options)
}

/** The file that an address means. */
export function pathOf(url: string): string {
  if (url === MEMORY || url === `sqlite:${MEMORY}`) return MEMORY
  const [, scheme, rest] = /^([a-z][a-z0-9+]+):(.*)$/is.exec(url) ?? []
  if (!scheme) {
    if (url.trim() === '') throw new LedgerError('unknown-engine', 'no ledger named: give a path or sqlite:PATH')
    return url
  }
  if (scheme.toLowerCase() === 'sqlite' && rest) return rest.replace(/^\/\/(?=\/)/, '')
  if (/^postgres(ql)?$/i.test(scheme)) {
    throw new LedgerError(
      'unknown-engine',
      'PostgreSQL ledgers are not there yet: they come in a later version. Give a path or sqlite:PATH',
    )
  }
  throw new LedgerError('unknown-engine', `"${scheme}:" is no engine Hearsay knows: give a path or sqlite:PATH`)
}
