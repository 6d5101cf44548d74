import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Model } from '../language/model.js'
import { createEnglishStates, type EnglishStates } from '../language/states.js'
import { ENGLISH_MODEL } from './model.js'

/** The tagger of attributions that PolNeAR trained. It may be missing: see its card, data/en/model/POLNEAR-CARD.md. */
export const TAGGER_MODEL = fileURLToPath(new URL('../../data/en/model/polnear.bin', import.meta.url))

/** What createTagger (src/extraction/tagger) needs. */
export interface TaggerFiles {
  readonly model: Uint8Array
  readonly english: EnglishStates
}

/**
 * The tagger's weights and the English model that they stand on; null when the file is not there, or was trained with
 * another English model (`taggerProblem` tells which).
 *
 * @example const files = loadTagger(); const tagger = files && createTagger(files.model, files.english)
 */
export function loadTagger(file: string = TAGGER_MODEL, englishFile: string = ENGLISH_MODEL): TaggerFiles | null {
  if (!existsSync(file)) return null
  const model = readFileSync(file)
  const english = readFileSync(englishFile)
  return mismatch(model, english) === null ? { model, english: createEnglishStates(english) } : null
}

/** Why a tagger that is there cannot be used, for `npm run check`; null when all is well or no tagger is there. */
export function taggerProblem(file: string = TAGGER_MODEL, englishFile: string = ENGLISH_MODEL): string | null {
  return existsSync(file) ? mismatch(readFileSync(file), readFileSync(englishFile)) : null
}

function mismatch(model: Uint8Array, english: Uint8Array): string | null {
  const { english: needs } = new Model(model).options as unknown as { readonly english: string }
  const has = new Model(english).version
  return needs === has
    ? null
    : `polnear.bin was trained with ${needs}, english.bin is ${has}: run training/attribution/run.sh`
}
