// `npm test`: installs, builds and runs everything: types, lint, data, unit, conformance, browser, quality floors.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, fail, install, root, tool } from './steps.mjs'

const only = process.argv.slice(2)
install()
installBrowser()
const results = []
step('types, lint and data', () => status(process.execPath, ['scripts/check.mjs']) === 0)
step('build', () => {
  build({ quiet: true })
  return true
})
const tests = runVitest()
step('quality floors', () => status(tool('tsx'), ['bench/gate.ts']) === 0)

console.log('')
for (const { name, passed, seconds } of results) console.log(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`)
const failedSteps = results.filter((r) => !r.passed).length
const passed = tests.passed + results.filter((r) => r.passed).length
const failed = tests.failed + failedSteps
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

function status(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1
}

function step(name, work) {
  console.log(`\n== ${name}`)
  const start = Date.now()
  const passed = work()
  results.push({ name, passed, seconds: Math.round((Date.now() - start) / 1000) })
}

/** Runs every test file and counts, whatever the outcome, so that the last line can tell. */
function runVitest() {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-tests-'))
  const file = join(folder, 'vitest.json')
  let counts = { passed: 0, failed: 0 }
  step('tests', () => {
    const code = status(tool('vitest'), [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...only,
    ])
    if (existsSync(file)) {
      const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'))
      counts = { passed: numPassedTests, failed: numFailedTests }
    }
    return code === 0
  })
  rmSync(folder, { recursive: true, force: true })
  return counts
}

/** The browser tests drive a real Chromium: an installed one, or Debian's where we may install it. */
function installBrowser() {
  if (findBrowser()) return
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (!debian)
    fail('No Chromium or Chrome was found for the browser tests: install one, or name it in HEARSAY_CHROMIUM.')
  console.log("Installing Debian's chromium (once) …")
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-q'], quiet)
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet)
  if (!findBrowser())
    fail('apt-get could not install chromium: install it by hand, or name a browser in HEARSAY_CHROMIUM.')
}

function findBrowser() {
  const named = process.env.HEARSAY_CHROMIUM
  const places = named
    ? [named]
    : [
        '/usr/bin/chromium',
        '/usr/bin/chromium-browser',
        '/usr/bin/google-chrome',
        '/usr/bin/google-chrome-stable',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        'C:/Program Files/Google/Chrome/Application/chrome.exe',
      ]
  return places.find((path) => existsSync(path))
}
