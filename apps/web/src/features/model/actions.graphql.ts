import { graphql } from '../../gql'

export const pauseDocument = graphql(`
  mutation PauseRun($id: ID!) {
    result: pauseRun(id: $id) {
      __typename
      ... on Run {
        id
        state
        reason
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const resumeDocument = graphql(`
  mutation ResumeRun($id: ID!) {
    result: resumeRun(id: $id) {
      __typename
      ... on Run {
        id
        state
        reason
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const abortDocument = graphql(`
  mutation AbortRun($id: ID!) {
    result: abortRun(id: $id) {
      __typename
      ... on Run {
        id
        state
        reason
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const deleteRunDocument = graphql(`
  mutation DeleteRun($id: ID!) {
    result: deleteRun(id: $id) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const restoreRunDocument = graphql(`
  mutation RestoreRun($id: ID!) {
    result: restoreRun(id: $id) {
      __typename
      ... on Run {
        id
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const deleteModelDocument = graphql(`
  mutation DeleteModel($id: ID!) {
    result: deleteModel(id: $id) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const restoreModelDocument = graphql(`
  mutation RestoreModel($id: ID!) {
    result: restoreModel(id: $id) {
      __typename
      ... on Model {
        id
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const pinSnapshotDocument = graphql(`
  mutation PinSnapshot($id: ID!, $isPinned: Boolean!) {
    result: pinSnapshot(id: $id, isPinned: $isPinned) {
      __typename
      ... on Snapshot {
        id
        isPinned
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const deleteSnapshotDocument = graphql(`
  mutation DeleteSnapshot($id: ID!) {
    result: deleteSnapshot(id: $id) {
      __typename
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const createRunDocument = graphql(`
  mutation CreateRun($modelId: ID!, $solver: SolverInput, $key: String!) {
    createRun(modelId: $modelId, solver: $solver, idempotencyKey: $key) {
      __typename
      ... on Run {
        id
        number
        state
      }
      ... on Refusal {
        field
        message
        remedy
      }
      ... on NetworkInvalid {
        faults {
          message
          remedy
        }
      }
    }
  }
`)

export const createGuestLinkDocument = graphql(`
  mutation CreateGuestLink($runId: ID!, $days: Int!) {
    result: createGuestLink(runId: $runId, days: $days) {
      __typename
      ... on NewGuestLink {
        path
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)
