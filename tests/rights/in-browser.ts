import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.js'
import { runCli } from '../support/fovea.js'
import { ADMIN_PASSWORD, type World } from './world.js'

const STEP_MS = 60_000
const LONG_MS = 240_000

/** The same ways in, as people walk them. */
export function inBrowser(find: () => World): void {
  let browser: Browser
  let admin: Page
  const complaints: string[] = []

  /** A window of somebody else's, with no cookie in it. */
  async function newWindow(): Promise<{ page: Page; context: BrowserContext }> {
    const context = await browser.newContext({ baseURL: find().url, locale: 'en-GB' })
    const page = await context.newPage()
    page.setDefaultTimeout(STEP_MS)
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
    })
    return { page, context }
  }

  const shown = async (page: Page) => (await page.getByRole('status').locator('code').textContent()) ?? ''

  beforeAll(async () => {
    browser = await openBrowser()
    admin = (await newWindow()).page
  }, LONG_MS)

  afterAll(async () => {
    await browser?.close()
  })

  it(
    'asks who somebody is, says what is wrong, and goes on to the page that was wanted',
    async () => {
      await admin.goto(`/p/local/models/${find().things.model}`)
      await admin.getByLabel('Name').fill('admin')
      await admin.getByRole('textbox', { name: 'Password' }).fill('not this one')
      await admin.getByRole('button', { name: 'Sign in' }).click()
      await admin.getByText('This name and password do not belong together.').waitFor()
      await admin.getByRole('textbox', { name: 'Password' }).fill(ADMIN_PASSWORD)
      await admin.getByRole('button', { name: 'Sign in' }).click()
      await admin.getByRole('heading', { name: 'good', exact: true }).waitFor()
      // The browser itself tells of the answer 401.
      expect(complaints.splice(0).filter(text => !text.includes('401'))).toEqual([])
    },
    LONG_MS,
  )

  it(
    'makes a link on the page of a run, which shows a stranger that run and nothing else',
    async () => {
      await admin.getByRole('button', { name: 'More actions' }).click()
      await admin.getByRole('menuitem', { name: 'Guest link to #1' }).click()
      await admin.getByRole('button', { name: 'Create guest link' }).click()
      const address = await shown(admin)
      await admin.keyboard.press('Escape')
      const { page, context } = await newWindow()
      await page.goto(address)
      await page.getByRole('heading', { name: 'good#1' }).waitFor()
      await page.getByRole('img', { name: /^Accuracy of validation/ }).waitFor()
      expect(await page.getByRole('button').count()).toBe(0)
      expect(await page.getByRole('link').count()).toBe(0)
      await page.goto('/p/local')
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      expect(new URL(page.url()).pathname).toBe('/sign-in')
      expect(complaints).toEqual([])
      await context.close()
    },
    LONG_MS,
  )

  it(
    'invites a colleague, who sees all and is offered nothing that he may not do',
    async () => {
      await admin.goto('/p/local/settings')
      await admin.getByLabel('Invite a colleague as').selectOption('viewer')
      await admin.getByRole('button', { name: 'Create invitation' }).click()
      const { page, context } = await newWindow()
      await page.goto(await shown(admin))
      await page.getByText('admin invites you to this project as a viewer.').waitFor()
      await page.getByLabel('Name').fill('colleague')
      await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
      await page.getByRole('button', { name: 'Join project' }).click()
      await page.getByRole('heading', { name: 'Local', exact: true }).waitFor()
      await page.getByRole('banner').getByText('viewer', { exact: true }).waitFor()
      const models = page.getByRole('table', { name: 'Models' })
      const model = models.getByRole('link', { name: 'good' }).first()
      await model.waitFor()
      expect(await models.getByRole('row', { name: /good/ }).textContent()).toContain('admin')
      expect(await page.getByRole('checkbox').count()).toBe(0)
      expect(await page.getByRole('link', { name: /^New/ }).count()).toBe(0)
      await model.click()
      await page.getByRole('region', { name: 'State of the run' }).waitFor()
      for (const name of ['More actions', 'New run', 'Fetch'])
        expect(await page.getByRole('button', { name }).count(), name).toBe(0)
      await page.goto('/p/local/datasets/new')
      await page.getByText('You are a viewer of Local').waitFor()
      expect(complaints).toEqual([])
      await context.close()
    },
    LONG_MS,
  )

  it(
    'shows a token once, which opens the command line until it is removed',
    async () => {
      await admin.goto('/p/local/settings')
      await admin.getByLabel('Name of a new token').fill('by hand')
      await admin.getByRole('button', { name: 'Create token' }).click()
      const secret = await shown(admin)
      const { url } = find()
      const listed = () => runCli(url, ['ls', 'models', '--token', secret])
      expect((await listed()).code).toBe(0)
      await admin.reload()
      const row = admin.getByRole('table', { name: 'API tokens' }).getByRole('row', { name: /by hand/ })
      expect(await row.textContent()).not.toContain('not yet')
      expect(await admin.getByText(secret).count()).toBe(0)
      await row.getByRole('button', { name: 'Remove' }).click()
      await row.waitFor({ state: 'detached' })
      expect(await listed()).toMatchObject({ code: 1 })
      await admin.reload()
      const trail = admin.getByRole('table', { name: 'Audit trail' })
      for (const what of ['create token', 'remove token', 'create invitation', 'create guest link'])
        await trail
          .getByRole('row', { name: new RegExp(`admin ${what}`) })
          .first()
          .waitFor()
      await trail.getByRole('row', { name: /colleague accept invitation/ }).waitFor()
      expect(complaints).toEqual([])
    },
    LONG_MS,
  )

  it(
    'makes, lists and removes tokens from the command line',
    async () => {
      const world = find()
      const maker = await world.tokenOf(world.administrator, 'a maker', 'admin')
      const cli = (...words: string[]) =>
        runCli(world.url, ['token', ...words, '--token', maker.headers['authorization']?.slice(7) ?? ''])
      const { stdout } = await cli('create', 'nightly', '--role', 'viewer', '--days', '2')
      expect(stdout).toMatchObject({ name: 'nightly', role: 'viewer' })
      const { tokens } = (await cli('ls')).stdout
      expect(tokens.map(({ name }: { name: string }) => name)).toContain('nightly')
      expect(JSON.stringify(tokens)).not.toContain(stdout.token)
      expect((await runCli(world.url, ['ls', 'models', '--token', stdout.token])).code).toBe(0)
      expect((await cli('rm', 'nightly')).stdout.removed).toEqual([stdout.id])
      expect((await runCli(world.url, ['ls', 'models', '--token', stdout.token])).code).toBe(1)
    },
    LONG_MS,
  )
}
