import { addresses, baseConfig, databaseConfig, readConfig, s3Config } from '@fovea/service-kit'
import { z } from 'zod'

const schema = baseConfig.extend({
  ...s3Config.shape,
  ...databaseConfig.shape,
  ...addresses.shape,
  /** The console's port: the only one that a browser knows. */
  FOVEA_PORT: z.coerce.number().int().min(0).default(5000),
  /** Interface of that port; empty = FOVEA_BIND. Any other than loopback demands a sign-in. */
  FOVEA_HOST: z.string().default(''),
  /** Password of the account `admin`, read where a sign-in is demanded: its first one, and a new one whenever another is given. */
  FOVEA_ADMIN_PASSWORD: z.string().default(''),
  /** Where the console's own server listens. */
  FOVEA_CONSOLE_ADDRESS: z.url(),
  /** Host names, beside the loopback ones, under which people reach this gateway; separated by commas. */
  FOVEA_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform(text => text.split(',').filter(Boolean)),
  /** A proxy of one's own stands before this gateway, and the last address of X-Forwarded-For is the caller's. */
  FOVEA_BEHIND_PROXY: z.stringbool().default(false),
})

export const config = readConfig(schema, process.env)
export type GatewayConfig = typeof config
