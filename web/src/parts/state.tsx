import type { ReactNode } from 'react'

/** Nothing to show, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="rounded-lg border border-dashed border-line px-6 py-12 text-center">
      <p className="font-serif text-lg">{title}</p>
      <p className="mt-1 text-sm text-soft">{children}</p>
    </div>
  )
}

/** The three states of a read that is not there: on its way, failed, or (nothing to draw) there. */
export function Pending({ error }: { error: Error | null }) {
  if (error) {
    return (
      <div role="alert" className="rounded-lg border border-against bg-against-soft px-6 py-8">
        <p className="font-semibold">This could not be read</p>
        <p className="mt-1 text-sm">{error.message}</p>
      </div>
    )
  }
  return (
    <div role="status" className="py-12 text-center text-sm text-soft">
      Reading the ledger …
    </div>
  )
}
