import { availableParallelism } from 'node:os'
import { addresses, baseConfig, fetchConfig, grpcConfig, readConfig, s3Config } from '@fovea/service-kit'
import { z } from 'zod'

const schema = baseConfig
  .extend(grpcConfig.shape)
  .extend(s3Config.shape)
  .extend(fetchConfig.shape)
  .extend(addresses.pick({ FOVEA_MODELS_ADDRESS: true, FOVEA_JOBS_ADDRESS: true }).shape)
  .extend({
    /** Python that has the pixel program's packages. */
    FOVEA_PYTHON_PIXELS: z.string(),
    /** Folder of the pixel program. */
    FOVEA_PIXELS_PATH: z.string(),
    /** How many processes turn files into pixels. */
    FOVEA_PIXELS_PROCESSES: z.coerce.number().int().min(1).default(1),
    /** Scratch of this process alone: snapshots are unpacked below it, and what an earlier process left is removed. */
    FOVEA_WORK_DIR: z.string(),
    /** Threads of one answer: one on small machines, where answers side by side are quicker. */
    FOVEA_INFERENCE_THREADS: z.coerce
      .number()
      .int()
      .min(1)
      .default(Math.max(1, Math.floor(availableParallelism() / 4))),
    /** Snapshots kept ready to answer, and the bytes of their weights together. */
    FOVEA_INFERENCE_SESSIONS: z.coerce.number().int().min(1).default(16),
    FOVEA_INFERENCE_SESSION_BYTES: z.coerce
      .number()
      .min(1)
      .default(2 ** 30),
  })

export type Config = z.infer<typeof schema>

/** Token under which the configuration is injected. */
export const CONFIG = Symbol('config')

export const loadConfig = (env: Record<string, string | undefined> = process.env): Config => readConfig(schema, env)
