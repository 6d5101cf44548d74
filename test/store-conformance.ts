import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Ledger } from '../src/store/index.js'
import {
  claimIn,
  claimsOf,
  facet,
  incident,
  mention,
  place,
  quoted,
  ruling,
  storedReport,
  TEXT,
} from './store-fixtures.js'

/** Every engine runs these; a new one is done when they pass. `open` gives an empty ledger each time. */
export function conformsToLedger(name: string, open: () => Promise<Ledger>): void {
  // Real files and real syncs: a busy disk is slow, not wrong.
  vi.setConfig({ testTimeout: 60_000 })

  describe(`${name} keeps a ledger`, () => {
    let ledger: Ledger
    let folder: string
    const report = storedReport(TEXT, { title: { start: 0, end: 31 } })
    const claims = claimsOf(report)

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hearsay-conformance-'))
      ledger = await open()
    })
    afterEach(async () => {
      await ledger.close()
      rmSync(folder, { recursive: true, force: true })
    })

    describe('reports', () => {
      it('gives a report back as it was added, bytes and all', async () => {
        expect(await ledger.addReport(report, claims)).toBe('added')
        expect(await ledger.report(report.id)).toEqual(report)
        expect(await ledger.hasReport(report.id)).toBe(true)
        const { bytes: _, ...listed } = report
        expect(await ledger.reports()).toEqual([listed])
      })

      it('keeps what is not known as null', async () => {
        const bare = storedReport('Nothing is known of this.', { outlet: null, published: null })
        await ledger.addReport(bare, [])
        expect(await ledger.report(bare.id)).toEqual(bare)
      })

      it('leaves a report alone that is there already', async () => {
        await ledger.addReport(report, claims)
        const before = await ledger.info()
        expect(await ledger.addReport({ ...report, readBy: 'test 2' }, [])).toBe('present')
        expect(await ledger.info()).toEqual(before)
        expect(await ledger.claims()).toEqual(claims)
      })

      it('finds a report by the beginning of its id, if only one has it', async () => {
        const others = Array.from({ length: 40 }, (_, n) => storedReport(`Report number ${n}.`))
        for (const other of others) await ledger.addReport(other, [])
        const some = others[7]!
        expect((await ledger.report(some.id.slice(0, 12)))?.id).toBe(some.id)
        expect(await ledger.report('r')).toBeNull()
        expect(await ledger.report('')).toBeNull()
        expect(await ledger.report('%')).toBeNull()
        expect(await ledger.hasReport(some.id.slice(0, 12))).toBe(false)
      })

      it('lists reports in pages, oldest first', async () => {
        const some = ['First.', 'Second.', 'Third.'].map((text) => storedReport(text))
        for (const one of some) await ledger.addReport(one, [])
        const texts = async (options: { limit?: number; offset?: number }) =>
          (await ledger.reports(options)).map(({ text }) => text)
        expect(await texts({})).toEqual(['First.', 'Second.', 'Third.'])
        expect(await texts({ limit: 2 })).toEqual(['First.', 'Second.'])
        expect(await texts({ offset: 1 })).toEqual(['Second.', 'Third.'])
        expect(await texts({ limit: 1, offset: 2 })).toEqual(['Third.'])
      })

      it('puts a corrected header and new claims in place of the old', async () => {
        await ledger.addReport(report, claims)
        const corrected = {
          ...report,
          published: { value: '2023-04-13', basis: 'corrected' as const },
          readBy: 'test 2',
        }
        await ledger.replaceReport(corrected, claims.slice(1))
        expect(await ledger.report(report.id)).toEqual(corrected)
        expect(await ledger.claims({ report: report.id })).toEqual(claims.slice(1))
        await expect(ledger.replaceReport(storedReport('Never added.'), [])).rejects.toMatchObject({
          code: 'no-such-report',
        })
      })

      it('takes a report out with its claims, and keeps the decisions', async () => {
        await ledger.addReport(report, claims)
        await ledger.addDecision(ruling(report, 'I saw six bodies', 'stance', 'doubts'))
        expect(await ledger.removeReport(report.id)).toBe(true)
        expect(await ledger.removeReport(report.id)).toBe(false)
        expect(await ledger.info()).toMatchObject({ reports: 0, claims: 0, decisions: 1 })
        expect(await ledger.search('bodies')).toEqual([])
        await ledger.addReport(report, claims)
        expect((await ledger.claim(claims[1]!.id))?.stance).toBe('doubts')
      })

      it('adds nothing at all where one claim cannot be kept', async () => {
        const broken = { ...claims[0]!, id: null as unknown as string }
        await expect(ledger.addReport(report, [claims[1]!, broken])).rejects.toThrow()
        expect(await ledger.info()).toMatchObject({ reports: 0, claims: 0, revision: 0 })
        expect(await ledger.addReport(report, claims)).toBe('added')
      })

      it('keeps any text, whatever it holds', async () => {
        await fc.assert(
          fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), async (text) => {
            const one = storedReport(text.replaceAll('\0', ''))
            await ledger.addReport(one, [])
            expect((await ledger.report(one.id))?.text).toBe(one.text)
          }),
          { numRuns: 40 },
        )
        expect(await ledger.check()).toEqual([])
      })
    })

    describe('claims', () => {
      it('come by report, by id, or all, in the order of the text', async () => {
        const second = storedReport(`${TEXT}\n\nMore.`)
        const others = claimsOf(second)
        await ledger.addReport(report, claims)
        await ledger.addReport(second, others)
        expect(await ledger.claims()).toEqual([...claims, ...others])
        expect(await ledger.claims({ report: second.id })).toEqual(others)
        expect(await ledger.claims({ reports: [second.id, report.id] })).toEqual([...claims, ...others])
        expect(await ledger.claims({ ids: [others[0]!.id, claims[2]!.id] })).toEqual([claims[2], others[0]])
        expect(await ledger.claims({ ids: [] })).toEqual([])
        expect(await ledger.claim(claims[0]!.id)).toEqual(claims[0])
        expect(await ledger.claim('none')).toBeNull()
      })

      it('may be many in one report', async () => {
        const text = Array.from({ length: 1200 }, (_, n) => `Man ${n} fled.`).join(' ')
        const long = storedReport(text)
        const many = Array.from({ length: 1200 }, (_, n) => claimIn(long, `Man ${n} fled`))
        await ledger.addReport(long, many)
        expect(await ledger.claims({ report: long.id })).toEqual(many)
        expect(await ledger.claims({ ids: many.map(({ id }) => id) })).toHaveLength(1200)
      })
    })

    describe('decisions', () => {
      beforeEach(async () => {
        await ledger.addReport(report, claims)
      })
      const stanceOfDenial = async () => (await ledger.claim(claims[2]!.id))?.stance

      it('hold whenever claims are read; the extracted claims stay', async () => {
        await ledger.addDecision(ruling(report, 'the men were fighters', 'stance', 'doubts'))
        expect(await stanceOfDenial()).toBe('doubts')
        expect((await ledger.claims({ report: report.id }))[2]?.stance).toBe('doubts')
        expect((await ledger.claims())[2]?.stance).toBe('doubts')
        expect(await ledger.rawClaims(report.id)).toEqual(claims)
      })

      it('are followed by later ones and taken back by null; all are kept', async () => {
        const made = ['doubts', 'asserts', null].map((value) =>
          ruling(report, 'the men were fighters', 'stance', value),
        )
        for (const [index, expected] of ['doubts', 'asserts', 'denies'].entries()) {
          await ledger.addDecision(made[index]!)
          expect(await stanceOfDenial()).toBe(expected)
        }
        expect(await ledger.decisions()).toEqual(made)
        expect(await ledger.decisions(report.textHash)).toEqual(made)
        expect(await ledger.decisions('0'.repeat(64))).toEqual([])
      })

      it('survive a new reading of the same words', async () => {
        await ledger.addDecision(ruling(report, 'I saw six bodies', 'strike', true))
        const again = claims.map((claim) => ({ ...claim, id: `${claim.id}x`, foundBy: 'test/better' }))
        await ledger.replaceReport(report, again)
        expect((await ledger.claims()).map(({ id }) => id)).toEqual([again[0]!.id, again[2]!.id])
        expect(await ledger.claim(again[1]!.id)).toBeNull()
      })

      it('clear a name in every claim of the report', async () => {
        await ledger.addDecision(ruling(report, 'Noor Darwesh', 'private', false))
        const sources = (await ledger.claims()).map(({ attribution }) => attribution.source)
        expect(sources.map((source) => source !== 'outlet' && source.private)).toEqual([false, false, false])
        const [third] = await ledger.claims({ ids: [claims[2]!.id] })
        expect(third?.attribution.source).toMatchObject({ private: false })
      })

      it('are refused when they name no field or value we know', async () => {
        const wrong = [
          ruling(report, 'I saw six bodies', 'stance', 'shouts'),
          ruling(report, 'I saw six bodies', 'mood', 'grim'),
          ruling(report, 'I saw six bodies', 'strike', true, { textHash: 'short' }),
          ruling(report, 'I saw six bodies', 'strike', true, { decidedAt: 'yesterday' }),
        ]
        for (const one of wrong) await expect(ledger.addDecision(one)).rejects.toMatchObject({ code: 'bad-decision' })
        expect(await ledger.decisions()).toEqual([])
      })

      it('are never overwritten', async () => {
        const first = ruling(report, 'I saw six bodies', 'stance', 'doubts')
        await ledger.addDecision(first)
        await ledger.addDecision(first)
        expect(await ledger.decisions()).toEqual([first])
        await expect(ledger.addDecision({ ...first, value: 'denies' })).rejects.toMatchObject({ code: 'bad-decision' })
        expect(await ledger.decisions()).toEqual([first])
      })
    })

    describe('incidents', () => {
      const contested = facet({ facet: 'toll:killed', opposition: 'contradicted' })
      const all = [
        incident('old', {
          from: '2021-01-01',
          to: '2021-01-03',
          standing: [facet({ support: 'corroborated' }), contested],
        }),
        incident('undated', {
          from: null,
          to: null,
          timeWords: 'last month',
          type: 'airstrike',
          actors: ["Sana'a authorities"],
          sides: [],
        }),
        incident('new', {
          place: place('Deir ez-Zor', ['Deir ez-Zor Governorate', 'Syria']),
          targets: [],
          sides: ['sdf'],
        }),
        incident('placeless', {
          place: null,
          from: '2022-05-05',
          to: '2022-05-05',
          family: 'movement',
          type: 'displacement',
        }),
      ]
      const ids = async (filter: Parameters<Ledger['incidents']>[0]) =>
        (await ledger.incidents(filter)).incidents.map(({ id }) => id)

      beforeEach(() => ledger.replaceIncidents(all))

      it('come back as they were put in, latest first and undated last', async () => {
        const listed = await ledger.incidents()
        expect(listed.total).toBe(4)
        expect(listed.incidents).toEqual([all[2], all[3], all[0], all[1]])
        expect(await ledger.incident('old')).toEqual(all[0])
        expect(await ledger.incident('none')).toBeNull()
      })

      it.each([
        [{ place: 'baghlan' }, ['old', 'undated']],
        [{ place: 'pul e khumri' }, ['old', 'undated']],
        [{ place: 'Khumri' }, ['old', 'undated']],
        [{ place: 'Deir ez-Zor' }, ['new']],
        [{ place: 'governorate' }, ['new']],
        [{ place: 'bagh' }, []],
        [{ place: "%' OR 1=1" }, []],
        [{ actor: 'sanaa' }, ['undated']],
        [{ actor: 'KHORASAN' }, ['placeless', 'old', 'undated']],
        [{ actor: 'sdf' }, ['new']],
        [{ actor: 'taliban', place: 'syria' }, ['new']],
        [{ since: '2022-01-01' }, ['new', 'placeless']],
        [{ until: '2021-01-01' }, ['old']],
        [{ since: '2021-01-02', until: '2021-01-02' }, ['old']],
        [{ standing: 'corroborated' }, ['old']],
        [{ standing: 'single-origin' }, ['new', 'placeless', 'undated']],
        [{ standing: 'contested' }, ['old']],
        [{ standing: 'contradicted' }, ['old']],
        [{ type: 'airstrike' }, ['undated']],
        [{ type: 'movement' }, ['placeless']],
        [{ limit: 2 }, ['new', 'placeless']],
        [{ limit: 2, offset: 3 }, ['undated']],
        [{ offset: 2 }, ['old', 'undated']],
      ])('are narrowed by %j', async (filter, expected) => {
        expect(await ids(filter)).toEqual(expected)
      })

      it('count all that pass, not only those listed', async () => {
        expect(await ledger.incidents({ actor: 'khorasan', limit: 1 })).toMatchObject({ total: 3 })
      })

      it('are replaced as a whole', async () => {
        await ledger.replaceIncidents([incident('only')])
        expect(await ids({})).toEqual(['only'])
        expect(await ids({ place: 'governorate' })).toEqual([])
      })
    })

    describe('stale', () => {
      const stale = async () => (await ledger.info()).stale

      it('is set by every change and cleared by new incidents', async () => {
        expect(await stale()).toBe(false)
        const changes = [
          () => ledger.addReport(report, claims),
          () => ledger.replaceReport(report, claims.slice(1)),
          () => ledger.addDecision(ruling(report, 'I saw six bodies', 'strike', true)),
          () => ledger.removeReport(report.id),
        ]
        for (const change of changes) {
          await change()
          expect(await stale()).toBe(true)
          await ledger.replaceIncidents([])
          expect(await stale()).toBe(false)
        }
        await ledger.removeReport(report.id)
        expect(await stale()).toBe(false)
      })

      it('stays where something changed while the incidents were being made', async () => {
        await ledger.addReport(report, claims)
        const { revision } = await ledger.info()
        await ledger.addReport(storedReport('Meanwhile.'), [])
        await ledger.replaceIncidents([], revision)
        expect(await stale()).toBe(true)
        await ledger.replaceIncidents([], revision + 1)
        expect(await stale()).toBe(false)
      })
    })

    describe('search', () => {
      const second = storedReport(
        "Shells fell on Sana'a. Security forces closed the road, the U.S. embassy said; 1,500 men fled.",
      )
      beforeEach(async () => {
        await ledger.addReport(report, claims)
        await ledger.addReport(second, [claimIn(second, 'Security forces closed the road')])
      })
      const found = async (words: string) =>
        (await ledger.search(words)).map(
          ({ kind, report: id, start, end }) => `${kind} ${(id === report.id ? TEXT : second.text).slice(start, end)}`,
        )

      it.each([
        ['six bodies', ['report six bodies', 'claim I saw six bodies']],
        ['BODIES noór', ['report bodies," said Noor']],
        ['"six bodies"', ['report six bodies', 'claim I saw six bodies']],
        ['"bodies six"', []],
        ['marib', ["report Ma'rib"]],
        ['Ma’rib', ["report Ma'rib"]],
        ["sana'a", ["report Sana'a"]],
        ['sanaa', ["report Sana'a"]],
        ["army's", ['report army']],
        ['pul-e-khumri', ['report Pul-e-Khumri', 'claim Taliban forces killed eight men in Pul-e-Khumri on Monday']],
        ['secur*', ['report Security', 'claim Security forces closed the road']],
        ['secur', []],
        ['1500', ['report 1,500']],
        ['US', ['report U.S']],
        ['shells', ['report Shells', 'report shells']],
        ['road', ['report road', 'claim Security forces closed the road', 'report road']],
        ['', []],
        ['" AND NEAR(', []],
        ["'); DROP TABLE report; --", []],
        ['words:bodies', []],
      ])('%s', async (words, expected) => {
        expect(await found(words)).toEqual(expected)
      })

      it('shows the words around a hit', async () => {
        const [hit] = await ledger.search('bodies')
        expect(hit?.snippet).toMatch(/^… .*"I saw six bodies," said Noor Darwesh, a baker\. .* …$/)
        expect(hit?.snippet).not.toContain('\n')
      })

      it('comes in pages of reports and forgets what was replaced', async () => {
        expect(new Set((await ledger.search('road', { limit: 1 })).map((hit) => hit.report))).toEqual(
          new Set([second.id]),
        )
        expect(new Set((await ledger.search('road', { limit: 1, offset: 1 })).map((hit) => hit.report))).toEqual(
          new Set([report.id]),
        )
        await ledger.replaceReport(report, [])
        expect(await ledger.search('bodies')).toHaveLength(1)
      })

      it('leaves struck claims out', async () => {
        await ledger.addDecision(ruling(report, 'I saw six bodies', 'strike', true))
        expect(await found('six bodies')).toEqual(['report six bodies'])
      })

      it('finds every word of any text, at its place', async () => {
        await fc.assert(
          fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), async (raw) => {
            const one = storedReport(raw.replaceAll('\0', ''))
            await ledger.addReport(one, [])
            const word = /[A-Za-z]{2,}/.exec(one.text)?.[0]
            const hits = word ? await ledger.search(`${word}*`, { limit: 1000 }) : []
            if (word && /(?<![\p{L}\p{N}\p{M}'’‘`´.]|\p{Lm})[A-Za-z]{2,}/u.exec(one.text)?.[0] === word) {
              expect(hits.map((hit) => hit.report)).toContain(one.id)
            }
            for (const hit of hits) expect(hit.end).toBeGreaterThan(hit.start)
          }),
          { numRuns: 60 },
        )
      })
    })

    describe('check and backup', () => {
      it('finds a sound ledger sound', async () => {
        await ledger.addReport(report, claims)
        await ledger.replaceIncidents([incident('one', { claims: claims.map(({ id }) => id) })])
        expect(await ledger.check()).toEqual([])
      })

      it('finds quotes that are not in the text, foreign claims, wrong hashes and incidents that rest on nothing', async () => {
        const source = mention(TEXT, 'Qari Hamid')
        const wrong = { ...source, quote: { ...source.quote, text: 'Qari Hamad' } }
        const bad = claimIn(report, 'I saw six bodies', { source: wrong })
        await ledger.addReport(report, [bad, { ...claims[0]!, report: 'r0' }])
        const forged = { ...storedReport('Forged.'), textHash: '0'.repeat(64) }
        await ledger.addReport(forged, [])
        await ledger.replaceIncidents([incident('lost', { claims: ['gone'] })])
        const faults = await ledger.check()
        expect(faults).toHaveLength(4)
        expect(faults.join('\n')).toMatch(/"Qari Hamad" is not what report .* says at/)
        expect(faults.join('\n')).toMatch(/names report r0/)
        expect(faults.join('\n')).toMatch(/hash differs/)
        expect(faults.join('\n')).toMatch(/rests on claim gone/)
        expect(quoted(TEXT, 'Qari Hamid').text).toBe('Qari Hamid')
      })

      it('writes a copy to a new file only', async () => {
        await ledger.addReport(report, claims)
        const file = join(folder, 'copy.backup')
        await ledger.backup(file)
        await expect(ledger.backup(file)).rejects.toMatchObject({ code: 'exists' })
        await expect(ledger.backup(join(folder, 'no', 'such', 'folder'))).rejects.toMatchObject({
          code: 'cannot-write',
        })
      })
    })

    it('serves many callers at once', async () => {
      const many = Array.from({ length: 50 }, (_, n) => storedReport(`Report ${n}: nothing happened.`))
      const answers = await Promise.all([
        ...many.map((one) => ledger.addReport(one, [claimIn(one, 'nothing happened')])),
        ...many.map((one) => ledger.addReport(one, [claimIn(one, 'nothing happened')])),
        ...many.map(() => ledger.info().then(({ reports, claims }) => expect(reports).toBe(claims))),
      ])
      expect(answers.filter((answer) => answer === 'added')).toHaveLength(50)
      expect(await ledger.info()).toMatchObject({
        engine: expect.stringMatching(/\w/),
        reports: 50,
        claims: 50,
        revision: 50,
      })
    })
  })
}
