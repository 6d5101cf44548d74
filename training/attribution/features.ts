// npx tsx training/attribution/features.ts [--polnear FOLDER] [--out FOLDER] [--every N]
// Writes what the tagger is trained on: for each token the English model's numbers and the keys, for each article its gold
// spans in tokens. Computed here, by the code that will compute them in use, so that training sees what reading will see.
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ENGLISH_MODEL } from '../../src/data/model.js'
import { chunksOf, keysOf } from '../../src/extraction/tagger/keys.js'
import { choicesOf } from '../../src/extraction/tagger/link.js'
import { createAnalyser } from '../../src/language/analyser.js'
import type { Sentence } from '../../src/language/contract.js'
import { createEnglishStates, formsOf } from '../../src/language/states.js'
import { type Annotation, type Fragment, type GoldLink, readPolnear } from './polnear.js'

const { values } = parseArgs({
  options: {
    polnear: { type: 'string', default: '../shared/benchmarks/polnear' },
    out: { type: 'string', default: 'training/work/attribution/now' },
    /** Every n-th article of the train part only: enough to map one English model's numbers onto another's. */
    every: { type: 'string', default: '1' },
  },
})
mkdirSync(values.out, { recursive: true })
const model = readFileSync(ENGLISH_MODEL)
const analyser = createAnalyser(model)
const states = createEnglishStates(model)

for (const part of ['train', 'dev']) {
  const rows = openSync(join(values.out, `${part}.rows`), 'w')
  const keys = openSync(join(values.out, `${part}.keys`), 'w')
  const links = openSync(join(values.out, `${part}.links.jsonl`), 'w')
  const articles: object[] = []
  const ids = new Map<string, number>()
  let width = 0
  for (const { name, text, annotations } of readPolnear(join(values.polnear, part)).filter(
    (_, i) => part === 'dev' || i % Number(values.every) === 0,
  )) {
    const sentences = analyser.analyse(text)
    const found = keysOf(text, sentences).flat()
    width = found[0]?.length ?? width
    writeSync(rows, new Uint8Array(states.read(formsOf(text, sentences)).buffer))
    writeSync(keys, new Uint8Array(Int32Array.from(found.flat(), idOf(ids)).buffer))
    const gold = annotations.map((a) => inTokens(text, a, sentences))
    articles.push({ name, chunks: chunksOf(sentences).map((c) => c.tokens), annotations: gold })
    if (gold[0])
      writeSync(
        links,
        goldChoices(text, sentences, gold[0])
          .map((c) => `${JSON.stringify(c)}\n`)
          .join(''),
      )
  }
  closeSync(links)
  closeSync(rows)
  closeSync(keys)
  writeFileSync(join(values.out, `${part}.names.txt`), [...ids.keys()].join('\n'))
  writeFileSync(
    join(values.out, `${part}.json`),
    JSON.stringify({ english: analyser.version, width: states.width, form: states.form, keys: width, articles }),
  )
  console.log(part, articles.length, 'articles', ids.size, 'keys', analyser.version)
}

function idOf(ids: Map<string, number>): (key: string) => number {
  return (key) => {
    const known = ids.get(key)
    if (known !== undefined) return known
    ids.set(key, ids.size)
    return ids.size - 1
  }
}

interface InTokens {
  readonly annotator: string
  readonly spans: readonly { readonly role: string; readonly pieces: readonly (readonly [number, number])[] }[]
  readonly links: readonly GoldLink[]
}

/** What linking is asked about an article's gold spans: the candidates' keys, and which of them are right. */
function goldChoices(text: string, sentences: readonly Sentence[], { spans, links }: InTokens): object[] {
  const pieces = spans.flatMap(({ role, pieces }, span) =>
    pieces.map(([first, last]) => ({ role: role.toLowerCase() as 'source' | 'cue' | 'content', first, last, span })),
  )
  return choicesOf({ text, sentences, title: null }, pieces).flatMap(({ span: piece, candidates }) => {
    const own = pieces[piece]!
    const link = links.find((l) => [...l.Cue, ...l.Content].includes(own.span))
    if (!link) return []
    const wanted = own.role === 'cue' ? link.Source : link.Cue
    const right = candidates.map(({ partner }) =>
      partner < 0 ? wanted.length === 0 : wanted.includes(pieces[partner]!.span),
    )
    return [{ role: own.role, right: right.indexOf(true), keys: candidates.map((c) => c.keys) }]
  })
}

/** Pieces as [first, last] tokens of the article; pieces with nothing but spaces (no line break) between them are one. */
function inTokens(text: string, { file, spans, links }: Annotation, sentences: readonly Sentence[]): InTokens {
  const tokens = sentences.flatMap((s) => s.tokens)
  return {
    annotator: file.slice(file.lastIndexOf('_') + 1, -4),
    spans: spans.map(({ role, pieces }) => ({
      role,
      pieces: joined(text, pieces).flatMap(({ start, end }) => {
        const first = tokens.findIndex((t) => t.end > start)
        const last = tokens.findLastIndex((t) => t.start < end)
        return first >= 0 && last >= first ? [[first, last] as const] : []
      }),
    })),
    links,
  }
}

function joined(text: string, pieces: readonly Fragment[]): Fragment[] {
  const whole: Fragment[] = []
  for (const piece of [...pieces].sort((a, b) => a.start - b.start)) {
    const last = whole.at(-1)
    if (last && /^[^\S\n]*$/.test(text.slice(last.end, piece.start)))
      whole[whole.length - 1] = { start: last.start, end: piece.end }
    else whole.push(piece)
  }
  return whole
}
