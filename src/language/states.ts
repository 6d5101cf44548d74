import { FormReader } from './forms.js'
import { type Address, type Engine, packPanels } from './kernel/engine.js'
import { PlainEngine } from './kernel/plain.js'
import { simdEngine } from './kernel/simd.js'
import { Model } from './model.js'
import { canonical, wordForm } from './view.js'

/** What the English model knows of each word in its sentence, for models that are built on top of it. */
export interface EnglishStates {
  /** Version of the English model: whoever learnt from its numbers needs the same one. */
  readonly version: string
  /** Numbers a word: first those of the form (word and affixes), then those of the last BiLSTM layer. */
  readonly form: number
  readonly width: number
  /** A row a word, sentence after sentence; section 1 and 2 of docs/model-format.md, at 8192 a unit. */
  read(sentences: readonly (readonly string[])[]): Int16Array
}

/** Opens the same bytes as createAnalyser; memory and arithmetic are its own. */
export function createEnglishStates(bytes: Uint8Array | ArrayBuffer, engine: Engine = bestEngine()): EnglishStates {
  const model = new Model(bytes)
  const forms = new FormReader(model)
  const { hidden, layers } = model.options
  const lstm = new BiLstm(model, engine, { inputs: forms.width, hidden, layers })
  const width = forms.width + lstm.width
  return {
    ...{ version: model.version, form: forms.width, width },
    read: (sentences) => {
      const rows = new Int16Array(sentences.reduce((sum, s) => sum + s.length, 0) * width)
      lstm.runAll(
        sentences.map((s) => s.length),
        (i, input) => forms.read(sentences[i] ?? [], input),
        (_, first, input, output) => {
          const words = output.length / lstm.width
          for (let w = 0; w < words; w++) {
            const at = (first + w) * width
            rows.set(input.subarray(w * forms.width, (w + 1) * forms.width), at)
            rows.set(output.subarray(w * lstm.width, (w + 1) * lstm.width), at + forms.width)
          }
        },
      )
      return rows
    },
  }
}

export const bestEngine = (): Engine => simdEngine() ?? new PlainEngine()

/** The forms under which the analyser looks up the words of a text. */
export function formsOf(
  text: string,
  sentences: readonly { tokens: readonly { start: number; end: number }[] }[],
): string[][] {
  const view = canonical(text)
  return sentences.map((s) => s.tokens.map((t) => wordForm(view.slice(t.start, t.end))))
}

/** A matrix over rows of whole numbers, with whole results: `NAME.w`, `NAME.scale`, `NAME.bias` of a model file. */
export class Dense {
  readonly inputs: number
  readonly outputs: number
  readonly #engine: Engine
  readonly #weights: Matrix & { readonly scale: Address; readonly bias: Address }
  readonly #room: Room

  constructor(model: Model, engine: Engine, name: string) {
    this.#engine = engine
    this.#room = new Room(engine)
    const matrix = this.#room.matrix(model, `${name}.w`)
    const scale = this.#room.floats(model.f32(`${name}.scale`))
    const bias = this.#room.floats(model.f32(`${name}.bias`))
    this.#weights = { ...matrix, scale, bias }
    this.inputs = matrix.inputs
    this.outputs = matrix.outputs
    if (this.outputs % 8 !== 0) throw new RangeError(`${name}: outputs must be a multiple of eight`)
    this.#room.keep()
  }

  /** floor(sum · scale + bias) of each output, a row a row. */
  run(rows: Int16Array): Int16Array {
    const { inputs, outputs } = this
    const n = rows.length / inputs
    const result = new Int16Array(n * outputs)
    for (let at = 0; at < n; at += BATCH_TOKENS) {
      const count = Math.min(BATCH_TOKENS, n - at)
      this.#room.clear()
      const [x, acc, out] = [
        this.#room.take(count * inputs * 2),
        this.#room.take(count * outputs * 4),
        this.#room.take(count * outputs * 2),
      ]
      new Int16Array(this.#engine.buffer, x, count * inputs).set(rows.subarray(at * inputs, (at + count) * inputs))
      const { address, scale, bias } = this.#weights
      this.#engine.gemm(x, inputs * 2, count, address, inputs, outputs, acc)
      this.#engine.squash(acc, count, outputs, scale, bias, -32767, 32767, out)
      result.set(new Int16Array(this.#engine.buffer, out, count * outputs), at * outputs)
    }
    return result
  }
}

interface Matrix {
  readonly address: Address
  readonly inputs: number
  readonly outputs: number
}

/** Lays tensors into an engine's memory, and after them what a batch needs. An engine holds one room. */
class Room {
  readonly #engine: Engine
  #top = 16
  #kept = 16

  constructor(engine: Engine) {
    this.#engine = engine
  }

  take(bytes: number): Address {
    const address = this.#top
    this.#top += up(bytes, 16)
    this.#engine.reserve(this.#top)
    return address
  }

  /** What was taken so far stays. */
  keep(): void {
    this.#kept = this.#top
  }

  clear(): void {
    this.#top = this.#kept
  }

  matrix(model: Model, name: string): Matrix {
    const [outputs = 0, inputs = 0] = model.shape(name)
    const address = this.take(up(outputs, 8) * inputs * 2)
    packPanels(model.i8(name), outputs, inputs, new Int16Array(this.#engine.buffer, address, up(outputs, 8) * inputs))
    return { address, inputs, outputs }
  }

  floats(values: Float32Array): Address {
    const address = this.take(up(values.length, 8) * 4)
    new Float32Array(this.#engine.buffer, address, up(values.length, 8)).fill(0).set(values)
    return address
  }
}

interface Size {
  readonly inputs: number
  readonly hidden: number
  readonly layers: number
  /** What stands before the names of the tensors in a file of several networks. */
  readonly prefix?: string
}

/** One matrix of inputs and one of states, with what turns their sums into numbers. */
interface Direction {
  readonly x: Address
  readonly h: Address
  readonly scale: Address
  readonly bias: Address
  readonly inputs: number
}

/** Most tokens at once, unless one sequence alone is longer: a bound on memory, not on results. */
const BATCH_TOKENS = 1536
const BATCH_SEQUENCES = 64

const up = (n: number, to: number): number => Math.ceil(n / to) * to

/** Layers of BiLSTM over an engine: the tensors `lstm.LAYER.SIDE.…` of a model file, section 2 of docs/model-format.md. */
export class BiLstm {
  readonly width: number
  readonly #engine: Engine
  readonly #size: Size
  readonly #layers: readonly (readonly Direction[])[]
  readonly #room: Room

  constructor(model: Model, engine: Engine, size: Size) {
    this.#engine = engine
    this.#room = new Room(engine)
    this.#size = size
    this.width = 2 * size.hidden
    this.#layers = Array.from({ length: size.layers }, (_, l) =>
      ['f', 'b'].map((side) => this.#direction(model, `${size.prefix ?? ''}lstm.${l}.${side}`)),
    )
    this.#room.keep()
  }

  /**
   * Runs sequences of these lengths. `fill` writes the inputs of sequence i; `use` gets its first token's number (in
   * the order given) with views of its inputs and outputs, which are void once it returns.
   */
  runAll(
    lengths: readonly number[],
    fill: (sequence: number, input: Int16Array) => void,
    use: (sequence: number, first: number, input: Int16Array, output: Int16Array) => void,
  ): void {
    const firsts: number[] = []
    let tokens = 0
    for (const length of lengths) {
      firsts.push(tokens)
      tokens += length
    }
    const order = lengths.map((_, i) => i).filter((i) => (lengths[i] ?? 0) > 0)
    order.sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b)
    for (let from = 0; from < order.length; ) {
      const batch: number[] = []
      let size = 0
      while (from < order.length && batch.length < BATCH_SEQUENCES) {
        const length = lengths[order[from] ?? 0] ?? 0
        if (batch.length > 0 && size + length > BATCH_TOKENS) break
        size += length
        batch.push(order[from++] ?? 0)
      }
      this.#runBatch(batch, lengths, size, fill, (i, input, output) => use(i, firsts[i] ?? 0, input, output))
    }
  }

  #runBatch(
    batch: readonly number[],
    lengths: readonly number[],
    tokens: number,
    fill: (sequence: number, input: Int16Array) => void,
    use: (sequence: number, input: Int16Array, output: Int16Array) => void,
  ): void {
    const { inputs, hidden } = this.#size
    this.#room.clear()
    const take = (bytes: number): Address => this.#room.take(bytes)
    const room = {
      x: take(tokens * inputs * 2),
      ...{
        acc: take(tokens * hidden * 16),
        one: take(tokens * hidden * 4),
        two: take(tokens * hidden * 4),
      },
      ...{
        starts: take(batch.length * 4),
        lengths: take(batch.length * 4),
        rows: take(batch.length * 8),
      },
      ...{ state: take(batch.length * hidden * 4), zero: take(hidden * 2) },
    }
    const { buffer } = this.#engine
    const starts = new Int32Array(buffer, room.starts, batch.length)
    const counts = new Int32Array(buffer, room.lengths, batch.length)
    new Int16Array(buffer, room.zero, hidden).fill(0)
    const x = new Int16Array(buffer, room.x, tokens * inputs)
    let start = 0
    batch.forEach((i, b) => {
      starts[b] = start
      counts[b] = lengths[i] ?? 0
      fill(i, x.subarray(start * inputs, (start + (lengths[i] ?? 0)) * inputs))
      start += lengths[i] ?? 0
    })
    const out = this.#run(room, tokens, batch.length)
    const y = new Int16Array(buffer, out, tokens * this.width)
    batch.forEach((i, b) => {
      const first = starts[b] ?? 0
      const end = first + (counts[b] ?? 0)
      use(i, x.subarray(first * inputs, end * inputs), y.subarray(first * this.width, end * this.width))
    })
  }

  #run(
    room: Readonly<Record<'x' | 'acc' | 'one' | 'two' | 'starts' | 'lengths' | 'rows' | 'state' | 'zero', Address>>,
    tokens: number,
    count: number,
  ): Address {
    const { hidden } = this.#size
    const { acc, starts, lengths, rows, state, zero } = room
    let input = room.x
    let stride = this.#size.inputs * 2
    let output = room.one
    for (const layer of this.#layers) {
      layer.forEach((d, side) => {
        this.#engine.gemm(input, stride, tokens, d.x, d.inputs, 4 * hidden, acc)
        this.#engine.lstm({
          ...{ acc, starts, lengths, count, rows, state, zero, back: side === 1 },
          ...{
            w: d.h,
            scale: d.scale,
            bias: d.bias,
            cells: hidden,
            stride: hidden * 4,
            out: output + side * hidden * 2,
          },
        })
      })
      input = output
      stride = hidden * 4
      output = output === room.one ? room.two : room.one
    }
    return input
  }

  #direction(model: Model, name: string): Direction {
    const x = this.#room.matrix(model, `${name}.x`)
    const h = this.#room.matrix(model, `${name}.h`)
    const scale = this.#room.floats(model.f32(`${name}.scale`))
    const bias = this.#room.floats(model.f32(`${name}.bias`))
    return { x: x.address, h: h.address, scale, bias, inputs: x.inputs }
  }
}
