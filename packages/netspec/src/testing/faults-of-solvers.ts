import type { PlantedFault } from './planted.ts'

const warning = { severity: 'warning' } as const
const fixed = 'base_lr: 0.1\nlr_policy: "fixed"\n'

/** What is wrong with a solver text. */
export const faultsOfSolvers: readonly PlantedFault[] = [
  ['no rate', 'missing-field', '¦lr_policy: "fixed"'],
  ['no policy', 'missing-field', '¦base_lr: 0.1'],
  ['an unknown policy', 'unknown-word', 'base_lr: 0.1 lr_policy: ¦"stepp"'],
  ['an unknown field', 'unknown-field', `${fixed}¦typ: "SGD"`],
  ['an unknown solver', 'unknown-word', `${fixed}type: ¦"ADAM"`],
  ['an unknown solver of the old form', 'unknown-word', `${fixed}solver_type: ¦ADAMW`],
  ['a solver named twice', 'solver-type', `${fixed}type: "SGD" solver_type: ¦SGD`],
  ['an unknown regularization', 'unknown-word', `${fixed}regularization_type: ¦"L3"`],
  ['momentum for AdaGrad', 'solver-momentum', `${fixed}type: "AdaGrad" momentum: ¦0.9`],
  ['momentum for RMSProp', 'solver-momentum', `${fixed}type: "RMSProp" momentum: ¦0.9`],
  ['no momentum for Adam', 'solver-momentum', `¦${fixed}type: "Adam"`, warning],
  ['a momentum of 1', 'wrong-value', `${fixed}momentum: ¦1`],
  ['a bound of 0', 'wrong-value', `${fixed}clip_gradients: ¦0`],
  ['a seed that is a fraction', 'wrong-value', `${fixed}random_seed: ¦1.5`],
  ['no batch at all', 'wrong-value', `${fixed}iter_size: ¦0`],
  ['a rate given twice', 'given-twice', `${fixed}¦base_lr: 0.2`, warning],
  ['a rate of 0', 'no-rate', 'base_lr: ¦0 lr_policy: "fixed"', warning],
  ['steps without an end', 'missing-field', '¦base_lr: 1 lr_policy: "step" gamma: 0.1 stepsize: 5'],
  ['a step without its size', 'missing-field', 'base_lr: 1 lr_policy: ¦"step" gamma: 0.1 max_iter: 5'],
  ['a negative rate', 'wrong-value', 'base_lr: 1 lr_policy: "inv" gamma: ¦-1 power: 1 max_iter: 5'],
  [
    'steps out of order',
    'wrong-value',
    'base_lr: 1 lr_policy: "multistep" gamma: 0.1 max_iter: 10 stepvalue: 9 stepvalue: ¦3',
  ],
  [
    'a step beyond the end',
    'step-beyond-end',
    'base_lr: 1 lr_policy: "multistep" gamma: 0.1 max_iter: 5 stepvalue: ¦9',
    warning,
  ],
  [
    'a sigmoid that rises',
    'sigmoid-rises',
    'base_lr: 1 lr_policy: "sigmoid" gamma: ¦0.1 stepsize: 3 max_iter: 5',
    warning,
  ],
  ['a mean of losses', 'not-taken-over', `${fixed}average_loss: ¦40`, warning],
  ['weights to begin with', 'not-taken-over', `${fixed}weights: ¦"a.caffemodel"`, warning],
  ['a network within', 'not-taken-over', `${fixed}¦net_param { name: "x" }`, warning],
  ['a network’s text', 'not-a-solver', '¦layer { name: "x" }'],
  ['an open message', 'syntax', `${fixed}¦{`],
]
