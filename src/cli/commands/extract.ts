import { Command } from 'commander'
import { getPipeline } from '../context.js'
import { EXIT } from '../exit.js'
import { listFiles, readInputs, reportsIn } from '../input.js'

export const extractCommand = (): Command =>
  new Command('extract')
    .description('reports in, claims out: JSON Lines without any ledger, for batch engines')
    .argument('[path...]', 'as for `add`; standard input where none is given', ['-'])
    .option('--names', 'keep the names of private individuals: for your own eyes, not for publishing')
    .addHelpText(
      'after',
      '\nEach line out is {"report": …, "claims": […]}. Refusals go to standard error.\n\nExample:\n  cat reports.jsonl | hearsay extract > claims.jsonl',
    )
    .action(async (paths: string[], options: { names?: boolean }) => {
      const { files, missing } = await listFiles(paths)
      let refused = missing.length
      for (const { name, code, message } of missing) process.stderr.write(`refused ${name}: ${message} [${code}]\n`)
      const pipeline = getPipeline()
      for await (const input of readInputs(files)) {
        const { reports, problems } =
          'message' in input
            ? { reports: [], problems: [{ origin: input.name, code: input.code, message: input.message }] }
            : reportsIn(input)
        refused += problems.length
        for (const p of problems) process.stderr.write(`refused ${p.origin}: ${p.message} [${p.code}]\n`)
        for (const { report } of reports) {
          const claims = pipeline.read(report)
          const line = options.names ? { report, claims } : pipeline.withhold(report, claims)
          if (!process.stdout.write(`${JSON.stringify(line)}\n`))
            await new Promise((resolve) => process.stdout.once('drain', resolve))
        }
      }
      if (refused > 0) process.exitCode = EXIT.partly
    })
