import { Link, useParams } from 'react-router'
import type { Account, FacetStanding, IncidentPage as Page } from '../../../src/server/api.js'
import { useIncident } from '../api.js'
import { Opposition, Support } from '../parts/badges.js'
import { ClaimCard } from '../parts/claim.js'
import { Pending } from '../parts/state.js'
import { dayOf, facetName, niceDay, placeOf, range } from '../words.js'

export function IncidentPage() {
  const { id = '' } = useParams()
  const { data, error } = useIncident(id)
  if (!data) return <Pending error={error} />
  const { incident, reports } = data
  const { day, words } = dayOf(incident)
  return (
    <article className="space-y-8">
      <header>
        <p className="text-sm">
          <Link to="/" className="text-accent underline">
            Incidents
          </Link>
        </p>
        <h1 className="mt-1 font-serif text-2xl font-semibold sm:text-3xl">{incident.what}</h1>
        <dl className="mt-3 grid max-w-3xl gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
          <Fact name="When">
            {day}
            {words && <span className="text-soft"> — “{words}”</span>}
          </Fact>
          <Fact name="Where">{placeOf(incident) ?? 'not said'}</Fact>
          {incident.actors.length > 0 && <Fact name="Said to act">{incident.actors.join(', ')}</Fact>}
          {incident.targets.length > 0 && <Fact name="Acted upon">{incident.targets.join(', ')}</Fact>}
        </dl>
      </header>
      <Standing facets={incident.standing} page={data} />
      <Accounts accounts={incident.accounts} page={data} />
      <section aria-labelledby="reports-title">
        <h2 id="reports-title" className="font-serif text-xl font-semibold">
          Reports
        </h2>
        <ul className="mt-2 space-y-1 text-sm">
          {reports.map((report) => (
            <li key={report.id}>
              <Link to={`/reports/${report.id}`} className="text-accent underline">
                {report.title}
              </Link>{' '}
              <span className="text-soft">
                {report.outlet?.value ?? 'outlet unknown'},{' '}
                {report.published ? niceDay(report.published.value) : 'undated'}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </article>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Standing({ facets, page }: { facets: readonly FacetStanding[]; page: Page }) {
  const name = new Map(page.incident.accounts.map((a) => [a.origin, a.name]))
  return (
    <section aria-labelledby="standing-title">
      <h2 id="standing-title" className="font-serif text-xl font-semibold">
        How each part stands
      </h2>
      <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-card">
        {facets.map((facet) => (
          <li key={facet.facet} className="gap-4 px-4 py-3 sm:grid sm:grid-cols-[11rem_1fr]">
            <div className="mb-1 text-sm font-semibold">
              {facetName(facet.facet)}
              {facet.facet.startsWith('toll:') && (
                <div className="font-normal text-soft">
                  {range(facet)}
                  {facet.best !== undefined && <> · best {facet.best ?? 'none'}</>}
                </div>
              )}
            </div>
            <div className="min-w-0">
              <div className="flex flex-wrap gap-1.5">
                <Support support={facet.support} selfInterested={facet.selfInterested} />
                <Opposition facet={facet} />
                {facet.differ && (
                  <span className="rounded-full border border-line px-2 py-0.5 text-xs">figures differ</span>
                )}
              </div>
              <ul className="mt-2 space-y-1 text-sm">
                {facet.values.map((value) => (
                  <li key={value.value}>
                    <b className="font-medium">{value.value}</b>
                    <span className="text-soft">
                      {' '}
                      — {value.origins.map((o) => name.get(o) ?? o).join(', ') || 'nobody named'}
                    </span>
                    {facet.values.length > 1 && <span className="text-soft"> ({value.support})</span>}
                  </li>
                ))}
              </ul>
              <p className="mt-1 text-xs text-soft">
                {facet.because} <span>[{facet.rules.join(', ')}]</span>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Accounts({ accounts, page }: { accounts: readonly Account[]; page: Page }) {
  const claims = new Map(page.claims.map((claim) => [claim.id, claim]))
  const reports = new Map(page.reports.map((report) => [report.id, report]))
  return (
    <section aria-labelledby="accounts-title">
      <h2 id="accounts-title" className="font-serif text-xl font-semibold">
        Accounts, side by side
      </h2>
      <p className="text-sm text-soft">One column for each origin: the interest that a source finally speaks for.</p>
      <div className="mt-3 grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {accounts.map((account) => (
          <section key={account.origin} aria-label={account.name} className="rounded-lg border border-line bg-card p-4">
            <h3 className="mb-3 flex items-baseline justify-between gap-2 border-b border-line pb-2 font-semibold">
              {account.name}
              <span className="text-xs font-normal text-soft">
                {account.claims.length === 1 ? '1 claim' : `${account.claims.length} claims`}
              </span>
            </h3>
            <div className="space-y-4">
              {account.claims.map((id) => {
                const claim = claims.get(id)
                return claim && <ClaimCard key={id} claim={claim} report={reports.get(claim.report)} />
              })}
            </div>
          </section>
        ))}
      </div>
    </section>
  )
}
