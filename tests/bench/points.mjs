// Points from `Report` to visible, on a real PostgreSQL: prints one JSON object. Runs the service from its sources.
import { createServer } from 'vite'

const server = await createServer({
  configFile: 'vitest.config.ts',
  server: { middlewareMode: true, ws: false },
  appType: 'custom',
  logLevel: 'error',
})
try {
  const { measurePoints } = await server.ssrLoadModule('/tests/integration/jobs/measure-points.ts')
  process.stdout.write(`${JSON.stringify(await measurePoints())}\n`)
} finally {
  await server.close()
}
