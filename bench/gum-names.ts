import type { NameKind } from '../src/language/contract.js'
import type { GoldSentence } from './conll.js'

/** Words [first, last] of a sentence that are a name. */
export interface GoldName {
  readonly first: number
  readonly last: number
  readonly kind: NameKind
}

/**
 * Gold names of a GUM sentence: entities whose head is a proper noun, cut down to the capitalised core, outermost ones.
 * Dates ("time") are no names.
 */
export function gumNames({ words }: GoldSentence): GoldName[] {
  const found: GoldName[] = []
  for (const { first, last, type } of entities(words.map((w) => w.misc))) {
    if (type === 'time') continue
    const inside = Array.from({ length: last - first + 1 }, (_, i) => first + i)
    const heads = inside.filter((i) => {
      const head = words[i]?.head ?? -1
      return head < first || head > last
    })
    const [head] = heads
    if (heads.length !== 1 || head === undefined || words[head]?.upos !== 'PROPN') continue
    const forms = words.map((w) => w.form)
    if (!inside.some((i) => isCapital(forms[i] ?? ''))) continue
    const core = grow(forms, head, first, last)
    if (core.first <= core.last) found.push({ ...core, kind: KINDS[type] ?? 'other' })
  }
  return outermost(found)
}

const KINDS: Readonly<Record<string, NameKind>> = { person: 'person', organization: 'organisation', place: 'place' }

interface OpenEntity {
  readonly id: string
  readonly type: string
  readonly first: number
}

/** GUM's brackets in MISC: Entity=(1-person-... opens, 1) closes. */
function entities(misc: readonly string[]): { first: number; last: number; type: string }[] {
  const open: OpenEntity[] = []
  const found: { first: number; last: number; type: string }[] = []
  misc.forEach((cell, i) => {
    const value = /(?:^|\|)Entity=([^|]*)/.exec(cell)?.[1]
    if (value === undefined) return
    for (const [, opened, closed] of value.matchAll(/\(([^()]+)|([^()]*)\)/g)) {
      if (opened !== undefined) {
        const [id = '', type = ''] = opened.split('-')
        open.push({ id, type, first: i })
      } else {
        const at = open.findLastIndex((e) => closed === '' || e.id === closed)
        const entity = open[at]
        if (!entity) continue
        found.push({ first: entity.first, last: i, type: entity.type })
        open.splice(at, 1)
      }
    }
  })
  return found
}

const JOINERS = new Set(
  `of the for and & 's ’s s' - – / de la le al el du da do dos das di del della ad as ar bin ibn abu ben van von der den`.split(
    ' ',
  ),
)

const isCapital = (form: string): boolean =>
  /^[\p{Lu}\p{Lt}\p{N}]/u.test(form) || /^.[\p{Lu}\p{Lt}]/u.test(form) || /^[#@][\p{L}\p{N}]/u.test(form)

/** From the head outwards over capitalised words, and over joiners with a capitalised word behind them. */
function grow(forms: readonly string[], head: number, low: number, high: number): { first: number; last: number } {
  const next = (from: number, step: 1 | -1, end: number): number | null => {
    let k = from + step
    const within = (): boolean => (step < 0 ? k >= end : k <= end)
    while (
      within() &&
      !isCapital(forms[k] ?? '') &&
      JOINERS.has((forms[k] ?? '').toLowerCase()) &&
      Math.abs(k - from) < 4
    ) {
      k += step
    }
    return within() && isCapital(forms[k] ?? '') ? k : null
  }
  let first = head
  let last = head
  for (let k = next(first, -1, low); k !== null; k = next(first, -1, low)) first = k
  for (let k = next(last, 1, high); k !== null; k = next(last, 1, high)) last = k
  while (first <= last && (/^(?:the|an?)$/i.test(forms[first] ?? '') || /^[^\p{L}\p{N}#@]/u.test(forms[first] ?? '')))
    first++
  return { first, last }
}

/** Without the names that lie in longer ones. */
function outermost(names: readonly GoldName[]): GoldName[] {
  const kept: GoldName[] = []
  const ordered = [...names].sort((a, b) => a.first - a.last - (b.first - b.last) || a.first - b.first)
  for (const name of ordered) if (kept.every((k) => name.last < k.first || name.first > k.last)) kept.push(name)
  return kept.sort((a, b) => a.first - b.first)
}
