import { foldName } from './statement.js'

const PEOPLE =
  'residents?|witness(?:es)?|eyewitness(?:es)?|sources?|officials?|locals?|villagers?|activists?|medics?|doctors?|people|elders?|source|man|woman|men|women|relatives?|famil(?:y|ies)|survivors?|officers?|commanders?|soldiers?|fighters?|analysts?|experts?|observers?|diplomats?|reports?|media|accounts?|workers?|members?|lawmakers?|authorities|farmers?|teachers?|shopkeepers?|drivers?|spokes(?:man|woman|person|people)|tribesmen|journalists?|messages?|posts?|users?|footage|videos?|nurses?|rescuers?'
const KIND_OF_PERSON = new RegExp(`\\b(?:${PEOPLE})\\b`)

/** True for words that say what kind of people speak, and not who: "City residents", "a security source in Nangarhar". */
export function isUnnamed(name: string): boolean {
  const folded = foldName(name)
  if (folded === '') return true
  const head = folded.split(/ (?:in|of|from|at|near|close|who|with|within|on|inside|familiar|for) /)[0] ?? folded
  const last = head.split(' ').at(-1) ?? ''
  const capitals = name
    .split(/\s+/)
    .slice(1)
    .filter((word) => /^\p{Lu}/u.test(word)).length
  return KIND_OF_PERSON.test(last) && new RegExp(`^(?:${PEOPLE})$`).test(last) && capitals < 2
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const HOUR = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/** The instants at which something said "2023-03-29" or "2023-03-29T10:00" may have been said; null for other words. */
export function saidRange(said: string, until = said): { from: string; to: string } | null {
  const edge = (text: string, day: string) =>
    DAY.test(text) ? `${text}${day}` : HOUR.test(text) ? text.slice(0, 16) : null
  const [from, to] = [edge(said, 'T00:00'), edge(until, 'T23:59')]
  return from === null || to === null ? null : { from, to }
}
