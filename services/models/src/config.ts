import { addresses, baseConfig, databaseConfig, grpcConfig, readConfig, s3Config } from '@fovea/service-kit'
import type { z } from 'zod'

const schema = baseConfig
  .extend(grpcConfig.shape)
  .extend(databaseConfig.shape)
  .extend(s3Config.shape)
  .extend(addresses.pick({ FOVEA_DATASETS_ADDRESS: true, FOVEA_JOBS_ADDRESS: true }).shape)

export type Config = z.infer<typeof schema>

/** Token under which the configuration is injected. */
export const CONFIG = Symbol('config')

export const loadConfig = (env: Record<string, string | undefined> = process.env): Config => readConfig(schema, env)
