// Adds numbered reports to the ledger and prints each id once the ledger has acknowledged it. It is killed meanwhile.
import { writeSync } from 'node:fs'
import { openLedger } from '../src/store/index.js'
import { claimIn, storedReport } from './store-fixtures.js'

const [path = '', count = '0', prefix = 'Report'] = process.argv.slice(2)
const ledger = await openLedger(path)
for (let n = 0; n < Number(count); n++) {
  const report = storedReport(`${prefix} ${n}: two men fled. Nothing else is known of them.`)
  const outcome = await ledger.addReport(report, [
    claimIn(report, 'two men fled'),
    claimIn(report, 'Nothing else is known', { content: { type: 'harm' } }),
  ])
  // Straight to the pipe: a buffer would die with the process.
  writeSync(1, `${outcome} ${report.id}\n`)
}
await ledger.close()
