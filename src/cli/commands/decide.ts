import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { Command } from 'commander'
import { refreshIncidents } from '../../casework.js'
import type { Claim, Decision } from '../../claim/index.js'
import { faultOf, fieldFor } from '../../store/index.js'
import type { Ledger, StoredReport } from '../../store/store.js'
import { UsageError } from '../cases.js'
import { type CaseOptions, getPipeline, show, withCase } from '../context.js'

interface Options extends CaseOptions {
  readonly note?: string
  readonly reviewer?: string
}

/** What a reviewer can rule on, and how the words of the ruling are read. */
const FIELDS: Readonly<Record<string, (value: string) => unknown>> = {
  private: yesNo,
  strike: yesNo,
  stance: String,
  'content.type': String,
  'content.negated': yesNo,
  'content.reality': String,
  'attribution.kind': String,
  'attribution.authenticity': String,
  partial: yesNo,
  headline: yesNo,
}

export const decideCommand = (): Command =>
  new Command('decide')
    .description("record a reviewer's ruling on a claim: it is added, never overwritten, and outlives new readings")
    .argument('<claim>', 'the claim, by its id')
    .argument('<field>', `one of ${Object.keys(FIELDS).join(', ')}`)
    .argument('<value>', 'the value that holds from now on; "undo" takes earlier rulings on the field back')
    .option('--note <words>', 'why')
    .option('--reviewer <name>', 'who rules; your login name otherwise')
    .option('--case <name>', 'the case')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  hearsay decide c81f… private no --note "public figure"     clears a name\n  hearsay decide c81f… strike yes                            drops a misread claim\n  hearsay decide c81f… stance denies',
    )
    .action((claim: string, field: string, value: string, options: Options) => decide(claim, field, value, options))

function yesNo(value: string): boolean {
  if (['yes', 'true'].includes(value)) return true
  if (['no', 'false'].includes(value)) return false
  throw new UsageError(`"${value}" is neither yes nor no`)
}

async function decide(id: string, field: string, value: string, options: Options): Promise<void> {
  const read = FIELDS[field]
  if (!read) throw new UsageError(`"${field}" cannot be ruled on; choose one of ${Object.keys(FIELDS).join(', ')}`)
  await withCase(options, async (ledger) => {
    const { claim, report, all } = await asExtracted(ledger, id)
    const { source } = claim.attribution
    if (field === 'private' && source === 'outlet') {
      throw new UsageError('this claim is in the outlet’s own voice: it names no source to clear or withhold')
    }
    const { start, end } = field === 'private' && source !== 'outlet' ? source.quote : claim.quote
    const decision: Decision = {
      id: randomUUID(),
      textHash: report.textHash,
      start,
      end,
      field: field === 'private' ? field : fieldFor(field, claim, all),
      value: value === 'undo' ? null : read(value),
      reviewer: options.reviewer ?? userInfo().username,
      decidedAt: new Date().toISOString(),
      note: options.note ?? null,
    }
    const fault = faultOf(decision)
    if (fault) throw new UsageError(fault)
    await ledger.addDecision(decision)
    await refreshIncidents(ledger, getPipeline())
    const about = field === 'private' ? `the name in ${claim.id}` : `"${claim.quote.text}"`
    show(options, decision, (d) => `ruled: ${d.field} = ${JSON.stringify(d.value)} on ${about}`)
  })
}

/** A claim as it was extracted, struck or not, with its report and that report's other claims. */
async function asExtracted(
  ledger: Ledger,
  id: string,
): Promise<{ claim: Claim; report: StoredReport; all: readonly Claim[] }> {
  const standing = await ledger.claim(id)
  const candidates = standing ? [standing.report] : (await ledger.reports()).map((report) => report.id)
  for (const reportId of candidates) {
    const all = await ledger.rawClaims(reportId)
    const claim = all.find((each) => each.id === id)
    const report = claim && (await ledger.report(reportId))
    if (claim && report) return { claim, report, all }
  }
  throw new UsageError(`no claim "${id}" in this case: \`hearsay show REPORT\` names a report's claims`)
}
