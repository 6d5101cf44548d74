import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createAnalyser } from '../language/analyser.js'
import type { Analyser } from '../language/contract.js'

/** The English model of this package. */
export const ENGLISH_MODEL = fileURLToPath(new URL('../../data/en/model/english.bin', import.meta.url))

/** Weights for the kinds of names, beside the model's own. */
export const KINDS_MODEL = fileURLToPath(new URL('../../data/en/model/kinds.bin', import.meta.url))

let english: Analyser | undefined

/**
 * The English analyser, read from data/en/model on the first call and kept.
 *
 * @example loadEnglish().analyse('Two men fled.')[0]?.tokens.length // 4
 */
export function loadEnglish(): Analyser {
  english ??= createAnalyser(readFileSync(ENGLISH_MODEL), { kinds: readFileSync(KINDS_MODEL) })
  return english
}
