import { useEffect, useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { fromViews, type SeriesByName } from '../../charts/prepare-series'
import { rangePointsDocument } from './model.graphql'

/** While one drags on, nothing is asked. */
const WAIT_MS = 150

/** The series of one stretch of a run, read for that stretch alone and so in finer steps; until they are there, the coarse ones. */
export function useRefined(run: string, series: SeriesByName, zoom: [number, number] | undefined, perEpoch: number) {
  const [from, to] = zoom ? [Math.floor(zoom[0] * perEpoch), Math.ceil(zoom[1] * perEpoch)] : [0, 0]
  const [asked, setAsked] = useState({ from: 0, to: 0 })
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ from, to }), WAIT_MS)
    return () => clearTimeout(timer)
  }, [from, to])
  const isAsked = to > 0 && asked.from === from && asked.to === to
  const [{ data, fetching, error }] = useQuery({
    query: rangePointsDocument,
    variables: { id: run, ...asked },
    pause: !isAsked,
    requestPolicy: 'network-only',
  })
  const views = isAsked && !fetching && data?.node?.__typename === 'Run' ? data.node.points.series : undefined
  const refined = useMemo(() => (views ? joined(fromViews(views), series, to) : series), [views, series, to])
  return { series: refined, error: isAsked ? error : undefined }
}

/** What has been told since the stretch was read belongs to it as well, as long as it lies within. */
function joined(refined: SeriesByName, live: SeriesByName, to: number): SeriesByName {
  return Object.fromEntries(
    Object.entries(live).map(([name, { iterations, min, max }]) => {
      const known = refined[name] ?? { iterations: [], min: [], max: [] }
      const last = known.iterations.at(-1)
      if (last === undefined) return [name, known]
      const start = iterations.findIndex(iteration => iteration > last)
      const after = start < 0 ? iterations.length : start
      const end = iterations.findIndex(iteration => iteration > to)
      const until = end < 0 ? iterations.length : end
      return [
        name,
        {
          iterations: [...known.iterations, ...iterations.slice(after, until)],
          min: [...known.min, ...min.slice(after, until)],
          max: [...known.max, ...max.slice(after, until)],
        },
      ]
    }),
  )
}
