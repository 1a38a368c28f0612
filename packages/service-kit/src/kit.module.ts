import { type DynamicModule, Global, Module } from '@nestjs/common'
import type { Redis } from 'ioredis'
import { DataSource } from 'typeorm'
import type { BaseConfig, S3Config } from './config.js'
import { ActorInterceptor, GrpcErrorFilter } from './grpc-server.js'
import { HealthController, Readiness } from './health.js'
import { makeLogger } from './logger.js'
import { Outbox } from './outbox.js'
import { type DatabaseOptions, openDatabase } from './postgres.js'
import { Queues } from './queues.js'
import { connectRedis } from './redis.js'
import { ObjectStore } from './s3.js'
import { Shutdown } from './shutdown.js'
import { ACTOR_KEY, LOGGER, REDIS } from './tokens.js'

export interface KitOptions {
  config: BaseConfig & Partial<S3Config>
  /** Absent for services without tables. */
  database?: Omit<DatabaseOptions, 'service' | 'actorKey'>
}

/** What every service needs, made once: logger, Redis, queues; the database with its outbox, and the object store, where the service has them. */
@Global()
@Module({})
export class KitModule {
  static with({ config, database }: KitOptions): DynamicModule {
    const logger = makeLogger(config.FOVEA_SERVICE, config.FOVEA_LOG_LEVEL)
    const service = config.FOVEA_SERVICE
    const actorKey = config.FOVEA_ACTOR_KEY
    const providers = [
      Readiness,
      Shutdown,
      ActorInterceptor,
      GrpcErrorFilter,
      { provide: LOGGER, useValue: logger },
      { provide: ACTOR_KEY, useValue: actorKey },
      {
        provide: REDIS,
        inject: [Readiness, Shutdown],
        useFactory: (readiness: Readiness, shutdown: Shutdown) => {
          const redis = connectRedis(config.FOVEA_REDIS_URL, logger)
          readiness.add('redis', () => redis.ping())
          shutdown.last(() => redis.disconnect())
          return redis
        },
      },
      {
        provide: Queues,
        inject: [REDIS, Shutdown],
        useFactory: (redis: Redis, shutdown: Shutdown) => {
          const queues = new Queues(redis, actorKey, service, logger)
          shutdown.first(() => queues.close())
          return queues
        },
      },
    ]
    const store = {
      provide: ObjectStore,
      inject: [Readiness],
      useFactory: (readiness: Readiness) => {
        const objects = new ObjectStore(config as S3Config)
        readiness.add('s3', () => objects.probe())
        return objects
      },
    }
    const tables = [
      {
        provide: DataSource,
        inject: [Readiness, Shutdown],
        useFactory: async (readiness: Readiness, shutdown: Shutdown) => {
          const source = await openDatabase(
            { ...(database as NonNullable<typeof database>), service, actorKey },
            logger,
          )
          readiness.add('postgres', () => source.query('SELECT 1'))
          shutdown.last(() => source.destroy())
          return source
        },
      },
      {
        provide: Outbox,
        inject: [DataSource, Queues, Shutdown],
        useFactory: (source: DataSource, queues: Queues, shutdown: Shutdown) => {
          const outbox = new Outbox(source, queues, logger)
          shutdown.first(() => outbox.stop())
          return outbox
        },
      },
    ]
    const all = [...providers, ...(config.FOVEA_S3_ENDPOINT ? [store] : []), ...(database ? tables : [])]
    return { module: KitModule, controllers: [HealthController], providers: all, exports: all }
  }
}
