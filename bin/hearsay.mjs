#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'cli', 'run.js')
if (!existsSync(main)) {
  console.error('hearsay is not built yet: run `npm run build` (or `npm start`) in its folder once.')
  process.exit(2)
}
await import(pathToFileURL(main).href)
