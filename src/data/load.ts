import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Analyser } from '../language/contract.js'
import { type AttributionLexicon, loadAttribution } from './attribution.js'
import { type GroundingData, loadGrounding } from './grounding.js'
import { loadEnglish } from './model.js'
import { DataError, type Problem } from './problem.js'
import { type EventRules, eventRuleFiles, readEventRules } from './rules.js'
import { loadTagger, type TaggerFiles, taggerState } from './tagger.js'

/** Everything the stages are told, as read from data/. */
export interface Knowledge {
  /** Version of the package that the data belongs to. */
  readonly version: string
  readonly analyser: Analyser
  readonly attribution: AttributionLexicon
  /** The tagger of attributions, where its file is there and fits the English model. */
  readonly tagger: TaggerFiles | null
  readonly rules: EventRules
  readonly grounding: GroundingData
  /** What there is of each kind, in words, for `hearsay doctor`. */
  readonly packs: Readonly<Record<string, string>>
}

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The data folder that comes with the package. */
export const DATA = join(ROOT, 'data')

/** Reads every data file and gives back what could be read beside every mistake. */
export function readData(data = DATA): {
  readonly attribution: AttributionLexicon
  readonly rules: EventRules
  readonly grounding: GroundingData
  readonly problems: readonly Problem[]
} {
  const attribution = loadAttribution(data)
  const events = readEventRules(eventRuleFiles(join(data, 'en')))
  const grounding = loadGrounding(data)
  return {
    attribution: attribution.lexicon,
    rules: events.rules,
    grounding: grounding.values,
    problems: [...attribution.problems, ...events.problems, ...grounding.problems],
  }
}

/**
 * Loads what the pipeline needs.
 *
 * @throws DataError with every mistake found in the data files.
 */
export function loadKnowledge(): Knowledge {
  const { attribution, rules, grounding, problems } = readData()
  if (problems.length > 0) throw new DataError(problems)
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const analyser = loadEnglish()
  return {
    version,
    analyser,
    attribution,
    tagger: loadTagger(analyser.version),
    rules,
    grounding,
    packs: {
      'English model': analyser.version,
      'attribution tagger': taggerState(analyser.version),
      'attribution pages': String(attribution.pages.length),
      'event and state pages': String(rules.pages.length),
      actors: String(grounding.actors.length),
      outlets: String(grounding.outlets.length),
    },
  }
}
