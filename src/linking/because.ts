import type { Opposition } from '../claim/index.js'
import type { Case } from './case.js'
import type { Backing } from './facet.js'
import type { Statement } from './statement.js'

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const unique = (names: readonly string[]) => [...new Set(names)].sort()

function whoHolds(best: Backing<unknown>, of: Case): string {
  const firm = best.backers.filter((h) => !h.suspected)
  const names = unique(firm.flatMap((h) => (of.voice(h.by).origin === null ? [] : [of.voice(h.by).originName])))
  switch (best.support) {
    case 'unattributed':
      return firm.length === 0 ? 'It is only suspected' : "Only an outlet's own voice says so"
    case 'single-origin':
      return names.length > 1
        ? `${list(names)} say so, but they are not independent of each other`
        : `One origin alone says so: ${list(names)}${best.selfInterested ? ', a party that gains by it' : ''}`
    case 'reported-acknowledgement':
      return 'It is conceded against interest, but only an adversary or nobody named relays the words'
    case 'corroborated':
      return `${list(names)} say so, at least two of them independent of each other`
    case 'acknowledged':
      return `${list(names)}: conceded against the speaker's own interest`
  }
}

const VERBS: Readonly<Record<Opposition, string>> = {
  none: '',
  denied: 'denies it',
  contradicted: 'says otherwise',
  rival: 'names another',
}

/** One sentence a reader understands. */
export function explain(
  best: Backing<unknown> | undefined,
  against: readonly { readonly opposition: Opposition; readonly by: Statement }[],
  withinOneSide: boolean,
  of: Case,
): string {
  const who = best ? whoHolds(best, of) : 'Nobody is known to say so'
  if (against.length === 0) return `${who}.`
  const voices = unique(against.map(({ opposition, by }) => `${by.speaker.name} ${VERBS[opposition]}`))
  const shown = voices.slice(0, 3)
  return `${who}; ${list(shown)}${withinOneSide ? ', all of one side' : ''}.`
}
