import { join } from 'node:path'
import { createServer } from 'vite'

const root = join(import.meta.dirname, '../..')

/** Loads a benchmark that is written in TypeScript, as the tests are loaded whose servers it shares, and prints what its `measure` answers. */
export async function printMeasured(module) {
  const server = await createServer({
    root,
    configFile: join(root, 'vitest.config.ts'),
    server: { middlewareMode: true, ws: false, watch: null },
    appType: 'custom',
    logLevel: 'error',
  })
  try {
    const { measure } = await server.ssrLoadModule(module)
    process.stdout.write(`${JSON.stringify(await measure())}\n`)
  } finally {
    await server.close()
  }
}
