export * from './contract.js'
export { createTagger, TaggerMismatch, taggedSpans } from './tagger.js'
