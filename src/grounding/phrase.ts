import type { Span } from '../claim/index.js'

/** What a word that names no place of its own says about the place beside it. */
export type Kind = 'country' | 'province' | 'district' | 'locality' | 'site' | 'nature' | 'region'

const words = (kind: Kind, list: string): readonly (readonly [string, Kind])[] =>
  list.split(' ').map((word) => [word, kind] as const)
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ...words(
    'province',
    'province provinces governorate governorates oblast oblasts state states wilayat wilayah wilaya division prefecture',
  ),
  ...words(
    'district',
    'district districts county counties raion raions woluswali uluswali tehsil tehsils subdistrict sub-district township townships woreda locality',
  ),
  ...words(
    'locality',
    'city cities town towns village villages hamlet hamlets settlement settlements municipality capital',
  ),
  ...words(
    'site',
    'neighborhood neighborhoods neighbourhood neighbourhoods quarter quarters suburb street streets road highway airport airbase airfield base bases camp camps mosque hospital clinic school hotel market bazaar checkpoint checkpoints prison jail university bridge dam crossing embassy consulate station office offices lines headquarters compound square junction port church cathedral museum park building tower palace stadium tunnel outpost post farm farms mine factory plant refinery garrison barracks roundabout gate cemetery shrine seminary madrasa college airstrip intersection pd',
  ),
  ...words(
    'nature',
    'valley valleys mountain mountains mount mt river lake desert island islands sea gulf strait coast peninsula hill hills pass heights canal basin oasis',
  ),
  ...words(
    'region',
    'region regions area areas part parts countryside zone border borders frontier territory territories plain plains side outskirts edge edges suburbs vicinity centre center',
  ),
  ...words('country', 'country nation'),
])
const DIRECTIONS =
  /^(?:(?:north|south)(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?|central|upper|lower|rural|coastal|(?:north|south)-(?:east|west)(?:ern)?|(?:north|south)-central)$/
/** Particles that stand inside names: Nahr-e Shahi, Deir ez Zor, Jisr al Shughur. */
const INSIDE =
  /^(?:e|i|ye|eh|wa|va|al|el|ul|ol|ud|ad|ar|as|ash|at|az|ez|es|an|de|da|do|la|le|los|las|del|du|di|bin|ibn)$/
/** "Kurdish-majority city", "Daesh-held town": what is so joined describes, and names nothing. */
const COMPOUND =
  /[-–](?:held|majority|controlled|backed|led|based|ruled|dominated|administered|occupied|aligned|affiliated|linked|run|besieged|populated|born|trained|made|allied|owned|funded|supported|speaking|wide|inhabited)$/
/** Kinds that carry a number as their name: Street 13, PD 17. */
const NUMBERED = /^(?:Street|PD|District|Road|Area|Zone|Route|Highway|Block|Sector|Checkpoint|Kilometre|Ward|Unit)$/
const ARTICLE_JOINED = /^(?:al|el|ar|as|ash|at|az|ad|an|ez|es|ul|adh)[-–'’]\p{Lu}/u
/** Words that open a sentence with a capital and name nothing. */
const OPENERS = new Set(
  'the a an in on at from to of by for with and or but as after before since during while when where who what which that this these those there here it its he she they we you i his her their our my your some many most all both several two three four five six seven eight nine ten one another other others earlier later last next early late meanwhile however although though according also more than over under about between among across near inside outside around despite if because so then now today yesterday tomorrow not no only even still such each every any once per via against into through until amid following afghan-led additionally separately previously recently currently reports local security sources officials residents witnesses police military government forces state media monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december mr mrs ms dr gen col lt maj capt sgt pte cpl president minister spokesman spokeswoman general colonel commander governor'.split(
    ' ',
  ),
)

export interface Token extends Span {
  readonly text: string
  /** Without possessive ending, lower case. */
  readonly bare: string
  readonly possessive: boolean
  readonly role: 'name' | 'kind' | 'direction' | 'lower' | 'mark'
  readonly kind: Kind | null
  /** First of a sentence or a line. */
  readonly first: boolean
}

const TOKEN =
  /\p{L}\.(?:\p{L}\.)+|[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}'’‘ʻ`´_]|[-–](?=[\p{L}\p{N}])|\.(?=\p{L}))*|[,;:()/[\]"“”.!?\n—•]/gu

/** Splits a text into the tokens that place and actor names are read from. */
export function tokensOf(text: string): readonly Token[] {
  const out: Token[] = []
  let first = true
  for (const match of text.matchAll(TOKEN)) {
    const raw = match[0]
    const start = match.index
    if (/^[^\p{L}\p{N}]$/u.test(raw)) {
      out.push({
        start,
        end: start + 1,
        text: raw,
        bare: raw,
        possessive: false,
        role: 'mark',
        kind: null,
        first: false,
      })
      if (/[.!?\n•:"“]/.test(raw)) first = true
      continue
    }
    const ending = /(?:['’]s|['’])$/.exec(raw)
    const stem = ending ? raw.slice(0, -ending[0].length) : raw
    const bare = stem.toLowerCase()
    const kind = KINDS.get(bare) ?? null
    const upper = /^\p{Lu}/u.test(stem) || ARTICLE_JOINED.test(stem) || /^\d+(?:st|nd|rd|th)$/.test(stem)
    const previous = out[out.length - 1]
    const numbered =
      /^\d+$/.test(raw) && previous !== undefined && NUMBERED.test(previous.text) && start - previous.end <= 1
    const role: Token['role'] = numbered
      ? 'name'
      : kind
        ? 'kind'
        : COMPOUND.test(bare)
          ? 'lower'
          : DIRECTIONS.test(bare)
            ? 'direction'
            : upper && !(OPENERS.has(bare) && (first || bare !== 'now'))
              ? 'name'
              : 'lower'
    out.push({ start, end: start + raw.length, text: stem, bare, possessive: ending !== null, role, kind, first })
    first = false
  }
  return out
}

/** A run of name words, and the kinds that stand beside it: "Nahr-e Shahi district", "the province of Baglan". */
export interface Chunk extends Span {
  readonly name: string
  /** "district" in "Sirkanay district", "province" in "the province of Baglan". */
  readonly kind: Kind | null
  /** The kind word as written. */
  readonly kindWord: string | null
  readonly possessive: boolean
  /** Tokens [from, to) of the run and its kinds. */
  readonly from: number
  readonly to: number
  /** Tokens of the run alone. */
  readonly nameFrom: number
  readonly nameTo: number
}

/** All runs of names in the tokens. */
export function chunksOf(
  text: string,
  tokens: readonly Token[],
  isAdjective: (word: string) => boolean = () => false,
): readonly Chunk[] {
  const chunks: Chunk[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (token?.role !== 'name') continue
    let end = i + 1
    // A direction within a name ("South Sudan", "North Waziristan") is looked at by the resolver.
    while (end < tokens.length && !tokens[end - 1]?.possessive) {
      const next = tokens[end]
      if (next && /[^ \u00a0‘’'`ʻ]/.test(text.slice(tokens[end - 1]?.end ?? 0, next.start))) break
      if (next?.role === 'name') end++
      else if (next && INSIDE.test(next.bare) && tokens[end + 1]?.role === 'name') end += 2
      else break
    }
    const lastName = tokens[end - 1] as Token
    let to = end
    let kind: Kind | null = null
    let kindWord: string | null = null
    if (!lastName.possessive) {
      while (to < tokens.length && tokens[to]?.role === 'kind') {
        kind = tokens[to]?.kind ?? null
        kindWord = kindWord ? `${kindWord} ${tokens[to]?.text}` : (tokens[to]?.text ?? null)
        to++
        if (tokens[to - 1]?.possessive) break
      }
    }
    let from = i
    const [of, before] = [tokens[i - 1], tokens[i - 2]]
    if (
      !kind &&
      of?.bare === 'of' &&
      before?.role === 'kind' &&
      (tokens[i - 3]?.role !== 'name' || isAdjective(tokens[i - 3]?.text ?? ''))
    ) {
      kind = before.kind
      kindWord = before.text
      from = i - 2
    } else if (
      !kind &&
      of?.role === 'kind' &&
      /^(?:Mount|Mt|Lake|Camp|Port|PD|Street|Hotel|Route|Highway|Base|District|Province|City|Road|Area|Zone|Block|Sector|Ward|Checkpoint)$/.test(
        of.text,
      )
    ) {
      kind = of.kind
      kindWord = of.text
      from = i - 1
    }
    const start = tokens[i]?.start ?? 0
    const stop = lastName.start + lastName.text.length
    chunks.push({
      start,
      end: stop,
      name: text.slice(start, stop),
      kind,
      kindWord,
      possessive: (tokens[to - 1] as Token).possessive,
      from,
      to,
      nameFrom: i,
      nameTo: end,
    })
    i = end - 1
  }
  return chunks
}

export const isDirection = (word: string): boolean => DIRECTIONS.test(word.toLowerCase())
