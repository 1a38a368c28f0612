import type { Page } from 'playwright-core'
import type { World } from '../counts/world.js'

/** Each page with what shows that all of it is there. */
export const pages: Record<string, { path: (world: World) => string; there: (page: Page) => Promise<void> }> = {
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
