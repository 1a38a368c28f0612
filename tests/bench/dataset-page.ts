import { type Cost, costOf, storeReads } from '../counts/cost.js'
import { documents } from '../counts/documents.js'
import { makeManyImages } from '../support/many-images.js'
import { type OwnPlatform, startPlatform } from '../support/platform.js'
import { until } from '../support/until.js'

const IMAGES = 1_000_000
const STATE = 'query ($id: ID!) { node(id: $id) { ... on Dataset { id state reason } } }'
const PAGES = [
  { split: 'TRAIN', label: null, after: null },
  { split: 'TRAIN', label: 0, after: null },
  { split: 'TRAIN', label: 57, after: '7200' },
  { split: 'TRAIN', label: 99, after: '60' },
  { split: 'VAL', label: 31, after: '120' },
  { split: 'TEST', label: 99, after: null },
  { split: 'TEST', label: null, after: '49000' },
]

interface Answered {
  images?: { nodes: unknown[] }
  findings?: { list: { nodes: unknown[] } }
  image?: { findings: unknown[] }
}

type Counted = Cost & { reads: number; ms: number }

async function counted(platform: OwnPlatform, name: string, variables: object, isRight: (node: Answered) => boolean) {
  const text = documents().get(name) ?? ''
  const before = await storeReads(platform)
  let ms = 0
  const cost = await costOf(platform, async () => {
    const start = performance.now()
    const { node } = await platform.ask(text, variables)
    ms = performance.now() - start
    if (!isRight(node)) throw new Error(`${name} answered ${JSON.stringify(node).slice(0, 300)}`)
  })
  return { ...cost, reads: (await storeReads(platform)) - before, ms } as Counted
}

/** Seconds until the service has finished the build, and the longest that anybody waited for an answer of it meanwhile. */
async function finish(platform: OwnPlatform, id: string) {
  const start = performance.now()
  let longestMs = 0
  await until('a million images to be READY', 500, async () => {
    const asked = performance.now()
    const { node } = await platform.ask(STATE, { id })
    longestMs = Math.max(longestMs, performance.now() - asked)
    if (node.state === 'FAILED') throw new Error(node.reason)
    return node.state === 'READY'
  })
  return { seconds: (performance.now() - start) / 1000, longestMs }
}

/** Pages of a dataset of a million images, and the end of its build. */
export async function measure() {
  const platform = await startPlatform()
  try {
    const id = await makeManyImages(platform, IMAGES)
    const build = await finish(platform, id)
    const pages: Counted[] = []
    for (const page of PAGES)
      pages.push(
        await counted(
          platform,
          'DatasetImages',
          { id, first: 60, ...page },
          ({ images }) => images?.nodes.length === 60,
        ),
      )
    const found = await counted(
      platform,
      'DatasetFindings',
      { id, kind: 'LEAK', first: 24 },
      ({ findings }) => findings?.list.nodes.length === 24,
    )
    const image = await counted(
      platform,
      'DatasetImage',
      { id, number: IMAGES - 2 },
      ({ image }) => image?.findings.length === 1,
    )
    const most = (of: keyof Counted) => Math.max(...pages.map(page => page[of]))
    return {
      build,
      pages,
      found,
      image,
      checks: [
        { what: 'objects that a page of a class reads', value: most('reads'), atMost: 3 },
        { what: 'SQL statements of a page of a class', value: most('statements'), atMost: 10 },
        { what: 'objects that a page of findings reads', value: found.reads, atMost: 3 },
      ],
    }
  } finally {
    await platform.stop()
  }
}
