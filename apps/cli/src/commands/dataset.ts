import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { ask } from '../api.js'
import { CreateDataset } from '../documents.graphql.js'
import { findDataset, projectId } from '../find.js'
import type { DatasetPartsFragment, Resize } from '../gen/graphql.js'
import { channels, number, resize, size, whole } from '../numbers.js'
import { expect, Failure } from '../outcome.js'
import { type Output, word } from '../output.js'
import { changes, until } from '../wait.js'

interface CreateOptions {
  folder: string
  val: number
  test: number
  size: { height: number; width: number }
  channels: number
  resize: Resize
  seed: number
  wait?: true
}

const ENDED = new Set(['READY', 'FAILED', 'ABORTED', 'DELETED'])

export function addDatasetCommand(program: Command, output: () => Output): void {
  program
    .command('dataset')
    .description('make datasets')
    .command('create <name>')
    .description('build a dataset from a folder with one sub-folder a class')
    .requiredOption('--folder <dir>', 'folder on the server, below a data root')
    .option('--val <percent>', 'share for validation', number, 25)
    .option('--test <percent>', 'share for testing', number, 0)
    .option('--size <WxH>', 'size of the images', size, { height: 32, width: 32 })
    .option('--channels <rgb|gray>', 'colour or grey', channels, 3)
    .option('--resize <mode>', 'squash, crop, fill or half-crop', resize, 'SQUASH')
    .option('--seed <n>', 'seed of split and order', whole, 1)
    .option('--wait', 'until it is built')
    .action(async (name: string, options: CreateOptions) => create(name, options, output()))
}

async function create(name: string, options: CreateOptions, output: Output): Promise<void> {
  const recipe = {
    ...options.size,
    channels: options.channels,
    resize: options.resize,
    validationPercent: options.val,
    testPercent: options.test,
    seed: options.seed,
  }
  const input = {
    projectId: await projectId(),
    name,
    folder: resolve(options.folder),
    recipe,
    idempotencyKey: randomUUID(),
  }
  const made = expect((await ask(CreateDataset, { input })).createDataset, 'Dataset')
  const dataset = options.wait ? await built(made.id, output) : made
  output.result(summary(dataset), lines(dataset))
  if (dataset.state === 'FAILED' || dataset.state === 'ABORTED') {
    throw new Failure(dataset.reason ?? `The build is ${word(dataset.state)}.`, undefined, {
      remedy: dataset.remedy,
      isShown: true,
    })
  }
}

function built(id: string, output: Output): Promise<DatasetPartsFragment> {
  const tell = changes(line => output.note(line))
  return until(
    () => findDataset(id),
    ({ state }) => ENDED.has(state),
    ({ state, filesDone, filesTotal }) => tell(`${word(state)} ${filesDone} of ${filesTotal} images`),
  )
}

const seconds = ({ startedAt, endedAt }: DatasetPartsFragment) =>
  startedAt && endedAt ? (Date.parse(endedAt) - Date.parse(startedAt)) / 1000 : null

const summary = (dataset: DatasetPartsFragment) => ({
  id: dataset.id,
  status: word(dataset.state),
  classes: dataset.classes,
  counts: Object.fromEntries(dataset.counts.map(({ split, total }) => [split.toLowerCase(), total])),
  rejected: dataset.rejected,
  seconds: seconds(dataset),
  ...(dataset.reason && { error: { message: dataset.reason, remedy: dataset.remedy } }),
})

const lines = (dataset: DatasetPartsFragment) => [
  `${dataset.name} (${dataset.id}) is ${word(dataset.state)}`,
  `classes: ${dataset.classes.join(', ')}`,
  `images: ${dataset.counts.map(({ split, total }) => `${split.toLowerCase()} ${total}`).join(', ')}`,
  ...dataset.rejected.map(({ path, reason }) => `rejected: ${path}: ${reason}`),
]
