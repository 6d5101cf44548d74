import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Tinypool } from 'tinypool'
import { describe, expect, it } from 'vitest'
import { randomModel } from '../../bench/random-model.js'
import { ENGLISH_MODEL, KINDS_MODEL } from '../data/model.js'
import { createAnalyser } from './analyser.js'
import { PlainEngine } from './kernel/plain.js'
import { simdEngine } from './kernel/simd.js'

const TEXTS = [
  `KABUL (Reuters) - The valley's ruling council said on Sunday that its men had killed at least nine raiders of
the Red Hills Front (RHF-K) and held four more. Farmers didn't confirm it.`.replace('\n', ' '),
  'Clashes went on in Nahr-e-Shahi district.\n\n“There are dead on either side,” reads a message.He did not say more.',
  'AT LEAST 48 DEAD AS BOMB HITS QAMISHLI\n\nThe Britain-based Observatory, which monitors Syrias conflict, said 11 children were among the 26 killed; Lt. Gen. A. Smith of the U.S. Army denied it, Al-Jazeera reported on Monday.',
  'Yes.',
  '',
  'word '.repeat(260),
]
const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const bytes = readFileSync(ENGLISH_MODEL)
const kinds = readFileSync(KINDS_MODEL)

describe('the same text gives the same bytes', () => {
  const expected = hash(createAnalyser(bytes, { kinds }).analyseAll(TEXTS))

  it('over 50 runs', () => {
    const analyser = createAnalyser(bytes, { kinds })
    for (let run = 0; run < 50; run++) expect(hash(analyser.analyseAll(TEXTS))).toBe(expected)
  })

  it('in batches of 1 to 64', () => {
    for (let batch = 1; batch <= 64; batch++) {
      expect(hash(createAnalyser(bytes, { kinds, batch }).analyseAll(TEXTS)), `batch ${batch}`).toBe(expected)
    }
  })

  it('alone and with other texts', () => {
    const analyser = createAnalyser(bytes, { kinds })
    expect(hash(TEXTS.map((t) => analyser.analyse(t)))).toBe(expected)
    expect(hash(analyser.analyseAll([...TEXTS].reverse()).toReversed())).toBe(expected)
  })

  it('from memory that threads share', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
    shared.set(bytes)
    expect(hash(createAnalyser(shared, { kinds }).analyseAll(TEXTS))).toBe(expected)
  })

  it('without WebAssembly SIMD', () => {
    expect(hash(createAnalyser(bytes, { kinds, engine: new PlainEngine() }).analyseAll(TEXTS.slice(0, 5)))).toBe(
      hash(createAnalyser(bytes, { kinds }).analyseAll(TEXTS.slice(0, 5))),
    )
  })

  it.each([1, 2])('in %i worker threads', async (threads) => {
    const filename = new URL('./analyser.worker.mjs', import.meta.url).href
    const pool = new Tinypool({ filename, minThreads: threads, maxThreads: threads })
    const hashes = await Promise.all(Array.from({ length: 2 * threads }, () => pool.run(TEXTS)))
    await pool.destroy()
    expect(new Set(hashes)).toEqual(new Set([expected]))
  })
})

describe('both engines compute the same', () => {
  it('has SIMD here', () => expect(simdEngine()?.kind).toBe('wasm-simd'))

  it.each([1, 2, 3, 4, 5])('with random weights %i', (seed) => {
    const model = randomModel(seed)
    const plain = createAnalyser(model, { engine: new PlainEngine() }).analyseAll(TEXTS.slice(0, 4))
    expect(createAnalyser(model).analyseAll(TEXTS.slice(0, 4))).toEqual(plain)
  })
})

describe('the analyser keeps offsets', () => {
  it('into the unchanged text', () => {
    const analyser = createAnalyser(bytes, { kinds })
    for (const text of TEXTS) {
      for (const sentence of analyser.analyse(text)) {
        for (const token of sentence.tokens) expect(token.text).toBe(text.slice(token.start, token.end))
        expect(sentence.tokens.filter((t) => t.head === -1)).toHaveLength(1)
        for (const name of sentence.names) {
          expect(name.start).toBe(sentence.tokens[name.first]?.start)
          expect(name.end).toBe(sentence.tokens[name.last]?.end)
        }
      }
    }
  })

  it('refuses what is no model', () => expect(() => createAnalyser(new Uint8Array(64))).toThrow(/not an English model/))
})
