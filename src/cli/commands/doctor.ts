import { Command } from 'commander'
import { loadKnowledge } from '../../data/load.js'
import { openLedger } from '../../store/open.js'
import { casePath, listCases } from '../cases.js'
import { getPipeline, show } from '../context.js'
import { EXIT } from '../exit.js'

interface Options {
  readonly case?: string
  readonly json?: boolean
}

interface Finding {
  readonly what: string
  readonly state: string
  readonly sound: boolean
}

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('tell versions and data packs, and check that ledgers are sound')
    .option('--case <name>', 'only this case; otherwise all')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  hearsay doctor\n\nExit code 3 when something is damaged.')
    .action(async (options: Options) => {
      const findings = [...data(), ...(await ledgers(options.case ? [options.case] : listCases()))]
      show(options, findings, () =>
        findings.map((f) => `${f.sound ? 'ok     ' : 'DAMAGED'} ${f.what}: ${f.state}`).join('\n'),
      )
      if (findings.some((f) => !f.sound)) process.exitCode = EXIT.broken
    })

function data(): Finding[] {
  const findings: Finding[] = [{ what: 'node', state: process.version, sound: true }]
  try {
    const knowledge = loadKnowledge()
    findings.push({ what: 'pipeline', state: getPipeline().version, sound: true })
    for (const [what, state] of Object.entries(knowledge.packs))
      findings.push({ what: `data: ${what}`, state, sound: true })
  } catch (error) {
    findings.push({ what: 'data', state: (error as Error).message, sound: false })
  }
  return findings
}

async function ledgers(names: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const name of names) {
    try {
      const ledger = await openLedger(casePath(name))
      const info = await ledger.info()
      const problems = await ledger.check()
      await ledger.close()
      const state = `${info.engine}, schema ${info.schema}, ${info.reports} reports, ${info.claims} claims, ${info.incidents} incidents, ${info.decisions} rulings`
      findings.push({
        what: `case ${name}`,
        state: problems.length ? problems.join('; ') : state,
        sound: problems.length === 0,
      })
    } catch (error) {
      findings.push({ what: `case ${name}`, state: (error as Error).message, sound: false })
    }
  }
  return findings
}
