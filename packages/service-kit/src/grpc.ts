import {
  type CallOptions,
  type ChannelCredentials,
  type ClientOptions,
  credentials,
  type Client as GrpcClient,
  Metadata,
  type ServiceDefinition,
  type ServiceError,
} from '@grpc/grpc-js'
import { Controller } from '@nestjs/common'
import { GrpcMethod } from '@nestjs/microservices'
import { signActor } from './actor.js'
import { currentActor } from './context.js'
import { AppError, fromStatus } from './errors.js'

/** Room for a manifest or a batch of points; the pictures and shards go by S3. */
export const MAX_MESSAGE_BYTES = 64 * 2 ** 20

/** What a controller implements: one method an RPC, request in, response out. A missing or mistyped one does not compile. */
export type Served<D> = {
  [M in keyof D]: D[M] extends { requestDeserialize: (b: Buffer) => infer Q; responseSerialize: (r: infer A) => Buffer }
    ? (request: Q) => Promise<A>
    : never
}

/** What a client of the service offers: the same methods as promises. */
export type Called<D> = Served<D>

/** `fovea.jobs.v1.JobsService` of a ts-proto definition. */
export function serviceName(definition: ServiceDefinition): string {
  const first = Object.values(definition)[0]
  const name = first?.path.split('/')[1]
  if (!name) throw new Error('A service definition without methods')
  return name
}

/** Registers every method of a definition on a controller; one that is missing stops the process at start. */
export const Serves =
  (definition: object): ClassDecorator =>
  target => {
    const full = serviceName(definition as ServiceDefinition)
    const short = full.slice(full.lastIndexOf('.') + 1)
    for (const method of Object.keys(definition)) {
      const descriptor = Object.getOwnPropertyDescriptor(target.prototype, method)
      if (!descriptor) throw new Error(`${target.name} does not serve ${full}/${method}`)
      GrpcMethod(short, method)(target.prototype, method, descriptor)
    }
    Controller()(target)
  }

type ClientConstructor = new (
  address: string,
  credentials: ChannelCredentials,
  options?: Partial<ClientOptions>,
) => GrpcClient

type Unary = (
  request: unknown,
  metadata: Metadata,
  options: Partial<CallOptions>,
  callback: (error: ServiceError | null, answer: unknown) => void,
) => void

/** A bounded wait that also covers a service being restarted under the call. */
const DEADLINE_MS = 15_000

/**
 * A client that signs the current actor into every call, waits up to 15 s for a service that is just restarting, and turns gRPC statuses back into `AppError`.
 */
export function connect<D extends object>(
  definition: D,
  Client: ClientConstructor,
  address: string,
  actorKey: string,
): Called<D> & { close(): void } {
  const client = new Client(address, credentials.createInsecure(), {
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 1000,
  })
  const call = (method: string, request: unknown) =>
    new Promise((resolve, reject) => {
      const metadata = new Metadata({ waitForReady: true })
      metadata.set('fovea-actor', signActor(actorKey, currentActor(), Date.now()))
      const unary = (client as unknown as Record<string, Unary>)[method] as Unary
      unary.call(client, request, metadata, { deadline: Date.now() + DEADLINE_MS }, (error, answer) =>
        error ? reject(toAppError(error, address)) : resolve(answer),
      )
    })
  const methods = Object.keys(definition).map(method => [method, (request: unknown) => call(method, request)])
  return { ...Object.fromEntries(methods), close: () => client.close() }
}

function toAppError(error: ServiceError, address: string): AppError {
  const [hint] = error.metadata?.get('fovea-hint') ?? []
  const code = fromStatus(error.code)
  const message = code === 'unavailable' ? `The service at ${address} does not answer.` : error.details
  return new AppError(code, message, hint ? Buffer.from(String(hint), 'base64url').toString() : '', { cause: error })
}
