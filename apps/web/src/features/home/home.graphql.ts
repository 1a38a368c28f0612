import { graphql } from '../../gql'

export const homeNowDocument = graphql(`
  query HomeNow($handle: String!) {
    project(handle: $handle) {
      id
      runs(first: 50, live: true) {
        totalCount
        nodes {
          id
          state
          ...LiveRun
        }
      }
      devices {
        notReady
        devices {
          id
          name
          isFree
        }
      }
      building: datasets(first: 20, live: true) {
        totalCount
        nodes {
          id
          state
          ...DatasetRow
        }
      }
    }
  }
`)

export const homeModelsDocument = graphql(`
  query HomeModels(
    $handle: String!
    $after: String
    $search: String
    $sort: ModelSort
    $reverse: Boolean
    $closed: [String!]
  ) {
    project(handle: $handle) {
      id
      models(
        first: 100
        after: $after
        search: $search
        sort: $sort
        reverse: $reverse
        closedGroups: $closed
      ) {
        totalCount
        groups {
          name
          count
        }
        pageInfo {
          endCursor
          hasNextPage
        }
        nodes {
          id
          ...ModelRow
        }
      }
    }
  }
`)

export const homeDatasetsDocument = graphql(`
  query HomeDatasets($handle: String!, $after: String, $search: String, $sort: DatasetSort, $reverse: Boolean) {
    project(handle: $handle) {
      id
      datasets(first: 100, after: $after, search: $search, sort: $sort, reverse: $reverse) {
        totalCount
        pageInfo {
          endCursor
          hasNextPage
        }
        nodes {
          id
          state
          ...DatasetRow
        }
      }
    }
  }
`)

export const liveRun = graphql(`
  fragment LiveRun on Run {
    id
    createdBy
    createdAt
    ...RunFigures
    points(series: ["train/loss", "val/accuracy"], maxValues: 120) {
      iterationsPerEpoch
      series {
        series
        iterations
        min
        max
      }
    }
  }
`)

export const modelRow = graphql(`
  fragment ModelRow on Model {
    id
    name
    group
    networkName
    createdBy
    lastActivityAt
    bestAccuracy
    dataset {
      id
      name
    }
    newestRun {
      id
      number
      state
      etaSeconds
      startedAt
      endedAt
    }
  }
`)

export const datasetRow = graphql(`
  fragment DatasetRow on Dataset {
    id
    name
    state
    reason
    classes
    filesDone
    filesTotal
    etaSeconds
    diskBytes
    rejectedCount
    createdBy
    createdAt
    endedAt
    counts {
      split
      total
    }
    recipe {
      width
      height
      channels
    }
  }
`)

export const deleteModelsDocument = graphql(`
  mutation DeleteModels($ids: [ID!]!) {
    results: deleteModels(ids: $ids) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const restoreModelsDocument = graphql(`
  mutation RestoreModels($ids: [ID!]!) {
    results: restoreModels(ids: $ids) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const deleteDatasetsDocument = graphql(`
  mutation DeleteDatasets($ids: [ID!]!) {
    results: deleteDatasets(ids: $ids) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const restoreDatasetsDocument = graphql(`
  mutation RestoreDatasets($ids: [ID!]!) {
    results: restoreDatasets(ids: $ids) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const sampleFoldersDocument = graphql(`
  query SampleFolders($handle: String!, $typed: String!) {
    project(handle: $handle) {
      id
      completePath(typed: $typed) {
        paths
        roots
      }
    }
  }
`)
