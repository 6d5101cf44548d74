import { type Context, Hono } from 'hono'
import { publicReport, publicSearch, refreshIncidents } from '../casework.js'
import { type Claim, type Incident, SUPPORTS } from '../claim/index.js'
import type { Pipeline } from '../pipeline.js'
import type { IncidentFilter, Ledger, StoredReport } from '../store/store.js'
import type {
  ApiError,
  CaseInfo,
  FilterChoices,
  Hit,
  IncidentList,
  IncidentPage,
  ReportHead,
  ReportPage,
  SearchPage,
} from './api.js'

/** What the server serves from. */
export interface Shelf {
  readonly ledger: Ledger
  readonly pipeline: Pipeline
  readonly case?: string
}

export interface AppOptions extends Shelf {
  /** Reads a built file of the workbench. */
  readonly asset: (path: string) => { readonly body: Uint8Array<ArrayBuffer>; readonly type: string } | null
  /** Answer requests under any host name; otherwise only loopback names, so that no web page can reach the ledger by DNS rebinding. */
  readonly anyHost: boolean
}

const ATTRIBUTION =
  "Contains GeoNames data (CC BY 4.0, geonames.org). Data from Who's On First (whosonfirst.org). Made with Natural Earth. Actor names: UCDP, Open Event Data Phoenix dictionaries (MIT), OpenSanctions rigour (MIT)."

const POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

type Head = Omit<StoredReport, 'bytes'>

/** The HTTP application, without a socket: tests call `app.request(path)`. */
export function createApp({ ledger, pipeline, case: name = 'default', asset, anyHost }: AppOptions): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    const host = (c.req.header('host') ?? '').replace(/:\d+$/, '')
    if (!anyHost && !['127.0.0.1', 'localhost', '[::1]', ''].includes(host))
      return failed(c, 403, `this server answers only under loopback names, not "${host}"`)
    await next()
    c.header('Content-Security-Policy', POLICY)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    return undefined
  })
  app.onError((error, c) => failed(c, 500, `the ledger could not answer: ${error.message}`))

  app.get('/api/case', async (c) => {
    const { reports, claims, incidents } = await fresh(ledger, pipeline)
    return c.json({
      case: name,
      version: pipeline.version,
      reports,
      claims,
      incidents,
      attribution: ATTRIBUTION,
    } satisfies CaseInfo)
  })
  app.get('/api/incidents', async (c) => {
    await fresh(ledger, pipeline)
    const { filter, problem } = readFilter((key) => c.req.query(key))
    if (problem) return failed(c, 400, problem)
    return c.json((await ledger.incidents(filter)) satisfies IncidentList)
  })
  app.get('/api/choices', async (c) => c.json(choices((await ledger.incidents({ limit: 5000 })).incidents)))
  app.get('/api/incidents/:id', async (c) => {
    const page = await incidentPage(ledger, pipeline, c.req.param('id'))
    return page
      ? c.json(page)
      : failed(c, 404, 'no such incident: it may have been joined anew since; look in the list')
  })
  app.get('/api/reports', async (c) => c.json((await ledger.reports()).map(head)))
  app.get('/api/reports/:id', async (c) => {
    const page = await reportPage(ledger, pipeline, c.req.param('id'))
    return page ? c.json(page) : failed(c, 404, 'no such report in this case')
  })
  app.get('/api/search', async (c) => {
    const words = (c.req.query('q') ?? '').slice(0, 400)
    return c.json(await searchPage(ledger, pipeline, words))
  })
  app.all('/api/*', (c) => failed(c, 404, 'the API has no such page'))

  app.get('*', (c) => {
    const path = new URL(c.req.url).pathname
    const file = path === '/' ? null : asset(decodeURIComponent(path))
    const found = file ?? asset('/index.html')
    if (!found) return c.text('The workbench is not built: run `npm run build`.', 500)
    const immutable = path.startsWith('/assets/')
    return c.body(found.body, 200, {
      'Content-Type': found.type,
      'Cache-Control': immutable && file ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
  })
  return app
}

const failed = (c: Context, status: 400 | 403 | 404 | 500, error: string) =>
  c.json({ error } satisfies ApiError, status)

/** Another process may have added reports since: the incidents are joined anew before they are shown. */
async function fresh(ledger: Ledger, pipeline: Pipeline) {
  await refreshIncidents(ledger, pipeline)
  return ledger.info()
}

/** Reads the filter of a list from the query; a value that cannot be used is told, never silently dropped. */
function readFilter(query: (key: string) => string | undefined): { filter: IncidentFilter; problem: string | null } {
  const text = (key: string) => query(key)?.trim().slice(0, 200) || undefined
  const whole = (key: string, most: number) => {
    const value = Number(query(key) ?? Number.NaN)
    return Number.isInteger(value) && value >= 0 ? Math.min(value, most) : undefined
  }
  for (const key of ['since', 'until']) {
    const day = text(key)
    if (day && !/^\d{4}-\d{2}-\d{2}$/.test(day)) return { filter: {}, problem: `"${key}" takes a day, YYYY-MM-DD` }
  }
  const standing = text('standing')
  if (standing && standing !== 'contested' && !(SUPPORTS as readonly string[]).includes(standing)) {
    return { filter: {}, problem: `"standing" takes one of ${SUPPORTS.join(', ')}, contested` }
  }
  const all = {
    place: text('place'),
    actor: text('actor'),
    since: text('since'),
    until: text('until'),
    standing,
    type: text('type'),
    limit: whole('limit', 500) ?? 100,
    offset: whole('offset', 1e9),
  }
  return {
    filter: Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined)) as IncidentFilter,
    problem: null,
  }
}

function choices(incidents: readonly Incident[]): FilterChoices {
  const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort((a, b) => a.localeCompare(b, 'en'))
  return {
    types: sorted(incidents.map((i) => i.type)),
    places: sorted(incidents.flatMap((i) => (i.place ? [i.place.name, ...i.place.chain] : []))),
    actors: sorted(incidents.flatMap((i) => [...i.actors, ...i.targets])),
  }
}

const titleOf = ({ text, title }: Pick<Head, 'text' | 'title'>): string =>
  (title ? text.slice(title.start, title.end) : (text.trim().split('\n')[0] ?? '').slice(0, 140)).replace(/\s+/g, ' ')

const head = (report: Head): ReportHead => ({
  id: report.id,
  title: titleOf(report),
  outlet: report.outlet,
  published: report.published,
  url: report.url,
  origin: report.origin,
  addedAt: report.addedAt,
})

async function incidentPage(ledger: Ledger, pipeline: Pipeline, id: string): Promise<IncidentPage | null> {
  await fresh(ledger, pipeline)
  const incident = await ledger.incident(id)
  if (!incident) return null
  const reports: ReportHead[] = []
  const claims: Claim[] = []
  const wanted = new Set(incident.claims)
  for (const reportId of incident.reports) {
    const masked = await publicReport(ledger, pipeline, reportId)
    if (!masked) continue
    reports.push(head(masked.report))
    claims.push(...masked.claims.filter((claim) => wanted.has(claim.id)))
  }
  return { incident, claims, reports }
}

async function reportPage(ledger: Ledger, pipeline: Pipeline, id: string): Promise<ReportPage | null> {
  await fresh(ledger, pipeline)
  const masked = await publicReport(ledger, pipeline, id)
  if (!masked) return null
  const { report, claims } = masked
  const incidentOf: Record<string, string> = {}
  for (const incident of (await ledger.incidents({ limit: 5000 })).incidents) {
    if (incident.reports.includes(report.id)) for (const claim of incident.claims) incidentOf[claim] = incident.id
  }
  return { report: head(report), text: report.text, titleSpan: report.title, claims, incidentOf }
}

async function searchPage(ledger: Ledger, pipeline: Pipeline, words: string): Promise<SearchPage> {
  if (!words.trim()) return { words, hits: [] }
  const found = await publicSearch(ledger, pipeline, words, 50)
  return { words, hits: found.map(({ found, ...hit }): Hit => ({ ...hit, report: head(found.report) })) }
}
