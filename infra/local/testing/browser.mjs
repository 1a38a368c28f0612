import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Failure } from '../failure.mjs'
import { clone } from '../place.mjs'

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const LONGEST_MS = 60_000

/** Why this browser shows no page when it is driven as the tests drive it, or nothing when it does.  */
async function faultOf(executablePath) {
  const { chromium } = createRequire(join(clone, 'package.json'))('playwright-core')
  try {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: LONGEST_MS })
    try {
      const page = await browser.newPage()
      await page.setContent('<p>here</p>', { timeout: LONGEST_MS })
    } finally {
      await browser.close()
    }
    return undefined
  } catch (error) {
    return error.message.split('\n')[0]
  }
}

function onPath(name) {
  try {
    return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
  } catch {
    return undefined // not installed
  }
}

/** The Chromium that npm brings. It unpacks itself below TMPDIR, and would find there the one of another user, who keeps it closed. */
async function unpacked(folder) {
  const entry = createRequire(join(clone, 'package.json')).resolve('@sparticuz/chromium')
  const { default: chromium } = await import(pathToFileURL(entry))
  mkdirSync(folder, { recursive: true })
  const { TMPDIR } = process.env
  process.env.TMPDIR = folder
  try {
    return await chromium.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
}

/** Path of a Chromium that works for this user: the one named, the system's, or the one that npm brings, unpacked below `folder`. */
export async function findBrowser(folder, env = process.env) {
  if (env.FOVEA_CHROMIUM) {
    const fault = await faultOf(env.FOVEA_CHROMIUM)
    if (fault) throw new Failure(`FOVEA_CHROMIUM names ${env.FOVEA_CHROMIUM}, which does not work: ${fault}`)
    return env.FOVEA_CHROMIUM
  }
  for (const path of SYSTEM.map(onPath)) if (path && !(await faultOf(path))) return path
  const path = await unpacked(folder)
  const fault = await faultOf(path)
  if (!fault) return path
  throw new Failure(
    `No browser was found that works (${fault}). Install Chromium (Debian: apt install chromium), or name one in FOVEA_CHROMIUM.`,
  )
}
