// Reading of our own sets: JSON Lines, one file or a folder of them.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Span } from '../src/claim/index.js'

/** All lines of the files given, or of the project's own set. */
export function linesOf<T>(paths: readonly string[], set: string): T[] {
  const given = paths.length > 0 ? paths : [join(dirname(fileURLToPath(import.meta.url)), set)]
  const files = given.flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => name.endsWith('.jsonl'))
          .sort()
          .map((name) => join(path, name))
      : [path],
  )
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as T),
  )
}

/** Where words stand in a text; `words#2` = the second time. */
export function nthSpan(text: string, mention: string): Span | null {
  const [, words = mention, nth = '1'] = /^(.*)#(\d+)$/.exec(mention) ?? []
  let from = -1
  for (let i = 0; i < Number(nth); i++) {
    from = text.indexOf(words, from + 1)
    if (from < 0) return null
  }
  return { start: from, end: from + words.length }
}
