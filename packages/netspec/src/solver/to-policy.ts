import type { PolicySpec } from '../learning-rate.ts'
import { meant } from '../nearest.ts'
import type { SolverScope } from './solver-scope.ts'

const policies = ['fixed', 'step', 'exp', 'inv', 'multistep', 'poly', 'sigmoid'] as const
/** What each policy reads; caffe.proto, comment of lr_policy. */
const needs = {
  fixed: [],
  step: ['gamma', 'stepsize'],
  exp: ['gamma'],
  inv: ['gamma', 'power'],
  multistep: ['gamma', 'stepvalue'],
  poly: ['power'],
  sigmoid: ['gamma', 'stepsize'],
} as const
/** These count iterations, so that only max_iter says at what part of training they lie. */
const counting: readonly string[] = ['step', 'exp', 'inv', 'multistep', 'sigmoid']

type PolicyName = (typeof policies)[number]

/** Caffe's policies count iterations, ours percent of training (digits.md §3): the same curve for the text's own max_iter. */
export function toPolicy(scope: SolverScope): PolicySpec | undefined {
  const { values } = scope
  const type = policies.find(policy => policy === values.lr_policy)
  if (type === undefined) {
    if (values.lr_policy === undefined) scope.missing('lr_policy', 'Add lr_policy: "fixed" or another.')
    else
      scope.error('unknown-word', 'lr_policy', `There is no learning-rate policy ${values.lr_policy.slice(0, 60)}.`, {
        remedy: meant(values.lr_policy, policies),
      })
    return undefined
  }
  const absent = needs[type].filter(field => {
    const value = values[field]
    return value === undefined || (Array.isArray(value) && value.length === 0)
  })
  for (const field of absent)
    scope.missing(field, `The policy ${type} reads ${field}. Add ${field}: and its value.`, 'lr_policy')
  if (counting.includes(type) && values.max_iter === undefined) {
    scope.missing(
      'max_iter',
      `Add max_iter: the policy ${type} counts iterations, and only max_iter says which part of training they are.`,
    )
    return undefined
  }
  return absent.length > 0 ? undefined : converted(type, scope)
}

function converted(type: PolicyName, scope: SolverScope): PolicySpec | undefined {
  const { gamma = 0, power = 0, stepsize = 0, max_iter = 0 } = scope.values
  const scale = max_iter / 100
  if (type !== 'fixed' && type !== 'poly' && type !== 'sigmoid' && gamma < 0) {
    scope.error('wrong-value', 'gamma', `gamma is ${gamma}, which would make the learning rate negative.`, {
      remedy: 'Use a gamma of 0 or more.',
    })
    return undefined
  }
  switch (type) {
    case 'fixed':
      return { type }
    case 'step':
      return { type, stepPercent: stepsize / scale, gamma }
    case 'exp':
      return { type, gamma: gamma ** scale }
    case 'inv':
      return { type, gamma: gamma * scale, power }
    case 'poly':
      return { type, power }
    case 'multistep':
      return multistep(scope, gamma, max_iter)
    case 'sigmoid':
      if (gamma > 0)
        scope.warn(
          'sigmoid-rises',
          'gamma',
          'Caffe’s sigmoid policy rises from about 0 to base_lr when gamma is positive; it is taken over as it is.',
          { remedy: 'Use a negative gamma for a rate that falls.' },
        )
      return { type, step: stepsize / scale, gamma: gamma === 0 ? 0 : -gamma * scale }
  }
}

function multistep(scope: SolverScope, gamma: number, iterations: number): PolicySpec | undefined {
  const steps = scope.values.stepvalue
  if (steps.some((step, i) => step <= (steps[i - 1] ?? -1))) {
    scope.error('wrong-value', 'stepvalue', 'The values of stepvalue do not rise.', {
      remedy: 'Write them in order, each larger than the one before.',
    })
    return undefined
  }
  const within = steps.filter(step => step < iterations)
  if (within.length < steps.length)
    scope.warn('step-beyond-end', 'stepvalue', `Training ends at ${iterations}, before the last stepvalue.`, {
      remedy: 'Remove the values beyond max_iter.',
    })
  return { type: 'multistep', values: within.map(step => (step * 100) / iterations), gamma }
}
