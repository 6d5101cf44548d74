import type { Case } from './case.js'
import type { Channel, Party, Statement, TollFact } from './statement.js'

/** Whether a statement concedes something against its speaker's interest, and how that reached us. */
export type Concession = 'none' | 'direct' | 'reported'

const OWN_LOSS_HARMS = new Set([
  'killed',
  'wounded',
  'casualties',
  'detained',
  'abducted',
  'missing',
  'surrendered',
  'fled',
])
/** Events in which the actor (first list) or the target (second) loses men, craft or ground. */
const ACTOR_LOSES = new Set(['territory-lost', 'surrender', 'losses'])
const TARGET_LOSES = new Set([
  'downing',
  'territory-taken',
  'base-destroyed',
  'weapons-seized',
  'defeat',
  'losses',
  'territory-lost',
])
/** Stances that admit; claiming responsibility boasts (S-responsibility). */
const ADMITTING = new Set(['asserts', 'confirms', 'estimates'])

const some = (n: number | null) => n === null || n > 0

/** Its own fighters' deaths or capture. Mourning one's own civilians is not against interest. */
const concedesLoss = (s: Statement, toll: TollFact): boolean =>
  s.speaker.side !== null &&
  admits(s) &&
  !s.actors.some((p) => p.side === s.speaker.side) &&
  toll.side?.side === s.speaker.side &&
  toll.side.plain &&
  !toll.side.civilian &&
  OWN_LOSS_HARMS.has(toll.harm) &&
  toll.high !== 0 &&
  some(toll.low)

/** Its own losses, or the civilians that its own deed harmed. */
export const concedesToll = (s: Statement, toll: TollFact): boolean =>
  concedesLoss(s, toll) || (toll.side?.civilian === true && toll.high !== 0 && concedesResponsibility(s))

const own = (s: Statement, parties: readonly Party[]) =>
  parties.some((p) => p.side === s.speaker.side && p.plain && !p.civilian)

const admits = (s: Statement) => ADMITTING.has(s.stance) && !s.negated && !s.suspected && s.reality === 'actual'

const losesGround = (s: Statement): boolean =>
  (ACTOR_LOSES.has(s.type) && own(s, s.actors)) || (TARGET_LOSES.has(s.type) && own(s, s.targets))

/** Civilians harmed by what the speaker's own side did (an ally's deed is no concession: S-ally-deed). */
export const concedesResponsibility = (s: Statement): boolean =>
  s.speaker.side !== null && admits(s) && s.ownsUp && own(s, s.actors) && !losesGround(s) && harmsCivilians(s)

function harmsCivilians(s: Statement): boolean {
  const harmed = s.tolls.some((toll) => toll.side?.civilian === true && toll.high !== 0)
  return harmed || (s.targets.length > 0 && s.targets.every((target) => target.civilian))
}

/** Concedes that the thing happened: own losses, or own responsibility. */
export const concedesOccurrence = (s: Statement): boolean =>
  s.speaker.side !== null &&
  admits(s) &&
  (losesGround(s) || s.tolls.some((toll) => concedesLoss(s, toll)) || concedesResponsibility(s))

/** How a concession reached us: relayed by an adversary or by nobody named, it is only reported. */
export function reach(s: Statement, of: Case): 'direct' | 'reported' {
  if (s.authenticity === 'confirmed') return 'direct'
  const vouched = vouchedFor(s, of)
  if (vouched !== null) return vouched ? 'direct' : 'reported'
  if (s.authenticity === 'not-confirmed') return 'reported'
  return s.channels.some((channel) => isHostile(channel, s, of)) ? 'reported' : 'direct'
}

/** Whether somebody who is no adversary says that the words are truly the speaker's; null where nobody says. */
function vouchedFor(s: Statement, of: Case): boolean | null {
  const on = of.statements.filter(
    (x) => x.type === 'authenticity' && x.about === s.id && x.reality === 'actual' && !x.suspected,
  )
  const vouches = (x: Statement) =>
    (x.stance === 'asserts' || x.stance === 'confirms') &&
    !x.negated &&
    of.voice(x).origin !== null &&
    !of.voice(x).sides.some((side) => s.speaker.side !== null && of.adversaries(side, s.speaker.side))
  if (on.some(vouches)) return true
  return on.some((x) => x.stance === 'doubts' || x.stance === 'denies' || x.negated) ? false : null
}

const isHostile = (channel: Channel, s: Statement, of: Case): boolean =>
  channel.key === null ||
  (channel.side !== null && s.speaker.side !== null && of.adversaries(channel.side, s.speaker.side))

export const concession = (concedes: boolean, s: Statement, of: Case): Concession => (concedes ? reach(s, of) : 'none')
