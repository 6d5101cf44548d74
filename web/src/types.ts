export type { Span } from '../../src/claim/span.js'
export type { Claim } from '../../src/server/api.js'
