import { graphql } from '../../gql'

export const homeDocument = graphql(`
  query Home($handle: String!, $search: String) {
    project(handle: $handle) {
      id
      runs(first: 50, live: true) {
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
          run {
            id
            name
          }
        }
      }
      models(first: 200, search: $search) {
        totalCount
        nodes {
          id
          ...ModelRow
        }
      }
      datasets(first: 200, search: $search) {
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
    networkName
    createdAt
    dataset {
      id
      name
    }
    newestRun {
      id
      number
      state
      epoch
      valAccuracy
      valBalancedAccuracy
      createdAt
      startedAt
      endedAt
      solver {
        epochs
      }
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
