import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { draw } from '../e2e/console.js'
import { openBrowser } from '../support/browser.js'
import { type OwnPlatform, PROJECT, startPlatform } from '../support/platform.js'
import { calibrate } from './calibrate.js'
import { chain } from './netspec.js'
import { type Watched, watch } from './watch.js'

const LAYERS = 1_000
const KEYS = 8
/** Between two keys: quick typing, and so slow that each key finds the work of the one before. */
const PACES_MS = [120, 500]

async function dataset(platform: OwnPlatform): Promise<string> {
  const folder = join(platform.dataRoot, 'ships')
  await draw(folder, 24, 5)
  const recipe = { width: 32, height: 32, channels: 3 }
  const input = { projectId: PROJECT, name: 'ships', folder, recipe, idempotencyKey: randomUUID() }
  const { createDataset } = await platform.ask(
    'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { ... on Dataset { id } } }',
    { input },
  )
  return createDataset.id
}

/** The longest that the page took to show what a key did, in ms, since it was last asked. */
async function longest(page: Page): Promise<number> {
  // The browser tells of an interaction only after it has been painted.
  await page.waitForTimeout(300)
  return page.evaluate(() => {
    const { watched } = globalThis as unknown as { watched: Watched }
    const { inp } = watched
    watched.inp = 0
    return inp
  })
}

/** A text of a thousand layers: how soon the page answers while somebody types, walks and searches in it, checked and drawn meanwhile. */
export async function measure() {
  const platform = await startPlatform()
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
    await page.addInitScript(watch)
    await page.goto(`${platform.url}/p/local/models/new?dataset=${await dataset(platform)}`)
    await page.getByRole('button', { name: 'Customize LeNet' }).click()
    const text = page.getByRole('textbox', { name: 'Network as prototxt' })
    await text.waitFor()
    const buffer = Buffer.from(chain(LAYERS))
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'deep.prototxt', mimeType: 'text/plain', buffer })
    await page
      .locator('.react-flow__minimap-node')
      .nth(LAYERS / 2 - 1)
      .waitFor()
    const longestMs: Record<string, number> = { 'opening the editor': await longest(page) }
    await text.focus()
    await page.keyboard.press('Control+Home')
    // Behind the outputs of the first layer: each key changes that layer, its edge and the next layer.
    await page.keyboard.press('Control+f')
    await page.keyboard.type('num_output: 16')
    for (const key of ['Enter', 'Escape', 'ArrowRight']) await page.keyboard.press(key)
    await page.keyboard.press('8')
    await page.getByText('168 × 3×3').first().waitFor()
    await page.keyboard.press('Backspace')
    await page.waitForTimeout(1_000)
    await longest(page)
    for (const pace of PACES_MS) {
      for (let n = 0; n < KEYS; n++) {
        await page.keyboard.press(n % 2 === 0 ? '8' : 'Backspace')
        await page.waitForTimeout(pace)
      }
      await page.waitForTimeout(1_000)
      longestMs[`typing, a key each ${pace} ms`] = await longest(page)
    }
    for (let n = 0; n < KEYS; n++) await page.keyboard.press('ArrowDown')
    longestMs['walking through the text'] = await longest(page)
    await page.keyboard.press('Control+f')
    await page.keyboard.type('"conv400"')
    await page.keyboard.press('Enter')
    await page.locator('.react-flow__node [data-selected]').filter({ hasText: 'conv400' }).waitFor()
    longestMs['searching'] = await longest(page)
    return {
      loopMs: calibrate(),
      checks: Object.entries(longestMs).map(([what, value]) => ({
        what: `${LAYERS} layers, ${what}: ms`,
        value,
        atMost: 200,
      })),
    }
  } finally {
    await browser.close()
    await platform.stop()
  }
}
