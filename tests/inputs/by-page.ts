import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../support/browser.js'
import type { Platform } from '../support/platform.js'
import { until } from '../support/until.js'
import type { Ask } from './cases.js'
import { folderOf, NOBODY, type Seen, type World } from './way.js'

const WAIT_MS = 30_000

/** The same through the console, in a real browser. */
export class ByPage {
  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  static async open({ url }: Platform): Promise<ByPage> {
    return new ByPage(await openBrowser(), url)
  }

  close(): Promise<void> {
    return this.browser.close()
  }

  /** Each case in a window of its own: nothing typed is left over. */
  async see(ask: Ask, world: World): Promise<Seen> {
    const context = await this.browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    page.setDefaultTimeout(WAIT_MS)
    try {
      return await this.act(page, ask, world)
    } finally {
      await context.close()
    }
  }

  private async go(page: Page, path: string): Promise<void> {
    const response = await page.goto(`${this.url}/p/local/${path}`)
    if (!response?.ok()) throw new Error(`${path} answered ${response?.status()}`)
  }

  private async act(page: Page, ask: Ask, world: World): Promise<Seen> {
    const go = (path: string) => this.go(page, path)
    switch (ask.kind) {
      case 'build':
        await go('datasets/new')
        await page.getByLabel('Folder').fill(folderOf(ask.folder, world.folders))
        if (ask.name) await page.getByLabel('Name').fill(ask.name)
        await page.getByLabel('Width').fill('28')
        await page.getByLabel('Height').fill('28')
        await page.getByText('Grey', { exact: true }).click()
        await page.getByRole('button', { name: 'Create dataset' }).click()
        return answer(page)
      case 'train':
        return this.train(page, ask, world)
      case 'classify':
        await go(`models/${world.model}`)
        await page.getByLabel('Image to classify').setInputFiles(world.folders.files[ask.file as 'text'])
        return answer(page)
      case 'delete':
        await go(`datasets/${world.dataset}`)
        await page.getByRole('button', { name: 'Delete', exact: true }).click()
        await page.getByRole('button', { name: 'Delete dataset' }).click()
        await page.getByText(/used by/).waitFor()
        return { text: (await page.getByText(/used by/).textContent()) ?? '', field: null }
      case 'find':
        await go(`${ask.what}s/${NOBODY}`)
        return { text: (await page.getByRole('heading', { name: /is not here/ }).textContent()) ?? '' }
    }
  }

  private async train(
    page: Page,
    { network, name, rate }: Extract<Ask, { kind: 'train' }>,
    world: World,
  ): Promise<Seen> {
    await this.go(page, `models/new?dataset=${world.dataset}`)
    if (name) await page.getByLabel('Name', { exact: true }).fill(name)
    if (typeof network !== 'string') {
      await page.getByRole('tab', { name: 'Custom' }).click()
      const file = { name: 'network.prototxt', mimeType: 'text/plain', buffer: Buffer.from(network.text) }
      await page.locator('input[type="file"]').setInputFiles(file)
    }
    if (rate !== undefined) await page.getByLabel('Learning rate', { exact: true }).fill(String(rate))
    await page.getByLabel('Epochs', { exact: true }).fill('2')
    if (typeof network !== 'string') {
      const faults = page.getByRole('list', { name: 'Faults of the network' })
      const text = (await faults.textContent()) ?? ''
      return { text, at: text.match(/\d+:\d+/g) ?? [] }
    }
    await page.getByRole('button', { name: 'Create model and train' }).click()
    return answer(page)
  }
}

/** A marked field with its message, a notice beside no field, or the rejected files of a dataset that was built all the same. */
async function answer(page: Page): Promise<Seen> {
  const marked = page.locator('[aria-invalid="true"]')
  // Next's own announcer of routes is an alert, too, and says the title of the page.
  const notice = page.locator('[role="alert"]:not(#__next-route-announcer__)').filter({ hasNotText: /^\s*$/ })
  const rejected = page.locator('section').filter({ has: page.getByRole('heading', { name: /left out/ }) })
  return until('an answer on the page', 150, async () => {
    if (await marked.count()) {
      const field = marked.first()
      const ids = `${await field.getAttribute('aria-describedby')} ${await field.getAttribute('aria-errormessage')}`
      const texts = ids.split(' ').filter(id => id.endsWith('error'))
      const label = await field.evaluate(input => (input as HTMLInputElement).labels?.[0]?.textContent ?? '')
      return {
        text: (await page.locator(`[id="${texts[0]}"]`).textContent()) ?? '',
        field: label.replace(/\s*\*$/, ''),
      }
    }
    // Of a build that goes on the list may be there before it is known how it ends.
    const isBuilding = (await page.getByRole('progressbar').count()) > 0
    const files =
      isBuilding || !(await rejected.getByText(/\.(png|jpg)$/).count()) ? [] : await rejected.allTextContents()
    const notices = await notice.allTextContents()
    if (notices.length + files.length === 0) return false
    return { text: [...notices, ...files].join('\n'), ...(notices.length > 0 && { field: null }) }
  })
}
