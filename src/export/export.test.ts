import { describe, expect, it } from 'vitest'
import { claim, mention, placeRef, toll } from '../linking/fixtures.js'
import { linkIncidents } from '../linking/incidents.js'
import { NO_INTERESTS } from '../linking/interests.js'
import { coordinates } from './coordinates.js'
import { claimsCsv, incidentsCsv } from './csv.js'
import { incidentsGeojson } from './geojson.js'
import { claimsJsonl, incidentsJsonl } from './jsonl.js'

const ARMY = mention('Army', 'army')
const NAHRIN = { ...placeRef('Nahrin', 'Baghlan', 'Afghanistan'), lat: 36.063712, lon: 69.133789 }
const reports = [{ id: 'r1', outlet: 'Post', published: '2023-03-29' }]
const claims = [
  claim('a', 'r1', 0, '=HYPERLINK("x") men were shot', {
    type: 'shooting',
    actor: [ARMY],
    place: [NAHRIN],
    tolls: [toll('killed', 8, null, null, 'at least eight')],
  }),
  claim('b', 'r1', 90, 'a mine went off, it was said', { type: 'explosion', day: '2023-03-01' }),
]
const incidents = linkIncidents(reports, claims, NO_INTERESTS)
const cells = (csv: string) => csv.split('\n')[0]?.split(',') ?? []

describe('exports', () => {
  it('CSV: one row an incident, an empty cell for what is not said', () => {
    const csv = incidentsCsv(incidents)
    expect(csv.trim().split('\n')).toHaveLength(incidents.length + 1)
    expect(cells(csv)).toContain('occurrence_support')
    expect(csv).toContain('killed at least 8 (low 8, best not set, high open; unattributed)')
    expect(csv).toContain(',,') // the undated one has no day
  })

  it('CSV: what looks like a formula is escaped', () => {
    expect(claimsCsv(claims)).toContain(`"'=HYPERLINK(""x"") men were shot"`)
  })

  it('JSON Lines: every line reads back as it was', () => {
    expect(
      claimsJsonl(claims)
        .trim()
        .split('\n')
        .map((l) => JSON.parse(l)),
    ).toEqual(claims)
    expect(
      incidentsJsonl(incidents)
        .trim()
        .split('\n')
        .map((l) => JSON.parse(l)),
    ).toEqual(incidents)
    expect(claimsJsonl([])).toBe('')
  })

  it('GeoJSON: a district is drawn at its centre, coarsely, and says so; without a place there is no point', () => {
    const { features } = JSON.parse(incidentsGeojson(incidents)) as {
      features: { geometry: unknown; properties: Record<string, unknown> }[]
    }
    const [known] = features.filter((f) => f.geometry !== null)
    expect(known?.geometry).toEqual({ type: 'Point', coordinates: [69.13, 36.06] })
    expect(known?.properties).toMatchObject({
      precision: 'district',
      centroid: true,
      coordinates_of: 'centre of the district',
    })
    expect(features.filter((f) => f.geometry === null)).toHaveLength(1)
  })

  it('coordinates are never more precise than the words', () => {
    expect(coordinates({ ...NAHRIN, level: 'province' })).toEqual({
      lat: 36.1,
      lon: 69.1,
      of: 'centre of the province',
      centroid: true,
    })
    expect(coordinates({ ...NAHRIN, lat: null })).toBeNull()
    expect(coordinates(null)).toBeNull()
  })
})
