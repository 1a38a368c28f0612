import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { linkSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Platform, PROJECT, startPlatform } from '../support/platform.js'

const DRAWN = 3_000
/** Names of each: drawing takes longer than reading. */
const NAMES = 8
const EPOCHS = 2
const LOOK_MS = 250
const LONGEST_MS = 600_000
/** Less than this is left too soon for a wrong estimate to be felt. */
const FELT_S = 3

interface Look {
  atMs: number
  share: number
  etaSeconds: number | null
  isOver: boolean
}

const QUERY = `query ($id: ID!) { node(id: $id) {
  ... on Dataset { built: state filesDone filesTotal etaSeconds }
  ... on Run { trained: state iteration iterations etaSeconds }
} }`

async function look(platform: Platform, id: string): Promise<Look> {
  const { node } = await platform.ask(QUERY, { id })
  const [done, of] = node.built ? [node.filesDone, node.filesTotal] : [node.iteration, node.iterations]
  const state = node.built ?? node.trained
  if (state === 'FAILED') throw new Error(`${id} failed`)
  const isOver = state === 'READY' || state === 'SUCCEEDED'
  return { atMs: performance.now(), share: of ? done / of : 0, etaSeconds: node.etaSeconds, isOver }
}

/** By which factor what was shown missed what came, from a fifth of the way on: the middle and the worst of all looks. */
async function misses(platform: Platform, id: string) {
  const looks: Look[] = []
  const end = performance.now() + LONGEST_MS
  for (;;) {
    const now = await look(platform, id)
    if (now.isOver) {
      const factors = looks
        .filter(({ share }) => share >= 0.2)
        .map(({ atMs, etaSeconds }) => ({
          left: (now.atMs - atMs) / 1000,
          shown: etaSeconds ?? Number.POSITIVE_INFINITY,
        }))
        .filter(({ left }) => left >= FELT_S)
        .map(({ left, shown }) => Math.max(left / shown, shown / left))
        .sort((a, b) => a - b)
      return { looks: factors.length, middle: factors[Math.floor(factors.length / 2)], worst: factors.at(-1) }
    }
    if (performance.now() > end) throw new Error(`${id} took longer than ${LONGEST_MS / 1000} s`)
    looks.push(now)
    await new Promise(resolve => setTimeout(resolve, LOOK_MS))
  }
}

async function make(platform: Platform, field: string, type: string, on: string, input: object): Promise<string> {
  const { made } = await platform.ask(
    `mutation ($input: ${type}!) { made: ${field}(input: $input) { ... on ${on} { id } ... on Refusal { message } } }`,
    { input: { projectId: PROJECT, idempotencyKey: randomUUID(), ...input } },
  )
  if (!made.id) throw new Error(made.message)
  return made.id
}

/** A build and a run, and whether the time that is shown as left comes true. */
export async function measure() {
  const platform = await startPlatform()
  try {
    const folder = join(platform.dataRoot, 'drawn')
    const { FOVEA_PYTHON_PIXELS: python = 'python3' } = process.env
    const words = ['-m', 'fovea_samples', folder, '--count', `${DRAWN}`, '--seed', '1']
    execFileSync(python, words, { env: { ...process.env, PYTHONPATH: join(process.cwd(), 'gpu-worker') } })
    for (const label of readdirSync(folder))
      for (const file of readdirSync(join(folder, label)))
        for (let n = 1; n < NAMES; n++) linkSync(join(folder, label, file), join(folder, label, `${n}-${file}`))
    const recipe = { height: 28, width: 28, channels: 1 }
    const dataset = await make(platform, 'createDataset', 'CreateDatasetInput', 'Dataset', {
      name: 'drawn',
      folder,
      recipe,
    })
    const build = await misses(platform, dataset)
    const model = await make(platform, 'createModel', 'CreateModelInput', 'Model', {
      name: 'learnt',
      datasetId: dataset,
      network: { standard: 'lenet' },
      solver: { epochs: EPOCHS },
    })
    const { run } = await platform.ask(
      'mutation ($model: ID!, $key: String!) { run: createRun(modelId: $model, idempotencyKey: $key) { ... on Run { id } } }',
      { model, key: randomUUID() },
    )
    const training = await misses(platform, run.id)
    return {
      build,
      training,
      checks: [
        { what: 'build: shown ÷ true time left, the worst from 20 % on', value: build.worst, atMost: 2 },
        { what: 'training: shown ÷ true time left, the worst from 20 % on', value: training.worst, atMost: 2 },
      ],
    }
  } finally {
    await platform.stop()
  }
}
