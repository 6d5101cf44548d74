import type { Address, Engine } from './kernel/engine.js'
import { packPanels } from './kernel/engine.js'
import type { Model, ModelOptions } from './model.js'

/** What the network says of one sentence: scores, not yet decisions. */
export interface Scores {
  /** Logits of upos, xpos and feats, a row a token. */
  readonly tags: Float32Array
  readonly tagWidth: number
  /** score[i · (n + 1) + j]: token i hangs on token j − 1; column 0 is the root. */
  readonly arcs: Int32Array
  /** Logits of the name tags, a row a token. */
  readonly names: Float32Array
  readonly nameWidth: number
  /** Logits of the relations, given a head for each token (−1 for the root, whose row means nothing). */
  relations(heads: readonly number[]): Float32Array
  readonly relationWidth: number
  /** What the network read, a row a token, and what its last BiLSTM layer made of it; void once the scores are used. */
  readonly input: Int16Array
  readonly encoded: Int16Array
}

/** A matrix in the engine's memory with what turns its sums into numbers. */
interface Layer {
  readonly w: Address
  readonly scale: Address
  readonly bias: Address
  readonly inputs: number
  /** Outputs, and outputs filled up to a multiple of eight. */
  readonly outputs: number
  readonly padded: number
}

interface Direction {
  readonly x: Address
  readonly h: Address
  readonly scale: Address
  readonly bias: Address
  readonly inputs: number
}

type Group = keyof ModelOptions['groups']

/** Where a batch is worked on. */
type Room = Readonly<
  Record<'x' | 'acc' | 'one' | 'two' | 'hidden' | 'starts' | 'lengths' | 'rows' | 'state' | 'zero', Address>
>

/** Most tokens that are computed at once: a bound on memory, not on results. */
export const BATCH_TOKENS = 1536
const BATCH_SENTENCES = 512

const up = (n: number, to: number): number => Math.ceil(n / to) * to

/** The network of docs/model-format.md, sections 2 to 7, over an engine. */
export class Network {
  readonly #engine: Engine
  readonly #model: Model
  readonly #layers: { readonly f: Direction; readonly b: Direction }[] = []
  readonly #hidden: Layer
  readonly #tag: Layer
  readonly #name: Layer
  readonly #arc: Layer
  readonly #label: Layer
  readonly #rootRow: Address
  readonly #offsets: Readonly<Record<Group, number>>
  #top = 16
  readonly #room: Room

  constructor(model: Model, engine: Engine) {
    this.#model = model
    this.#engine = engine
    const { options } = model
    for (let l = 0; l < options.layers; l++)
      this.#layers.push({ f: this.#direction(l, 'f'), b: this.#direction(l, 'b') })
    this.#hidden = this.#layer('hidden')
    this.#tag = this.#layer('tag')
    this.#name = this.#layer('name')
    this.#arc = this.#layer('arc')
    this.#label = this.#layer('label')
    this.#rootRow = this.#put(model.i16('arc.root'))
    this.#offsets = offsetsOf(options.groups)
    this.#room = this.#makeRoom()
  }

  #take(bytes: number): Address {
    const address = this.#top
    this.#top += up(bytes, 16)
    this.#engine.reserve(this.#top)
    return address
  }

  #put(values: Int16Array): Address {
    const address = this.#take(values.length * 2)
    new Int16Array(this.#engine.buffer, address, values.length).set(values)
    return address
  }

  #floats(values: Float32Array): Address {
    const padded = up(values.length, 8)
    const address = this.#take(padded * 4)
    new Float32Array(this.#engine.buffer, address, padded).fill(0).set(values)
    return address
  }

  #matrix(name: string): { address: Address; outputs: number; inputs: number } {
    const [outputs = 0, inputs = 0] = this.#model.shape(name)
    const address = this.#take(up(outputs, 8) * inputs * 2)
    const into = new Int16Array(this.#engine.buffer, address, up(outputs, 8) * inputs)
    packPanels(this.#model.i8(name), outputs, inputs, into)
    return { address, outputs, inputs }
  }

  #layer(name: string): Layer {
    const { address, outputs, inputs } = this.#matrix(`${name}.w`)
    const scale = this.#floats(this.#model.f32(`${name}.scale`))
    const bias = this.#floats(this.#model.f32(`${name}.bias`))
    return { w: address, scale, bias, inputs, outputs, padded: up(outputs, 8) }
  }

  #direction(layer: number, side: 'f' | 'b'): Direction {
    const name = `lstm.${layer}.${side}`
    const x = this.#matrix(`${name}.x`)
    const h = this.#matrix(`${name}.h`)
    const scale = this.#floats(this.#model.f32(`${name}.scale`))
    const bias = this.#floats(this.#model.f32(`${name}.bias`))
    return { x: x.address, h: h.address, scale, bias, inputs: x.inputs }
  }

  #makeRoom(): Room {
    const { word, affix, hidden } = this.#model.options
    const widest = Math.max(4 * hidden, this.#hidden.padded, this.#tag.padded, this.#label.padded, this.#arc.padded)
    return {
      x: this.#take(BATCH_TOKENS * (word + affix) * 2),
      acc: this.#take(BATCH_TOKENS * widest * 4),
      one: this.#take(BATCH_TOKENS * hidden * 4),
      two: this.#take(BATCH_TOKENS * hidden * 4),
      hidden: this.#take(BATCH_TOKENS * this.#hidden.padded * 2),
      starts: this.#take(BATCH_SENTENCES * 4),
      lengths: this.#take(BATCH_SENTENCES * 4),
      rows: this.#take(BATCH_SENTENCES * 8),
      state: this.#take(BATCH_SENTENCES * hidden * 4),
      zero: this.#take(hidden * 2),
    }
  }

  /** Where the caller writes the inputs of the next batch: i16 rows, sentence after sentence. */
  input(tokens: number): Int16Array {
    const { word, affix } = this.#model.options
    return new Int16Array(this.#engine.buffer, this.#room.x, tokens * (word + affix))
  }

  /**
   * Scores the sentences whose inputs lie in `input`, longest first; `use` is called for each and must be done with its
   * scores before it returns.
   */
  run(lengths: readonly number[], use: (sentence: number, scores: Scores) => void): void {
    const tokens = lengths.reduce((a, b) => a + b, 0)
    if (tokens > BATCH_TOKENS || lengths.length > BATCH_SENTENCES) throw new RangeError('a batch that is too large')
    const starts: number[] = []
    let start = 0
    for (const length of lengths) {
      starts.push(start)
      start += length
    }
    new Int32Array(this.#engine.buffer, this.#room.starts, starts.length).set(starts)
    new Int32Array(this.#engine.buffer, this.#room.lengths, lengths.length).set(lengths)
    const z = this.#encode(tokens, lengths.length)
    const encoded = new Int16Array(this.#engine.buffer, z, tokens * 2 * this.#model.options.hidden).slice()
    this.#dense(z, tokens, this.#hidden, 0, 4095, this.#room.hidden)
    this.#score(starts, lengths, encoded, use)
  }

  #encode(tokens: number, sentences: number): Address {
    const { word, affix, hidden } = this.#model.options
    let input = this.#room.x
    let stride = (word + affix) * 2
    let output = this.#room.one
    for (const layer of this.#layers) {
      for (const side of ['f', 'b'] as const) {
        const d = layer[side]
        this.#engine.gemm(input, stride, tokens, d.x, d.inputs, 4 * hidden, this.#room.acc)
        this.#engine.lstm({
          ...{ acc: this.#room.acc, starts: this.#room.starts, lengths: this.#room.lengths, count: sentences },
          ...{ back: side === 'b', w: d.h, scale: d.scale, bias: d.bias, cells: hidden, stride: hidden * 4 },
          ...{ out: output + (side === 'b' ? hidden * 2 : 0) },
          ...{ zero: this.#room.zero, state: this.#room.state, rows: this.#room.rows },
        })
      }
      input = output
      stride = hidden * 4
      output = output === this.#room.one ? this.#room.two : this.#room.one
    }
    return input
  }

  #dense(x: Address, n: number, layer: Layer, low: number, high: number, out: Address): void {
    const { acc } = this.#room
    this.#engine.gemm(x, layer.inputs * 2, n, layer.w, layer.inputs, layer.padded, acc)
    this.#engine.squash(acc, n, layer.padded, layer.scale, layer.bias, low, high, out)
  }

  /** Logits of a layer over one group of the hidden values, copied out of the engine. */
  #logits(group: Address, n: number, layer: Layer): Float32Array {
    const { acc } = this.#room
    this.#engine.gemm(group, this.#hidden.padded * 2, n, layer.w, layer.inputs, layer.padded, acc)
    this.#engine.logits(acc, n, layer.padded, layer.scale, layer.bias)
    return new Float32Array(this.#engine.buffer, acc, n * layer.padded).slice()
  }

  #score(
    starts: readonly number[],
    lengths: readonly number[],
    encoded: Int16Array,
    use: (sentence: number, scores: Scores) => void,
  ): void {
    const tokens = lengths.reduce((a, b) => a + b, 0)
    const input = this.input(tokens)
    const rowsOf = (rows: Int16Array, start: number, n: number): Int16Array =>
      rows.subarray((start * rows.length) / tokens, ((start + n) * rows.length) / tokens)
    const { hidden } = this.#room
    const group = (name: Group): Address => hidden + this.#offsets[name] * 2
    const tags = this.#logits(group('tag'), tokens, this.#tag)
    const names = this.#logits(group('name'), tokens, this.#name)
    const stride = this.#hidden.padded * 2
    const arcs = this.#room.one
    const { acc } = this.#room
    this.#engine.gemm(group('arc_dep'), stride, tokens, this.#arc.w, this.#arc.inputs, this.#arc.padded, acc)
    this.#engine.squash(acc, tokens, this.#arc.padded, this.#arc.scale, this.#arc.bias, -4095, 4095, arcs)
    lengths.forEach((n, s) => {
      const start = starts[s] ?? 0
      use(s, {
        tags: tags.subarray(start * this.#tag.padded, (start + n) * this.#tag.padded),
        tagWidth: this.#tag.padded,
        arcs: this.#arcScores(arcs, start, n, group('arc_head')),
        names: names.subarray(start * this.#name.padded, (start + n) * this.#name.padded),
        nameWidth: this.#name.padded,
        relations: (heads) => this.#relations(start, heads),
        relationWidth: this.#label.padded,
        input: rowsOf(input, start, n),
        encoded: rowsOf(encoded, start, n),
      })
    })
  }

  #arcScores(arcs: Address, start: number, n: number, headGroup: Address): Int32Array {
    const width = this.#model.options.groups.arc_head
    const stride = this.#hidden.padded * 2
    const from = arcs + start * this.#arc.padded * 2
    const { acc } = this.#room
    const engine = this.#engine
    engine.products(from, this.#arc.padded * 2, n, headGroup + start * stride, stride, n, width, acc)
    engine.products(from, this.#arc.padded * 2, n, this.#rootRow, 0, 1, width, acc + n * n * 4)
    const flat = new Int32Array(engine.buffer, acc, n * n + n)
    const scores = new Int32Array(n * (n + 1))
    for (let i = 0; i < n; i++) {
      scores[i * (n + 1)] = flat[n * n + i] ?? 0
      scores.set(flat.subarray(i * n, i * n + n), i * (n + 1) + 1)
    }
    return scores
  }

  #relations(start: number, heads: readonly number[]): Float32Array {
    const { label_dep: width } = this.#model.options.groups
    const room = this.#room
    const n = heads.length
    const values = new Int16Array(this.#engine.buffer, room.two, n * 3 * width)
    const hidden = new Int16Array(this.#engine.buffer, room.hidden, (start + n) * this.#hidden.padded)
    heads.forEach((head, i) => {
      const d = (start + i) * this.#hidden.padded + this.#offsets.label_dep
      const h = (start + Math.max(head, 0)) * this.#hidden.padded + this.#offsets.label_head
      const row = i * 3 * width
      for (let k = 0; k < width; k++) {
        const a = hidden[d + k] as number
        const b = hidden[h + k] as number
        values[row + k] = (a * b + 2048) >> 12
        values[row + width + k] = a
        values[row + 2 * width + k] = b
      }
    })
    this.#engine.gemm(room.two, 6 * width, n, this.#label.w, this.#label.inputs, this.#label.padded, room.acc)
    this.#engine.logits(room.acc, n, this.#label.padded, this.#label.scale, this.#label.bias)
    return new Float32Array(this.#engine.buffer, room.acc, n * this.#label.padded).slice()
  }
}

function offsetsOf<K extends string>(groups: Readonly<Record<K, number>>): Readonly<Record<K, number>> {
  let at = 0
  const offsets: Partial<Record<K, number>> = {}
  for (const [name, width] of Object.entries(groups) as [K, number][]) {
    offsets[name] = at
    at += width
  }
  return offsets as Record<K, number>
}
