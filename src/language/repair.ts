import type { Decisions } from './decode.js'
import { NOUN_REPAIRS, titleOfSubject } from './repair/nouns.js'
import { SPEECH_REPAIRS } from './repair/speech.js'
import { MendingTree, type Repair } from './repair/tree.js'
import { VERB_REPAIRS } from './repair/verbs.js'

/** Mends what the network often gets wrong and a rule knows; most rules wait for a word. A tree stays a tree. */
export function repairTree(forms: readonly string[], decisions: Decisions): Decisions {
  return repairByWord(forms, repairBounds(forms, repairParts(forms, decisions)))
}

const BY_WORD = new Map<string, Repair[]>()
for (const [words, repair] of [...SPEECH_REPAIRS, ...VERB_REPAIRS, ...NOUN_REPAIRS])
  for (const word of words) BY_WORD.set(word, [...(BY_WORD.get(word) ?? []), repair])

function repairByWord(forms: readonly string[], decisions: Decisions): Decisions {
  const tree = new MendingTree(forms, decisions)
  forms.forEach((form, i) => {
    for (const repair of BY_WORD.get(form.toLowerCase()) ?? []) repair(tree, i)
    titleOfSubject(tree, i)
  })
  forms.forEach((_, i) => {
    if (tree.rel(i) === 'nmod') nearest(tree, i)
  })
  return tree.decisions
}

/** "Men from the hills shelled a post in the town": a phrase does not reach past the verb to the subject's own phrases. */
function nearest(tree: MendingTree, phrase: number): void {
  const isCrossed = (head: number): boolean => {
    for (let i = head + 1; i < phrase; i++) if (!tree.isBelow(i, head)) return true
    return false
  }
  const start = tree.head(phrase)
  let head = start
  while (head >= 0 && head < phrase && isCrossed(head)) head = tree.head(head)
  if (head === start || head < 0 || head > phrase) return
  tree.move(phrase, head, tree.upos(head) === 'VERB' ? 'obl' : 'nmod')
}

/**
 * "killed nine people, including three children" has the children among the people (nmod), not as a circumstance of the
 * killing (obl). In EWT and GUM five of six such phrases hang on a noun. Only a phrase that follows its new head is moved.
 */

function repairParts(forms: readonly string[], decisions: Decisions): Decisions {
  let { heads, relations } = decisions
  forms.forEach((form, i) => {
    if (!/^(?:including|excluding)$/i.test(form)) return
    const part = heads[i] ?? -1
    const whole = part > i ? wholeOf(decisions, heads, i, part) : null
    if (whole === null) return
    heads = heads.with(part, whole)
    relations = relations.with(part, 'nmod')
  })
  return heads === decisions.heads ? decisions : { ...decisions, heads, relations }
}

const NOMINAL = new Set(['NOUN', 'PROPN', 'PRON', 'NUM'])

/** The plural noun before "including" of which `part` is a part, where the tree has part on the verb; null leaves the tree. */
function wholeOf({ tags, relations }: Decisions, heads: readonly number[], at: number, part: number): number | null {
  const upos = (i: number): string => tags[i]?.upos ?? ''
  if (relations[at] !== 'case' || relations[part] !== 'obl' || upos(heads[part] ?? -1) !== 'VERB') return null
  let before = at - 1
  while (before >= 0 && upos(before) === 'PUNCT') before--
  let whole: number | null = null
  for (let i = before, steps = 0; i >= 0 && i < at && NOMINAL.has(upos(i)) && steps < 20; i = heads[i] ?? -1, steps++)
    whole = i
  if (whole === null || isBelow(heads, whole, part)) return null
  const counted = heads.some((head, i) => head === whole && relations[i] === 'nummod')
  return counted || tags[whole]?.feats['Number'] === 'Plur' ? whole : null
}

function isBelow(heads: readonly number[], node: number, top: number): boolean {
  for (let i = node, steps = 0; i >= 0 && steps <= heads.length; i = heads[i] ?? -1, steps++) if (i === top) return true
  return false
}

const BOUNDS: Readonly<Record<string, RegExp>> = {
  at: /^(?:least|most)$/i,
  more: /^than$/i,
  fewer: /^than$/i,
  less: /^than$/i,
  up: /^to$/i,
}

/**
 * "killed at least eight civilians": the bound belongs to the number, as EWT and GUM have it, and is no preposition of the
 * civilians, who are then the object and no circumstance.
 */
function repairBounds(forms: readonly string[], decisions: Decisions): Decisions {
  const heads = [...decisions.heads]
  const relations = [...decisions.relations]
  const { tags } = decisions
  let mended = false
  for (let i = 0; i + 2 < forms.length; i++) {
    const second = BOUNDS[forms[i]?.toLowerCase() ?? '']
    if (!second?.test(forms[i + 1] ?? '') || tags[i + 2]?.upos !== 'NUM') continue
    const number = i + 2
    const counted = relations[number] === 'nummod' ? (heads[number] ?? -1) : number
    if (counted < number || isBelow(heads, number, i) || isBelow(heads, number, i + 1)) continue
    mended = true
    attachBound(forms[i]?.toLowerCase() === 'at', [i, i + 1], number, heads, relations)
    const cased = relations.some((rel, k) => rel === 'case' && heads[k] === counted)
    if (!cased && relations[counted] === 'obl') relations[counted] = roleOf(counted, heads, relations, tags)
  }
  return mended ? { ...decisions, heads, relations } : decisions
}

/** "at least" hangs on the number by "least", the others by their first word with the second fixed to it. */
function attachBound(
  at: boolean,
  [a = 0, b = 0]: readonly number[],
  number: number,
  heads: number[],
  relations: string[],
): void {
  const [top, below] = at ? [b, a] : [a, b]
  heads[top] = number
  relations[top] = at ? 'nmod' : 'advmod'
  heads[below] = top
  relations[below] = at ? 'case' : 'fixed'
}

/** What a bare noun phrase is: before its verb the subject; after it the object, the subject of "there are", or still a circumstance. */
function roleOf(noun: number, heads: readonly number[], relations: readonly string[], tags: Decisions['tags']): string {
  const verb = heads[noun] ?? -1
  const has = (rel: string): boolean => relations.some((r, k) => r === rel && heads[k] === verb)
  if (verb < 0) return 'obl'
  if (verb > noun) return has('nsubj') || has('nsubj:pass') ? 'obl' : has('aux:pass') ? 'nsubj:pass' : 'nsubj'
  if (has('expl')) return 'nsubj'
  return tags[verb]?.upos === 'VERB' && !has('obj') && !has('aux:pass') ? 'obj' : 'obl'
}
