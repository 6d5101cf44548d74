import type { Sentence, Token } from './contract.js'

/**
 * Draws a sentence's dependency tree for a terminal: the words from top to bottom, each joined to its head by a line;
 * beside them tags, the relation to the head, and names. docs/trees.md tells how to read it.
 *
 * @example
 * drawTree(loadEnglish().analyse('Two men fled.')[0])
 * //     ┌─── Two   NUM CD    nummod  two
 * //   ┌─┴─── men   NOUN NNS  nsubj   man
 * // ──┼───── fled  VERB VBD  root    flee
 * //   └───── .     PUNCT .   punct
 */
export function drawTree(sentence: Sentence): string {
  const { tokens } = sentence
  const lines = drawLines(tokens)
  const marks = tokens.map((t) => nameMark(sentence, t.index))
  const word = widest(tokens.map((t) => t.text))
  const tag = widest(tokens.map((t) => `${t.upos} ${t.xpos}`))
  const rel = widest(tokens.map((t) => t.rel))
  return tokens
    .map((t, i) => {
      const lemma = t.lemma === t.text ? '' : t.lemma
      const cells = [
        pad(t.text, word),
        pad(`${t.upos} ${t.xpos}`, tag),
        pad(t.rel, rel),
        pad(lemma, 14),
        marks[i] ?? '',
      ]
      return `${lines[i]} ${cells.join('  ')}`.trimEnd()
    })
    .join('\n')
}

function nameMark(sentence: Sentence, index: number): string {
  const name = sentence.names.find((n) => n.first <= index && index <= n.last)
  if (!name) return ''
  return name.first === index ? `${name.kind} ${name.score.toFixed(2)}` : '″'
}

const widest = (words: readonly string[]): number => Math.min(40, Math.max(0, ...words.map((w) => [...w].length)))
const pad = (word: string, width: number): string => word + ' '.repeat(Math.max(0, width - [...word].length))

const UP = 1
const DOWN = 2
const LEFT = 4
const RIGHT = 8
/** Box characters by the sides that they join. */
const BOX = ' ╵╷│╴┘┐┤╶└┌├─┴┬┼'

/** One string a word: lines of the tree, as wide as the tree is deep. */
function drawLines(tokens: readonly Token[]): string[] {
  const depths = tokens.map((t) => depthOf(tokens, t.index))
  const width = 2 * Math.max(0, ...depths) + 4
  const grid = tokens.map(() => new Uint8Array(width))
  const join = (row: number, column: number, sides: number): void => {
    const cells = grid[row]
    if (cells) cells[column] = (cells[column] ?? 0) | sides
  }
  const across = (row: number, from: number, to: number): void => {
    for (let c = from; c < to; c++) {
      join(row, c, RIGHT)
      join(row, c + 1, LEFT)
    }
  }
  tokens.forEach((token, row) => {
    const column = token.head < 0 ? 0 : 2 * (depths[token.head] ?? 0) + 2
    across(row, column, width - 1)
    join(row, width - 1, RIGHT)
    if (token.head < 0) join(row, column, LEFT)
    if (token.head < 0) return
    const [top, bottom] = [Math.min(row, token.head), Math.max(row, token.head)]
    for (let r = top; r < bottom; r++) {
      join(r, column, DOWN)
      join(r + 1, column, UP)
    }
  })
  return grid.map((cells) => [...cells].map((sides) => BOX[sides] ?? ' ').join(''))
}

/** Steps to the root; a damaged tree ends after as many as there are words. */
function depthOf(tokens: readonly Token[], index: number): number {
  let depth = 0
  for (let at = tokens[index]?.head ?? -1; at >= 0 && depth <= tokens.length; at = tokens[at]?.head ?? -1) depth++
  return depth
}
