import { graphql } from '../../gql'

export const guestDocument = graphql(`
  query Guest {
    viewer {
      runId
    }
  }
`)

export const guestRunDocument = graphql(`
  query GuestRun($id: ID!) {
    node(id: $id) {
      __typename
      ... on Run {
        id
        ...RunFigures
        history {
          state
          reason
          time
          attempt
        }
        points(maxValues: 2000) {
          iterationsPerEpoch
          series {
            series
            iterations
            min
            max
          }
        }
        log(first: 200) {
          lines {
            number
            level
            text
          }
        }
      }
    }
  }
`)
