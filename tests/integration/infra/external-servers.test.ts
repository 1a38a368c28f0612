import pg from 'pg'
import { afterAll, expect, it, vi } from 'vitest'
import { fovea } from '../../support/fovea.js'
import { type OwnPlatform, startPlatform } from '../../support/platform.js'
import { type Servers, startServers } from '../../support/servers.js'

vi.setConfig({ testTimeout: 300_000 })

let servers: Servers | undefined
let platform: OwnPlatform | undefined
afterAll(async () => {
  await platform?.stop()
  await servers?.stop()
})

it('starts no server where others are named, and its services use those', async () => {
  servers = await startServers()
  const { FOVEA_DATABASE_URL, FOVEA_REDIS_URL, ...s3 } = servers.env
  const env = { ...s3, FOVEA_DATABASE_URL: `${FOVEA_DATABASE_URL}`, FOVEA_REDIS_URL: `${FOVEA_REDIS_URL}` }
  platform = await startPlatform({ only: ['datasets', 'jobs', 'models'], env })
  const { stdout } = await fovea(['status', '--json', '--home', platform.home])
  const { parts } = JSON.parse(stdout) as { parts: { name: string; state: string }[] }
  expect(parts.map(({ name, state }) => `${name} ${state}`)).toEqual(['datasets ready', 'models ready', 'jobs ready'])
  const database = new pg.Client({ connectionString: env.FOVEA_DATABASE_URL })
  await database.connect()
  const { rows } = await database.query("SELECT schemaname FROM pg_tables WHERE tablename = 'migration' ORDER BY 1")
  await database.end()
  expect(rows.map(({ schemaname }) => schemaname)).toEqual(['datasets', 'jobs', 'models'])
})
