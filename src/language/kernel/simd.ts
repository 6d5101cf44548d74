import type { Address, Engine, LstmTask } from './engine.js'
import { KERNEL } from './wasm.js'

/** What this module needs of WebAssembly; the types of the web are not part of a Node project. */
interface WasmMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}
interface Wasm {
  readonly Memory: new (options: { initial: number }) => WasmMemory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> }
}

type Call = (...args: number[]) => void
const PAGE = 65536

/** The engine in WebAssembly SIMD, or null where this machine has none. */
export function simdEngine(): Engine | null {
  const wasm = (globalThis as { WebAssembly?: Wasm }).WebAssembly
  if (!wasm) return null
  try {
    return new SimdEngine(wasm)
  } catch {
    return null
  }
}

class SimdEngine implements Engine {
  readonly kind = 'wasm-simd'
  readonly #memory: WasmMemory
  readonly #calls: Readonly<Record<'gemm' | 'lstm' | 'squash' | 'logits' | 'products', Call>>

  constructor(wasm: Wasm) {
    this.#memory = new wasm.Memory({ initial: 1 })
    const module = new wasm.Module(Uint8Array.from(atob(KERNEL), (c) => c.charCodeAt(0)))
    const instance = new wasm.Instance(module, { env: { memory: this.#memory, abort: () => undefined } })
    this.#calls = instance.exports as Record<'gemm' | 'lstm' | 'squash' | 'logits' | 'products', Call>
  }

  get buffer(): ArrayBuffer {
    return this.#memory.buffer
  }

  reserve(bytes: number): void {
    const missing = Math.ceil(bytes / PAGE) - this.#memory.buffer.byteLength / PAGE
    if (missing > 0) this.#memory.grow(missing)
  }

  gemm(x: Address, stride: number, n: number, w: Address, inputs: number, outputs: number, out: Address): void {
    this.#calls.gemm(x, stride, n, w, inputs, outputs, out)
  }

  lstm(t: LstmTask): void {
    const { acc, starts, lengths, count, w, scale, bias, cells, out, stride, zero, state, rows } = t
    const back = t.back ? 1 : 0
    this.#calls.lstm(acc, starts, lengths, count, back, w, scale, bias, cells, out, stride, zero, state, rows)
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
    this.#calls.squash(acc, n, m, scale, bias, low, high, out)
  }

  logits(acc: Address, n: number, m: number, scale: Address, bias: Address): void {
    this.#calls.logits(acc, n, m, scale, bias)
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
    this.#calls.products(a, aStride, n, b, bStride, m, width, out)
  }
}
