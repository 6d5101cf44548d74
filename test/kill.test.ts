import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLedger } from '../src/store/index.js'

// Real processes and real kills: what the ledger acknowledged must be there, whole, whatever happens to its writer.

/** `HEARSAY_KILLS=100 npx vitest run test/kill.test.ts` for a longer siege. */
const KILLS = Number(process.env['HEARSAY_KILLS'] ?? 5)
const REPORTS = 120

const child = fileURLToPath(new URL('./kill-child.ts', import.meta.url))

/** Runs the adding process; `onLine` sees each acknowledgement and may kill it. */
function adding(path: string, prefix: string, onLine: (line: string, process: ChildProcess) => void) {
  const started = spawn(process.execPath, ['--import', 'tsx', child, path, String(REPORTS), prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let rest = ''
  started.stdout.setEncoding('utf8').on('data', (data: string) => {
    const lines = (rest + data).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line, started)
  })
  return new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    started.on('close', (code, signal) => resolve({ code, signal })),
  )
}

describe('a ledger whose writer is killed', () => {
  let folder: string
  let path: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hearsay-kill-'))
    path = join(folder, 'case.db')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it(`loses nothing acknowledged in ${KILLS} kills, and a later add completes the rest`, async () => {
    const acknowledged = new Set<string>()
    for (let kill = 1; kill <= KILLS; kill++) {
      let added = 0
      const { signal } = await adding(path, 'Report', (line, started) => {
        const [outcome = '', id = ''] = line.split(' ')
        acknowledged.add(id)
        // A different moment each time; the next line may be on its way while the signal is.
        if (outcome === 'added' && ++added === (kill * 7) % 23) started.kill('SIGKILL')
      })
      expect(signal).toBe('SIGKILL')
      const ledger = await openLedger(path)
      const { reports, claims } = await ledger.info()
      for (const id of acknowledged) expect(await ledger.hasReport(id)).toBe(true)
      expect(claims).toBe(2 * reports)
      expect(await ledger.check()).toEqual([])
      await ledger.close()
    }
    expect(await adding(path, 'Report', (line) => acknowledged.add(line.split(' ')[1] ?? ''))).toEqual({
      code: 0,
      signal: null,
    })
    const ledger = await openLedger(path)
    expect(acknowledged.size).toBe(REPORTS)
    expect(await ledger.info()).toMatchObject({ reports: REPORTS, claims: 2 * REPORTS, revision: REPORTS })
    expect(await ledger.search('fled', { limit: 2 * REPORTS })).toHaveLength(2 * REPORTS)
    expect(await ledger.check()).toEqual([])
    await ledger.close()
  }, 240_000)

  it('is opened, written and read by several processes at once', async () => {
    const outcomes: string[] = []
    const writers = ['First', 'Second', 'First'].map((prefix) => adding(path, prefix, (line) => outcomes.push(line)))
    // A reader of our own, as `serve` is: never refused, never sees half a report.
    const reader = await openLedger(path)
    let reading = true
    const reads = (async () => {
      let seen = 0
      while (reading) {
        const { reports } = await reader.info()
        expect(reports).toBeGreaterThanOrEqual(seen)
        seen = reports
        const [last] = await reader.reports({ offset: Math.max(0, reports - 1), limit: 1 })
        if (last) expect(await reader.claims({ report: last.id })).toHaveLength(2)
        await reader.replaceIncidents([], (await reader.info()).revision)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    })()
    const ends = await Promise.all(writers)
    reading = false
    await reads
    expect(ends).toEqual(writers.map(() => ({ code: 0, signal: null })))
    expect(outcomes.filter((line) => line.startsWith('added'))).toHaveLength(2 * REPORTS)
    expect(outcomes.filter((line) => line.startsWith('present'))).toHaveLength(REPORTS)
    expect(await reader.info()).toMatchObject({ reports: 2 * REPORTS, claims: 4 * REPORTS })
    expect(await reader.check()).toEqual([])
    await reader.close()
  }, 240_000)
})
