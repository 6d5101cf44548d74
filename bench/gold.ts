// `gold --reports DIR --gold DIR`: claims of the real pipeline against what a careful reader records.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Claim, Report } from '../src/claim/index.js'
import { loadKnowledge } from '../src/data/load.js'
import { readInput } from '../src/intake/intake.js'
import { createPipeline, type Pipeline } from '../src/pipeline.js'
import type { BenchArgs, SetResult } from './contract.js'
import { claimLine, score, standingLine } from './scored.js'

/** The header of a gold file: what a user would tell of the report. Nothing else of the gold reaches the pipeline. */
interface Header {
  readonly report: string
  readonly published: string | null
  readonly outlet: string | null
}

export async function run({ reports, gold, misses }: BenchArgs): Promise<SetResult> {
  if (reports.length === 0 || reports.length !== gold.length)
    throw new Error('gold needs --reports DIR and --gold DIR, once each for every pair')
  const pipeline = createPipeline(loadKnowledge())
  const folders = gold.map((folder, i) => readFolder(pipeline, reports[i]!, headers(folder)))
  return score(
    gold.flatMap((folder) => ['--gold', folder]),
    { claims: folders.flatMap((f) => f.claims), standing: folders.flatMap((f) => f.standing) },
    misses,
  )
}

const headers = (folder: string): readonly Header[] =>
  (JSON.parse(readFileSync(join(folder, 'gold.json'), 'utf8')) as { reports: Header[] }).reports.map(
    ({ report, published, outlet }) => ({ report, published, outlet }),
  )

/** Each folder of reports is a ledger of its own. */
function readFolder(
  pipeline: Pipeline,
  folder: string,
  list: readonly Header[],
): { claims: object[]; standing: object[] } {
  const all: { name: string; report: Report; claims: readonly Claim[] }[] = []
  for (const header of list) {
    const path = join(folder, header.report)
    if (!existsSync(path)) throw new Error(`no report ${path}`)
    const given = {
      ...(header.published ? { published: header.published } : {}),
      ...(header.outlet ? { outlet: header.outlet } : {}),
    }
    const { reports, problems } = readInput(basename(path), readFileSync(path), given)
    const report = reports[0]?.report
    if (!report) throw new Error(`${path} was refused: ${problems.map((p) => p.message).join('; ')}`)
    all.push({ name: header.report, report, claims: pipeline.read(report) })
  }
  const incidents = pipeline.join(
    all.map((a) => a.report),
    all.flatMap((a) => a.claims),
  )
  const incidentOf = new Map(
    incidents.flatMap((incident) => incident.claims.map((claim): [string, string] => [claim, incident.id])),
  )
  return {
    claims: all.flatMap(({ name, claims }) => claims.map((claim) => claimLine(name, claim, incidentOf))),
    standing: incidents.map(standingLine),
  }
}
