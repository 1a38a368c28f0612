import type { ModelPageQuery } from '../../gql/graphql'

export type Model = Extract<NonNullable<ModelPageQuery['node']>, { __typename: 'Model' }>
