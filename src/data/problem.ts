/** A mistake in a data file, worded for the person who edits that file. */
export interface Problem {
  readonly code: string
  readonly file: string
  readonly line: number
  readonly message: string
}

export const describeProblem = (p: Problem): string => `${p.file}:${p.line} ${p.message} [${p.code}]`

/** Thrown once, with every problem found, so that one run is enough to mend a file. */
export class DataError extends Error {
  override readonly name = 'DataError'
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'))
  }
}
