import type { Config } from './config.js'
import { Datasets1795435200000 } from './migrations/20261123T1200-datasets.js'
import { Sources1795608000000 } from './migrations/20261125T1200-sources.js'
import { SourceKeys1795633200000 } from './migrations/20261125T1900-source-keys.js'
import { Findings1795636800000 } from './migrations/20261125T2000-findings.js'
import { Encodings1795694400000 } from './migrations/20261126T1200-encodings.js'
import { Hashes1795784400000 } from './migrations/20261127T1300-hashes.js'

/** Rows are read and written in plain SQL, by repositories alone; TypeORM keeps the pool, the transactions and the migrations. */
export const databaseOf = (config: Config) => ({
  url: config.FOVEA_DATABASE_URL,
  entities: [],
  migrations: [
    Datasets1795435200000,
    Sources1795608000000,
    SourceKeys1795633200000,
    Findings1795636800000,
    Encodings1795694400000,
    Hashes1795784400000,
  ],
})
