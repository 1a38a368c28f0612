import type { Page } from 'playwright-core'
import type { World } from '../counts/world.js'

interface Opened {
  path: (world: World) => string
  /** Shows that all of it is there. */
  there: (page: Page) => Promise<void>
  /** Leads on to what is read when it is wanted. */
  further?: (page: Page) => Promise<void>
}

/** Each page that people look at. */
export const pages: Record<string, Opened> = {
  'a run that trains': {
    path: ({ endless }) => `/runs/${endless}`,
    there: page => page.getByRole('region', { name: 'State of the run' }).waitFor(),
  },
  home: { path: () => '', there: page => page.getByRole('table', { name: 'Models' }).waitFor() },
  'new-dataset': {
    path: () => '/datasets/new',
    there: page => page.getByRole('button', { name: 'Create dataset' }).waitFor(),
  },
  dataset: {
    path: ({ dataset }) => `/datasets/${dataset}`,
    there: page => page.getByRole('table', { name: 'Images per class and split' }).waitFor(),
  },
  'dataset with findings': {
    path: ({ flawed }) => `/datasets/${flawed}?finding=CONFLICT`,
    there: page => page.getByRole('list', { name: 'What was found' }).getByRole('link').first().waitFor(),
  },
  image: {
    path: ({ flawed }) => `/datasets/${flawed}/images/0`,
    there: page => page.getByText('blake3:').waitFor(),
  },
  'new-model': {
    path: ({ dataset }) => `/models/new?dataset=${dataset}`,
    there: page => page.getByRole('button', { name: 'Create model and train' }).waitFor(),
  },
  'network-editor': {
    path: ({ dataset }) => `/models/new?dataset=${dataset}`,
    there: page => page.getByRole('button', { name: 'Customize LeNet' }).waitFor(),
    further: async page => {
      await page.getByRole('button', { name: 'Customize LeNet' }).click()
      await page.locator('.react-flow__node').first().waitFor()
    },
  },
  'previous-networks': {
    path: ({ dataset }) => `/models/new?dataset=${dataset}`,
    there: page => page.getByRole('tab', { name: 'Previous' }).waitFor(),
    further: async page => {
      await page.getByRole('tab', { name: 'Previous' }).click()
      await page.getByRole('list', { name: 'Models of this project' }).getByRole('button').first().click()
      await page.getByRole('radiogroup', { name: 'Runs' }).getByRole('radio').first().check()
      await page.getByLabel('Weights').waitFor()
    },
  },
  model: {
    path: ({ models }) => `/models/${models[1]}`,
    there: page => page.getByRole('table', { name: /^Snapshots/ }).waitFor(),
  },
  'no such page': {
    path: () => '/datasets/018f0000-0000-7000-8000-00000000dead',
    there: page => page.getByRole('heading').first().waitFor(),
  },
}

/** Opens one and waits until its pictures are there too. */
export async function open(page: Page, world: World, name: string): Promise<void> {
  const { path, there } = pages[name] as (typeof pages)[string]
  await page.goto(`${world.platform.url}/p/local${path(world)}`)
  await there(page)
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
}

/** Bytes of the JavaScript that the page has read so far, as they were sent. */
export const scriptBytes = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const scripts = performance
      .getEntriesByType('resource')
      .filter(({ name }) => new URL(name).pathname.endsWith('.js')) as PerformanceResourceTiming[]
    const sizes = new Map(scripts.map(({ name, encodedBodySize }) => [name, encodedBodySize]))
    return [...sizes.values()].reduce((sum, size) => sum + size, 0)
  })
