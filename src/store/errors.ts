export type LedgerErrorCode =
  | 'unknown-engine'
  | 'no-ledger'
  | 'not-a-ledger'
  | 'newer-ledger'
  | 'cannot-open'
  | 'cannot-write'
  | 'busy'
  | 'exists'
  | 'damaged'
  | 'no-such-report'
  | 'bad-decision'

/** Something the user can act on: what is wrong, where, and what to do. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
  constructor(
    readonly code: LedgerErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }
}
