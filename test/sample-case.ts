import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addReport, refreshIncidents } from '../src/casework.js'
import { listFiles, readInputs } from '../src/cli/input.js'
import { loadKnowledge } from '../src/data/load.js'
import { readInput } from '../src/intake/intake.js'
import { createPipeline, type Pipeline } from '../src/pipeline.js'
import { openLedger } from '../src/store/open.js'
import type { Ledger } from '../src/store/store.js'

export const samples = fileURLToPath(new URL('../samples', import.meta.url))

export interface SampleCase {
  readonly ledger: Ledger
  readonly pipeline: Pipeline
  readonly path: string
  close(): Promise<void>
}

/** A ledger in a new folder with the sample reports (or those given) in it, read by the real pipeline. */
export async function sampleCase(paths: readonly string[] = [samples]): Promise<SampleCase> {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-samples-'))
  const path = join(folder, 'samples.db')
  const pipeline = createPipeline(loadKnowledge())
  const ledger = await openLedger(path)
  const { files } = await listFiles(paths)
  for await (const input of readInputs(files)) {
    if ('message' in input) throw new Error(`${input.name}: ${input.message}`)
    const { reports, problems } = readInput(input.name, input.bytes, {})
    if (problems.length) throw new Error(problems.map((p) => p.message).join('; '))
    for (const report of reports) await addReport(ledger, pipeline, report, () => new Date('2026-01-01T00:00:00Z'))
  }
  await refreshIncidents(ledger, pipeline)
  return {
    ledger,
    pipeline,
    path,
    close: async () => {
      await ledger.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
