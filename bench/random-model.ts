/** Sizes of a random model: for tests of the arithmetic and of speed, without the trained one. */
export interface RandomModelSizes {
  readonly word: number
  readonly affix: number
  readonly hidden: number
  readonly group: number
  readonly words: readonly string[]
  readonly buckets: number
}

const SMALL: RandomModelSizes = {
  word: 16,
  affix: 8,
  hidden: 16,
  group: 16,
  words: ['the', 'men', 'fled'],
  buckets: 512,
}

/** The bytes of a model file (docs/model-format.md) with random weights; the same seed gives the same bytes. */
export function randomModel(seed: number, sizes: RandomModelSizes = SMALL): Uint8Array {
  const { word, affix, hidden, group, words, buckets } = sizes
  const random = generator(seed)
  const upos = ['NOUN', 'VERB', 'PUNCT', 'DET']
  const xpos = ['NN', 'VBD', '.', 'DT']
  const feats = ['_', 'Number=Sing', 'Tense=Past|VerbForm=Fin']
  const rel = ['root', 'nsubj', 'obj', 'punct', 'det', 'obl']
  const name = [
    'O',
    ...['person', 'organisation', 'place', 'other'].flatMap((k) => ['B', 'I', 'E', 'S'].map((b) => `${b}-${k}`)),
  ]
  const groups = { tag: group, name: group, arc_dep: group, arc_head: group, label_dep: group, label_head: group }
  const tensors = new Tensors(random)
  tensors.text('words', words.join('\n'))
  tensors.i8('word.rows', [words.length, word], 127)
  tensors.f32('word.scale', words.length, 0.004)
  tensors.i8('gram.rows', [buckets, word], 127)
  tensors.f32('gram.scale', buckets, 0.004)
  tensors.i8('affix.rows', [buckets, affix], 127)
  tensors.f32('affix.scale', buckets, 0.001)
  tensors.i16('case.rows', [4, affix], 400)
  for (let l = 0; l < 2; l++) {
    for (const d of ['f', 'b']) {
      tensors.matrix(`lstm.${l}.${d}.x`, 4 * hidden, l === 0 ? word + affix : 2 * hidden)
      tensors.matrix(`lstm.${l}.${d}.h`, 4 * hidden, hidden)
      tensors.f32(`lstm.${l}.${d}.scale`, 4 * hidden, 0.000002)
      tensors.f32(`lstm.${l}.${d}.bias`, 4 * hidden, 0.5)
    }
  }
  tensors.layer('hidden', 6 * group, 2 * hidden, 0.002, 500)
  tensors.layer('tag', upos.length + xpos.length + feats.length, group, 0.0002, 0.1)
  tensors.layer('arc', group, group, 0.01, 10)
  tensors.i16('arc.root', [group], 2000)
  tensors.layer('label', rel.length, 3 * group, 0.0002, 0.1)
  tensors.layer('name', name.length, group, 0.0002, 0.1)
  tensors.f32('name.start', name.length, 1)
  tensors.values('name.next', [name.length, name.length], nameMoves(name))
  tensors.f32('name.end', name.length, 1)
  tensors.text('lemma.words', 'NN\tmen\tman')
  tensors.text('lemma.rules', 'VBD\ted\t2\t\nNN\ts\t1\t')
  return tensors.file({
    name: 'random',
    version: String(seed),
    options: {
      ...{ word, affix, hidden, layers: 2, grams: { low: 3, high: 5, buckets }, affixes: { buckets }, groups },
      ...{ arc_unit: 1, name_sharpness: 0.2, keep_case: ['NNP'], as_is: ['.'] },
    },
    labels: {
      ...{ upos, xpos, feats, rel, root_rel: 0, name },
      triples: [
        [0, 0, 1],
        [0, 0, 0],
        [1, 1, 2],
        [2, 2, 0],
        [3, 3, 0],
      ],
    },
    sha256: '0'.repeat(64),
  })
}

function nameMoves(labels: readonly string[]): Float32Array {
  const opens = (l: string): boolean => l.startsWith('B') || l.startsWith('I')
  const goesOn = (l: string): boolean => l.startsWith('I') || l.startsWith('E')
  return Float32Array.from(
    labels.flatMap((a) =>
      labels.map((b) => (opens(a) === goesOn(b) && (!opens(a) || a.slice(2) === b.slice(2)) ? 0.25 : -10000)),
    ),
  )
}

/** A small generator of numbers in [−1, 1), the same on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
}

class Tensors {
  readonly #parts: { name: string; dtype: string; shape: readonly number[]; bytes: Uint8Array }[] = []
  constructor(readonly random: () => number) {}

  #add(name: string, dtype: string, shape: readonly number[], data: ArrayBufferView): void {
    this.#parts.push({ name, dtype, shape, bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) })
  }

  text(name: string, text: string): void {
    const bytes = new TextEncoder().encode(text)
    this.#add(name, 'text', [bytes.length], bytes)
  }

  i8(name: string, shape: readonly [number, number], most: number): void {
    this.#add(
      name,
      'i8',
      shape,
      Int8Array.from({ length: shape[0] * shape[1] }, () => this.random() * most),
    )
  }

  i16(name: string, shape: readonly number[], most: number): void {
    this.#add(
      name,
      'i16',
      shape,
      Int16Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => this.random() * most),
    )
  }

  f32(name: string, length: number, most: number): void {
    this.#add(
      name,
      'f32',
      [length],
      Float32Array.from({ length }, () => Math.abs(this.random()) * most),
    )
  }

  values(name: string, shape: readonly number[], values: Float32Array): void {
    this.#add(name, 'f32', shape, values)
  }

  matrix(name: string, outputs: number, inputs: number): void {
    this.i8(name, [outputs, inputs], 127)
  }

  layer(name: string, outputs: number, inputs: number, scale: number, bias: number): void {
    this.matrix(`${name}.w`, outputs, inputs)
    this.f32(`${name}.scale`, outputs, scale)
    this.f32(`${name}.bias`, outputs, bias)
  }

  file(header: object): Uint8Array {
    let offset = 0
    const entries = this.#parts.map((p) => {
      const entry = { dtype: p.dtype, shape: p.shape, offset, bytes: p.bytes.length }
      offset = Math.ceil((offset + p.bytes.length) / 16) * 16
      return [p.name, entry] as const
    })
    const json = new TextEncoder().encode(JSON.stringify({ ...header, tensors: Object.fromEntries(entries) }))
    const data = Math.ceil((8 + json.length) / 16) * 16
    const file = new Uint8Array(data + offset)
    file.set(new TextEncoder().encode('HSY1'))
    new DataView(file.buffer).setUint32(4, json.length, true)
    file.set(json, 8)
    for (const [i, p] of this.#parts.entries()) file.set(p.bytes, data + (entries[i]?.[1].offset ?? 0))
    return file
  }
}
