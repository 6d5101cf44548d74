import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { type Given, type Incoming, MOST_BYTES, readInput, readLine } from '../intake/intake.js'

/** One thing to read: a whole file, or one line of a JSON Lines file. */
export interface Input {
  /** Path, or path:line, or "-" for standard input: for messages. */
  readonly name: string
  readonly bytes: Uint8Array
  /** 1-based, for a line of a JSON Lines file. */
  readonly line?: number
}

/** An input that could not even be read. */
export interface Unreadable {
  readonly name: string
  readonly code: string
  readonly message: string
}

const isJsonLines = (name: string): boolean => ['.jsonl', '.ndjson'].includes(extname(name).toLowerCase())

/**
 * Names every file under the paths, in a stable order. Folders are walked; hidden files and README.md files in folders are left out.
 *
 * @returns the files, and the paths that lead nowhere.
 */
export async function listFiles(
  paths: readonly string[],
): Promise<{ readonly files: string[]; readonly missing: Unreadable[] }> {
  const files: string[] = []
  const missing: Unreadable[] = []
  for (const path of paths) {
    if (path === '-') files.push(path)
    else {
      const found = await stat(path).catch(() => null)
      if (!found) missing.push({ name: path, code: 'missing', message: 'no such file or folder: check the path' })
      else if (found.isDirectory()) files.push(...(await walk(path)))
      else files.push(path)
    }
  }
  return { files, missing }
}

async function walk(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const files: string[] = []
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules' || entry.name === 'README.md') continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) files.push(...(await walk(path)))
    else if (entry.isFile()) files.push(path)
  }
  return files
}

/** Reads the files one after another; a JSON Lines file (or standard input that looks like one) line by line, so that it may be of any size. */
export async function* readInputs(files: readonly string[]): AsyncGenerator<Input | Unreadable> {
  for (const file of files) {
    try {
      if (file === '-') yield* readStandardInput()
      else if (isJsonLines(file)) yield* readLines(createReadStream(file), file)
      else {
        const { size } = await stat(file)
        if (size > MOST_BYTES) yield tooLarge(file, size)
        else yield { name: file, bytes: await readFile(file) }
      }
    } catch (error) {
      yield { name: file, code: 'unreadable', message: `cannot be read: ${(error as Error).message}` }
    }
  }
}

const tooLarge = (name: string, size: number): Unreadable => ({
  name,
  code: 'too-large',
  message: `${(size / 1048576).toFixed(0)} MB are more than one report may have (${MOST_BYTES / 1048576} MB): split it, or give JSON Lines with one report a line`,
})

async function* readStandardInput(): AsyncGenerator<Input | Unreadable> {
  const stream = (process.stdin as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  const first = await stream.next()
  if (first.done) {
    yield { name: '-', bytes: new Uint8Array() }
    return
  }
  const whole = after(first.value, stream)
  if (first.value[0] === 0x7b /* { */) {
    yield* readLines(whole, '-')
    return
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of whole) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MOST_BYTES) {
      yield tooLarge('-', size)
      return
    }
  }
  yield { name: '-', bytes: Buffer.concat(chunks) }
}

async function* after(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** Splits a stream into lines without ever holding more than one line of the permitted size. */
export async function* readLines(
  stream: AsyncIterable<Buffer | string>,
  name: string,
): AsyncGenerator<Input | Unreadable> {
  let parts: Buffer[] = []
  let size = 0
  let line = 1
  const flush = (): Input | Unreadable | null => {
    const at = `${name}:${line}`
    const bytes = size > MOST_BYTES ? null : Buffer.concat(parts)
    const full = size
    parts = []
    size = 0
    line++
    if (!bytes) return tooLarge(at, full)
    return bytes.toString('latin1').trim() === '' ? null : { name: at, bytes, line: line - 1 }
  }
  for await (const chunk of stream) {
    let rest = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      keep(rest.subarray(0, end))
      const input = flush()
      if (input) yield input
      rest = rest.subarray(end + 1)
    }
    keep(rest)
  }
  if (size > 0) {
    const input = flush()
    if (input) yield input
  }
  function keep(part: Buffer): void {
    size += part.length
    if (size <= MOST_BYTES && part.length > 0) parts.push(part)
    else if (size > MOST_BYTES) parts = []
  }
}

/** What stands in an input: a line of a JSON Lines file is read as such, whatever it begins with. */
export const reportsIn = (input: Input, given: Given = {}): Incoming =>
  input.line === undefined
    ? readInput(input.name, input.bytes, given)
    : readLine(input.name, undefined, input.bytes, given)
