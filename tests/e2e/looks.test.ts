import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from '../counts/world.js'
import { openBrowser } from '../support/browser.js'
import { platform } from '../support/platform.js'
import { open, pages, scriptBytes } from './pages.js'

const ARTEFACTS = join(import.meta.dirname, '../artefacts')
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const WIDTHS = [390, 1280, 1920]
const SCHEMES = ['light', 'dark'] as const
const WAIT_MS = 240_000
const STEP_MS = 20_000
/** Of compressed JavaScript, before a page is whole. */
const MOST_SCRIPT_BYTES = 250_000

describe('every page', () => {
  let world: World
  let browser: Browser

  beforeAll(async () => {
    mkdirSync(ARTEFACTS, { recursive: true })
    world = new World(await platform())
    await world.prepare()
    await world.prepareFlawed()
    browser = await openBrowser()
  }, WAIT_MS)

  afterAll(async () => {
    await browser?.close()
    await world?.remove()
  })

  describe.each(Object.keys(pages))('%s', name => {
    it.each(SCHEMES)(
      'in %s: has no serious fault that axe knows, and is no wider than any window',
      async colorScheme => {
        const page = await browser.newPage({ colorScheme, locale: 'en-GB', bypassCSP: true })
        page.setDefaultTimeout(STEP_MS)
        try {
          await open(page, world, name)
          expect(await scriptBytes(page)).toBeLessThanOrEqual(MOST_SCRIPT_BYTES)
          await pages[name]?.further?.(page)
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

    // Training takes a whole core from those that follow, which do not show it.
    if (name === 'home') afterAll(() => world.rest())
  })
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
