import type { DatasetPageQuery } from '../../gql/graphql'

export type Dataset = Extract<NonNullable<DatasetPageQuery['node']>, { __typename: 'Dataset' }>
