/** Why an input, or one line of it, was not read: what, where, and what to do about it. */
export interface Problem {
  /** File name as given, or "-" for standard input. */
  readonly origin: string
  /** 1-based, for JSON Lines. */
  readonly line?: number
  readonly code: ProblemCode
  readonly message: string
}

export type ProblemCode =
  | 'empty'
  | 'binary'
  | 'invalid-utf8'
  | 'unsupported-format'
  | 'too-large'
  | 'line-too-long'
  | 'bad-json'
  | 'bad-day'
  | 'unreadable-html'
  | 'no-text'
  | 'not-english'

/** A fault before it is known where it stands. */
export type Fault = Pick<Problem, 'code' | 'message'>

export const fault = (code: ProblemCode, message: string): Fault => ({ code, message })

export const isFault = (value: object | string): value is Fault =>
  typeof value === 'object' && 'code' in value && 'message' in value
