// `probes --data FILE`: short texts with inline gold; `right` = every claim found and all that it states right.
import { readFileSync } from 'node:fs'
import { loadKnowledge } from '../src/data/load.js'
import { readInput } from '../src/intake/intake.js'
import { createPipeline } from '../src/pipeline.js'
import type { BenchArgs, SetResult } from './contract.js'
import { claimLine, score, statementLine } from './scored.js'

interface Probe {
  readonly id: string
  readonly text: string
  readonly outlet?: string | null
  readonly published?: string | null
  readonly claims: readonly { readonly type?: string }[]
}

export async function run({ data, misses }: BenchArgs): Promise<SetResult> {
  const [file] = data
  if (!file) throw new Error('probes needs --data FILE')
  const pipeline = createPipeline(loadKnowledge())
  const claims: object[] = []
  const probes = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as Probe)
  for (const { id, text, outlet, published, claims: asked } of probes) {
    const given = { ...(published ? { published } : {}), ...(outlet ? { outlet } : {}) }
    const { reports } = readInput(`${id}.txt`, new TextEncoder().encode(text), given)
    // Gold without types asks who says what, whatever it speaks of.
    const anyMatter = asked.every((claim) => claim.type === undefined)
    for (const { report } of reports) {
      for (const claim of pipeline.read(report)) claims.push(claimLine(id, claim, new Map()))
      if (anyMatter) for (const said of pipeline.statements(report)) claims.push(statementLine(id, said))
    }
  }
  return { ...score(['--lines', file], { claims }, misses), set: 'probes' }
}
