/**
 * Learns where sentences end, from treebanks: a logistic regression over the features of src/language/split.ts.
 * Writes src/language/boundary-weights.ts. Same input, same bytes.
 *
 *   npx tsx training/boundaries.ts ../shared/treebanks/ewt-train.conllu ../shared/treebanks/gum-train.conllu
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseConll } from '../bench/conll.js'
import { candidates } from '../src/language/split.js'

const PASSES = 12
const RATE = 0.15
const SHRINK = 2e-6
const SMALLEST = 0.1
/** Features seen less often are chance. */
const FEWEST = 8

interface Example {
  readonly features: Int32Array
  readonly ends: boolean
}

const ids = new Map<string, number>()
const idOf = (feature: string): number => {
  const known = ids.get(feature)
  if (known !== undefined) return known
  ids.set(feature, ids.size)
  return ids.size - 1
}

/** A small generator of numbers in [0, 1), the same on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Drops the space after some sentences, as bad copies do. */
function glued(conll: string, share: number, random: () => number): string {
  return conll
    .split('\n\n')
    .map((block) => {
      const lines = block.split('\n')
      const last = lines.findLastIndex((l) => /^\d/.test(l))
      const line = lines[last]
      if (!line || !/^\d+\t[.]\t/.test(line) || random() > share) return block
      lines[last] = line.endsWith('\t_') ? `${line.slice(0, -1)}SpaceAfter=No` : `${line}|SpaceAfter=No`
      return lines.join('\n')
    })
    .join('\n\n')
}

function examplesOf(conll: string): Example[] {
  const examples: Example[] = []
  for (const document of parseConll(conll)) {
    const ends = new Set(document.sentences.map((s) => s.end))
    candidates(
      document.text,
      (end) => ends.has(end),
      (features, isEnd) => examples.push({ features: Int32Array.from(features, idOf), ends: isEnd }),
    )
  }
  return examples
}

function learn(examples: Example[]): { weights: Float64Array; bias: number } {
  const random = generator(17)
  const weights = new Float64Array(ids.size)
  const squares = new Float64Array(ids.size).fill(1e-2)
  let bias = 0
  for (let pass = 0; pass < PASSES; pass++) {
    for (let i = examples.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const kept = examples[i] as Example
      examples[i] = examples[j] as Example
      examples[j] = kept
    }
    for (const { features, ends } of examples) {
      let sum = bias
      for (const f of features) sum += weights[f] ?? 0
      const error = (ends ? 1 : 0) - 1 / (1 + Math.exp(-sum))
      bias += 0.01 * error
      for (const f of features) {
        const step = error - SHRINK * (weights[f] ?? 0) * 100
        squares[f] = (squares[f] ?? 0) + step * step
        weights[f] = (weights[f] ?? 0) + (RATE * step) / Math.sqrt(squares[f] ?? 1)
      }
    }
  }
  return { weights, bias }
}

const files = process.argv.slice(2)
const random = generator(5)
const examples = files.flatMap((file) => {
  const conll = readFileSync(file, 'utf8')
  return [...examplesOf(conll), ...examplesOf(glued(conll, 0.15, random))]
})
console.log(`${examples.length} candidates, ${ids.size} features`)
const seen = new Int32Array(ids.size)
for (const { features } of examples) for (const f of features) seen[f] = (seen[f] ?? 0) + 1
const { weights, bias } = learn(
  examples.map((e) => ({ ends: e.ends, features: e.features.filter((f) => (seen[f] ?? 0) >= FEWEST) })),
)
const kept = [...ids]
  .filter(([, id]) => (seen[id] ?? 0) >= FEWEST)
  .map(([name, id]) => [name, weights[id] ?? 0] as const)
  .filter(([, w]) => Math.abs(w) >= SMALLEST)
kept.sort(([a], [b]) => (a < b ? -1 : 1))
const rows = kept.map(([name, w]) => `  ${JSON.stringify(name)}: ${Number(w.toFixed(2))},`)
writeFileSync(
  'src/language/boundary-weights.ts',
  `// biome-ignore-all format: written by training/boundaries.ts
/** Weights of the features that speak for (positive) or against the end of a sentence. */
export const BIAS = ${bias.toFixed(2)}
export const WEIGHTS: Readonly<Record<string, number>> = {
${rows.join('\n')}
}
`,
)
console.log(`${kept.length} weights written`)
