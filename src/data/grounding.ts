import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Actor, readActors, readUcdpActors } from './actors.js'
import { type Outlet, readOutlets } from './outlets.js'
import { type Places, readPlaces } from './places.js'
import type { Problem } from './problem.js'
import { type RoleWords, readRoleWords } from './role-words.js'

/** What grounding is told about the world. */
export interface GroundingData {
  readonly places: Places
  readonly actors: readonly Actor[]
  readonly outlets: readonly Outlet[]
  readonly roles: RoleWords
}

const yamlFiles = (folder: string, root: string): { file: string; text: string }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => ({ file: relative(root, join(folder, name)), text: readFileSync(join(folder, name), 'utf8') }))

/** For shells: reads data/places, data/actors and data/outlets below a folder. The only file here that opens files. */
export function loadGrounding(data: string): { values: GroundingData; problems: Problem[] } {
  const root = join(data, '..')
  const text = (name: string): string => readFileSync(join(data, 'places', name), 'utf8')
  const unzip = (name: string): string => gunzipSync(readFileSync(join(data, 'places', name))).toString('utf8')
  const places = readPlaces({
    countries: text('countries.tsv'),
    points: text('country-points.tsv'),
    overrides: text('overrides.yml'),
    world: unzip('world.tsv.gz'),
    towns: () => unzip('towns.tsv.gz'),
    country: (code) =>
      existsSync(join(data, 'places', `${code.toLowerCase()}.tsv.gz`)) ? unzip(`${code.toLowerCase()}.tsv.gz`) : null,
  })
  const actors = readActors(yamlFiles(join(data, 'actors'), root))
  const outlets = readOutlets(yamlFiles(join(data, 'outlets'), root))
  const rolesFile = join(data, 'en', 'words', 'names', 'roles.yml')
  const roles = readRoleWords({ file: relative(root, rolesFile), text: readFileSync(rolesFile, 'utf8') })
  return {
    values: {
      places: places.values,
      actors: [
        ...actors.values,
        ...readUcdpActors(readFileSync(join(data, 'actors', 'ucdp.tsv'), 'utf8'), actors.values),
      ],
      outlets: outlets.values,
      roles: roles.values,
    },
    problems: [...places.problems, ...actors.problems, ...outlets.problems, ...roles.problems],
  }
}
