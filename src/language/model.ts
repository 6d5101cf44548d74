/** One matrix or list of numbers of the model file. */
export type Tensor = Int8Array | Int16Array | Int32Array | Uint8Array | Uint32Array | Float32Array

/** Sizes that the trainer chose; see docs/model-format.md. */
export interface ModelOptions {
  readonly word: number
  readonly affix: number
  readonly hidden: number
  readonly layers: number
  readonly grams: { readonly low: number; readonly high: number; readonly buckets: number }
  readonly affixes: { readonly buckets: number }
  readonly groups: Readonly<Record<'tag' | 'name' | 'arc_dep' | 'arc_head' | 'label_dep' | 'label_head', number>>
  readonly arc_unit: number
  readonly name_sharpness: number
  readonly keep_case: readonly string[]
  readonly as_is?: readonly string[]
}

export interface ModelLabels {
  readonly upos: readonly string[]
  readonly xpos: readonly string[]
  readonly feats: readonly string[]
  /** Indexes into upos, xpos and feats of the tags that occur together. */
  readonly triples: readonly (readonly [number, number, number])[]
  readonly rel: readonly string[]
  readonly root_rel: number
  readonly name: readonly string[]
}

interface TensorEntry {
  readonly dtype: 'i8' | 'i16' | 'i32' | 'u8' | 'u32' | 'f32' | 'text'
  readonly shape: readonly number[]
  readonly offset: number
  readonly bytes: number
}

interface Header {
  readonly name: string
  readonly version: string
  readonly options: ModelOptions
  readonly labels: ModelLabels
  readonly tensors: Readonly<Record<string, TensorEntry>>
  readonly sha256: string
}

/** The bytes are not a model that this version reads. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
}

/** A model file, opened: its tensors are views on the bytes, nothing is copied. */
export class Model {
  readonly #header: Header
  readonly #bytes: Uint8Array
  readonly #data: number

  constructor(bytes: Uint8Array | ArrayBuffer) {
    this.#bytes = aligned(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes))
    if (readText(this.#bytes, 0, 4) !== 'HSY1')
      throw new ModelError('this is not an English model of Hearsay (no HSY1)')
    const length = new DataView(this.#bytes.buffer, this.#bytes.byteOffset).getUint32(4, true)
    this.#header = JSON.parse(readText(this.#bytes, 8, 8 + length)) as Header
    this.#data = Math.ceil((8 + length) / 16) * 16
  }

  /** Name, version and content: the same words in two ledgers mean the same model. */
  get version(): string {
    return `${this.#header.name} ${this.#header.version} ${this.#header.sha256.slice(0, 12)}`
  }

  get options(): ModelOptions {
    return this.#header.options
  }

  get labels(): ModelLabels {
    return this.#header.labels
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#header.tensors, name)
  }

  shape(name: string): readonly number[] {
    return this.#entry(name).shape
  }

  i8(name: string): Int8Array {
    return this.#view(name, 'i8', Int8Array)
  }

  i16(name: string): Int16Array {
    return this.#view(name, 'i16', Int16Array)
  }

  u8(name: string): Uint8Array {
    return this.#view(name, 'u8', Uint8Array)
  }

  u32(name: string): Uint32Array {
    return this.#view(name, 'u32', Uint32Array)
  }

  f32(name: string): Float32Array {
    return this.#view(name, 'f32', Float32Array)
  }

  /** The lines of a text tensor. */
  lines(name: string): string[] {
    const { dtype, offset, bytes } = this.#entry(name)
    if (dtype !== 'text') throw new ModelError(`${name} is ${dtype}, not text`)
    const text = readText(this.#bytes, this.#data + offset, this.#data + offset + bytes)
    return text === '' ? [] : (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
  }

  #entry(name: string): TensorEntry {
    const entry = this.#header.tensors[name]
    if (!entry) throw new ModelError(`the model has no ${name}`)
    return entry
  }

  #view<T extends Tensor>(
    name: string,
    dtype: TensorEntry['dtype'],
    View: { new (buffer: ArrayBufferLike, offset: number, length: number): T; BYTES_PER_ELEMENT: number },
  ): T {
    const entry = this.#entry(name)
    if (entry.dtype !== dtype) throw new ModelError(`${name} is ${entry.dtype}, not ${dtype}`)
    const start = this.#bytes.byteOffset + this.#data + entry.offset
    return new View(this.#bytes.buffer, start, entry.bytes / View.BYTES_PER_ELEMENT)
  }
}

/** Views of f32 need an address that four divides; a slice of a pool may begin anywhere. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 16 === 0 ? bytes : new Uint8Array(bytes)
}

/** Copies first: TextDecoder does not read memory that is shared between threads. */
function readText(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.slice(from, to))
}
