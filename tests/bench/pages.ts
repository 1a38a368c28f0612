import type { Browser, Page } from 'playwright-core'
import { World } from '../counts/world.js'
import { open, pages, scriptBytes } from '../e2e/pages.js'
import { openBrowser } from '../support/browser.js'
import { startPlatform } from '../support/platform.js'
import { calibrate } from './calibrate.js'
import { type Watched, watch } from './watch.js'

/** Openings of each page; the middle one counts. */
const TIMES = 3

interface Figures {
  scriptKb: number
  /** Largest contentful paint (web.dev/lcp). */
  lcpMs: number
  /** Interaction to next paint: the longest of those below (web.dev/inp). */
  inpMs: number
}

/** What people do on any page: open a menu, ask for the keys, walk with Tab. */
async function interact(page: Page): Promise<void> {
  await page.getByRole('button', { name: /projects and settings$/ }).click()
  await page.getByRole('menuitem', { name: 'Project settings' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  for (let n = 0; n < 8; n++) await page.keyboard.press('Tab')
  await page.waitForTimeout(300)
}

async function look(browser: Browser, world: World, name: string): Promise<Figures> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  try {
    await page.addInitScript(watch)
    await open(page, world, name)
    const bytes = await scriptBytes(page)
    // The first interaction ends what counts as the first paint.
    const { lcp } = await page.evaluate<Watched>('watched')
    await interact(page)
    const { inp } = await page.evaluate<Watched>('watched')
    return { scriptKb: bytes / 1000, lcpMs: lcp, inpMs: inp }
  } finally {
    await page.close()
  }
}

const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number

/** Each page in a fresh window: JavaScript that it reads, and, to look at beside the loop, when it is painted and how soon it answers. */
export async function measure() {
  const browser = await openBrowser()
  const platform = await startPlatform()
  try {
    const world = new World(platform)
    await world.prepare()
    await world.prepareFlawed()
    const each: Record<string, Figures> = {}
    for (const name of Object.keys(pages)) {
      const all: Figures[] = []
      for (let n = 0; n < TIMES; n++) all.push(await look(browser, world, name))
      const of = (figure: keyof Figures) => middle(all.map(figures => figures[figure]))
      each[name] = { scriptKb: of('scriptKb'), lcpMs: of('lcpMs'), inpMs: of('inpMs') }
    }
    return {
      loopMs: calibrate(),
      each,
      checks: Object.entries(each).flatMap(([name, { scriptKb, lcpMs, inpMs }]) => [
        { what: `${name}: kB of compressed JavaScript`, value: scriptKb, atMost: 250 },
        { what: `${name}: largest contentful paint, ms`, value: lcpMs, atMost: 2_500 },
        { what: `${name}: interaction to next paint, ms`, value: inpMs, atMost: 200 },
      ]),
    }
  } finally {
    await browser.close()
    await platform.stop()
  }
}
