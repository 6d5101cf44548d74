// The quality gate: runs the sets that bench/floors.json names and fails when a figure falls below its floor.
//   tsx bench/gate.ts            check
//   tsx bench/gate.ts --update   raise floors to what is reached now; never lowers one
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TAGGER_MODEL } from '../src/data/tagger.js'
import type { BenchArgs, RunSet } from './contract.js'
import { sharedFolder } from './scored.js'

/** One gated run: which set, over which data, and what may never get worse. */
export interface Floor {
  readonly set: string
  /** Paths below the project ("bench/…") or below the shared folder ("shared/…"). */
  readonly data?: readonly string[]
  readonly reports?: readonly string[]
  readonly gold?: readonly string[]
  readonly raw?: boolean
  readonly plain?: boolean
  /** Measured with data/en/model/polnear.bin, which may be left out. */
  readonly tagger?: boolean
  /** Fingerprint of the data the floors were measured on. */
  readonly fingerprint: string
  readonly floors: Readonly<Record<string, number>>
}

/** A figure may fall by this much: less than one item of the smallest set, more than rounding. */
const NOISE = 0.0005

/**
 * Every figure that is below its floor, in words.
 *
 * @example regressions({ recall: 0.4 }, { recall: 0.5 }) // ['recall: 0.4000 is below its floor 0.5000']
 */
export const regressions = (
  figures: Readonly<Record<string, number | null>>,
  floors: Readonly<Record<string, number>>,
): string[] =>
  Object.entries(floors)
    .filter(([name, floor]) => (figures[name] ?? -1) < floor - NOISE)
    .map(
      ([name, floor]) => `${name}: ${(figures[name] ?? Number.NaN).toFixed(4)} is below its floor ${floor.toFixed(4)}`,
    )

/** SHA-256 over the names and bytes of all files, short. */
export function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) {
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' })
          .sort()
          .map((f) => join(path, f))
      : [path]
    for (const file of files)
      if (statSync(file).isFile()) hash.update(file.slice(path.length)).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}

const here = (path: string): string => fileURLToPath(new URL(`./${path}`, import.meta.url))

/** As the formatter would have it: lists of words on one line. */
const laidOut = (floors: readonly Floor[]): string =>
  JSON.stringify(floors, null, 2).replace(
    /\[\s+("[^\]{}]*")\s+\]/g,
    (_, words: string) => `[${words.replace(/\s+/g, ' ')}]`,
  )

async function gate(update: boolean): Promise<number> {
  const shared = sharedFolder()
  const floors = JSON.parse(readFileSync(here('floors.json'), 'utf8')) as Floor[]
  const locate = (path: string): string | null =>
    path.startsWith('shared/') ? (shared ? join(shared, path.slice('shared/'.length)) : null) : join(here('..'), path)
  let failed = 0
  const raised: Floor[] = []
  for (const floor of floors) {
    const paths = [...(floor.data ?? []), ...(floor.reports ?? []), ...(floor.gold ?? [])]
    const label = `${floor.set}${floor.raw ? ' --raw' : ''}${floor.plain ? ' --plain' : ''} ${paths.join(' ')}`
    const found = paths.map(locate)
    if (found.some((path) => path === null || !existsSync(path))) {
      console.log(`skipped ${label}: the labelled data is not here (../shared)`)
      raised.push(floor)
      continue
    }
    if (floor.tagger && !existsSync(TAGGER_MODEL)) {
      console.log(`skipped ${label}: there is no ${TAGGER_MODEL}`)
      raised.push(floor)
      continue
    }
    const print = fingerprint(found as string[])
    const { run } = (await import(`./${floor.set}.ts`)) as { run: RunSet }
    const at = (list: readonly string[] | undefined): string[] => (list ?? []).map((path) => locate(path)!)
    const args: BenchArgs = {
      data: at(floor.data),
      reports: at(floor.reports),
      gold: at(floor.gold),
      raw: floor.raw ?? false,
      plain: floor.plain ?? false,
      misses: null,
      half: null,
    }
    const { figures } = await run(args)
    const problems = regressions(figures, floor.floors)
    if (print !== floor.fingerprint && !update)
      problems.push(
        `the data changed (${floor.fingerprint} → ${print}): look at it, then run \`npx tsx bench/gate.ts --update\``,
      )
    console.log(`${problems.length ? 'FAILED ' : 'held   '} ${label}`)
    for (const [name, value] of Object.entries(floor.floors))
      console.log(
        `          ${name.padEnd(20)} ${(figures[name] ?? Number.NaN).toFixed(4)}  (floor ${value.toFixed(4)})`,
      )
    for (const problem of problems) console.log(`        ! ${problem}`)
    if (problems.length) failed++
    raised.push({
      ...floor,
      fingerprint: print,
      floors: Object.fromEntries(
        Object.entries(floor.floors).map(([name, value]) => [
          name,
          Math.max(value, Math.floor((figures[name] ?? 0) * 1e4) / 1e4),
        ]),
      ),
    })
  }
  if (update) writeFileSync(here('floors.json'), `${laidOut(raised)}\n`)
  return failed
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = (await gate(process.argv.includes('--update'))) > 0 ? 1 : 0
