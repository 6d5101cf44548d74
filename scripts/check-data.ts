// `npm run check:data`: every mistake in data/, as file:line message, all at once.
import { readData } from '../src/data/load.js'
import { loadEnglish } from '../src/data/model.js'
import { describeProblem } from '../src/data/problem.js'
import { taggerProblem } from '../src/data/tagger.js'

const { problems, rules, attribution, grounding } = readData()
for (const problem of problems) console.error(describeProblem(problem))
const tagger = taggerProblem(loadEnglish().version)
if (tagger) console.error(`data/en/model: ${tagger}`)
console.log(
  problems.length > 0
    ? `${problems.length} mistakes in the data files`
    : `data: ${attribution.pages.length} attribution pages, ${rules.pages.length} event and state pages, ${grounding.actors.length} actors, ${grounding.outlets.length} outlets are in order`,
)
process.exitCode = problems.length > 0 || tagger ? 1 : 0
