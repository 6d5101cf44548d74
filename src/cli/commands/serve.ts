import { Command } from 'commander'
import { refreshIncidents } from '../../casework.js'
import { startServer } from '../../server/server.js'
import { UsageError } from '../cases.js'
import { type CaseOptions, getPipeline, openCase } from '../context.js'

interface Options extends CaseOptions {
  readonly port: number
  readonly host: string
}

export const serveCommand = (): Command =>
  new Command('serve')
    .description('serve the workbench on this machine')
    .option(
      '--port <n>',
      'the port; 0 picks a free one',
      (n) => Number.parseInt(n, 10),
      Number(process.env['PORT'] ?? 4177),
    )
    .option('--host <address>', 'the address to bind; anything but loopback opens the case to the network', '127.0.0.1')
    .option('--case <name>', 'the case')
    .addHelpText('after', '\nExample:\n  hearsay serve --case takhar --port 8080')
    .action(async (options: Options) => {
      if (!Number.isInteger(options.port) || options.port < 0 || options.port > 65535)
        throw new UsageError('--port takes a number from 0 to 65535')
      const ledger = await openCase(options, true)
      await refreshIncidents(ledger, getPipeline())
      const server = await startServer({ ledger, pipeline: getPipeline(), ...options })
      process.stdout.write(`Hearsay is at ${server.url}\n`)
      const stop = (): void =>
        void server
          .close()
          .then(() => ledger.close())
          .then(() => process.exit(0))
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
    })
