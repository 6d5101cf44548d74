// `copies --data FILE`: which pairs of texts are one text. False groups are counted, not averaged: each hides a voice.
import { readFileSync, writeFileSync } from 'node:fs'
import { copyGroups, fingerprint } from '../src/linking/copies.js'
import { wordsFolded } from '../src/linking/minhash.js'
import type { BenchArgs, SetResult } from './contract.js'

interface Line {
  readonly id: string
  readonly why: string
  readonly a: string
  readonly b: string
  readonly copy: boolean
}

const sentences = (text: string): string[] =>
  text
    .split(/(?<=[.!?])\s+|\n/)
    .map((s) => wordsFolded(s).join(' '))
    .filter((s) => s !== '')

/** Copies that keep whole sentences count towards recall_70, those edited within their sentences towards recall_edits20. */
function keepsSentences({ a, b }: Line): boolean {
  const known = new Set(sentences(a))
  const kept = sentences(b)
  return kept.filter((s) => known.has(s)).length >= kept.length / 2
}

const grouped = ({ a, b }: Line): boolean =>
  copyGroups([fingerprint({ id: 'a', text: a, published: null }), fingerprint({ id: 'b', text: b, published: null })])
    .length === 1

const share = (lines: readonly Line[], found: ReadonlySet<Line>) =>
  lines.length === 0 ? null : lines.filter((l) => found.has(l)).length / lines.length

export async function run({ data, misses }: Pick<BenchArgs, 'data' | 'misses'>): Promise<SetResult> {
  const lines = data.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((l) => l.trim())
      .map((l) => JSON.parse(l) as Line),
  )
  const found = new Set(lines.filter(grouped))
  const copies = lines.filter((l) => l.copy)
  const wrong = lines.filter((l) => l.copy !== found.has(l))
  if (misses)
    writeFileSync(
      misses,
      wrong
        .map(({ id, why, copy }) => `${JSON.stringify({ id, why, gold: copy, ours: !copy, stage: 'linking' })}\n`)
        .join(''),
    )
  const figures = {
    recall_70: share(copies.filter(keepsSentences), found),
    recall_edits20: share(
      copies.filter((l) => !keepsSentences(l)),
      found,
    ),
    false_groups: lines.filter((l) => !l.copy && found.has(l)).length,
  }
  return {
    set: 'copies',
    items: lines.length,
    figures,
    table: wrong.map((l) => `${l.id}: ${l.copy ? 'not found' : 'wrongly grouped'} (${l.why})`).join('\n'),
  }
}
