export type { Claim } from '../../src/server/api.js'
export type { Span } from '../../src/claim/span.js'
