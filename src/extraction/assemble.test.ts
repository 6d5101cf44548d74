import { describe, expect, it } from 'vitest'
import { loadAttribution } from '../data/attribution.js'
import { loadEnglish } from '../data/model.js'
import { eventRuleFiles, readEventRules } from '../data/rules.js'
import { assemble } from './assemble.js'
import { findFrames } from './attribution/frames.js'
import { findPropositions } from './events/propositions.js'

const { rules } = readEventRules(eventRuleFiles('data/en'))
const { lexicon } = loadAttribution('data')

function claims(text: string) {
  const reading = { text, sentences: loadEnglish().analyse(text), title: null }
  return assemble(reading, findFrames(reading, lexicon), findPropositions(reading, rules, lexicon), 'r1').claims
}

const sourceOf = (claim: ReturnType<typeof claims>[number]) =>
  claim.attribution.source === 'outlet' ? 'outlet' : claim.attribution.source.quote.text

describe('claims', () => {
  it('carry the words without speaker and cue', () => {
    const [claim] = claims('The army said that rebels killed two soldiers in Samar.')
    expect(claim && [sourceOf(claim), claim.stance, claim.quote.text]).toEqual([
      'The army',
      'asserts',
      'rebels killed two soldiers in Samar',
    ])
  })

  it('keep the positive content of a denial', () => {
    const [claim] = claims('The army denied that it had bombed the village.')
    expect(claim && [claim.stance, claim.content.negated, claim.content.type]).toEqual(['denies', false, 'bombing'])
  })

  it('give the speaker to "it" where nobody else is meant', () => {
    const [claim] = claims('Russia said it shot down 12 drones over the sea.')
    expect(claim?.content.actor[0]?.refersTo?.text).toBe('Russia')
  })

  it('have ids that hang on report, words and reading alone', () => {
    const text = 'Rebels attacked the town of Selm. The army said it had retaken the town.'
    expect(claims(text)).toEqual(claims(text))
    expect(new Set(claims(text).map((c) => c.id)).size).toBe(claims(text).length)
  })

  it('hold what a bare denial takes up', () => {
    const found = claims('Villagers said rebels bombed a mill near Samar. The rebels denied this.')
    const denial = found.find((c) => c.stance === 'denies')
    expect(denial && [denial.content.type, denial.about && 'claim' in denial.about]).toEqual(['bombing', true])
  })

  it('are silent where a source is', () => {
    expect(claims('The ministry refused to confirm that rebels had bombed a mill near Samar.')).toEqual([])
  })

  it('answer what was said before', () => {
    const found = claims(
      'The ministry said rebels attacked a convoy near Samar. The rebels denied that they attacked a convoy near Samar.',
    )
    const denial = found.find((c) => c.stance === 'denies')
    expect(denial?.about && 'claim' in denial.about ? denial.about.quote.text : null).toBe(
      'rebels attacked a convoy near Samar',
    )
  })
})
