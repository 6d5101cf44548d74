// `arcs --data FILE`: the attachments on which a reading hangs. A line is right when all its arcs are.
import { readFileSync, writeFileSync } from 'node:fs'
import { loadEnglish } from '../src/data/model.js'
import type { Sentence, Token } from '../src/language/contract.js'
import type { BenchArgs, SetResult } from './contract.js'

interface Arc {
  readonly dep: string
  readonly head: string
  readonly rel?: readonly string[]
}
interface Line {
  readonly id: string
  readonly text: string
  readonly arcs: readonly Arc[]
}

export async function run({ data, misses }: BenchArgs): Promise<SetResult> {
  const [file] = data
  if (!file) throw new Error('arcs needs --data FILE')
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as Line)
  const analysed = loadEnglish().analyseAll(lines.map((line) => line.text))
  const wrong: object[] = []
  let rightLines = 0
  let rightArcs = 0
  let arcs = 0
  lines.forEach((line, i) => {
    const checked = line.arcs.map((arc) => judge(line.text, analysed[i] ?? [], arc))
    arcs += checked.length
    rightArcs += checked.filter((c) => c.right).length
    if (checked.every((c) => c.right)) rightLines++
    for (const [k, c] of checked.entries())
      if (!c.right) wrong.push({ id: line.id, text: line.text, gold: line.arcs[k], ours: c.ours })
  })
  if (misses) writeFileSync(misses, wrong.map((w) => `${JSON.stringify(w)}\n`).join(''))
  return {
    set: 'arcs',
    items: lines.length,
    figures: { right: round(rightLines / lines.length), arc_right: round(rightArcs / arcs) },
  }
}

const round = (n: number): number => Math.round(n * 1e4) / 1e4

/** Whether our tree has the arc. A word that our tokens do not have as one token is a miss, never skipped. */
export function judge(
  text: string,
  sentences: readonly Sentence[],
  { dep, head, rel }: Arc,
): { right: boolean; ours: string } {
  const found = find(text, sentences, dep)
  if (!found) return { right: false, ours: `no token "${dep}"` }
  const { sentence, token } = found
  const ours = token.head < 0 ? null : sentence.tokens[token.head]!
  const wanted = head === 'ROOT' ? null : (find(text, sentences, head)?.token ?? undefined)
  const words = `${token.text} ←${token.rel}– ${ours?.text ?? 'ROOT'}`
  const headRight =
    head === 'ROOT'
      ? ours === null
      : ours !== null && wanted !== undefined && wanted !== null && ours.start === wanted.start
  const relRight = !rel?.length || rel.some((r) => (r.includes(':') ? token.rel === r : token.rel.split(':')[0] === r))
  return { right: headRight && relRight, ours: words }
}

/** Finds a word of the text ("killed", "killed#2" for the second one): the token that begins where the word stands. */
function find(text: string, sentences: readonly Sentence[], word: string): { sentence: Sentence; token: Token } | null {
  const [, form = word, nth = '1'] = /^(.*?)(?:#(\d+))?$/.exec(word) ?? []
  const escaped = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const places = [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu'))]
  const start = places[Number(nth) - 1]?.index
  for (const sentence of sentences) {
    const token = sentence.tokens.find((t) => t.start === start)
    if (token) return { sentence, token }
  }
  return null
}
