import { createHmac } from 'node:crypto'
import pg from 'pg'
import { DataSource, type Logger as OrmLogger } from 'typeorm'
import { actorIfAny } from './context.js'
import type { Logger } from './logger.js'
import { sqlStatements, whomFor } from './metrics.js'

export interface DatabaseOptions {
  service: string
  url: string
  actorKey: string
  /** Entity classes of the service. */
  entities: NonNullable<ConstructorParameters<typeof DataSource>[0]['entities']>
  /** Migration classes, oldest first; forward only. */
  migrations: NonNullable<ConstructorParameters<typeof DataSource>[0]['migrations']>
}

const BRACKETS = new Set(['START TRANSACTION', 'COMMIT', 'ROLLBACK'])

const statementCounter: OrmLogger = {
  logQuery: query => {
    if (!BRACKETS.has(query)) sqlStatements.inc({ for: whomFor(actorIfAny()) })
  },
  logQueryError: () => {},
  logQuerySlow: () => {},
  logSchemaBuild: () => {},
  logMigration: () => {},
  log: () => {},
}

/**
 * Opens the service's own schema with its own role where the server lets us make one, and brings its tables up to date.
 * Waits up to 60 s for a server that is still starting.
 */
export async function openDatabase(options: DatabaseOptions, logger: Logger): Promise<DataSource> {
  const url = await prepareSchema(options, logger)
  const source = new DataSource({
    type: 'postgres',
    // Named, else TypeORM looks for it beside its own files, of which a bundle has none.
    driver: pg,
    url,
    schema: options.service,
    entities: options.entities,
    migrations: options.migrations,
    migrationsTableName: 'migration',
    logger: statementCounter,
    logging: ['query'],
    extra: {
      max: 8,
      connectionTimeoutMillis: 15_000,
      options: `-c search_path=${options.service} -c statement_timeout=30000`,
    },
    poolErrorHandler: (error: Error) => logger.warn({ error: error.message }, 'a database connection broke'),
  })
  await source.initialize()
  await source.runMigrations()
  return source
}

async function prepareSchema({ service, url, actorKey }: DatabaseOptions, logger: Logger): Promise<string> {
  const admin = await connectWithin(url, 60_000)
  try {
    // Services start at once; creating roles side by side fails with a unique violation.
    await admin.query('SELECT pg_advisory_lock(7_051_803)')
    const own = await makeRole(admin, url, service, actorKey, logger)
    await admin.query(
      `CREATE SCHEMA IF NOT EXISTS ${service} AUTHORIZATION ${own ? `fovea_${service}` : 'CURRENT_USER'}`,
    )
    return own ?? url
  } finally {
    await admin.end()
  }
}

async function makeRole(admin: pg.Client, url: string, service: string, actorKey: string, logger: Logger) {
  const { rows } = await admin.query(
    'SELECT rolcreaterole OR rolsuper AS may FROM pg_roles WHERE rolname = current_user',
  )
  if (!rows[0]?.may) {
    logger.info('the database user may make no roles; this service shares it')
    return undefined
  }
  const role = `fovea_${service}`
  const password = createHmac('sha256', actorKey).update(`postgres ${role}`).digest('hex')
  const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
  await admin.query(`${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${role} LOGIN PASSWORD '${password}'`)
  await admin.query(`GRANT ${role} TO CURRENT_USER`)
  const own = new URL(url)
  own.username = role
  own.password = password
  return own.toString()
}

async function connectWithin(url: string, limitMs: number): Promise<pg.Client> {
  const end = Date.now() + limitMs
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
    try {
      await client.connect()
      return client
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise(resolve => setTimeout(resolve, 300))
    }
  }
}
