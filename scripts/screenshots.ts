// `npm run screenshots -- FOLDER`: pictures of every screen over the sample reports, wide and narrow, light and dark.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startServer } from '../src/server/server.js'
import { openBrowser } from '../test/browser.js'
import { sampleCase } from '../test/sample-case.js'

const folder = process.argv[2] ?? 'dist/screenshots'
mkdirSync(folder, { recursive: true })
const sample = await sampleCase()
const server = await startServer({ ...sample, case: 'samples', port: 0, host: '127.0.0.1' })
const browser = await openBrowser()
const { incidents } = await sample.ledger.incidents()
// The incident that most accounts tell of shows most.
const incident = [...incidents].sort(
  (a, b) => b.accounts.length - a.accounts.length || b.claims.length - a.claims.length || (a.id < b.id ? -1 : 1),
)[0]
const claim = incident?.claims[0]
const report = claim ? (await sample.ledger.claim(claim))?.report : undefined
const pages = {
  incidents: '/',
  incident: `/incidents/${incident?.id}`,
  report: `/reports/${report}?claim=${claim}`,
  reports: '/reports',
  search: '/search?q=Taliban',
}
for (const width of [1440, 390]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      deviceScaleFactor: width === 390 ? 2 : 1,
    })
    for (const [name, path] of Object.entries(pages)) {
      const page = await context.newPage()
      await page.goto(new URL(path, server.url).href)
      await page.locator('main h1, main article').first().waitFor()
      await page.screenshot({
        path: join(folder, `${name}-${width}-${colorScheme}.png`),
        fullPage: name === 'incident' && process.argv.includes('--full'),
      })
      await page.close()
    }
    await context.close()
  }
}
await browser.close()
await server.close()
await sample.close()
console.log(`wrote ${Object.keys(pages).length * 4} pictures to ${folder}`)
