import { graphql } from '../../gql'

export const completePathDocument = graphql(`
  query CompletePath($handle: String!, $typed: String!) {
    project(handle: $handle) {
      id
      completePath(typed: $typed) {
        paths
        roots
      }
    }
  }
`)

export const createDatasetDocument = graphql(`
  mutation CreateDataset($input: CreateDatasetInput!) {
    createDataset(input: $input) {
      __typename
      ... on Dataset {
        id
        name
      }
      ... on Refusal {
        code
        field
        message
        remedy
        names
      }
    }
  }
`)
