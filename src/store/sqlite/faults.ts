import { LedgerError } from '../errors.js'
import { isBusy } from './busy.js'

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What SQLite says, in words a user can act on; what is a mistake of ours stays as it is. */
export function explained(error: unknown, path: string): unknown {
  if (error instanceof LedgerError) return error
  const message = messageOf(error)
  if (isBusy(error)) {
    return new LedgerError('busy', `${path}: another process kept writing; try again when it is done`, { cause: error })
  }
  if (/malformed|corrupt/i.test(message)) {
    return new LedgerError('damaged', `${path} is damaged (${message}); restore a backup`, { cause: error })
  }
  if (/disk is full|disk i\/o error|readonly database|unable to open database/i.test(message)) {
    return new LedgerError('cannot-write', `${path} cannot be written: ${message}`, { cause: error })
  }
  return error
}

/** The same for opening, where every error is about the file. */
export function cannotOpen(error: unknown, path: string): LedgerError {
  const known = explained(error, path)
  if (known instanceof LedgerError && known.code !== 'cannot-write') return known
  const message = messageOf(error)
  if (/not a database/i.test(message)) {
    return new LedgerError('not-a-ledger', `${path} is not a ledger (nor any SQLite file); it was left as it is`, {
      cause: error,
    })
  }
  return new LedgerError('cannot-open', `cannot open ${path}: ${message}`, { cause: error })
}
