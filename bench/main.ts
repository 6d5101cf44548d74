// `npm run -s bench -- SET --data PATH [--json]`: scores the product against labelled data. Figure names are fixed.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { BenchArgs, RunSet, SetResult } from './contract.js'

const SETS: Readonly<Record<string, () => Promise<{ run: RunSet }>>> = {
  arcs: () => import('./arcs.js'),
  copies: () => import('./copies.js'),
  days: () => import('./days.js'),
  gold: () => import('./gold.js'),
  isaf: () => import('./isaf.js'),
  'names-text': () => import('./names-text.js'),
  places: () => import('./places.js'),
  polnear: () => import('./polnear.js'),
  probes: () => import('./probes.js'),
  reliability: () => import('./reliability.js'),
  speed: () => import('./speed.js'),
  standing: () => import('./standing.js'),
  treebank: () => import('./treebank.js'),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', multiple: true, default: [] },
    reports: { type: 'string', multiple: true, default: [] },
    gold: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    raw: { type: 'boolean', default: false },
    plain: { type: 'boolean', default: false },
    regex: { type: 'boolean', default: false },
    half: { type: 'string' },
    misses: { type: 'string' },
  },
})

const [set] = positionals
const load = set ? SETS[set] : undefined
if (!set || !load)
  stop(`usage: npm run -s bench -- SET --data PATH [--json] [--misses FILE]\nsets: ${Object.keys(SETS).join(', ')}`)
for (const path of [...values.data, ...values.reports, ...values.gold])
  if (!existsSync(path)) stop(`bench: no such file or folder: ${path}`)
const half = values.half
if (half !== undefined && half !== 'a' && half !== 'b') stop('bench: --half takes a or b')

const args: BenchArgs = { ...values, misses: values.misses ?? null, half: half ?? null }
const result = await (await load()).run(args)
print(result)

function print({ set, items, figures, table }: SetResult): void {
  if (table) console.log(table)
  for (const [name, value] of Object.entries(figures)) console.log(name.padEnd(22), value === null ? '–' : value)
  if (values.json) console.log(JSON.stringify({ set, items, figures }))
}

function stop(message: string): never {
  console.error(message)
  process.exit(2)
}
