import {
  BestBy,
  Mean,
  type Policy,
  PolicyType,
  Precision,
  Regularization,
  type Solver,
  SolverType,
} from '@fovea/proto/models/v1/models'
import { SOLVER } from '../launch/spec-solver.js'

export interface SolverFacts {
  name: string
  solver: Solver
  /** 0 while the dataset is not ready, and so the length of the training not known. */
  iterations: number
  iterationsPerEpoch: number
  validationImages: number
  isOnGpu: boolean
}

const MEANS: Record<Mean, string> = {
  [Mean.UNSPECIFIED]: 'NONE',
  [Mean.NONE]: 'NONE',
  [Mean.IMAGE]: 'IMAGE',
  [Mean.PIXEL]: 'PIXEL',
}

type Line = [name: string, value: number | string]

/** Caffe counts iterations where the policies here count percent of training. */
function policyLines({ type, stepPercent, gamma, power, values }: Policy, iterations: number): Line[] {
  const at = (percent: number) => Math.round((percent / 100) * iterations)
  const perIteration = 100 / iterations
  switch (type) {
    case PolicyType.STEP:
      return [policy('step'), ['gamma', gamma], ['stepsize', Math.max(1, at(stepPercent))]]
    case PolicyType.MULTISTEP:
      return [policy('multistep'), ['gamma', gamma], ...values.map((value): Line => ['stepvalue', at(value)])]
    case PolicyType.EXP:
      return [policy('exp'), ['gamma', gamma ** perIteration]]
    case PolicyType.INV:
      return [policy('inv'), ['gamma', gamma * perIteration], ['power', power]]
    case PolicyType.POLY:
      return [policy('poly'), ['power', power]]
    case PolicyType.SIGMOID:
      return [policy('sigmoid'), ['gamma', -gamma * perIteration], ['stepsize', at(stepPercent)]]
    case PolicyType.COSINE:
      return [policy('cosine')]
    default:
      return [policy('fixed')]
  }
}

const policy = (name: string): Line => ['lr_policy', quoted(name)]
/** What Caffe has no field for: netspec reads this comment again. */
function ownLine(solver: Solver): string {
  const { preprocessing, policy: curve, precision, bestBy, earlyStop = 0 } = solver
  const fields: [string, string | number | boolean][] = [
    ['epochs', solver.epochs],
    ['batch_size', solver.batchSize ?? 1],
    ['warmup_percent', curve?.warmupPercent ?? 0],
    ['precision', precision === Precision.BFLOAT16 ? 'BFLOAT16' : 'FLOAT32'],
    ['early_stop', earlyStop],
    ['best_by', BEST[bestBy ?? BestBy.BALANCED_ACCURACY]],
    ['snapshot_epochs', solver.snapshotInterval],
    ['validation_epochs', solver.validationInterval],
    ['mean', MEANS[preprocessing?.mean ?? Mean.NONE]],
    ['scale', preprocessing?.scale ?? 1],
    ['crop', preprocessing?.crop ?? 0],
    ['mirror', preprocessing?.mirror ?? false],
  ]
  return `fovea { ${fields.map(([name, value]) => `${name}: ${value}`).join(' ')} }`
}

const quoted = (text: string) => JSON.stringify(text)
const oneLine = (text: string) => text.replace(/\s+/g, ' ')

/** How often something happens, in iterations; at the end only when it never does in between. */
const every = (epochs: number, { iterations, iterationsPerEpoch }: SolverFacts) =>
  epochs > 0 ? Math.max(1, Math.round(epochs * iterationsPerEpoch)) : iterations

const BEST: Record<BestBy, string> = {
  [BestBy.UNSPECIFIED]: 'BALANCED_ACCURACY',
  [BestBy.BALANCED_ACCURACY]: 'BALANCED_ACCURACY',
  [BestBy.ACCURACY]: 'ACCURACY',
  [BestBy.LOSS]: 'LOSS',
}
const FIGURES: Partial<Record<BestBy, string>> = { [BestBy.ACCURACY]: 'accuracy', [BestBy.LOSS]: 'loss' }

/** What Caffe has no word for. */
function beyondCaffe({ type, policy: curve, precision, earlyStop = 0, bestBy, ...solver }: Solver): string[] {
  const warmup = curve?.warmupPercent ?? 0
  const figure = (bestBy && FIGURES[bestBy]) ?? 'balanced accuracy'
  return [
    type === SolverType.ADAMW && 'Caffe has no AdamW; its Adam adds the decay to the gradient.',
    curve?.type === PolicyType.COSINE && 'Caffe has no policy cosine, and refuses it.',
    warmup > 0 && `The rate rises in a straight line over the first ${warmup} % of training, which Caffe cannot say.`,
    precision === Precision.BFLOAT16 && 'Layers compute in bfloat16.',
    earlyStop > 0 && `Training ends when the ${figure} has not become better in ${earlyStop} validations.`,
    (solver.accumulation ?? 1) > 1 && 'max_iter, stepsize and intervals count steps of iter_size batches.',
  ].filter(line => line !== false)
}

/** What this type of solver reads besides its rate. */
function numberLines({ momentum = 0, momentum2, rmsDecay, delta, type = SolverType.SGD }: Solver): Line[] {
  const hasMomentum = type !== SolverType.ADAGRAD && type !== SolverType.RMSPROP
  const lines: [string, number | undefined][] = [
    ['momentum', hasMomentum ? momentum : undefined],
    ['momentum2', momentum2],
    ['rms_decay', rmsDecay],
    ['delta', delta],
  ]
  return lines.flatMap(([name, value]): Line[] => (value === undefined ? [] : [[name, value]]))
}

/** Caffe's names of the options that are on. */
function optionLines({ regularization, accumulation = 1, clip = 0 }: Solver): Line[] {
  const lines: (Line | false)[] = [
    regularization === Regularization.L1 && ['regularization_type', quoted('L1')],
    accumulation > 1 && ['iter_size', accumulation],
    clip > 0 && ['clip_gradients', clip],
  ]
  return lines.filter(line => line !== false)
}

/** The solver as Caffe reads it; what Caffe keeps elsewhere, or has no word for, stands in comments. */
export function solverText(facts: SolverFacts): string {
  const { name, solver, iterations, validationImages, isOnGpu } = facts
  const { batchSize = 1, baseRate = 0 } = solver
  const comments = [`Run ${oneLine(name)}, ${solver.epochs} epochs of batches of ${batchSize}`, ...beyondCaffe(solver)]
  const lines: Line[] = [
    ['net', quoted('network.prototxt')],
    ['type', quoted(SOLVER[solver.type ?? SolverType.SGD])],
    ['base_lr', baseRate],
    ...numberLines(solver),
    ['weight_decay', solver.weightDecay ?? baseRate / 100],
    ...optionLines(solver),
    ['random_seed', solver.seed],
    ['snapshot_prefix', quoted('snapshot')],
    ['solver_mode', isOnGpu ? 'GPU' : 'CPU'],
  ]
  if (iterations === 0) {
    comments.push(
      'The dataset is not ready: policy, max_iter and intervals, which count iterations, are not known yet.',
    )
  } else {
    lines.push(['max_iter', iterations], ...policyLines(solver.policy as Policy, iterations))
    lines.push(['snapshot', every(solver.snapshotInterval, facts)])
    if (validationImages > 0 && solver.validationInterval > 0)
      lines.push(
        ['test_iter', Math.ceil(validationImages / batchSize)],
        ['test_interval', every(solver.validationInterval, facts)],
      )
  }
  comments.push(ownLine(solver))
  return [...comments.map(text => `# ${text}`), ...lines.map(([key, value]) => `${key}: ${value}`), ''].join('\n')
}
