import type { ApolloServerPlugin } from '@apollo/server'
import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { tooMuch } from './limits.js'
import { weigh } from './weigh.js'

type Variables = Readonly<Record<string, unknown>> | null | undefined

/** The refusal of an operation of a valid document, before anything of it is executed. */
export function refusalOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): GraphQLError | undefined {
  const refused = tooMuch(weigh(schema, document, operation, { ...variables }))
  if (!refused) return undefined
  const { code, hint, message } = refused
  return new GraphQLError(message, { extensions: { code, hint } })
}

/** Limits of documents that come over HTTP; `acceptor` in sockets.ts does the same for sockets. */
export const limitsPlugin: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      const refused = operation && refusalOf(schema, document, operation, request.variables)
      if (!refused) return
      refused.extensions['http'] = { status: 400 }
      throw refused
    },
  }),
}
