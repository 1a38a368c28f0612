// Starts home.ts, which shares its platform with the tests, and prints what it measures.
import { join } from 'node:path'
import { createServer } from 'vite'

const root = join(import.meta.dirname, '../..')
const server = await createServer({
  root,
  configFile: join(root, 'vitest.config.ts'),
  server: { middlewareMode: true, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error',
})
try {
  const { measure } = await server.ssrLoadModule('/tests/bench/home.ts')
  process.stdout.write(`${JSON.stringify(await measure())}\n`)
} finally {
  await server.close()
}
