import { graphql } from '../../gql'

export const shellDocument = graphql(`
  query Shell($handle: String!) {
    viewer {
      name
      role
      kind
      isAdministrator
    }
    project(handle: $handle) {
      id
      handle
      name
    }
  }
`)

/** Read when the menu opens. */
export const projectsDocument = graphql(`
  query OwnProjects {
    viewer {
      projects {
        role
        project {
          id
          handle
          name
        }
      }
    }
  }
`)

export const createProjectDocument = graphql(`
  mutation CreateProject($handle: String!, $name: String!) {
    createProject(handle: $handle, name: $name) {
      __typename
      ... on Project {
        id
        handle
      }
      ... on Refusal {
        code
        field
        message
        remedy
      }
    }
  }
`)

/** Every row as it changes, written into the cache; lists and pages draw from there. */
export const rowChangedDocument = graphql(`
  subscription RowChanged($projectId: ID!) {
    rowChanged(projectId: $projectId) {
      __typename
      ... on Dataset {
        id
        name
        datasetState: state
        reason
        remedy
        classes
        counts {
          split
          total
          perClass
        }
        filesDone
        filesTotal
        etaSeconds
        rejectedCount
        diskBytes
        meanUrl
        startedAt
        endedAt
        revision
      }
      ... on Model {
        id
        name
        group
        notes
        revision
      }
      ... on Run {
        id
        ...RunFigures
      }
      ... on Snapshot {
        id
        run {
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
      ... on DeletedRow {
        id
      }
    }
  }
`)

/** What moves while a run trains. */
export const runFigures = graphql(`
  fragment RunFigures on Run {
    id
    name
    number
    state
    reason
    failure
    remedy
    iteration
    iterations
    epoch
    etaSeconds
    imagesPerSecond
    trainLoss
    valLoss
    valAccuracy
    valBalancedAccuracy
    device
    gpu {
      name
      utilisationPercent
      memoryUsedBytes
      memoryTotalBytes
      temperatureCelsius
    }
    attempts
    startedAt
    endedAt
    seconds
    revision
    solver {
      epochs
    }
  }
`)
