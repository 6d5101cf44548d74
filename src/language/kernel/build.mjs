/**
 * Builds wasm.ts from assembly.ts: `node src/language/kernel/build.mjs`. The same source gives the same bytes;
 * kernel.test.ts rebuilds and compares.
 */
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const here = dirname(fileURLToPath(import.meta.url))

/** Compiles the kernel and returns its bytes. */
export async function buildKernel() {
  let binary = null
  const { error, stderr } = await asc.main(
    [
      join(here, 'assembly.ts'),
      '--outFile',
      'kernel.wasm',
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--importMemory',
      '--enable',
      'simd',
      '--enable',
      'bulk-memory',
    ],
    {
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) binary = contents
      },
    },
  )
  if (error || !binary) throw new Error(`the kernel does not compile: ${error?.message ?? ''} ${stderr.toString()}`)
  return binary
}

/** The module that carries the bytes. */
export function kernelModule(bytes) {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,110}/g) ?? []
  return [
    '// biome-ignore-all format: written by build.mjs from assembly.ts',
    '/** The compiled kernel, base64. */',
    'export const KERNEL =',
    ...lines.map((l, i) => `  '${l}'${i + 1 < lines.length ? ' +' : ''}`),
    '',
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bytes = await buildKernel()
  writeFileSync(join(here, 'wasm.ts'), kernelModule(bytes))
  console.log(`wasm.ts: ${bytes.length} bytes`)
}
