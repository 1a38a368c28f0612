import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../support/browser.js'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export const ARTEFACTS = join(ROOT, 'tests/artefacts')
/** For a build or a run on a busy machine; for one step of a page. */
export const WAIT_MS = 240_000
export const STEP_MS = 20_000

/** Pictures that the project draws itself. */
export async function draw(folder: string, count: number, seed: number): Promise<void> {
  const python = process.env['FOVEA_TOOLS_PYTHON'] || 'python3'
  const words = ['-m', 'fovea_samples', folder, '--count', `${count}`, '--seed', `${seed}`]
  await run(python, words, { env: { ...process.env, PYTHONPATH: join(ROOT, 'gpu-worker') }, timeout: WAIT_MS })
}

/** A page in a real browser; all that it should not say or do is written into `complaints`. */
export async function openPage(complaints: string[]): Promise<{ browser: Browser; page: Page }> {
  const browser = await openBrowser()
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    colorScheme: 'light',
  })
  page.setDefaultTimeout(STEP_MS)
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('request', request => {
    if (request.url().endsWith('/graphql') && request.postData()?.includes('"query"'))
      complaints.push(`a document was sent as text: ${request.postData()?.slice(0, 80)}`)
  })
  return { browser, page }
}
