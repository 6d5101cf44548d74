import type { Upos } from '../contract.js'
import type { Decisions } from '../decode.js'

/** A sentence's tree while it is mended; it stays a tree with one root. */
export class MendingTree {
  readonly words: readonly string[]
  readonly #found: Decisions
  readonly #heads: number[]
  readonly #relations: string[]
  #mended = false

  constructor(words: readonly string[], found: Decisions) {
    this.words = words
    this.#found = found
    this.#heads = [...found.heads]
    this.#relations = [...found.relations]
  }

  get length(): number {
    return this.words.length
  }

  /** The decisions with what was mended, or themselves where nothing was. */
  get decisions(): Decisions {
    return this.#mended ? { ...this.#found, heads: this.#heads, relations: this.#relations } : this.#found
  }

  form(i: number): string {
    return this.words[i] ?? ''
  }

  upos(i: number): Upos | '' {
    return this.#found.tags[i]?.upos ?? ''
  }

  xpos(i: number): string {
    return this.#found.tags[i]?.xpos ?? ''
  }

  feat(i: number, name: string): string {
    return this.#found.tags[i]?.feats[name] ?? ''
  }

  /** The head, −1 for the root's. */
  head(i: number): number {
    return this.#heads[i] ?? -1
  }

  rel(i: number): string {
    return this.#relations[i] ?? ''
  }

  isNominal(i: number): boolean {
    return /^(?:NOUN|PROPN|PRON|NUM)$/.test(this.upos(i))
  }

  /** The first of `head`'s dependents with such a relation, −1 where there is none. */
  child(head: number, how: RegExp): number {
    for (let i = 0; i < this.length; i++) if (this.#heads[i] === head && how.test(this.rel(i))) return i
    return -1
  }

  has(head: number, how: RegExp): boolean {
    return this.child(head, how) >= 0
  }

  children(head: number, how: RegExp): number[] {
    return [...this.#heads.keys()].filter((i) => this.#heads[i] === head && how.test(this.rel(i)))
  }

  /** Whether `node` is `top` or hangs under it. */
  isBelow(node: number, top: number): boolean {
    for (let i = node, steps = 0; i >= 0 && steps <= this.length; i = this.head(i), steps++) if (i === top) return true
    return false
  }

  /** The first and last word of what hangs together under a word. */
  start(node: number): number {
    for (let i = 0; i < node; i++) if (this.isBelow(i, node)) return i
    return node
  }

  end(node: number): number {
    for (let i = this.length - 1; i > node; i--) if (this.isBelow(i, node)) return i
    return node
  }

  /** Hangs a word elsewhere; refuses what would be a circle. */
  move(node: number, head: number, how: string): void {
    if (head < 0 || this.isBelow(head, node) || (this.head(node) === head && this.rel(node) === how)) return
    this.#heads[node] = head
    this.#relations[node] = how
    this.#mended = true
  }

  relabel(node: number, how: string): void {
    this.#mended ||= this.rel(node) !== how
    this.#relations[node] = how
  }

  /** `below` takes the place of the word above it, which hangs on it from now on. */
  swap(above: number, below: number, how: string): void {
    if (above === below || !this.isBelow(below, above)) return
    const [head, rel] = [this.head(above), this.rel(above)]
    this.#heads[below] = head
    this.#relations[below] = rel
    this.#heads[above] = below
    this.#relations[above] = how
    this.#mended = true
  }
}

/** What a rule does where one of its words stands. */
export type Repair = (tree: MendingTree, at: number) => void

/**
 * All forms of verbs: regular ones as they are, with "*" where the last letter doubles; others with their forms in brackets.
 *
 * @example formsOf('force stop* tell(told)').has('stopped') // true
 */
export function formsOf(verbs: string): ReadonlySet<string> {
  const forms = new Set<string>()
  for (const [, verb = '', double, others] of verbs.matchAll(/([a-z]+)(\*)?(?:\(([a-z ]+)\))?/g)) {
    const stem = double ? verb + verb.at(-1) : verb.endsWith('e') ? verb.slice(0, -1) : verb
    forms.add(verb)
    forms.add(/(?:s|x|ch|sh)$/.test(verb) ? `${verb}es` : verb.replace(/(?<=[^aeiou])y$/, 'ie') + 's')
    forms.add(`${stem}ing`)
    for (const form of others?.split(' ') ?? [`${stem.replace(/(?<=[^aeiou])y$/, 'i')}ed`]) forms.add(form)
  }
  return forms
}
