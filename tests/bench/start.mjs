// From `./fovea up` to the first page: a fresh clone with empty tools and warm package caches, then a later start. Prints one JSON object.
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LONGEST_MS = 600_000
const PORT = 5900 + (process.pid % 90)

const place = mkdtempSync(join(tmpdir(), 'fovea-start-'))
chmodSync(place, 0o755)
const clone = join(place, 'clone')
const env = { ...process.env, FOVEA_TOOLS: join(place, 'tools'), FOVEA_HOME: join(place, 'home') }
const fovea = (...words) => run(join(clone, 'fovea'), words, { env, timeout: LONGEST_MS, maxBuffer: 1 << 26 })

/** Seconds until the console's first page has come. */
async function firstPage() {
  const start = performance.now()
  await fovea('up', '--detach', '--port', String(PORT))
  const page = await fetch(`http://localhost:${PORT}/`)
  if (!page.ok || !(await page.text()).includes('Fovea')) throw new Error(`the first page answered ${page.status}`)
  return (performance.now() - start) / 1000
}

/** What this machine does in a second just now: absolute figures mean nothing without it. */
function calibrate() {
  const start = performance.now()
  let sum = 0
  for (let index = 0; index < 3e8; index++) sum += index % 7
  return { loopMs: performance.now() - start, sum }
}

try {
  await run('git', ['clone', '--quiet', ROOT, clone])
  const first = await firstPage()
  await fovea('down')
  const later = await firstPage()
  await fovea('down')
  const checks = [
    { what: 'first start of a fresh clone with warm package caches, s', value: first, atMost: 60 },
    { what: 'later start, s', value: later, atMost: 15 },
  ]
  process.stdout.write(`${JSON.stringify({ first, later, calibration: calibrate(), checks })}\n`)
} finally {
  await fovea('down').catch(() => undefined)
  rmSync(place, { recursive: true, force: true, maxRetries: 5 })
}
