// Own set `places`: one mention of one short text, resolved or refused (../shared/benchmarks/README.md).
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadGrounding } from '../src/data/grounding.js'
import { foldName, locate, settingOf, worldOf } from '../src/grounding/index.js'
import type { RunSet } from './contract.js'
import { linesOf, nthSpan } from './own-sets.js'

interface Line {
  readonly id: string
  readonly text: string
  readonly published: string | null
  readonly mention: string
  readonly expect: {
    readonly name?: string
    readonly in: readonly string[]
    readonly unlisted?: boolean
    readonly conflict?: boolean
  } | null
}

/** Containers are spelt many ways: folded, generic words aside, nearly alike. */
function nearly(a: string, b: string): boolean {
  const skeleton = (name: string): string =>
    foldName(
      name.replace(/\(.*?\)/g, ' ').replace(/\b(?:province|governorate|state|oblast|region|district|city)\b/gi, ' '),
    ).replace(/[aiu]+/g, 'a')
  const [x, y] = [skeleton(a), skeleton(b)]
  return x === y || (Math.min(x.length, y.length) >= 5 && (x.startsWith(y) || y.startsWith(x)))
}

export const run: RunSet = async ({ data, misses }) => {
  const { values } = loadGrounding(join(dirname(dirname(fileURLToPath(import.meta.url))), 'data'))
  const { gazetteer } = worldOf(values)
  const lines = linesOf<Line>(data, 'places')
  const missed: object[] = []
  let right = 0
  for (const line of lines) {
    const { scene } = settingOf(
      { text: line.text, published: line.published ? { value: line.published, basis: 'given' } : null, outlet: null },
      values,
    )
    const span = nthSpan(line.text, line.mention)
    const found = span ? locate(scene, span, gazetteer) : null
    const place = found?.place ?? null
    const { expect } = line
    let ok = false
    if (expect === null) ok = place === null
    else if (place !== null) {
      const record = gazetteer.record(place.id)
      const names = [place.name, ...(record?.aliases ?? []), ...(record ? gazetteer.namesOf(record) : [])]
      const chain = [place.name, ...place.chain]
      const inside = expect.in.every((container) => chain.some((each) => nearly(each, container)))
      const named = expect.name === undefined || names.some((name) => nearly(name, expect.name ?? ''))
      const listed = expect.unlisted ? place.lat === null || place.level === 'site' : true
      ok = inside && named && listed && (expect.conflict ? found?.contradicts !== null : true)
    }
    if (ok) right++
    else
      missed.push({
        id: line.id,
        mention: line.mention,
        text: line.text,
        gold: expect,
        ours: place ? { name: place.name, chain: place.chain, level: place.level } : null,
        because: found?.because,
        stage: 'grounding',
      })
  }
  if (misses) writeFileSync(misses, missed.map((each) => `${JSON.stringify(each)}\n`).join(''))
  return { set: 'places', items: lines.length, figures: { right: lines.length ? right / lines.length : null } }
}
