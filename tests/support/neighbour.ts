import type { Served } from '@fovea/service-kit'
import { Server, ServerCredentials, type ServiceDefinition } from '@grpc/grpc-js'

export interface Neighbour {
  address: string
  stop(): void
}

/** A real gRPC server with the methods of a service that a test needs; the others answer UNIMPLEMENTED. */
export function startNeighbour<D extends object>(definition: D, methods: Partial<Served<D>>): Promise<Neighbour> {
  const server = new Server()
  const handlers = Object.entries(methods).map(([name, handle]) => [
    name,
    (call: { request: unknown }, answer: (error: Error | null, value?: unknown) => void) =>
      (handle as (request: unknown) => Promise<unknown>)(call.request).then(
        value => answer(null, value),
        (error: Error) => answer(error),
      ),
  ])
  server.addService(definition as ServiceDefinition, Object.fromEntries(handlers))
  return new Promise((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve({ address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() }),
    ),
  )
}
