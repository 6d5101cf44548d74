import { fnv } from '../../language/forms.js'
import type { Engine } from '../../language/kernel/engine.js'
import { sigma } from '../../language/kernel/plain.js'
import { Model, ModelError } from '../../language/model.js'
import { BiLstm, bestEngine, Dense, type EnglishStates, formsOf } from '../../language/states.js'
import type { Reading } from '../reading.js'
import type { Role, TaggedAttribution, TaggedSpan, Tagger } from './contract.js'
import { chunksOf, keysOf } from './keys.js'
import { linkSpans } from './link.js'
import { Lookup } from './lookup.js'
import { bestPath, type Moves } from './viterbi.js'

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
  /** Added to the logit of "nothing": above 0 fewer spans are found, below 0 more. */
  readonly outside: number
  /** score = sigma(slope · margin + offset), a role. */
  readonly scores: Readonly<Record<Role, readonly [number, number]>>
}

/** The tagger was trained on the numbers of another English model; with this one it would guess. */
export class TaggerMismatch extends ModelError {
  override readonly name = 'ModelError'
  constructor(needs: string, has: string) {
    super(`the tagger was trained with ${needs}, the English model is ${has}; run training/attribution/run.sh`)
  }
}

/**
 * Makes a tagger from the bytes of a model file and the English model that it was trained with. Pure: the caller reads the files (see src/data/tagger.ts).
 *
 * @throws TaggerMismatch when the tagger was trained with another English model.
 */
export function createTagger(
  bytes: Uint8Array | ArrayBuffer,
  english: EnglishStates,
  engine: () => Engine = bestEngine,
): Tagger {
  return new NetworkTagger(new Model(bytes), english, engine)
}

/** Sources, cues and contents in a report. */
export const taggedSpans = (reading: Reading, tagger: Tagger): readonly TaggedSpan[] => tagger.spans(reading)

const UNIT = 8192

class NetworkTagger implements Tagger {
  readonly version: string
  readonly #english: EnglishStates
  readonly #options: TaggerOptions
  readonly #tags: readonly string[]
  readonly #keys: Lookup
  readonly #narrow: Dense
  readonly #networks: readonly Network[]
  readonly #moves: Moves
  readonly #links: Lookup
  readonly #linkWeights: Float32Array

  constructor(model: Model, english: EnglishStates, engine: () => Engine) {
    const options = model.options as unknown as TaggerOptions
    if (options.english !== english.version) throw new TaggerMismatch(options.english, english.version)
    this.version = model.version
    this.#english = english
    this.#options = options
    this.#tags = (model.labels as unknown as { readonly tags: readonly string[] }).tags
    this.#keys = new Lookup(model.u32('keys'))
    this.#narrow = new Dense(model, engine(), 'narrow')
    this.#networks = Array.from({ length: options.parts }, (_, k) => new Network(model, `${k}.`, options, engine()))
    this.#moves = { start: model.f32('start'), next: model.f32('next'), end: model.f32('end') }
    this.#links = new Lookup(model.u32('links'))
    this.#linkWeights = model.f32('links.weight')
  }

  spans(reading: Reading): readonly TaggedSpan[] {
    const { text, sentences } = reading
    const tokens = sentences.flatMap((s) => s.tokens)
    const width = this.#tags.length
    const logits = this.#logits(reading, tokens.length)
    const found: TaggedSpan[] = []
    let at = 0
    for (const chunk of chunksOf(sentences)) {
      const path = bestPath(logits.subarray(at * width, (at + chunk.tokens) * width), width, this.#moves)
      found.push(...this.#spansOf(path.tags, path.margins, at, tokens))
      at += chunk.tokens
    }
    return found.filter((s) => text.slice(s.start, s.end).trim() !== '')
  }

  attributions(reading: Reading, spans: readonly TaggedSpan[] = this.spans(reading)): readonly TaggedAttribution[] {
    const weight = (key: string): number => {
      const row = this.#links.find(fnv(key))
      return row < 0 ? 0 : (this.#linkWeights[row] as number)
    }
    return linkSpans(reading, spans, weight)
  }

  /** Mean of the networks' logits, a row a token. */
  #logits({ text, sentences }: Reading, tokens: number): Float64Array {
    const rows = this.#narrow.run(this.#english.read(formsOf(text, sentences)))
    const keys = keysOf(text, sentences)
      .flat()
      .map((names) => names.map((name) => this.#keys.find(fnv(name))).filter((row) => row >= 0))
    const lengths = chunksOf(sentences).map((c) => c.tokens)
    const sum = new Float64Array(tokens * this.#tags.length)
    for (const network of this.#networks) network.add(rows, keys, lengths, sum)
    const share = 1 / this.#networks.length
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) * share
    for (let i = 0; i < sum.length; i += this.#tags.length) sum[i] = (sum[i] as number) + this.#options.outside
    return sum
  }

  #spansOf(
    tags: readonly number[],
    margins: readonly number[],
    at: number,
    tokens: readonly { start: number; end: number }[],
  ): TaggedSpan[] {
    const found: TaggedSpan[] = []
    let first = 0
    let least = Number.POSITIVE_INFINITY
    tags.forEach((tag, i) => {
      const name = this.#tags[tag] ?? 'O'
      if (name[0] === 'B' || name[0] === 'S') {
        first = i
        least = Number.POSITIVE_INFINITY
      }
      least = Math.min(least, margins[i] as number)
      if (name[0] !== 'E' && name[0] !== 'S') return
      const role = name.slice(2).toLowerCase() as Role
      const [slope, offset] = this.#options.scores[role]
      const span = { start: tokens[at + first]?.start ?? 0, end: tokens[at + i]?.end ?? 0 }
      found.push({ ...span, role, score: sigma(Math.fround(slope * least + offset)), first: at + first, last: at + i })
    })
    return found
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
        for (let k = 0; k < wide; k++) acc += (output[t * wide + k] as number) * (w[o * wide + k] as number)
        const to = (first + t) * bias.length + o
        sum[to] = (sum[to] as number) + acc * (scale[o] as number) + (bias[o] as number)
      }
    }
  }
}
