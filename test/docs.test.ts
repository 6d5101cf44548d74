import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { program } from '../src/cli/main.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

function* commands(command: Command, path: string): Generator<{ path: string; command: Command }> {
  for (const sub of command.commands) {
    const name = `${path} ${sub.name()}`
    if (sub.commands.length === 0) yield { path: name, command: sub }
    yield* commands(sub, name)
  }
}

describe('docs/cli.md', () => {
  const page = read('docs/cli.md')
  for (const { path, command } of commands(program(), 'hearsay')) {
    const section = page.split(/^## /m).find((s) => s.startsWith(`\`${path}`)) ?? ''
    it(`has a section on ${path}`, () => expect(section).not.toBe(''))
    for (const option of command.options) {
      it(`tells of ${path} ${option.long}`, () => expect(section).toContain(`\`${option.long}`))
    }
  }
})

describe('package scripts', () => {
  const docs = read('README.md') + read('AGENTS.md')
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  for (const name of Object.keys(scripts)) {
    it(`\`npm run ${name}\` is told of in README.md or AGENTS.md`, () =>
      expect(docs).toMatch(new RegExp(`npm (run (-s )?)?${name}\\b`)))
  }
})

describe('links in the docs', () => {
  const pages = [
    'README.md',
    'AGENTS.md',
    ...readdirSync(join(root, 'docs'))
      .filter((f) => f.endsWith('.md'))
      .map((f) => `docs/${f}`),
  ]
  for (const page of pages) {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((m) => m[1]!)
    for (const link of links) {
      it(`${page} → ${link}`, () => expect(() => read(join(page, '..', link))).not.toThrow())
    }
  }
})
