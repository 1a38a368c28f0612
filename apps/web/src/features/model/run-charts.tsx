import { useMemo, useState } from 'react'
import type { Line } from '../../charts/line-chart'
import { best, lossRange, type Series } from '../../charts/prepare-series'
import { logRangeOf, rangeOf } from '../../charts/ranges'
import type { RunFiguresFragment } from '../../gql/graphql'
import { epoch, percent, rate } from '../../lib/format'
import { Section } from '../../ui/page'
import { ChartBlock } from './chart-block'
import { drawnOf } from './chart-lines'
import classes from './run-charts.module.css'
import { accuracyRange, majority, type Splits } from './scales'
import { bestOf, choicesOf } from './snapshot-marks'
import type { Snapshot } from './snapshots'
import { useRefined } from './use-refined'
import type { useRunStream } from './use-run-stream'
import { useView } from './use-view'
import { clampZoom, SPANS } from './view'
import { ViewTools } from './view-tools'
import { ChartTable } from './when-wanted'

interface Props {
  run: RunFiguresFragment
  stream: ReturnType<typeof useRunStream>
  dataset: { counts: Splits } | null
  snapshots: readonly Snapshot[]
  /** The snapshot that is asked. */
  chosen: string | undefined
  onChoose: (id: string) => void
}

const LOSS: Line[] = [
  { label: 'training', color: '--fv-series-train-loss', width: 1 },
  { label: 'validation', color: '--fv-series-val-loss', width: 2, hasPoints: true },
]
const ACCURACY: Line[] = [
  { label: 'balanced', color: '--fv-series-balanced', width: 1.5, dash: [5, 4] },
  { label: 'accuracy', color: '--fv-series-accuracy', width: 2, hasPoints: true },
]
const RATE: Line[] = [{ label: 'rate', color: '--fv-series-rate', width: 1.5 }]

const useDrawn = (lines: Line[], series: (Series | undefined)[], perEpoch: number, span: number) =>
  useMemo(() => drawnOf(lines, series, perEpoch, span), [lines, ...series, perEpoch, span])

/** Before the first snapshot: where the highest value was first reached. */
function highest(accuracy: Series | undefined, perEpoch: number) {
  const found = best(accuracy)
  return found && { at: found.iteration / perEpoch, value: found.value }
}

/** Loss, accuracy and learning rate over the same epochs, one below the other, each with an axis of its own. */
export function RunCharts({ run, stream, dataset, snapshots, chosen, onChoose }: Props) {
  const [isTable, setTable] = useState(false)
  const [cursor, setCursor] = useState<number>()
  const [view, change] = useView()
  const { iterationsPerEpoch: perEpoch, isLoaded } = stream
  // What goes on is drawn into its place; what stopped early fills the width.
  const isCut = run.state === 'FAILED' || run.state === 'ABORTED'
  const epochs = isCut ? Math.max(1, Math.ceil(run.epoch)) : run.solver.epochs
  const zoom = view.zoom && clampZoom(view.zoom, epochs)
  const refined = useRefined(run.id, stream.series, zoom, perEpoch)
  const error = stream.error ?? refined.error?.message
  const [train, val, accuracy, balanced, rates] = [
    'train/loss',
    'val/loss',
    'val/accuracy',
    'val/balanced-accuracy',
    'train/rate',
  ].map(name => refined.series[name])
  const span = (SPANS[view.smoothing] ?? 0) * perEpoch
  const loss = useDrawn(LOSS, [train, val], perEpoch, span)
  const accuracies = useDrawn(ACCURACY, [balanced, accuracy], perEpoch, span)
  const rateLine = useDrawn(RATE, [rates], perEpoch, 0)
  const top = bestOf(snapshots) ?? highest(stream.series['val/accuracy'], perEpoch)
  const baseline = majority(dataset?.counts ?? [])
  const seen: [number, number] | undefined = zoom && [zoom[0] * perEpoch, zoom[1] * perEpoch]
  const shared = {
    xRange: zoom ?? ([0, epochs] as [number, number]),
    cursor,
    onCursor: setCursor,
    syncKey: run.id,
    perEpoch,
    onZoom: (range: [number, number]) => change({ zoom: clampZoom(range, epochs) }),
    onReset: () => change({ zoom: undefined }),
  }
  const hasPoints = (stream.series['train/loss']?.max.length ?? 0) > 0

  return (
    <Section title="Learning">
      {error && <p className={classes.note}>The series could not be read: {error}</p>}
      {!hasPoints && isLoaded && <p className={classes.note}>The curves appear with the first iterations.</p>}
      {hasPoints && (
        <ViewTools view={{ ...view, zoom }} onChange={change} epochs={epochs} isTable={isTable} onTable={setTable} />
      )}
      {isTable && hasPoints && <ChartTable series={stream.series} perEpoch={perEpoch} />}
      {!isTable && hasPoints && (
        <>
          <ChartBlock
            {...shared}
            {...loss}
            title="Loss"
            height={190}
            isLog={view.isLog}
            yRange={
              view.isLog
                ? logRangeOf([train, val], seen)
                : ((seen && rangeOf([train, val], seen)) ?? lossRange([train, val]))
            }
            format={value => String(Number(value.toPrecision(3)))}
          />
          <ChartBlock
            {...shared}
            {...accuracies}
            title="Accuracy of validation"
            height={170}
            yRange={
              (seen && rangeOf([balanced, accuracy], seen, [0, 1])) ?? accuracyRange([balanced, accuracy], baseline)
            }
            format={value => percent(value, seen ? 1 : 0)}
            formatExact={percent}
            marks={top ? [{ x: top.at, label: `best ${percent(top.value)}, epoch ${epoch(top.at)}` }] : []}
            baselines={baseline === undefined ? [] : [{ y: baseline, label: `majority class ${percent(baseline, 0)}` }]}
          />
          <ChartBlock
            {...shared}
            {...rateLine}
            title="Learning rate"
            height={76}
            yRange={[0, Math.max(...(stream.series['train/rate']?.max ?? []), 0) * 1.1 || 1]}
            format={rate}
            marks={choicesOf(snapshots, chosen)}
            onChoose={onChoose}
            hasXAxis
          />
          <p className={classes.axis}>
            epochs; a diamond is a snapshot, a click on it asks it · drag to look closer, double click for the whole run
          </p>
        </>
      )}
    </Section>
  )
}
