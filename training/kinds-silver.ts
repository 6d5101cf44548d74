/**
 * Counts, over openly licensed text, as what kind each name is read: `name TAB person TAB organisation TAB place TAB other`
 * by documents. Names that many documents read alike become known to training/kinds.ts.
 *
 *   npx tsx training/kinds-silver.ts ../shared/unlabelled training/work/kinds.tsv
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { loadForTreebanks } from '../bench/english.js'
import { KINDS } from '../src/language/decode.js'

const [folder = '../shared/unlabelled', out = 'training/work/kinds.tsv'] = process.argv.slice(2)
/** What is read, and one part in how many of it. */
const SOURCES: readonly (readonly [string, number])[] = [
  ['wikipedia-conflicts', 1],
  ['wikinews-2019-2020', 1],
  ['wikipedia-current-events-2002-2026', 4],
]
const LEAST = 2

const analyser = loadForTreebanks()
const counts = new Map<string, number[]>()

/** Adds a name of one document; "^word" and "word$" count the words that names of several words begin and end with. */
function add(key: string, kind: number): void {
  const sums = counts.get(key) ?? [0, 0, 0, 0]
  sums[kind] = (sums[kind] ?? 0) + 1
  counts.set(key, sums)
}

/** Documents; a text without them (a paragraph a line) is read in parts. */
function* documents(text: string): Generator<string> {
  for (const document of text.split(/\n\s*\n/)) {
    const lines = document.split('\n')
    for (let i = 0; i < lines.length; i += 20) yield lines.slice(i, i + 20).join('\n')
  }
}

for (const [source, share] of SOURCES) {
  const text = gunzipSync(readFileSync(join(folder, `${source}.txt.gz`))).toString('utf8')
  const started = performance.now()
  let read = 0
  let part = 0
  for (const document of documents(text)) {
    if (part++ % share !== 0) continue
    const seen = new Set<string>()
    for (const { tokens, names } of analyser.analyse(document)) {
      for (const { first, last, kind } of names) {
        const words = tokens.slice(first, last + 1).map((t) => t.text.toLowerCase().replace(/[’‘]/g, "'"))
        const key = words.join(' ')
        if (seen.has(`${key}\t${kind}`)) continue
        seen.add(`${key}\t${kind}`)
        add(key, KINDS.indexOf(kind))
        if (words.length > 1) {
          add(`^${words[0]}`, KINDS.indexOf(kind))
          add(`${words.at(-1)}$`, KINDS.indexOf(kind))
        }
      }
    }
    read += document.length
  }
  console.log(
    `${source}: ${(read / 1e6).toFixed(1)} MB, ${((performance.now() - started) / 1000).toFixed(0)} s, ${counts.size} names`,
  )
  write()
}

function write(): void {
  const rows = [...counts].filter(([, c]) => c.reduce((a, b) => a + b, 0) >= LEAST)
  rows.sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(out, rows.map(([key, c]) => `${key}\t${c.join('\t')}\n`).join(''))
}
