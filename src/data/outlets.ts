import { LineCounter, parseDocument } from 'yaml'
import type { Problem } from './problem.js'

export const OUTLET_KINDS = [
  'state-agency',
  'state-media',
  'organ',
  'agency',
  'wire',
  'newspaper',
  'broadcaster',
  'site',
] as const
export type OutletKind = (typeof OUTLET_KINDS)[number]

/** Who prints reports, who owns it, and whose organ it is. */
export interface Outlet {
  readonly name: string
  readonly aliases: readonly string[]
  readonly owner: string
  /** The actor whose voice it is; `government-of-XX` = whoever governs that country on the day; null = nobody's organ. */
  readonly side: string | null
  /** Aligned with, without being owned. */
  readonly leans: string | null
  readonly kind: OutletKind
  /** How its copy is signed in papers that print it: a regular expression. */
  readonly marker: RegExp | null
  readonly source: string
}

type Raw = Record<string, unknown>
const KEYS = new Set(['name', 'aliases', 'owner', 'side', 'leans', 'kind', 'marker', 'source'])
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Reads data/outlets. Never throws: what is wrong comes back beside what could be read. */
export function readOutlets(files: readonly { file: string; text: string }[]): {
  values: Outlet[]
  problems: Problem[]
} {
  const problems: Problem[] = []
  const values: Outlet[] = []
  const seen = new Map<string, string>()
  for (const { file, text } of files) {
    const lines = new LineCounter()
    const document = parseDocument(text, { lineCounter: lines, schema: 'core' })
    for (const error of document.errors) {
      problems.push({
        code: 'syntax',
        file,
        line: error.linePos?.[0].line ?? 1,
        message: error.message.split('\n')[0] ?? '',
      })
    }
    if (document.errors.length > 0) continue
    const entries = document.toJS()
    for (const [i, raw] of (Array.isArray(entries) ? (entries as Raw[]) : []).entries()) {
      const range = (document.get(i, true) as { range?: [number, number, number] } | undefined)?.range
      const line = range ? lines.linePos(range[0]).line : 1
      const problem = (code: string, message: string): void => void problems.push({ code, file, line, message })
      for (const key of Object.keys(raw)) if (!KEYS.has(key)) problem('unknown-key', `"${key}" is no key of an outlet`)
      if (typeof raw.name !== 'string' || typeof raw.source !== 'string') {
        problem('missing-key', 'an outlet needs name and source')
        continue
      }
      if (!OUTLET_KINDS.includes(raw.kind as OutletKind))
        problem('unknown-kind', `"${String(raw.kind)}" is none of ${OUTLET_KINDS.join(', ')}`)
      let marker: RegExp | null = null
      try {
        marker = typeof raw.marker === 'string' ? new RegExp(raw.marker) : null
      } catch {
        problem('bad-marker', `"${String(raw.marker)}" is no regular expression`)
      }
      const aliases = Array.isArray(raw.aliases) ? raw.aliases.map(String) : []
      for (const name of [raw.name, ...aliases]) {
        const other = seen.get(name)
        if (other) problem('duplicate-name', `"${name}" names ${other} as well`)
        seen.set(name, raw.name)
      }
      values.push({
        name: raw.name,
        aliases,
        owner: String(raw.owner ?? ''),
        side: textOrNull(raw.side),
        leans: textOrNull(raw.leans),
        kind: raw.kind as OutletKind,
        marker,
        source: raw.source,
      })
    }
  }
  return { values, problems }
}
