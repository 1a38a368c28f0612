import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { platform } from '../support/platform.js'
import { type Cost, costOf } from './cost.js'
import { documents } from './documents.js'
import { variables } from './variables.js'
import { World } from './world.js'

const TABLE = fileURLToPath(new URL('table.json', import.meta.url))
/** Set: the table is written anew instead of compared. */
const isUpdate = process.env['FOVEA_UPDATE_COUNTS'] === '1'

const all = documents()
const table: Record<string, Cost> = existsSync(TABLE) ? JSON.parse(readFileSync(TABLE, 'utf8')) : {}
const counted: Record<string, Cost> = {}
let world: World

beforeAll(async () => {
  world = new World(await platform())
  await world.prepare()
}, 300_000)

afterAll(async () => {
  await world.remove()
  for (const folder of [world.folders.root, world.folders.outside]) rmSync(folder, { recursive: true })
  if (!isUpdate) return
  const rows = Object.entries(counted).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(
    TABLE,
    `{\n${rows
      .map(
        ([name, cost]) =>
          `  "${name}": ${JSON.stringify(cost)
            .replace(/[:,]/g, '$& ')
            .replace(/[{}]/g, brace => (brace === '{' ? '{ ' : ' }'))}`,
      )
      .join(',\n')}\n}\n`,
  )
}, 60_000)

it('counts every document of the console, and nothing else', () => {
  expect([...all.keys()].sort()).toEqual(Object.keys(variables).sort())
  if (!isUpdate) expect(Object.keys(table).sort()).toEqual([...all.keys()].sort())
})

/** A view is what a page asks at once. */
const VIEWS: [page: string, documents: string[], most: Cost][] = [
  ['Home', ['Shell', 'HomeNow', 'HomeModels', 'HomeDatasets'], { rpcs: 8, statements: 12 }],
]

it.each(VIEWS)('%s stays within what a view may cost', (_, names, most) => {
  const sum = (of: keyof Cost) => names.reduce((total, name) => total + (table[name]?.[of] ?? Number.NaN), 0)
  expect(sum('rpcs')).toBeLessThanOrEqual(most.rpcs)
  expect(sum('statements')).toBeLessThanOrEqual(most.statements)
})

it.each([...all])(
  '%s costs what the table says',
  async (name, text) => {
    const prepare = variables[name]
    if (!prepare) throw new Error(`Nobody has said with what ${name} is asked.`)
    const run = async (given: object) => world.platform.ask(text, given)
    await run(await prepare(world))
    await world.tidy()
    const given = await prepare(world)
    const cost = await costOf(world.platform, () => run(given))
    await world.tidy()
    counted[name] = cost
    if (!isUpdate) expect(cost).toEqual(table[name])
  },
  120_000,
)
