import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Model } from '../language/model.js'

/** The tagger of attributions that PolNeAR trained. It may be missing: see its card, data/en/model/POLNEAR-CARD.md. */
export const TAGGER_MODEL = fileURLToPath(new URL('../../data/en/model/polnear.bin', import.meta.url))

/** How the tagger's word is weighed against the rule pages' (training/attribution/join.ts). */
export const JOIN_WEIGHTS = fileURLToPath(new URL('../../data/en/model/polnear-join.json', import.meta.url))

/** What createReader (src/extraction/attribution/weigh.ts) needs besides the analyser. */
export interface TaggerFiles {
  readonly model: Uint8Array
  readonly weights: TaggerWeights
}

/** Weights of the features of src/extraction/attribution/evidence.ts, and from which chance on a reading counts. */
export interface TaggerWeights {
  /** The tagger that they were learnt with. */
  readonly tagger: string
  readonly spans: Readonly<Record<'source' | 'cue' | 'content', readonly number[]>>
  readonly attributions: readonly number[]
  readonly alone: readonly number[]
  readonly least: { readonly span: number; readonly attribution: number }
}

const readWeights = (file: string): TaggerWeights => JSON.parse(readFileSync(file, 'utf8')) as TaggerWeights

/**
 * The tagger, with the weights that join it to the rule pages; null when one of the two files is not there, or they do not
 * fit each other or the English model whose version is given (`taggerProblem` tells which).
 *
 * @example const analyser = loadEnglish(); const files = loadTagger(analyser.version)
 */
export function loadTagger(
  english: string,
  file: string = TAGGER_MODEL,
  weights: string = JOIN_WEIGHTS,
): TaggerFiles | null {
  if (!existsSync(file) || taggerProblem(english, file, weights) !== null) return null
  return { model: readFileSync(file), weights: readWeights(weights) }
}

/** Why a tagger that is there cannot be used; null when all is well or no tagger is there. */
export function taggerProblem(
  english: string,
  file: string = TAGGER_MODEL,
  weights: string = JOIN_WEIGHTS,
): string | null {
  if (!existsSync(file)) return null
  const model = new Model(readFileSync(file))
  const { english: needs } = model.options as unknown as { readonly english: string }
  if (!`${english} `.startsWith(`${needs} `))
    return `polnear.bin was trained with ${needs}, the English model is ${english}: run training/attribution/run.sh`
  const learntWith = existsSync(weights) ? readWeights(weights).tagger : 'none'
  return learntWith === model.version
    ? null
    : `polnear-join.json was learnt with ${learntWith}, polnear.bin is ${model.version}: run training/attribution/join.ts`
}

/** What there is, in words, for `hearsay doctor`. */
export const taggerState = (english: string, file: string = TAGGER_MODEL): string =>
  existsSync(file)
    ? (taggerProblem(english, file) ?? new Model(readFileSync(file)).version)
    : 'none: attributions come from the pages alone'
