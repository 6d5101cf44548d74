import type { Address, Engine, LstmTask } from './engine.js'

const round = Math.fround

/** Hyperbolic tangent as a fraction of polynomials; every step rounds to f32. */
export function tanh(x: number): number {
  const v = Math.min(Math.max(x, -4.96875), 4.96875)
  const s = round(v * v)
  const n = round(v * round(round(round(round(round(s + 378) * s) + 17325) * s) + 135135))
  const d = round(round(round(round(round(round(28 * s) + 3150) * s) + 62370) * s) + 135135)
  return Math.min(Math.max(round(n / d), -1), 1)
}

export const sigma = (x: number): number => round(round(0.5 * tanh(round(0.5 * x))) + 0.5)

/** The engine without WebAssembly: slow, and the same bits. */
export class PlainEngine implements Engine {
  readonly kind = 'plain'
  buffer = new ArrayBuffer(0)
  #i16 = new Int16Array(0)
  #i32 = new Int32Array(0)
  #f32 = new Float32Array(0)

  reserve(bytes: number): void {
    if (bytes <= this.buffer.byteLength) return
    const grown = new ArrayBuffer(Math.ceil(bytes / 65536) * 65536)
    new Uint8Array(grown).set(new Uint8Array(this.buffer))
    this.buffer = grown
    this.#i16 = new Int16Array(grown)
    this.#i32 = new Int32Array(grown)
    this.#f32 = new Float32Array(grown)
  }

  gemm(x: Address, stride: number, n: number, w: Address, inputs: number, outputs: number, out: Address): void {
    for (let row = 0; row < n; row++) {
      for (let column = 0; column < outputs; column++) {
        this.#i32[(out >> 2) + row * outputs + column] = this.#dot(x + row * stride, w, column, inputs)
      }
    }
  }

  #dot(x: Address, w: Address, column: number, inputs: number): number {
    const i16 = this.#i16
    let weight = (w >> 1) + ((column >> 3) * (inputs >> 1) * 8 + (column & 7)) * 2
    let sum = 0
    for (let at = x >> 1, end = at + inputs; at < end; at += 2, weight += 16) {
      sum += (i16[at] as number) * (i16[weight] as number) + (i16[at + 1] as number) * (i16[weight + 1] as number)
    }
    return sum
  }

  lstm(task: LstmTask): void {
    const { acc, starts, lengths, count, back, w, cells, out, stride, zero, state } = task
    const gates = 4 * cells
    this.#f32.fill(0, state >> 2, (state >> 2) + count * cells)
    for (let b = 0; b < count; b++) {
      const start = this.#i32[(starts >> 2) + b] ?? 0
      const length = this.#i32[(lengths >> 2) + b] ?? 0
      for (let t = 0; t < length; t++) {
        const here = back ? start + length - 1 - t : start + t
        const before = t === 0 ? zero : out + (back ? here + 1 : here - 1) * stride
        const sums = (acc >> 2) + here * gates
        for (let column = 0; column < gates; column++) {
          const sum = (this.#i32[sums + column] ?? 0) + this.#dot(before, w, column, cells)
          this.#f32[sums + column] = this.#affine(sum, task.scale, task.bias, column)
        }
        this.#cell(sums, cells, (state >> 2) + b * cells, (out + here * stride) >> 1)
      }
    }
  }

  #affine(sum: number, scale: Address, bias: Address, k: number): number {
    return round(round(round(sum) * (this.#f32[(scale >> 2) + k] as number)) + (this.#f32[(bias >> 2) + k] as number))
  }

  #cell(sums: number, cells: number, state: number, out: number): void {
    const f32 = this.#f32
    for (let k = 0; k < cells; k++) {
      const i = sigma(f32[sums + k] as number)
      const f = sigma(f32[sums + cells + k] as number)
      const g = tanh(f32[sums + 2 * cells + k] as number)
      const o = sigma(f32[sums + 3 * cells + k] as number)
      const c = round(round(f * (f32[state + k] as number)) + round(i * g))
      f32[state + k] = c
      const y = round(o * tanh(c))
      this.#i16[out + k] = Math.floor(round(round(y * 8192) + 0.5))
    }
  }

  squash(
    acc: Address,
    n: number,
    m: number,
    scale: Address,
    bias: Address,
    low: number,
    high: number,
    out: Address,
  ): void {
    for (let row = 0; row < n; row++) {
      for (let k = 0; k < m; k++) {
        const value = Math.floor(this.#affine(this.#i32[(acc >> 2) + row * m + k] ?? 0, scale, bias, k))
        this.#i16[(out >> 1) + row * m + k] = Math.min(Math.max(value, low), high)
      }
    }
  }

  logits(acc: Address, n: number, m: number, scale: Address, bias: Address): void {
    for (let row = 0; row < n; row++) {
      for (let k = 0; k < m; k++) {
        const at = (acc >> 2) + row * m + k
        this.#f32[at] = this.#affine(this.#i32[at] ?? 0, scale, bias, k)
      }
    }
  }

  products(
    a: Address,
    aStride: number,
    n: number,
    b: Address,
    bStride: number,
    m: number,
    width: number,
    out: Address,
  ): void {
    const i16 = this.#i16
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < m; j++) {
        const x = (a + i * aStride) >> 1
        const y = (b + j * bStride) >> 1
        let sum = 0
        for (let k = 0; k < width; k++) sum += (i16[x + k] as number) * (i16[y + k] as number)
        this.#i32[(out >> 2) + i * m + j] = sum
      }
    }
  }
}
