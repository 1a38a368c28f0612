import { type ExecutionArgs, GraphQLError, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql'
import type { Context, SubscribePayload } from 'graphql-ws'
import type { Documents } from './documents.client.js'
import { MOST_OPEN, MOST_TOKENS } from './limits.js'
import { refusalOf } from './limits.plugin.js'

const invalid = (message: string, hint: string) =>
  new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', hint } })

/** What is done with a document that comes over a socket: the same as over HTTP, before anything of it is executed. */
export const acceptor =
  (schema: () => GraphQLSchema, documents: Documents) =>
  async ({ subscriptions }: Context, _id: string, payload: SubscribePayload) => {
    if (Object.keys(subscriptions).length > MOST_OPEN)
      return [
        invalid(`This socket has ${MOST_OPEN} documents open already.`, 'End some of them, or open another socket.'),
      ]
    try {
      const text = await documents.textOf(payload)
      return accepted(schema(), text, payload)
    } catch (error) {
      if (error instanceof GraphQLError) return [error]
      throw error
    }
  }

function accepted(
  schema: GraphQLSchema,
  text: string,
  { operationName, variables }: SubscribePayload,
): ExecutionArgs | readonly GraphQLError[] {
  const document = parse(text, { maxTokens: MOST_TOKENS })
  const faults = validate(schema, document)
  if (faults.length > 0) return faults
  const operation = getOperationAST(document, operationName)
  if (!operation) return [invalid('The document has no such operation.', 'Name one that it has in `operationName`.')]
  const refused = refusalOf(schema, document, operation, variables)
  return refused ? [refused] : { schema, document, operationName, variableValues: variables }
}
