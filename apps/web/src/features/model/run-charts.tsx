import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Line } from '../../charts/line-chart'
import { align, best, lossRange, type Series } from '../../charts/prepare-series'
import type { RunFiguresFragment } from '../../gql/graphql'
import { epoch, percent, rate } from '../../lib/format'
import { Section } from '../../ui/page'
import { ChartBlock } from './chart-block'
import { ChartTable } from './chart-table'
import classes from './run-charts.module.css'
import { accuracyRange, majority, type Splits } from './scales'
import type { useRunStream } from './use-run-stream'

interface Props {
  run: RunFiguresFragment
  stream: ReturnType<typeof useRunStream>
  dataset: { counts: Splits } | null
  snapshots: readonly { epoch: number; isBest: boolean; valAccuracy?: number | null }[]
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

const useAligned = (series: (Series | undefined)[], perEpoch: number) =>
  useMemo(() => align(series, perEpoch), [...series, perEpoch])

/** The snapshot that is called the best everywhere else, so that the page names one and the same. */
function bestOf(snapshots: Props['snapshots']) {
  const found = snapshots.find(({ isBest }) => isBest)
  return found?.valAccuracy == null ? undefined : { at: found.epoch, value: found.valAccuracy }
}

/** Before the first snapshot: where the highest value was first reached. */
function highest(accuracy: Series | undefined, perEpoch: number) {
  const found = best(accuracy)
  return found && { at: found.iteration / perEpoch, value: found.value }
}

/** Loss, accuracy and learning rate over the same epochs, one below the other, each with an axis of its own. */
export function RunCharts({ run, stream, dataset, snapshots }: Props) {
  const [isTable, setTable] = useState(false)
  const [cursor, setCursor] = useState<number>()
  const { series, iterationsPerEpoch: perEpoch, isLoaded, error } = stream
  const [train, val, accuracy, balanced, rates] = [
    'train/loss',
    'val/loss',
    'val/accuracy',
    'val/balanced-accuracy',
    'train/rate',
  ].map(name => series[name])
  const loss = useAligned([train, val], perEpoch)
  const accuracies = useAligned([balanced, accuracy], perEpoch)
  const rateData = useAligned([rates], perEpoch)
  const top = bestOf(snapshots) ?? highest(accuracy, perEpoch)
  const baseline = majority(dataset?.counts ?? [])
  // What goes on is drawn into its place; what stopped early fills the width.
  const isCut = run.state === 'FAILED' || run.state === 'ABORTED'
  const xRange: [number, number] = [0, isCut ? Math.max(1, Math.ceil(run.epoch)) : run.solver.epochs]
  const shared = { xRange, cursor, onCursor: setCursor, syncKey: run.id, perEpoch }
  const hasPoints = (train?.max.length ?? 0) > 0

  return (
    <Section
      title="Learning"
      aside={
        hasPoints && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setTable(!isTable)}>
            {isTable ? 'Show charts' : 'Show as a table'}
          </Button>
        )
      }
    >
      {error && <p className={classes.note}>The series could not be read: {error}</p>}
      {!hasPoints && isLoaded && <p className={classes.note}>The curves appear with the first iterations.</p>}
      {isTable && hasPoints && <ChartTable series={series} perEpoch={perEpoch} />}
      {!isTable && hasPoints && (
        <>
          <ChartBlock
            {...shared}
            title="Loss"
            lines={LOSS}
            series={[train, val]}
            data={loss}
            height={190}
            yRange={lossRange([train, val])}
            format={value => String(Number(value.toPrecision(3)))}
          />
          <ChartBlock
            {...shared}
            title="Accuracy of validation"
            lines={ACCURACY}
            series={[balanced, accuracy]}
            data={accuracies}
            height={170}
            yRange={accuracyRange([balanced, accuracy], baseline)}
            format={value => percent(value, 0)}
            formatExact={percent}
            marks={
              top
                ? [
                    {
                      x: top.at,
                      label: `best ${percent(top.value)}, epoch ${epoch(top.at)}`,
                    },
                  ]
                : []
            }
            baselines={baseline === undefined ? [] : [{ y: baseline, label: 'always the largest class' }]}
          />
          <ChartBlock
            {...shared}
            title="Learning rate"
            lines={RATE}
            series={[rates]}
            data={rateData}
            height={64}
            yRange={[0, Math.max(...(rates?.max ?? []), 0) * 1.1 || 1]}
            format={rate}
            marks={snapshots.map(({ epoch }) => ({ x: epoch }))}
            hasXAxis
          />
          <p className={classes.axis}>epochs; ticks at the foot are snapshots</p>
        </>
      )}
    </Section>
  )
}
