import {
  addresses,
  baseConfig,
  databaseConfig,
  grpcConfig,
  readConfig,
  s3Config,
  straysConfig,
} from '@fovea/service-kit'
import { z } from 'zod'

const schema = baseConfig
  .extend(grpcConfig.shape)
  .extend(databaseConfig.shape)
  .extend(s3Config.shape)
  .extend(straysConfig.shape)
  .extend(addresses.pick({ FOVEA_DATASETS_ADDRESS: true, FOVEA_MODELS_ADDRESS: true, FOVEA_JOBS_ADDRESS: true }).shape)
  .extend({
    /** Python with PyTorch, and the folder that holds the package fovea_worker. */
    FOVEA_PYTHON_WORKER: z.string(),
    FOVEA_WORKER_PATH: z.string(),
    /** One folder an attempt: spec, snapshots on their way up, what the process said. */
    FOVEA_ATTEMPTS_DIR: z.string(),
    /** Downloaded shards, shared by the attempts of this machine. */
    FOVEA_CACHE_DIR: z.string(),
    FOVEA_CACHE_BYTES: z.coerce.number().int().positive().default(20e9),
    /** JSON file of whoever installs PyTorch; unset or absent means ready. */
    FOVEA_WORKER_INSTALL: z.string().optional(),
    /** `cpu`, or `cuda:0,cuda:1`: as many runs at once. */
    FOVEA_DEVICES: z
      .string()
      .default('cpu')
      .transform(text => text.split(',').map(device => device.trim()))
      .pipe(z.array(z.string().regex(/^(cpu|cuda:\d+)$/, 'must be cpu or cuda:N')).min(1)),
    /** Threads of one training; kept small, since equal numbers need an equal count. */
    FOVEA_WORKER_THREADS: z.coerce.number().int().min(1).default(1),
    /** Where some machines keep the GPU's driver; passed on to workers. */
    LD_LIBRARY_PATH: z.string().optional(),
  })

export type Config = z.infer<typeof schema>

/** Token under which the configuration is injected. */
export const CONFIG = Symbol('config')

export const loadConfig = (env: Record<string, string | undefined> = process.env): Config => readConfig(schema, env)
