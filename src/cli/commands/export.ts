import { Command, Option } from 'commander'
import { refreshIncidents } from '../../casework.js'
import type { Claim } from '../../claim/index.js'
import { claimsCsv, incidentsCsv } from '../../export/csv.js'
import { incidentsGeojson } from '../../export/geojson.js'
import { claimsJsonl, incidentsJsonl } from '../../export/jsonl.js'
import type { Ledger } from '../../store/store.js'
import { type CaseOptions, getPipeline, withCase } from '../context.js'

interface Options extends CaseOptions {
  readonly format: 'csv' | 'jsonl' | 'geojson'
  readonly what: 'incidents' | 'claims'
}

export const exportCommand = (): Command =>
  new Command('export')
    .description(
      'write a case for other tools; names of private individuals are withheld unless a reviewer cleared them',
    )
    .addOption(new Option('--format <format>', 'the format').choices(['csv', 'jsonl', 'geojson']).default('csv'))
    .addOption(
      new Option('--what <what>', 'incidents, or the claims with their quotes')
        .choices(['incidents', 'claims'])
        .default('incidents'),
    )
    .option('--case <name>', 'the case')
    .addHelpText(
      'after',
      '\nExamples:\n  hearsay export > incidents.csv\n  hearsay export --what claims --format jsonl > claims.jsonl\n  hearsay export --format geojson > incidents.geojson',
    )
    .action((options: Options) =>
      withCase(options, async (ledger) => {
        await refreshIncidents(ledger, getPipeline())
        process.stdout.write(await written(ledger, options))
      }),
    )

async function written(ledger: Ledger, { format, what }: Options): Promise<string> {
  if (what === 'incidents' || format === 'geojson') {
    const { incidents } = await ledger.incidents()
    return { csv: incidentsCsv, jsonl: incidentsJsonl, geojson: incidentsGeojson }[format](incidents)
  }
  const claims: Claim[] = []
  for (const report of await ledger.reports()) {
    claims.push(...getPipeline().withhold(report, await ledger.claims({ report: report.id })).claims)
  }
  return format === 'csv' ? claimsCsv(claims) : claimsJsonl(claims)
}
