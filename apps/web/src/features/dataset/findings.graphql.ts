import { graphql } from '../../gql'

export const findingFields = graphql(`
  fragment FindingFields on Finding {
    kind
    size
    bits
    images {
      number
      path
      labelName
      split
      url
    }
  }
`)

export const findingsDocument = graphql(`
  query DatasetFindings($id: ID!, $kind: FindingKind!, $first: Int!) {
    node(id: $id) {
      __typename
      ... on Dataset {
        id
        findings {
          list(kind: $kind, first: $first) {
            totalCount
            nodes {
              ...FindingFields
            }
          }
        }
      }
    }
  }
`)

export const imageDocument = graphql(`
  query DatasetImage($id: ID!, $number: Long!) {
    node(id: $id) {
      __typename
      ... on Dataset {
        id
        name
        recipe {
          width
          height
          channels
        }
        image(number: $number) {
          height
          width
          bytes
          hash
          conversion
          image {
            number
            path
            labelName
            split
            url
          }
          findings {
            ...FindingFields
          }
        }
      }
    }
  }
`)
