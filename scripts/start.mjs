// `npm start`: installs, builds, reads the sample reports into a ledger of their own and serves the workbench.
import { join } from 'node:path'
import { build, install, root, run } from './steps.mjs'

install()
console.log('Building …')
build({ quiet: true })
const hearsay = join(root, 'bin', 'hearsay.mjs')
console.log('Reading the sample reports …')
run(process.execPath, [hearsay, 'add', '--case', 'samples', join(root, 'samples')])
run(process.execPath, [hearsay, 'serve', '--case', 'samples', ...process.argv.slice(2)])
