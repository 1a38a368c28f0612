import type { IncomingMessage } from 'node:http'
import type { ApolloServerPlugin } from '@apollo/server'
import { ArchiveFormat, DatasetState, Encoding, FindingKind, Resize } from '@fovea/proto/datasets/v1/datasets'
import { RunState } from '@fovea/proto/jobs/v1/jobs'
import { BestBy, Mean, PolicyType, Precision, Regularization, SolverType } from '@fovea/proto/models/v1/models'
import { AppError, LOGGER, type Logger, ObjectStore, REDIS, storeSignedFor } from '@fovea/service-kit'
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo'
import { GraphQLModule } from '@nestjs/graphql'
import { type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import type { Redis } from 'ioredis'
import { v7 as uuid } from 'uuid'
import { ACCOUNTS, type Accounts, AccountsModule } from '../accounts/accounts.module.js'
import { accountResolvers } from '../accounts/accounts.resolvers.js'
import { addressOf, isHttps } from '../auth/address.js'
import { actorOf, type Caller, callerOf } from '../auth/caller.js'
import { guarded } from '../auth/guard.js'
import { onlyRun } from '../auth/guest.js'
import { type Socket, socketDoor } from '../auth/socket-door.js'
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
import { Role, Severity, Sort, SourceKind, Split } from './enums.js'
import { MOST_TOKENS } from './limits.js'
import { limitsPlugin } from './limits.plugin.js'
import { makeLoaders } from './loaders.js'
import { rootResolvers } from './root.resolvers.js'
import { acceptor } from './sockets.js'

/** GraphQL's values of an enum are those of the proto; UNSPECIFIED is the wire's alone. */
const enumOf = ({ UNSPECIFIED: _, ...values }: Record<string, string>) => values

const enums = {
  ArchiveFormat: enumOf(ArchiveFormat),
  FindingKind: enumOf(FindingKind),
  DatasetState: enumOf(DatasetState),
  Encoding: enumOf(Encoding),
  Resize: enumOf(Resize),
  RunState: enumOf(RunState),
  Mean: enumOf(Mean),
  BestBy: enumOf(BestBy),
  PolicyType: enumOf(PolicyType),
  Precision: enumOf(Precision),
  Regularization: enumOf(Regularization),
  SolverType: enumOf(SolverType),
  Role,
  SourceKind,
  Split,
  Severity,
  ModelSort: Sort,
  DatasetSort: { NEWEST: Sort.NEWEST, NAME: Sort.NAME, ACTIVITY: Sort.ACTIVITY },
}

const resolvers = [
  ...guarded([
    rootResolvers,
    datasetResolvers,
    networkResolvers,
    modelResolvers,
    runResolvers,
    inferenceResolvers,
    accountResolvers,
  ]),
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
  imports: [ClientsModule, AccountsModule],
  inject: [CLIENTS, REDIS, LOGGER, ObjectStore, ACCOUNTS],
  useFactory: (
    clients: Clients,
    redis: Redis,
    logger: Logger,
    _store: ObjectStore,
    accounts: Accounts,
  ): ApolloDriverConfig => {
    const door = socketDoor(accounts.identify)
    const contextFor = (caller: Caller, request: IncomingMessage): RequestContext => {
      const actor = actorOf(caller, String(request.headers['x-request-id'] ?? uuid()))
      const all = clientsOf(clients, actor)
      const own = caller.right && !caller.run ? all : onlyRun(all, caller.right && caller.run)
      const objects = storeSignedFor(
        config,
        `${isHttps(request) ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`,
      )
      const address = addressOf(request, config.FOVEA_BEHIND_PROXY)
      return { caller, actor, clients: own, loaders: makeLoaders(own, actor), redis, objects, accounts, address }
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
      context: async ({ req, ...socket }: { req?: IncomingMessage } & Partial<Socket>) =>
        req
          ? contextFor(callerOf(req), req)
          : contextFor(await door.callerOf(socket as Socket), (socket as Socket).extra.request),
      transformSchema: made => {
        schema = made
        return made
      },
      allowBatchedHttpRequests: false,
      parseOptions: { maxTokens: MOST_TOKENS },
      persistedQueries: { cache: readOnlyCache(documents) },
      plugins: [limitsPlugin, tellMutations(logger)],
      formatError: (formatted, error) => formatError(logger, formatted, error),
      subscriptions: {
        'graphql-ws': {
          path: '/graphql',
          onConnect: door.open as never,
          onDisconnect: door.close as never,
          onSubscribe: acceptor(() => schema, documents),
        },
      },
    }
  },
})
