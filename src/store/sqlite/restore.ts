import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { LedgerError } from '../errors.js'
import type { LedgerInfo } from '../store.js'
import { loadSqlite, type SqliteConnection } from './driver.js'
import { cannotOpen } from './faults.js'
import { APPLICATION_ID, makeFolder, openSqliteLedger, pragma } from './open.js'

export interface RestoreOptions {
  /** Moves a ledger that is there aside (`PATH.before-restore`, `…-2`, …) instead of refusing. Close it first. */
  readonly replace?: boolean
}

/** Copies a backup to `target`, checked whole before it gets its name; the backup is only read. */
export async function restoreSqliteLedger(
  file: string,
  target: string,
  { replace = false }: RestoreOptions,
): Promise<LedgerInfo> {
  if (!existsSync(file)) throw new LedgerError('no-ledger', `no backup at ${file}`)
  if (existsSync(target) && !replace) {
    throw new LedgerError('exists', `${target} is there already; move it away first, or restore into another case`)
  }
  makeFolder(dirname(target))
  const unfinished = `${target}.${process.pid}.part`
  try {
    copyLedger(file, unfinished)
    const info = await checked(unfinished, file)
    if (existsSync(target)) setAside(target)
    renameSync(unfinished, target)
    return { ...info, where: target }
  } finally {
    for (const part of ['', '-wal', '-shm']) rmSync(unfinished + part, { force: true })
  }
}

function copyLedger(file: string, to: string): void {
  let connection: SqliteConnection | undefined
  try {
    connection = loadSqlite().open(file, { readOnly: true })
    connection.exec('PRAGMA busy_timeout = 15000')
    if (pragma(connection, 'application_id') !== APPLICATION_ID)
      throw new LedgerError('not-a-ledger', `${file} is no backup of a Hearsay ledger`)
    rmSync(to, { force: true })
    connection.prepare('VACUUM INTO ?').all(to)
  } catch (error) {
    throw cannotOpen(error, file)
  } finally {
    connection?.close()
  }
}

async function checked(copy: string, file: string): Promise<LedgerInfo> {
  const ledger = await openSqliteLedger(copy)
  try {
    const faults = await ledger.check()
    if (faults.length > 0) {
      throw new LedgerError('damaged', `${file} is damaged and was not restored:\n${faults.slice(0, 20).join('\n')}`)
    }
    return await ledger.info()
  } finally {
    await ledger.close()
  }
}

/** The old ledger keeps its log beside it, so that nothing in it is lost. */
function setAside(target: string): void {
  let aside = `${target}.before-restore`
  for (let n = 2; existsSync(aside); n++) aside = `${target}.before-restore-${n}`
  for (const part of ['-wal', '-shm', '']) if (existsSync(target + part)) renameSync(target + part, aside + part)
}
