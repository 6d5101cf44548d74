import type { Span } from '../../claim/index.js'
import type { Gazetteer } from '../gazetteer.js'
import type { Chunk } from '../phrase.js'
import { at, isPersonPart, lookAt, type Scene, SITE_WORD } from './common.js'

const ORGANISATION =
  /^(?:times|post|corps|brigade|brigades|battalion|division|regiment|command|media|press|council|commission|committee|ministry|agency|group|party|front|army|police|guard|bank|news|institute|association|federation|union|foundation|company|inc|ltd|airlines|airways|tv|radio|television|fc|club|university|agreement|agreements|accord|accords|declaration|conference|summit|process|protocol|convention|treaty|pact|talks|movement|network|forces|force|militia|court|parliament|government|authority|administration|spokesman|spokesperson|police|shield|star|today|tribune|gazette|herald|observer|telegraph|city fc|united fc|institute|coalition|alliance|governor|mayor|militants|fighters|rebels|residents)$/i
const SITE_IN =
  /^(?:airport|university|hospital|airbase|air|prison|jail|market|bazaar|mosque|hotel|bridge|dam|crossing|port|base|camp|road|highway|street|square|gate|stadium|lines|office|station|school|zoo|museum|field|airfield|ring|old|green|zone|city|district|province|village|town|valley|region|area|county|governorate|oblast|state)$/i

const SAYS =
  'said|says|denied|denies|accused|accuses|announced|announces|rejected|rejects|condemned|condemns|warned|warns|insisted|insists|claimed|claims|called (?:on|for)|calls (?:on|for)|urged|urges|agreed|agrees|refused|refuses|vowed|vows|pledged|pledges|demanded|demands|signed|expelled|recalled|summoned|imposed|imposes|wants|wanted|believes|believed|blamed|blames|considers|considered|maintains|maintained|backed|backs|supports|supported|hopes|hoped|hailed|welcomed|welcomes|dismissed|dismisses|threatened|threatens|ordered|decided|sees|saw|fears|feared|argues|argued|responded|retaliated|replied|asked|offered|proposed|declared|declares|confirmed|confirms|acknowledged|acknowledges|admitted|admits|stressed|reiterated|withdrew|promised|suspended|severed|recognised|recognized|recognises|recognizes|negotiated|is considering|is (?:trying|seeking|hoping|ready|willing)|seeks|sought|intends|plans|planned|opposes|opposed|tried|sent|deployed|lost patience|will not|would not|should|must'
const SAYS_AFTER = new RegExp(
  `^\\s*,?\\s*(?:(?:has|have|had|also|later|repeatedly|long|officially|swiftly|immediately|quickly|on \\w+|itself|again|strongly|publicly)\\s+){0,3}(?:${SAYS})\\b`,
  'i',
)
const HOLDS_AFTER =
  /^(?:['’]s?)\s+(?:\w+\s+){0,2}(?:ambassador|envoy|minister|ministry|decision|demand|demands|claim|claims|position|refusal|response|government|allies|ally|support|backing|policy|policies|interests?|offer|proposal|insistence|denial|leaders?|rulers?|officials|influence|stance|ambitions|invasion|war|strategy|request|warning|statement|announcement|rejection|accusations?|army|military|forces|troops)\b/i
const DEALS_BEFORE =
  /\b(?:(?:talks|relations|ties|tensions?|agreements?|negotiations|dialogue|deal|contacts?|coordination|alliance|dispute|treaty|cooperation|links|allied|aligned|row|pact|truce) (?:with|between|to)|accus(?:ed|es|ing)|blam(?:ed|es|ing)|urg(?:ed|es|ing)|told|pressed|thanked|criticised|criticized|warned|loyal to|allied to|backed by|supported by|pressure on|sanctions (?:on|against)|support (?:from|of|for)|according to|approval (?:of|from)|by order of|orders from|answer to|reports? to|opposed by|close to|loyalty to|recognise|recognize|between)(?: both| the)? (?:[\p{Lu}][\p{L}-]+ and )?$/iu

export const IN_BEFORE =
  /\b(?:in|at|near|from|to|into|of|across|around|inside|outside|through|throughout|over|within|towards?|off|outskirts of|on|beyond|via)\s+(?:the\s+)?(?:\w+(?:ern)?\s+){0,2}$/i

/** Why a mention is no place although a place has that name, or null. */
export function refusal(scene: Scene, span: Span, chunk: Chunk | null, gazetteer: Gazetteer): string | null {
  const { text, tokens } = scene
  const actor = scene.actorSpans.find(
    (each) =>
      each.start <= span.start &&
      span.end <= each.end &&
      (each.end - each.start > span.end - span.start + 2 ||
        gazetteer.anywhere(at(text, span.start, span.end)).length === 0),
  )
  const before = at(text, span.start - 60, span.start)
  const after = at(text, span.end, span.end + 60)
  if (actor && (!IN_BEFORE.test(before) || actor.end - actor.start > span.end - span.start + 3))
    return `"${at(text, actor.start, actor.end)}" names an actor, not a place`
  if (!chunk) return null
  if (isPersonPart(tokens, chunk)) {
    const title = tokens[chunk.nameFrom - 1]?.text ?? ''
    const whole = lookAt(gazetteer, text, chunk, tokens).some((name) =>
      gazetteer.anywhere(name).some((record) => record.level === 'country' || record.population > 1e6),
    )
    if (
      !whole ||
      /^(?:mr|mrs|ms|dr|mullah|mawlawi|qari|haji|abu|gen|col|lt|maj|capt|sgt|named|called)\.?$/i.test(title)
    )
      return `after "${title}" it is a person's name`
  }
  const next = tokens[chunk.to]
  const last = tokens[chunk.nameTo - 1]
  if (
    next &&
    next.start - (last?.end ?? 0) <= 1 &&
    !chunk.possessive &&
    chunk.kind === null &&
    /^\p{Lu}/u.test(next.text) &&
    ORGANISATION.test(next.text) &&
    !SITE_WORD.test(text.slice(next.end, next.end + 14))
  )
    return `"${chunk.name} ${next.text}" names an organisation`
  // The mention is only a part of a longer run of names.
  const outer = scene.chunks.find(
    (each) => each.start <= span.start && span.end <= each.end && each.end - each.start > span.end - span.start,
  )
  if (outer) {
    const left = tokens.filter((token) => token.start >= outer.start && token.end <= span.start)
    const right = tokens.filter((token) => token.start >= span.end && token.start < outer.end)
    const known =
      gazetteer.anywhere(outer.name).length > 0 ||
      scene.near.some((code) => gazetteer.within(code, outer.name).length > 0)
    if (!known) {
      const placeName = (name: string): boolean =>
        scene.near.some((code) =>
          gazetteer.within(code, name).some(({ record }) => record.level !== 'locality' || record.population > 0),
        )
      if (right.length > 0 && right.every((token) => placeName(token.text)) && left.length === 0) return null
      if (right.some((token) => ORGANISATION.test(token.text))) return `"${outer.name}" names an organisation`
      if (right.length > 0 && !SITE_IN.test(right[0]?.text ?? ''))
        return `"${outer.name}" reads as the name of a person or body`
      const adjective =
        left.length > 0 &&
        left.every(
          (token) =>
            gazetteer.countriesByAdjective(token.text).length > 0 ||
            token.possessive ||
            placeName(token.text.replace(/s$/, '')) ||
            placeName(token.text),
        )
      if (left.length > 0 && !adjective) return `"${outer.name}" reads as the name of a person or body`
    }
  }
  const place = gazetteer
    .anywhere(at(text, span.start, span.end))
    .find((record) => record.level === 'country' || record.capitalOf === 'country')
  if (place && !IN_BEFORE.test(before)) {
    if (SAYS_AFTER.test(after)) return 'a capital or country that speaks or decides stands for its government'
    if (
      HOLDS_AFTER.test(after) &&
      !/^['’]s?\s+(?:\w+\s+)?(?:government|army|military|forces|troops|officials|leaders?)/.test(after)
    )
      return 'a capital or country that owns a policy stands for its government'
  }
  if (
    place &&
    DEALS_BEFORE.test(before) &&
    !/\b(?:road|highway|border|route|between|way|flights?|distance|railway|bus|line)\s[^.]{0,30}$/i.test(
      before.replace(
        /\b(?:talks|relations|ties|tensions?|agreements?|negotiations|dialogue|deal|contacts?|truce|pact|row|dispute)\b.*$/i,
        '',
      ),
    )
  ) {
    if (
      !/\bbetween (?:\p{Lu}[\p{L}-]+ and )?$/u.test(before) ||
      /\b(?:talks|relations|ties|tensions?|agreements?|negotiations|dialogue|deal|contacts?|truce|pact|row|dispute|war|trust|trade|mediat\w+)\b[^.]{0,25}$/i.test(
        before,
      )
    )
      return 'in dealings a capital or country stands for its government'
  }
  if (
    place &&
    /^\s+and\s+\p{Lu}[\p{L}-]+\b/u.test(after) &&
    /\b(?:talks|relations|ties|tensions?|agreements?|negotiations|dialogue|deal|contacts?|truce|mediat\w+|row|dispute)\b[^.]{0,25}\bbetween\s+$/i.test(
      before,
    )
  )
    return 'in dealings a capital or country stands for its government'
  return null
}
