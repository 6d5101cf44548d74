// Own set `days`: one time expression of one short text (../shared/benchmarks/README.md).
import { writeFileSync } from 'node:fs'
import { daysOf } from '../src/grounding/days/days.js'
import type { RunSet } from './contract.js'
import { linesOf, nthSpan } from './own-sets.js'

interface Line {
  readonly id: string
  readonly text: string
  readonly published: string | null
  readonly said: string | null
  readonly expression: string
  readonly expect: { readonly from: string | null; readonly to: string | null; readonly precision?: string } | null
}

export const run: RunSet = async ({ data, misses }) => {
  const lines = linesOf<Line>(data, 'days')
  const missed: object[] = []
  let right = 0
  for (const line of lines) {
    const span = nthSpan(line.text, line.expression) ?? { start: 0, end: line.expression.length }
    const expression = line.text.slice(span.start, span.end)
    const ours = daysOf(expression, { text: line.text, ...span, published: line.published, said: line.said })
    const { expect } = line
    const ok =
      expect === null
        ? ours === null || (ours.from === null && ours.to === null && ours.because === 'the words are no date')
        : ours !== null &&
          ours.from === expect.from &&
          ours.to === expect.to &&
          (expect.precision === undefined || expect.precision === ours.precision)
    if (ok) right++
    else
      missed.push({
        id: line.id,
        expression,
        text: line.text,
        published: line.published,
        gold: expect,
        ours,
        stage: 'grounding',
      })
  }
  if (misses) writeFileSync(misses, missed.map((each) => `${JSON.stringify(each)}\n`).join(''))
  return { set: 'days', items: lines.length, figures: { right: lines.length ? right / lines.length : null } }
}
