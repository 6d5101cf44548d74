import type { Name, Sentence, Token } from '../../language/contract.js'
import type { Reading } from '../reading.js'

/**
 * "The IS was defeated", "IS members": an acronym that is spelt like a verb is read as one by any tagger that lowers its
 * words. In a text of mixed case it is a name, and the tree around it is set right before events are looked for.
 */
const VERBAL = new Set(['AUX', 'VERB', 'SCONJ', 'ADP', 'PRON', 'X'])

export function withAcronyms(reading: Reading): Reading {
  if (!reading.sentences.some(hasAcronym)) return reading
  return { ...reading, sentences: reading.sentences.map((s) => (hasAcronym(s) ? mended(s) : s)) }
}

const isAcronym = (token: Token): boolean => token.text === 'IS' && VERBAL.has(token.upos)

const hasAcronym = (sentence: Sentence): boolean =>
  sentence.tokens.some(isAcronym) &&
  sentence.tokens.filter((t) => /^\p{Ll}{2,}$/u.test(t.text)).length > sentence.tokens.length / 4

type Draft = { -readonly [K in keyof Token]: Token[K] }

function mended(sentence: Sentence): Sentence {
  const tokens: Draft[] = sentence.tokens.map((t) => ({ ...t }))
  for (const token of tokens) if (isAcronym(token)) rename(tokens, token)
  const names = [...sentence.names]
  for (const token of tokens) {
    if (token.text === 'IS' && !names.some((n) => n.first <= token.index && token.index <= n.last))
      names.push(nameOf(tokens, token))
  }
  return { ...sentence, tokens, names: names.sort((a, b) => a.start - b.start) }
}

/** "IS", and the "-K" that may follow it. */
function nameOf(tokens: readonly Draft[], token: Draft): Name {
  const dash = tokens[token.index + 1]
  const letter = tokens[token.index + 2]
  const last =
    dash && letter && /^[-–]$/.test(dash.text) && /^(?:K|KP|Khorasan)$/.test(letter.text) && dash.start === token.end
      ? letter
      : token
  return { start: token.start, end: last.end, first: token.index, last: last.index, kind: 'organisation', score: 1 }
}

const NOMINAL = /^(?:nsubj|obj|iobj|obl|nmod|conj|appos|root|dep|ccomp|advcl)/

function rename(tokens: Draft[], token: Draft): void {
  const { rel, head } = token
  Object.assign(token, { upos: 'PROPN', xpos: 'NNP', lemma: 'IS' })
  const before = tokens[token.index - 1]
  const after = tokens[token.index + 1]
  const article = before?.upos === 'DET' ? before : undefined
  if (after && (after.upos === 'NOUN' || /^[-–]$/.test(after.text)) && after.start - token.end <= 1) {
    compound(tokens, token, article)
    return
  }
  if (article && article.head !== token.index && NOMINAL.test(article.rel)) {
    Object.assign(token, { head: article.head, rel: article.rel })
    Object.assign(article, { head: token.index, rel: 'det' })
  } else {
    if (article) Object.assign(article, { head: token.index, rel: 'det' })
    if (/^(?:aux|cop|mark|case)/.test(rel)) place(tokens, token, head, before)
  }
  const predicate = tokens[token.head]
  if (
    predicate &&
    token.rel === 'nsubj' &&
    tokens.some((t) => t.head === predicate.index && t.rel === 'aux:pass' && t.index !== token.index)
  )
    token.rel = 'nsubj:pass'
}

/** "IS members", "IS-K": part of the noun or the name that follows. */
function compound(tokens: Draft[], token: Draft, article: Draft | undefined): void {
  let last = token.index + 1
  while (
    tokens[last + 1] &&
    (tokens[last]?.upos === 'PUNCT' ||
      (['NOUN', 'PROPN'].includes(tokens[last + 1]?.upos ?? '') && tokens[last]?.upos !== 'NOUN'))
  )
    last++
  const noun = tokens[last]
  if (!noun) return
  if (noun.head === token.index)
    Object.assign(noun, { head: token.head === noun.index ? -1 : token.head, rel: token.rel })
  for (const t of tokens) if (t.head === token.index && t.index !== noun.index) t.head = noun.index
  Object.assign(token, { head: noun.index, rel: 'compound' })
  if (article && article.head !== noun.index && !NOMINAL.test(article.rel))
    Object.assign(article, { head: noun.index, rel: 'det' })
}

/** A word that was taken for an auxiliary is the subject of its verb, or what the preposition before it brings. */
function place(tokens: Draft[], token: Draft, head: number, before: Draft | undefined): void {
  const preposition = before?.upos === 'ADP' ? before : before?.upos === 'DET' ? tokens[before.index - 1] : undefined
  if (preposition?.upos === 'ADP') {
    const governor = tokens[preposition.index - 1]
    Object.assign(preposition, { head: token.index, rel: 'case' })
    Object.assign(token, { head: governor?.index ?? head, rel: governor?.upos === 'VERB' ? 'obl' : 'nmod' })
    return
  }
  const hasSubject = tokens.some((t) => t.head === head && t.rel.startsWith('nsubj'))
  const coordinated = before?.upos === 'CCONJ' ? tokens[before.index - 1] : undefined
  if (coordinated && ['PROPN', 'NOUN'].includes(coordinated.upos))
    Object.assign(token, { head: coordinated.index, rel: 'conj' })
  else Object.assign(token, { head, rel: hasSubject ? 'obj' : 'nsubj' })
}
