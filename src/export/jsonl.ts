import type { Claim, Incident } from '../claim/index.js'

const lines = (values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('')

/** One claim a line, as the ledger holds it. Pass claims through `withholdPrivate` first. */
export const claimsJsonl = (claims: readonly Claim[]): string => lines(claims)

/** One incident a line, with its accounts and standing. */
export const incidentsJsonl = (incidents: readonly Incident[]): string => lines(incidents)
