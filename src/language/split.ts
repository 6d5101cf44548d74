import type { Span } from '../claim/span.js'
import { BIAS, WEIGHTS } from './boundary-weights.js'
import type { SentenceKind } from './contract.js'
import { type RawToken, tokenise } from './tokenise.js'
import { canonical } from './view.js'
import { ABBREVIATIONS, OPENERS, TITLES } from './words.js'

/** A sentence before its words are analysed: tokens [first, last] of the text. */
export interface RawSentence {
  readonly first: number
  readonly last: number
  readonly paragraph: number
  readonly kind: SentenceKind
}

/** A raw text cut into words and sentences. */
export interface SplitText {
  readonly tokens: readonly RawToken[]
  readonly sentences: readonly RawSentence[]
  /** The text with one shape for each kind of mark (see view.ts). */
  readonly view: string
}

/**
 * Cuts a raw text into words and sentences.
 *
 * @example split('He fled. They did not.').sentences.length // 2
 */
export function split(text: string): SplitText {
  const view = canonical(text)
  const tokens = tokenise(text, view)
  const paragraphs = paragraphsOf(view, tokens)
  const sentences: RawSentence[] = []
  let headline = ''
  paragraphs.forEach((paragraph, number) => {
    const next = paragraphs[number + 1]
    for (const s of paragraphSentences(view, tokens, paragraph, next, number, headline)) {
      if (s.kind === 'headline') headline = spanText(view, tokens, s.first, s.last)
      sentences.push({ ...s, paragraph: number })
    }
  })
  return { tokens, sentences, view }
}

/** Tokens [first, last] of one paragraph. */
interface Run {
  readonly first: number
  readonly last: number
}

const spanText = (view: string, tokens: readonly RawToken[], first: number, last: number): string =>
  view.slice(tokens[first]?.start ?? 0, tokens[last]?.end ?? 0)

// ---- paragraphs

const LINE_BREAK = /[\n\r\u2028\u2029]/

/** Lines of the text, except that a hard-wrapped line runs on where the next begins with a small letter. */
function paragraphsOf(view: string, tokens: readonly RawToken[]): Run[] {
  const runs: Run[] = []
  const wrapped = isHardWrapped(view)
  let first = 0
  for (let i = 1; i <= tokens.length; i++) {
    const here = tokens[i]
    const before = tokens[i - 1]
    if (here && before && !breaksLine(view, before, here, wrapped)) continue
    if (before) runs.push({ first, last: i - 1 })
    first = i
  }
  return runs
}

function breaksLine(view: string, before: RawToken, here: RawToken, wrapped: boolean): boolean {
  if (!here.spaced) return false
  const gap = view.slice(before.end, here.start)
  if (!LINE_BREAK.test(gap)) return false
  const lines = gap.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0
  if (lines > 1 || /[.!?:;]["')\]]*$/.test(view.slice(Math.max(0, before.end - 3), before.end))) return true
  const lineStart = view.lastIndexOf('\n', before.end - 1) + 1
  if (before.end - lineStart < 45 || before.end - lineStart > 120) return true
  return !(wrapped || /\p{Ll}/u.test(view[here.start] ?? ''))
}

/** Several long lines that end inside a sentence: the line breaks are the typesetter's. */
function isHardWrapped(view: string): boolean {
  const lines = view.split(/\r\n|\n/)
  let broken = 0
  let full = 0
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i] ?? ''
    if (line.length < 45 || line.length > 120) continue
    full++
    if (/[\p{L}\p{N},-]\s*$/u.test(line) && /^\p{Ll}/u.test(lines[i + 1] ?? '')) broken++
  }
  return broken >= 4 && broken * 3 >= full
}

// ---- sentences of a paragraph

type Piece = Omit<RawSentence, 'paragraph'>

function paragraphSentences(
  view: string,
  tokens: readonly RawToken[],
  run: Run,
  next: Run | undefined,
  number: number,
  headline: string,
): Piece[] {
  const pieces: Piece[] = []
  let first = run.first
  const repeated = headline === '' ? -1 : endOfRepeat(view, tokens, run, headline)
  if (repeated >= 0) {
    pieces.push({ first, last: repeated, kind: 'headline' })
    first = repeated + 1
  }
  const dateline = datelineEnd(view, tokens, { first, last: run.last }, number)
  if (dateline >= first && dateline < run.last) {
    pieces.push({ first, last: dateline, kind: 'dateline' })
    first = dateline + 1
  }
  if (headline !== '' && repeated < 0 && first > run.first) {
    const again = endOfRepeat(view, tokens, { first, last: run.last }, headline)
    if (again >= 0) {
      pieces.push({ first, last: again, kind: 'headline' })
      first = again + 1
    }
  }
  const cuts = boundaries(view, tokens, { first, last: run.last })
  const alone = pieces.length === 0 && cuts.length === 0
  const kind: SentenceKind = alone && isHeadline(view, tokens, run, next) ? 'headline' : 'text'
  for (const cut of [...cuts, run.last]) {
    for (const last of bounded(view, tokens, first, cut)) {
      pieces.push({ first, last, kind })
      first = last + 1
    }
  }
  return pieces
}

/** The longest sentence that is read as one: a list or a damaged text may run on for pages. */
const LONGEST = 240

/** Ends of the pieces of tokens [first, last], cut at a comma or semicolon where they are too long. */
function bounded(view: string, tokens: readonly RawToken[], first: number, last: number): number[] {
  const ends: number[] = []
  while (last - first + 1 > LONGEST) {
    let end = first + LONGEST - 1
    for (let i = end; i > first + LONGEST / 2; i--) {
      if (/^[,;:]$/.test(spanText(view, tokens, i, i))) {
        end = i
        break
      }
    }
    ends.push(end)
    first = end + 1
  }
  if (first <= last) ends.push(last)
  return ends
}

/** Some pages print the headline again at the head of the text, with nothing between. */
function endOfRepeat(view: string, tokens: readonly RawToken[], run: Run, headline: string): number {
  if (headline.length < 20) return -1
  const start = tokens[run.first]?.start ?? 0
  if (!view.startsWith(headline, start)) return -1
  const end = start + headline.length
  for (let i = run.first; i < run.last; i++) {
    if (tokens[i]?.end === end) return /\p{Lu}|\p{N}/u.test(view[tokens[i + 1]?.start ?? 0] ?? '') ? i : -1
  }
  return -1
}

const CITY = String.raw`\p{Lu}[\p{L}'-]+(?:[ -]\p{Lu}[\p{L}'-]+){0,2}`
const CAPITALS = String.raw`\p{Lu}[\p{Lu}'-]{2,}(?:[ ,/]{1,2}\p{Lu}[\p{Lu}'-]+){0,3}`
const REGION = String.raw`(?:, ?\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]+){0,2}){0,2}`
const DATE = String.raw`(?:, (?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{L}*\.?(?: \d{1,2})?(?:, \d{4})?)?`
const DASH = '(?:–+|--+|(?<= )-(?= )|- )'
const DATELINES: readonly RegExp[] = [
  new RegExp(`${CAPITALS}${REGION}${DATE} ?\\([^()\\n]{2,60}\\) ?(?:(?:[-–]+|:)(?= ?\\S)|(?= ?[\\p{Lu}"]))`, 'uy'),
  new RegExp(`${CAPITALS}${REGION}${DATE},? ?${DASH}(?: ${CITY}${DATE} ?(?:–+|--+|(?<= )-(?= )))?`, 'uy'),
  new RegExp(`${CITY}${REGION}${DATE} \\([^()\\n]{2,40}\\) ?(?:–+|--+|-(?= ))`, 'uy'),
  new RegExp(
    `(?!${String.raw`(?:NOTE|UPDATE|BREAKING|VIDEO|WATCH|PHOTO|PHOTOS|LIVE|READ|MORE|FILE|EXCLUSIVE|NATO|ISIS|ISIL|ISKP|SANA(?!')|UNHCR|TTP|OCHA|QUESTION|ANSWER|WARNING|EDITOR)\b`})\\p{Lu}[\\p{Lu}'-]{3,}(?: \\p{Lu}[\\p{Lu}'-]+)?(?:[,/] ?\\p{Lu}[\\p{L}'-]+)?${DATE}:(?= \\S)`,
    'uy',
  ),
  /(?:(?:Date of publication|Published|Publication date|Posted|Updated|Last updated|date)(?: on)?:? )?(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{L}*\.? \d{4}|\d{4}-\d{2}-\d{2})(?: [-–|])?(?= \p{Lu})/uy,
]

/** Last token of a dateline ("KABUL (Reuters) -") at the head of a paragraph, or -1. */
function datelineEnd(view: string, tokens: readonly RawToken[], run: Run, number: number): number {
  if (number > 4) return -1
  const start = tokens[run.first]?.start ?? 0
  for (const pattern of DATELINES) {
    pattern.lastIndex = start
    const found = pattern.exec(view.length > start + 200 ? view.slice(0, start + 200) : view)
    if (!found) continue
    const end = start + found[0].trimEnd().length
    for (let i = run.first; i <= run.last; i++) {
      const token = tokens[i]
      if (!token || token.start >= end) return token && token.start >= end ? i - 1 : -1
      if (token.end > end) return -1
    }
  }
  return -1
}

const FINAL = /[.!?…:;,]["')\]]*$/
const BULLET = /^(?:[•·▪●‣◦*–-]|\d{1,2}[.)]|\p{L}\))$/u

/** A line of its own without final punctuation, above text or in capitals. */
function isHeadline(view: string, tokens: readonly RawToken[], run: Run, next: Run | undefined): boolean {
  const line = spanText(view, tokens, run.first, run.last)
  const words = run.last - run.first + 1
  if (words > 30 || BULLET.test(spanText(view, tokens, run.first, run.first))) return false
  const letters = line.replace(/[^\p{L}]/gu, '')
  if (letters.length === 0) return false
  if (letters.length >= 8 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()) return true
  if (!next || FINAL.test(line) || /^\p{Ll}/u.test(line)) return false
  return true
}

// ---- boundaries inside a paragraph

/** Indices of the tokens after which a sentence ends, without the last of the paragraph. */
function boundaries(view: string, tokens: readonly RawToken[], run: Run): number[] {
  const found: number[] = []
  const state = new Reader(view, tokens, run)
  for (let i = run.first; i < run.last; i++) {
    state.read(i)
    if (!state.isCandidate(i)) continue
    if (!(state.rule(i) ?? state.score(i) > state.doubt(i))) continue
    found.push(i)
    state.cut(i)
  }
  return found
}

/**
 * Calls `use` with every place in a text where a sentence might end and its features: what the trainer learns from.
 * `cut` says whether one truly ends there.
 */
export function candidates(
  text: string,
  endsAt: (end: number) => boolean,
  use: (features: readonly string[], ends: boolean) => void,
): void {
  const view = canonical(text)
  const tokens = tokenise(text, view)
  for (const run of paragraphsOf(view, tokens)) {
    const state = new Reader(view, tokens, run)
    for (let i = run.first; i < run.last; i++) {
      state.read(i)
      if (!state.isCandidate(i)) continue
      const ends = endsAt(tokens[i]?.end ?? -1)
      use(state.features(i), ends)
      if (ends) state.cut(i)
    }
  }
}

const TERMINAL = /^(?:[.!?…]+|\.{2,})$/
const CLOSER = /^["')\]}]+$/
/** Two apostrophes are how some keyboards write a quotation mark. */
const QUOTE = /^(?:"|'')$/
const OPENER_MARK = /^["'([{]+$/
const PAUSE = /^[:;–|*•·>]$|^[-–]{1,3}$|^[=_*~-]{2,}$/
const RANK = /^(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Brig|Sgt|Cpl|Sen|Rep|Gov|Rev|Adm|Cmdr|St)\.$/
const SAID = /^(?:said|says|asked|asks|told|replied|added|tweeted|wrote|shouted|cried|yelled)$/

/** Lead that the weights must show where no full stop stands: letters and lists run on, news does not. */
const UNMARKED = 1.5

/** Reads a paragraph from left to right and knows what is open: quotation marks, brackets. */
class Reader {
  #quotes = 0
  #brackets = 0
  #start: number
  #bracketAtStart = false

  constructor(
    readonly view: string,
    readonly tokens: readonly RawToken[],
    readonly run: Run,
  ) {
    this.#start = run.first
  }

  form(i: number): string {
    const token = i >= this.run.first && i <= this.run.last ? this.tokens[i] : undefined
    return token ? this.view.slice(token.start, Math.min(token.end, token.start + 40)) : ''
  }

  read(i: number): void {
    const form = this.form(i)
    if (QUOTE.test(form)) this.#quotes ^= 1
    else if (form === '(' || form === '[') {
      if (i === this.#start) this.#bracketAtStart = true
      this.#brackets++
    } else if (form === ')' || form === ']') this.#brackets = Math.max(0, this.#brackets - 1)
  }

  cut(i: number): void {
    this.#start = i + 1
    this.#brackets = 0
    this.#bracketAtStart = false
  }

  isCandidate(i: number): boolean {
    const next = this.tokens[i + 1]
    if (!next) return false
    const form = this.form(i)
    const nextForm = this.form(i + 1)
    if (this.rule(i)) return true
    if (!next.spaced && (CLOSER.test(nextForm) || TERMINAL.test(nextForm))) return false
    if (TERMINAL.test(form) || PAUSE.test(form)) return true
    if (form.endsWith('.') && form.length > 1) return true
    if (CLOSER.test(form)) return true
    return next.spaced && /^["'([]?\p{Lu}/u.test(nextForm) && /^\p{L}|^["([]/u.test(nextForm)
  }

  /** What needs no weighing: true ends a sentence here, false does not, undefined leaves it to the weights. */
  rule(i: number): boolean | undefined {
    const form = this.form(i)
    const next = this.form(i + 1)
    if (i === this.run.first && BULLET.test(form)) return false
    if (form === ')' && /^(?:ret|retd|rtd)\.?$/i.test(this.form(i - 1))) return false
    if (form === ']' && /^\p{L}/u.test(this.form(i - 1))) return false
    if (form.endsWith('.') && !TERMINAL.test(form) && /^\p{Ll}/u.test(next)) return false
    if (/^\p{Lu}\p{Ll}{1,4}\.$/u.test(form)) {
      if (/^\p{N}/u.test(next)) return false
      if (RANK.test(form) && /^\p{Lu}/u.test(next)) return false
    }
    if (form === ')' && this.#bracketAtStart && this.#brackets === 0 && i - this.#start > 2) {
      return /^\p{Lu}/u.test(next) ? true : undefined
    }
    if (form === '"' && /^[!?]+$/.test(this.form(i - 1)) && this.#saysNext(i)) return false
    if (form === '.' && QUOTE.test(next) && !this.tokens[i + 1]?.spaced && this.#quotes === 0) {
      const after = this.tokens[i + 2]
      if (after && !after.spaced && /^\p{Lu}/u.test(this.form(i + 2))) return true
    }
    return undefined
  }

  #saysNext(i: number): boolean {
    for (let n = 1; n <= 4; n++) {
      const form = this.form(i + n)
      if (SAID.test(form)) return true
      if (!/^\p{L}/u.test(form)) return false
    }
    return false
  }

  /** How sure the weights must be: where nothing ends the sentence, more; news writes its full stops. */
  doubt(i: number): number {
    const form = this.form(i - this.#closers(i))
    if (TERMINAL.test(form) || form.endsWith('.')) return 0
    if (/^\p{Ll}/u.test(this.form(i + 1))) return UNMARKED * 2
    return UNMARKED
  }

  score(i: number): number {
    let sum = BIAS
    for (const feature of this.features(i)) sum += WEIGHTS[feature] ?? 0
    return sum
  }

  features(i: number): string[] {
    const end = this.#ending(i)
    const next = this.form(i + 1)
    const shape = shapeOf(next)
    const spaced = this.tokens[i + 1]?.spaced ? 's' : 'g'
    const quoted = this.#quotes
    const inside = this.#brackets > 0 ? (this.#bracketAtStart ? 'S' : 'B') : this.#bracketAtStart ? 'A' : 'o'
    const lower = next.toLowerCase()
    const word = OPENERS.has(lower) || lower.length <= 3 ? lower : '*'
    const before = this.form(i - 1 - this.#closers(i))
    const ahead = this.#ahead(i)
    const length = Math.min(6, Math.ceil(Math.log2(i - this.#start + 2)))
    const said = SAID.test(this.form(i + 2)) || SAID.test(this.form(i + 3)) || SAID.test(this.form(i + 1))
    return [
      `e:${end}`,
      `e:${end} n:${shape} ${spaced}`,
      `e:${end} n:${shape} q${quoted} ${inside}`,
      `e:${end} w:${word}`,
      `w:${word} ${spaced}`,
      `n:${shape} n2:${shapeOf(this.form(i + 2))} e:${end}`,
      `l:${length} e:${end}`,
      `b:${shapeOf(before)} e:${end} n:${shape}`,
      `a:${ahead} e:${end}`,
      `a:${ahead} l:${length} n:${shape}`,
      `said:${said} e:${end} q${quoted} n:${shape}`,
      `f:${shapeOf(this.form(this.#start))} l:${length} e:${end}`,
      `${inside} q${quoted}`,
    ]
  }

  #closers(i: number): number {
    let n = 0
    while (n < 3 && CLOSER.test(this.form(i - n))) n++
    return n
  }

  /** What the candidate ends with: a full stop, an abbreviation, a quotation mark after a question mark ... */
  #ending(i: number): string {
    const closers = this.#closers(i)
    const form = this.form(i - closers)
    const closed = closers > 0 ? this.form(i) : ''
    if (/^\.{2,}$|^…+$/.test(form)) return `...${closed}`
    if (TERMINAL.test(form)) return `${form.slice(0, 2)}${closed}`
    if (PAUSE.test(form)) return `${form.slice(0, 2)}${closed}`
    if (form.endsWith('.') && form.length > 1) return `${abbreviationOf(form)}${closed}`
    if (closed !== '') return `x${closed}`
    return /^\p{N}/u.test(form) ? 'number' : /^\p{Lu}/u.test(form) ? 'Word' : /^[\p{L}]/u.test(form) ? 'word' : 'mark'
  }

  /** How far it is to the next end of a sentence that is beyond doubt. */
  #ahead(i: number): string {
    for (let n = 1; n <= 12; n++) {
      const form = this.form(i + n)
      if (form === '') return `p${Math.min(n, 4)}`
      if (TERMINAL.test(form)) return `t${Math.min(n, 4)}`
    }
    return 'far'
  }
}

function abbreviationOf(form: string): string {
  const bare = form.slice(0, -1).toLowerCase()
  if (/^\p{L}$/u.test(bare)) return 'initial'
  if (bare === 'a.m' || bare === 'p.m') return 'time'
  if (bare.includes('.')) return bare.length <= 5 ? 'acronym' : 'dots'
  if (TITLES.has(bare)) return bare === 'no' ? 'no' : 'title'
  return ABBREVIATIONS.has(bare) ? `abbr:${bare}` : 'dot'
}

function shapeOf(form: string): string {
  if (form === '') return '0'
  if (/^\p{Lu}\p{Ll}/u.test(form)) return 'Aa'
  if (/^\p{Lu}+\.?$/u.test(form)) return form.length === 1 ? 'A' : form.length === 2 && form[1] === '.' ? 'A.' : 'AA'
  if (/^\p{Ll}/u.test(form)) return 'a'
  if (/^\p{N}/u.test(form)) return '9'
  if (/^\p{L}/u.test(form)) return 'L'
  if (OPENER_MARK.test(form)) return form.slice(0, 1)
  if (PAUSE.test(form)) return form.slice(0, 1)
  if (/^(?:https?:|www|@|#)/.test(form)) return 'u'
  return TERMINAL.test(form) ? '.' : 'x'
}

/** Offsets of a sentence in the text. */
export function sentenceSpan(tokens: readonly RawToken[], sentence: RawSentence): Span {
  return { start: tokens[sentence.first]?.start ?? 0, end: tokens[sentence.last]?.end ?? 0 }
}
