import { addresses, baseConfig, readConfig, s3Config } from '@fovea/service-kit'
import { z } from 'zod'

const schema = baseConfig.extend({
  ...s3Config.shape,
  ...addresses.shape,
  /** The console's port: the only one that a browser knows. */
  FOVEA_PORT: z.coerce.number().int().min(0).default(5000),
  /** Where the console's own server listens. */
  FOVEA_CONSOLE_ADDRESS: z.url(),
  /** Host names, beside the loopback ones, under which people reach this gateway; separated by commas. */
  FOVEA_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform(text => text.split(',').filter(Boolean)),
})

export const config = readConfig(schema, process.env)
export type GatewayConfig = typeof config
