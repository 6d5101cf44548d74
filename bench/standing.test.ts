import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run as runCopies } from './copies.js'
import { missesOf, readLines, run } from './standing.js'

const here = (name: string) => join(import.meta.dirname, name)

describe('the rules of standing, line by line', () => {
  it.each(readLines(here('standing/standing.jsonl')).map((line) => [`${line.id}: ${line.why}`, line] as const))(
    '%s',
    (_, line) => {
      expect(missesOf(line)).toEqual([])
    },
  )

  it('every line is scored', async () => {
    expect((await run({ data: [here('standing')], misses: null })).figures).toEqual({ right: 1 })
  })
})

describe('copies among our own texts', () => {
  it('finds them and joins no two that are not', async () => {
    const { figures } = await runCopies({ data: [here('copies/copies.jsonl')], misses: null })
    expect(figures['recall_70']).toBeGreaterThanOrEqual(0.97)
    expect(figures['recall_edits20']).toBeGreaterThanOrEqual(0.9)
    expect(figures['false_groups']).toBe(0)
  })
})
