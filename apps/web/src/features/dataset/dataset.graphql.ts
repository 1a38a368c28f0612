import { graphql } from '../../gql'

export const datasetDocument = graphql(`
  query DatasetPage($id: ID!) {
    node(id: $id) {
      __typename
      ... on Dataset {
        id
        name
        state
        reason
        remedy
        folder
        recipe {
          ...RecipeFields
        }
        source {
          kind
          title
          validationFolder
          testFolder
          trainList
          validationList
          testList
          labels
          imageFolder
          keepsOrder
          dataset {
            id
            name
          }
        }
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
        findings {
          isCut
          counts {
            kind
            count
          }
        }
        diskBytes
        meanUrl
        createdBy
        createdAt
        startedAt
        endedAt
        models(first: 20) {
          totalCount
          nodes {
            id
            name
          }
        }
      }
    }
  }
`)

export const abortDatasetDocument = graphql(`
  mutation AbortDataset($id: ID!) {
    result: abortDataset(id: $id) {
      __typename
      ... on Dataset {
        id
        state
        reason
      }
      ... on Refusal {
        message
        remedy
        names
      }
    }
  }
`)

export const deleteDatasetDocument = graphql(`
  mutation DeleteDataset($id: ID!) {
    result: deleteDataset(id: $id) {
      __typename
      ... on Refusal {
        message
        remedy
        names
      }
    }
  }
`)

export const restoreDatasetDocument = graphql(`
  mutation RestoreDataset($id: ID!) {
    result: restoreDataset(id: $id) {
      __typename
      ... on Dataset {
        id
      }
      ... on Refusal {
        message
        remedy
        names
      }
    }
  }
`)
