import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import { ask } from '../api.js'
import { addRecipeOptions, type RecipeOptions, recipeOf } from '../dataset-recipe.js'
import { addSourceOptions, optionOf, type SourceOptions, sourceOf } from '../dataset-source.js'
import { CreateDataset } from '../documents.graphql.js'
import { findDataset, projectId } from '../find.js'
import type { DatasetPartsFragment } from '../gen/graphql.js'
import { expect, Failure } from '../outcome.js'
import { type Output, word } from '../output.js'
import { changes, until } from '../wait.js'

type CreateOptions = RecipeOptions & SourceOptions & { wait?: true }

const ENDED = new Set(['READY', 'FAILED', 'ABORTED', 'DELETED'])

export function addDatasetCommand(program: Command, output: () => Output): void {
  const command = program
    .command('dataset')
    .description('make datasets')
    .command('create <name>')
    .description(
      'build a dataset from a folder with one sub-folder a class, from lists, an archive, a bucket or another dataset',
    )
  addRecipeOptions(addSourceOptions(command))
    .option('--wait', 'until it is built')
    .action(async (name: string, options: CreateOptions) => create(name, options, output()))
}

async function create(name: string, options: CreateOptions, output: Output): Promise<void> {
  const from = options.from === undefined ? undefined : await findDataset(options.from)
  const input = {
    projectId: await projectId(),
    name,
    source: await sourceOf(options, from, output),
    recipe: recipeOf(options, from?.recipe),
    idempotencyKey: randomUUID(),
  }
  const made = expect((await ask(CreateDataset, { input })).createDataset, 'Dataset', optionOf)
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
