import { graphql } from '../../gql'

export const solverFields = graphql(`
  fragment SolverFields on Solver {
    epochs
    batchSize
    baseRate
    momentum
    weightDecay
    policy {
      type
      stepPercent
      gamma
      values
      power
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
