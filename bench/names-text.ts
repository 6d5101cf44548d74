// `names-text --data FILE`: names found in raw text. Definitions: ../shared/names/README.md; docs/trees.md says how they are read.
import { readFileSync, writeFileSync } from 'node:fs'
import type { Analyser, NameKind } from '../src/language/contract.js'
import type { BenchArgs, SetResult } from './contract.js'

import { loadForTreebanks } from './english.js'

/** A mention in a text; kinds that do not count are left out when a file is read. */
export interface Mention {
  readonly start: number
  readonly end: number
  readonly kind: NameKind
}

/** A labelled text. Loose: titles inside, nested pieces; a mention counts when one of the same kind overlaps it. */
export interface LabelledText {
  readonly id: string
  readonly text: string
  readonly mentions: readonly Mention[]
  readonly loose: boolean
}

export async function run({ data, misses }: BenchArgs): Promise<SetResult> {
  if (data.length === 0) throw new Error('names-text needs --data FILE (.jsonl, .iob2 or .conll)')
  const texts = data.flatMap((file) => readNames(file, readFileSync(file, 'utf8')))
  const { untyped, typed, perKind, wrong } = scoreNames(loadForTreebanks(), texts)
  if (misses) writeFileSync(misses, wrong.map((w) => `${JSON.stringify(w)}\n`).join(''))
  const lines = [...perKind].map(
    ([kind, c]) =>
      `${kind.padEnd(14)} P ${rate(c.rightOurs, c.ours)}  R ${rate(c.rightGold, c.gold)}  F1 ${harmonic(c).toFixed(3)}  (${c.gold})`,
  )
  return {
    set: 'names-text',
    items: texts.reduce((n, t) => n + t.mentions.length, 0),
    figures: { name_f1: round(harmonic(untyped)), name_typed_f1: round(harmonic(typed)) },
    table: lines.join('\n'),
  }
}

/** Loose scoring counts what is right on both sides by itself. */
interface TwoSided {
  rightGold: number
  gold: number
  rightOurs: number
  ours: number
}

const noCount = (): TwoSided => ({ rightGold: 0, gold: 0, rightOurs: 0, ours: 0 })
const round = (n: number): number => Math.round(n * 1e4) / 1e4
const rate = (right: number, all: number): string => (all === 0 ? '–' : (right / all).toFixed(3))

function harmonic({ rightGold, gold, rightOurs, ours }: TwoSided): number {
  if (rightGold === 0 || rightOurs === 0) return 0
  const p = rightOurs / ours
  const r = rightGold / gold
  return (2 * p * r) / (p + r)
}

/** Scores an analyser's names; exported so that the scorer can be tested on hand-made cases. */
export function scoreNames(analyser: Pick<Analyser, 'analyse'>, texts: readonly LabelledText[]) {
  const untyped = noCount()
  const typed = noCount()
  const perKind = new Map<NameKind, TwoSided>()
  const wrong: object[] = []
  for (const { id, text, mentions, loose } of texts) {
    const ours = analyser
      .analyse(text)
      .flatMap((s) => s.names)
      .filter((n) => n.kind !== 'other')
      .map((n) => (loose ? n : core(text, n)))
    const gold = loose ? mentions : mentions.map((m) => core(text, m))
    const meets = (a: Mention, b: Mention): boolean =>
      loose ? a.start < b.end && b.start < a.end : a.start === b.start && a.end === b.end
    const sameKind = (a: Mention, b: Mention): boolean => a.kind === b.kind && meets(a, b)
    count(untyped, gold, ours, meets)
    count(typed, gold, ours, sameKind)
    for (const kind of ['person', 'organisation', 'place'] as const) {
      const sum = perKind.get(kind) ?? noCount()
      perKind.set(kind, sum)
      count(
        sum,
        gold.filter((m) => m.kind === kind),
        ours.filter((m) => m.kind === kind),
        sameKind,
      )
    }
    const show = (m: Mention): string =>
      `${text.slice(m.start, m.end)} (${m.kind}) [${text.slice(Math.max(0, m.start - 25), m.end + 25).replace(/\s+/g, ' ')}]`
    const missed = gold.filter((m) => !ours.some((o) => sameKind(m, o))).map(show)
    const extra = ours.filter((o) => !gold.some((m) => sameKind(m, o))).map(show)
    if (missed.length + extra.length > 0) wrong.push({ id, missed, extra })
  }
  return { untyped, typed, perKind, wrong }
}

function count(
  sum: TwoSided,
  gold: readonly Mention[],
  ours: readonly Mention[],
  same: (a: Mention, b: Mention) => boolean,
): void {
  sum.gold += gold.length
  sum.ours += ours.length
  sum.rightGold += gold.filter((g) => ours.some((o) => same(g, o))).length
  sum.rightOurs += ours.filter((o) => gold.some((g) => same(g, o))).length
}

const TITLE =
  /^(?:the|an?|(?:vice[- ])?president(?:-elect)?|(?:prime|foreign|defen[cs]e|interior) minister|secretary(?: of (?:state|defen[cs]e))?|(?:lt|maj|brig|gen|col|capt|sgt|dr|mr|mrs|ms|prof|rev|sen|rep|gov|adm|st)\.?|general|colonel|major|captain|sergeant|lieutenant|senator|governor|ambassador|professor|king|queen|prince|princess|sheikh|sheik|imam|mullah|ayatollah|pope|judge|justice|sir|lord|lady|dame|chairman|director|commander|minister)\s+(?=\p{Lu})/iu

/** A span without a leading "the" or title and without a trailing 's. */
function core<M extends Mention>(text: string, mention: M): M {
  let { start, end } = mention
  end -= /\s*['’]s?$/.exec(text.slice(start, end))?.[0].length ?? 0
  for (let title = TITLE.exec(text.slice(start, end)); title; title = TITLE.exec(text.slice(start, end)))
    start += title[0].length
  return { ...mention, start, end }
}

// ---- file formats

/** Reads a file of labelled names: re3d (.jsonl), Universal NER (.iob2, with "# text"), or tokens and tags (.conll). */
export function readNames(file: string, content: string): LabelledText[] {
  if (file.endsWith('.jsonl'))
    return content
      .split('\n')
      .filter((l) => l.trim() !== '')
      .map(readRe3d)
  return readTagged(content)
}

const RE3D: Readonly<Record<string, NameKind>> = { Person: 'person', Organisation: 'organisation', Location: 'place' }

interface Re3dLine {
  readonly id: string
  readonly text: string
  readonly entities: readonly { begin: number; end: number; type: string }[]
}

function readRe3d(line: string): LabelledText {
  const { id, text, entities } = JSON.parse(line) as Re3dLine
  const mentions = entities.flatMap(({ begin, end, type }): Mention[] => {
    const kind = RE3D[type]
    const words = text.slice(begin, end).replace(/^(?:the|an?|this|that|these|those|its|their|his|her|our)\s+/i, '')
    return kind && /(?:^|[^\p{L}])\p{Lu}/u.test(words) ? [{ start: begin, end, kind }] : []
  })
  return { id, text, mentions, loose: true }
}

const TAGS: Readonly<Record<string, NameKind>> = { PER: 'person', ORG: 'organisation', LOC: 'place' }

/** One token a line with its tag; an empty line ends a sentence, "# newdoc" or -DOCSTART- a document. */
function readTagged(content: string): LabelledText[] {
  const texts: TextDraft[] = []
  for (const block of content.split(/\r?\n\s*\r?\n/)) {
    const lines = block.split(/\r?\n/).filter((l) => l.trim() !== '')
    if (texts.length === 0 || lines.some((l) => /^# newdoc|^-DOCSTART-/.test(l))) {
      texts.push(
        new TextDraft(
          lines.map((l) => /^# newdoc id = (.*)/.exec(l)?.[1]).find((x) => x) ?? `text ${texts.length + 1}`,
        ),
      )
    }
    const written = lines.map((l) => /^# text = (.*)/.exec(l)?.[1]).find((x) => x !== undefined)
    const rows = lines.filter((l) => !l.startsWith('# ') && !l.startsWith('-DOCSTART-')).map(readRow)
    if (rows.length > 0) texts.at(-1)?.add(rows, written)
  }
  return texts.map((t) => t.done()).filter((t) => t.text !== '')
}

interface Row {
  readonly form: string
  readonly tag: string
}

/** "7<TAB>tampa<TAB>B-LOC<TAB>..." or "Japanese I-MISC". */
function readRow(line: string): Row {
  const cells = line.includes('\t') ? line.split('\t') : line.split(' ')
  if (/^\d+$/.test(cells[0] ?? '') && cells.length >= 3) return { form: cells[1] ?? '', tag: cells[2] ?? 'O' }
  return { form: cells[0] ?? '', tag: cells.at(-1) ?? 'O' }
}

class TextDraft {
  #text = ''
  readonly #mentions: Mention[] = []
  constructor(readonly id: string) {}

  add(rows: readonly Row[], written: string | undefined): void {
    // The file does not say where paragraphs end: a line each keeps a signature and the next greeting apart.
    if (this.#text !== '') this.#text += '\n'
    const sentence = written ?? rows.map((r) => r.form).join(' ')
    const base = this.#text.length
    this.#text += sentence
    let at = 0
    let open: { start: number; end: number; type: string } | null = null
    const close = (): void => {
      const kind = open ? TAGS[open.type] : undefined
      if (open && kind) this.#mentions.push({ start: open.start, end: open.end, kind })
      open = null
    }
    for (const { form, tag } of rows) {
      const found = sentence.indexOf(form, at)
      const start = found < 0 ? at : found
      at = start + form.length
      const type = tag.slice(2)
      const goesOn: boolean = tag.startsWith('I-') && (open as { type: string } | null)?.type === type
      if (!goesOn) close()
      if (goesOn && open) (open as { end: number }).end = base + at
      else if (tag !== 'O') open = { start: base + start, end: base + at, type }
    }
    close()
  }

  done(): LabelledText {
    return { id: this.id, text: this.#text, mentions: this.#mentions, loose: false }
  }
}
