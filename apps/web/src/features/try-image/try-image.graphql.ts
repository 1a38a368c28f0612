import { graphql } from '../../gql'

export const createUploadDocument = graphql(`
  mutation CreateUpload($projectId: ID!) {
    createUpload(projectId: $projectId) {
      id
      url
    }
  }
`)

export const fetchUploadDocument = graphql(`
  mutation FetchUpload($projectId: ID!, $url: String!) {
    fetchUpload(projectId: $projectId, url: $url) {
      __typename
      ... on FetchedUpload {
        id
        pictureUrl
        bytes
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const classifyDocument = graphql(`
  mutation Classify($snapshotId: ID!, $uploadId: ID!) {
    classify(snapshotId: $snapshotId, uploadId: $uploadId, top: 5) {
      __typename
      ... on Classification {
        id
        seenUrl
        conversion
        width
        height
        channels
        top {
          index
          label
          probability
        }
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)
