import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RULES } from './rules.js'

const page = readFileSync(new URL('../../docs/standing.md', import.meta.url), 'utf8')

describe('docs/standing.md', () => {
  it.each(Object.keys(RULES))('explains %s', (rule) => expect(page).toContain(`\`${rule}\``))

  it('explains no rule that there is not', () => {
    const named = [...page.matchAll(/`(S-[a-z-]+)`/g)].map(([, rule]) => rule)
    expect(named.filter((rule) => rule !== undefined && !(rule in RULES))).toEqual([])
  })
})
