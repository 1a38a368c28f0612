import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Platform, platform } from '../support/platform.js'
import { draw, openPage, WAIT_MS } from './console.js'

const PICTURES = 40

describe('the ways to bring pictures', () => {
  let world: Platform
  let browser: Browser
  let page: Page
  let folder: string
  const complaints: string[] = []

  const counts = () => page.getByRole('table', { name: 'Images per class and split' })
  const recipe = () => page.locator('aside dl').first()
  const begin = async (kind: string) => {
    await page.goto(`${world.url}/p/local/datasets/new`)
    await page.getByText(kind, { exact: true }).click()
  }
  const create = async (name: string) => {
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByRole('button', { name: 'Create dataset' }).click()
    await page.getByRole('heading', { name, exact: true }).waitFor()
    await page.getByText('Ready', { exact: true }).waitFor({ timeout: WAIT_MS })
  }

  beforeAll(async () => {
    world = await platform()
    folder = join(world.dataRoot, 'brought ships')
    await draw(folder, PICTURES, 3)
    const opened = await openPage(complaints)
    browser = opened.browser
    page = opened.page
  }, WAIT_MS)

  afterAll(async () => {
    await browser?.close()
  })

  it(
    'sends a folder of this computer in parts, shows it in each way to resize, and goes on with what has arrived',
    async () => {
      await begin('This computer')
      const parts: string[] = []
      page.on('request', request => {
        if (request.method() === 'PUT') parts.push(request.url())
      })
      await page.getByLabel('Folder of this computer').setInputFiles(folder)
      await page.getByText('brought ships has arrived').waitFor({ timeout: WAIT_MS })
      expect(parts).toHaveLength(1)
      expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('brought ships')
      await page.locator('fieldset img').nth(35).waitFor()
      expect(await page.locator('fieldset img').count()).toBe(36)
      // The same folder again: all of it is there.
      await page.getByLabel('Folder of this computer').setInputFiles(folder)
      await page.getByText('brought ships has arrived').waitFor({ timeout: WAIT_MS })
      expect(parts).toHaveLength(1)
      await create('sent ships')
      expect(await counts().textContent()).toContain('no ship')
      expect(await recipe().textContent()).toContain('Uploadbrought ships')
    },
    WAIT_MS,
  )

  it(
    'takes lists, and tells each bad line with its number and reason',
    async () => {
      const lines = ['no ship', 'ship'].flatMap((name, label) =>
        readdirSync(join(folder, name)).map(file => `${name}/${file} ${label}`),
      )
      writeFileSync(join(world.dataRoot, 'train.txt'), [...lines, 'ship/none.png 1', 'ship/none.png 9'].join('\n'))
      writeFileSync(join(world.dataRoot, 'labels.txt'), 'no ship\nship\n')
      await begin('Text lists')
      await page.getByLabel('Training list').fill(join(world.dataRoot, 'train.txt'))
      await page.getByLabel('Labels').fill(join(world.dataRoot, 'labels.txt'))
      await page.getByLabel('Images are below').fill(folder)
      await page.keyboard.press('Escape')
      await page.locator('fieldset img').nth(35).waitFor()
      await create('listed ships')
      const rejected = page.getByRole('table', { name: 'Files that were left out' })
      await expect.poll(() => rejected.textContent()).toContain('there is no label 9: the labels are 0 to 1')
      expect(await rejected.textContent()).toContain(`line ${lines.length + 1}`)
      expect(await rejected.textContent()).toContain('there is no such file')
    },
    WAIT_MS,
  )

  it(
    'takes lists that are pasted, or read from a file of this computer',
    async () => {
      const lines = ['no ship', 'ship'].flatMap((name, label) =>
        readdirSync(join(folder, name)).map(file => `${name}/${file} ${label}`),
      )
      await begin('Text lists')
      await page.getByText('Pasted or from a file').click()
      const file = { name: 'train.txt', mimeType: 'text/plain', buffer: Buffer.from(`${lines.join('\n')}\n`) }
      await page.getByLabel('Training list: a text file').setInputFiles(file)
      await page.getByText(`train.txt · ${lines.length} lines`).waitFor()
      await page.getByRole('textbox', { name: 'Labels' }).fill('no ship\nship')
      await page.getByLabel('Images are below').fill(folder)
      await page.keyboard.press('Escape')
      await page.locator('fieldset img').nth(35).waitFor()
      await create('pasted ships')
      expect(await counts().textContent()).toContain('no ship')
    },
    WAIT_MS,
  )

  it(
    'tells at its field what is wrong with a bucket, and keeps no key in the browser',
    async () => {
      await begin('S3 bucket')
      await page.getByRole('textbox', { name: 'Bucket' }).fill('s3://pictures/ships')
      await page.getByRole('textbox', { name: 'Endpoint' }).fill('http://127.0.0.1:1')
      await page.getByLabel('Access key', { exact: true }).fill('an-access-key')
      await page.getByLabel('Secret key', { exact: true }).fill('a-secret-key')
      await page.getByRole('button', { name: 'Create dataset' }).click()
      await page.getByText('127.0.0.1 is this machine itself; nothing is fetched from there.').waitFor()
      expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).toContain(
        's3://pictures/ships',
      )
      expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toMatch(
        /access-key|secret-key/,
      )
    },
    WAIT_MS,
  )

  it(
    'builds another of the same pictures, mirrored and smaller; a clone fills the form',
    async () => {
      await begin('Another dataset')
      await page.getByRole('combobox', { name: 'Dataset' }).click()
      await page.getByRole('option', { name: 'listed ships', exact: true }).click()
      await page.getByLabel('Width').fill('16')
      await page.getByText('More settings').click()
      await page.getByText('JPEG', { exact: true }).click()
      await page.getByRole('switch', { name: 'Fast decoding' }).click()
      await page.getByRole('switch', { name: 'Mirrored' }).click()
      await create('turned ships')
      for (const fact of ['Kept asJPEG', 'Decodingfast', 'Mirroredleft to right'])
        expect(await recipe().textContent()).toContain(fact)
      await page.getByRole('link', { name: 'Clone' }).click()
      await page.getByText('Filled with what turned ships was made of.').waitFor()
      expect(await page.getByLabel('Width').inputValue()).toBe('16')
      expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('turned ships 2')
    },
    WAIT_MS,
  )

  it('never made the browser complain', () => {
    expect(complaints).toEqual([])
  })
})
