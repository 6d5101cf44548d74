import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src')

/** Rooms that each room may import values from; types of `data` may be imported by every stage. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  claim: [],
  intake: ['claim'],
  language: ['claim'],
  extraction: ['claim', 'language'],
  grounding: ['claim', 'language', 'extraction'],
  linking: ['claim', 'language', 'extraction', 'grounding'],
  // data/ holds readers; model.ts makes the analyser out of the bytes that it reads.
  data: ['claim', 'language'],
  export: ['claim'],
  store: ['claim'],
  pipeline: ['claim', 'language', 'extraction', 'grounding', 'linking', 'export'],
  casework: ['claim', 'pipeline', 'store'],
  server: ['claim', 'pipeline', 'casework', 'store', 'export', 'data'],
  cli: ['claim', 'pipeline', 'casework', 'store', 'export', 'data', 'intake', 'language', 'server', 'index'],
  index: [
    'claim',
    'intake',
    'language',
    'extraction',
    'grounding',
    'linking',
    'data',
    'export',
    'store',
    'pipeline',
    'casework',
    'server',
  ],
}
/** Rooms that every stage may import types from: they say what a value looks like and do nothing. */
const TYPES_FROM_ANYWHERE = ['data', 'store']
const PURE = ['claim', 'intake', 'language', 'extraction', 'grounding', 'linking', 'export', 'pipeline']

interface Import {
  readonly from: string
  readonly typeOnly: boolean
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts') && !file.includes('assembly'))
    .map((file) => join(folder, file))
}

const roomOf = (file: string): string =>
  relative(src, file)
    .split(sep)[0]!
    .replace(/\.[jt]s$/, '')

function importsOf(code: string): Import[] {
  const pattern = /^\s*(?:import|export)\s+(type\s+)?([^'";]*?from\s+)?['"]([^'"]+)['"]/gm
  return [...code.matchAll(pattern)].map(([, typeOnly, , from]) => ({ from: from!, typeOnly: typeOnly !== undefined }))
}

describe('the house', () => {
  for (const file of sourceFiles(src)) {
    const room = roomOf(file)
    const imports = importsOf(readFileSync(file, 'utf8'))
    it(`${relative(src, file)} imports only what its room may`, () => {
      expect(
        Object.keys(MAY_IMPORT),
        `"${room}" is no room of the house: add it to MAY_IMPORT with a reason`,
      ).toContain(room)
      const wrong = imports
        .filter(({ from }) => from.startsWith('.'))
        .map((i) => ({ ...i, room: roomOf(resolve(dirname(file), i.from)) }))
        .filter((i) => i.room !== room && !MAY_IMPORT[room]!.includes(i.room))
        .filter((i) => !(i.typeOnly && TYPES_FROM_ANYWHERE.includes(i.room)))
      expect(wrong).toEqual([])
    })
    if (PURE.includes(room)) {
      it(`${relative(src, file)} reads no files, clock or network`, () => {
        const code = readFileSync(file, 'utf8')
        expect(
          imports
            .map((i) => i.from)
            .filter((from) => /^node:(fs|net|http|https|child_process|os|worker_threads)/.test(from)),
        ).toEqual([])
        expect(code).not.toMatch(/\bDate\.now\(|new Date\(\)|Math\.random\(|\bfetch\(/)
      })
    }
  }

  it('has no cycles between files', () => {
    const files = sourceFiles(src)
    const graph = new Map(
      files.map((file) => [
        file,
        importsOf(readFileSync(file, 'utf8'))
          .filter((i) => i.from.startsWith('.') && !i.typeOnly)
          .map((i) => resolve(dirname(file), i.from.replace(/\.js$/, '.ts'))),
      ]),
    )
    const done = new Set<string>()
    const cycles: string[] = []
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file))
        cycles.push([...path.slice(path.indexOf(file)), file].map((f) => relative(src, f)).join(' → '))
      else if (!done.has(file)) {
        for (const next of graph.get(file) ?? []) walk(next, [...path, file])
        done.add(file)
      }
    }
    for (const file of files) walk(file, [])
    expect(cycles).toEqual([])
  })
})
