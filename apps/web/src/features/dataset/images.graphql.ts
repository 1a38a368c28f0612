import { graphql } from '../../gql'

export const imagesDocument = graphql(`
  query DatasetImages($id: ID!, $split: Split!, $label: Int, $first: Int!, $after: String) {
    node(id: $id) {
      __typename
      ... on Dataset {
        id
        images(split: $split, label: $label, first: $first, after: $after) {
          totalCount
          pageInfo {
            endCursor
            hasNextPage
          }
          nodes {
            number
            path
            label
            labelName
            split
            url
          }
        }
      }
    }
  }
`)
