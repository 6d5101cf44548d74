/** What may begin, follow and end a sequence of tags, and how gladly. */
export interface Moves {
  readonly start: Float32Array
  /** [from, to] */
  readonly next: Float32Array
  readonly end: Float32Array
}

/** The best path, and for each token by how much it beats the best path with another tag there. */
export interface Path {
  readonly tags: readonly number[]
  readonly margins: readonly number[]
}

/** The best path through the logits of a sequence, a row of `width` a token; ties: the lowest tag. All sums in f64. */
export function bestPath(logits: Float64Array, width: number, moves: Moves): Path {
  const n = logits.length / width
  if (n === 0) return { tags: [], margins: [] }
  const before = forward(logits, width, moves)
  const after = backward(logits, width, moves)
  const tags: number[] = []
  let tag = 0
  for (let i = 0; i < n; i++) {
    tag = i === 0 ? bestFirst(logits, width, moves, after) : bestNext(tag, i, logits, width, moves, after)
    tags.push(tag)
  }
  return { tags, margins: tags.map((t, i) => marginOf(t, i * width, width, before, after)) }
}

/** before[i][t]: the best beginning that ends with tag t at token i, its logit included. */
function forward(logits: Float64Array, width: number, { start, next }: Moves): Float64Array {
  const totals = new Float64Array(logits.length)
  for (let t = 0; t < width; t++) totals[t] = (start[t] as number) + (logits[t] as number)
  for (let row = width; row < logits.length; row += width) {
    for (let t = 0; t < width; t++) {
      let most = Number.NEGATIVE_INFINITY
      for (let from = 0; from < width; from++) {
        const total = (totals[row - width + from] as number) + (next[from * width + t] as number)
        if (total > most) most = total
      }
      totals[row + t] = most + (logits[row + t] as number)
    }
  }
  return totals
}

/** after[i][t]: the best ending after tag t at token i, its logit not included. */
function backward(logits: Float64Array, width: number, { next, end }: Moves): Float64Array {
  const totals = new Float64Array(logits.length)
  const last = logits.length - width
  for (let t = 0; t < width; t++) totals[last + t] = end[t] as number
  for (let row = last - width; row >= 0; row -= width) {
    for (let t = 0; t < width; t++) {
      let most = Number.NEGATIVE_INFINITY
      for (let to = 0; to < width; to++) {
        const at = row + width + to
        const total = (next[t * width + to] as number) + (logits[at] as number) + (totals[at] as number)
        if (total > most) most = total
      }
      totals[row + t] = most
    }
  }
  return totals
}

function bestFirst(logits: Float64Array, width: number, { start }: Moves, after: Float64Array): number {
  return argmax(width, (t) => (start[t] as number) + (logits[t] as number) + (after[t] as number))
}

function bestNext(
  from: number,
  i: number,
  logits: Float64Array,
  width: number,
  { next }: Moves,
  after: Float64Array,
): number {
  const row = i * width
  return argmax(
    width,
    (t) => (next[from * width + t] as number) + (logits[row + t] as number) + (after[row + t] as number),
  )
}

function argmax(width: number, score: (t: number) => number): number {
  let best = 0
  let most = score(0)
  for (let t = 1; t < width; t++) {
    const here = score(t)
    if (here > most) {
      most = here
      best = t
    }
  }
  return best
}

function marginOf(tag: number, row: number, width: number, before: Float64Array, after: Float64Array): number {
  const through = (t: number): number => (before[row + t] as number) + (after[row + t] as number)
  let rival = Number.NEGATIVE_INFINITY
  for (let t = 0; t < width; t++) if (t !== tag) rival = Math.max(rival, through(t))
  return through(tag) - rival
}
