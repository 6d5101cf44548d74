import { Command } from 'commander'
import pc from 'picocolors'
import { publicReport, refreshIncidents } from '../../casework.js'
import { type Claim, type Incident, type Statement, wordsOf } from '../../claim/index.js'
import type { Ledger, StoredReport } from '../../store/store.js'
import { UsageError } from '../cases.js'
import { type CaseOptions, getPipeline, show, withCase } from '../context.js'
import { days, describe } from './incidents.js'

export const showCommand = (): Command =>
  new Command('show')
    .description('show one incident (its accounts side by side), report or claim, with the exact words')
    .argument('<id>', 'the id of an incident, report or claim, or the beginning of a report’s')
    .option('--case <name>', 'the case')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  hearsay show i3f2a…      an incident\n  hearsay show r1f0c…      a report with its claims\n  hearsay show c81f0… --json',
    )
    .action((id: string, options: CaseOptions) => withCase(options, (ledger) => showOne(ledger, id, options)))

async function showOne(ledger: Ledger, id: string, options: CaseOptions): Promise<void> {
  await refreshIncidents(ledger, getPipeline())
  const incident = await ledger.incident(id)
  if (incident) return showIncident(ledger, incident, options)
  const claim = await ledger.claim(id)
  const found = await publicReport(ledger, getPipeline(), claim ? claim.report : id)
  if (!found)
    throw new UsageError(
      `nothing in this case has the id "${id}": \`hearsay incidents\` and \`hearsay report list\` name what there is`,
    )
  const { report, claims } = found
  if (claim) return show(options, claims.find((c) => c.id === claim.id)!, (c) => claimLines(c, report).join('\n'))
  show(options, found, () =>
    [
      pc.bold(heading(report)),
      '',
      report.text.trim(),
      '',
      pc.bold(claims.length === 1 ? '1 claim' : `${claims.length} claims`),
      ...claims.flatMap((c) => ['', ...claimLines(c, null)]),
    ].join('\n'),
  )
}

const heading = (report: Omit<StoredReport, 'bytes'>): string =>
  `${report.id}  ${report.outlet?.value ?? 'outlet unknown'}, ${report.published?.value ?? 'undated'}  ${report.origin}`

async function showIncident(ledger: Ledger, incident: Incident, options: CaseOptions): Promise<void> {
  const claims = new Map<string, Claim>()
  const reports = new Map<string, Omit<StoredReport, 'bytes'>>()
  for (const id of incident.reports) {
    const found = await publicReport(ledger, getPipeline(), id)
    if (!found) continue
    reports.set(id, found.report)
    for (const claim of found.claims) claims.set(claim.id, claim)
  }
  const own = incident.claims.flatMap((id) => claims.get(id) ?? [])
  show(options, { incident, claims: own }, () => {
    const facets = incident.standing.flatMap((facet) => [
      `  ${facet.facet.padEnd(24)} ${describe(facet)}${facet.values[0] ? `: ${facet.values.map((v) => v.value).join(' | ')}` : ''}`,
      pc.dim(`  ${''.padEnd(24)} ${facet.because} [${facet.rules.join(', ')}]`),
    ])
    const accounts = incident.accounts.flatMap((account) => [
      '',
      pc.bold(account.name),
      ...account.claims.flatMap((id) => {
        const claim = claims.get(id)
        return claim ? claimLines(claim, reports.get(claim.report) ?? null).map((line) => `  ${line}`) : []
      }),
    ])
    const where = incident.place ? [incident.place.name, ...incident.place.chain].join(', ') : 'place not said'
    return [
      pc.bold(incident.what),
      `${incident.id}  ${days(incident)}  ${where}`,
      '',
      pc.bold('Standing'),
      ...facets,
      '',
      pc.bold('Accounts'),
      ...accounts,
    ].join('\n')
  })
}

/** A claim or statement in two lines: who, what they do with it, the words, and where they stand. */
export function claimLines(claim: Claim | Statement, report: Omit<StoredReport, 'bytes'> | null): string[] {
  const { source, via } = claim.attribution
  const who = source === 'outlet' ? 'the report itself' : wordsOf(source)
  const by = via.map((v) => (v.who === 'unknown' ? 'someone unnamed' : wordsOf(v.who))).join(', via ')
  const marks = 'content' in claim ? `[${marksOf(claim.content)}] ` : ''
  return [
    `${pc.cyan(who)}${by ? ` (via ${by})` : ''} ${pc.yellow(claim.stance)} ${marks}“${claim.quote.text.replace(/\s+/g, ' ')}”`,
    pc.dim(
      `  ${claim.id} ${report ? `${report.outlet?.value ?? 'outlet unknown'} ` : ''}${claim.report}:${claim.quote.start}-${claim.quote.end} found by ${claim.foundBy}`,
    ),
  ]
}

const marksOf = ({ type, negated, reality }: Claim['content']): string =>
  [type, negated ? 'negated' : '', reality === 'actual' ? '' : reality].filter(Boolean).join(', ')
