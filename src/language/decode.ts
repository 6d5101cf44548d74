import type { NameKind, Upos } from './contract.js'
import { tanh } from './kernel/plain.js'
import type { Model } from './model.js'
import type { Scores } from './network.js'
import { bestTree } from './tree.js'

/** The kinds of names, in the order of all tables. */
export const KINDS: readonly NameKind[] = ['person', 'organisation', 'place', 'other']

/** What a sentence's scores come to. */
export interface Decisions {
  readonly tags: readonly Tag[]
  readonly heads: readonly number[]
  readonly relations: readonly string[]
  readonly names: readonly FoundName[]
}

export interface Tag {
  readonly upos: Upos
  readonly xpos: string
  readonly feats: Readonly<Record<string, string>>
}

/** Tokens [first, last] of a sentence. */
export interface FoundName {
  readonly first: number
  readonly last: number
  readonly kind: NameKind
  readonly score: number
  /** How the network sees each kind, on average over the words: logits in the order of KINDS. */
  readonly kinds: readonly number[]
}

/** Turns scores into tags, trees and names (docs/model-format.md, sections 4 to 7). */
export class Decoder {
  readonly #model: Model
  readonly #triples: readonly Tag[]
  /** Columns of each triple in the logits: upos, xpos, feats. */
  readonly #columns: Int32Array
  readonly #names: NameDecoder

  constructor(model: Model) {
    this.#model = model
    const { upos, xpos, feats, triples } = model.labels
    const records = feats.map(readFeats)
    this.#triples = triples.map(([u, x, f]) =>
      Object.freeze({ upos: upos[u] as Upos, xpos: xpos[x] ?? '', feats: records[f] ?? {} }),
    )
    this.#columns = Int32Array.from(triples.flatMap(([u, x, f]) => [u, upos.length + x, upos.length + xpos.length + f]))
    this.#names = new NameDecoder(model)
  }

  decide(scores: Scores, n: number): Decisions {
    const heads = bestTree(scores.arcs, n)
    return {
      tags: this.#tags(scores, n),
      heads,
      relations: this.#relations(scores, heads),
      names: this.#names.decode(scores.names, scores.nameWidth, n),
    }
  }

  #tags({ tags, tagWidth }: Scores, n: number): Tag[] {
    const columns = this.#columns
    const found: Tag[] = []
    for (let i = 0; i < n; i++) {
      const row = i * tagWidth
      let best = 0
      let most = Number.NEGATIVE_INFINITY
      for (let t = 0; t < columns.length; t += 3) {
        const upos = tags[row + (columns[t] as number)] as number
        const xpos = tags[row + (columns[t + 1] as number)] as number
        const total = upos + xpos + (tags[row + (columns[t + 2] as number)] as number)
        if (total > most) {
          most = total
          best = t / 3
        }
      }
      found.push(this.#triples[best] as Tag)
    }
    return found
  }

  #relations(scores: Scores, heads: readonly number[]): string[] {
    const { rel, root_rel: root } = this.#model.labels
    const logits = scores.relations(heads)
    return heads.map((head, i) => {
      if (head < 0) return rel[root] ?? 'root'
      let best = root === 0 ? 1 : 0
      for (let r = best + 1; r < rel.length; r++) {
        if (
          r !== root &&
          (logits[i * scores.relationWidth + r] as number) > (logits[i * scores.relationWidth + best] as number)
        ) {
          best = r
        }
      }
      return rel[best] ?? 'dep'
    })
  }
}

/**
 * Universal features as a record.
 *
 * @example readFeats('Number=Sing|Tense=Past') // { Number: 'Sing', Tense: 'Past' }
 */
export function readFeats(feats: string): Readonly<Record<string, string>> {
  if (feats === '_' || feats === '') return Object.freeze({})
  return Object.freeze(Object.fromEntries(feats.split('|').map((f) => f.split('=') as [string, string])))
}

/** Viterbi over the tags O, B-, I-, E-, S-. */
class NameDecoder {
  readonly #labels: readonly string[]
  readonly #start: Float32Array
  readonly #next: Float32Array
  readonly #end: Float32Array
  readonly #sharpness: number
  /** Kind of each label, '' for O. */
  readonly #kinds: readonly string[]

  constructor(model: Model) {
    this.#labels = model.labels.name
    this.#start = model.f32('name.start')
    this.#next = model.f32('name.next')
    this.#end = model.f32('name.end')
    this.#sharpness = Math.fround(model.options.name_sharpness)
    this.#kinds = this.#labels.map((l) => l.slice(2))
  }

  decode(logits: Float32Array, width: number, n: number): FoundName[] {
    if (n === 0) return []
    const path = this.#path(logits, width, n)
    const names: FoundName[] = []
    let first = 0
    path.forEach((tag, i) => {
      const label = this.#labels[tag] ?? 'O'
      if (label.startsWith('B') || label.startsWith('S')) first = i
      if (!label.startsWith('E') && !label.startsWith('S')) return
      const score = this.#score(logits, width, path, first, i)
      const kinds = this.#kindLogits(logits, width, path, first, i)
      names.push({ first, last: i, kind: label.slice(2) as NameKind, score, kinds })
    })
    return names
  }

  #path(logits: Float32Array, width: number, n: number): number[] {
    const count = this.#labels.length
    const back = new Uint8Array(n * count)
    let totals = Float64Array.from({ length: count }, (_, t) => (this.#start[t] as number) + (logits[t] as number))
    for (let i = 1; i < n; i++) {
      const here = new Float64Array(count)
      for (let t = 0; t < count; t++) {
        let best = 0
        let most = Number.NEGATIVE_INFINITY
        for (let from = 0; from < count; from++) {
          const total = (totals[from] as number) + (this.#next[from * count + t] as number)
          if (total > most) {
            most = total
            best = from
          }
        }
        here[t] = most + (logits[i * width + t] as number)
        back[i * count + t] = best
      }
      totals = here
    }
    let tag = 0
    for (let t = 1; t < count; t++) {
      if ((totals[t] as number) + (this.#end[t] as number) > (totals[tag] as number) + (this.#end[tag] as number))
        tag = t
    }
    const path = [tag]
    for (let i = n - 1; i > 0; i--) path.push((tag = back[i * count + tag] as number))
    return path.reverse()
  }

  /** The mean logit of each kind's tags in the places of the chosen ones (B for B, E for E). */
  #kindLogits(logits: Float32Array, width: number, path: readonly number[], first: number, last: number): number[] {
    return KINDS.map((kind) => {
      let sum = 0
      for (let i = first; i <= last; i++) {
        const place = (this.#labels[path[i] ?? 0] ?? 'O').slice(0, 2)
        sum += logits[i * width + this.#labels.indexOf(`${place}${kind}`)] ?? 0
      }
      return sum / (last - first + 1)
    })
  }

  /** How far the chosen tags lead over those of another kind. */
  #score(logits: Float32Array, width: number, path: readonly number[], first: number, last: number): number {
    let margin = Number.POSITIVE_INFINITY
    for (let i = first; i <= last; i++) {
      const chosen = path[i] ?? 0
      let rival = Number.NEGATIVE_INFINITY
      this.#kinds.forEach((kind, t) => {
        if (kind !== this.#kinds[chosen]) rival = Math.max(rival, logits[i * width + t] as number)
      })
      margin = Math.min(margin, (logits[i * width + chosen] as number) - rival)
    }
    return Math.fround(0.5 + Math.fround(0.5 * tanh(Math.fround(Math.fround(margin) * this.#sharpness))))
  }
}
