export * from './contract.js'
export { createTagger, type EnglishModel, TaggerMismatch } from './tagger.js'
