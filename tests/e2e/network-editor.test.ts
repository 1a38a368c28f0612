import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Platform, PROJECT, platform } from '../support/platform.js'
import { until } from '../support/until.js'
import { draw, openPage, WAIT_MS } from './console.js'

describe('a network of one’s own', () => {
  let world: Platform
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  const text = () => page.getByRole('textbox', { name: 'Network as prototxt' })
  const drawing = () => page.getByLabel('Drawing of the network')
  const node = (name: string) =>
    page.locator('.react-flow__node').filter({ has: page.getByText(name, { exact: true }) })
  const faults = () => page.getByRole('list', { name: 'Faults of the network' })
  /** Lines of the text that hold it; the first ones, those that are in sight. */
  const line = (words: string) => page.locator('.cm-line').filter({ hasText: words }).first()
  const toTop = async () => {
    await text().focus()
    await page.keyboard.press('Control+Home')
  }
  const selected = () => page.evaluate(() => document.getSelection()?.toString() ?? '')

  beforeAll(async () => {
    world = await platform()
    const folder = join(world.dataRoot, 'ships of the editor')
    await draw(folder, 24, 5)
    const input = {
      projectId: PROJECT,
      name: 'edited ships',
      folder,
      recipe: { width: 28, height: 28, channels: 1 },
      idempotencyKey: randomUUID(),
    }
    const { createDataset } = await world.ask(
      'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { ... on Dataset { id } } }',
      { input },
    )
    await until('the dataset to be ready', 120, async () => {
      const query = 'query ($id: ID!) { node(id: $id) { ... on Dataset { state } } }'
      return (await world.ask(query, { id: createDataset.id })).node.state === 'READY'
    })
    const opened = await openPage(complaints)
    browser = opened.browser
    page = opened.page
    await page.goto(`${world.url}/p/local/models/new?dataset=${createDataset.id}`)
  }, WAIT_MS)

  afterAll(async () => {
    await browser?.close()
  })

  it('begins with a standard one, drawn beside its text', async () => {
    await page
      .getByText(/parameters here/)
      .first()
      .waitFor()
    await page.getByText('A crop of 227 does not fit images of 28×28.').first().waitFor()
    await page.getByRole('button', { name: 'Customize LeNet' }).click()
    await text().waitFor()
    await node('conv1').getByText('20 × 5×5').waitFor()
    // A shape on each edge, and what writes over a blob within its node.
    await drawing().getByText('20×24×24').waitFor()
    await drawing().focus()
    for (const key of ['End', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key)
    await node('ip1').getByText('relu1').waitFor()
  })

  it('shows a fault at its line, in the list and at its node while it is typed', async () => {
    await toTop()
    await line('"Convolution"').locator('.tok-typeName').click()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('al')
    await faults().getByText('There is no layer type Convolutional.').waitFor()
    expect(await page.locator('.cm-lintRange-error').first().textContent()).toBe('"Convolutional"')
    await node('conv1').locator('[data-fault="error"]').waitFor()
    // By the keyboard alone: to the fault, and its sentence read out there.
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('F8')
    await page.locator('.cm-tooltip').getByText('Did you mean Convolution?').waitFor()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await node('conv1').getByText('20 × 5×5').waitFor()
    expect(await page.locator('.cm-lintRange-error').count()).toBe(0)
  })

  it('finds the text of a node, and the node of a text', async () => {
    await node('pool1').click()
    await page.keyboard.press('Enter')
    expect(await selected()).toMatch(/^layer \{[\s\S]*name: "pool1"[\s\S]*\}$/)
    await line('name: "conv1"').click()
    await node('conv1').locator('[data-selected]').waitFor()
    // What is sought in the text is found in the drawing too.
    await page.keyboard.press('Control+f')
    await page.keyboard.type('"conv2"')
    await page.keyboard.press('Enter')
    await node('conv2').locator('[data-selected]').waitFor()
    await page.keyboard.press('Escape')
    await line('name: "conv1"').click()
    await node('conv1').locator('[data-selected]').waitFor()
    // From node to node by the arrows, and what is walked to is said.
    await drawing().focus()
    await page.keyboard.press('ArrowDown')
    await node('pool1').locator('[data-selected]').waitFor()
    await page.getByText(/^pool1, Pooling; max 2×2, stride 2; makes 20 by 12 by 12/).waitFor({ state: 'attached' })
  })

  it('draws each phase with what takes part in it', async () => {
    await page.getByText('Classifying', { exact: true }).click()
    await drawing().focus()
    await page.keyboard.press('End')
    await page.getByText('Softmax', { exact: true }).waitFor()
    expect(await page.getByText('SoftmaxWithLoss', { exact: true }).count()).toBe(0)
    await page.getByText('Training', { exact: true }).click()
    await node('loss').getByText('compares with the label').waitFor()
  })

  it(
    'is trained as it was changed, and drawn on the page of its model',
    async () => {
      await toTop()
      await line('num_output: 20').click()
      await page.keyboard.press('End')
      await page.keyboard.press('Backspace')
      await page.keyboard.press('Backspace')
      await page.keyboard.type('12')
      await node('conv1').getByText('12 × 5×5').waitFor()
      await page.getByLabel('Name', { exact: true }).fill('edited LeNet')
      await page.getByLabel('Epochs', { exact: true }).fill('1')
      await page.getByRole('button', { name: 'Create model and train' }).click()
      await page.getByRole('heading', { name: 'edited LeNet' }).waitFor()
      await page.getByRole('tab', { name: 'Network' }).click()
      await node('conv1').getByText('12 × 5×5').waitFor()
      expect(complaints).toEqual([])
    },
    WAIT_MS,
  )
})
