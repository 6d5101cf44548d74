/** For tests: analyses texts in a worker thread and gives back a hash of what it found. */
import { createHash } from 'node:crypto'
import { register } from 'tsx/esm/api'

register()
const { loadEnglish } = await import('../data/model.ts')

export default function hashOf(texts) {
  return createHash('sha256')
    .update(JSON.stringify(loadEnglish().analyseAll(texts)))
    .digest('hex')
}
