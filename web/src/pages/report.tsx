import { useEffect, useMemo, useRef } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Claim, ReportPage as Page } from '../../../src/server/api.js'
import { useReport } from '../api.js'
import { ClaimCard } from '../parts/claim.js'
import { Empty, Pending } from '../parts/state.js'
import { segments } from '../segments.js'
import { niceDay } from '../words.js'

export function ReportPage() {
  const { id = '' } = useParams()
  const { data, error } = useReport(id)
  if (!data) return <Pending error={error} />
  return <Reader page={data} />
}

function Reader({ page }: { page: Page }) {
  const [params, setParams] = useSearchParams()
  const chosen = params.get('claim')
  const at = params.get('at')
  const choose = (claim: string) => setParams({ claim }, { replace: true })
  const { report, claims } = page
  const focused = claims.find((c) => c.id === chosen)
  const together = focused
    ? claims.filter((c) => c.quote.start < focused.quote.end && focused.quote.start < c.quote.end)
    : []
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <article className="min-w-0">
        <p className="text-sm">
          <Link to="/reports" className="text-accent underline">
            Reports
          </Link>
        </p>
        <p className="mt-1 text-sm text-soft">
          {report.outlet?.value ?? 'Outlet unknown'} · {report.published ? niceDay(report.published.value) : 'undated'}
          {report.published && report.published.basis !== 'stated' ? ` (${report.published.basis})` : ''} ·{' '}
          {report.origin.split(/[\\/]/).at(-1)}
        </p>
        <Text page={page} chosen={focused ?? null} at={at ? Number(at) : null} choose={choose} />
      </article>
      <aside
        aria-label="Claims"
        className="lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:self-start lg:overflow-y-auto"
      >
        <div
          className="fixed inset-x-0 bottom-0 z-10 max-h-[45dvh] overflow-y-auto border-t border-line bg-card p-4 shadow-lg lg:static lg:max-h-none lg:rounded-lg lg:border lg:shadow-none"
          hidden={together.length === 0}
        >
          <div className="mb-3 flex items-baseline justify-between">
            <h2 className="font-semibold">
              {together.length === 1 ? 'The claim here' : `${together.length} claims here`}
            </h2>
            <button
              type="button"
              onClick={() => setParams({}, { replace: true })}
              className="text-sm text-accent underline"
            >
              close
            </button>
          </div>
          <div className="space-y-4">
            {together.map((claim) => (
              <div key={claim.id} className={claim.id === chosen ? '' : 'opacity-80'}>
                <ClaimCard claim={claim} />
                <p className="mt-1 pl-3 text-xs text-soft">
                  {page.incidentOf[claim.id] && (
                    <Link to={`/incidents/${page.incidentOf[claim.id]}`} className="text-accent underline">
                      the incident
                    </Link>
                  )}{' '}
                  read by {claim.foundBy}
                </p>
              </div>
            ))}
          </div>
        </div>
        {together.length === 0 &&
          (claims.length === 0 ? (
            <Empty title="No claims found">Nothing in this report was read as a claim.</Empty>
          ) : (
            <p className="hidden text-sm text-soft lg:block">
              {claims.length} claims are marked in the text. Choose one to see who says it.
            </p>
          ))}
      </aside>
    </div>
  )
}

interface TextProps {
  readonly page: Page
  readonly chosen: Claim | null
  readonly at: number | null
  readonly choose: (claim: string) => void
}

function Text({ page: { text, titleSpan, claims }, chosen, at, choose }: TextProps) {
  const pieces = useMemo(() => segments(text.length, claims), [text, claims])
  const target = useRef<HTMLElement>(null)
  const focus = chosen?.quote.start ?? at
  useEffect(() => target.current?.scrollIntoView({ block: 'center' }), [focus])
  const first = pieces.find((piece) => focus !== null && piece.start <= focus && focus < piece.end)
  return (
    <div className="mt-3 whitespace-pre-line font-serif text-[1.08rem] leading-relaxed">
      {pieces.map((piece) => {
        const words = text.slice(piece.start, piece.end)
        const inTitle = titleSpan && piece.start >= titleSpan.start && piece.end <= titleSpan.end
        const look = inTitle ? 'text-2xl font-semibold leading-tight' : ''
        const ref = piece === first ? target : undefined
        if (piece.claims.length === 0) {
          return (
            <span key={piece.start} ref={ref} className={look}>
              {words}
            </span>
          )
        }
        const here = chosen !== null && piece.claims.some((c) => c.id === chosen.id)
        // The shortest claim over these words is the one a reader means.
        const nearest = [...piece.claims].sort(
          (a, b) => a.quote.end - a.quote.start - (b.quote.end - b.quote.start),
        )[0]!
        return (
          // biome-ignore lint/a11y/useSemanticElements: a <button> cannot break across lines as words do
          <span
            key={piece.start}
            ref={ref}
            role="button"
            tabIndex={0}
            aria-label={`Claim: ${words.slice(0, 80)}`}
            className={`cursor-pointer rounded-sm text-ink ${here ? 'bg-mark-strong' : 'bg-mark'} ${look}`}
            onClick={() => choose(nearest.id)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return
              event.preventDefault()
              choose(nearest.id)
            }}
          >
            {words}
          </span>
        )
      })}
    </div>
  )
}
