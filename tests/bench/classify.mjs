// Starts classify.ts, which shares its servers with the tests, and prints what it measures.
import { join } from 'node:path'
import { createServer } from 'vite'

const root = join(import.meta.dirname, '../..')
process.env.FOVEA_PIXELS_PATH ??= join(root, 'gpu-worker')
const server = await createServer({
  root,
  configFile: join(root, 'vitest.config.ts'),
  server: { middlewareMode: true, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error',
})
try {
  const { measure } = await server.ssrLoadModule('/tests/bench/classify.ts')
  process.stdout.write(`${JSON.stringify(await measure())}\n`)
} finally {
  await server.close()
}
