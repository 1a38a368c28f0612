import { config } from './config.js'
import { Runs1763900000000 } from './migrations/1763900000000-runs.js'

export const database = {
  url: config.FOVEA_DATABASE_URL,
  entities: [],
  migrations: [Runs1763900000000],
}
