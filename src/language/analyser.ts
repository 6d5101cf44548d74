import type { Span } from '../claim/span.js'
import type { Analyser, Name, Sentence, Token } from './contract.js'
import { type Decisions, Decoder, type FoundName } from './decode.js'
import { FormReader } from './forms.js'
import type { Engine } from './kernel/engine.js'
import { PlainEngine } from './kernel/plain.js'
import { simdEngine } from './kernel/simd.js'
import { KindReader } from './kinds.js'
import { Lemmatiser } from './lemma.js'
import { Model } from './model.js'
import { agreeOnNames, type SecondOpinion } from './names.js'
import { BATCH_TOKENS, Network } from './network.js'
import { repairTree } from './repair.js'
import { type RawSentence, type SplitText, split } from './split.js'
import { unmistakable, wordForm } from './view.js'

/** How to compute; results do not depend on it. */
export interface AnalyserOptions {
  /** Default: WebAssembly SIMD where the machine has it, else plain. */
  readonly engine?: Engine
  /** Weights for the kinds of names (data/en/model/kinds.bin), beside the network's. */
  readonly kinds?: Uint8Array
  /** Most sentences in a batch. */
  readonly batch?: number
}

/**
 * Makes an analyser from the bytes of a model file. Pure: the caller reads the file (see src/data/model.ts).
 *
 * @example createAnalyser(readFileSync('data/en/model/english.bin')).analyse('Two men fled.')[0]?.tokens[1]?.lemma // 'man'
 */
export function createAnalyser(model: Uint8Array | ArrayBuffer, options: AnalyserOptions = {}): Analyser {
  return new ModelAnalyser(new Model(model), options)
}

/** An analyser that can also read text whose words and sentences are given: for scoring against treebanks. */
export interface TreebankAnalyser extends Analyser {
  /** The names of one document's sentences, after the vote of all its mentions. */
  settleNames(forms: readonly (readonly string[])[], found: readonly Decisions[]): FoundName[][]
  /** Analyses sentences of given words. */
  analyseWords(sentences: readonly (readonly string[])[]): readonly Decisions[]
  lemma(form: string, xpos: string): string
  /** The word vector that the network reads for a form. */
  wordVector(form: string): Int16Array
}

/** As createAnalyser, with what benchmarks need besides. */
export function createTreebankAnalyser(
  model: Uint8Array | ArrayBuffer,
  options: AnalyserOptions = {},
): TreebankAnalyser {
  return new ModelAnalyser(new Model(model), options)
}

const BATCH_SENTENCES = 64

class ModelAnalyser implements TreebankAnalyser {
  readonly version: string
  readonly #forms: FormReader
  readonly #network: Network
  readonly #decoder: Decoder
  readonly #lemmas: Lemmatiser
  readonly #second: SecondOpinion | null
  readonly #batch: number
  readonly #states = new WeakMap<readonly Sentence[], readonly States[]>()

  constructor(model: Model, options: AnalyserOptions) {
    this.#forms = new FormReader(model)
    this.#network = new Network(model, options.engine ?? simdEngine() ?? new PlainEngine())
    this.#decoder = new Decoder(model)
    this.#lemmas = new Lemmatiser(model)
    const reader = options.kinds ? new KindReader(options.kinds) : null
    this.#second = reader ? { reader, vectorOf: (form) => this.#forms.wordVector(form) } : null
    this.version = reader ? `${model.version} kinds ${reader.version}` : model.version
    this.#batch = Math.max(1, options.batch ?? BATCH_SENTENCES)
  }

  analyse(text: string): readonly Sentence[] {
    return this.analyseAll([text])[0] ?? []
  }

  analyseAll(texts: readonly string[]): readonly (readonly Sentence[])[] {
    const splits = texts.map(split)
    const forms = splits.map((s) => s.sentences.map((sentence) => formsOf(s, sentence)))
    const states: States[] = []
    const decisions = this.#decide(forms.flat().map(unmistakable), states)
    let next = 0
    return texts.map((text, t) => {
      const whole = splits[t] as SplitText
      const words = forms[t] ?? []
      const here = decisions.slice(next, (next += whole.sentences.length))
      const names = this.settleNames(words, here)
      const sentences = whole.sentences.map((raw, i) =>
        this.#sentence(text, whole, raw, words[i] ?? [], {
          ...(here[i] as Decisions),
          names: names[i] ?? [],
        }),
      )
      this.#states.set(sentences, states.slice(next - whole.sentences.length, next))
      return sentences
    })
  }

  states(sentences: readonly Sentence[]): Int16Array | null {
    const parts = this.#states.get(sentences)
    return parts ? joined(parts) : null
  }

  settleNames(forms: readonly (readonly string[])[], found: readonly Decisions[]): FoundName[][] {
    return agreeOnNames(
      found.map((decisions, i) => ({ forms: forms[i] ?? [], decisions })),
      this.#second,
    )
  }

  wordVector(form: string): Int16Array {
    return this.#forms.wordVector(form)
  }

  lemma(form: string, xpos: string): string {
    return this.#lemmas.lemma(form, xpos)
  }

  analyseWords(sentences: readonly (readonly string[])[]): readonly Decisions[] {
    return this.#decide(sentences, [])
  }

  #decide(sentences: readonly (readonly string[])[], states: States[]): readonly Decisions[] {
    const results: Decisions[] = new Array(sentences.length)
    const order = sentences.map((_, i) => i).filter((i) => (sentences[i]?.length ?? 0) > 0)
    order.sort((a, b) => (sentences[b]?.length ?? 0) - (sentences[a]?.length ?? 0) || a - b)
    for (let from = 0; from < order.length; ) {
      const batch: number[] = []
      let tokens = 0
      while (from < order.length && batch.length < this.#batch) {
        const length = sentences[order[from] ?? 0]?.length ?? 0
        if (batch.length > 0 && tokens + length > BATCH_TOKENS) break
        tokens += length
        batch.push(order[from++] ?? 0)
      }
      this.#run(batch, sentences, tokens, results, states)
    }
    return sentences.map((words, i) => (words.length > 0 ? repairTree(words, results[i] as Decisions) : EMPTY))
  }

  #run(
    batch: readonly number[],
    sentences: readonly (readonly string[])[],
    tokens: number,
    results: Decisions[],
    states: States[],
  ): void {
    const input = this.#network.input(tokens)
    let row = 0
    for (const i of batch) {
      const words = sentences[i] ?? []
      this.#forms.read(words, input.subarray(row * this.#forms.width))
      row += words.length
    }
    const lengths = batch.map((i) => sentences[i]?.length ?? 0)
    this.#network.run(lengths, (s, scores) => {
      results[batch[s] ?? 0] = this.#decoder.decide(scores, lengths[s] ?? 0)
      states[batch[s] ?? 0] = { tokens: lengths[s] ?? 0, input: scores.input.slice(), encoded: scores.encoded.slice() }
    })
  }

  #sentence(text: string, whole: SplitText, raw: RawSentence, forms: readonly string[], found: Decisions): Sentence {
    const tokens = forms.map((form, index): Token => {
      const { start, end } = whole.tokens[raw.first + index] as Span
      const { upos, xpos, feats } = found.tags[index] as Decisions['tags'][number]
      const lemma = this.#lemmas.lemma(form, xpos)
      const head = found.heads[index] ?? -1
      const rel = found.relations[index] ?? 'dep'
      return { start, end, index, text: text.slice(start, end), upos, xpos, feats, lemma, head, rel }
    })
    const names = found.names.map(({ first, last, kind, score }): Name => {
      return { start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0, first, last, kind, score }
    })
    const start = tokens[0]?.start ?? 0
    return { start, end: tokens.at(-1)?.end ?? start, paragraph: raw.paragraph, kind: raw.kind, tokens, names }
  }
}

/** The network's numbers of one sentence. */
interface States {
  readonly tokens: number
  readonly input: Int16Array
  readonly encoded: Int16Array
}

/** A row a word: what the network read, then what it made of it. */
function joined(parts: readonly States[]): Int16Array {
  const [first] = parts.filter((p) => p.tokens > 0)
  const [wide, deep] = first ? [first.input.length / first.tokens, first.encoded.length / first.tokens] : [0, 0]
  const rows = new Int16Array(parts.reduce((sum, p) => sum + p.tokens, 0) * (wide + deep))
  let at = 0
  for (const { tokens, input, encoded } of parts) {
    for (let t = 0; t < tokens; t++, at += wide + deep) {
      rows.set(input.subarray(t * wide, (t + 1) * wide), at)
      rows.set(encoded.subarray(t * deep, (t + 1) * deep), at + wide)
    }
  }
  return rows
}

const EMPTY: Decisions = { tags: [], heads: [], relations: [], names: [] }

const formsOf = (s: SplitText, sentence: RawSentence): string[] =>
  s.tokens.slice(sentence.first, sentence.last + 1).map((t) => wordForm(s.view.slice(t.start, t.end)))
