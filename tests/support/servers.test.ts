import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Servers, startServers } from './servers.js'

let servers: Servers

beforeAll(async () => {
  servers = await startServers()
})

afterAll(() => servers?.stop())

it('keeps what was committed before a kill', async () => {
  const query = async (sql: string) => {
    const client = new pg.Client({ connectionString: servers.env['FOVEA_DATABASE_URL'] })
    await client.connect()
    const { rows } = await client.query(sql)
    await client.end()
    return rows
  }
  await query('CREATE TABLE kept AS SELECT 1 AS n')
  for (const name of ['postgres', 'valkey', 'seaweedfs'] as const) {
    await servers.kill(name)
    await servers.start(name)
  }
  expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }])
})
