import { graphql } from '../../gql'

export const modelGroupsDocument = graphql(`
  query ModelGroups($handle: String!) {
    project(handle: $handle) {
      id
      modelGroups
    }
  }
`)

export const updateModelDocument = graphql(`
  mutation UpdateModel($id: ID!, $name: String, $group: String, $notes: String, $revision: Int) {
    updateModel(id: $id, name: $name, group: $group, notes: $notes, revision: $revision) {
      __typename
      ... on Model {
        id
        name
        group
        notes
        revision
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
