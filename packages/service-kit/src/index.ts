export { type Actor, hasRole, type Role, signActor, verifyActor } from './actor.js'
export { boot } from './boot.js'
export type { ListedObject } from './bucket-answer.js'
export { ChildPool, type ChildPoolOptions } from './child-pool.js'
export {
  addresses,
  type BaseConfig,
  baseConfig,
  databaseConfig,
  fetchConfig,
  grpcConfig,
  readConfig,
  type S3Config,
  s3Config,
  straysConfig,
} from './config.js'
export { actingAs, actingAsNobody, actorIfAny, currentActor, serviceActor } from './context.js'
export { AppError, type ErrorCode, messageOf } from './errors.js'
export { type AskOptions, type ChildCommand, ChildError } from './framed-child.js'
export type { Frame } from './frames.js'
export { type Called, connect, type Served, Serves } from './grpc.js'
export { Needs, WithoutActor } from './grpc-server.js'
export { Readiness } from './health.js'
export { type Keyset, keyset, orderFrom, type SortKey } from './keyset.js'
export { KitModule } from './kit.module.js'
export { linesOf } from './lines.js'
export { announceRow, type RowChange, rowChannel, runChannel } from './live.js'
export { type Logger, makeLogger } from './logger.js'
export { checkFile, type Manifest, readManifest } from './manifest.js'
export { registry } from './metrics.js'
export { networkOf } from './network-of.js'
export { OUTBOX_TABLE, Outbox } from './outbox.js'
export type { Allowed } from './outside-address.js'
export { bucketErrorOf, OutsideBucket } from './outside-bucket.js'
export { type Fetched, type FetchLimits, fetchOutside, OutsideError } from './outside-fetch.js'
export { Queues } from './queues.js'
export { connectRedis } from './redis.js'
export { ObjectStore, storeSignedFor } from './s3.js'
export {
  headerLength,
  LENGTH_BYTES,
  NotSafetensors,
  readFloats,
  readHeader,
  type TensorPlace,
} from './safetensors.js'
export { seal, unseal } from './sealed.js'
export { Shutdown } from './shutdown.js'
export { ACTOR_KEY, LOGGER, REDIS } from './tokens.js'
