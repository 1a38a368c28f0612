import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Folders, makeFolders } from '../inputs/folders.js'
import { png } from '../inputs/pictures.js'
import { platform } from '../support/platform.js'

// Three small trainings.
vi.setConfig({ testTimeout: 240_000 })

const { ask, cli, dataRoot } = await platform()
const SMALL = ['--size', '28x28', '--recipe', 'gray', '--wait']
const BRIEF = ['--epochs', '1', '--wait']
let folders: Folders
let snapshot: string

beforeAll(async () => {
  folders = makeFolders(dataRoot)
  for (const [name, brightness] of Object.entries({ bright: 200, grey: 110, dark: 20 })) {
    const folder = join(folders.root, 'three', name)
    mkdirSync(folder, { recursive: true })
    for (let n = 0; n < 12; n++) writeFileSync(join(folder, `${n}.png`), png(brightness, n))
  }
  for (const [name, folder] of [
    ['two shades', 'good'],
    ['three shades', 'three'],
  ] as const)
    expect(await cli(['dataset', 'create', name, '--folder', join(folders.root, folder), ...SMALL])).toMatchObject({
      code: 0,
    })
  const { code, stdout } = await cli(['train', 'shades', '--dataset', 'two shades', '--network', 'lenet', ...BRIEF])
  expect(code).toBe(0)
  snapshot = stdout.snapshots[0].id
}, 240_000)

afterAll(async () => {
  await cli(['rm', 'model', 'more shades'])
  for (const name of ['two shades', 'three shades']) await cli(['rm', 'dataset', name])
  for (const folder of [folders.root, folders.outside]) rmSync(folder, { recursive: true })
})

const EXPECTED = {
  runName: 'shades#1',
  epoch: 1,
  taken: ['conv1', 'conv2', 'ip1'],
  refilled: [{ name: 'ip2', reason: '3 classes instead of 2' }],
}

it('is told before by the API', async () => {
  const { project } = await ask('{ project { dataset(name: "three shades") { id } } }')
  const { checkNetwork } = await ask(
    `query ($id: ID!, $snapshot: ID) { checkNetwork(datasetId: $id, network: { standard: "lenet" }, initialSnapshotId: $snapshot) {
      initialWeights { runName epoch taken refilled { name reason } } } }`,
    { id: project.dataset.id, snapshot },
  )
  expect(checkNetwork.initialWeights).toEqual(EXPECTED)
})

it('trains another dataset with the weights of a run, and its network', async () => {
  const words = ['train', 'more shades', '--dataset', 'three shades', '--from', 'shades', ...BRIEF]
  const { code, stdout, stderr } = await cli(words, 200)
  expect(code, stderr).toBe(0)
  expect(stdout).toMatchObject({ status: 'succeeded', initialWeights: EXPECTED })
  expect(stderr).toContain('ip2 is re-initialised: 3 classes instead of 2')
})

it('goes on when the first model is gone', async () => {
  expect((await cli(['rm', 'model', 'shades'])).code).toBe(0)
  const { code, stdout } = await cli(['train', 'more shades', ...BRIEF], 200)
  expect({ code, status: stdout.status }).toEqual({ code: 0, status: 'succeeded' })
  const { project } = await ask(`{ project { trainingSpeed { flopsPerSecond runs }
    model(name: "more shades") { initialWeights { runName snapshotId run { id } taken } } } }`)
  const { runName, taken } = EXPECTED
  expect(project.model.initialWeights).toEqual({ runName, taken, snapshotId: snapshot, run: null })
  const { runs, flopsPerSecond } = project.trainingSpeed
  expect(flopsPerSecond === null).toBe(runs === 0)
})

it.each([
  ['a run that is not there', 'nothing', 3],
  ['an epoch that was not kept', 'more shades@7', 3],
  ['what is no epoch', 'more shades@last', 3],
])('is refused with %s', async (_, from, expected) => {
  const { code, stdout } = await cli(['train', 'none', '--dataset', 'three shades', '--from', from])
  expect(code).toBe(expected)
  expect(stdout.error.message).toMatch(/[.]$/)
})
