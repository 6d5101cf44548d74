// Our claims in the shape that ../shared/score/gold.mjs reads (../shared/reports/gold/README.md), and the call of it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Claim, Incident, Mention, Statement } from '../src/claim/index.js'
import { wordsOf } from '../src/claim/index.js'
import type { SetResult } from './contract.js'

/** The folder with labelled data beside the project, or null where it is not there. */
export function sharedFolder(): string | null {
  const folder = process.env['HEARSAY_SHARED'] ?? join(dirname(dirname(fileURLToPath(import.meta.url))), '..', 'shared')
  return existsSync(join(folder, 'score', 'gold.mjs')) ? folder : null
}

const named = (mention: Mention) => ({ words: wordsOf(mention), name: mention.entity?.name ?? null })

/** One statement as a line for the scorer: it has no type, so that only gold without one can take it. */
export function statementLine(report: string, { quote, attribution, stance, about }: Statement): object {
  const { source, via } = attribution
  return {
    report,
    quote: quote.text,
    type: null,
    source: source === 'outlet' ? { words: null, name: null, outlet: true } : { ...named(source), outlet: false },
    via: via.map(({ who }) => (who === 'unknown' ? { words: null, name: null } : named(who))),
    stance,
    about: about === null ? null : 'quote' in about ? about.quote.text : about.text,
    private: source !== 'outlet' && source.private,
  }
}

/** One claim as a line for the scorer. `incidentOf` maps our claim ids to incident ids. */
export function claimLine(report: string, claim: Claim, incidentOf: ReadonlyMap<string, string>): object {
  const { content } = claim
  return {
    ...statementLine(report, claim),
    type: content.type,
    reality: content.reality,
    negated: content.negated,
    actor: content.actor.map(named),
    target: content.target.map(named),
    place: content.place.map((p) => ({
      words: p.quote.text,
      name: p.place?.name ?? null,
      chain: p.place?.chain ?? [],
      role: p.role,
    })),
    when: content.when ? { from: content.when.from, to: content.when.to } : null,
    tolls:
      content.kind === 'event'
        ? content.tolls.map((t) => ({
            harm: t.harm,
            side: t.side[0] ? named(t.side[0]) : null,
            low: t.count?.low ?? null,
            high: t.count?.high ?? null,
          }))
        : [],
    incident: incidentOf.get(claim.id) ?? null,
  }
}

/** One incident's standing as a line for the scorer. */
export const standingLine = (incident: Incident): object => ({
  incident: incident.id,
  standing: Object.fromEntries(
    incident.standing.map(({ facet, support, opposition }) => [facet, { support, opposition }]),
  ),
})

/** Writes the lines, calls the scorer that counts, and gives back its figures. */
export function score(
  flags: readonly string[],
  lines: { readonly claims: readonly object[]; readonly standing?: readonly object[] },
  missesTo: string | null,
): SetResult {
  const shared = sharedFolder()
  if (!shared) throw new Error('the scorer is not here: ../shared/score/gold.mjs (or set HEARSAY_SHARED)')
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-bench-'))
  try {
    const write = (name: string, values: readonly object[]): string => {
      const file = join(folder, name)
      writeFileSync(file, values.map((v) => `${JSON.stringify(v)}\n`).join(''))
      return file
    }
    const args = [join(shared, 'score', 'gold.mjs'), ...flags, '--claims', write('claims.jsonl', lines.claims)]
    if (lines.standing) args.push('--standing', write('standing.jsonl', lines.standing))
    const call = (extra: string[]) =>
      spawnSync(process.execPath, [...args, ...extra], { encoding: 'utf8', maxBuffer: 1 << 28 })
    const json = call(['--json', ...(missesTo ? ['--misses'] : [])])
    if (json.status !== 0) throw new Error(`gold.mjs failed: ${json.stderr}`)
    if (missesTo) writeFileSync(missesTo, json.stderr)
    const { items, figures } = JSON.parse(json.stdout) as { items: number; figures: Record<string, number | null> }
    return { set: 'gold', items, figures, table: call([]).stdout }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
