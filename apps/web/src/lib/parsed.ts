import { gql } from '@urql/core'

/** A document from its text, with the hash by which the gateway knows it. `typed-documents.loader.cjs` puts the calls in. */
export const parsed = (text: string, hash: string) => Object.assign(gql(text), { __meta__: { hash } })
