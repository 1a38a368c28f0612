import { calibrate } from '../../bench/calibrate.js'
import { asUser, PROJECT, startJobs } from './service.js'
import { SilentWorker, started } from './silent-worker.js'

const SERIES = 4
const POINTS = 1_000_000
/** As many as the worker's batch of a megabyte of spool holds. */
const PER_REPORT = 25_000
const SPIKE = 654_321

/**
 * A million points of one series beside three of 100,000, reported as the worker does and read as a page does. Times are of this machine
 * and stand beside a loop of plain arithmetic; bytes are what PostgreSQL takes on disk, index included.
 */
export async function measure() {
  const service = await startJobs({ worker: 'silent' })
  try {
    const { id } = await service.create()
    const worker = await SilentWorker.of(service, id)
    await worker.tell(started(0))
    const view = async (series: string) => {
      const request = { project: PROJECT, runs: [id], series: [series], fromIteration: 0, toIteration: 0, maxValues: 0 }
      return (await asUser(() => service.jobs.listPoints(request))).views[0]?.series[0]
    }
    const value = (series: number, i: number) => (series === 0 && i === SPIKE ? 99 : Math.sin(i * 0.001 + series))
    const send = async (series: number, from: number, count: number) => {
      const iterations = Array.from({ length: count }, (_, i) => from + i)
      const values = iterations.map(i => value(series, i))
      await worker.tell({ $case: 'points', value: { series: `bench/${series}`, iterations, values } })
    }
    const begin = performance.now()
    let points = 0
    for (let from = 0; from < POINTS; from += PER_REPORT) {
      await send(0, from + 1, PER_REPORT)
      points += PER_REPORT
      if (from < POINTS / 10)
        for (let series = 1; series < SERIES; series++) {
          await send(series, from + 1, PER_REPORT)
          points += PER_REPORT
        }
    }
    let shown = await view('bench/0')
    const seconds = (performance.now() - begin) / 1000
    if (shown?.total !== POINTS) throw new Error(`${shown?.total} of ${POINTS} points are visible`)
    const beginView = performance.now()
    shown = await view('bench/0')
    const viewMs = performance.now() - beginView
    if (!shown) throw new Error('There is no view')
    const [size] = await service.sql(`SELECT pg_total_relation_size('point_chunk')::float8 AS bytes`)
    worker.close()
    return {
      name: 'points',
      points,
      pointsPerSecond: Math.round(points / seconds),
      viewLevel: shown.level,
      viewMs: Number(viewMs.toFixed(1)),
      calibrationMs: calibrate(),
      checks: [
        { what: 'bytes a point on disk, index included', value: size.bytes / points, atMost: 20 },
        {
          what: 'values of a view of 1 million points',
          value: shown.min.length * (shown.level === 0 ? 1 : 2),
          atMost: 4_000,
        },
        { what: 'a spike of one point among them is in the view', value: Number(shown.max.includes(99)), atLeast: 1 },
      ],
    }
  } finally {
    await service.stop()
  }
}
