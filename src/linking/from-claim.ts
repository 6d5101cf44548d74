import type { Claim, Day, Event, PlaceMention, State, Toll } from '../claim/index.js'
import type { Copies } from './copies.js'
import type { Interests } from './interests.js'
import { doers, isWithheld, nameOf, ownsUp, personId, shown, sufferers } from './parties.js'
import { isUnnamed, saidRange } from './speaker.js'
import { type Channel, foldName, type PlaceFact, type Speaker, type Statement, type TollFact } from './statement.js'

/** What linking must know of a report beside its text. */
export interface ReportFacts {
  readonly id: string
  readonly outlet: string | null
  readonly published: Day | null
}

export interface Context {
  readonly reports: ReadonlyMap<string, ReportFacts>
  readonly copies: Copies
  readonly interests: Interests
}

const SUSPECTING =
  /\b(?:suspect(?:ed|s)?|believ(?:ed|e|es)|thought|likely|probabl[ey]|possibl[ey]|presumed|presumably|may|might|apparently|seem(?:s|ed|ingly)?)\b/i
const EITHER_OR = /\beither\b[^.;]*\bor\b/i
/** "By suspected Russian jets": the suspicion stands just before the doer. */
const suspectsDoer = ({ quote, content }: Claim): boolean =>
  content.actor.some((m) =>
    /\b(?:suspected|presumed|alleged|believed)\s+(?:\w+\s+)?$/i.test(
      quote.text.slice(0, Math.max(0, m.quote.start - quote.start)),
    ),
  )

const REPORTS_SAY =
  /^(?:(?:initial|early|some|other|local|media|news|press|several|unconfirmed|recent) )*(?:reports?|media|press|news)$/

const sideOf = (claim: Claim): string | null => {
  const { source, affiliation } = claim.attribution
  return source === 'outlet' ? null : (source.entity?.side ?? affiliation?.of.entity?.side ?? null)
}

function speakerOf(claim: Claim, report: ReportFacts, ownerSide: string | null): Speaker {
  const { source } = claim.attribution
  if (source === 'outlet') {
    const name = report.outlet ?? 'the outlet'
    return { key: `outlet:${foldName(report.outlet ?? report.id)}`, name, kind: 'outlet', named: true, side: ownerSide }
  }
  const name = nameOf(source)
  const folded = foldName(name)
  const side = sideOf(claim)
  if (side === null && REPORTS_SAY.test(folded))
    return { key: `reports:${report.id}`, name, kind: 'media', named: false, side }
  const known = source.entity?.id.startsWith('actor:') === true
  const given = claim.attribution.kind
  const unnamed =
    !known &&
    (given === 'anonymous' || isUnnamed(name) || (source.entity?.id.startsWith('group:') === true && !isProper(name)))
  const kind = unnamed && side === null && given === 'institution' ? 'anonymous' : given // "a Twitter message" is nobody's
  if (isWithheld(source))
    return { key: personId(source), name: shown(source, claim.attribution.role?.text), kind, named: true, side }
  const key = unnamed
    ? `unnamed:${side ?? ''}:${kind}:${folded}:${report.id}`
    : known
      ? source.entity!.id
      : `name:${folded}`
  const body = unnamed || side !== null ? null : bodyOf(claim)
  const single = unnamed && isOnePerson(name)
  return { key, name, kind, named: !unnamed, side, ...(body ? { body } : {}), ...(single ? { single } : {}) }
}

/** "A doctor", "head of the clinic"; not "residents", "people". */
const isOnePerson = (name: string): boolean => {
  const head = foldName(name).split(/ (?:in|of|from|at|near|close|who|with) /)[0] ?? ''
  return head !== '' && !/(?:s|people|men|women|media|police)$/.test(head)
}

/** Two words with capitals: a name, whatever it was filed under. */
const isProper = (name: string): boolean => name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word)).length > 1

/** The head of a monitoring body speaks for it. */
function bodyOf({ attribution: { affiliation } }: Claim): { key: string; name: string } | null {
  if (affiliation === null || affiliation.how === 'leans-to') return null
  const { entity } = affiliation.of
  return entity?.id.startsWith('actor:') ? { key: entity.id, name: entity.name } : null
}

function channelsOf(claim: Claim, report: ReportFacts, ownerSide: string | null): Channel[] {
  const relays = claim.attribution.via.map(
    ({ who }): Channel =>
      who === 'unknown'
        ? { key: null, name: 'somebody unnamed', side: null }
        : {
            key: isWithheld(who)
              ? personId(who)
              : who.entity?.id.startsWith('actor:')
                ? who.entity.id
                : `name:${foldName(nameOf(who))}`,
            name: shown(who, undefined),
            side: who.entity?.side ?? null,
          },
  )
  const organ = ownerSide !== null && claim.attribution.source !== 'outlet' && report.outlet !== null
  return organ
    ? [...relays, { key: `outlet:${foldName(report.outlet!)}`, name: report.outlet!, side: ownerSide }]
    : relays
}

export function placeFact({ place, role, quote }: PlaceMention): PlaceFact | null {
  if (place === null) return null
  const chain = [...new Set([place.name, ...place.chain].map(foldName))]
  return {
    chain,
    name: place.name || quote.text,
    role,
    broad: place.level === 'country' || place.level === 'region',
    listed: place.lat !== null || place.level === 'country',
  }
}

const FIGURE =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|an?|no|none|couple|dozen|both|pair)\b/i
const BEYOND = /\b(?:more than|over|above|upwards of|exceeding)\b|\d\+/i

function tollFact(toll: Toll, claim: Claim): TollFact {
  const { count } = toll
  const low = count?.low ?? null
  const high = count?.high ?? null
  const [side] = toll.side
  const person = side?.entity?.id.startsWith('person:') === true
  const who = sufferers(claim, toll.side)[0] ?? null
  const unspecific = who === null || (person && who.side === null) || /^(?:people|persons?|victims?)$/.test(who.key)
  return {
    harm: toll.harm,
    side: unspecific ? null : who,
    low,
    high,
    vague: count === null || (low !== high && !FIGURE.test(count.words)),
    beyond: high === null && count !== null && BEYOND.test(count.words),
    partial: claim.partial || (person && low === 1 && high === 1),
  }
}

/** "Two suicide vests had been seized" detains nobody. */
const isOfPeople = ({ side }: Toll): boolean =>
  !side.some(
    (m) =>
      m.entity?.side == null &&
      /\b(?:vests?|weapons?|rifles?|guns?|vehicles?|motorcycles?|bombs?|mines?|explosives?|houses?|homes?|buildings?|mosques?|shops?|drones?|ammunition|kilograms?)$/i.test(
        m.quote.text,
      ),
  )

const isEvent = (content: Event | State): content is Event => content.kind === 'event'

function saidOf(claim: Claim, report: ReportFacts) {
  const said = claim.attribution.saidWhen
  if (said?.from && said.to) return saidRange(said.from, said.to)
  // An outlet says what it says on the day it prints it; what others said is not dated by that.
  return claim.attribution.source === 'outlet' && report.published ? saidRange(report.published) : null
}

/** "One rocket hit the school" is no shell, though its kind of event is shelling. */
function instrumentOf({ content, quote }: Claim): string | null {
  if (!isEvent(content)) return null
  if (content.instrument) return content.instrument.text
  return content.type === 'shelling' ? (/\b(?:rockets?|missiles?)\b/i.exec(quote.text)?.[0] ?? null) : null
}

/** A grounded claim as the judge sees it. */
export function statementOf(claim: Claim, { reports, copies, interests }: Context): Statement {
  const origin = copies.originalOf(claim.report, claim.quote.start)
  const report = reports.get(origin) ?? { id: origin, outlet: null, published: null }
  const ownerSide = report.outlet === null ? null : interests.outletSide(report.outlet, report.published)
  const { content } = claim
  return {
    id: claim.id,
    report: report.id,
    speaker: speakerOf(claim, report, ownerSide),
    channels: channelsOf(claim, report, ownerSide),
    said: saidOf(claim, report),
    authenticity: claim.attribution.authenticity ?? null,
    stance: claim.stance,
    about: claim.about !== null && 'claim' in claim.about ? claim.about.claim : null,
    type: content.type,
    actors: doers(claim),
    targets: sufferers(claim, content.target),
    ownsUp: ownsUp(claim),
    instrument: instrumentOf(claim),
    notInstrument: isEvent(content) ? (content.notInstrument?.text ?? null) : null,
    intent: isEvent(content) ? (content.intent ?? null) : null,
    places: content.place.flatMap((p) => placeFact(p) ?? []),
    when: content.when === null ? null : { from: content.when.from, to: content.when.to, words: content.when.words },
    tolls: isEvent(content) ? content.tolls.filter(isOfPeople).map((toll) => tollFact(toll, claim)) : [],
    negated: content.negated,
    reality: content.reality,
    headline: claim.headline,
    suspected:
      claim.hedges.some((hedge) => SUSPECTING.test(hedge)) || EITHER_OR.test(claim.quote.text) || suspectsDoer(claim),
  }
}
