import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

// Bundled, as the browser gets it: module by module through a test server the same code takes twice as long.
const folder = mkdtempSync(join(tmpdir(), 'fovea-netspec-'))
try {
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'netspec.ts'),
    platform: 'node',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  })
  const file = join(folder, 'netspec.mjs')
  await bundle.write({ file, format: 'esm' })
  await bundle.close()
  const { measure } = await import(pathToFileURL(file).href)
  process.stdout.write(`${JSON.stringify(measure())}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
