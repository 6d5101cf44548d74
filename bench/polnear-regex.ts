// The score without a parser: sentences end at full stops, speakers and speech are found by patterns alone.
import type { Span } from '../src/claim/span.js'
import type { Pieces } from './polnear-labels.js'

const SAY =
  '(?:said|says|say|told|added|adds|stated|states|claimed|claims|announced|denied|reported|argued|argues|wrote|writes|noted|explained|insisted|warned|acknowledged|confirmed|replied|tweeted|believes?|thinks?|suggested|suggests|declared)'
/** A pronoun, or up to eight words of which one is capitalised. */
const WHO =
  "(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|(?:[Tt]he |[Aa]n? )?(?:[\\w’'.-]+ ){0,5}[A-Z][\\w’'.-]*|[A-Z]?[a-z]+s|[Tt]he \\w+)"

/** Patterns with the groups source, cue and content. */
const PATTERNS: readonly RegExp[] = [
  // “A,” X said.  “A,” said X.
  new RegExp(`(?<content>["“][^"“”]+["”])\\s+(?<source>${WHO}) (?<cue>${SAY})\\b`, 'dgu'),
  new RegExp(`(?<content>["“][^"“”]+["”])\\s+(?<cue>${SAY}) (?<source>${WHO})(?=[,. ])`, 'dgu'),
  // X said, “A.”
  new RegExp(`(?<source>${WHO}) (?<cue>${SAY})[,:]?\\s+(?<content>["“][^"“”]+["”])`, 'dgu'),
  // X said (that) A.
  new RegExp(`(?<source>${WHO}) (?<cue>${SAY}) (?<content>(?:that )?[^.!?"“”\\n]{8,}?)(?=[.!?]["”]?(?:\\s|$))`, 'dgu'),
  // A, X said.
  new RegExp(
    `(?<=^|[.!?]["”]? |\\n)(?<content>[A-Z][^.!?"“”\\n]{8,}?), (?<source>${WHO}) (?<cue>${SAY})(?=[.,])`,
    'dgu',
  ),
  // According to X, A.  A, according to X.
  /(?<cue>According to) (?<source>[^,.\n]{2,60}), (?<content>[^.!?\n]{8,}?)(?=[.!?](?:\s|$))/dgu,
  /(?<=^|[.!?]["”]? |\n)(?<content>[A-Z][^.!?\n]{8,}?), (?<cue>according to) (?<source>[^,.\n]{2,60})/dgu,
]

/** Attributions by patterns; a word that one pattern took is not taken again. */
export function byPatterns(text: string): readonly Pieces[] {
  const found: Pieces[] = []
  const taken: Span[] = []
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const at = (name: string): Span => {
        const [start, end] = match.indices?.groups?.[name] ?? [0, 0]
        return { start, end }
      }
      const [source, cue, content] = [at('source'), at('cue'), at('content')]
      if (taken.some((t) => t.start < cue.end && cue.start < t.end)) continue
      taken.push(cue)
      found.push({ source: [source], cue: [cue], content: [content] })
    }
  }
  return found
}
