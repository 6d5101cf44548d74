import { expect, it } from 'vitest'
import { exp, Lattice, type Moves } from './chances.js'

const WIDTH = 5
const EDGES = { begin: 1, inside: 2, end: 3, single: 4 }
const NEVER = -10000
const allowed = (a: number, b: number): boolean => [1, 2].includes(a) === [2, 3].includes(b)
const moves: Moves = {
  start: Float32Array.from([0.2, 0.1, NEVER, NEVER, -0.3]),
  next: Float32Array.from({ length: WIDTH * WIDTH }, (_, k) =>
    allowed(Math.floor(k / WIDTH), k % WIDTH) ? ((k * 7) % 5) / 10 : NEVER,
  ),
  end: Float32Array.from([0, NEVER, NEVER, 0.3, 0.1]),
}

/** Every path through n tokens with its likelihood. */
function allPaths(logits: Float64Array, n: number): { readonly tags: readonly number[]; readonly p: number }[] {
  let paths: number[][] = [[]]
  for (let i = 0; i < n; i++) paths = paths.flatMap((p) => Array.from({ length: WIDTH }, (_, t) => [...p, t]))
  const scored = paths.map((tags) => {
    const sum = tags.reduce(
      (s, t, i) =>
        s +
        (logits[i * WIDTH + t] ?? 0) +
        ((i === 0 ? moves.start[t] : moves.next[(tags[i - 1] ?? 0) * WIDTH + t]) ?? 0),
      moves.end[tags.at(-1) ?? 0] ?? 0,
    )
    return { tags, p: Math.exp(sum) }
  })
  const whole = scored.reduce((s, x) => s + x.p, 0)
  return scored.map(({ tags, p }) => ({ tags, p: p / whole }))
}

it('gives each run the share of all paths that hold it', () => {
  const n = 5
  const logits = Float64Array.from({ length: n * WIDTH }, (_, k) => Math.sin(k * 3.7) * 2)
  const paths = allPaths(logits, n)
  const lattice = new Lattice(logits, WIDTH, moves)
  const runs = lattice.runs(EDGES)
  expect(runs.length).toBeGreaterThan(3)
  for (const { first, last, chance } of runs) {
    const holding = paths.filter(({ tags }) =>
      first === last
        ? tags[first] === 4
        : tags[first] === 1 && tags[last] === 3 && tags.slice(first + 1, last).every((t) => t === 2),
    )
    expect(chance).toBeCloseTo(
      holding.reduce((s, x) => s + x.p, 0),
      9,
    )
  }
  for (let i = 0; i < n; i++) {
    const inside = paths.filter(({ tags }) => (tags[i] ?? 0) > 0).reduce((s, x) => s + x.p, 0)
    expect(lattice.within(i, EDGES)).toBeCloseTo(inside, 9)
  }
})

it('stays finite over long sequences and large logits', () => {
  const logits = Float64Array.from({ length: 3000 * WIDTH }, (_, k) => (k % WIDTH === 0 ? 40 : -40))
  const lattice = new Lattice(logits, WIDTH, moves)
  expect(lattice.within(1500, EDGES)).toBeCloseTo(0, 9)
  expect(lattice.runs(EDGES)).toEqual([])
})

it.each([-700, -30.5, -1, 0, 0.3, 1, 12.75])('exp(%d)', (x) => {
  expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 12)
})
