import type { Exchange, Operation } from '@urql/core'
import { pipe, tap } from 'wonka'
import type { Connection } from './connection'

/** After a lost connection every query on screen is read again, since its changes may have been missed. */
export const refetchExchange =
  (connection: Connection): Exchange =>
  ({ client, forward }) => {
    const active = new Map<number, Operation>()
    connection.onReconnect(() => {
      for (const operation of active.values())
        client.reexecuteOperation(
          client.createRequestOperation('query', operation, { requestPolicy: 'cache-and-network' }),
        )
    })
    return operations =>
      pipe(
        operations,
        tap(operation => {
          if (operation.kind === 'query') active.set(operation.key, operation)
          else if (operation.kind === 'teardown') active.delete(operation.key)
        }),
        forward,
      )
  }
