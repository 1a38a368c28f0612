import { z } from 'zod'
import { parseAllowed } from './outside-address.js'

const address = z.string().regex(/^[^\s:]+:\d+$/, 'must be host:port')

/** What every service reads; each service adds its own fields. Ports of 0 let the system choose. */
export const baseConfig = z.object({
  FOVEA_SERVICE: z.string(),
  FOVEA_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  FOVEA_HTTP_PORT: z.coerce.number().int().min(0),
  /** Interface to listen on: loopback unless a cluster says otherwise. */
  FOVEA_BIND: z.string().default('127.0.0.1'),
  FOVEA_ACTOR_KEY: z.string().min(16),
  FOVEA_REDIS_URL: z.url(),
})

export const grpcConfig = z.object({ FOVEA_GRPC_PORT: z.coerce.number().int().min(0) })

export const databaseConfig = z.object({ FOVEA_DATABASE_URL: z.url() })

export const s3Config = z.object({
  FOVEA_S3_ENDPOINT: z.url(),
  FOVEA_S3_ACCESS_KEY: z.string(),
  FOVEA_S3_SECRET_KEY: z.string(),
  FOVEA_S3_BUCKET: z.string().default('fovea'),
})

/** How long what lies in the store without a row is left alone: it may belong to a row that is just being written. */
export const straysConfig = z.object({ FOVEA_STRAY_SECONDS: z.coerce.number().positive().default(600) })

/** Addresses of the other services; each service picks the ones that it calls. */
export const addresses = z.object({
  FOVEA_DATASETS_ADDRESS: address,
  FOVEA_MODELS_ADDRESS: address,
  FOVEA_JOBS_ADDRESS: address,
  FOVEA_INFERENCE_ADDRESS: address,
})

/** Exceptions from the rule that what people name by URL is fetched from public addresses alone. */
export const fetchConfig = z.object({
  /** `host:port` or CIDR, separated by commas; none by default. */
  FOVEA_FETCH_ALLOW: z
    .string()
    .default('')
    .transform((text, context) => {
      const { allowed, wrong } = parseAllowed(text)
      for (const entry of wrong)
        context.addIssue({ code: 'custom', message: `${entry} is neither host:port nor a CIDR such as 10.0.0.0/8` })
      return allowed
    }),
})

export type BaseConfig = z.infer<typeof baseConfig>
export type S3Config = z.infer<typeof s3Config>

/** Reads and checks the environment once; names every variable that is missing or wrong. */
export function readConfig<T>(schema: z.ZodType<T>, env: Record<string, string | undefined>): T {
  const parsed = schema.safeParse(env)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment of this service is not complete.\n  ${faults.join('\n  ')}`)
}
