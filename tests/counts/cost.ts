import type { Platform } from '../support/platform.js'
import { until } from '../support/until.js'

/** What a request cost, over all services. */
export interface Cost {
  rpcs: number
  statements: number
}

const sum = (text: string, metric: string) =>
  [...text.matchAll(new RegExp(`^${metric}\\{[^}]*for="request"[^}]*\\} (\\d+)$`, 'gm'))].reduce(
    (total, [, count]) => total + Number(count),
    0,
  )

async function metricsOf({ metrics }: Platform): Promise<string> {
  const read = async (url: string) => (await fetch(url, { signal: AbortSignal.timeout(10_000) })).text()
  return (await Promise.all(Object.values(metrics).map(read))).join('\n')
}

async function counters(platform: Platform): Promise<Cost> {
  const text = await metricsOf(platform)
  return { rpcs: sum(text, 'fovea_rpcs_served_total'), statements: sum(text, 'fovea_sql_statements_total') }
}

/** Requests to the object store that read, by all services so far, for people. */
export const storeReads = async (platform: Platform) => sum(await metricsOf(platform), 'fovea_store_reads_total')

const isSame = (a: Cost, b: Cost | undefined) => a.rpcs === b?.rpcs && a.statements === b?.statements

/** The counters once nothing moves them any more: an answer may be out before the last thing done for it. */
function settled(platform: Platform): Promise<Cost> {
  let last: Cost | undefined
  return until(
    'the counters to rest',
    30,
    async () => {
      const now = await counters(platform)
      const rests = last !== undefined && isSame(last, now)
      last = now
      return rests && now
    },
    150,
  )
}

export async function costOf(platform: Platform, work: () => Promise<unknown>): Promise<Cost> {
  const before = await settled(platform)
  await work()
  const after = await settled(platform)
  return { rpcs: after.rpcs - before.rpcs, statements: after.statements - before.statements }
}
