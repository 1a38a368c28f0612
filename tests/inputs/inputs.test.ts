import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { platform } from '../support/platform.js'
import { until } from '../support/until.js'
import { byApi } from './by-api.js'
import { byCli } from './by-cli.js'
import { ByPage } from './by-page.js'
import { type Case, cases } from './cases.js'
import { makeFolders } from './folders.js'
import { added, type Left, lookAround } from './left.js'
import { knows, type Seen, WAYS, type WayName, type World } from './way.js'

let world: World
/** What the world of the table is made of, which no case may take away. */
let whole: Left
let page: ByPage

async function mustCli(words: string[]) {
  const { code, stdout, stderr } = await world.platform.cli(words, 180)
  if (code !== 0) throw new Error(`${words.join(' ')}: ${stderr}`)
  return stdout
}

beforeAll(async () => {
  const shared = await platform()
  world = { platform: shared, folders: makeFolders(shared.dataRoot), dataset: '', model: '', snapshot: '' }
  const size = ['--size', '28x28', '--channels', 'gray']
  world.dataset = (
    await mustCli(['dataset', 'create', 'used', '--folder', `${world.folders.root}/good`, ...size, '--wait'])
  ).id
  const run = await mustCli(['train', 'user', '--dataset', 'used', '--network', 'lenet', '--epochs', '1', '--wait'])
  world.snapshot = run.snapshots[0].id
  world.model = (await mustCli(['ls', 'models'])).models.find(({ name }: { name: string }) => name === 'user').id
  page = await ByPage.open(shared)
  const { rows, objects, files } = await lookAround(shared)
  const own = (all: Set<string>) =>
    new Set([...all].filter(name => name.includes(world.dataset) || name.includes(run.id)))
  whole = { rows: own(rows), objects: own(objects), files }
}, 300_000)

afterAll(async () => {
  await page?.close()
  for (const name of ['user', 'diverging']) await world.platform.cli(['rm', 'model', name])
  for (const name of ['used', 'all broken', 'some broken']) await world.platform.cli(['rm', 'dataset', name])
  for (const folder of [world.folders.root, world.folders.outside]) rmSync(folder, { recursive: true })
}, 120_000)

const drive = (way: WayName, one: Case): Promise<Seen> =>
  way === 'api' ? byApi(one.ask, world) : way === 'cli' ? byCli(one.ask, world) : page.see(one.ask, world)

/** A name that a case takes is free again for its next way. */
async function forget({ ask, leaves }: Case) {
  if (leaves && 'name' in ask && ask.name)
    await world.platform.cli(['rm', ask.kind === 'build' ? 'dataset' : 'model', ask.name])
}

describe.each(WAYS)('by %s', way => {
  it.each(cases.filter(one => knows(one, way)))(
    '$name',
    async one => {
      const before = await lookAround(world.platform)
      onTestFinished(() => forget(one))
      const seen = await drive(way, one)
      const { at, ...expected } = one[way] as { at?: string } & Partial<Seen>
      expect(seen.text).toMatch(one.text)
      expect(seen).toMatchObject(JSON.parse(JSON.stringify(expected)))
      if (at) expect(seen.at).toContain(at)
      // What is cleared away after an answer may take a moment.
      const isSettled = async () => {
        const now = added(before, await lookAround(world.platform))
        const strays = {
          tables: now.tables.filter(table => !one.leaves?.includes(table)),
          objects: now.objects.filter(key => !one.objects?.test(key)),
          files: now.files,
        }
        if (Object.values(strays).some(list => list.length > 0)) throw new Error(JSON.stringify(strays))
        return true
      }
      await until('nothing to be left', 20, isSettled, 500)
      const after = await lookAround(world.platform)
      for (const kind of ['rows', 'objects'] as const)
        expect([...whole[kind]].filter(key => !after[kind].has(key))).toEqual([])
    },
    240_000,
  )
})
