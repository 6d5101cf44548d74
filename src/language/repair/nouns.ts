import { TITLES } from '../words.js'
import type { Repair } from './tree.js'

const DAY = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/i
const LAST = /^(?:last|this|next)$/i

/** "On Friday warplanes hit", "On Friday night warplanes hit", "Last week rebels shelled": the day is the verb's. */
const dayBeforeSubject: Repair = (tree, day) => {
  const subject = tree.head(day)
  const verb = tree.head(subject)
  if (tree.rel(day) !== 'compound' || !/^nsubj/.test(tree.rel(subject)) || verb < subject) return
  for (let i = day + 1; i < subject; i++) if (tree.head(i) !== subject) return
  const weekday = !DAY.test(tree.form(day)) && DAY.test(tree.form(day - 1)) ? day - 1 : day
  const before = weekday - 1
  const own = [day, weekday, subject].includes(tree.head(before))
  const isOn = own && DAY.test(tree.form(weekday)) && /^on$/i.test(tree.form(before)) && tree.rel(before) === 'case'
  const isLast = own && !DAY.test(tree.form(weekday)) && LAST.test(tree.form(before))
  if (!isOn && !isLast) return
  tree.move(day, verb, isOn ? 'obl' : 'obl:unmarked')
  if (weekday < day) tree.move(weekday, day, 'compound')
  tree.move(before, day, isOn ? 'case' : 'amod')
}

/** "The group on Sunday released": what somebody does on a day; a raid may be "the raid on Sunday". */
const dayAfterSubject: Repair = (tree, day) => {
  const subject = tree.head(day)
  const verb = tree.head(subject)
  if (tree.rel(day) !== 'nmod' || !/^on$/i.test(tree.form(day - 1)) || tree.head(day - 1) !== day) return
  if (!/^nsubj/.test(tree.rel(subject)) || !(verb > day) || tree.form(day + 1) === ',') return
  if (tree.upos(subject) === 'PROPN' || ACTS.test(tree.form(subject))) tree.move(day, verb, 'obl')
}

const ACTS =
  /^(?:group|army|military|police|ministry|government|court|parliament|council|cabinet|party|agency|company|committee|commission|coalition|militia|gang|junta|regime|office|minister|president|spokes(?:man|woman|person)|official|officer|judge|governor|mayor|chief|commander|leader|general|envoy|ambassador|doctor|witness|resident|rebel|militant|insurgent|fighter|soldier|gunman|protester|activist|troop|force|authority|warplane|jet|drone|militiaman|policeman|villager|lawmaker|prosecutor|union|bloc|opposition)(?:s|es)?$|^(?:gunmen|militiamen|policemen|authorities|ministries|agencies|parties|militias)$/i

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const numberOf = (form: string): number => {
  const word = NUMBERS.indexOf(form.toLowerCase())
  return word >= 0 ? word + 1 : Number(form)
}

/** "two towns, Delgo and Kerma": as many names as were counted are those that were counted. */
const countedNames: Repair = (tree, number) => {
  const noun = tree.head(number)
  if (tree.rel(number) !== 'nummod' || tree.upos(noun) !== 'NOUN' || tree.form(noun + 1) !== ',') return
  const first = tree.children(noun, /^(?:conj|appos)$/).find((i) => i > noun)
  if (first === undefined || tree.start(first) > noun + 2 || tree.upos(first) !== 'PROPN') return
  const later = [...tree.children(noun, /^conj$/), ...tree.children(first, /^conj$/)].filter((i) => i > first)
  if (
    later.some((i) => tree.upos(i) !== 'PROPN') ||
    later.length + 1 !== numberOf(tree.form(number)) ||
    later.length === 0
  )
    return
  tree.relabel(first, 'appos')
  for (const name of later) tree.move(name, first, 'conj')
}

/** "The spokesman of the rebels, a former teacher": one person is not the rebels. */
const oneOfMany: Repair = (tree, article) => {
  const noun = tree.head(article)
  const many = tree.head(noun)
  const one = tree.head(many)
  if (tree.rel(article) !== 'det' || tree.rel(noun) !== 'appos' || tree.rel(many) !== 'nmod') return
  if (tree.upos(many) !== 'NOUN' || tree.form(article - 1) !== ',') return
  const isNumber = (i: number, number: string): boolean => tree.feat(i, 'Number') === number
  if (isNumber(noun, 'Sing') && isNumber(many, 'Plur') && isNumber(one, 'Sing')) tree.move(noun, one, 'appos')
}

/** "nine students, two of whom were minors": always said of those before. */
const ofWhom: Repair = (tree, whom) => {
  const part = tree.head(whom)
  const clause = tree.head(part)
  if (!/^of$/i.test(tree.form(whom - 1)) || !/^nsubj/.test(tree.rel(part)) || clause < whom) return
  const comma = tree.start(part) - 1
  if (tree.form(comma) !== ',' || /^acl/.test(tree.rel(clause))) return
  let noun = comma - 1
  while (noun >= 0 && tree.isNominal(tree.head(noun)) && tree.head(noun) < comma) noun = tree.head(noun)
  if (tree.isNominal(noun)) tree.move(clause, noun, 'acl:relcl')
}

/** "the consulate as well as two banks". */
const asWellAs: Repair = (tree, as) => {
  const other = tree.head(as)
  if (tree.form(as + 1) !== 'well' || tree.form(as + 2) !== 'as' || !/^(?:cc|case)$/.test(tree.rel(as))) return
  const noun = as - 1
  const isPair = tree.isNominal(noun) && tree.isNominal(other) && tree.rel(other) === 'obl'
  if (isPair && tree.head(noun) === tree.head(other) && /^(?:obj|obl|nsubj)/.test(tree.rel(noun))) {
    tree.move(other, noun, 'conj')
    tree.relabel(as, 'cc')
  }
}

/** "Spokesman Yaqub Hamdard rejected": a verb has one subject, here with its title; "the leader Yaqub": one with its name. */
export const titleOfSubject: Repair = (tree, title) => {
  const name = title + 1
  if (!/^nsubj/.test(tree.rel(title)) || !/^nsubj/.test(tree.rel(name)) || tree.head(title) !== tree.head(name)) return
  if (tree.upos(title) !== 'NOUN' || tree.upos(name) !== 'PROPN') return
  const own = tree.child(title, /^(?:det|nmod:poss)$/)
  if (own >= 0 && !tree.has(own, /^case$/)) tree.move(name, title, 'appos')
  else tree.move(title, name, 'nmod:desc')
}

/** "Mr", "Brig. Gen.": belongs to the name after it, whatever a verb does with both. */
const rankOfName: Repair = (tree, rank) => {
  let name = rank + 1
  while (isRank(tree.form(name))) name++
  if (!isRank(tree.form(rank)) || tree.head(rank) !== tree.head(name) || tree.upos(name) !== 'PROPN') return
  if (tree.rel(rank) !== 'root' && tree.rel(rank) !== 'conj') tree.move(rank, name, 'nmod:desc')
}

const isRank = (form: string): boolean => /^\p{Lu}/u.test(form) && TITLES.has(form.replace(/\.$/, '').toLowerCase())

/** "ten people, excluding the attacker": "excluding" is no deed of the bombing's. */
const partWithVerb: Repair = (tree, including) => {
  const part = tree.child(including, /^ob[jl]$/)
  const before = tree.form(including - 1) === ',' ? including - 2 : including - 1
  if (!/^(?:advcl|acl)$/.test(tree.rel(including)) || part <= including || tree.upos(before) !== 'NOUN') return
  if (tree.feat(before, 'Number') !== 'Plur') return
  tree.swap(including, part, 'case')
  tree.move(part, before, 'nmod')
}

/** "Ethiopia to withdraw troops": a headline's future. */
const headlineFuture: Repair = (tree, to) => {
  const verb = tree.head(to)
  const subject = tree.head(verb)
  if (tree.rel(to) !== 'mark' || tree.rel(verb) !== 'acl' || tree.rel(subject) !== 'root' || verb < to) return
  const isBare = subject === to - 1 && !tree.has(subject, /^(?:det|cop|case|nmod:poss)$/)
  const isSomebody = tree.upos(subject) === 'PROPN' || ACTS.test(tree.form(subject))
  if (isBare && isSomebody) tree.swap(subject, verb, 'nsubj')
}

/** "A spokesman, Colonel Asiri, said": a verb has one subject, here with its name between commas. */
const nameBetweenCommas: Repair = (tree, comma) => {
  let name = comma + 1
  while (isRank(tree.form(name)) || tree.rel(name) === 'nmod:desc') name++
  const verb = tree.head(name)
  if (tree.upos(name) !== 'PROPN' || !/^nsubj/.test(tree.rel(name))) return
  const end = tree.end(name)
  const subject = tree.children(verb, /^nsubj/).find((i) => i < comma)
  if (subject === undefined || tree.upos(subject) !== 'NOUN' || ![tree.form(end), tree.form(end + 1)].includes(','))
    return
  for (let i = subject + 1; i < comma; i++) if (!tree.isBelow(i, subject)) return
  tree.move(name, subject, 'appos')
}

/** "12 fighters, among them a commander, had died": one of the subject, not a second one. */
const amongThem: Repair = (tree, among) => {
  const them = among + 1
  const part = tree.head(them)
  if (!/^(?:them|whom)$/i.test(tree.form(them)) || !/^nsubj/.test(tree.rel(part)) || part < them) return
  const whole = tree.children(tree.head(part), /^nsubj/).find((i) => i < among)
  if (whole !== undefined && tree.head(part) > part) tree.move(part, whole, 'appos')
}

/** "buried by their relatives at dawn": when it was done, not which relatives. */
const timeAfterAgent: Repair = (tree, preposition) => {
  const time = tree.head(preposition)
  const agent = tree.head(time)
  if (tree.rel(preposition) !== 'case' || tree.rel(time) !== 'nmod' || !TIME.test(tree.form(time))) return
  const isAgent = /^obl/.test(tree.rel(agent)) && /^by$/i.test(tree.form(tree.child(agent, /^case$/)))
  if (isAgent && time > agent) tree.move(time, tree.head(agent), 'obl')
}

/** "during the night in Kandahar": where it happened, not which night. */
const placeAfterTime: Repair = (tree, preposition) => {
  const place = tree.head(preposition)
  const time = tree.head(place)
  if (tree.rel(preposition) !== 'case' || tree.rel(place) !== 'nmod' || !TIME.test(tree.form(time))) return
  if (/^obl/.test(tree.rel(time)) && place > time && tree.upos(place) === 'PROPN')
    tree.move(place, tree.head(time), 'obl')
}

const TIME = /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|morning|afternoon|evening|night|midnight|noon|dawn|dusk)$/i

/** "in the village of Deh Bala in the province of Nangarhar": a place within a larger one. */
const placeInLarger: Repair = (tree, larger) => {
  const verb = tree.head(larger)
  if (!/^obl$/.test(tree.rel(larger)) || !/^in$/i.test(tree.form(tree.child(larger, /^case$/)))) return
  const before = tree.start(larger) - 1
  const place = tree.children(verb, /^obl$/).find((i) => i < larger && tree.end(i) === before)
  if (place !== undefined && (tree.upos(place) === 'PROPN' || PLACE.test(tree.form(place))))
    tree.move(larger, place, 'nmod')
}

const PLACE =
  /^(?:village|town|city|suburb|neighbou?rhood|quarter|hamlet|camp|district|subdistrict|area|outskirts|capital)$/i
const LARGER = 'province district region state governorate county prefecture department subdistrict territory'.split(
  ' ',
)

/** "a fighter identified as Hamza was brought": the name is what he was identified as. */
const knownAs: Repair = (tree, as) => {
  const participle = as - 1
  const name = tree.children(tree.head(as), /^nsubj/).find((i) => i > as && tree.start(i) <= as + 1)
  if (tree.xpos(participle) !== 'VBN' || !/^acl/.test(tree.rel(participle)) || name === undefined) return
  if (tree.children(tree.head(as), /^nsubj/).every((i) => i > as)) return
  tree.move(name, participle, 'obl')
  tree.move(as, name, 'case')
}

/** "amid fresh clashes" is a preposition whatever its tag. */
const amid: Repair = (tree, preposition) => {
  const noun = tree.head(preposition)
  if (!/^(?:amod|advmod|compound)$/.test(tree.rel(preposition)) || noun < preposition || !tree.isNominal(noun)) return
  tree.relabel(preposition, 'case')
  if (tree.rel(noun) === 'obj') tree.relabel(noun, 'obl')
}

const RANKS = [...TITLES].filter((title) => title.length > 1).flatMap((title) => [title, `${title}.`])
const DAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')

export const NOUN_REPAIRS: readonly (readonly [ReadonlySet<string>, Repair])[] = [
  [new Set([...DAYS, 'week', 'month', 'year', 'night', 'morning', 'afternoon', 'evening']), dayBeforeSubject],
  [new Set(DAYS), dayAfterSubject],
  [new Set([...NUMBERS.slice(1), ...'2 3 4 5 6 7 8 9'.split(' ')]), countedNames],
  [new Set(['a', 'an']), oneOfMany],
  [new Set(['whom', 'which']), ofWhom],
  [new Set(['as']), asWellAs],
  [new Set(['including', 'excluding']), partWithVerb],
  [new Set(['to']), headlineFuture],
  [new Set(['in', 'near', 'at', 'outside']), placeAfterTime],
  [new Set(['at', 'on', 'in', 'during', 'before', 'after']), timeAfterAgent],
  [new Set([',']), nameBetweenCommas],
  [new Set(['among']), amongThem],
  [new Set(LARGER), placeInLarger],
  [new Set(['as']), knownAs],
  [new Set(RANKS), rankOfName],
  [new Set(['amid', 'amidst']), amid],
]
