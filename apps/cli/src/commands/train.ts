import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { standardNetworks } from '@fovea/netspec'
import type { Command } from 'commander'
import { ask } from '../api.js'
import { CreateModel, CreateRun } from '../documents.graphql.js'
import { type FoundModel, findDataset, findModel, findRun, projectId } from '../find.js'
import type { RunPartsFragment } from '../gen/graphql.js'
import { EXIT, expect, Failure } from '../outcome.js'
import { type Output, percent, word } from '../output.js'
import { changes, until } from '../wait.js'
import { addSolverOptions, overridden, type SolverOptions, solverOf } from './solver-options.js'

const standardNames = Object.keys(standardNetworks).join(', ')

interface TrainOptions extends SolverOptions {
  dataset?: string
  network?: string
  device?: string
  wait?: true
}

export function addTrainCommand(program: Command, output: () => Output): void {
  const command = program
    .command('train <name>')
    .description('make a model and its first run; with the name alone, train it once more')
    .option('--dataset <id or name>', 'what to learn from; may still be building')
    .option('--network <name or file>', `${standardNames}, or a file with prototxt`)
  addSolverOptions(command)
    .option('--device <id>', 'cpu, cuda:0 …')
    .option('--wait', 'until it is trained')
    .action(async (name: string, options: TrainOptions) => train(name, options, output()))
}

async function train(name: string, options: TrainOptions, output: Output): Promise<void> {
  const isNew = options.dataset !== undefined || options.network !== undefined
  const model = isNew ? await makeModel(name, options) : await findModel(name)
  const started = await ask(CreateRun, {
    modelId: model.id,
    solver: isNew ? null : overridden((model as FoundModel).solver, options),
    device: options.device ?? null,
    idempotencyKey: randomUUID(),
  })
  const run = expect(started.createRun, 'Run')
  const last = options.wait ? await ended(run.id, output) : run
  output.result(summary(last), lines(last))
  if (last.state === 'FAILED' || last.state === 'ABORTED') {
    throw new Failure(last.reason ?? `The run is ${word(last.state)}.`, EXIT.failed, {
      code: last.failure ?? undefined,
      remedy: last.remedy,
      isShown: true,
    })
  }
}

async function makeModel(name: string, options: TrainOptions): Promise<{ id: string }> {
  if (!options.dataset || !options.network)
    throw new Failure('A new model needs both --dataset and --network.', EXIT.usage, {
      remedy: `Networks are ${standardNames}, or a file with prototxt.`,
    })
  const dataset = await findDataset(options.dataset)
  const input = {
    projectId: await projectId(),
    name,
    datasetId: dataset.id,
    network: await networkOf(options.network),
    solver: solverOf(options),
    idempotencyKey: randomUUID(),
  }
  return expect((await ask(CreateModel, { input })).createModel, 'Model')
}

async function networkOf(text: string) {
  if (!text.includes('/') && !text.includes('.')) return { standard: text }
  const read = await readFile(text, 'utf8').catch(() => undefined)
  if (read === undefined) throw new Failure(`The file ${text} cannot be read.`, EXIT.notFound, { code: 'file-missing' })
  return { text: read }
}

const ENDED = new Set(['SUCCEEDED', 'FAILED', 'ABORTED', 'PAUSED'])

function ended(id: string, output: Output): Promise<RunPartsFragment> {
  const tell = changes(line => output.note(line))
  return until(
    () => findRun(id),
    ({ state }) => ENDED.has(state),
    run => tell(progress(run)),
  )
}

function progress(run: RunPartsFragment): string {
  if (run.state !== 'RUNNING') return `${word(run.state)}${run.reason ? `: ${run.reason}` : ''}`
  const figures = `accuracy ${percent(run.valAccuracy)}, balanced ${percent(run.valBalancedAccuracy)}`
  return `epoch ${Math.floor(run.epoch)} of ${run.solver.epochs}: ${figures}`
}

const summary = (run: RunPartsFragment) => ({
  id: run.id,
  status: word(run.state),
  epochs: run.epoch,
  val: { accuracy: run.valAccuracy, balancedAccuracy: run.valBalancedAccuracy, loss: run.valLoss },
  snapshots: run.snapshots.map(({ epoch, id }) => ({ epoch, id })),
  imagesPerSecond: run.imagesPerSecond,
  seconds: run.seconds,
  error: run.failure ? { code: run.failure, message: run.reason, remedy: run.remedy } : null,
})

const lines = (run: RunPartsFragment) => [
  `${run.name} (${run.id}) is ${word(run.state)}${run.reason ? `: ${run.reason}` : ''}`,
  `accuracy ${percent(run.valAccuracy)}, balanced ${percent(run.valBalancedAccuracy)}, ${run.snapshots.length} snapshots`,
]
