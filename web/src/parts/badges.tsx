import type { FacetStanding } from '../../../src/server/api.js'
import { OPPOSITION_HELP, SUPPORT_HELP, SUPPORT_RANK } from '../words.js'

/** Support as a word with a scale of five steps, so that it can be told without colour. */
export function Support({ support, selfInterested }: { support: string; selfInterested?: boolean }) {
  const rank = SUPPORT_RANK.indexOf(support as (typeof SUPPORT_RANK)[number])
  const colour = `var(--support-${Math.max(0, rank)})`
  return (
    <span
      title={SUPPORT_HELP[support]}
      className="inline-flex items-center gap-1.5 whitespace-nowrap rounded-full border px-2 py-0.5 text-xs font-medium"
      style={{ color: colour, borderColor: colour }}
    >
      <span aria-hidden="true" className="inline-flex gap-0.5">
        {SUPPORT_RANK.map((step, i) => (
          <span key={step} className="h-2 w-1 rounded-sm" style={{ background: i <= rank ? colour : 'var(--line)' }} />
        ))}
      </span>
      {support}
      {selfInterested && <span className="font-normal"> · self-interested</span>}
    </span>
  )
}

/** What stands against a value; nothing where nothing does. */
export function Opposition({ facet }: { facet: Pick<FacetStanding, 'opposition' | 'withinOneSide'> }) {
  if (facet.opposition === 'none') return null
  return (
    <span
      title={OPPOSITION_HELP[facet.opposition]}
      className="inline-flex items-center gap-1 whitespace-nowrap rounded-full bg-against-soft px-2 py-0.5 text-xs font-medium text-against"
    >
      <span aria-hidden="true">≠</span>
      {facet.opposition}
      {facet.withinOneSide && <span className="font-normal"> · within one side</span>}
    </span>
  )
}
