import { readFileSync } from 'node:fs'

/** One syntactic word of a CoNLL-U file. */
export interface GoldWord {
  readonly form: string
  readonly lemma: string
  readonly upos: string
  readonly xpos: string
  readonly feats: string
  /** Index in the sentence, -1 for the root. */
  readonly head: number
  readonly deprel: string
  readonly misc: string
  /** Where the word stands in its document's raw text; the words of a multiword token share its span. */
  readonly start: number
  readonly end: number
  /** Several words written as one, as "don't": scored by their forms in order. */
  readonly multiword: boolean
}

/** What stands between white space: one word or several. */
export interface GoldToken {
  readonly start: number
  readonly end: number
  readonly first: number
  readonly count: number
}

export interface GoldSentence {
  readonly id: string
  readonly words: readonly GoldWord[]
  readonly tokens: readonly GoldToken[]
  readonly start: number
  readonly end: number
}

export interface GoldDocument {
  readonly id: string
  /** "news" for GUM_news_iodine, "weblog" for weblog-blogspot.com... */
  readonly genre: string
  /** Raw text: sentences joined by a space where one stands between them, an empty line between paragraphs. */
  readonly text: string
  readonly sentences: readonly GoldSentence[]
}

/** Reads a CoNLL-U file into documents with their raw text. */
export function readConll(file: string): GoldDocument[] {
  return parseConll(readFileSync(file, 'utf8'))
}

/**
 * Parses CoNLL-U text into documents with their raw text.
 *
 * @example parseConll('# newdoc id = d\n1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n')[0]?.text // 'Yes'
 */
export function parseConll(conll: string): GoldDocument[] {
  const documents: Draft[] = []
  for (const block of conll.split(/\r?\n\r?\n+/)) {
    const lines = block.split(/\r?\n/).filter((l) => l !== '')
    if (lines.every((l) => l.startsWith('#'))) continue
    const newdoc = lines.find((l) => l.startsWith('# newdoc'))
    if (newdoc !== undefined || documents.length === 0)
      documents.push(new Draft(/id = (.*)/.exec(newdoc ?? '')?.[1] ?? ''))
    documents.at(-1)?.add(lines)
  }
  return documents.map((d) => d.done())
}

const genreOf = (id: string): string =>
  /^GUM_/.test(id) ? (id.split('_')[1] ?? id) : (/^[a-z]+/.exec(id)?.[0] ?? 'all')

class Draft {
  #text = ''
  #gap = ''
  readonly #sentences: GoldSentence[] = []
  constructor(readonly id: string) {}

  add(lines: readonly string[]): void {
    if (lines.some((l) => l.startsWith('# newpar')) && this.#text !== '') this.#gap = '\n\n'
    const rows = lines.filter((l) => /^\d/.test(l)).map((l) => l.split('\t'))
    const words: GoldWord[] = []
    const tokens: GoldToken[] = []
    this.#text += this.#gap
    const start = this.#text.length
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? []
      const [id = '', form = '', , , , , , , , misc = '_'] = row
      if (id.includes('.')) continue
      const range = /^(\d+)-(\d+)$/.exec(id)
      const count = range ? Number(range[2]) - Number(range[1]) + 1 : 1
      const from = this.#text.length
      this.#text += form
      const to = this.#text.length
      const pieces = range ? rows.slice(i + 1, i + 1 + count) : [row]
      tokens.push({ start: from, end: to, first: words.length, count })
      for (const piece of pieces) words.push(wordOf(piece, from, to, range !== null))
      if (range) i += count
      this.#gap = misc.split('|').includes('SpaceAfter=No') ? '' : ' '
      if (i < rows.length - 1) this.#text += this.#gap
    }
    const id = lines.map((l) => /^# sent_id = (.*)/.exec(l)?.[1]).find((x) => x !== undefined) ?? ''
    this.#sentences.push({ id, words, tokens, start, end: this.#text.length })
  }

  done(): GoldDocument {
    return { id: this.id, genre: genreOf(this.id), text: this.#text, sentences: this.#sentences }
  }
}

function wordOf(row: readonly string[], start: number, end: number, multiword: boolean): GoldWord {
  const [, form = '', lemma = '', upos = '', xpos = '', feats = '', head = '0', deprel = '', , misc = '_'] = row
  return { form, lemma, upos, xpos, feats, head: Number(head) - 1, deprel, misc, start, end, multiword }
}
