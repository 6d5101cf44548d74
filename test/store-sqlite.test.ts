import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { openLedger, pathOf, restoreLedger } from '../src/store/index.js'
import { loadSqlite } from '../src/store/sqlite/driver.js'
import { pragma } from '../src/store/sqlite/open.js'
import { conformsToLedger } from './store-conformance.js'
import { claimsOf, incident, ruling, storedReport, TEXT } from './store-fixtures.js'

vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'hearsay-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let n = 0
conformsToLedger('SQLite in a file', () => openLedger(`sqlite:${join(folder, `ledger-${++n}.db`)}`))
conformsToLedger('SQLite in memory', () => openLedger(':memory:'))

describe('openLedger', () => {
  const path = () => join(folder, `case-${++n}.db`)
  const report = storedReport(TEXT)

  it('makes the folder and keeps what was added for the next opening', async () => {
    const file = join(folder, 'new', 'folder', 'case.db')
    const first = await openLedger(file)
    await first.addReport(report, claimsOf(report))
    await first.close()
    const second = await openLedger(`sqlite:${file}`, { create: false })
    expect(await second.claims()).toEqual(claimsOf(report))
    expect(await second.info()).toMatchObject({
      where: file,
      schema: 1,
      engine: expect.stringMatching(/^SQLite 3\.\d+.*sqlite/),
    })
    await second.close()
  })

  it('makes none where none was asked for', async () => {
    const file = path()
    await expect(openLedger(file, { create: false })).rejects.toMatchObject({
      code: 'no-ledger',
      message: expect.stringContaining('hearsay add'),
    })
    expect(existsSync(file)).toBe(false)
  })

  it.each([
    ['postgres://localhost/case', 'unknown-engine', 'later version'],
    ['mysql://localhost/case', 'unknown-engine', 'sqlite:PATH'],
    ['', 'unknown-engine', 'sqlite:PATH'],
    [tmpdir(), 'cannot-open', 'folder'],
    ['/proc/none/case.db', 'cannot-open', '/proc/none/case.db'],
    ['/dev/null/case.db', 'cannot-open', '/dev/null/case.db'],
  ])('refuses %j', async (url, code, words) => {
    await expect(openLedger(url)).rejects.toMatchObject({
      name: 'LedgerError',
      code,
      message: expect.stringContaining(words),
    })
  })

  it('takes paths as they come', () => {
    expect(
      ['a.db', './a.db', '/a/b.db', 'C:\\a.db', 'sqlite:a.db', 'sqlite:/a.db', 'sqlite:///a.db', 'sqlite::memory:'].map(
        pathOf,
      ),
    ).toEqual(['a.db', './a.db', '/a/b.db', 'C:\\a.db', 'a.db', '/a.db', '/a.db', ':memory:'])
  })

  it('leaves files of others as they are', async () => {
    const text = path()
    writeFileSync(text, 'Two men fled. '.repeat(100))
    await expect(openLedger(text)).rejects.toMatchObject({ code: 'not-a-ledger' })
    expect(readFileSync(text, 'utf8')).toBe('Two men fled. '.repeat(100))
    const other = path()
    const connection = loadSqlite().open(other)
    connection.exec('CREATE TABLE report (a)')
    connection.close()
    const before = readFileSync(other)
    await expect(openLedger(other)).rejects.toMatchObject({ code: 'not-a-ledger' })
    expect(readFileSync(other)).toEqual(before)
  })

  it('refuses a ledger that a newer version wrote, and touches nothing', async () => {
    const file = path()
    await (await openLedger(file)).close()
    const connection = loadSqlite().open(file)
    connection.exec("INSERT INTO migration (no, name) VALUES (2, 'of the future')")
    connection.close()
    await expect(openLedger(file)).rejects.toMatchObject({
      code: 'newer-ledger',
      message: expect.stringContaining('schema 2; this one knows up to 1'),
    })
    await expect(restoreLedger(file, path())).rejects.toMatchObject({ code: 'newer-ledger' })
  })

  it('is opened by many at once', async () => {
    const file = path()
    const ledgers = await Promise.all(Array.from({ length: 8 }, () => openLedger(file)))
    await Promise.all(ledgers.map((ledger, index) => ledger.addReport(storedReport(`Report ${index}.`), [])))
    expect(await ledgers[0]?.info()).toMatchObject({ reports: 8 })
    for (const ledger of ledgers) await ledger.close()
  })

  it('says who is in the way', async () => {
    const file = path()
    const ledger = await openLedger(file, { busyMs: 50 })
    const connection = loadSqlite().open(file)
    connection.exec('BEGIN IMMEDIATE')
    await expect(ledger.addReport(report, [])).rejects.toMatchObject({ code: 'busy' })
    expect(await ledger.info()).toMatchObject({ reports: 0 })
    connection.exec('COMMIT')
    expect(await ledger.addReport(report, [])).toBe('added')
    connection.close()
    await ledger.close()
  })

  it('lets nobody change a decision, not even in SQL', async () => {
    const file = path()
    const ledger = await openLedger(file)
    await ledger.addDecision(ruling(report, 'I saw six bodies', 'stance', 'doubts'))
    await ledger.close()
    const connection = loadSqlite().open(file)
    expect(() => connection.exec("UPDATE decision SET value = 'null'")).toThrow(/never changed/)
    expect(() => connection.exec('DELETE FROM decision')).toThrow(/never changed/)
    connection.close()
  })

  it('keeps each acknowledged report through a power cut: synchronous FULL, write-ahead log', async () => {
    const file = path()
    const ledger = await openLedger(file)
    await ledger.addReport(report, [])
    expect(existsSync(`${file}-wal`)).toBe(true)
    await ledger.close()
    const connection = loadSqlite().open(file)
    expect(pragma(connection, 'journal_mode')).toBe('wal')
    connection.close()
  })
})

describe('backup and restore', () => {
  const path = () => join(folder, `backup-${++n}.db`)
  const report = storedReport(TEXT)

  async function ledgerWithReport() {
    const ledger = await openLedger(path())
    await ledger.addReport(report, claimsOf(report))
    await ledger.addDecision(ruling(report, 'I saw six bodies', 'stance', 'doubts'))
    await ledger.replaceIncidents([incident('one')])
    return ledger
  }

  it('gives the same ledger again, while the first goes on', async () => {
    const ledger = await ledgerWithReport()
    const file = path()
    await ledger.backup(file)
    await ledger.addReport(storedReport('Later.'), [])
    const into = path()
    expect(await restoreLedger(file, into)).toMatchObject({
      where: into,
      reports: 1,
      claims: 3,
      decisions: 1,
      incidents: 1,
      stale: false,
    })
    const restored = await openLedger(into)
    expect(await restored.claims()).toEqual((await ledger.claims()).slice(0, 3))
    expect(await restored.search('bodies')).toEqual(await ledger.search('bodies'))
    expect(await restored.addReport(report, [])).toBe('present')
    await restored.close()
    await ledger.close()
  })

  it('writes no ledger over another unless told, and then keeps the other', async () => {
    const ledger = await ledgerWithReport()
    const file = path()
    await ledger.backup(file)
    await ledger.addReport(storedReport('Later.'), [])
    const into = (await ledger.info()).where
    await expect(restoreLedger(file, into)).rejects.toMatchObject({ code: 'exists' })
    await ledger.close()
    expect(await restoreLedger(file, into, { replace: true })).toMatchObject({ reports: 1 })
    const aside = await openLedger(`${into}.before-restore`, { create: false })
    expect(await aside.info()).toMatchObject({ reports: 2 })
    await aside.close()
    await restoreLedger(file, into, { replace: true })
    expect(existsSync(`${into}.before-restore-2`)).toBe(true)
  })

  it('restores nothing that is missing, foreign or damaged', async () => {
    const into = path()
    await expect(restoreLedger(path(), into)).rejects.toMatchObject({ code: 'no-ledger' })
    await expect(restoreLedger(path(), ':memory:')).rejects.toMatchObject({ code: 'cannot-open' })
    const text = path()
    writeFileSync(text, 'Two men fled. '.repeat(1000))
    await expect(restoreLedger(text, into)).rejects.toMatchObject({ code: 'not-a-ledger' })

    const ledger = await ledgerWithReport()
    const file = path()
    await ledger.backup(file)
    await ledger.close()
    const forged = loadSqlite().open(file)
    forged.exec("UPDATE report SET text = replace(text, 'six', 'two')")
    forged.close()
    await expect(restoreLedger(file, into)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/hash differs[\s\S]*"I saw six bodies" is not what/),
    })

    const bytes = readFileSync(file)
    bytes.fill(0x5a, 4096, bytes.length - 4096)
    writeFileSync(file, bytes)
    await expect(restoreLedger(file, into)).rejects.toMatchObject({ name: 'LedgerError' })
    expect(existsSync(into)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

describe('check', () => {
  it('finds a damaged file', async () => {
    const file = join(folder, 'damaged.db')
    const ledger = await openLedger(file)
    for (let at = 0; at < 60; at++) {
      const one = storedReport(`${at} ${TEXT}`)
      await ledger.addReport(one, claimsOf(one))
    }
    await ledger.close()
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 30 * 4096, 34 * 4096)
    writeFileSync(file, bytes)
    const again = await openLedger(file)
    expect(await again.check()).not.toEqual([])
    await again.close()
  })
})
