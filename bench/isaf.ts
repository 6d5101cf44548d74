// `isaf --data FILE`: each release reduced to the record of its lead incident, from our claims (../shared/benchmarks/README.md).
// Only what the set alone knows stands here: its labels, its spelling of provinces, its way of counting vague words, its header.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Claim, Event, PlaceRef, Toll } from '../src/claim/index.js'
import { loadKnowledge } from '../src/data/load.js'
import { distance, foldName, locate, settingOf, worldOf } from '../src/grounding/index.js'
import { readInput } from '../src/intake/intake.js'
import { createPipeline } from '../src/pipeline.js'
import type { RunSet } from './contract.js'

interface Record13 {
  readonly start_date: string
  readonly event_type: readonly string[]
  readonly province: readonly string[]
  readonly target_group: readonly string[]
  readonly min_killed: number
  readonly min_captured: number
  readonly killq: boolean
  readonly captureq: boolean
  readonly killcaptureraid: boolean
  readonly airstrike: boolean
  readonly noshotsfired: boolean
  readonly min_leaders_killed: number
  readonly min_leaders_captured: number
}
interface Release extends Record13 {
  readonly id: string
  readonly text: string
}

const FIELDS = [
  'start_date',
  'event_type',
  'province',
  'target_group',
  'min_killed',
  'min_captured',
  'killq',
  'captureq',
  'killcaptureraid',
  'airstrike',
  'noshotsfired',
  'min_leaders_killed',
  'min_leaders_captured',
] as const satisfies readonly (keyof Record13)[]

/** Provinces as the set spells them, by our ids. */
const PROVINCES: Readonly<Record<string, string>> = {
  'AF.01': 'badakhshan',
  'AF.02': 'badghis',
  'AF.03': 'baghlan',
  'AF.05': 'bamyan',
  'AF.06': 'farah',
  'AF.07': 'faryab',
  'AF.08': 'ghazni',
  'AF.09': 'ghor',
  'AF.10': 'helmand',
  'AF.11': 'herat',
  'AF.13': 'kabul',
  'AF.14': 'kapisa',
  'AF.17': 'logar',
  'AF.18': 'nangarhar',
  'AF.19': 'nimroz',
  'AF.23': 'kandahar',
  'AF.24': 'kunduz',
  'AF.26': 'takhar',
  'AF.27': 'wardak',
  'AF.28': 'zabul',
  'AF.29': 'paktika',
  'AF.30': 'balkh',
  'AF.31': 'jowzjan',
  'AF.32': 'samangan',
  'AF.33': 'sar-e pul',
  'AF.34': 'kunar',
  'AF.35': 'laghman',
  'AF.36': 'paktya',
  'AF.37': 'khost',
  'AF.38': 'nuristan',
  'AF.39': 'uruzgan',
  'AF.40': 'parwan',
  'AF.41': 'day_kundi',
  'AF.42': 'panjshir',
}
const GROUPS: Readonly<Record<string, string>> = {
  taliban: 'taliban',
  haqqani: 'haqqani',
  'al-qaeda': 'aq',
  hig: 'hig',
  imu: 'imu',
  let: 'let',
  ttp: 'ttp',
  iju: 'iju',
}
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The day of a release: its dateline, and the year of its number ("2010-09-CA-005") where the dateline gives none. */
export function releaseDay(text: string): string | null {
  const head = text.slice(0, 900)
  const month =
    '(jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)'
  const dated = new RegExp(`${month}\\s*(\\d{1,2})(?:st|nd|rd|th)?,?\\s*(\\d{4})`, 'i').exec(head)
  const bare =
    new RegExp(`\\(\\s*${month}\\s*(\\d{1,2})(?:st|nd|rd|th)?\\s*\\)`, 'i').exec(head) ??
    new RegExp(`${month}\\s+(\\d{1,2})\\b`, 'i').exec(head)
  const year = dated?.[3] ?? /\b(20\d\d)-\d{2}-[A-Z]{1,2}[-–]\d+/.exec(head)?.[1]
  const [, name, day] = dated ?? bare ?? []
  if (!year || !name || !day) return null
  return `${year}-${String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The set's smallest number for vague words. */
function least(toll: Toll): number {
  const words = (toll.count?.words ?? '').toLowerCase()
  if (toll.count === null) return 0
  if (/\ba large number\b/.test(words)) return 5
  if (/\b(?:numerous|a handful)\b/.test(words)) return 4
  if (/\b(?:several|a few|some|multiple|a group|a number)\b/.test(words)) return 3
  return toll.count.low ?? (toll.count.high === null ? 0 : 1)
}

const OWN =
  /\b(?:soldiers?|civilians?|police|service members?|troops|children|child|wom[ae]n|villagers?|elders?|marines?|coalition|afghan national|forces)\b/i
const LEADER = /\b(?:leaders?|commanders?|chiefs?|governors?|emirs?|heads?)\b/i
const HUNTED =
  /\b(?:leaders?|commanders?|facilitators?|financiers?|chiefs?|governors?|dealers?|smugglers?|traffickers?|coordinators?|experts?|operatives?|emplacers?|suppliers?|trainers?|members? of|makers?|builders?|insurgent|individuals?|targeted)\b/i
const isEvent = (claim: Claim): claim is Claim & { content: Event } => claim.content.kind === 'event'

interface Counted {
  readonly start: number
  readonly end: number
  readonly n: number
}

/** Tolls of insurgents: one sentence's are added up; a later sentence repeats them unless it says "also", "additional", "another". */
function count(
  claims: readonly (Claim & { content: Event })[],
  text: string,
  harms: readonly string[],
  of: (toll: Toll) => boolean,
): number {
  const bySentence = new Map<number, { words: string; people: Counted[] }>()
  const ends = [...text.matchAll(/[.!?]["”]?\s+(?=\p{Lu})|\n\s*\n/gu)].map((match) => match.index + 1)
  for (const claim of claims) {
    for (const toll of claim.content.tolls) {
      if (!harms.includes(toll.harm) || !of(toll)) continue
      const who = toll.side[0]?.refersTo ?? toll.side[0]?.quote ?? toll.quote
      const sentence = ends.filter((end) => end <= toll.quote.start).length
      const known = bySentence.get(sentence) ?? {
        words: text.slice(ends[sentence - 1] ?? 0, ends[sentence] ?? text.length),
        people: [],
      }
      const twin = known.people.findIndex((each) => each.start < who.end && who.start < each.end)
      const counted = { start: who.start, end: who.end, n: least(toll) }
      if (twin < 0) known.people.push(counted)
      else if ((known.people[twin]?.n ?? 0) < counted.n) known.people[twin] = counted
      bySentence.set(sentence, known)
    }
  }
  let total = 0
  for (const [, { words, people }] of [...bySentence].sort(([x], [y]) => x - y)) {
    const sum = people.reduce((all, each) => all + each.n, 0)
    total = total > 0 && /\b(?:also|additional|another)\b/i.test(words) ? total + sum : Math.max(total, sum)
  }
  return total
}

const insurgent = (toll: Toll): boolean => {
  const words = toll.side.map((mention) => (mention.refersTo ?? mention.quote).text).join(' ')
  const side = toll.side[0]?.entity?.side
  return !OWN.test(words) && side !== 'afghan-republic' && side !== 'nato' && side !== 'united-states'
}

function recordOf(
  sighted: string | null,
  text: string,
  claims: readonly Claim[],
  published: string | null,
  mentioned: readonly string[],
  places: readonly string[],
): Record13 {
  const actual = claims.filter(isEvent).filter((claim) => claim.content.reality === 'actual' && !claim.headline)
  const done = actual.filter((claim) => !claim.content.negated && claim.stance !== 'denies')
  const operations = done.filter(
    (claim) =>
      !/\b(?:is|was) (?:responsible|involved|linked)|\battacks? (?:against|on|targeting)\b/i.test(claim.quote.text),
  )
  const killed = count(operations, text, ['killed'], insurgent)
  const captured = count(operations, text, ['detained'], insurgent)
  const leads = (harm: string): number =>
    count(
      operations,
      text,
      [harm],
      (toll) =>
        insurgent(toll) &&
        LEADER.test(toll.side.map((mention) => `${mention.quote.text} ${mention.refersTo?.text ?? ''}`).join(' ')) &&
        !/facilitator/i.test(toll.side.map((mention) => mention.quote.text).join(' ')),
    )
  const located = done.flatMap((claim) => claim.content.place.filter((place) => place.role === 'at'))
  const provinceOf = (place: PlaceRef): string | undefined =>
    places.find((id) => place.id === id || [place.name, ...place.chain].includes(provinceName.get(id) ?? ''))
  const province = located.map(({ place }) => (place ? provinceOf(place) : undefined)).find((id) => id !== undefined)
  const dated = operations.map((claim) => claim.content.when?.from).find((day) => day !== null && day !== undefined)
  const airstrike = done.some(
    (claim) => claim.content.type === 'airstrike' || /\b(?:precision )?air ?strikes?\b/i.test(claim.quote.text),
  )
  const targets = done.flatMap((claim) => [
    ...claim.content.target,
    ...claim.content.tolls.flatMap((toll) => toll.side),
  ])
  const groups = targets
    .map(
      (mention) =>
        GROUPS[mention.entity?.id.replace(/^(?:actor|group):/, '').split('/')[0] ?? ''] ??
        GROUPS[mention.entity?.side ?? ''],
    )
    .filter((group) => group !== undefined)
  const group = groups[0] ?? mentioned.map((id) => GROUPS[id]).find((each) => each !== undefined) ?? ''
  const hunted = operations.some(
    (claim) =>
      claim.quote.start < 1500 &&
      HUNTED.test(`${claim.content.target.map((mention) => mention.quote.text).join(' ')} ${claim.quote.text}`) &&
      ['detention', 'operation', 'attack', 'killing'].includes(claim.content.type),
  )
  const eventType =
    airstrike && captured === 0
      ? 'airstrike'
      : killed > 0 && captured > 0
        ? 'captureandkill'
        : captured > 0
          ? 'detention'
          : killed > 0
            ? 'insurgentskilled'
            : ''
  return {
    start_date: dated ?? published ?? '',
    event_type: [eventType],
    province: (province ?? sighted) ? [PROVINCES[province ?? sighted ?? ''] ?? ''] : [],
    target_group: [group],
    min_killed: killed,
    min_captured: captured,
    killq: killed > 0,
    captureq: captured > 0,
    killcaptureraid: hunted && !(airstrike && captured === 0),
    airstrike,
    noshotsfired: actual.some((claim) => claim.content.type === 'shooting' && claim.content.negated),
    min_leaders_killed: leads('killed'),
    min_leaders_captured: leads('detained'),
  }
}

const provinceName = new Map<string, string>()
const split = (labels: readonly string[]): readonly string[] => [
  ...new Set(labels.flatMap((label) => label.split(';'))),
]
const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each))

function scoreOf(field: (typeof FIELDS)[number], ours: Record13, gold: Record13, strict: boolean): number {
  const [a, b] = [ours[field], gold[field]]
  if (Array.isArray(a) && Array.isArray(b)) {
    const [x, y] = [split(a), split(b)]
    if (field === 'province' || strict) return same(x, y) ? 1 : 0
    return y.filter((each) => x.includes(each)).length / y.length
  }
  return a === b ? 1 : 0
}

const DISTRICT =
  /((?:[‘’']?\p{Lu}[\p{L}’'‘-]*)(?:[ -](?:wa|e|i|ye|eh|[‘’']?\p{Lu}[\p{L}’'‘-]*))*) [Dd]istrict\b(?! (?:commander|leader|chief|governor|deputy|sub))/gu
const NO_DISTRICT = /^(?:Taliban|Haqqani|The|In|This|Their|Police|IED)$|\b(?:Taliban|Haqqani)\b/

export const run: RunSet = async ({ data, misses, half }) => {
  const files = data.map((path) => (statSync(path).isDirectory() ? join(path, 'dev.jsonl') : path))
  const releases = files
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Release),
    )
    .filter((_, i) => half === null || i % 2 === (half === 'a' ? 0 : 1))
  const knowledge = loadKnowledge()
  const pipeline = createPipeline(knowledge)
  const { gazetteer } = worldOf(knowledge.grounding)
  gazetteer.within('AF', 'Kabul')
  for (const id of Object.keys(PROVINCES)) provinceName.set(id, gazetteer.record(id)?.name ?? '')
  const sums = new Map<string, number>(FIELDS.map((field) => [field, 0]))
  let strict = 0
  let districts = 0
  let inside = 0
  const missed: object[] = []
  for (const release of releases) {
    const published = releaseDay(release.text)
    const report = readInput(`${release.id}.txt`, Buffer.from(release.text), published ? { published } : {}).reports[0]
      ?.report
    if (!report) throw new Error(`${release.id} was refused`)
    const claims = pipeline.read(report)
    const setting = settingOf(report, knowledge.grounding)
    // Where no claim says where: the first province that the release names behind its dateline.
    const sighted =
      setting.scene.sightings
        .filter((each) => !each.adjective && !/^,? Afghanistan\s*\(/.test(report.text.slice(each.end, each.end + 20)))
        .flatMap(({ record }) => gazetteer.lineage(record).map((each) => each.id))
        .find((id) => PROVINCES[id] !== undefined) ?? null
    const mentioned = setting.cast.actors.flatMap((each) => each.actors.map((actor) => actor.id))
    const ours = recordOf(sighted, report.text, claims, published, mentioned, Object.keys(PROVINCES))
    for (const field of FIELDS) {
      const score = scoreOf(field, ours, release, false)
      sums.set(field, (sums.get(field) ?? 0) + score)
      strict += scoreOf(field, ours, release, true)
      if (score < 1)
        missed.push({
          id: release.id,
          field,
          gold: release[field],
          ours: ours[field],
          text: release.text.slice(0, 300),
        })
    }
    const gold = release.province[0]
    if (release.province.length !== 1 || gold === undefined) continue
    const home = Object.keys(PROVINCES).find((id) => PROVINCES[id] === gold)
    for (const match of report.text.matchAll(DISTRICT)) {
      if (NO_DISTRICT.test(match[1] ?? '')) continue
      districts++
      const { place } = locate(setting.scene, { start: match.index, end: match.index + match[0].length }, gazetteer)
      const name = home ? (provinceName.get(home) ?? '') : gold
      const fits =
        place !== null &&
        place.lat !== null &&
        place.chain.some((each) => each === name || distance(foldName(each), foldName(name)) <= 0.4)
      if (fits) inside++
      else
        missed.push({
          id: release.id,
          field: 'district_in_province',
          gold,
          ours: place ? [place.name, ...place.chain] : null,
          text: report.text.slice(match.index, match.index + 80),
        })
    }
  }
  const n = releases.length
  const figures: Record<string, number> = {}
  for (const field of FIELDS) figures[field] = (sums.get(field) ?? 0) / n
  const mean = (fields: readonly string[]): number =>
    fields.reduce((sum, field) => sum + (figures[field] ?? 0), 0) / fields.length
  if (misses) writeFileSync(misses, missed.map((each) => `${JSON.stringify(each)}\n`).join(''))
  return {
    set: 'isaf',
    items: n,
    figures: {
      mean13: mean(FIELDS),
      mean12: mean(FIELDS.filter((field) => field !== 'noshotsfired')),
      mean13_strict: strict / n / FIELDS.length,
      district_in_province: districts === 0 ? 0 : inside / districts,
      ...figures,
    },
  }
}
