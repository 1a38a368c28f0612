import { graphql } from '../../gql'

export const completePathDocument = graphql(`
  query CompletePath($handle: String!, $typed: String!, $files: Boolean) {
    project(handle: $handle) {
      id
      completePath(typed: $typed, files: $files) {
        paths
        roots
      }
    }
  }
`)

export const previewSourceDocument = graphql(`
  query PreviewSource($handle: String!, $source: SourceInput!, $recipe: RecipeInput!) {
    project(handle: $handle) {
      id
      previewSource(source: $source, recipe: $recipe) {
        images {
          path
          modes
        }
        refusal {
          message
        }
      }
    }
  }
`)

export const sourceChoicesDocument = graphql(`
  query SourceChoices($handle: String!) {
    project(handle: $handle) {
      id
      datasets(first: 200) {
        nodes {
          id
          name
          state
          classes
          recipe {
            ...RecipeFields
          }
        }
      }
    }
  }
`)

export const datasetTemplateDocument = graphql(`
  query NewDatasetTemplate($id: ID!) {
    node(id: $id) {
      __typename
      ... on Dataset {
        id
        name
        recipe {
          ...RecipeFields
        }
        source {
          kind
          folder
          validationFolder
          testFolder
          trainList
          validationList
          testList
          labels
          imageFolder
          keepsOrder
          archive
          s3Url
          s3Endpoint
          s3Region
          dataset {
            id
            name
          }
        }
      }
    }
  }
`)

export const createSourceUploadDocument = graphql(`
  mutation CreateSourceUpload($input: SourceUploadInput!) {
    createSourceUpload(input: $input) {
      __typename
      ... on SourceUpload {
        id
      }
      ... on Refusal {
        message
        remedy
      }
    }
  }
`)

export const checkPiecesDocument = graphql(`
  mutation CheckPieces($uploadId: ID!, $pieces: [PieceInput!]!) {
    checkPieces(uploadId: $uploadId, pieces: $pieces) {
      number
      url
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
