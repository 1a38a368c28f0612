import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Failure } from '../failure.mjs'
import { clone } from '../place.mjs'

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function starts(path) {
  try {
    execFileSync(path, ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', 'about:blank'], {
      timeout: 60_000,
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}

/** Path of a Chromium that starts for this user: the system's, else the one that npm brings. It unpacks itself below TMPDIR. */
export async function findBrowser(env = process.env) {
  if (env.FOVEA_CHROMIUM) {
    if (starts(env.FOVEA_CHROMIUM)) return env.FOVEA_CHROMIUM
    throw new Failure(`FOVEA_CHROMIUM names ${env.FOVEA_CHROMIUM}, which does not start.`)
  }
  const system = SYSTEM.find(starts)
  if (system) return execFileSync('sh', ['-c', `command -v ${system}`], { encoding: 'utf8' }).trim()
  const resolved = createRequire(join(clone, 'package.json')).resolve('@sparticuz/chromium')
  const { default: chromium } = await import(pathToFileURL(resolved))
  const path = await chromium.executablePath()
  if (starts(path)) return path
  throw new Failure(
    'No browser was found that starts. Install Chromium (Debian: apt install chromium), or name one in FOVEA_CHROMIUM.',
  )
}
