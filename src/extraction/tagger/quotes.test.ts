import { describe, expect, it } from 'vitest'
import { quoteStates } from './quotes.js'

const SHORT: Readonly<Record<string, string>> = { outside: '.', opens: '<', closes: '>', inside: '-' }
const states = (text: string): string => {
  const tokens = [...text.matchAll(/''|``|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
  }))
  return quoteStates(text, tokens)
    .map((s) => `${SHORT[s.kind]}${s.unclosed ? '!' : ''}`)
    .join('')
}

describe('quoteStates', () => {
  it.each([
    ['curly marks', 'He said “we left” today', '..<-->.'],
    ['straight marks', '"We left," he said.', '<--->...'],
    ['two quotations', '"Yes" and "no"', '<->.<->'],
    ['two single marks', "``Yes'' he said", '<->..'],
    ['never closed', 'He said "we left', '..<!-!-!'],
    ['closed without opening', 'we left," he said', '...>!..'],
    ['an inch is no quotation that runs on', 'a 9" gun', '..>!.'],
  ])('%s', (_, text, expected) => {
    expect(states(text)).toBe(expected)
  })

  it('tells how long what is quoted is', () => {
    const tokens = [...'He feared " chaos " here'.matchAll(/\S+/g)].map((m) => ({
      start: m.index,
      end: m.index + m[0].length,
    }))
    expect(quoteStates('He feared " chaos " here', tokens)[3]?.length).toBe('1')
  })
})
