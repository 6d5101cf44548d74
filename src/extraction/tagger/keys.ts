import type { Sentence, Token } from '../../language/contract.js'
import { OUTSIDE, type QuoteState, quoteStates } from './quotes.js'

/** Bounds of a stretch that the tagger reads at once: whole paragraphs up to SOME tokens, never more than MOST. */
const SOME = 160
const MOST = 400

/** Sentences [first, last] that the tagger reads at once. */
export interface Chunk {
  readonly first: number
  readonly last: number
  readonly tokens: number
}

/** Cuts a report into chunks: as many whole paragraphs as fit; a long paragraph is cut between sentences. */
export function chunksOf(sentences: readonly Sentence[]): readonly Chunk[] {
  const chunks: Chunk[] = []
  let first = 0
  let tokens = 0
  sentences.forEach((sentence, i) => {
    const starts = i > 0 && sentence.paragraph !== sentences[i - 1]?.paragraph
    const ahead = starts ? paragraphTokens(sentences, i) : sentence.tokens.length
    if (i > first && tokens + ahead > (starts ? SOME : MOST)) {
      chunks.push({ first, last: i - 1, tokens })
      first = i
      tokens = 0
    }
    tokens += sentence.tokens.length
  })
  if (sentences.length > first) chunks.push({ first, last: sentences.length - 1, tokens })
  return chunks
}

function paragraphTokens(sentences: readonly Sentence[], from: number): number {
  let tokens = 0
  for (let i = from; sentences[i] && sentences[i]?.paragraph === sentences[from]?.paragraph; i++) {
    tokens += sentences[i]?.tokens.length ?? 0
  }
  return tokens
}

/**
 * What a token is to grammar, quotation marks and the page, as keys into a table of trained rows. A model knows the keys
 * that its training saw often enough; others mean nothing to it.
 */
export function keysOf(text: string, sentences: readonly Sentence[]): readonly (readonly (readonly string[])[])[] {
  const states = paragraphStates(text, sentences)
  return sentences.map((sentence, s) => {
    const page = pageKey(sentences, s)
    const names = nameTags(sentence)
    return sentence.tokens.map((token, t) =>
      tokenKeys(sentence, token, states[s]?.[t] ?? OUTSIDE, names[t] ?? 'O', page),
    )
  })
}

function tokenKeys(sentence: Sentence, token: Token, quote: QuoteState, name: string, page: string): string[] {
  const head = sentence.tokens[token.head]
  const edge = token.index === 0 ? 'first' : token.index === sentence.tokens.length - 1 ? 'last' : 'within'
  return [
    `l:${lemmaKey(token)}`,
    `x:${token.xpos}`,
    `r:${token.rel}`,
    `h:${token.rel}<${head ? lemmaKey(head) : ''}`,
    `d:${head ? `${distance(token, head)}${head.upos}` : 'root'}`,
    `q:${quote.kind}${quote.length}${quote.unclosed ? '…' : ''}`,
    `n:${name}`,
    `p:${page} ${edge}`,
    ...clauseKeys(sentence, token),
  ]
}

const lemmaKey = (token: Token): string => token.lemma.toLowerCase().replace(/[0-9]/g, '0')

function distance(token: Token, head: Token): string {
  const steps = head.index - token.index
  const far = Math.abs(steps)
  return `${steps > 0 ? '+' : '-'}${far <= 2 ? far : far <= 5 ? 5 : far <= 10 ? 10 : 'far'}`
}

const CLAUSES = new Set(['ccomp', 'xcomp', 'advcl', 'acl', 'csubj', 'parataxis', 'root'])
const coarse = (rel: string): string => rel.split(':')[0] ?? rel

/** The clause that the token stands in and the one around it: how each hangs on which word. */
function clauseKeys(sentence: Sentence, token: Token): string[] {
  const inner = clauseHead(sentence, token)
  const outer = inner.head < 0 ? null : clauseHead(sentence, sentence.tokens[inner.head] ?? inner)
  const side = inner === token ? 'itself' : inner.index < token.index ? 'behind' : 'before'
  return [
    `c:${hangs(sentence, inner)}`,
    `C:${outer ? hangs(sentence, outer) : ''}`,
    `v:${side} ${lemmaKey(inner)} ${sentence.tokens.some((t) => t.head === inner.index && coarse(t.rel) === 'ccomp') ? 'that' : ''}`,
  ]
}

const hangs = (sentence: Sentence, token: Token): string =>
  `${token.rel}<${token.head < 0 ? '' : lemmaKey(sentence.tokens[token.head] ?? token)}`

function clauseHead(sentence: Sentence, token: Token): Token {
  let at = token
  for (let steps = 0; steps < 100 && !CLAUSES.has(coarse(at.rel)); steps++) {
    const head = sentence.tokens[at.head]
    if (!head) break
    at = head
  }
  return at
}

function nameTags(sentence: Sentence): string[] {
  const tags: string[] = sentence.tokens.map(() => 'O')
  for (const { first, last, kind } of sentence.names) {
    for (let i = first; i <= last; i++) tags[i] = `${i === first ? 'B' : 'I'}${i === last ? 'E' : ''} ${kind}`
  }
  return tags
}

/** Where the sentence stands in its paragraph. */
function pageKey(sentences: readonly Sentence[], at: number): string {
  const here = sentences[at]
  const starts = sentences[at - 1]?.paragraph !== here?.paragraph
  const ends = sentences[at + 1]?.paragraph !== here?.paragraph
  return `${here?.kind === 'text' ? '' : here?.kind} ${starts ? 'starts' : ''}${ends ? 'ends' : ''}`
}

function paragraphStates(text: string, sentences: readonly Sentence[]): QuoteState[][] {
  const states: QuoteState[][] = []
  for (let from = 0; from < sentences.length; ) {
    let end = from
    while (end < sentences.length && sentences[end]?.paragraph === sentences[from]?.paragraph) end++
    const tokens = sentences.slice(from, end).flatMap((s) => s.tokens)
    const found = quoteStates(text, tokens)
    let next = 0
    for (let s = from; s < end; s++) states.push(found.slice(next, (next += sentences[s]?.tokens.length ?? 0)))
    from = end
  }
  return states
}
