import type { Browser, Page } from 'playwright-core'
import { type Cost, costOf } from '../counts/cost.js'
import { documents } from '../counts/documents.js'
import { openBrowser } from '../support/browser.js'
import { makeManyRows } from '../support/many-rows.js'
import { type OwnPlatform, startPlatform } from '../support/platform.js'
import { calibrate } from './calibrate.js'

const MODELS = 1_000
const QUEUED = 60
const DOCUMENTS = ['Shell', 'HomeNow', 'HomeModels', 'HomeDatasets']
const variables = { handle: 'local', sort: 'ACTIVITY', closed: [] }

async function costs(platform: OwnPlatform): Promise<Record<string, Cost>> {
  const all = documents()
  const each: Record<string, Cost> = {}
  for (const name of DOCUMENTS) each[name] = await costOf(platform, () => platform.ask(all.get(name) ?? '', variables))
  return each
}

/** Milliseconds of the longest task of the page's main thread while something is done. */
async function longest(page: Page, work: () => Promise<unknown>): Promise<number> {
  await page.evaluate('longTasks.length = 0')
  await work()
  await page.waitForTimeout(1_500)
  return page.evaluate('Math.max(0, ...longTasks)')
}

async function stutter(platform: OwnPlatform, browser: Browser) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addInitScript(() => {
    const tasks: number[] = []
    Object.assign(globalThis, { longTasks: tasks })
    new PerformanceObserver(list => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
      buffered: true,
    })
  })
  const table = page.getByRole('table', { name: 'Models' })
  await page.goto(platform.url)
  await table.waitFor()
  const open = await longest(page, async () => {
    await page.reload()
    await table.waitFor()
  })
  const search = await longest(page, async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('harbour', { delay: 60 })
    await page.keyboard.press('Escape')
  })
  const sort = await longest(page, () => page.getByRole('button', { name: 'Best accuracy' }).click())
  const all = await longest(page, async () => {
    for (let n = 1; n < MODELS / 100; n++) await page.getByRole('button', { name: /^Show 100 more of/ }).click()
  })
  const scroll = await longest(page, async () => {
    for (let n = 0; n < 40; n++) await page.mouse.wheel(0, 700)
  })
  const select = await longest(page, () => page.getByLabel('Select all rows').first().click())
  return { open, search, sort, all, scroll, select }
}

/** Home of a project with a thousand models and as many runs: what a view costs and, to look at beside the loop, its longest tasks (200 ms are felt). */
export async function measure() {
  // First: without a browser no platform would be left behind.
  const browser = await openBrowser()
  const platform = await startPlatform()
  try {
    await makeManyRows(platform, { models: MODELS, queued: QUEUED })
    const each = await costs(platform)
    const sum = (of: keyof Cost) => Object.values(each).reduce((total, cost) => total + cost[of], 0)
    const longestMs = await stutter(platform, browser)
    return {
      loopMs: calibrate(),
      each,
      longestMs,
      checks: [
        { what: 'RPCs of a view', value: sum('rpcs'), atMost: 8 },
        { what: 'SQL statements of a view', value: sum('statements'), atMost: 12 },
      ],
    }
  } finally {
    await browser.close()
    await platform.stop()
  }
}
