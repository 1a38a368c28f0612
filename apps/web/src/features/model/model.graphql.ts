import { graphql } from '../../gql'

export const modelDocument = graphql(`
  query ModelPage($id: ID!) {
    node(id: $id) {
      __typename
      ... on Model {
        id
        name
        group
        notes
        revision
        networkName
        networkText
        parameters
        initialWeights {
          runName
          epoch
          taken
          refilled {
            name
            reason
          }
          run {
            id
          }
        }
        createdBy
        createdAt
        dataset {
          id
          name
          state
          classes
          counts {
            split
            total
            perClass
          }
          recipe {
            width
            height
            channels
          }
        }
        runs(first: 100) {
          totalCount
          nodes {
            id
            number
            ...ModelRun
          }
        }
      }
    }
  }
`)

export const modelRun = graphql(`
  fragment ModelRun on Run {
    id
    createdBy
    createdAt
    ...RunFigures
    solver {
      epochs
      ...SolverFields
    }
  }
`)

export const runModelDocument = graphql(`
  query RunModel($id: ID!) {
    node(id: $id) {
      __typename
      ... on Run {
        id
        number
        model {
          id
        }
      }
    }
  }
`)

export const snapshotsDocument = graphql(`
  query RunSnapshots($id: ID!) {
    node(id: $id) {
      __typename
      ... on Run {
        id
        snapshots {
          id
          iteration
          epoch
          weightsBytes
          valLoss
          valAccuracy
          valBalancedAccuracy
          isBest
          isNewest
          isPinned
          createdAt
        }
      }
    }
  }
`)

export const pointsDocument = graphql(`
  query RunPoints($id: ID!) {
    node(id: $id) {
      __typename
      ... on Run {
        id
        points(maxValues: 4000) {
          iterationsPerEpoch
          series {
            series
            iterations
            min
            max
          }
        }
        log(first: 500) {
          total
          lines {
            number
            time
            level
            text
            attempt
          }
        }
      }
    }
  }
`)

/** A stretch of a run: finer the shorter it is. */
export const rangePointsDocument = graphql(`
  query RangePoints($id: ID!, $from: Long!, $to: Long!) {
    node(id: $id) {
      __typename
      ... on Run {
        id
        points(from: $from, to: $to, maxValues: 4000) {
          series {
            series
            iterations
            min
            max
          }
        }
      }
    }
  }
`)

export const runStreamDocument = graphql(`
  subscription RunStream($id: ID!) {
    runStream(runId: $id) {
      supersedesFrom
      points {
        series
        iterations
        values
      }
      lines {
        number
        time
        level
        text
        attempt
      }
    }
  }
`)

export const historyDocument = graphql(`
  query RunHistory($id: ID!) {
    node(id: $id) {
      __typename
      ... on Run {
        id
        history {
          state
          reason
          time
          attempt
        }
      }
    }
  }
`)
