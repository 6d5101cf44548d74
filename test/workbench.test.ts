import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../src/server/server.js'
import { openBrowser } from './browser.js'
import { type SampleCase, sampleCase } from './sample-case.js'

let sample: SampleCase
let server: RunningServer
let browser: Browser

beforeAll(async () => {
  sample = await sampleCase()
  server = await startServer({ ...sample, case: 'samples', port: 0, host: '127.0.0.1' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await sample?.close()
})

async function openPage(
  path: string,
  { width = 1440, dark = false } = {},
): Promise<{ page: Page; outside: string[]; errors: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' })
  const page = await context.newPage()
  const outside: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && `${origin}/` !== server.url) outside.push(request.url())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(new URL(path, server.url).href)
  return { page, outside, errors }
}

describe('the workbench', () => {
  it('lists incidents, opens one, and leads to the words in the report', async () => {
    const { page, outside, errors } = await openPage('/')
    const rows = page.locator('main ol li')
    await rows.first().waitFor()
    expect(await rows.count()).toBe((await sample.ledger.incidents()).incidents.length)
    await page
      .getByRole('link', { name: /Taliban/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Accounts, side by side' }).waitFor()
    expect(await page.locator('blockquote').count()).toBeGreaterThan(0)
    const quote = (await page.locator('blockquote').first().innerText()).replace(/[“”]/g, '')
    await page.locator('article article a').first().click()
    await page.getByRole('complementary', { name: 'Claims' }).getByRole('blockquote').first().waitFor()
    expect((await page.locator('main').innerText()).replace(/\s+/g, ' ')).toContain(quote)
    expect(outside).toEqual([])
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('narrows the list by a filter that stands in the address', async () => {
    const { page } = await openPage('/?standing=contested')
    await page.locator('main ol li, main p.font-serif').first().waitFor()
    const expected = (await sample.ledger.incidents({ standing: 'contested' })).total
    expect(await page.locator('main ol li').count()).toBe(expected)
    expect(expected).toBeLessThan((await sample.ledger.incidents()).total)
    await page.context().close()
  })

  it('marks claims in a report and tells who says them when one is chosen', async () => {
    const [report] = await sample.ledger.reports()
    const { page, errors } = await openPage(`/reports/${report!.id}`)
    await page.locator('article [role=button]').first().click()
    await page.getByRole('heading', { name: /claims? here/ }).waitFor()
    expect(page.url()).toContain('claim=')
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('finds words and says so when there are none', async () => {
    const { page } = await openPage('/')
    await page.getByRole('searchbox').fill('Taliban')
    await page.getByRole('searchbox').press('Enter')
    await page.getByRole('heading', { name: /places? for/ }).waitFor()
    await page.getByRole('searchbox').fill('xylophone zeppelin')
    await page.getByRole('searchbox').press('Enter')
    await page.getByRole('heading', { name: /Nothing found/ }).waitFor()
    await page.context().close()
  })

  it.each([
    [390, false],
    [390, true],
    [1440, true],
  ])('fits a screen of %i pixels (dark: %s) without sideways scrolling', async (width, dark) => {
    const incident = (await sample.ledger.incidents()).incidents[0]!
    for (const path of ['/', `/incidents/${incident.id}`, `/reports/${incident.reports[0]}`, '/reports']) {
      const { page, errors } = await openPage(path, { width, dark })
      await page.locator('main h1, main article').first().waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), path).toBeLessThanOrEqual(0)
      expect(await page.evaluate('document.documentElement.dataset.theme')).toBe(dark ? 'dark' : 'light')
      expect(errors, path).toEqual([])
      await page.context().close()
    }
  })

  it('shows no name of a private individual on any page', async () => {
    const names = await privateNames()
    expect(names.length).toBeGreaterThan(0)
    const paths = [
      '/',
      '/reports',
      ...(await sample.ledger.reports()).map((r) => `/reports/${r.id}`),
      ...(await sample.ledger.incidents()).incidents.map((i) => `/incidents/${i.id}`),
    ]
    const api = paths.map((path) => (path === '/' ? '/api/incidents' : `/api${path}`))
    for (const path of api) {
      const body = await (await fetch(new URL(path, server.url))).text()
      for (const name of names) expect(body.includes(name), `${name} in ${path}`).toBe(false)
    }
  })
})

/** Named private sources among the samples, as found. */
async function privateNames(): Promise<string[]> {
  const claims = await sample.ledger.claims()
  return [
    ...new Set(
      claims.flatMap(({ attribution: { source } }) =>
        source !== 'outlet' && source.private && source.entity?.id.startsWith('person:') ? [source.entity.name] : [],
      ),
    ),
  ]
}
