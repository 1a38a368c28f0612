import type { IncomingMessage } from 'node:http'
import type { ApolloServerPlugin } from '@apollo/server'
import { ArchiveFormat, DatasetState, Resize } from '@fovea/proto/datasets/v1/datasets'
import { RunState } from '@fovea/proto/jobs/v1/jobs'
import { Mean, PolicyType } from '@fovea/proto/models/v1/models'
import {
  type Actor,
  AppError,
  actorIfAny,
  LOGGER,
  type Logger,
  ObjectStore,
  REDIS,
  storeSignedFor,
} from '@fovea/service-kit'
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo'
import { GraphQLModule } from '@nestjs/graphql'
import { type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import type { Redis } from 'ioredis'
import { v7 as uuid } from 'uuid'
import { localActor } from '../auth/local.js'
import { type Clients, clientsOf } from '../clients.js'
import { CLIENTS, ClientsModule } from '../clients.module.js'
import { config } from '../config.js'
import type { RequestContext } from '../context.js'
import { datasetResolvers } from '../datasets/datasets.resolvers.js'
import { typeDefs } from '../gen/type-defs.js'
import { inferenceResolvers } from '../inference/inference.resolvers.js'
import { modelResolvers } from '../models/models.resolvers.js'
import { networkResolvers } from '../networks/networks.resolvers.js'
import { runResolvers } from '../runs/runs.resolvers.js'
import { Documents, readOnlyCache, UNKNOWN } from './documents.client.js'
import { Severity, Sort, SourceKind, Split } from './enums.js'
import { MOST_TOKENS } from './limits.js'
import { limitsPlugin } from './limits.plugin.js'
import { makeLoaders } from './loaders.js'
import { rootResolvers } from './root.resolvers.js'
import { acceptor } from './sockets.js'

/** GraphQL's values of an enum are those of the proto; UNSPECIFIED is the wire's alone. */
const enumOf = ({ UNSPECIFIED: _, ...values }: Record<string, string>) => values

const enums = {
  ArchiveFormat: enumOf(ArchiveFormat),
  DatasetState: enumOf(DatasetState),
  Resize: enumOf(Resize),
  RunState: enumOf(RunState),
  Mean: enumOf(Mean),
  PolicyType: enumOf(PolicyType),
  SourceKind,
  Split,
  Severity,
  ModelSort: Sort,
  DatasetSort: { NEWEST: Sort.NEWEST, NAME: Sort.NAME, ACTIVITY: Sort.ACTIVITY },
}

const resolvers = [
  rootResolvers,
  datasetResolvers,
  networkResolvers,
  modelResolvers,
  runResolvers,
  inferenceResolvers,
  enums,
]

/** Unexpected failures carry the code and remedy of an AppError; what nobody foresaw shows no inner text. */
function formatError(logger: Logger, formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = (error as { originalError?: unknown }).originalError ?? error
  if (original instanceof AppError) {
    const { code, hint, message } = original
    return { ...formatted, message, extensions: { code, hint } }
  }
  const { code, hint } = formatted.extensions ?? {}
  if (code === 'PERSISTED_QUERY_NOT_FOUND') return { message: UNKNOWN, extensions: { code } }
  if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR') return { ...formatted, extensions: { code, hint } }
  logger.error({ err: original, path: formatted.path }, 'a resolver failed')
  return {
    ...formatted,
    message: 'Something in the platform failed; its log says more.',
    extensions: { code: 'internal' },
  }
}

/** One line a mutation, from which its request can be followed through the other services. */
const tellMutations = (logger: Logger): ApolloServerPlugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, operationName }) => {
      if (operation?.operation === 'mutation') logger.info({ operation: operationName }, 'a mutation')
    },
  }),
})

export const graphqlModule = GraphQLModule.forRootAsync<ApolloDriverConfig>({
  driver: ApolloDriver,
  imports: [ClientsModule],
  inject: [CLIENTS, REDIS, LOGGER, ObjectStore],
  useFactory: (clients: Clients, redis: Redis, logger: Logger, _store: ObjectStore): ApolloDriverConfig => {
    const contextFor = (actor: Actor, host: string): RequestContext => {
      const own = clientsOf(clients, actor)
      const objects = storeSignedFor(config, `http://${host}`)
      return { actor, clients: own, loaders: makeLoaders(own, actor), redis, objects }
    }
    const documents = new Documents(config.FOVEA_CONSOLE_ADDRESS, logger)
    let schema: GraphQLSchema
    return {
      typeDefs,
      resolvers: resolvers as never,
      path: '/graphql',
      graphiql: false,
      introspection: true,
      csrfPrevention: true,
      context: ({ req, extra }: { req?: IncomingMessage; extra?: { request: IncomingMessage } }) => {
        const request = req ?? extra?.request
        const actor = actorIfAny() ?? localActor(String(request?.headers['x-request-id'] ?? uuid()))
        return contextFor(actor, request?.headers.host ?? 'localhost')
      },
      transformSchema: made => {
        schema = made
        return made
      },
      allowBatchedHttpRequests: false,
      parseOptions: { maxTokens: MOST_TOKENS },
      persistedQueries: { cache: readOnlyCache(documents) },
      plugins: [limitsPlugin, tellMutations(logger)],
      formatError: (formatted, error) => formatError(logger, formatted, error),
      subscriptions: { 'graphql-ws': { path: '/graphql', onSubscribe: acceptor(() => schema, documents) } },
    }
  },
})
