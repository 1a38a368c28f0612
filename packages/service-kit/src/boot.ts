import 'reflect-metadata'
import type { ServiceDefinition } from '@grpc/grpc-js'
import { ServerCredentials } from '@grpc/grpc-js'
import type { DynamicModule, INestApplication, Type } from '@nestjs/common'
import { loadPackage } from '@nestjs/common/internal'
import { NestFactory } from '@nestjs/core'
import { type MicroserviceOptions, Transport } from '@nestjs/microservices'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { BaseConfig } from './config.js'
import { MAX_MESSAGE_BYTES, serviceName } from './grpc.js'
import { ActorInterceptor, GrpcErrorFilter } from './grpc-server.js'
import { type Logger, nestLogger } from './logger.js'
import { LOGGER } from './tokens.js'

const GRPC = '@grpc/grpc-js'

export interface BootOptions {
  module: Type | DynamicModule
  config: BaseConfig
  /** gRPC services of this process (ts-proto definitions) and their port; absent for the gateway. */
  grpc?: { port: number; definitions: object[] }
  /** Routes, proxies and sockets of a service that has more than health. */
  prepare?: (app: NestExpressApplication) => void | Promise<void>
}

/** Starts a service: health on HTTP, its RPCs on gRPC; SIGTERM ends it gracefully, a failed start ends it with a sentence and code 1. */
export async function boot(options: BootOptions): Promise<INestApplication> {
  try {
    return await start(options)
  } catch (error) {
    process.stderr.write(
      `${options.config.FOVEA_SERVICE} did not start: ${error instanceof Error ? error.stack : error}\n`,
    )
    process.exit(1)
  }
}

async function start({ module, config, grpc, prepare }: BootOptions): Promise<INestApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, {
    bufferLogs: true,
    abortOnError: false,
    bodyParser: false,
  })
  const logger = app.get<Logger>(LOGGER)
  app.useLogger(nestLogger(logger))
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'])
  await prepare?.(app)
  if (grpc) {
    app.useGlobalInterceptors(app.get(ActorInterceptor))
    app.useGlobalFilters(app.get(GrpcErrorFilter))
    // Else Nest looks for it beside its own files, of which a bundle has none.
    await loadPackage(GRPC, 'gRPC', () => import('@grpc/grpc-js'))
    app.connectMicroservice<MicroserviceOptions>(grpcOptions(config, grpc), { inheritAppConfig: true })
    await app.startAllMicroservices()
  }
  await app.listen(config.FOVEA_HTTP_PORT, config.FOVEA_BIND)
  logger.info({ http: await app.getUrl(), grpc: grpc?.port }, 'started')
  return app
}

const grpcOptions = (config: BaseConfig, grpc: NonNullable<BootOptions['grpc']>): MicroserviceOptions => ({
  transport: Transport.GRPC,
  options: {
    url: `${config.FOVEA_BIND}:${grpc.port}`,
    credentials: ServerCredentials.createInsecure(),
    // Nest insists on loading a reader of .proto files, which nobody asks: the definitions are generated.
    protoLoader: GRPC,
    package: [...new Set(grpc.definitions.map(packageOf))],
    packageDefinition: Object.fromEntries(
      grpc.definitions.map(definition => [serviceName(definition as ServiceDefinition), definition]),
    ) as never,
    maxReceiveMessageLength: MAX_MESSAGE_BYTES,
    maxSendMessageLength: MAX_MESSAGE_BYTES,
    gracefulShutdown: true,
  },
})

const packageOf = (definition: object) =>
  serviceName(definition as ServiceDefinition)
    .split('.')
    .slice(0, -1)
    .join('.')
