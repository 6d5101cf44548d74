import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addReport, correctReport, publicSearch, refreshIncidents } from '../src/casework.js'
import { loadKnowledge } from '../src/data/load.js'
import { readInput } from '../src/intake/intake.js'
import { createPipeline, type Pipeline } from '../src/pipeline.js'
import { openLedger } from '../src/store/open.js'
import type { Ledger } from '../src/store/store.js'

const TEXT =
  'Rebels said on Tuesday that they had shelled an army base near Hodeidah, killing four soldiers. The army denied it.'
const incoming = readInput('sample.txt', new TextEncoder().encode(TEXT), {}).reports[0]!
let pipeline: Pipeline
let ledger: Ledger

beforeAll(async () => {
  pipeline = createPipeline(loadKnowledge())
  ledger = await openLedger(':memory:')
})
afterAll(() => ledger.close())

describe('casework', () => {
  it('adds a report once', async () => {
    const first = await addReport(ledger, pipeline, incoming)
    expect(first.outcome).toBe('added')
    expect(first.claims).toBeGreaterThan(0)
    expect(await addReport(ledger, pipeline, incoming)).toEqual({ outcome: 'present', claims: 0 })
  })

  it('reads anew what an older version read, and keeps what the user corrected', async () => {
    await correctReport(ledger, pipeline, incoming.report.id, { outlet: 'Sample Wire' })
    const newer: Pipeline = { ...pipeline, version: `${pipeline.version}, newer` }
    expect((await addReport(ledger, newer, incoming)).outcome).toBe('reread')
    const stored = await ledger.report(incoming.report.id)
    expect(stored).toMatchObject({ readBy: newer.version, outlet: { value: 'Sample Wire', basis: 'corrected' } })
  })

  it('joins incidents only when something changed', async () => {
    let joined = 0
    const counting: Pipeline = {
      ...pipeline,
      join: (...args) => {
        joined++
        return pipeline.join(...args)
      },
    }
    await refreshIncidents(ledger, counting)
    await refreshIncidents(ledger, counting)
    expect(joined).toBe(1)
    await correctReport(ledger, pipeline, incoming.report.id, { published: '2023-03-29' })
    await refreshIncidents(ledger, counting)
    expect(joined).toBe(2)
  })

  it('shows whole words around what was searched for', async () => {
    const [hit] = await publicSearch(ledger, pipeline, 'Hodeidah', 5)
    expect(hit?.snippet).toContain('Hodeidah')
    for (const word of hit?.snippet.split(' ') ?? []) expect(TEXT.split(/\s+/)).toContain(word)
  })

  it('reads the same report to the same bytes', () => {
    expect(JSON.stringify(pipeline.read(incoming.report))).toBe(
      JSON.stringify(createPipeline(loadKnowledge()).read(incoming.report)),
    )
  })

  it('quotes only what stands in the report', () => {
    for (const claim of pipeline.read(incoming.report))
      expect(incoming.report.text.slice(claim.quote.start, claim.quote.end)).toBe(claim.quote.text)
  })
})
