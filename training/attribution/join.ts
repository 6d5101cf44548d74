// npx tsx training/attribution/join.ts [--dev FOLDER] [--out FILE]
// Learns how the tagger's word is weighed against the rule pages' (logistic regressions over a handful of features), on half a
// of PolNeAR's development part, which neither of them was trained on. Run it after polnear.bin or the rule pages have changed.
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Labelled, labelled, readCoded } from '../../bench/polnear-labels.js'
import { loadAttribution } from '../../src/data/attribution.js'
import { DATA } from '../../src/data/load.js'
import { loadEnglish } from '../../src/data/model.js'
import { JOIN_WEIGHTS, TAGGER_MODEL, type TaggerWeights } from '../../src/data/tagger.js'
import { codedFrames } from '../../src/extraction/attribution/coded.js'
import { aloneFeatures, attributionCases, evidenceOf, spanCases } from '../../src/extraction/attribution/evidence.js'
import { findFrames } from '../../src/extraction/attribution/frames.js'
import { weighSpans } from '../../src/extraction/attribution/weigh.js'
import { createTagger, ROLES, type Role } from '../../src/extraction/tagger/index.js'

const { values } = parseArgs({
  options: {
    dev: { type: 'string', default: '../shared/benchmarks/polnear/dev' },
    out: { type: 'string', default: JOIN_WEIGHTS },
  },
})

interface Row {
  readonly features: readonly number[]
  readonly right: boolean
}

/** Chances from which a span or an attribution counts: about half of the F1 that is reached. */
const LEAST = { span: 0.35, attribution: 0.4 }

const tagger = createTagger(readFileSync(TAGGER_MODEL), loadEnglish())
const { lexicon } = loadAttribution(DATA)
const articles = readCoded(values.dev, 'a').map((article) => {
  const reading = { text: article.text, sentences: loadEnglish().analyse(article.text), title: null }
  const coded = codedFrames(article.text, findFrames(reading, lexicon))
  return { labels: labelled(article), coded, evidence: evidenceOf(reading, tagger, coded) }
})

const spans = Object.fromEntries(ROLES.map((role) => [role, learn(spanRows(role))])) as Record<Role, number[]>
const half: TaggerWeights = { tagger: tagger.version, spans, attributions: [], alone: [], least: LEAST }
const attributions = learn(articles.flatMap(({ labels, evidence }) => attributionRows(labels, evidence)))
const alone = learn(
  articles.flatMap(({ labels, coded }) =>
    coded.map(({ source, content, frames }) => ({
      features: aloneFeatures(Math.max(...frames.map((f) => f.confidence))),
      right: labels.isAttribution(source, content),
    })),
  ),
)
const weights: TaggerWeights = { ...half, attributions, alone }
writeFileSync(values.out, `${JSON.stringify(weights, null, 1)}\n`)
console.log(weights)

function spanRows(role: Role): Row[] {
  return articles.flatMap(({ labels, evidence }) =>
    spanCases(evidence)
      .filter((c) => c.span.role === role)
      .map(({ span, features }) => ({ features, right: labels.isSpan(role, span) })),
  )
}

function attributionRows(labels: Labelled, evidence: (typeof articles)[number]['evidence']): Row[] {
  return attributionCases(evidence, weighSpans(evidence, half), LEAST.span).map((c) => ({
    features: c.features,
    right: labels.isAttribution(c.source, c.content),
  }))
}

/** Weights of a logistic regression, by Newton's method; a small ridge keeps them bounded. */
function learn(rows: readonly Row[], ridge = 1): number[] {
  const n = rows[0]?.features.length ?? 0
  let weights = new Array<number>(n).fill(0)
  for (let step = 0; step < 20; step++) {
    const slope = weights.map((w) => -ridge * w)
    const bend = weights.map((_, i) => weights.map((__, j) => (i === j ? ridge : 0)))
    for (const { features, right } of rows) {
      const p = 1 / (1 + Math.exp(-features.reduce((sum, f, k) => sum + f * (weights[k] ?? 0), 0)))
      features.forEach((f, i) => {
        slope[i] = (slope[i] ?? 0) + f * ((right ? 1 : 0) - p)
        const row = bend[i] as number[]
        features.forEach((g, j) => {
          row[j] = (row[j] ?? 0) + f * g * p * (1 - p)
        })
      })
    }
    const by = solve(bend, slope)
    weights = weights.map((w, i) => w + (by[i] ?? 0))
  }
  return weights.map((w) => Math.round(w * 1e4) / 1e4)
}

/** x of A·x = b, by elimination. */
function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i] ?? 0])
  const n = rows.length
  for (let k = 0; k < n; k++) {
    const pivot = rows[k] as number[]
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number[]
      const factor = (row[k] ?? 0) / (pivot[k] ?? 1)
      if (i !== k) for (let j = k; j <= n; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0)
    }
  }
  return rows.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1))
}
