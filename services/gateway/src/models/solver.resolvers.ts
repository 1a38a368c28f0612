import { BestBy, Precision, Regularization, SolverType } from '@fovea/proto/models/v1/models'
import type { Resolvers } from '../gen/resolvers.js'
import { sent } from '../graphql/results.js'

/** Solvers of models and runs from before an option was there lack it. */
export const solverResolvers: Pick<Resolvers, 'Solver' | 'Policy'> = {
  Solver: {
    type: ({ type }) => type ?? SolverType.SGD,
    baseRate: solver => sent(solver.baseRate, 'baseRate'),
    momentum: solver => sent(solver.momentum, 'momentum'),
    momentum2: ({ momentum2 }) => momentum2 ?? null,
    delta: ({ delta }) => delta ?? null,
    rmsDecay: ({ rmsDecay }) => rmsDecay ?? null,
    regularization: ({ regularization }) => regularization ?? Regularization.L2,
    accumulation: ({ accumulation }) => accumulation ?? 1,
    clip: ({ clip }) => clip ?? 0,
    precision: ({ precision }) => precision ?? Precision.FLOAT32,
    earlyStop: ({ earlyStop }) => earlyStop ?? 0,
    bestBy: ({ bestBy }) => bestBy ?? BestBy.BALANCED_ACCURACY,
    batchSize: solver => sent(solver.batchSize, 'batchSize'),
    weightDecay: solver => sent(solver.weightDecay, 'weightDecay'),
    policy: solver => sent(solver.policy, 'policy'),
    preprocessing: ({ preprocessing }) => {
      const { mean, scale, crop, mirror } = sent(preprocessing, 'preprocessing')
      return { mean, scale: sent(scale, 'scale'), crop: sent(crop, 'crop'), mirror: sent(mirror, 'mirror') }
    },
  },
  Policy: { warmupPercent: ({ warmupPercent }) => warmupPercent ?? 0 },
}
