import { Link, useSearchParams } from 'react-router'
import { useSearch } from '../api.js'
import { Empty, Pending } from '../parts/state.js'
import { niceDay } from '../words.js'

export function SearchPage() {
  const [params] = useSearchParams()
  const words = params.get('q') ?? ''
  const { data, error } = useSearch(words)
  if (!words.trim())
    return <Empty title="Search reports and quotes">All words must occur; put a phrase in “quotation marks”.</Empty>
  if (!data) return <Pending error={error} />
  return (
    <section aria-labelledby="search-title">
      <h1 id="search-title" className="mb-3 font-serif text-2xl font-semibold">
        {data.hits.length === 0 ? 'Nothing found' : data.hits.length === 1 ? '1 place' : `${data.hits.length} places`}{' '}
        for “{words}”
      </h1>
      {data.hits.length === 0 ? (
        <Empty title="No report holds all these words">Try fewer words, or another spelling of a name.</Empty>
      ) : (
        <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-card">
          {data.hits.map((hit) => (
            <li key={`${hit.kind}-${hit.claim ?? hit.report.id}-${hit.start}`}>
              <Link
                to={`/reports/${hit.report.id}?${hit.claim ? `claim=${hit.claim}` : `at=${hit.start}`}`}
                className="block px-4 py-3 hover:bg-accent-soft"
              >
                <span className="text-xs text-soft">
                  {hit.kind} · {hit.report.outlet?.value ?? 'outlet unknown'} ·{' '}
                  {hit.report.published ? niceDay(hit.report.published.value) : 'undated'}
                </span>
                <span className="block font-medium">{hit.report.title}</span>
                <span className="block font-serif">… {hit.snippet} …</span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
