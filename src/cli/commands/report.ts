import { Command } from 'commander'
import { correctReport, refreshIncidents } from '../../casework.js'
import { UsageError } from '../cases.js'
import { type CaseOptions, getPipeline, show, withCase } from '../context.js'
import { table } from '../table.js'
import { checkDay } from './add.js'

interface SetOptions extends CaseOptions {
  readonly published?: string
  readonly outlet?: string
  readonly url?: string
}

export const reportCommand = (): Command =>
  new Command('report')
    .description('list the reports of a case, or correct what a report does not tell')
    .addCommand(
      new Command('list')
        .description('list the reports of a case')
        .option('--case <name>', 'the case')
        .option('--json', 'as JSON')
        .action((options: CaseOptions) =>
          withCase(options, async (ledger) => {
            const reports = await ledger.reports()
            show(options, reports, () =>
              table(
                reports.map((r) => [
                  r.id,
                  r.published?.value ?? 'undated',
                  r.outlet?.value ?? 'outlet unknown',
                  titleOf(r),
                ]),
              ),
            )
          }),
        ),
    )
    .addCommand(
      new Command('set')
        .description('correct a report: everything that hangs on it is read and judged anew')
        .argument('<id>', 'the report, by its id or the beginning of it')
        .option('--published <day>', 'the day it was published (YYYY-MM-DD); "" for not known')
        .option('--outlet <name>', 'who printed it; "" for not known')
        .option('--url <url>', 'where; "" for not known')
        .option('--case <name>', 'the case')
        .option('--json', 'as JSON')
        .addHelpText('after', '\nExample:\n  hearsay report set r1f0c… --published 2023-03-29 --outlet "Amu TV"')
        .action((id: string, options: SetOptions) => set(id, options)),
    )

const titleOf = (report: { text: string; title: { start: number; end: number } | null }): string =>
  (report.title ? report.text.slice(report.title.start, report.title.end) : report.text.slice(0, 90)).replace(
    /\s+/g,
    ' ',
  )

async function set(id: string, options: SetOptions): Promise<void> {
  const { published, outlet, url } = options
  if (published === undefined && outlet === undefined && url === undefined) {
    throw new UsageError('say what to correct: --published DAY, --outlet NAME or --url URL')
  }
  checkDay(published)
  await withCase(options, async (ledger) => {
    const pipeline = getPipeline()
    const report = await correctReport(ledger, pipeline, id, { published, outlet, url })
    if (!report) throw new UsageError(`no report "${id}" in this case: \`hearsay report list\` names them`)
    await refreshIncidents(ledger, pipeline)
    show(
      options,
      { report: report.id, published: report.published, outlet: report.outlet, url: report.url },
      (r) =>
        `${r.report}: published ${r.published?.value ?? 'not known'}, outlet ${r.outlet?.value ?? 'not known'}; read and judged anew`,
    )
  })
}

export const removeCommand = (): Command =>
  new Command('remove')
    .description('take reports and their claims out of a case; rulings on their words stay')
    .argument('<id...>', 'reports, by their ids or the beginnings of them')
    .option('--case <name>', 'the case')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  hearsay remove r1f0c0ffee')
    .action((ids: string[], options: CaseOptions) =>
      withCase(options, async (ledger) => {
        const removed: string[] = []
        for (const id of ids) {
          const report = await ledger.report(id)
          if (!report) throw new UsageError(`no report "${id}" in this case: \`hearsay report list\` names them`)
          await ledger.removeReport(report.id)
          removed.push(report.id)
        }
        await refreshIncidents(ledger, getPipeline())
        show(options, { removed }, () => removed.map((id) => `removed ${id}`).join('\n'))
      }),
    )
