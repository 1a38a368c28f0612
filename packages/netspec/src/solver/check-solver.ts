import type { SolverType } from './solver.ts'
import type { SolverScope } from './solver-scope.ts'

const largestSeed = 2 ** 53 - 1

/** What Caffe refuses to begin with, and what it would begin and never learn from. */
export function checkMomentum(type: SolverType, scope: SolverScope): void {
  const { momentum } = scope.values
  if ((type === 'AdaGrad' || type === 'RMSProp') && momentum !== 0)
    scope.error('solver-momentum', 'momentum', `${type} takes no momentum, but the solver has ${momentum}.`, {
      remedy: 'Remove momentum.',
    })
  const isShare = type === 'Adam' || type === 'AdamW' || type === 'AdaDelta'
  if (isShare && momentum === 0)
    scope.warn('solver-momentum', 'momentum', `${type} reads its decay from momentum, which is 0 when left out.`, {
      remedy: `Add momentum: ${type === 'AdaDelta' ? 0.95 : 0.9}.`,
    })
}

export function checkRanges(scope: SolverScope): void {
  const { values } = scope
  for (const field of ['momentum', 'momentum2', 'rms_decay'] as const) {
    if (values[field] < 1) continue
    scope.error('wrong-value', field, `${field} is ${values[field]}; at 1 or more nothing is ever forgotten.`, {
      remedy: 'Use a value from 0 to below 1.',
    })
  }
  if (values.clip_gradients === 0)
    scope.error('wrong-value', 'clip_gradients', 'clip_gradients: 0 makes every gradient zero.', {
      remedy: 'Use a positive bound, or remove clip_gradients.',
    })
  const { random_seed: seed } = values
  if (!Number.isInteger(seed) || seed > largestSeed)
    scope.error('wrong-value', 'random_seed', `random_seed takes a whole number up to 2^53 − 1, not ${seed}.`)
  if (values.base_lr === 0)
    scope.warn('no-rate', 'base_lr', 'base_lr is 0, so nothing is ever learnt.', { remedy: 'Use 0.01, for example.' })
}

/** Fields whose effect a Caffe user may miss. */
export function tellIgnored(scope: SolverScope): void {
  const { values } = scope
  const tell = (field: Parameters<SolverScope['has']>[0], instead: string) =>
    scope.warn('not-taken-over', field, `${field} is not taken over: ${instead}`)
  if (values.average_loss > 1) tell('average_loss', 'the curve shows every step, and smooths as you like.')
  if (values.weights.length > 0) tell('weights', 'choose an earlier run to begin with its weights.')
  if (!values.snapshot_after_train) tell('snapshot_after_train', 'the end of training is always kept.')
  if (values.snapshot_diff) tell('snapshot_diff', 'snapshots hold no gradients.')
  if (values.test_compute_loss) tell('test_compute_loss', 'validation always shows its loss.')
  if (scope.has('test_initialization') && values.test_initialization)
    tell('test_initialization', 'the first validation comes after the first interval.')
}
