import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, FileChooser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Platform, platform } from '../support/platform.js'
import { ARTEFACTS, draw, openPage, STEP_MS, WAIT_MS } from './console.js'

/** Presses of Tab from anywhere on a page to anywhere else on it. */
const MOST_TABS = 120

describe('the way of a newcomer without a mouse', () => {
  let world: Platform
  let browser: Browser
  let page: Page
  let folder: string
  let unseen: string
  const complaints: string[] = []
  const choosers: FileChooser[] = []

  beforeAll(async () => {
    world = await platform()
    folder = join(world.dataRoot, 'keyboard-ships')
    unseen = join(world.dataRoot, 'keyboard-unseen')
    mkdirSync(ARTEFACTS, { recursive: true })
    await draw(folder, 160, 3)
    await draw(unseen, 2, 4)
    const opened = await openPage(complaints)
    browser = opened.browser
    page = opened.page
    // From the beginning: asked for just before Enter, the browser may not yet have been told to hand its dialogs over.
    page.on('filechooser', chooser => choosers.push(chooser))
  }, WAIT_MS)

  afterAll(async () => {
    await browser?.close()
  })

  /** What the one who hears the page is told of the focused element. */
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null
      return (element?.ariaLabel || element?.labels?.[0]?.textContent || element?.textContent || '').trim()
    })

  /** Walks by Tab until `name` has the focus, which has to be visible. */
  async function tabTo(name: string | RegExp): Promise<void> {
    const passed: string[] = []
    for (let n = 0; n < MOST_TABS; n++) {
      await page.keyboard.press('Tab')
      const now = await focused()
      if (typeof name === 'string' ? now === name : name.test(now)) {
        expect(await page.evaluate(() => document.activeElement?.matches(':focus-visible'))).toBe(true)
        return
      }
      passed.push(now)
    }
    throw new Error(`Tab does not come to ${name}; it passes ${[...new Set(passed)].join(', ')}`)
  }

  async function type(name: string | RegExp, text: string): Promise<void> {
    await tabTo(name)
    await page.keyboard.press('Control+A')
    await page.keyboard.type(text)
  }

  it(
    'makes a dataset',
    async () => {
      await page.goto(world.url)
      await page.getByRole('link', { name: 'New dataset' }).waitFor()
      await tabTo('New dataset')
      await page.keyboard.press('Enter')
      await page.getByLabel('Folder').waitFor()
      await type('Folder', folder)
      await page.keyboard.press('Escape')
      await tabTo('Name')
      await page.keyboard.press('Enter')
      await page.getByText('Ready', { exact: true }).waitFor({ timeout: WAIT_MS })
    },
    WAIT_MS,
  )

  it(
    'trains a model',
    async () => {
      await tabTo('New model')
      await page.keyboard.press('Enter')
      await page.getByText(/^Trains LeNet/).waitFor()
      await type('Epochs', '2')
      await page.getByText(/for 2 epochs of/).waitFor()
      await page.keyboard.press('Enter')
      const status = page.getByRole('region', { name: 'State of the run' })
      await status.getByText('Finished', { exact: true }).waitFor({ timeout: WAIT_MS })
    },
    WAIT_MS,
  )

  it(
    'asks about an image',
    async () => {
      await page
        .getByRole('table', { name: /^Snapshots/ })
        .getByText('newest')
        .waitFor()
      await tabTo('Choose an image')
      await page.keyboard.press('Enter')
      await expect.poll(() => choosers.length, { timeout: STEP_MS }).toBe(1)
      await choosers[0]?.setFiles(join(unseen, 'ship', readdirSync(join(unseen, 'ship'))[0] ?? ''))
      await page.getByRole('list', { name: 'Most probable classes' }).getByRole('listitem').first().waitFor()
      expect(complaints).toEqual([])
    },
    WAIT_MS,
  )
})
