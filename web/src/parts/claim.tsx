import { Link } from 'react-router'
import type { Claim, ReportHead } from '../../../src/server/api.js'
import { niceDay, relay, speaker, stanceVerb } from '../words.js'

/** One claim: who, what they do with it, and the exact words; one click from the place in the report. */
export function ClaimCard({ claim, report }: { claim: Claim; report?: ReportHead | undefined }) {
  const by = relay(claim)
  const against = ['denies', 'disputes', 'doubts'].includes(claim.stance)
  return (
    <article className="border-l-2 pl-3" style={{ borderColor: against ? 'var(--against)' : 'var(--line)' }}>
      <p className="text-sm">
        <b className="font-semibold">{speaker(claim)}</b>
        {by && <span className="text-soft"> (relayed by {by})</span>}{' '}
        <span className={against ? 'font-medium text-against' : 'text-soft'}>{stanceVerb(claim.stance)}</span>
        {claim.hedges.length > 0 && <span className="text-soft"> · “{claim.hedges.join('”, “')}”</span>}
      </p>
      <blockquote className="mt-0.5 font-serif text-[1.02rem] leading-snug">
        “{claim.quote.text.replace(/\s+/g, ' ')}”
      </blockquote>
      <p className="mt-1 flex flex-wrap gap-x-2 text-xs text-soft">
        <span>
          {claim.content.type}
          {claim.content.negated ? ', negated' : ''}
          {claim.content.reality === 'actual' ? '' : `, ${claim.content.reality}`}
        </span>
        {report && (
          <Link to={`/reports/${report.id}?claim=${claim.id}`} className="text-accent underline">
            {report.outlet?.value ?? 'outlet unknown'}
            {report.published ? `, ${niceDay(report.published.value)}` : ', undated'}
          </Link>
        )}
      </p>
    </article>
  )
}
