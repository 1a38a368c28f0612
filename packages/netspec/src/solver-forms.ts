import type { SolverType } from './solver/solver.ts'

/** What a solver reads, with the value that it usually has; a number that is not here, it does not read. */
export interface SolverForm {
  readonly baseRate: number
  /** Arrays that it keeps, each as large as all parameters. */
  readonly arrays: number
  /** Without it, a hundredth of the base rate. */
  readonly weightDecay?: number
  readonly momentum?: number
  readonly momentum2?: number
  readonly delta?: number
  readonly rmsDecay?: number
}

/** Numbers of a solver beside its rate and decay, in the order in which they are shown. */
export const solverNumbers = ['momentum', 'momentum2', 'rmsDecay', 'delta'] as const
export type SolverNumber = (typeof solverNumbers)[number]

const adam = { momentum: 0.9, momentum2: 0.999, delta: 1e-8 }

/** DIGITS's values for SGD, else those of caffe.proto and of the solvers that come with Caffe; AdamW's are its paper's. */
export const solverForms: { readonly [T in SolverType]: SolverForm } = {
  SGD: { baseRate: 0.01, arrays: 1, momentum: 0.9 },
  Nesterov: { baseRate: 0.01, arrays: 1, momentum: 0.9 },
  AdaGrad: { baseRate: 0.01, arrays: 1, delta: 1e-8 },
  RMSProp: { baseRate: 0.001, arrays: 1, rmsDecay: 0.99, delta: 1e-8 },
  AdaDelta: { baseRate: 1, arrays: 2, weightDecay: 0.0005, momentum: 0.95, delta: 1e-6 },
  Adam: { baseRate: 0.001, arrays: 2, ...adam },
  AdamW: { baseRate: 0.001, arrays: 2, weightDecay: 0.01, ...adam },
}

/** The decay of a solver for which none was given. */
export const usualDecay = (type: SolverType, baseRate: number): number =>
  solverForms[type].weightDecay ?? baseRate / 100
