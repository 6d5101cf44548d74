export { applyDecisions, faultOf, fieldFor, mapMentions, mentionsOf } from './decisions.js'
export { LedgerError, type LedgerErrorCode } from './errors.js'
export { type OpenOptions, openLedger, pathOf, type RestoreOptions, restoreLedger } from './open.js'
export type * from './store.js'
