export {
  type Copies,
  type CopyGroup,
  copyGroups,
  type Fingerprint,
  findCopies,
  fingerprint,
  NO_COPIES,
} from './copies.js'
export { type Context, type ReportFacts, statementOf } from './from-claim.js'
export { copiesAmong, type LinkReport, linkIncidents } from './incidents.js'
export { type Interests, interestsOf, NO_INTERESTS } from './interests.js'
export { RULES, type RuleId } from './rules.js'
export { judge } from './standing.js'
export type { Statement } from './statement.js'
