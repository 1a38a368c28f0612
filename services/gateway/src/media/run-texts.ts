import type { LogLine, PointsView } from '@fovea/proto/jobs/v1/jobs'
import type { Clients } from '../clients.js'

interface Ref {
  project: string
  id: string
}

const LINES = 5000
/** So few iterations that each point is read as it was told: views of more are taken together. */
const ITERATIONS = 3500

const lineOf = ({ time, level, text }: LogLine) =>
  `${time?.toISOString() ?? ''} ${level.toUpperCase().padEnd(7)} ${text}\n`

/** The whole log, page after page. */
export async function* logText(jobs: Clients['jobs'], { project, id: run }: Ref): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const { lines } = await jobs.getLog({ project, run, after, first: LINES })
    if (lines.length === 0) return
    yield lines.map(lineOf).join('')
    after = lines.at(-1)?.number ?? after
  }
}

/** Every point of every series up to the iteration at which the run stands: a row an iteration, a column a series. */
export async function* pointsCsv(
  jobs: Clients['jobs'],
  { project, id: run }: Ref,
  last: number,
): AsyncGenerator<string> {
  const read = async (fromIteration: number, toIteration: number, maxValues: number) => {
    const { views } = await jobs.listPoints({ project, runs: [run], series: [], fromIteration, toIteration, maxValues })
    return views[0] as PointsView
  }
  const { series, iterationsPerEpoch } = await read(0, 0, 1)
  const names = series.map(one => one.series)
  yield `iteration,epoch,${names.join(',')}\n`
  for (let from = 0; from <= last; from += ITERATIONS)
    yield rows(await read(from, from + ITERATIONS - 1, 0), names, iterationsPerEpoch)
}

function rows({ series }: PointsView, names: string[], iterationsPerEpoch: number): string {
  const byIteration = new Map<number, (number | undefined)[]>()
  for (const { series: name, iterations, max } of series) {
    for (const [i, iteration] of iterations.entries()) {
      const row = byIteration.get(iteration) ?? []
      row[names.indexOf(name)] = max[i]
      byIteration.set(iteration, row)
    }
  }
  return [...byIteration]
    .sort(([a], [b]) => a - b)
    .map(([iteration, row]) => {
      const values = names.map((_, i) => row[i] ?? '')
      return `${[iteration, iteration / (iterationsPerEpoch || 1), ...values].join(',')}\n`
    })
    .join('')
}
