import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Claim, Incident } from '../src/claim/index.js'
import { samples } from './sample-case.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'hearsay-cli-'))
const inbox = join(home, 'inbox')

/** The real command in a real process, with a HEARSAY_HOME of its own. */
function hearsay(args: readonly string[], input?: string | Buffer) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/run.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, HEARSAY_HOME: join(home, 'cases'), HEARSAY_CASE: '', NO_COLOR: '1' },
    maxBuffer: 1 << 26,
    ...(input === undefined ? {} : { input }),
  })
  return {
    status,
    stdout,
    stderr,
    json: <T>() => JSON.parse(stdout) as T,
    lines: <T>() =>
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as T),
  }
}

const SAMPLE =
  'Sample report - invented for Hearsay.\nOutlet: The Sample Courier (sample)\n\nFive held in raid\n\nPolice detained five men in Herat on Monday, police spokesman Karim Wardak said. Residents said the raid lasted an hour.\n'

beforeAll(() => {
  const added = hearsay(['add', samples, '--case', 'samples', '--json'])
  expect(added.status, added.stderr).toBe(0)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('hearsay add', () => {
  it('changes nothing the second time', () => {
    const before = hearsay(['export', '--case', 'samples', '--what', 'claims', '--format', 'jsonl']).stdout
    const again = hearsay(['add', samples, '--case', 'samples', '--json'])
      .lines<{ added?: number; present?: number }>()
      .at(-1)!
    expect(again).toMatchObject({ added: 0, reread: 0, refused: 0, claims: 0 })
    expect(again.present).toBeGreaterThanOrEqual(12)
    expect(hearsay(['export', '--case', 'samples', '--what', 'claims', '--format', 'jsonl']).stdout).toBe(before)
  })

  it('names each thing it cannot read with its reason, does the rest, and says so in its exit code', () => {
    spawnSync('mkdir', ['-p', inbox])
    const write = (name: string, content: string | Buffer): void => writeFileSync(join(inbox, name), content)
    write('a-good.txt', SAMPLE)
    write('b-empty.txt', '')
    write('c-binary.txt', Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 7, 8, 9, 0]))
    write(
      'd-broken.txt',
      Buffer.concat([
        Buffer.from('Police said in a statement that five men were detained '),
        Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0xa0]),
        Buffer.from(' on Monday in Herat.'),
      ]),
    )
    write('e-report.pdf', '%PDF-1.7 something')
    write(
      'f-german.txt',
      'Die Polizei nahm am Montag in der Stadt fünf Männer fest, wie ein Sprecher der Behörde mitteilte. Anwohner berichteten, der Einsatz habe etwa eine Stunde gedauert und sei ruhig verlaufen.',
    )
    write(
      'g-lines.jsonl',
      `${JSON.stringify({ text: 'Rebels said on Tuesday that they had shelled an army base near Hodeidah and killed four soldiers.', outlet: 'Sample Wire' })}\nthis is no JSON\n${JSON.stringify({ outlet: 'no text' })}\n`,
    )
    const { status, stderr, lines } = hearsay(['add', inbox, join(home, 'nowhere'), '--case', 'mixed', '--json'])
    expect(status).toBe(1)
    const outcomes = lines<{ input?: string; outcome?: string; message?: string }>()
    const refused = outcomes.filter((o) => o.outcome === 'refused').map((o) => o.input!)
    for (const name of [
      'b-empty',
      'c-binary',
      'd-broken',
      'e-report.pdf',
      'f-german',
      'g-lines.jsonl:2',
      'g-lines.jsonl:3',
      'nowhere',
    ]) {
      expect(
        refused.some((input) => input.includes(name)),
        `${name} in ${refused.join(' ')}`,
      ).toBe(true)
    }
    for (const o of outcomes) if (o.outcome === 'refused') expect(o.message).toMatch(/\w+ \w+/)
    expect(outcomes.at(-1)).toMatchObject({ added: 2, refused: 8 })
    expect(stderr).toBe('')
  })

  it('reads standard input', () => {
    const { status, lines } = hearsay(['add', '-', '--case', 'stdin', '--json', '--published', '2023-03-29'], SAMPLE)
    expect(status).toBe(0)
    expect(lines().at(-1)).toMatchObject({ added: 1 })
  })

  it.each([
    ['a day that is none', ['add', samples, '--published', 'March']],
    ['a case name that is no file name', ['add', samples, '--case', '../x']],
    ['a command that is none', ['ad', samples]],
    ['a case that is not there', ['incidents', '--case', 'missing']],
    ['an id that is not there', ['show', 'r000', '--case', 'samples']],
    ['a report to correct with nothing to correct', ['report', 'set', 'r0', '--case', 'samples']],
  ])('refuses %s with exit code 2 and a line of help', (_what, args) => {
    const { status, stderr } = hearsay(args)
    expect(status).toBe(2)
    expect(stderr.trim()).not.toBe('')
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})

describe('working with reports', () => {
  it('reads anew what hangs on a corrected day', () => {
    hearsay(['add', '-', '--case', 'dated'], SAMPLE)
    const incidents = () =>
      hearsay(['incidents', '--case', 'dated', '--json']).json<{ incidents: Incident[] }>().incidents
    const report = hearsay(['report', 'list', '--case', 'dated', '--json']).json<{ id: string }[]>()[0]!
    expect(incidents().length).toBeGreaterThan(0)
    for (const incident of incidents()) expect([incident.from, incident.to]).toEqual([null, null])
    // 2023-03-29 was a Wednesday: "on Monday" is the 27th.
    expect(
      hearsay(['report', 'set', report.id.slice(0, 8), '--published', '2023-03-29', '--case', 'dated']).status,
    ).toBe(0)
    expect(incidents().map((i) => i.from)).toContain('2023-03-27')
    hearsay(['report', 'set', report.id, '--published', '', '--case', 'dated'])
    for (const incident of incidents()) expect(incident.from).toBeNull()
    expect(hearsay(['remove', report.id, '--case', 'dated']).status).toBe(0)
    expect(incidents()).toEqual([])
  })

  it('restores what it backed up, and finds it sound', () => {
    const file = join(home, 'backup.db')
    expect(hearsay(['backup', file, '--case', 'samples']).status).toBe(0)
    expect(hearsay(['restore', file, '--case', 'copy']).status).toBe(0)
    const all = (name: string) => hearsay(['incidents', '--case', name, '--json']).stdout
    expect(all('copy')).toBe(all('samples'))
    expect(hearsay(['restore', file, '--case', 'copy']).status).toBe(2)
    const doctor = hearsay(['doctor', '--case', 'copy'])
    expect(doctor.status, doctor.stdout).toBe(0)
    writeFileSync(file, 'this is no ledger at all')
    expect(hearsay(['restore', file, '--case', 'broken']).status).not.toBe(0)
    expect(readdirSync(join(home, 'cases'))).not.toContain('broken.db')
  })

  it('keeps cases apart', () => {
    hearsay(['case', 'new', 'empty'])
    expect(hearsay(['incidents', '--case', 'empty']).stdout).toContain('no incidents match')
    expect(hearsay(['case', 'delete', 'empty']).status).toBe(2)
    expect(hearsay(['case', 'delete', 'empty', '--yes']).status).toBe(0)
    expect(
      hearsay(['case', '--json'])
        .json<{ name: string }[]>()
        .map((c) => c.name),
    ).not.toContain('empty')
  })
})

describe('reading', () => {
  it('narrows incidents and writes them as a table, JSON and CSV', () => {
    const { total } = hearsay(['incidents', '--case', 'samples', '--json']).json<{ total: number }>()
    const some = hearsay(['incidents', '--case', 'samples', '--actor', 'taliban', '--json']).json<{ total: number }>()
      .total
    expect(some).toBeGreaterThan(0)
    expect(some).toBeLessThan(total)
    expect(hearsay(['incidents', '--case', 'samples', '--csv']).stdout.trim().split('\n').length).toBeGreaterThan(total)
    expect(hearsay(['incidents', '--case', 'samples', '--standing', 'certain']).status).toBe(2)
  })

  it('shows an incident, a report and a claim', () => {
    const incident = hearsay(['incidents', '--case', 'samples', '--json']).json<{ incidents: Incident[] }>()
      .incidents[0]!
    const shown = hearsay(['show', incident.id, '--case', 'samples'])
    expect(shown.stdout).toContain('Accounts')
    expect(hearsay(['show', incident.reports[0]!, '--case', 'samples']).stdout).toContain('claims')
    expect(hearsay(['show', incident.claims[0]!, '--case', 'samples', '--json']).json<Claim>().id).toBe(
      incident.claims[0],
    )
  })

  it('exports GeoJSON that says how precise each point is', () => {
    const { features } = hearsay(['export', '--case', 'samples', '--format', 'geojson']).json<{
      features: { geometry: { type: string; coordinates: number[] } | null; properties: Record<string, unknown> }[]
    }>()
    expect(features.length).toBeGreaterThan(0)
    for (const { geometry, properties } of features) if (geometry) expect(properties['precision']).toBeTruthy()
  })

  it('explains a sentence', () => {
    const { stdout, status } = hearsay(['explain', 'Police denied on Monday that eight farmers were killed in Herat.'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/denies/)
    expect(stdout).toMatch(/killed/)
  })

  it('extracts without a ledger, the same claims as add, line for line', () => {
    const input = `${JSON.stringify({ text: SAMPLE, published: '2023-03-29' })}\nno json\n`
    const { status, stderr, stdout } = hearsay(['extract'], input)
    expect(status).toBe(1)
    expect(stderr).toContain('-:2')
    const [line, ...rest] = stdout
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as { report: { id: string }; claims: Claim[] })
    expect(rest).toEqual([])
    expect(line!.claims.length).toBeGreaterThan(0)
    expect(hearsay(['extract'], input).stdout).toBe(stdout)
  })

  it('clears a withheld name only when a reviewer says so', () => {
    const withheld = () => hearsay(['export', '--case', 'samples', '--what', 'claims', '--format', 'jsonl']).stdout
    const claims = hearsay(['extract', '--names', samples])
      .lines<{ claims: Claim[] }>()
      .flatMap((l) => l.claims)
    const named = claims.find(
      ({ attribution: { source } }) => source !== 'outlet' && source.private && source.entity?.id.startsWith('person:'),
    )
    expect(named, 'a named private source among the samples').toBeDefined()
    const { source } = named!.attribution
    const name = source === 'outlet' ? '' : source.entity!.name
    expect(withheld()).not.toContain(name)
    expect(
      hearsay([
        'decide',
        named!.id,
        'private',
        'no',
        '--case',
        'samples',
        '--reviewer',
        'tester',
        '--note',
        'public figure',
      ]).status,
    ).toBe(0)
    expect(withheld()).toContain(name)
    hearsay(['decide', named!.id, 'private', 'undo', '--case', 'samples', '--reviewer', 'tester'])
    expect(withheld()).not.toContain(name)
  })
})
