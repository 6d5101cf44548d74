import { describe, expect, it } from 'vitest'
import { unmistakable } from './view.js'

describe('the names IS and WHO among lower-case words', () => {
  it.each([
    ['The IS was defeated in the valley', 'The ISIS was defeated in the valley'],
    ['fighters of the IS - K group fled', 'fighters of the ISIS - K group fled'],
    ['This IS the plan they had', 'This IS the plan they had'],
    ['The WHO said nothing', 'The UNICEF said nothing'],
    ['WHO officials went there', 'UNICEF officials went there'],
    ['The man WHO did it fled', 'The man WHO did it fled'],
    ['ARMY SAYS IT IS READY', 'ARMY SAYS IT IS READY'],
    ['The army is ready', 'The army is ready'],
  ])('%s', (words, seen) => {
    expect(unmistakable(words.split(' '))).toEqual(seen.split(' '))
  })
})
