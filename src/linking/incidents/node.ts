import { type Claim, familyOf, type Mention } from '../../claim/index.js'
import { isEvent } from '../case.js'
import { type Context, statementOf } from '../from-claim.js'
import { hashWord, wordsFolded } from '../minhash.js'
import { foldName, type PlaceFact, type Statement } from '../statement.js'

/** Events of one group can be parts of one happening: a raid, its killed and its captured are one incident. */
export type Group = 'fight' | 'siege' | 'movement' | 'politics' | 'relief' | 'knowledge'

const GROUPS: Readonly<Record<string, Group>> = {
  violence: 'fight',
  harm: 'fight',
  detention: 'fight',
  territory: 'fight',
  property: 'fight',
  movement: 'movement',
  politics: 'politics',
  relief: 'relief',
  knowledge: 'knowledge',
}

/** A claim as far as joining depends on it. */
export interface Node {
  readonly claim: Claim
  readonly statement: Statement
  readonly group: Group
  readonly start: number
  readonly end: number
  readonly places: readonly PlaceFact[]
  readonly days: { readonly from: string; readonly to: string } | null
  /** The day its report was printed. */
  readonly published: string | null
  readonly timeWords: string | null
  /** "monday", "february 13": a time without year that another of its kind excludes. */
  readonly timeMark: string | null
  readonly country: string | null
  /** Sides said to act or to suffer. */
  readonly sides: ReadonlySet<string>
  readonly doers: ReadonlySet<string>
  readonly sufferers: ReadonlySet<string>
  /** Named people whom it befell, or who did it. */
  readonly people: ReadonlySet<string>
  /** "killed iskp 8": figures that two reports of one happening share. */
  readonly figures: ReadonlySet<string>
  /** Hash of the quoted words, where they are many enough to tell. */
  readonly words: number | null
  /** "the operation", "the blast": speaks of something already told. */
  readonly definite: boolean
  /** "another", "in a separate": speaks of something else than what was just told. */
  readonly fresh: boolean
  /** Looks back over weeks or years: background that what follows does not continue. */
  readonly past: boolean
  /** "a bombing near the airport": tells of something for the first time. */
  readonly introduces: boolean
}

const HAPPENING =
  'operations?|attacks?|raids?|(?:air ?)?strikes?|blasts?|explosions?|clash(?:es)?|fight(?:ing)?|gun ?fights?|fire ?fights?|shelling|bombings?|incident|ambush|battle|assault|killings?|massacre|offensive|crime|atrocity|violence|shootings?|military action|toll|dead|victims|casualties|injured|wounded'
const DEFINITE = new RegExp(
  `\\b(?:the|this|that|these|those|its|their|his|ensuing|both) (?:[\\w-]+ ){0,2}(?:${HAPPENING})\\b`,
  'i',
)
const FRESH =
  /\b(?:another|separate(?:ly)?|elsewhere|earlier too|previous(?:ly)?|other recent|similar|last (?:year|month)|in recent (?:weeks|months|years)|since)\b/i
/** Looks back over a longer time. */
const PAST =
  /\b(?:previously|in the past|(?:days|weeks|months|years) of|in recent (?:weeks|months|years)|over the (?:last|past)|since the|for years)\b|\brecent (?:[\w-]+ ){0,3}(?:operations|attacks|raids|strikes|clashes|bombings)\b/i
const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december'
const MARK = new RegExp(`(?:${MONTHS}) \\d{1,2}|\\d{1,2} (?:${MONTHS})|(?:mon|tues|wednes|thurs|fri|satur|sun)day`)
const INTRODUCES = new RegExp(
  `^(?:(?:also|and) )?(?:an?|two|three|four|several) (?:[\\w-]+ ){0,2}(?:${HAPPENING})\\b`,
  'i',
)
const FRESH_START = /^(?:[\w-]+ ){0,2}(?:another|separate)\b/i
const LEADING = /^(?:other|another|separate|earlier|previous|recent)\b/i

const TITLES = new Set([
  'mawlawi',
  'mullah',
  'mualawi',
  'maulvi',
  'haji',
  'qari',
  'sheikh',
  'ustad',
  'dr',
  'general',
  'colonel',
  'commander',
  'captain',
  'mr',
  'abu',
])

/** A person's name as two reports may share it: without titles. */
export const personKey = (name: string): string =>
  foldName(name)
    .split(' ')
    .filter((word) => !TITLES.has(word))
    .join(' ')

const isPerson = (m: Mention): boolean => m.entity?.id.startsWith('person:') === true && m.entity.name !== ''

/** Speakers of a report tell of many happenings: their names tie none to another. */
function peopleOf({ content }: Claim, speakers: ReadonlySet<string>): Set<string> {
  const mentions: Mention[] = [...content.target, ...content.actor]
  if (content.kind === 'event') {
    for (const toll of content.tolls)
      mentions.push(...toll.side, ...toll.named, ...toll.includes.flatMap((x) => [...x.side, ...x.named]))
  }
  return new Set(
    mentions
      .filter((m) => isPerson(m) && !speakers.has(m.entity!.id))
      .map((m) => personKey(m.entity!.name))
      .filter((key) => key.length > 2),
  )
}

const UNTOLD = new Set(['statement', 'recruitment', 'sanctions', 'investigation'])

/** A house surrounded one night is part of a raid. */
const isOneDay = ({ when }: Statement): boolean => when?.from != null && when.from === when.to

/** Null for what belongs to no incident: plans, habits, states, statements. */
function groupOf(s: Statement): Group | null {
  if (s.reality !== 'actual') return null
  if (s.type === 'losses' || s.type === 'rescue') return 'fight'
  if (s.type === 'siege') return isOneDay(s) ? 'fight' : 'siege' // lasts, and what happens in it is something else
  if (UNTOLD.has(s.type) || s.type === 'authenticity') return null
  const group = GROUPS[familyOf(s.type)]
  return group === undefined || (group !== 'knowledge' && !isEvent(s.type)) ? null : group
}

const sidesOf = (parties: Statement['actors']) => parties.flatMap((p) => (p.side === null ? [] : [p.side]))

/** What else of the report a claim is read with. */
export interface Told {
  /** The words of its sentence that lead up to the quote. */
  readonly before: string
  /** Entities that speak anywhere in the report. */
  readonly speakers: ReadonlySet<string>
}

/** The claim as a node, or null where it speaks of no single happening. */
export function nodeOf(claim: Claim, context: Context, told: Told): Node | null {
  const statement = statementOf(claim, context)
  const group = groupOf(statement)
  if (group === null) return null
  const { when } = statement
  const doers = new Set(sidesOf(statement.actors))
  const sufferers = new Set([
    ...sidesOf(statement.targets),
    ...statement.tolls.flatMap((t) => (t.side ? sidesOf([t.side]) : [])),
  ])
  const words = wordsFolded(claim.quote.text)
  const text = claim.quote.text
  return {
    claim,
    statement,
    group,
    start: claim.quote.start,
    end: claim.quote.end,
    places: statement.places.filter((p) => p.chain.length > 0 && !p.broad),
    days: when?.from && when.to ? { from: when.from, to: when.to } : null,
    published: context.reports.get(claim.report)?.published ?? null,
    timeWords: when && !when.from ? foldName(when.words) : null,
    timeMark: when && !when.from ? (MARK.exec(foldName(when.words))?.[0] ?? null) : null,
    country: statement.places.find((p) => p.broad)?.chain.at(-1) ?? null,
    sides: new Set([...doers, ...sufferers]),
    doers,
    sufferers,
    people: peopleOf(claim, told.speakers),
    figures: new Set(
      statement.tolls.flatMap((t) => (t.vague || t.low === null || t.low === 0 ? [] : [`${t.harm} ${t.low}`])),
    ),
    words: words.length >= 12 ? words.reduce((hash, word) => hashWord(word, hash), 7) : null,
    definite: DEFINITE.test(text) && !PAST.test(text),
    past: PAST.test(text),
    introduces: INTRODUCES.test(text),
    fresh: FRESH.test(told.before) || FRESH_START.test(text) || LEADING.test(text) || PAST.test(text),
  }
}
