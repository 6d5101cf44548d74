// What the plain-Node scripts share: they run before anything is installed, so they use nothing but Node.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Runs a command in the repository root, its output on ours; stops the script when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  })
  if (error) fail(`could not run ${command}: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

export function fail(message) {
  console.error(message)
  process.exit(1)
}

/** Path of a program that the packages brought. */
export const tool = (name) => join(root, 'node_modules', '.bin', name)

/** Installs what package-lock.json lists, unless that has been done already. */
export function install() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Hearsay needs Node 20.19 or newer; this is ${process.versions.node}.`)
  const done = join(root, 'node_modules', '.package-lock.json')
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return
  console.log('Installing packages (once) …')
  // Not `npm ci`: it refuses a lock file that leaves out other platforms' optional binaries.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
}

/** Compiles src/ to dist/ and the workbench to dist/web/. */
export function build({ quiet = false } = {}) {
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'])
  run(process.execPath, [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    '--config',
    'web/vite.config.ts',
    ...(quiet ? ['--logLevel', 'warn'] : []),
  ])
}

export const version = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version
