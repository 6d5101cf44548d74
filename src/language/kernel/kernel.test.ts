import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { packPanels } from './engine.js'
import { PlainEngine, sigma, tanh } from './plain.js'
import { simdEngine } from './simd.js'
import { KERNEL } from './wasm.js'

describe('the kernel', () => {
  it('is what its source compiles to', () => {
    const build = fileURLToPath(new URL('./build.mjs', import.meta.url))
    const script = `import(${JSON.stringify(build)}).then(async (m) => process.stdout.write(Buffer.from(await m.buildKernel()).toString('base64')))`
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).toBe(KERNEL)
  })

  it('has a hyperbolic tangent near the true one', () => {
    for (let x = -8; x <= 8; x += 0.01) {
      expect(Math.abs(tanh(Math.fround(x)) - Math.tanh(x))).toBeLessThan(2e-4)
      expect(Math.abs(sigma(Math.fround(x)) - 1 / (1 + Math.exp(-x)))).toBeLessThan(1e-4)
    }
  })

  it('multiplies as the plain engine does, for any number of rows', () => {
    const [inputs, outputs] = [24, 16]
    const weights = Int8Array.from({ length: inputs * outputs }, (_, i) => ((i * 37) % 255) - 127)
    for (let rows = 1; rows <= 9; rows++) {
      const results = [simdEngine(), new PlainEngine()].map((engine) => {
        if (!engine) throw new Error('no SIMD here')
        engine.reserve(1 << 16)
        const x = new Int16Array(engine.buffer, 0, rows * inputs)
        x.set(Int16Array.from(x, (_, i) => ((i * 7919) % 60000) - 30000))
        packPanels(weights, outputs, inputs, new Int16Array(engine.buffer, 8192, inputs * outputs))
        engine.gemm(0, inputs * 2, rows, 8192, inputs, outputs, 32768)
        return [...new Int32Array(engine.buffer, 32768, rows * outputs)]
      })
      expect(results[0]).toEqual(results[1])
      const exact = (row: number, o: number): number => {
        let sum = 0
        for (let k = 0; k < inputs; k++)
          sum += ((((row * inputs + k) * 7919) % 60000) - 30000) * (weights[o * inputs + k] ?? 0)
        return sum
      }
      expect(results[0]).toEqual(
        Array.from({ length: rows * outputs }, (_, i) => exact(Math.floor(i / outputs), i % outputs)),
      )
    }
  })
})
