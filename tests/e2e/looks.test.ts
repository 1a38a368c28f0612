import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from '../counts/world.js'
import { openBrowser } from '../support/browser.js'
import { platform } from '../support/platform.js'

const ARTEFACTS = join(import.meta.dirname, '../artefacts')
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const WIDTHS = [390, 1280, 1920]
const SCHEMES = ['light', 'dark'] as const
const WAIT_MS = 240_000
const STEP_MS = 20_000

/** Each page with what shows that all of it is there. */
const pages: Record<string, { path: (world: World) => string; there: (page: Page) => Promise<void> }> = {
  home: { path: () => '', there: page => page.getByRole('table', { name: 'Models' }).waitFor() },
  'new-dataset': {
    path: () => '/datasets/new',
    there: page => page.getByRole('button', { name: 'Create dataset' }).waitFor(),
  },
  dataset: {
    path: ({ dataset }) => `/datasets/${dataset}`,
    there: page => page.getByRole('table', { name: 'Images per class and split' }).waitFor(),
  },
  'new-model': {
    path: ({ dataset }) => `/models/new?dataset=${dataset}`,
    there: page => page.getByRole('button', { name: 'Create model and train' }).waitFor(),
  },
  model: {
    path: ({ models }) => `/models/${models[1]}`,
    there: page => page.getByRole('table', { name: /^Snapshots/ }).waitFor(),
  },
  'a run that trains': {
    path: ({ endless }) => `/runs/${endless}`,
    there: page => page.getByRole('region', { name: 'State of the run' }).waitFor(),
  },
  'no such page': {
    path: () => '/datasets/018f0000-0000-7000-8000-00000000dead',
    there: page => page.getByRole('heading').first().waitFor(),
  },
}

describe('every page', () => {
  let world: World
  let browser: Browser

  beforeAll(async () => {
    mkdirSync(ARTEFACTS, { recursive: true })
    world = new World(await platform())
    await world.prepare()
    browser = await openBrowser()
  }, WAIT_MS)

  afterAll(async () => {
    await browser?.close()
    await world?.remove()
  })

  describe.each(SCHEMES)('in %s', colorScheme => {
    it.each(Object.keys(pages))(
      '%s: has no serious fault that axe knows, and is no wider than any window',
      async name => {
        const page = await browser.newPage({ colorScheme, locale: 'en-GB', bypassCSP: true })
        page.setDefaultTimeout(STEP_MS)
        try {
          await open(page, name)
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 900 })
            const shot = join(ARTEFACTS, `${name.replaceAll(' ', '-')}-${width}-${colorScheme}.png`)
            await page.screenshot({ path: shot, fullPage: true })
            expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${width} px`).toBe(width)
            // Wider than a laptop's there is nothing new to find.
            if (width <= 1280) expect((await faults(page)).join('\n'), `at ${width} px`).toBe('')
          }
        } finally {
          await page.close()
        }
      },
      WAIT_MS,
    )
  })

  async function open(page: Page, name: string): Promise<void> {
    const { path, there } = pages[name] as (typeof pages)[string]
    await page.goto(`${world.platform.url}/p/local${path(world)}`)
    await there(page)
    const isPending = () => page.evaluate(() => [...document.images].some(({ complete }) => !complete))
    await expect.poll(isPending, { timeout: STEP_MS }).toBe(false)
  }
})

/** What axe calls serious or critical, in one line each. */
async function faults(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE })
  const { violations } = await page.evaluate(
    options => (globalThis as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(options),
    { resultTypes: ['violations'] } satisfies RunOptions,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, target }) => `${target} ${html.slice(0, 160)}`).join(' | ')}`)
}
