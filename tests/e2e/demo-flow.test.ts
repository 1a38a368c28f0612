import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Platform, platform } from '../support/platform.js'
import { ARTEFACTS, draw, openPage, STEP_MS, WAIT_MS } from './console.js'

const PICTURES = 240
const EPOCHS = 6

describe('the way of a newcomer through the pages', () => {
  let world: Platform
  let browser: Browser
  let page: Page
  let folder: string
  let unseen: string
  const complaints: string[] = []

  const keep = (name: string) => page.screenshot({ path: join(ARTEFACTS, `${name}.png`), fullPage: true })

  beforeAll(async () => {
    world = await platform()
    folder = join(world.dataRoot, 'demo-ships')
    unseen = join(world.dataRoot, 'demo-unseen')
    mkdirSync(ARTEFACTS, { recursive: true })
    await draw(folder, PICTURES, 1)
    await draw(unseen, 2, 2)
    const opened = await openPage(complaints)
    browser = opened.browser
    page = opened.page
  }, WAIT_MS)

  afterAll(async () => {
    await browser?.close()
  })

  it(
    'makes a dataset of a folder and watches it become ready',
    async () => {
      await page.goto(world.url)
      await page.getByRole('link', { name: 'New dataset' }).click()
      await page.getByLabel('Folder').fill(folder)
      await page.getByRole('option', { name: folder, exact: true }).waitFor()
      await page.keyboard.press('Escape')
      expect(await page.getByLabel('Name').inputValue()).toBe('demo-ships')
      await keep('new-dataset')
      await page.getByRole('button', { name: 'Create dataset' }).click()
      await page.getByText('Ready', { exact: true }).waitFor({ timeout: WAIT_MS })
      const counts = page.getByRole('table', { name: 'Images per class and split' })
      expect(await counts.textContent()).toContain('no ship')
      await page
        .getByRole('img', { name: /^(no )?ship\// })
        .first()
        .waitFor()
      const pending = () =>
        page.evaluate(
          () =>
            [...document.images].filter(image => !image.naturalWidth && image.getBoundingClientRect().top < innerHeight)
              .length,
        )
      await expect.poll(pending, { timeout: STEP_MS }).toBe(0)
      await keep('dataset')
    },
    WAIT_MS,
  )

  it(
    'trains a model on it and watches the run finish',
    async () => {
      await page.getByRole('link', { name: 'New model' }).click()
      expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('demo-ships LeNet')
      await page.getByLabel('Epochs', { exact: true }).fill(`${EPOCHS}`)
      await page.getByLabel('Batch size').fill('16')
      await page
        .getByText(
          /^Trains LeNet \([\d,]+ parameters\) on 180 images of demo-ships for 6 epochs of 12 iterations, 72 in all\.$/,
        )
        .waitFor()
      await keep('new-model')
      await page.getByRole('button', { name: 'Create model and train' }).click()
      await page.getByRole('heading', { name: 'demo-ships LeNet' }).waitFor()
      const status = page.getByRole('region', { name: 'State of the run' })
      await status.getByText('Finished', { exact: true }).waitFor({ timeout: WAIT_MS })
      expect(await status.textContent()).toContain(`epoch ${EPOCHS} of ${EPOCHS}`)
      await page.getByRole('img', { name: /^Accuracy of validation over epochs/ }).waitFor()
    },
    WAIT_MS,
  )

  it(
    'shows the curves as a table too, with a row an epoch',
    async () => {
      await page.getByRole('button', { name: 'Show as a table' }).click()
      const rows = page.getByRole('table', { name: 'Series of the run' }).locator('tbody tr')
      await rows.first().waitFor()
      expect(await rows.count()).toBe(EPOCHS)
      await page.getByRole('button', { name: 'Show charts' }).click()
    },
    WAIT_MS,
  )

  it(
    'asks its best snapshot about a picture that it has not seen',
    async () => {
      await page
        .getByRole('table', { name: /^Snapshots/ })
        .getByText('best')
        .waitFor()
      const picture = join(unseen, 'ship', readdirSync(join(unseen, 'ship'))[0] ?? '')
      await page.getByLabel('Image to classify').setInputFiles(picture)
      const seen = page.getByRole('img', { name: 'As the network sees it' })
      await seen.waitFor()
      await expect.poll(() => seen.evaluate(image => (image as HTMLImageElement).naturalWidth)).toBe(32)
      const answers = page.getByRole('list', { name: 'Most probable classes' }).getByRole('listitem')
      expect(await answers.count()).toBe(2)
      const shares = (await answers.allInnerTexts()).map(text => Number(/([\d.]+) %/.exec(text)?.[1]))
      expect(shares[0]).toBeGreaterThanOrEqual(50)
      expect(shares[0] ?? 0).toBeGreaterThanOrEqual(shares[1] ?? 100)
      await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
      await keep('run')
    },
    WAIT_MS,
  )

  it(
    'takes away the network in every form, log, points and weights',
    async () => {
      const rows = page.getByRole('table', { name: /^Snapshots/ }).locator('tbody tr')
      await expect.poll(() => rows.count(), { timeout: STEP_MS }).toBe(EPOCHS)
      await page.getByRole('tab', { name: 'Downloads' }).click()
      const links = page.getByRole('navigation', { name: 'Downloads of the run' }).getByRole('link')
      await links.first().waitFor()
      const addresses = await links.evaluateAll(all => all.map(link => (link as HTMLAnchorElement).href))
      await page
        .getByRole('button', { name: /^Actions on the snapshot/ })
        .first()
        .click()
      const weights = page.getByRole('menuitem', { name: /^Download weights/ })
      addresses.push(new URL((await weights.getAttribute('href')) ?? '', world.url).href)
      await page.getByRole('menuitem', { name: /^Pin/ }).click()
      await page
        .getByRole('table', { name: /^Snapshots/ })
        .getByText('pinned')
        .waitFor()
      const files = await Promise.all(addresses.map(address => page.request.get(address)))
      // Which epoch was the best depends on the processor's last digits.
      const names = files.map(file =>
        file
          .headers()
          ['content-disposition']?.split(';')[1]
          ?.replace(/epoch \d/, 'epoch N'),
      )
      expect(files.map((file, i) => [file.status(), names[i]])).toEqual(
        [
          'demo-ships LeNet#1 epoch N.zip',
          'demo-ships LeNet#1 epoch N.onnx',
          'demo-ships LeNet#1 epoch N.safetensors',
          'demo-ships LeNet.prototxt',
          'demo-ships LeNet#1 normalised.prototxt',
          'demo-ships LeNet#1 deploy.prototxt',
          'demo-ships LeNet#1 solver.prototxt',
          'demo-ships LeNet#1.py',
          'demo-ships LeNet#1 labels.txt',
          'demo-ships LeNet#1 mean.safetensors',
          'demo-ships LeNet#1 log.txt',
          'demo-ships LeNet#1 points.csv',
          'demo-ships LeNet#1 epoch N.safetensors',
        ].map(name => [200, ` filename="${name}"`]),
      )
      const [, , , network, , , solver, , , , log, points, tensors] = await Promise.all(files.map(file => file.body()))
      expect(`${network}`).toContain('type: "Convolution"')
      expect(`${solver}`).toContain('max_iter: 72')
      expect(`${log}`.trim().split('\n').length).toBeGreaterThanOrEqual(EPOCHS)
      const [head, ...iterations] = `${points}`.trim().split('\n')
      expect(head).toMatch(/^iteration,epoch,.*train\/loss/)
      expect(iterations).toHaveLength(72)
      const header = JSON.parse(`${tensors?.subarray(8, 8 + Number(tensors.readBigUInt64LE(0)))}`)
      expect(Object.keys(header)).toContain('conv1.weight')
      for (const address of addresses) {
        const foreign = address.replace(/media\/[^/]+/, 'media/018f0000-0000-7000-8000-000000000002')
        expect((await page.request.get(foreign)).status()).toBe(404)
      }
    },
    WAIT_MS,
  )

  it(
    'names, groups and annotates the model, and clones its run into the form of another',
    async () => {
      await page.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Name, group, notes' }).click()
      await page.getByRole('combobox', { name: 'Group' }).fill('harbour')
      await page.getByRole('textbox', { name: 'Notes' }).fill('The first one.\nDrawn ships only.')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.locator('#content').getByText('Drawn ships only.').waitFor()
      await keep('run-noted')
      await page.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Clone #1' }).click()
      await page.getByText('Filled with what demo-ships LeNet#1 was made of.').waitFor()
      expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('demo-ships LeNet 2')
      expect(await page.getByLabel('Epochs', { exact: true }).inputValue()).toBe(`${EPOCHS}`)
      expect(await page.getByLabel('Batch size').inputValue()).toBe('16')
      await page.goBack()
      await page.getByRole('heading', { name: 'demo-ships LeNet' }).waitFor()
    },
    WAIT_MS,
  )

  it(
    'finds all of it on the home page, in the dark and on a narrow screen too',
    async () => {
      await page.getByRole('link', { name: 'Fovea, home' }).click()
      await page.getByRole('table', { name: 'Models' }).getByRole('link', { name: 'demo-ships LeNet' }).waitFor()
      await page
        .getByRole('table', { name: 'Datasets' })
        .getByRole('link', { name: 'demo-ships', exact: true })
        .waitFor()
      await page.getByRole('button', { name: 'harbour 1' }).waitFor()
      await keep('home')
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.setViewportSize({ width: 390, height: 800 })
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      await expect.poll(overflow).toBeLessThanOrEqual(0)
      await keep('home-narrow-dark')
    },
    WAIT_MS,
  )

  it('never made the browser complain', () => {
    expect(complaints).toEqual([])
  })
})
