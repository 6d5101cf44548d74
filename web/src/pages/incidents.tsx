import { useState } from 'react'
import { Button } from 'react-aria-components'
import { Link, useSearchParams } from 'react-router'
import type { Incident } from '../../../src/server/api.js'
import { useChoices, useIncidents } from '../api.js'
import { Support } from '../parts/badges.js'
import { Empty, Pending } from '../parts/state.js'
import { dayOf, facetName, placeOf, range, SUPPORT_RANK, tollFacets } from '../words.js'

const FILTERS = ['place', 'actor', 'type', 'standing', 'since', 'until'] as const

export function IncidentsPage() {
  const [params] = useSearchParams()
  const [limit, setLimit] = useState(100)
  const query = new URLSearchParams(params)
  query.set('limit', String(limit))
  const { data, error } = useIncidents(query.toString())
  return (
    <div className="grid gap-6 lg:grid-cols-[15rem_1fr]">
      <Filters />
      <section aria-labelledby="incidents-title">
        <div className="mb-3 flex items-baseline justify-between gap-4">
          <h1 id="incidents-title" className="font-serif text-2xl font-semibold">
            What is said to have happened
          </h1>
          {data && (
            <span className="whitespace-nowrap text-sm text-soft">
              {data.total === 1 ? '1 incident' : `${data.total} incidents`}
            </span>
          )}
        </div>
        {!data ? <Pending error={error} /> : <List incidents={data.incidents} />}
        {data && data.total > data.incidents.length && (
          <Button
            onPress={() => setLimit(limit + 100)}
            className="mt-4 rounded-md border border-line bg-card px-4 py-2 text-sm hover:border-accent"
          >
            Show more
          </Button>
        )}
      </section>
    </div>
  )
}

function List({ incidents }: { incidents: readonly Incident[] }) {
  const [params] = useSearchParams()
  if (incidents.length === 0) {
    return FILTERS.some((name) => params.get(name)) ? (
      <Empty title="No incident matches">Take a filter away.</Empty>
    ) : (
      <Empty title="No incidents yet">
        Add reports with <code>hearsay add PATH…</code>
      </Empty>
    )
  }
  return (
    <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-card">
      {incidents.map((incident) => (
        <li key={incident.id}>
          <Row incident={incident} />
        </li>
      ))}
    </ol>
  )
}

function Row({ incident }: { incident: Incident }) {
  const { day, words } = dayOf(incident)
  const occurrence = incident.standing.find((f) => f.facet === 'occurrence')
  const contested = incident.standing.filter((f) => f.opposition !== 'none')
  return (
    <Link
      to={`/incidents/${incident.id}`}
      className="block px-4 py-3 hover:bg-accent-soft sm:grid sm:grid-cols-[9rem_1fr] sm:gap-4"
    >
      <div className="text-sm text-soft">
        <div className={incident.from ? 'text-ink' : 'italic'}>{day}</div>
        {words && !incident.from && <div className="text-xs">“{words}”</div>}
      </div>
      <div className="min-w-0">
        <div className="font-medium">{incident.what}</div>
        <div className="text-sm text-soft">{placeOf(incident) ?? 'Place not said'}</div>
        <div className="mt-2 flex flex-wrap items-center gap-1.5">
          {occurrence && <Support support={occurrence.support} selfInterested={occurrence.selfInterested} />}
          {contested.length > 0 && (
            <span className="rounded-full bg-against-soft px-2 py-0.5 text-xs font-medium text-against">
              contested: {contested.map((f) => facetName(f.facet).toLowerCase()).join(', ')}
            </span>
          )}
          {tollFacets(incident).map((facet) => (
            <span key={facet.facet} className="rounded border border-line px-1.5 py-0.5 text-xs">
              {facetName(facet.facet)}: <b className="font-semibold">{range(facet)}</b>
            </span>
          ))}
          <span className="text-xs text-soft">
            {count(incident.accounts.length, 'account')} · {count(incident.reports.length, 'report')}
          </span>
        </div>
      </div>
    </Link>
  )
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

function Filters() {
  const { data } = useChoices()
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState(false)
  const active = FILTERS.filter((name) => params.get(name))
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(params)
    if (value) next.set(name, value)
    else next.delete(name)
    setParams(next, { replace: true })
  }
  return (
    <aside aria-label="Filters" className="lg:sticky lg:top-20 lg:self-start">
      <Button
        aria-expanded={open}
        onPress={() => setOpen(!open)}
        className="w-full rounded-md border border-line bg-card px-3 py-2 text-left text-sm lg:hidden"
      >
        Filters{active.length ? ` (${active.length})` : ''} {open ? '▴' : '▾'}
      </Button>
      <div className={`${open ? 'mt-3' : 'hidden'} space-y-3 lg:mt-0 lg:block`}>
        <Words
          name="place"
          label="Place"
          choices={data?.places ?? []}
          value={params.get('place') ?? ''}
          onChange={set}
        />
        <Words
          name="actor"
          label="Actor"
          choices={data?.actors ?? []}
          value={params.get('actor') ?? ''}
          onChange={set}
        />
        <Choice name="type" label="Type" choices={data?.types ?? []} value={params.get('type') ?? ''} onChange={set} />
        <Choice
          name="standing"
          label="Standing"
          choices={[...SUPPORT_RANK, 'contested']}
          value={params.get('standing') ?? ''}
          onChange={set}
        />
        <Day name="since" label="Since" value={params.get('since') ?? ''} onChange={set} />
        <Day name="until" label="Until" value={params.get('until') ?? ''} onChange={set} />
        {active.length > 0 && (
          <Button onPress={() => setParams({}, { replace: true })} className="text-sm text-accent underline">
            Clear all filters
          </Button>
        )}
      </div>
    </aside>
  )
}

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly onChange: (name: string, value: string) => void
}

const field = 'mt-1 w-full rounded-md border border-line bg-card px-2.5 py-1.5 text-sm'

function Words({ name, label, value, onChange, choices }: FieldProps & { choices: readonly string[] }) {
  return (
    <label className="block text-xs font-medium text-soft">
      {label}
      <input
        className={field}
        list={`${name}-choices`}
        defaultValue={value}
        key={value}
        placeholder="any"
        onBlur={(e) => onChange(name, e.target.value.trim())}
        onKeyDown={(e) => e.key === 'Enter' && onChange(name, e.currentTarget.value.trim())}
      />
      <datalist id={`${name}-choices`}>
        {choices.map((choice) => (
          <option key={choice} value={choice} />
        ))}
      </datalist>
    </label>
  )
}

function Choice({ name, label, value, onChange, choices }: FieldProps & { choices: readonly string[] }) {
  return (
    <label className="block text-xs font-medium text-soft">
      {label}
      <select className={field} value={value} onChange={(e) => onChange(name, e.target.value)}>
        <option value="">any</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    </label>
  )
}

function Day({ name, label, value, onChange }: FieldProps) {
  return (
    <label className="block text-xs font-medium text-soft">
      {label}
      <input type="date" className={field} value={value} onChange={(e) => onChange(name, e.target.value)} />
    </label>
  )
}
