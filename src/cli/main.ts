import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { DataError } from '../data/problem.js'
import { UsageError } from './cases.js'
import { addCommand } from './commands/add.js'
import { backupCommand, restoreCommand } from './commands/backup.js'
import { caseCommand } from './commands/case.js'
import { decideCommand } from './commands/decide.js'
import { doctorCommand } from './commands/doctor.js'
import { explainCommand } from './commands/explain.js'
import { exportCommand } from './commands/export.js'
import { extractCommand } from './commands/extract.js'
import { incidentsCommand } from './commands/incidents.js'
import { removeCommand, reportCommand } from './commands/report.js'
import { searchCommand } from './commands/search.js'
import { serveCommand } from './commands/serve.js'
import { showCommand } from './commands/show.js'
import { EXIT } from './exit.js'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** The whole command line, as data: docs and tests read it too. */
export function program(): Command {
  const hearsay = new Command('hearsay')
    .description('A ledger of who claimed what in conflict reporting.')
    .version(version)
    .showHelpAfterError('(`hearsay --help` lists the commands)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done · 1 some input refused, the rest done · 2 not understood or not found · 3 broken\n',
    )
  for (const command of [
    addCommand,
    reportCommand,
    removeCommand,
    caseCommand,
    backupCommand,
    restoreCommand,
    doctorCommand,
    incidentsCommand,
    showCommand,
    searchCommand,
    decideCommand,
    explainCommand,
    exportCommand,
    extractCommand,
    serveCommand,
  ]) {
    hearsay.addCommand(command())
  }
  return hearsay
}

/** Runs one command line and gives its exit code. Expected failures are told in a line, broken promises with their stack. */
export async function main(argv: readonly string[]): Promise<number> {
  const hearsay = program().exitOverride()
  for (const command of hearsay.commands) exitOverrideAll(command)
  try {
    await hearsay.parseAsync([...argv])
    return typeof process.exitCode === 'number' ? process.exitCode : EXIT.done
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    if (error instanceof UsageError) {
      process.stderr.write(`hearsay: ${error.message}\n`)
      return EXIT.usage
    }
    if (error instanceof DataError) {
      process.stderr.write(`hearsay: the data files have mistakes:\n${error.message}\n`)
      return EXIT.broken
    }
    process.stderr.write(
      `hearsay: ${error instanceof Error ? (process.env['HEARSAY_DEBUG'] ? error.stack : error.message) : String(error)}\n`,
    )
    return EXIT.broken
  }
}

function exitOverrideAll(command: Command): void {
  command.exitOverride()
  for (const sub of command.commands) exitOverrideAll(sub)
}
