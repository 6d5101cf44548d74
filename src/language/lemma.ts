import { plain } from './forms.js'
import { irregularLemma } from './irregular.js'
import type { Model } from './model.js'

/** Lemmas by word list, then by the longest known suffix (docs/model-format.md, section 8). */
export class Lemmatiser {
  readonly #words: ReadonlyMap<string, string>
  readonly #rules: ReadonlyMap<string, readonly [strip: number, add: string]>
  readonly #keepCase: ReadonlySet<string>
  readonly #asIs: ReadonlySet<string>
  readonly #longest: number
  readonly #cache = new Map<string, string>()

  constructor(model: Model) {
    this.#keepCase = new Set(model.options.keep_case)
    this.#asIs = new Set(model.options.as_is ?? [])
    this.#words = new Map(
      model.lines('lemma.words').map((line) => {
        const [tag = '', key = '', lemma = ''] = line.split('\t')
        return [`${tag}\t${key}`, lemma]
      }),
    )
    let longest = 0
    this.#rules = new Map(
      model.lines('lemma.rules').map((line) => {
        const [tag = '', suffix = '', strip = '0', add = ''] = line.split('\t')
        longest = Math.max(longest, suffix.length)
        return [`${tag}\t${suffix}`, [Number(strip), add] as const]
      }),
    )
    this.#longest = longest
  }

  /**
   * The dictionary form of a word under its Penn tag.
   *
   * @example lemmatiser.lemma('said', 'VBD') // 'say'
   */
  lemma(form: string, xpos: string): string {
    if (this.#asIs.has(xpos)) return form
    const cached = this.#cache.get(`${xpos}\t${form}`)
    if (cached !== undefined) return cached
    const made = this.#make(plain(form), xpos)
    if (this.#cache.size > 50_000) this.#cache.clear()
    if (form.length < 60) this.#cache.set(`${xpos}\t${form}`, made)
    return made
  }

  #make(form: string, xpos: string): string {
    const key = form.toLowerCase()
    // Verbs first: a rule by suffix once put "fled" into the word list as a form of "flead".
    const irregular = irregularLemma(key, xpos)
    if (irregular !== undefined && /^VB[DN]$/.test(xpos)) return irregular
    const known = this.#words.get(`${xpos}\t${key}`) ?? irregular
    if (known !== undefined) return known
    const base = this.#keepCase.has(xpos) ? form : key
    const length = [...base].length
    for (let n = Math.min(key.length, this.#longest); n >= 0; n--) {
      const rule = this.#rules.get(`${xpos}\t${key.slice(key.length - n)}`)
      if (rule && rule[0] <= length) {
        return (rule[0] === 0 ? base : [...base].slice(0, length - rule[0]).join('')) + rule[1]
      }
    }
    return base
  }
}
