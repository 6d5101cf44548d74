/** What may begin, follow and end a sequence of tags, and how gladly. */
export interface Moves {
  readonly start: Float32Array
  /** [from, to] */
  readonly next: Float32Array
  readonly end: Float32Array
}

/** A run of tokens that begins with one tag, goes on with another and ends with a third; or one token with a fourth. */
export interface Edges {
  readonly begin: number
  readonly inside: number
  readonly end: number
  readonly single: number
}

/** Tokens [first, last] of a sequence, and how likely it is that they are such a run, over all paths. */
export interface Chance {
  readonly first: number
  readonly last: number
  readonly chance: number
}

/** What is less likely is not looked at. */
const LEAST = 0.05

/**
 * How likely each tag and run is, over all paths through the logits of a sequence (forward–backward). In f64 with nothing
 * but sums, products and quotients, so that every machine gives the same.
 */
export class Lattice {
  readonly #n: number
  readonly #width: number
  readonly #next: Float64Array
  /** exp(logit) of each tag, a row a token, divided by the row's scale. */
  readonly #here: Float64Array
  readonly #before: Float64Array
  readonly #after: Float64Array

  constructor(logits: Float64Array, width: number, { start, next, end }: Moves) {
    this.#n = logits.length / width
    this.#width = width
    this.#next = Float64Array.from(next, exp)
    this.#here = relative(logits, width)
    this.#before = this.#forward(Float64Array.from(start, exp))
    this.#after = this.#backward(Float64Array.from(end, exp))
  }

  /** Every run of at least some likelihood. */
  runs(edges: Edges): Chance[] {
    const found: Chance[] = []
    for (let i = 0; i < this.#n; i++) {
      const chance = this.#at(i, edges.single)
      if (chance >= LEAST) found.push({ first: i, last: i, chance })
      found.push(...this.#runsFrom(i, edges))
    }
    return found
  }

  /** How likely it is that token i stands in such a run. */
  within(i: number, { begin, inside, end, single }: Edges): number {
    return this.#at(i, begin) + this.#at(i, inside) + this.#at(i, end) + this.#at(i, single)
  }

  /** How likely it is that token i bears the tag. */
  #at(i: number, tag: number): number {
    return this.#value(this.#before, i, tag) * this.#value(this.#after, i, tag)
  }

  /** Runs of two tokens and more that begin at token i. */
  #runsFrom(i: number, { begin, inside, end }: Edges): Chance[] {
    const found: Chance[] = []
    if (this.#at(i, begin) < LEAST) return found
    let along = this.#value(this.#before, i, begin)
    let from = begin
    for (let t = i + 1; t < this.#n; t++) {
      const ends = along * this.#step(from, end) * this.#value(this.#here, t, end) * this.#value(this.#after, t, end)
      if (ends >= LEAST) found.push({ first: i, last: t, chance: ends })
      along *= this.#step(from, inside) * this.#value(this.#here, t, inside)
      from = inside
      if (along * this.#value(this.#after, t, inside) < LEAST) break
    }
    return found
  }

  #value(table: Float64Array, row: number, tag: number): number {
    return table[row * this.#width + tag] as number
  }

  #step(from: number, to: number): number {
    return this.#next[from * this.#width + to] as number
  }

  /** Scales each row of `here` along the way, so that what is multiplied later keeps its size. */
  #forward(start: Float64Array): Float64Array {
    const width = this.#width
    const rows = new Float64Array(this.#here.length)
    for (let row = 0; row < rows.length; row += width) {
      let sum = 0
      for (let tag = 0; tag < width; tag++) {
        let reached = row === 0 ? (start[tag] as number) : 0
        for (let from = 0; row > 0 && from < width; from++)
          reached += (rows[row - width + from] as number) * this.#step(from, tag)
        const value = reached * (this.#here[row + tag] as number)
        rows[row + tag] = value
        sum += value
      }
      for (let tag = row; tag < row + width; tag++) {
        rows[tag] = (rows[tag] as number) / sum
        this.#here[tag] = (this.#here[tag] as number) / sum
      }
    }
    return rows
  }

  /** Scaled so that before · after is a probability. */
  #backward(end: Float64Array): Float64Array {
    const width = this.#width
    const rows = new Float64Array(this.#here.length)
    const last = rows.length - width
    let whole = 0
    for (let tag = 0; tag < width; tag++) whole += (this.#before[last + tag] as number) * (end[tag] as number)
    for (let tag = 0; tag < width; tag++) rows[last + tag] = (end[tag] as number) / whole
    for (let row = last - width; row >= 0; row -= width) {
      for (let tag = 0; tag < width; tag++) {
        let sum = 0
        for (let to = 0; to < width; to++) {
          const at = row + width + to
          sum += this.#step(tag, to) * (this.#here[at] as number) * (rows[at] as number)
        }
        rows[row + tag] = sum
      }
    }
    return rows
  }
}

/** exp of each logit less its row's greatest. */
function relative(logits: Float64Array, width: number): Float64Array {
  const values = new Float64Array(logits.length)
  for (let row = 0; row < logits.length; row += width) {
    const most = Math.max(...logits.subarray(row, row + width))
    for (let tag = row; tag < row + width; tag++) values[tag] = exp((logits[tag] as number) - most)
  }
  return values
}

const LN2 = Math.LN2

/** e to the x, the same bits everywhere: Math.exp may differ between machines. */
export function exp(x: number): number {
  if (x < -700) return 0
  const twos = Math.round(x / LN2)
  const rest = x - twos * LN2
  let sum = 1
  for (let k = 14; k >= 1; k--) sum = 1 + (sum * rest) / k
  return sum * 2 ** twos
}
