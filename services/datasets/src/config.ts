import { availableParallelism } from 'node:os'
import {
  baseConfig,
  databaseConfig,
  fetchConfig,
  grpcConfig,
  readConfig,
  s3Config,
  straysConfig,
} from '@fovea/service-kit'
import { z } from 'zod'
import { SHARD_BYTES } from './builds/shard-plan.js'

const schema = baseConfig
  .extend(grpcConfig.shape)
  .extend(databaseConfig.shape)
  .extend(s3Config.shape)
  .extend(fetchConfig.shape)
  .extend(straysConfig.shape)
  .extend({
    /** Folders below which datasets may be made, separated by colons; none by default. */
    FOVEA_DATA_ROOTS: z
      .string()
      .default('')
      .transform(text => text.split(':').filter(root => root !== '')),
    /** The Python that has Pillow, numpy and simplejpeg. */
    FOVEA_PYTHON_PIXELS: z.string(),
    /** The folder that holds the package `fovea_pixels`. */
    FOVEA_PIXELS_PATH: z.string(),
    /** 32 bytes in hexadecimal: what seals the keys of other people's buckets. */
    FOVEA_SEAL_KEY: z.string().regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits'),
    /** How long an upload is kept that nothing is made of: a day. */
    FOVEA_UPLOAD_SECONDS: z.coerce.number().positive().default(86_400),
    /** Scratch space: shards on their way to the object store. */
    FOVEA_WORK_DIR: z.string(),
    /** Processes that decode pictures; default: one a core. */
    FOVEA_PIXEL_PROCESSES: z.coerce.number().int().min(1).default(availableParallelism()),
    /** Bytes of pixels a shard aims at. */
    FOVEA_SHARD_BYTES: z.coerce.number().int().min(1).default(SHARD_BYTES),
  })

export type Config = z.infer<typeof schema>

/** Token under which the configuration is injected. */
export const CONFIG = Symbol('config')

export const loadConfig = (env: Record<string, string | undefined> = process.env): Config => readConfig(schema, env)
