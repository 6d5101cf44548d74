/**
 * The heads of a sentence: the best tree with one root child over the scores of all arcs.
 *
 * `scores[i · (n + 1) + j]` is how well token i hangs on token j − 1; column 0 is the root. Returns −1 for the root.
 *
 * @example bestTree(Int32Array.of(9, 0, 1, 2, 8, 0), 2) // [-1, 0]
 */
export function bestTree(scores: Int32Array, n: number): number[] {
  const greedy = bestHeads(scores, n)
  if (isTree(greedy)) return greedy
  return spanningTree(scores, n)
}

/** Each token's best head; the lowest index of equals. */
function bestHeads(scores: Int32Array, n: number): number[] {
  const heads: number[] = []
  for (let i = 0; i < n; i++) {
    const row = i * (n + 1)
    let best = 0
    let most = scores[row] as number
    for (let j = 1; j <= n; j++) {
      const here = scores[row + j] as number
      if (here > most && j !== i + 1) {
        most = here
        best = j
      }
    }
    heads.push(best - 1)
  }
  return heads
}

function isTree(heads: readonly number[]): boolean {
  return heads.filter((h) => h < 0).length === 1 && findCycle(heads) === null
}

/** Tokens of a cycle, or null; each token is walked over once. */
function findCycle(heads: ArrayLike<number>): number[] | null {
  const seen = new Int32Array(heads.length)
  for (let i = 0; i < heads.length; i++) {
    let at = i
    while (at >= 0 && seen[at] === 0) {
      seen[at] = i + 1
      at = heads[at] ?? -1
    }
    if (at < 0 || seen[at] !== i + 1) continue
    const cycle = [at]
    for (let next = heads[at] ?? -1; next !== at; next = heads[next] ?? -1) cycle.push(next)
    return cycle
  }
  return null
}

/** So much less for every arc to the root that a second one never pays. */
const SECOND_ROOT = 1e12

/** Chu-Liu-Edmonds over node 0 = root, node i + 1 = token i; a cycle costs time in proportion to its length. */
function spanningTree(scores: Int32Array, n: number): number[] {
  const graph = new Graph(scores, n)
  for (let cycle = graph.findCycle(); cycle; cycle = graph.findCycle()) graph.contract(cycle)
  return graph.expand()
}

/** A node of a cycle that became part of one node, and the arc that it had within the cycle. */
interface Member {
  readonly node: number
  readonly words: readonly number[]
  readonly dep: number
  readonly head: number
}

class Graph {
  readonly #size: number
  /** weight[dep · size + head], and which words the arc joins once nodes stand for several. */
  readonly #weight: Float64Array
  readonly #dep: Int16Array
  readonly #head: Int16Array
  readonly #best: Int32Array
  #active: number[]
  /** The words that a node stands for. */
  readonly #words: number[][]
  readonly #contracted: { readonly into: number; readonly members: readonly Member[] }[] = []

  constructor(scores: Int32Array, n: number) {
    const size = n + 1
    this.#size = size
    this.#weight = new Float64Array(size * size).fill(Number.NEGATIVE_INFINITY)
    this.#dep = new Int16Array(size * size)
    this.#head = new Int16Array(size * size)
    for (let dep = 1; dep < size; dep++) {
      for (let head = 0; head < size; head++) {
        const at = dep * size + head
        this.#dep[at] = dep
        this.#head[at] = head
        if (dep !== head) this.#weight[at] = (scores[(dep - 1) * size + head] ?? 0) - (head === 0 ? SECOND_ROOT : 0)
      }
    }
    this.#active = Array.from({ length: size }, (_, i) => i)
    this.#words = this.#active.map((i) => [i])
    this.#best = Int32Array.from(this.#active, (i) => (i === 0 ? -1 : this.#bestOf(i)))
  }

  #bestOf(node: number): number {
    const row = node * this.#size
    let best = -1
    let most = Number.NEGATIVE_INFINITY
    for (const head of this.#active) {
      const here = this.#weight[row + head] as number
      if (head !== node && here > most) {
        most = here
        best = head
      }
    }
    return best
  }

  findCycle(): number[] | null {
    return findCycle(this.#best)
  }

  /** The nodes of a cycle become one, under the lowest of their numbers. */
  contract(cycle: readonly number[]): void {
    const nodes = [...cycle].sort((a, b) => a - b)
    const into = nodes[0] ?? 0
    const inside = new Set(nodes)
    const lost = nodes.map((u) => this.#weight[u * this.#size + (this.#best[u] as number)] as number)
    const members = nodes.map((u): Member => {
      const arc = u * this.#size + (this.#best[u] as number)
      return { node: u, words: this.#words[u] ?? [], dep: this.#dep[arc] ?? 0, head: this.#head[arc] ?? 0 }
    })
    this.#active = this.#active.filter((v) => v === into || !inside.has(v))
    for (const v of this.#active) if (v !== into) this.#merge(nodes, lost, into, v)
    this.#contracted.push({ into, members })
    this.#words[into] = members.flatMap((m) => m.words)
    for (const u of nodes) this.#best[u] = -1
    for (const v of this.#active) if (inside.has(this.#best[v] as number)) this.#best[v] = into
    this.#best[into] = this.#bestOf(into)
  }

  /** The best arc from the cycle to v, and the best from v into it, for what it gains over the arc that it breaks. */
  #merge(nodes: readonly number[], lost: readonly number[], into: number, v: number): void {
    const size = this.#size
    let out = into
    let enter = into
    let most = Number.NEGATIVE_INFINITY
    for (const [k, u] of nodes.entries()) {
      if ((this.#weight[v * size + u] as number) > (this.#weight[v * size + out] as number)) out = u
      const gain = (this.#weight[u * size + v] as number) - (lost[k] ?? 0)
      if (gain > most) {
        most = gain
        enter = u
      }
    }
    this.#copyArc(v * size + into, v * size + out, this.#weight[v * size + out] as number)
    this.#copyArc(into * size + v, enter * size + v, most)
  }

  #copyArc(to: number, from: number, weight: number): void {
    this.#weight[to] = weight
    this.#dep[to] = this.#dep[from] as number
    this.#head[to] = this.#head[from] as number
  }

  /** Heads of the tokens: from the outermost node inwards, each cycle keeps its arcs but the one that is broken. */
  expand(): number[] {
    const heads = new Array<number>(this.#size).fill(0)
    const entered = new Map<number, number>()
    const take = (node: number, dep: number, head: number): void => {
      heads[dep] = head
      entered.set(node, dep)
    }
    for (const node of this.#active) {
      const arc = node * this.#size + (this.#best[node] as number)
      if (node !== 0) take(node, this.#dep[arc] ?? 0, this.#head[arc] ?? 0)
    }
    for (const { into, members } of this.#contracted.toReversed()) {
      const at = entered.get(into) ?? 0
      for (const { node, words, dep, head } of members) {
        if (words.includes(at)) entered.set(node, at)
        else take(node, dep, head)
      }
    }
    return heads.slice(1).map((head) => head - 1)
  }
}
