import { graphql } from '../../gql'

export const rejectedDocument = graphql(`
  query DatasetRejected($id: ID!, $first: Int!) {
    node(id: $id) {
      __typename
      ... on Dataset {
        id
        rejectedCount
        rejectedUrl
        rejectedFiles(first: $first) {
          totalCount
          nodes {
            path
            reason
          }
        }
      }
    }
  }
`)
