import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { standardNetworks } from '@fovea/netspec'
import type { Command } from 'commander'
import { ask } from '../api.js'
import { CreateModel, CreateRun } from '../documents.graphql.js'
import { type FoundModel, findDataset, findModel, findRun, projectId } from '../find.js'
import type { Mean, PolicyType, RunPartsFragment, SolverInput } from '../gen/graphql.js'
import { mean, number, numbers, policy, whole } from '../numbers.js'
import { EXIT, expect, Failure } from '../outcome.js'
import { type Output, percent, word } from '../output.js'
import { changes, until } from '../wait.js'

const standardNames = Object.keys(standardNetworks).join(', ')

interface TrainOptions {
  dataset?: string
  network?: string
  epochs?: number
  batch?: number
  lr?: number
  momentum?: number
  decay?: number
  policy?: PolicyType
  step?: number
  gamma?: number
  power?: number
  values?: number[]
  mean?: Mean
  scale?: number
  crop?: number
  mirror?: true
  snapshots?: number
  validate?: number
  seed?: number
  device?: string
  wait?: true
}

export function addTrainCommand(program: Command, output: () => Output): void {
  program
    .command('train <name>')
    .description('make a model and its first run; with the name alone, train it once more')
    .option('--dataset <id or name>', 'what to learn from; may still be building')
    .option('--network <name or file>', `${standardNames}, or a file with prototxt`)
    .option('--epochs <n>', 'passes over the training images', whole)
    .option('--batch <n>', 'images a batch', whole)
    .option('--lr <rate>', 'base learning rate', number)
    .option('--momentum <m>', 'of the solver', number)
    .option('--decay <d>', 'weight decay', number)
    .option('--policy <name>', 'fixed, step, multistep, exp, inv, poly, sigmoid', policy)
    .option('--step <percent>', 'size of a step, or middle of the sigmoid', number)
    .option('--gamma <g>', 'of the policy', number)
    .option('--power <p>', 'of the policy', number)
    .option('--values <percents>', 'of multistep: 50,85', numbers)
    .option('--mean <mode>', 'subtract none, image or pixel', mean)
    .option('--scale <s>', 'factor after the mean', number)
    .option('--crop <pixels>', 'side of a random square', whole)
    .option('--mirror', 'mirror at random')
    .option('--snapshots <epochs>', 'between snapshots', number)
    .option('--validate <epochs>', 'between validations', number)
    .option('--seed <n>', 'of weights and batches', whole)
    .option('--device <id>', 'cpu, cuda:0 …')
    .option('--wait', 'until it is trained')
    .action(async (name: string, options: TrainOptions) => train(name, options, output()))
}

async function train(name: string, options: TrainOptions, output: Output): Promise<void> {
  const isNew = options.dataset !== undefined || options.network !== undefined
  const model = isNew ? await makeModel(name, options) : await findModel(name)
  const started = await ask(CreateRun, {
    modelId: model.id,
    solver: isNew ? null : overridden(model as FoundModel, options),
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

/** What is given on the command line; all else is the platform's default. */
const solverOf = (options: TrainOptions): SolverInput => ({
  ...given('epochs', options.epochs),
  ...given('batchSize', options.batch),
  ...given('baseRate', options.lr),
  ...given('momentum', options.momentum),
  ...given('weightDecay', options.decay),
  ...given('snapshotInterval', options.snapshots),
  ...given('validationInterval', options.validate),
  ...given('seed', options.seed),
  policy: {
    ...given('type', options.policy),
    ...given('stepPercent', options.step),
    ...given('gamma', options.gamma),
    ...given('power', options.power),
    ...given('values', options.values),
  },
  preprocessing: {
    ...given('mean', options.mean),
    ...given('scale', options.scale),
    ...given('crop', options.crop),
    ...given('mirror', options.mirror),
  },
})

const given = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }

/** The model's solver with what is given on the command line put over it; null when nothing is. */
function overridden(model: FoundModel, options: TrainOptions): SolverInput | null {
  const { policy: ownPolicy, preprocessing: ownPreprocessing, ...own } = model.solver
  const { policy: newPolicy, preprocessing: newPreprocessing, ...change } = solverOf(options)
  const counts = [change, newPolicy, newPreprocessing].map(part => Object.keys(part ?? {}).length)
  if (counts.every(count => count === 0)) return null
  // Another policy type comes with its own defaults, not with the old one's parameters.
  const policyBase = newPolicy?.type ? {} : ownPolicy
  return {
    ...own,
    ...change,
    policy: { ...policyBase, ...newPolicy },
    preprocessing: { ...ownPreprocessing, ...newPreprocessing },
  } as SolverInput
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
