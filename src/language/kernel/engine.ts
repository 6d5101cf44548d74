/** Addresses are byte offsets into one memory; all are multiples of 16. */
export type Address = number

/** The arithmetic of docs/model-format.md over one memory. Two engines give the same bits: WebAssembly SIMD and plain. */
export interface Engine {
  readonly kind: 'wasm-simd' | 'plain'
  /** Grows the memory to at least this many bytes; views made before are void. */
  reserve(bytes: number): void
  readonly buffer: ArrayBuffer
  /** out[n][outputs] = x[n][inputs] · w, exact i32; `stride` = bytes of a row of x. */
  gemm(x: Address, stride: number, n: number, w: Address, inputs: number, outputs: number, out: Address): void
  /** One direction of an LSTM layer; see assembly.ts. */
  lstm(task: LstmTask): void
  /** i16 out = clamp(floor(acc · scale + bias)). */
  squash(
    acc: Address,
    n: number,
    m: number,
    scale: Address,
    bias: Address,
    low: number,
    high: number,
    out: Address,
  ): void
  /** acc · scale + bias as f32, in place. */
  logits(acc: Address, n: number, m: number, scale: Address, bias: Address): void
  /** out[i][j] = a[i] · b[j], exact i32. */
  products(
    a: Address,
    aStride: number,
    n: number,
    b: Address,
    bStride: number,
    m: number,
    width: number,
    out: Address,
  ): void
}

export interface LstmTask {
  /** Sums of the input, i32 [token][4 · cells]; overwritten. */
  readonly acc: Address
  /** First token and length of each sentence, i32, longest first. */
  readonly starts: Address
  readonly lengths: Address
  readonly count: number
  readonly back: boolean
  readonly w: Address
  readonly scale: Address
  readonly bias: Address
  readonly cells: number
  /** This direction's part of the first row of output, i16; `stride` = bytes of a row. */
  readonly out: Address
  readonly stride: number
  /** A row of zeros. */
  readonly zero: Address
  /** Room for count × cells f32. */
  readonly state: Address
  /** Room for count × 8 bytes. */
  readonly rows: Address
}

/** Weights of a matrix [outputs, inputs] in panels of eight outputs, two inputs at a time, as the engines read them. */
export function packPanels(weights: Int8Array, outputs: number, inputs: number, into: Int16Array): void {
  const pairs = inputs >> 1
  for (let row = 0; row < outputs; row++) {
    const panel = (row >> 3) * pairs
    for (let k = 0; k < inputs; k++) {
      into[((panel + (k >> 1)) * 8 + (row & 7)) * 2 + (k & 1)] = weights[row * inputs + k] ?? 0
    }
  }
}
