import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { Command } from 'commander'
import { refreshIncidents } from '../../casework.js'
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
    .addHelpText('after', '\nExamples:\n  hearsay decide c81f… private no --note "public figure"     clears a name\n  hearsay decide c81f… strike yes                            drops a misread claim\n  hearsay decide c81f… stance denies')
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
    const claim = await ledger.claim(id)
    const report = claim ? await ledger.report(claim.report) : null
    if (!claim || !report) throw new UsageError(`no claim "${id}" in this case: \`hearsay show REPORT\` names a report's claims`)
    const { start, end } = field === 'private' && claim.attribution.source !== 'outlet' ? claim.attribution.source.quote : claim.quote
    const decision = {
      id: randomUUID(),
      textHash: report.textHash,
      start,
      end,
      field,
      value: value === 'undo' ? null : read(value),
      reviewer: options.reviewer ?? userInfo().username,
      decidedAt: new Date().toISOString(),
      note: options.note ?? null,
    }
    await ledger.addDecision(decision)
    await refreshIncidents(ledger, getPipeline())
    show(options, decision, (d) => `ruled: ${d.field} = ${JSON.stringify(d.value)} on "${report.text.slice(start, end)}"`)
  })
}
