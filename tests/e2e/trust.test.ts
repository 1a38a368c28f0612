import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from '../counts/world.js'
import { openBrowser } from '../support/browser.js'
import { platform } from '../support/platform.js'

const WAIT_MS = 120_000
const SOON = { timeout: 20_000 }

/** The number of the picture on which the keyboard stands. */
const at = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-number') ?? null)

describe('can a dataset be trusted', () => {
  let world: World
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    world = new World(await platform())
    await world.prepareFlawed()
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  }, WAIT_MS)

  afterAll(async () => {
    await browser?.close()
    await world?.remove()
  })

  const open = (path = '') => page.goto(`${world.platform.url}/p/local/datasets/${world.flawed}${path}`)

  it(
    'says so first, and shows the images of a finding side by side',
    async () => {
      await open()
      const warnings = page.getByRole('list', { name: 'Warnings' })
      await warnings.getByText('images stand under more than one class.').waitFor()
      await warnings.getByRole('button', { name: /^Show: .* under more than one class/ }).click()
      const pair = page.getByRole('list', { name: 'What was found' }).getByRole('listitem').first()
      await expect.poll(() => pair.getByRole('link').count(), SOON).toBeGreaterThan(1)
      const text = await pair.textContent()
      expect(text).toContain('· bright')
      expect(text).toContain('· dark')
      expect(page.url()).toContain('finding=CONFLICT')
      await pair.getByRole('link').first().click()
      await page.getByRole('heading', { name: 'Equal to images of other classes' }).waitFor()
      await page.keyboard.press('Escape')
      await pair.waitFor()
    },
    WAIT_MS,
  )

  it(
    'is explored by keyboard: over the pictures, to the page of one and back to it',
    async () => {
      await open('?split=TRAIN')
      await page.locator('[data-number="0"]').focus()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowLeft')
      expect(await at(page)).toBe('1')
      await page.keyboard.press('Enter')
      await page.getByText('blake3:').waitFor()
      expect(page.url()).toMatch(/\/images\/1\?split=TRAIN$/)
      await page.keyboard.press('Escape')
      await expect.poll(() => at(page), SOON).toBe('1')
      await page.keyboard.press('PageDown')
      await expect.poll(() => at(page), SOON).toBe('60')
    },
    WAIT_MS,
  )

  it('gives all files that were left out as a table', async () => {
    await open()
    const link = page.getByRole('link', { name: 'Download all, CSV' })
    const answer = await fetch(new URL((await link.getAttribute('href')) ?? '', world.platform.url))
    expect(answer.headers.get('content-disposition')).toContain('rejected files.csv')
    const lines = (await answer.text()).trimEnd().split('\r\n')
    expect(lines).toHaveLength(51)
    expect(lines[1]).toMatch(/^"?bright\/0 as cameras, .*\.txt"?,not an image file name$/)
  })
})
