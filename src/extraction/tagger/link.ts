import type { Sentence, Token } from '../../language/contract.js'
import { sigma } from '../../language/kernel/plain.js'
import type { Reading } from '../reading.js'
import type { TaggedAttribution, TaggedSpan } from './contract.js'

/** A span as linking sees it: tokens [first, last] of the report. */
type Piece = Pick<TaggedSpan, 'role' | 'first' | 'last'>

/** One possible partner of a span (−1 = none) and what speaks for or against it, as keys into trained weights. */
export interface Candidate {
  readonly partner: number
  readonly keys: readonly string[]
}

/** A choice that linking makes: a cue chooses its source, a piece of content its cue. Numbers are indexes into the spans. */
export interface Choice {
  readonly span: number
  readonly candidates: readonly Candidate[]
}

/** Sentences between two spans that may still belong together. */
const SOURCE_REACH = 2
const CONTENT_REACH = 6

/** Who belongs to whom, by the trained weight of each key. */
export function linkSpans(
  reading: Reading,
  spans: readonly TaggedSpan[],
  weight: (key: string) => number,
): readonly TaggedAttribution[] {
  const map = new Page(reading, spans)
  const sources = new Map<number, { partner: number; margin: number }>()
  for (const choice of sourceChoices(map)) sources.set(choice.span, decide(choice, weight))
  const contents = new Map<number, { piece: number; margin: number }[]>()
  for (const choice of contentChoices(map)) {
    const { partner, margin } = decide(choice, weight)
    contents.set(partner, [...(contents.get(partner) ?? []), { piece: choice.span, margin }])
  }
  return spans.flatMap((cue, at) => {
    const pieces = contents.get(at)
    if (cue.role !== 'cue' || !pieces) return []
    const chosen = sources.get(at)
    const source = spans[chosen?.partner ?? -1] ?? null
    const content = pieces.flatMap(({ piece }) => spans[piece] ?? [])
    const margins = [...pieces.map((p) => p.margin), ...(chosen ? [chosen.margin] : [])]
    const link = sigma(Math.fround(Math.min(...margins)))
    return [{ cue, source, content, link }]
  })
}

function decide({ candidates }: Choice, weight: (key: string) => number): { partner: number; margin: number } {
  let partner = -1
  let most = Number.NEGATIVE_INFINITY
  let second = Number.NEGATIVE_INFINITY
  for (const candidate of candidates) {
    const total = candidate.keys.reduce((sum, key) => sum + weight(key), 0)
    if (total > most) {
      second = most
      most = total
      partner = candidate.partner
    } else if (total > second) second = total
  }
  return { partner, margin: Math.min(20, most - second) }
}

/** All choices of a report's spans: what training learns from. */
export function choicesOf(reading: Reading, spans: readonly Piece[]): readonly Choice[] {
  const map = new Page(reading, spans)
  return [...sourceChoices(map), ...contentChoices(map)]
}

function sourceChoices(page: Page): Choice[] {
  return page.of('cue').map((cue) => {
    const near = page.of('source').filter((s) => Math.abs(page.steps(cue, s)) <= SOURCE_REACH)
    const head = page.head(cue)
    const here = near.filter((s) => page.steps(cue, s) === 0).length
    const none = [
      's0',
      `s0 ${page.lemma(cue)}`,
      `s0 ${head.upos} ${head.rel}`,
      `s0 ${Math.min(2, here)} ${Math.min(3, near.length)}`,
    ]
    return {
      span: cue,
      candidates: [{ partner: -1, keys: none }, ...near.map((s) => ({ partner: s, keys: sourceKeys(page, cue, s) }))],
    }
  })
}

function sourceKeys(page: Page, cue: number, source: number): string[] {
  const order = page.before(source, cue) ? '<' : '>'
  const steps = page.steps(cue, source)
  const between = `${page.between('cue', cue, source)} ${page.between('source', cue, source)} ${page.between('content', cue, source)}`
  return [
    `sd ${order}${page.distance(cue, source)}`,
    `ss ${steps}`,
    `sb ${order}${between}`,
    `sn ${order}${page.between('source', cue, source)} ${steps === 0}`,
    `sp ${page.path(source, cue)}`,
    `sl ${order}${page.lemma(cue)}`,
    `su ${order}${page.head(source).upos} ${page.head(source).rel} ${page.head(cue).upos}`,
  ]
}

function contentChoices(page: Page): Choice[] {
  return page.of('content').map((piece) => ({
    span: piece,
    candidates: page
      .of('cue')
      .filter((cue) => Math.abs(page.steps(piece, cue)) <= CONTENT_REACH)
      .map((cue) => ({ partner: cue, keys: contentKeys(page, piece, cue) })),
  }))
}

function contentKeys(page: Page, piece: number, cue: number): string[] {
  const order = page.before(cue, piece) ? '<' : '>'
  const steps = page.steps(piece, cue)
  const between = `${page.between('cue', piece, cue)} ${page.between('content', piece, cue)}`
  const quoted = page.quoted(piece) ? '"' : ''
  return [
    `cd ${order}${page.distance(piece, cue)}`,
    `cs ${order}${steps}${quoted}`,
    `cb ${order}${between} ${page.between('source', piece, cue)}`,
    `cn ${order}${between} ${steps}${quoted}`,
    `cp ${page.path(piece, cue)}`,
    `cl ${order}${page.lemma(cue)} ${page.between('cue', piece, cue)}`,
    `cu ${order}${page.head(cue).upos} ${page.head(cue).rel}`,
    `cq ${order}${steps === 0} ${page.between('cue', piece, cue)} ${page.sameParagraph(piece, cue)}`,
  ]
}

/** Where the spans of a report stand to each other. */
class Page {
  readonly #spans: readonly Piece[]
  readonly #tokens: readonly Token[]
  readonly #sentences: readonly Sentence[]
  /** Sentence of each token, and the first token of each sentence. */
  readonly #sentenceOf: readonly number[]
  readonly #starts: readonly number[]

  constructor({ sentences }: Reading, spans: readonly Piece[]) {
    this.#spans = spans
    this.#sentences = sentences
    this.#tokens = sentences.flatMap((s) => s.tokens)
    this.#sentenceOf = sentences.flatMap((s, i) => s.tokens.map(() => i))
    let at = 0
    this.#starts = sentences.map((s) => (at += s.tokens.length) - s.tokens.length)
  }

  of(role: Piece['role']): number[] {
    return this.#spans.flatMap((s, i) => (s.role === role ? [i] : []))
  }

  #span(i: number): Piece {
    return this.#spans[i] as Piece
  }

  before(a: number, b: number): boolean {
    return this.#span(a).first < this.#span(b).first
  }

  /** Sentences from the near end of a to the near end of b; 0 where they share one. */
  steps(a: number, b: number): number {
    const [x, y] = [this.#span(a), this.#span(b)]
    const at = (token: number): number => this.#sentenceOf[token] ?? 0
    if (x.first < y.first) return Math.max(0, at(y.first) - at(x.last))
    return Math.min(0, at(y.last) - at(x.first))
  }

  /** Tokens between two spans, in classes. */
  distance(a: number, b: number): string {
    const [x, y] = [this.#span(a), this.#span(b)]
    const gap = x.first < y.first ? y.first - x.last - 1 : x.first - y.last - 1
    return gap <= 4 ? `${gap}` : gap <= 7 ? '7' : gap <= 12 ? '12' : gap <= 20 ? '20' : gap <= 40 ? '40' : 'far'
  }

  /** Spans of a role that begin between two spans, three at most. */
  between(role: Piece['role'], a: number, b: number): number {
    const from = Math.min(this.#span(a).first, this.#span(b).first)
    const to = Math.max(this.#span(a).first, this.#span(b).first)
    let count = 0
    this.#spans.forEach((s, i) => {
      if (s.role === role && i !== a && i !== b && s.first > from && s.first < to) count++
    })
    return Math.min(3, count)
  }

  quoted(i: number): boolean {
    return /^["“'‘`]/.test(this.#tokens[this.#span(i).first]?.text ?? '')
  }

  sameParagraph(a: number, b: number): boolean {
    const of = (i: number) => this.#sentences[this.#sentenceOf[this.#span(i).first] ?? 0]?.paragraph
    return of(a) === of(b)
  }

  /** The first token of a span that hangs outside it. */
  head(i: number): Token {
    const { first, last } = this.#span(i)
    const start = this.#starts[this.#sentenceOf[first] ?? 0] ?? 0
    for (let t = first; t <= last; t++) {
      const token = this.#tokens[t]
      if (token && token.rel !== 'punct' && (token.head < 0 || start + token.head < first || start + token.head > last))
        return token
    }
    return this.#tokens[first] as Token
  }

  lemma(i: number): string {
    return this.head(i).lemma.toLowerCase()
  }

  /** The way through the tree from one span's head to the other's: relations up, then down; up to four steps. */
  path(a: number, b: number): string {
    const sentence = this.#sentenceOf[this.#span(a).first] ?? 0
    if (sentence !== this.#sentenceOf[this.#span(b).first]) return 'apart'
    const tokens = this.#sentences[sentence]?.tokens ?? []
    const up = lineOf(tokens, this.head(a))
    const down = lineOf(tokens, this.head(b))
    const meet = up.findIndex((t) => down.includes(t))
    if (meet < 0) return 'apart'
    const back = down.indexOf(up[meet] as Token)
    if (meet + back > 4) return 'long'
    const rises = up.slice(0, meet).map((t) => `↑${t.rel}`)
    const falls = down
      .slice(0, back)
      .reverse()
      .map((t) => `↓${t.rel}`)
    return [...rises, ...falls].join('') || 'same'
  }
}

function lineOf(tokens: readonly Token[], from: Token): Token[] {
  const line: Token[] = []
  for (let at: Token | undefined = from; at && line.length < 40; at = tokens[at.head]) line.push(at)
  return line
}
