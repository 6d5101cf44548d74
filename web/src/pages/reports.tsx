import { Link } from 'react-router'
import { useReports } from '../api.js'
import { Empty, Pending } from '../parts/state.js'
import { niceDay } from '../words.js'

export function ReportsPage() {
  const { data, error } = useReports()
  if (!data) return <Pending error={error} />
  return (
    <section aria-labelledby="reports-title">
      <h1 id="reports-title" className="mb-3 font-serif text-2xl font-semibold">
        Reports in this case
      </h1>
      {data.length === 0 ? (
        <Empty title="No reports yet">
          Add some with <code>hearsay add PATH…</code>
        </Empty>
      ) : (
        <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-card">
          {data.map((report) => (
            <li key={report.id}>
              <Link
                to={`/reports/${report.id}`}
                className="block px-4 py-3 hover:bg-accent-soft sm:grid sm:grid-cols-[8rem_1fr] sm:gap-4"
              >
                <span className={`text-sm ${report.published ? '' : 'italic text-soft'}`}>
                  {report.published ? niceDay(report.published.value) : 'undated'}
                </span>
                <span>
                  <span className="block font-medium">{report.title}</span>
                  <span className="text-sm text-soft">{report.outlet?.value ?? 'outlet unknown'}</span>
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
