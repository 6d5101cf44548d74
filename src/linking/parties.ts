import type { Claim, Mention } from '../claim/index.js'
import { wordsOf } from '../claim/index.js'
import { hashWord } from './minhash.js'
import { isUnnamed } from './speaker.js'
import { foldName, type Party, party } from './statement.js'

export const nameOf = (m: Mention): string => m.entity?.name ?? wordsOf(m)

/** A private individual with a name: what is derived from claims must not carry it. "Residents" have none to hide. */
export const isWithheld = (m: Mention): boolean =>
  m.private && !isUnnamed(nameOf(m)) && !(m.entity !== null && /^(?:actor|group):/.test(m.entity.id))

const ROLE =
  /\b(resident|villager|witness|survivor|relative|neighbour|neighbor|teacher|doctor|nurse|farmer|shepherd|shopkeeper|trader|driver|student|journalist|author|activist|lawyer|elder|worker)\b/i

/** What stands in public for whom a mention names. */
export function shown(m: Mention, role: string | undefined): string {
  if (!isWithheld(m)) return nameOf(m)
  const found = ROLE.exec(role ?? '') ?? ROLE.exec(m.quote.text)
  const noun = found?.[1]?.toLowerCase() ?? 'private person'
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
}

/** One key for one person, from which the name cannot be read. */
export const personId = (m: Mention): string =>
  `person:${[3, 5].map((seed) => hashWord(foldName(nameOf(m)), seed).toString(36)).join('')}`

const isActor = (m: Mention) => m.entity?.id.startsWith('actor:') === true

export function partyOf(m: Mention): Party {
  const side = m.entity?.side ?? null
  if (isWithheld(m)) return { ...party('', side), key: side ?? personId(m), name: shown(m, undefined) }
  const p = party(nameOf(m), side)
  const words = party(wordsOf(m), null)
  return {
    ...p,
    civilian: side === null && (p.civilian || (!isActor(m) && words.civilian)),
    vague: p.vague && !isActor(m),
    plain: isPlain(m),
    known: side !== null || isActor(m) || m.entity?.id.startsWith('person:') === true,
  }
}

const OWN = /\b(?:our|ours|we|us|its|their|his|her|own|friendly)\b/i
const STATE_FORCES =
  /\b(?:soldiers?|troops|servicemen|policem[ae]n|police|officers?|army|navy|personnel|guards?|garrison)\b/i
const GROUP_WORDS = /\b(?:the group|members? of the|militants?|terrorists?|insurgents?|rebels?|gunmen)\b/i

/** "Six of his soldiers", "Taliban fighters": who they are stands in the words and is not only worked out. */
function isPlain(m: Mention): boolean {
  const words = m.quote.text
  if (GROUP_WORDS.test(words)) return false
  const said = foldName(words)
  return (
    OWN.test(words) ||
    STATE_FORCES.test(words) ||
    foldName(m.entity?.name ?? words)
      .split(' ')
      .some((word) => word.length > 3 && said.includes(word))
  )
}

/** Words that a parser may take for a doer and that never are one. */
const NO_DOER =
  /\b(?:air ?strikes?|strikes?|raids?|blasts?|explosions?|shelling|attacks?|targeting|bombs?|bombings?|bullets?|rockets?|shells?|mines?|violence|clashes|fighting|operations?|conflict|war|january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/

const ORGANISATION =
  /\b(?:army|forces?|front|state|council|coalition|ministry|government|police|party|movement|group|command|directorate|agency|militia|guards?|units?|taliban|union|organi[sz]ation|nations|authorit(?:y|ies)|administration)\b/i

/** A speaker's own name: nobody reports their own death, and none but a body is its own doer. */
const isSpeakerInPerson = (m: Mention, claim: Claim): boolean => {
  const { source } = claim.attribution
  return (
    source !== 'outlet' &&
    m.entity !== null &&
    m.entity.id === source.entity?.id &&
    !ORGANISATION.test(m.entity.name) &&
    / /.test(m.entity.name)
  )
}

const isTheSource = (m: Mention, { attribution: { source } }: Claim): boolean =>
  source !== 'outlet' && m.entity !== null && m.entity.id === source.entity?.id

const BELLIGERENT = new Set(['party', 'official'])

/** Those said to act, without what only looks like it: a weapon, a day, civilians, the observer who tells of it. */
export const doers = (claim: Claim): Party[] =>
  claim.content.actor.flatMap((m) => {
    const p = partyOf(m)
    if (p.key === '' || (p.side === null && !isActor(m) && NO_DOER.test(p.key))) return []
    if (strikesItself(m, claim)) return []
    return isTheSource(m, claim) &&
      (!BELLIGERENT.has(claim.attribution.kind) || accusesItself(claim) || isMisread(m, claim))
      ? []
      : [p]
  })

/** "The group attacked an Islamic State hideout": whoever the group is, it is not its own target. */
const strikesItself = (m: Mention, { content }: Claim): boolean =>
  m.entity?.side != null && !isPlain(m) && content.target.some((t) => t.entity?.side === m.entity?.side)

/** A doer that was only worked out to be the speaker, against nobody of another side: as likely misread. */
const isMisread = (m: Mention, claim: Claim): boolean =>
  isTheSource(m, claim) &&
  !isPlain(m) &&
  !ownsUp(claim) &&
  claim.stance !== 'claims-responsibility' &&
  !claim.content.target.some((t) => t.entity?.side && t.entity.side !== m.entity?.side)

/** Nobody accuses himself of harming civilians without owning up to it: there the doer was misread. */
const accusesItself = (claim: Claim): boolean =>
  claim.stance !== 'claims-responsibility' &&
  !ownsUp(claim) &&
  claim.content.target.length > 0 &&
  claim.content.target.every((m) => partyOf(m).civilian)

/** Those said to suffer. */
export const sufferers = (claim: Claim, mentions: readonly Mention[]): Party[] =>
  mentions.flatMap((m) => {
    const p = partyOf(m)
    return p.key === '' || isSpeakerInPerson(m, claim) ? [] : [p]
  })

const CONCEDES = /\b(?:acknowledg|admit|conced|confirm|apologi|regret|accept)/i

/** Own responsibility needs words for it: a doer that is merely resolved to the speaker may be misread. */
export const ownsUp = ({ attribution: { cue }, stance, content }: Claim): boolean =>
  stance === 'confirms' || CONCEDES.test(cue?.text ?? '') || content.actor.some((m) => OWN.test(m.quote.text))
