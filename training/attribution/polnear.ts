// Reads PolNeAR's articles and annotation files (brat's stand-off format).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Role = 'Source' | 'Cue' | 'Content'
export interface Fragment {
  readonly start: number
  readonly end: number
}
/** One span as annotated: its pieces, UTF-16 offsets. */
export interface GoldSpan {
  readonly role: Role
  readonly pieces: readonly Fragment[]
}
/** One attribution: indexes into the spans. */
export type GoldLink = Readonly<Record<Role, readonly number[]>>
export interface Annotation {
  readonly file: string
  readonly spans: readonly GoldSpan[]
  readonly links: readonly GoldLink[]
}
export interface Article {
  readonly name: string
  readonly text: string
  /** By file name; the first is the one that scores. */
  readonly annotations: readonly Annotation[]
}

const ROLES = new Set(['Source', 'Cue', 'Content'])

/** All articles of a part, by name. */
export function readPolnear(part: string): Article[] {
  const files = readdirSync(join(part, 'attributions'))
    .filter((f) => f.endsWith('.ann'))
    .sort()
  return readdirSync(join(part, 'text'))
    .filter((f) => f.endsWith('.txt'))
    .sort()
    .map((f) => {
      const name = f.slice(0, -4)
      const text = readFileSync(join(part, 'text', f), 'utf8')
      const own = files.filter((a) => a.slice(0, a.lastIndexOf('_')) === name)
      const at = offsets(text)
      return {
        name,
        text,
        annotations: own.map((a) => readAnnotation(readFileSync(join(part, 'attributions', a), 'utf8'), a, at)),
      }
    })
}

/** Annotations count code points. */
function offsets(text: string): (codePoint: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (n) => n
  const starts: number[] = []
  let at = 0
  for (const c of text) {
    starts.push(at)
    at += c.length
  }
  return (n) => starts[n] ?? text.length
}

function readAnnotation(lines: string, file: string, at: (n: number) => number): Annotation {
  const spans: GoldSpan[] = []
  const ids = new Map<string, number>()
  for (const line of lines.split('\n')) {
    const [id = '', what = '', words] = line.split('\t')
    const role = what.slice(0, what.indexOf(' '))
    if (!id.startsWith('T') || words === undefined || !ROLES.has(role)) continue
    const pieces = what
      .slice(role.length + 1)
      .split(';')
      .map((piece) => {
        const [start = 0, end = 0] = piece.split(' ').map(Number)
        return { start: at(start), end: at(end) }
      })
    ids.set(id, spans.length)
    spans.push({ role: role as Role, pieces })
  }
  const links: GoldLink[] = []
  for (const line of lines.split('\n')) {
    const [id = '', what = ''] = line.split('\t')
    if (!id.startsWith('E')) continue
    const link: Record<Role, number[]> = { Source: [], Cue: [], Content: [] }
    for (const argument of what.split(' ').slice(1)) {
      const [role = '', target = ''] = argument.split(':')
      const span = ids.get(target)
      const kind = role.replace(/\d+$/, '')
      if (span !== undefined && ROLES.has(kind)) link[kind as Role].push(span)
    }
    if (link.Source.length + link.Cue.length + link.Content.length > 0) links.push(link)
  }
  return { file, spans, links }
}
