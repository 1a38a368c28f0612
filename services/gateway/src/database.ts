import { config } from './config.js'
import { Accounts20261125T1100 } from './migrations/20261125T1100-accounts.js'

/** Who may come in, in the gateway's own schema (docs/decisions/0016); oldest migration first. */
export const database = {
  url: config.FOVEA_DATABASE_URL,
  entities: [],
  migrations: [Accounts20261125T1100],
}
