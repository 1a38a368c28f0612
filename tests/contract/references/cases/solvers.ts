export interface SolverCase {
  readonly what: string
  readonly text: string
  /** The rate stays as it is. */
  readonly isFixed?: boolean
  readonly items: readonly number[]
}

/** The rate falls in the middle: there a velocity that holds the rate parts from one that does not. */
const falls = 'base_lr: 0.02 lr_policy: "multistep" gamma: 0.1 stepvalue: 14 stepvalue: 22 max_iter: 30'
const small = falls.replace('0.02', '0.005')
const solver = (what: string, fields: string, items: readonly number[], rate = falls): SolverCase => ({
  what,
  text: `${rate} ${fields}`,
  items,
})
const policy = (what: string, rate: string): SolverCase => ({ what, text: `base_lr: 0.01 ${rate}`, items: [46] })

export const solverCases: readonly SolverCase[] = [
  solver('SGD with momentum and decay', 'momentum: 0.9 weight_decay: 0.01', [41, 43], small),
  solver('SGD without momentum', 'type: "SGD" weight_decay: 0.01', [41]),
  solver('SGD with L1', 'momentum: 0.5 weight_decay: 0.02 regularization_type: "L1"', [43], small),
  solver(
    'SGD clipped, divided, decayed, in that order',
    'momentum: 0.9 weight_decay: 0.05 clip_gradients: 9 iter_size: 3',
    [40],
  ),
  solver('SGD clipped seldom', 'momentum: 0.8 clip_gradients: 60', [40], small),
  solver('SGD over four batches', 'momentum: 0.9 weight_decay: 0.01 iter_size: 4', [40], small),
  solver('Nesterov', 'type: "Nesterov" momentum: 0.9 weight_decay: 0.01', [42], small),
  solver('Nesterov without momentum', 'type: "Nesterov" weight_decay: 0.01', [42]),
  solver(
    'Nesterov with all options',
    'solver_type: NESTEROV momentum: 0.8 weight_decay: 0.02 regularization_type: "L1" clip_gradients: 20 iter_size: 2',
    [40, 42, 43],
    small,
  ),
  solver('AdaGrad', 'type: "AdaGrad" weight_decay: 0.01', [45]),
  solver(
    'AdaGrad with a large delta',
    'type: "AdaGrad" delta: 0.5 weight_decay: 0.05 iter_size: 2 clip_gradients: 30',
    [40, 45],
  ),
  solver('RMSProp', 'type: "RMSProp" weight_decay: 0.01', [45], small),
  solver(
    'RMSProp that forgets quickly',
    'type: "RMSProp" rms_decay: 0.6 delta: 0.01 weight_decay: 0.02 regularization_type: "L1"',
    [43, 45],
    small,
  ),
  solver(
    'AdaDelta',
    'type: "AdaDelta" momentum: 0.95 delta: 1e-6 weight_decay: 0.01',
    [45],
    falls.replace('0.02', '1'),
  ),
  solver(
    'AdaDelta with a large delta',
    'type: "AdaDelta" momentum: 0.7 delta: 0.01 iter_size: 2 clip_gradients: 15',
    [40, 45],
    falls.replace('0.02', '0.5'),
  ),
  solver('Adam', 'type: "Adam" momentum: 0.9 weight_decay: 0.01', [43, 44]),
  solver(
    'Adam with a large delta, which is not corrected',
    'type: "Adam" momentum: 0.9 momentum2: 0.99 delta: 0.1 weight_decay: 0.05',
    [44],
  ),
  solver('Adam with momentum 0, as it is by default', 'type: "Adam" momentum2: 0.9', [44]),
  solver(
    'Adam with all options',
    'type: "Adam" momentum: 0.8 weight_decay: 0.02 regularization_type: "L1" clip_gradients: 12 iter_size: 3',
    [40, 43, 44],
  ),
  solver('AdamW', 'type: "AdamW" momentum: 0.9 weight_decay: 0.2', []),
  solver(
    'AdamW with a large delta, which is corrected',
    'type: "AdamW" momentum: 0.8 momentum2: 0.99 delta: 0.1 weight_decay: 0.1 iter_size: 2 clip_gradients: 20',
    [40],
  ),
  policy('a rate by steps that do not divide the whole', 'lr_policy: "step" gamma: 0.5 stepsize: 7 max_iter: 65'),
  policy('a rate by steps of one in eleven', 'lr_policy: "step" gamma: 0.9 stepsize: 3 max_iter: 97'),
  policy('a rate that falls by a factor each step', 'lr_policy: "exp" gamma: 0.97 max_iter: 40'),
  policy('a rate by its inverse', 'lr_policy: "inv" gamma: 0.05 power: 0.75 max_iter: 40'),
  policy(
    'a rate by values',
    'lr_policy: "multistep" gamma: 0.3 stepvalue: 1 stepvalue: 13 stepvalue: 14 stepvalue: 41 max_iter: 43',
  ),
  policy('a rate by a polynomial', 'lr_policy: "poly" power: 2 max_iter: 40'),
  policy('a rate by a sigmoid that rises', 'lr_policy: "sigmoid" gamma: 0.2 stepsize: 20 max_iter: 40'),
  policy('a rate by a sigmoid that falls', 'lr_policy: "sigmoid" gamma: -0.2 stepsize: 17 max_iter: 40'),
  { ...policy('a fixed rate', 'lr_policy: "fixed" max_iter: 25'), isFixed: true },
]
