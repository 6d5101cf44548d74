import type { TaggerFiles, TaggerWeights } from '../../data/tagger.js'
import { sigma } from '../../language/kernel/plain.js'
import type { Reading } from '../reading.js'
import { createTagger, type EnglishModel, type TaggedSpan, type Tagger } from '../tagger/index.js'
import type { CodedFrame } from './coded.js'
import {
  type AttributionCase,
  aloneFeatures,
  apart,
  attributionCases,
  type Evidence,
  evidenceOf,
  likeness,
  spanCases,
} from './evidence.js'

/** A reader of attributions that was trained, and how its word is weighed against the rule pages'. */
export interface TrainedReader {
  readonly tagger: Tagger
  readonly weights: TaggerWeights
}

export const createReader = ({ model, weights }: TaggerFiles, english: EnglishModel): TrainedReader => ({
  tagger: createTagger(model, english),
  weights,
})

/** An attribution that either reader proposes, and how likely a coder is to hold it too. */
export interface WeighedAttribution extends AttributionCase {
  readonly chance: number
}

export interface Weighed {
  /** Sources, cues and contents that do not overlap, with their chances. */
  readonly spans: readonly TaggedSpan[]
  /** The likeliest attributions, no two of one cue or of one content. */
  readonly attributions: readonly WeighedAttribution[]
  /** How likely it is that a frame's attribution is one; null for a frame that was not weighed (inside another, or the outlet's). */
  chanceOf(frame: CodedFrame): number | null
  /** The same for a frame by its page's estimate alone. */
  alone(confidence: number): number
}

/** Both readings of a report as one. */
export function weigh(reading: Reading, reader: TrainedReader, coded: readonly CodedFrame[]): Weighed {
  const { tagger, weights } = reader
  const evidence = evidenceOf(reading, tagger, coded)
  const spans = weighSpans(evidence, weights)
  const all = weighAttributions(attributionCases(evidence, spans, weights.least.span), weights)
  const chances = new Map<CodedFrame, number>()
  for (const { frame, framed, chance } of all) if (frame && framed) chances.set(frame, chance)
  return {
    spans: apart(spans, weights.least.span),
    attributions: likeliest(all, weights.least.attribution),
    chanceOf: (frame) => chances.get(frame) ?? null,
    alone: (confidence) => chance(aloneFeatures(confidence), weights.alone),
  }
}

/** Every stretch that either reader proposes, with its chance by both. */
export const weighSpans = (evidence: Evidence, { spans }: TaggerWeights): readonly TaggedSpan[] =>
  spanCases(evidence).map(({ span, features }) => ({ ...span, score: chance(features, spans[span.role]) }))

const weighAttributions = (cases: readonly AttributionCase[], weights: TaggerWeights): readonly WeighedAttribution[] =>
  cases.map((c) => ({ ...c, chance: chance(c.features, weights.attributions) }))

const chance = (features: readonly number[], weights: readonly number[]): number =>
  sigma(Math.fround(features.reduce((sum, f, k) => sum + f * (weights[k] ?? 0), 0)))

/** The likeliest first; another reading of the same cue or content gives way. */
export function likeliest(all: readonly WeighedAttribution[], least: number): readonly WeighedAttribution[] {
  const tokens = (spans: readonly TaggedSpan[]) =>
    new Set(spans.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)))
  const kept: { readonly cue: ReadonlySet<number>; readonly content: ReadonlySet<number>; of: WeighedAttribution }[] =
    []
  for (const of of [...all].filter((a) => a.chance >= least).sort((a, b) => b.chance - a.chance)) {
    const [cue, content] = [tokens(of.cue), tokens(of.content)]
    if (kept.every((k) => likeness(k.content, content) < 0.5 && likeness(k.cue, cue) === 0))
      kept.push({ cue, content, of })
  }
  return kept.map((k) => k.of).sort((a, b) => (a.cue[0]?.first ?? 0) - (b.cue[0]?.first ?? 0))
}
