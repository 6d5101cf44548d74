import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadKnowledge } from '../src/data/load.js'
import { createPipeline } from '../src/pipeline.js'
import { createApp } from '../src/server/app.js'
import { openLedger } from '../src/store/open.js'
import type { Ledger } from '../src/store/store.js'

let ledger: Ledger
let app: ReturnType<typeof createApp>
const at = (host: string) => ({ headers: { host } })

beforeAll(async () => {
  ledger = await openLedger(':memory:')
  app = createApp({
    ledger,
    pipeline: createPipeline(loadKnowledge()),
    asset: (path) => (path === '/index.html' ? { body: new TextEncoder().encode('<p>page'), type: 'text/html' } : null),
    anyHost: false,
  })
})
afterAll(() => ledger.close())

describe('the server', () => {
  it.each([
    ['an empty case', '/api/incidents', 200],
    ['a day that is none', '/api/incidents?since=yesterday', 400],
    ['a standing that is none', '/api/incidents?standing=true', 400],
    ['an incident that is not there', '/api/incidents/i0', 404],
    ['a report that is not there', '/api/reports/r0', 404],
    ['a page that the API does not have', '/api/nothing', 404],
    ['an empty search', '/api/search?q=', 200],
    ['words that are syntax elsewhere', '/api/search?q=%22%20OR%20*%20NEAR(', 200],
    ['any address of the workbench', '/incidents/i0', 200],
  ])('answers %s', async (_what, path, status) => {
    const response = await app.request(path, at('127.0.0.1:4177'))
    expect(response.status).toBe(status)
    if (status >= 400) expect(((await response.json()) as { error: string }).error).toMatch(/\w/)
  })

  it('answers no foreign host name, so that a web page cannot rebind to it', async () => {
    expect((await app.request('/api/case', at('evil.example'))).status).toBe(403)
    expect((await app.request('/api/case', at('localhost:4177'))).status).toBe(200)
  })

  it('allows the browser no outside request', async () => {
    const policy = (await app.request('/', at('127.0.0.1'))).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toMatch(/https?:/)
  })

  it('gives no file outside the workbench', async () => {
    const response = await app.request('/..%2f..%2fpackage.json', at('127.0.0.1'))
    expect(await response.text()).toBe('<p>page')
  })
})
