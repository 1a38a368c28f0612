import { graphql } from '../../gql'

/** Models whose networks and weights another can begin with. */
export const previousModelsDocument = graphql(`
  query PreviousModels($handle: String!, $search: String, $after: String) {
    project(handle: $handle) {
      id
      models(first: 20, after: $after, search: $search, sort: ACTIVITY) {
        totalCount
        pageInfo {
          endCursor
          hasNextPage
        }
        nodes {
          id
          name
          networkName
          parameters
          bestAccuracy
          dataset {
            id
            name
          }
        }
      }
    }
  }
`)

export const previousRunsDocument = graphql(`
  query PreviousRuns($id: ID!, $after: String) {
    node(id: $id) {
      __typename
      ... on Model {
        id
        networkText
        runs(first: 20, after: $after) {
          totalCount
          pageInfo {
            endCursor
            hasNextPage
          }
          nodes {
            id
            name
            number
            state
            valAccuracy
            createdAt
          }
        }
      }
    }
  }
`)

export const previousSnapshotsDocument = graphql(`
  query PreviousSnapshots($run: ID!) {
    node(id: $run) {
      __typename
      ... on Run {
        id
        snapshots {
          id
          epoch
          valAccuracy
          isBest
          isNewest
        }
      }
    }
  }
`)

/** What a network would take of a snapshot, told before anything is made. */
export const initialWeightsDocument = graphql(`
  query InitialWeights($dataset: ID!, $network: NetworkInput!, $preprocessing: PreprocessingInput, $snapshot: ID!) {
    checkNetwork(datasetId: $dataset, network: $network, preprocessing: $preprocessing, initialSnapshotId: $snapshot) {
      initialWeights {
        taken
        refilled {
          name
          reason
        }
      }
    }
  }
`)
