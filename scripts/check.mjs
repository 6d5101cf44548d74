// `npm run check`: types, lint, data.
import { join } from 'node:path'
import { install, root, run, tool } from './steps.mjs'

install()
const tsc = join(root, 'node_modules/typescript/bin/tsc')
run(process.execPath, [tsc, '--noEmit', '-p', 'tsconfig.json'])
run(process.execPath, [tsc, '--noEmit', '-p', 'web/tsconfig.json'])
run(tool('biome'), ['check', '--error-on-warnings', '.'])
run(tool('tsx'), ['scripts/check-data.ts'])
console.log('types, lint and data are in order')
