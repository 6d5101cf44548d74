import { eld } from 'eld/extrasmall'
import { type Fault, fault } from './problem.js'

/** Characters looked at: enough to tell, and no more time for a long report. */
const SAMPLE = 6000
/** Shorter texts are taken on trust: names outweigh words in them. */
const LEAST_WORDS = 15
/** Another language must fit this much better than English. */
const CLEARLY = 1.15

/** Why a text is not taken for English; null when it may be. A short text is refused only for its script. */
export function notEnglish(text: string): Fault | null {
  const sample = text.slice(0, SAMPLE)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (letters >= 10 && latin < letters / 2) return refusal(eld.detect(sample).language)
  const words = sample.match(/\p{L}{2,}/gu)?.length ?? 0
  if (words < LEAST_WORDS) return null
  const found = eld.detect(sample)
  if (found.language === 'en' || found.language === '' || !found.isReliable()) return null
  const scores = found.getScores()
  return (scores[found.language] ?? 0) > CLEARLY * (scores['en'] ?? 0) ? refusal(found.language) : null
}

function refusal(code: string): Fault {
  const name = code ? new Intl.DisplayNames(['en'], { type: 'language' }).of(code) : undefined
  return fault(
    'not-english',
    `is not in English${name ? ` (${name}, it seems)` : ''}, the only language Hearsay reads yet; add a translation`,
  )
}
