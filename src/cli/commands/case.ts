import { existsSync, rmSync } from 'node:fs'
import { Command } from 'commander'
import { openLedger } from '../../store/open.js'
import type { LedgerInfo } from '../../store/store.js'
import { casePath, casesFolder, listCases, UsageError } from '../cases.js'
import { openCase, show } from '../context.js'
import { table } from '../table.js'

interface Options {
  readonly json?: boolean
}

export const caseCommand = (): Command =>
  new Command('case')
    .description('several investigations side by side, one ledger each')
    .addCommand(new Command('list').description('list the cases').option('--json', 'as JSON').action(list), {
      isDefault: true,
    })
    .addCommand(
      new Command('new')
        .description('make an empty case')
        .argument('<name>', 'lower-case letters, digits, ".", "_" and "-"')
        .action(async (name: string) => {
          if (existsSync(casePath(name))) throw new UsageError(`there is a case "${name}" already`)
          await (await openCase({ case: name }, true)).close()
          console.log(`made case ${name}: ${casePath(name)}`)
        }),
    )
    .addCommand(
      new Command('delete')
        .description('delete a case with everything in it')
        .argument('<name>', 'the case')
        .option('--yes', 'yes, delete it: there is no way back but a backup')
        .action((name: string, options: { yes?: boolean }) => {
          const path = casePath(name)
          if (!existsSync(path))
            throw new UsageError(`there is no case "${name}": \`hearsay case\` lists those there are`)
          if (!options.yes)
            throw new UsageError(`this deletes ${path} for good; \`hearsay backup\` keeps a copy. Say --yes to go on`)
          for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
          console.log(`deleted case ${name}`)
        }),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  hearsay case\n  hearsay case new takhar\n  hearsay add reports/ --case takhar\n\nThe environment variable HEARSAY_CASE names the case where --case is not given; HEARSAY_HOME the folder they are kept in.',
    )

async function list(options: Options): Promise<void> {
  const cases: ({ readonly name: string } & LedgerInfo)[] = []
  for (const name of listCases()) {
    const ledger = await openLedger(casePath(name))
    cases.push({ name, ...(await ledger.info()) })
    await ledger.close()
  }
  show(options, cases, () =>
    cases.length === 0
      ? `no cases in ${casesFolder()} yet: \`hearsay add PATH…\` makes one`
      : table(cases.map((c) => [c.name, `${c.reports} reports`, `${c.claims} claims`, `${c.incidents} incidents`])),
  )
}
