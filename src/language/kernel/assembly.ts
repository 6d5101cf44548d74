// @ts-nocheck: AssemblyScript, not TypeScript; built by build.mjs into wasm.ts
/**
 * The arithmetic of docs/model-format.md in WebAssembly SIMD: int8 weights (stored as int16), integer sums, single steps in f32.
 * plain.ts computes the same bits without it. Weights lie in panels of eight outputs: for each pair of inputs, the two
 * weights of output 0, of output 1 ... of output 7. A sum over inputs is never split, so the number of rows does not matter.
 */

/** out[n][outputs] = x[n][inputs] · w; `stride` is the width of a row of x in bytes. */
export function gemm(x: usize, stride: usize, n: i32, w: usize, inputs: i32, outputs: i32, out: usize): void {
  const pairs = inputs >> 1
  const outStride = (<usize>outputs) << 2
  for (let panel = 0; panel < outputs; panel += 8) {
    const panelWeights = w + <usize>(panel * inputs) * 2
    const column = out + ((<usize>panel) << 2)
    let row = 0
    for (; row + 4 <= n; row += 4) {
      const x0 = x + <usize>row * stride
      const o0 = column + <usize>row * outStride
      let a0 = i32x4.splat(0),
        a1 = a0,
        b0 = a0,
        b1 = a0,
        c0 = a0,
        c1 = a0,
        d0 = a0,
        d1 = a0
      let p = x0,
        wp = panelWeights
      for (let k = 0; k < pairs; k++) {
        const w0 = v128.load(wp),
          w1 = v128.load(wp, 16)
        let s = v128.load32_splat(p)
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(s, w0))
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(s, w1))
        s = v128.load32_splat(p + stride)
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(s, w0))
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(s, w1))
        s = v128.load32_splat(p + 2 * stride)
        c0 = i32x4.add(c0, i32x4.dot_i16x8_s(s, w0))
        c1 = i32x4.add(c1, i32x4.dot_i16x8_s(s, w1))
        s = v128.load32_splat(p + 3 * stride)
        d0 = i32x4.add(d0, i32x4.dot_i16x8_s(s, w0))
        d1 = i32x4.add(d1, i32x4.dot_i16x8_s(s, w1))
        p += 4
        wp += 32
      }
      v128.store(o0, a0)
      v128.store(o0, a1, 16)
      v128.store(o0 + outStride, b0)
      v128.store(o0 + outStride, b1, 16)
      v128.store(o0 + 2 * outStride, c0)
      v128.store(o0 + 2 * outStride, c1, 16)
      v128.store(o0 + 3 * outStride, d0)
      v128.store(o0 + 3 * outStride, d1, 16)
    }
    for (; row < n; row++) {
      const o0 = column + <usize>row * outStride
      let a0 = i32x4.splat(0),
        a1 = a0
      let p = x + <usize>row * stride,
        wp = panelWeights
      for (let k = 0; k < pairs; k++) {
        const s = v128.load32_splat(p)
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(s, v128.load(wp)))
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(s, v128.load(wp, 16)))
        p += 4
        wp += 32
      }
      v128.store(o0, a0)
      v128.store(o0, a1, 16)
    }
  }
}

function affine(acc: v128, scale: usize, bias: usize): v128 {
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(acc), v128.load(scale)), v128.load(bias))
}

function tanh4(x: v128): v128 {
  x = f32x4.min(f32x4.max(x, f32x4.splat(-4.96875)), f32x4.splat(4.96875))
  const s = f32x4.mul(x, x)
  let n = f32x4.mul(f32x4.add(s, f32x4.splat(378)), s)
  n = f32x4.mul(f32x4.add(n, f32x4.splat(17325)), s)
  n = f32x4.mul(x, f32x4.add(n, f32x4.splat(135135)))
  let d = f32x4.mul(f32x4.add(f32x4.mul(f32x4.splat(28), s), f32x4.splat(3150)), s)
  d = f32x4.mul(f32x4.add(d, f32x4.splat(62370)), s)
  d = f32x4.add(d, f32x4.splat(135135))
  return f32x4.min(f32x4.max(f32x4.div(n, d), f32x4.splat(-1)), f32x4.splat(1))
}

function sigma4(x: v128): v128 {
  const half = f32x4.splat(0.5)
  return f32x4.add(f32x4.mul(half, tanh4(f32x4.mul(half, x))), half)
}

/**
 * One direction of one layer over `count` sentences, longest first. `acc` holds the input's sums [token][4 · cells] and is
 * overwritten; `starts` and `lengths` are i32, `back` reads from the end; `out` is the first value of this direction's
 * output (i16, rows of `stride` bytes); `zero` is a row of zeros, `state` room for count × cells f32.
 */
export function lstm(
  acc: usize,
  starts: usize,
  lengths: usize,
  count: i32,
  back: i32,
  w: usize,
  scale: usize,
  bias: usize,
  cells: i32,
  out: usize,
  stride: usize,
  zero: usize,
  state: usize,
  rows: usize,
): void {
  const gates = cells << 2
  const accStride = (<usize>gates) << 2
  const pairs = cells >> 1
  memory.fill(state, 0, (<usize>(count * cells)) << 2)
  const longest = load<i32>(lengths)
  let active = count
  for (let t = 0; t < longest; t++) {
    while (active > 0 && load<i32>(lengths + ((<usize>(active - 1)) << 2)) <= t) active--
    for (let b = 0; b < active; b++) {
      const start = load<i32>(starts + ((<usize>b) << 2))
      const length = load<i32>(lengths + ((<usize>b) << 2))
      const here = back ? start + length - 1 - t : start + t
      const before = back ? here + 1 : here - 1
      store<u32>(rows + ((<usize>b) << 3), <u32>(acc + <usize>here * accStride))
      store<u32>(rows + ((<usize>b) << 3), <u32>(t === 0 ? zero : out + <usize>before * stride), 4)
    }
    for (let panel = 0; panel < gates; panel += 8) {
      const panelWeights = w + <usize>(panel * cells) * 2
      const column = (<usize>panel) << 2
      const s0 = scale + column,
        z0 = bias + column
      let b = 0
      for (; b + 4 <= active; b += 4) {
        const r = rows + ((<usize>b) << 3)
        const oa = <usize>load<u32>(r) + column,
          ob = <usize>load<u32>(r, 8) + column
        const oc = <usize>load<u32>(r, 16) + column,
          od = <usize>load<u32>(r, 24) + column
        let ha = <usize>load<u32>(r, 4),
          hb = <usize>load<u32>(r, 12),
          hc = <usize>load<u32>(r, 20),
          hd = <usize>load<u32>(r, 28)
        let a0 = v128.load(oa),
          a1 = v128.load(oa, 16),
          b0 = v128.load(ob),
          b1 = v128.load(ob, 16)
        let c0 = v128.load(oc),
          c1 = v128.load(oc, 16),
          d0 = v128.load(od),
          d1 = v128.load(od, 16)
        let wp = panelWeights
        for (let k = 0; k < pairs; k++) {
          const w0 = v128.load(wp),
            w1 = v128.load(wp, 16)
          let s = v128.load32_splat(ha)
          a0 = i32x4.add(a0, i32x4.dot_i16x8_s(s, w0))
          a1 = i32x4.add(a1, i32x4.dot_i16x8_s(s, w1))
          s = v128.load32_splat(hb)
          b0 = i32x4.add(b0, i32x4.dot_i16x8_s(s, w0))
          b1 = i32x4.add(b1, i32x4.dot_i16x8_s(s, w1))
          s = v128.load32_splat(hc)
          c0 = i32x4.add(c0, i32x4.dot_i16x8_s(s, w0))
          c1 = i32x4.add(c1, i32x4.dot_i16x8_s(s, w1))
          s = v128.load32_splat(hd)
          d0 = i32x4.add(d0, i32x4.dot_i16x8_s(s, w0))
          d1 = i32x4.add(d1, i32x4.dot_i16x8_s(s, w1))
          ha += 4
          hb += 4
          hc += 4
          hd += 4
          wp += 32
        }
        v128.store(oa, affine(a0, s0, z0))
        v128.store(oa, affine(a1, s0 + 16, z0 + 16), 16)
        v128.store(ob, affine(b0, s0, z0))
        v128.store(ob, affine(b1, s0 + 16, z0 + 16), 16)
        v128.store(oc, affine(c0, s0, z0))
        v128.store(oc, affine(c1, s0 + 16, z0 + 16), 16)
        v128.store(od, affine(d0, s0, z0))
        v128.store(od, affine(d1, s0 + 16, z0 + 16), 16)
      }
      for (; b < active; b++) {
        const r = rows + ((<usize>b) << 3)
        const oa = <usize>load<u32>(r) + column
        let ha = <usize>load<u32>(r, 4)
        let a0 = v128.load(oa),
          a1 = v128.load(oa, 16)
        let wp = panelWeights
        for (let k = 0; k < pairs; k++) {
          const s = v128.load32_splat(ha)
          a0 = i32x4.add(a0, i32x4.dot_i16x8_s(s, v128.load(wp)))
          a1 = i32x4.add(a1, i32x4.dot_i16x8_s(s, v128.load(wp, 16)))
          ha += 4
          wp += 32
        }
        v128.store(oa, affine(a0, s0, z0))
        v128.store(oa, affine(a1, s0 + 16, z0 + 16), 16)
      }
    }
    const gate = (<usize>cells) << 2
    for (let b = 0; b < active; b++) {
      const p = <usize>load<u32>(rows + ((<usize>b) << 3))
      const token = <i32>((p - acc) / accStride)
      const y = out + <usize>token * stride
      const c0 = state + <usize>(b * cells) * 4
      for (let k = 0; k < cells; k += 4) {
        const at = (<usize>k) << 2
        const i = sigma4(v128.load(p + at))
        const f = sigma4(v128.load(p + at + gate))
        const g = tanh4(v128.load(p + at + 2 * gate))
        const o = sigma4(v128.load(p + at + 3 * gate))
        const c = f32x4.add(f32x4.mul(f, v128.load(c0 + at)), f32x4.mul(i, g))
        v128.store(c0 + at, c)
        const h = f32x4.floor(f32x4.add(f32x4.mul(f32x4.mul(o, tanh4(c)), f32x4.splat(8192)), f32x4.splat(0.5)))
        const q = i32x4.trunc_sat_f32x4_s(h)
        v128.store64_lane(y + ((<usize>k) << 1), i16x8.narrow_i32x4_s(q, q), 0)
      }
    }
  }
}

/** out = clamp(floor(acc · scale + bias), low, high) as i16, for n rows of m sums. */
export function squash(acc: usize, n: i32, m: i32, scale: usize, bias: usize, low: f32, high: f32, out: usize): void {
  const least = f32x4.splat(low),
    most = f32x4.splat(high)
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < m; k += 4) {
      const at = (<usize>k) << 2
      const value = f32x4.min(f32x4.max(f32x4.floor(affine(v128.load(acc), scale + at, bias + at)), least), most)
      const q = i32x4.trunc_sat_f32x4_s(value)
      v128.store64_lane(out, i16x8.narrow_i32x4_s(q, q), 0)
      acc += 16
      out += 8
    }
  }
}

/** acc becomes acc · scale + bias as f32, for n rows of m sums. */
export function logits(acc: usize, n: i32, m: i32, scale: usize, bias: usize): void {
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < m; k += 4) {
      const at = (<usize>k) << 2
      v128.store(acc, affine(v128.load(acc), scale + at, bias + at))
      acc += 16
    }
  }
}

/** out[i][j] = a[i] · b[j] for n rows of a and m rows of b, `width` i16 each. */
export function products(
  a: usize,
  aStride: usize,
  n: i32,
  b: usize,
  bStride: usize,
  m: i32,
  width: i32,
  out: usize,
): void {
  const bytes = (<usize>width) << 1
  for (let i = 0; i < n; i++) {
    const row = a + <usize>i * aStride
    for (let j = 0; j < m; j++) {
      const other = b + <usize>j * bStride
      let sum = i32x4.splat(0)
      for (let k: usize = 0; k < bytes; k += 16) {
        sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(row + k), v128.load(other + k)))
      }
      store<i32>(
        out,
        i32x4.extract_lane(sum, 0) +
          i32x4.extract_lane(sum, 1) +
          i32x4.extract_lane(sum, 2) +
          i32x4.extract_lane(sum, 3),
      )
      out += 4
    }
  }
}
