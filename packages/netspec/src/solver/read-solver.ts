import { type Fault, FaultList } from '../faults.ts'
import { meant } from '../nearest.ts'
import { readMessage } from '../schema/read-message.ts'
import { parse } from '../text/parse.ts'
import type { Message } from '../text/tree.ts'
import { checkMomentum, checkRanges, tellIgnored } from './check-solver.ts'
import { type OwnOptions, type Solver, type SolverType, solverTypes } from './solver.ts'
import { innerNetworks, solverFields } from './solver-fields.ts'
import { SolverScope } from './solver-scope.ts'
import { toPolicy } from './to-policy.ts'

export interface ReadSolver {
  readonly faults: readonly Fault[]
  /** Absent when a fault is an error. */
  readonly solver?: Solver
}

/** The comment in which a text of Fovea's says what Caffe has no field for. */
const OWN = /^#(?= fovea \{)/gm

/** Reads a solver text of Caffe, DIGITS or Fovea. Throws for no text. */
export function readSolver(text: string): ReadSolver {
  const faults = new FaultList()
  // A blank in its place, so that what is wrong in it is told at its column.
  const source = parse(text.replace(OWN, ' '), faults)
  const solver = isNetwork(source, faults) ? undefined : toSolver(source, faults)
  return { faults: faults.list(), ...(solver === undefined || faults.hasErrors ? {} : { solver }) }
}

function isNetwork({ fields }: Message, faults: FaultList): boolean {
  const layer = fields.find(({ name }) => name === 'layer' || name === 'layers')
  if (layer === undefined) return false
  faults.error(layer.at, {
    code: 'not-a-solver',
    message: 'This is the text of a network, not of a solver.',
    remedy: 'Give the file that names base_lr and lr_policy, usually solver.prototxt.',
  })
  return true
}

function toSolver(source: Message, faults: FaultList): Solver | undefined {
  const inner = source.fields.filter(({ name }) => innerNetworks.includes(name))
  for (const { at, name } of inner)
    faults.warn(at, {
      code: 'not-taken-over',
      message: `${name} holds a network, which is not read from a solver text.`,
      remedy: 'Give the network as a text of its own.',
    })
  const fields = source.fields.filter(field => !inner.includes(field))
  const values = readMessage({ ...source, fields }, solverFields, { faults, where: 'The solver' })
  const scope = new SolverScope(values, source, faults)
  const type = toType(scope)
  const policy = toPolicy(scope)
  const regularization = toRegularization(scope)
  checkRanges(scope)
  tellIgnored(scope)
  if (values.base_lr === undefined) scope.missing('base_lr', 'Add base_lr: with the learning rate to begin with.')
  if (type !== undefined) checkMomentum(type, scope)
  if (type === undefined || policy === undefined || values.base_lr === undefined) return undefined
  const { max_iter: iterations, test_interval, snapshot, random_seed, fovea } = values
  return {
    type,
    baseRate: values.base_lr,
    momentum: values.momentum,
    momentum2: values.momentum2,
    delta: values.delta,
    rmsDecay: values.rms_decay,
    weightDecay: values.weight_decay,
    regularization,
    policy,
    accumulation: values.iter_size,
    clip: Math.max(values.clip_gradients, 0),
    ...(iterations === undefined ? {} : { iterations }),
    ...(test_interval === 0 ? {} : { testEvery: test_interval }),
    ...(snapshot === 0 ? {} : { snapshotEvery: snapshot }),
    ...(random_seed < 0 ? {} : { seed: random_seed }),
    ...(fovea === undefined ? {} : { own: toOwn(fovea) }),
  }
}

function toOwn(fields: NonNullable<SolverScope['values']['fovea']>): OwnOptions {
  const { epochs, batch_size, snapshot_epochs, validation_epochs, scale, precision, mean, crop, mirror } = fields
  return {
    ...(epochs === undefined ? {} : { epochs }),
    ...(batch_size === undefined ? {} : { batchSize: batch_size }),
    warmupPercent: fields.warmup_percent,
    precision,
    earlyStop: fields.early_stop,
    bestBy: fields.best_by,
    ...(snapshot_epochs === undefined ? {} : { snapshotEpochs: snapshot_epochs }),
    ...(validation_epochs === undefined ? {} : { validationEpochs: validation_epochs }),
    mean,
    ...(scale === undefined ? {} : { scale }),
    crop,
    mirror,
  }
}

/** The old field solver_type holds the same choice in capitals. */
function toType(scope: SolverScope): SolverType | undefined {
  const { type, solver_type } = scope.values
  if (type !== undefined && solver_type !== undefined) {
    scope.error('solver-type', 'solver_type', 'The solver is named twice, by type and by the old solver_type.', {
      remedy: 'Remove solver_type.',
    })
    return undefined
  }
  const wanted = type ?? 'SGD'
  const found =
    solver_type === undefined
      ? solverTypes.find(known => known === wanted)
      : solverTypes.find(known => known.toUpperCase() === solver_type)
  if (found === undefined)
    scope.error('unknown-word', 'type', `There is no solver ${wanted.slice(0, 60)}.`, {
      remedy: meant(wanted, solverTypes),
    })
  return found
}

function toRegularization(scope: SolverScope): Solver['regularization'] {
  const { regularization_type: type = 'L2' } = scope.values
  if (type === 'L1' || type === 'L2') return type
  scope.error('unknown-word', 'regularization_type', `There is no regularization ${type.slice(0, 60)}.`, {
    remedy: 'Use "L2" or "L1".',
  })
  return 'L2'
}
