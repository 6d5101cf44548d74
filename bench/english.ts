import { existsSync, readFileSync } from 'node:fs'
import { ENGLISH_MODEL, KINDS_MODEL } from '../src/data/model.js'
import { createTreebankAnalyser, type TreebankAnalyser } from '../src/language/analyser.js'

/** The English analyser with what treebanks need; HEARSAY_MODEL names another model file, to compare. */
export function loadForTreebanks(): TreebankAnalyser {
  const kinds = existsSync(KINDS_MODEL) && !process.env['NOKINDS'] ? { kinds: readFileSync(KINDS_MODEL) } : {}
  return createTreebankAnalyser(readFileSync(process.env['HEARSAY_MODEL'] ?? ENGLISH_MODEL), kinds)
}
