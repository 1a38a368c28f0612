import { graphql } from '../../gql'

export const choicesDocument = graphql(`
  query NewModelChoices($handle: String!) {
    standardNetworks {
      name
      title
      summary
      text
      crop
      input {
        width
        height
        channels
      }
    }
    project(handle: $handle) {
      id
      trainingSpeed {
        flopsPerSecond
        runs
      }
      models(first: 200) {
        nodes {
          id
          name
        }
      }
      datasets(first: 200) {
        nodes {
          id
          ...DatasetChoice
        }
      }
    }
  }
`)

/** What a clone starts from: a run or a model. */
export const templateDocument = graphql(`
  query NewModelTemplate($id: ID!) {
    node(id: $id) {
      __typename
      ... on Run {
        id
        name
        solver {
          ...SolverFields
        }
        model {
          id
          networkText
          dataset {
            id
          }
        }
      }
      ... on Model {
        id
        name
        networkText
        dataset {
          id
        }
        solver {
          ...SolverFields
        }
      }
    }
  }
`)

export const datasetChoice = graphql(`
  fragment DatasetChoice on Dataset {
    id
    name
    state
    classes
    createdAt
    meanUrl
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

export const createModelDocument = graphql(`
  mutation CreateModel($input: CreateModelInput!) {
    createModel(input: $input) {
      __typename
      ... on Model {
        id
      }
      ... on Refusal {
        field
        message
        remedy
      }
      ... on NetworkInvalid {
        faults {
          severity
          code
          line
          column
          layer
          message
          remedy
        }
      }
    }
  }
`)

export const startRunDocument = graphql(`
  mutation StartRun($modelId: ID!, $key: String!) {
    createRun(modelId: $modelId, idempotencyKey: $key) {
      __typename
      ... on Run {
        id
        number
      }
      ... on Refusal {
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
