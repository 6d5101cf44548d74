import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { restoreLedger } from '../../store/open.js'
import { casePath, DEFAULT_CASE, makeCasesFolder, UsageError } from '../cases.js'
import { type CaseOptions, withCase } from '../context.js'

interface RestoreOptions extends CaseOptions {
  readonly replace?: boolean
}

export const backupCommand = (): Command =>
  new Command('backup')
    .description('write a consistent copy of a case to a file, while others may read and write it')
    .argument('<file>', 'the file to write; it must not exist')
    .option('--case <name>', 'the case')
    .addHelpText('after', '\nExample:\n  hearsay backup takhar-2023.db --case takhar')
    .action((file: string, options: CaseOptions) =>
      withCase(options, async (ledger) => {
        if (existsSync(file)) throw new UsageError(`${file} exists already: name a file that does not`)
        await ledger.backup(file)
        console.log(`wrote ${file}`)
      }),
    )

export const restoreCommand = (): Command =>
  new Command('restore')
    .description('make a case from a backup, after checking that it is sound')
    .argument('<file>', 'a file that `hearsay backup` wrote')
    .option('--case <name>', 'the case to make')
    .option('--replace', 'put it in place of a case of that name')
    .addHelpText('after', '\nExample:\n  hearsay restore takhar-2023.db --case takhar-again')
    .action(async (file: string, options: RestoreOptions) => {
      const name = options.case ?? DEFAULT_CASE
      const path = casePath(name)
      if (!existsSync(file)) throw new UsageError(`no file ${file}`)
      if (existsSync(path) && !options.replace)
        throw new UsageError(`there is a case "${name}" already: choose another --case, or say --replace`)
      makeCasesFolder()
      await restoreLedger(file, path, { replace: options.replace === true })
      console.log(`restored case ${name} from ${file}`)
    })
