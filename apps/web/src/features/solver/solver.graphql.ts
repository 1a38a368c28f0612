import { graphql } from '../../gql'

export const solverFields = graphql(`
  fragment SolverFields on Solver {
    type
    epochs
    batchSize
    baseRate
    momentum
    momentum2
    delta
    rmsDecay
    weightDecay
    regularization
    accumulation
    clip
    precision
    earlyStop
    bestBy
    policy {
      type
      stepPercent
      gamma
      values
      power
      warmupPercent
    }
    snapshotInterval
    validationInterval
    seed
    preprocessing {
      mean
      scale
      crop
      mirror
    }
  }
`)
