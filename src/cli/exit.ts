/** Exit codes, the same for every command (docs/cli.md lists them). */
export const EXIT = {
  /** Everything that was asked for was done. */
  done: 0,
  /** Some of the input was refused, each part named with its reason; the rest was done. */
  partly: 1,
  /** The command line could not be understood, or names something that does not exist. */
  usage: 2,
  /** Something broke that should not: a bug, a full disk, a damaged ledger. */
  broken: 3,
} as const
