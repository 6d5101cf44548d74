import type { Span } from '../../claim/span.js'
import type { Analyser } from '../../language/contract.js'
import { fnv } from '../../language/forms.js'
import type { Engine } from '../../language/kernel/engine.js'
import { Model, ModelError } from '../../language/model.js'
import { BiLstm, bestEngine, Dense } from '../../language/states.js'
import type { Reading } from '../reading.js'
import { type Edges, Lattice, type Moves } from './chances.js'
import { type Marked, ROLES, type Role, type TaggedAttribution, type TaggedSpan, type Tagger } from './contract.js'
import { chunksOf, keysOf } from './keys.js'
import { linkSpans } from './link.js'
import { Lookup } from './lookup.js'

/** What training/attribution/export.py writes beside the tensors. */
interface TaggerOptions {
  /** Version of the English model whose numbers the tagger learnt from. */
  readonly english: string
  /** Numbers a token that the networks read: so many of the English model's, narrowed, and so many of the keys. */
  readonly narrow: number
  readonly embed: number
  readonly hidden: number
  readonly layers: number
  /** Networks whose logits are averaged. */
  readonly parts: number
}

/** The tagger was trained on the numbers of another English model; with this one it would guess. */
export class TaggerMismatch extends ModelError {
  override readonly name = 'ModelError'
  constructor(needs: string, has: string) {
    super(`the tagger was trained with ${needs}, the English model is ${has}; run training/attribution/run.sh`)
  }
}

/**
 * Makes a tagger from the bytes of a model file and the analyser with the English model that it was trained with; it reads
 * sentences of that analyser only. Pure: the caller reads the file (see src/data/tagger.ts).
 *
 * @throws TaggerMismatch when the tagger was trained with another English model.
 */
export function createTagger(
  bytes: Uint8Array | ArrayBuffer,
  english: EnglishModel,
  engine: () => Engine = bestEngine,
): Tagger {
  return new NetworkTagger(new Model(bytes), english, engine)
}

/** What a tagger needs of an analyser. */
export type EnglishModel = Pick<Analyser, 'version' | 'states'>

const UNIT = 8192

class NetworkTagger implements Tagger {
  readonly version: string
  readonly #english: EnglishModel
  readonly #options: TaggerOptions
  readonly #tags: readonly string[]
  readonly #edges: Readonly<Record<Role, Edges>>
  readonly #keys: Lookup
  readonly #narrow: Dense
  readonly #networks: readonly Network[]
  readonly #moves: Moves
  readonly #links: Lookup
  readonly #linkWeights: Float32Array

  constructor(model: Model, english: EnglishModel, engine: () => Engine) {
    const options = model.options as unknown as TaggerOptions
    if (!`${english.version} `.startsWith(`${options.english} `))
      throw new TaggerMismatch(options.english, english.version)
    this.version = model.version
    this.#english = english
    this.#options = options
    this.#tags = (model.labels as unknown as { readonly tags: readonly string[] }).tags
    const tagged = (edge: string, role: Role): number =>
      this.#tags.indexOf(`${edge}-${role[0]?.toUpperCase()}${role.slice(1)}`)
    this.#edges = Object.fromEntries(
      ROLES.map((r) => [
        r,
        { begin: tagged('B', r), inside: tagged('I', r), end: tagged('E', r), single: tagged('S', r) },
      ]),
    ) as Record<Role, Edges>
    this.#keys = new Lookup(model.u32('keys'))
    this.#narrow = new Dense(model, engine(), 'narrow')
    this.#networks = Array.from({ length: options.parts }, (_, k) => new Network(model, `${k}.`, options, engine()))
    this.#moves = { start: model.f32('start'), next: model.f32('next'), end: model.f32('end') }
    this.#links = new Lookup(model.u32('links'))
    this.#linkWeights = model.f32('links.weight')
  }

  mark(reading: Reading): Marked {
    const tokens = reading.sentences.flatMap((s) => s.tokens)
    const width = this.#tags.length
    const logits = this.#logits(reading, tokens.length)
    const edges = ROLES.map((role) => this.#edges[role])
    const marked = new Marks(tokens)
    let at = 0
    for (const { tokens: count } of chunksOf(reading.sentences)) {
      const rows = logits.subarray(at * width, (at + count) * width)
      marked.add(at, count, new Lattice(rows, width, this.#moves), edges)
      at += count
    }
    return marked
  }

  link(reading: Reading, spans: readonly TaggedSpan[]): readonly TaggedAttribution[] {
    return linkSpans(reading, spans, (key) => {
      const row = this.#links.find(fnv(key))
      return row < 0 ? 0 : (this.#linkWeights[row] as number)
    })
  }

  /** Mean of the networks' logits, a row a token. */
  #logits({ text, sentences }: Reading, tokens: number): Float64Array {
    const states = this.#english.states(sentences)
    if (!states) throw new RangeError('the tagger reads sentences of its own analyser only')
    const rows = this.#narrow.run(states)
    const keys = keysOf(text, sentences)
      .flat()
      .map((names) => names.map((name) => this.#keys.find(fnv(name))).filter((row) => row >= 0))
    const lengths = chunksOf(sentences).map((c) => c.tokens)
    const sum = new Float64Array(tokens * this.#tags.length)
    for (const network of this.#networks) network.add(rows, keys, lengths, sum)
    const share = 1 / this.#networks.length
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) * share
    return sum
  }
}

/** What the lattices of all chunks say, in tokens of the report. */
class Marks implements Marked {
  readonly runs: TaggedSpan[] = []
  readonly #tokens: readonly Span[]
  readonly #seen: Readonly<Record<Role, Float64Array>>

  constructor(tokens: readonly Span[]) {
    this.#tokens = tokens
    const none = (): Float64Array => new Float64Array(tokens.length)
    this.#seen = { source: none(), cue: none(), content: none() }
  }

  add(at: number, count: number, lattice: Lattice, edges: readonly Edges[]): void {
    ROLES.forEach((role, k) => {
      const own = edges[k] as Edges
      for (let i = 0; i < count; i++) this.#seen[role][at + i] = lattice.within(i, own)
      for (const { first, last, chance } of lattice.runs(own))
        this.runs.push(this.span(role, at + first, at + last, chance))
    })
  }

  span(role: Role, first: number, last: number, score: number): TaggedSpan {
    const [start, end] = [this.#tokens[first]?.start ?? 0, this.#tokens[last]?.end ?? 0]
    return { start, end, role, score, first, last }
  }

  seen(role: Role, first: number, last: number): number {
    let sum = 0
    for (let i = first; i <= last; i++) sum += this.#seen[role][i] as number
    return sum / (last - first + 1)
  }
}

/** One BiLSTM with its table of keys and its layer of logits. */
class Network {
  readonly #lstm: BiLstm
  readonly #options: TaggerOptions
  readonly #rows: Int8Array
  readonly #scale: Float32Array
  readonly #out: { readonly w: Int8Array; readonly scale: Float32Array; readonly bias: Float32Array }

  constructor(model: Model, prefix: string, options: TaggerOptions, engine: Engine) {
    const { narrow, embed, hidden, layers } = options
    this.#options = options
    this.#lstm = new BiLstm(model, engine, { inputs: narrow + embed, hidden, layers, prefix })
    this.#rows = model.i8(`${prefix}embed.rows`)
    this.#scale = model.f32(`${prefix}embed.scale`)
    this.#out = {
      w: model.i8(`${prefix}out.w`),
      scale: model.f32(`${prefix}out.scale`),
      bias: model.f32(`${prefix}out.bias`),
    }
  }

  /** Adds its logits to `sum`. */
  add(rows: Int16Array, keys: readonly (readonly number[])[], lengths: readonly number[], sum: Float64Array): void {
    const { narrow: width, embed } = this.#options
    const starts: number[] = []
    let at = 0
    for (const length of lengths) {
      starts.push(at)
      at += length
    }
    this.#lstm.runAll(
      lengths,
      (i, input) => {
        const start = starts[i] ?? 0
        for (let t = 0; t < (lengths[i] ?? 0); t++) {
          const to = t * (width + embed)
          input.set(rows.subarray((start + t) * width, (start + t + 1) * width), to)
          this.#embed(keys[start + t] ?? [], input.subarray(to + width, to + width + embed))
        }
      },
      (_, first, __, output) => this.#score(output, first, sum),
    )
  }

  #embed(keys: readonly number[], out: Int16Array): void {
    for (let k = 0; k < out.length; k++) {
      let value = 0
      for (const key of keys) value += (this.#rows[key * out.length + k] as number) * (this.#scale[key] as number)
      out[k] = Math.max(-32768, Math.min(32767, Math.floor(value * UNIT + 0.5)))
    }
  }

  #score(output: Int16Array, first: number, sum: Float64Array): void {
    const { w, scale, bias } = this.#out
    const wide = this.#lstm.width
    for (let t = 0; t < output.length / wide; t++) {
      for (let o = 0; o < bias.length; o++) {
        let acc = 0
        for (let k = 0; k < wide; k++)
          acc = (acc + Math.imul(output[t * wide + k] as number, w[o * wide + k] as number)) | 0
        const to = (first + t) * bias.length + o
        sum[to] = (sum[to] as number) + acc * (scale[o] as number) + (bias[o] as number)
      }
    }
  }
}
