import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The case that commands work on when none is named. */
export const DEFAULT_CASE = 'default'

const CASE_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/

/** A word the user typed that cannot be used, with what to do about it. Shown without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * The folder that holds every case's ledger: `$HEARSAY_HOME`, else the user's data folder.
 *
 * @example casesFolder({ HEARSAY_HOME: '/data/hearsay' }) // '/data/hearsay'
 */
export function casesFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['HEARSAY_HOME']) return resolve(env['HEARSAY_HOME'])
  if (process.platform === 'win32' && env['LOCALAPPDATA']) return join(env['LOCALAPPDATA'], 'hearsay')
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'hearsay')
}

/**
 * Path of a case's ledger file.
 *
 * @throws UsageError when the name cannot be a file name everywhere.
 */
export function casePath(name: string, env: NodeJS.ProcessEnv = process.env): string {
  if (!CASE_NAME.test(name)) {
    throw new UsageError(
      `"${name}" cannot name a case: use lower-case letters, digits, ".", "_" and "-", starting with a letter or digit`,
    )
  }
  return join(casesFolder(env), `${name}.db`)
}

export function makeCasesFolder(env: NodeJS.ProcessEnv = process.env): void {
  mkdirSync(casesFolder(env), { recursive: true })
}

/** Names of the cases that exist, sorted. */
export function listCases(env: NodeJS.ProcessEnv = process.env): string[] {
  const folder = casesFolder(env)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.db'))
    .map((file) => file.slice(0, -3))
    .sort()
}
