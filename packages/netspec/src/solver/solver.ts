import type { PolicySpec } from '../learning-rate.ts'

export const solverTypes = ['SGD', 'Nesterov', 'AdaGrad', 'RMSProp', 'AdaDelta', 'Adam', 'AdamW'] as const
export type SolverType = (typeof solverTypes)[number]

/** What a text of Fovea's says beyond Caffe, in its line `# fovea { … }`. */
export interface OwnOptions {
  readonly epochs?: number
  readonly batchSize?: number
  readonly warmupPercent: number
  readonly precision: 'FLOAT32' | 'BFLOAT16'
  /** Validations without a better one; 0: never. */
  readonly earlyStop: number
  readonly bestBy: 'BALANCED_ACCURACY' | 'ACCURACY' | 'LOSS'
  /** Epochs from one to the next. */
  readonly snapshotEpochs?: number
  readonly validationEpochs?: number
  readonly mean: 'NONE' | 'IMAGE' | 'PIXEL'
  readonly scale?: number
  readonly crop: number
  readonly mirror: boolean
}

/** How a network is trained, as a solver text has it. */
export interface Solver {
  readonly type: SolverType
  readonly baseRate: number
  readonly momentum: number
  readonly momentum2: number
  readonly delta: number
  readonly rmsDecay: number
  readonly weightDecay: number
  readonly regularization: 'L1' | 'L2'
  /** In percent of training, converted by `iterations`. */
  readonly policy: PolicySpec
  /** Batches whose gradients are added up before a step. */
  readonly accumulation: number
  /** Largest L2 norm of all gradients together; 0: no bound. */
  readonly clip: number
  /** Steps of training; the text leaves them open where its policy needs none. */
  readonly iterations?: number
  /** Steps from one validation to the next. */
  readonly testEvery?: number
  /** Steps from one snapshot to the next. */
  readonly snapshotEvery?: number
  readonly seed?: number
  readonly own?: OwnOptions
}
