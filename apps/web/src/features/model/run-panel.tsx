'use client'

import { useState } from 'react'
import { readFragment } from '../../gql'
import type { ModelRunFragment } from '../../gql/graphql'
import { percent } from '../../lib/format'
import { useTitle } from '../../lib/use-title'
import { Section } from '../../ui/page'
import { runFigures } from '../shell'
import { isMoving } from '../states'
import { TryImage } from '../try-image'
import { Details } from './details'
import { RunCharts } from './run-charts'
import classes from './run-panel.module.css'
import { Snapshots } from './snapshots'
import { Status } from './status'
import type { Model } from './types'
import { useRunStream } from './use-run-stream'
import { useSnapshots } from './use-snapshots'

/** One run: how it stands, how it learns, what it says about a picture, and the papers behind it. */
export function RunPanel({ model, row }: { model: Model; row: ModelRunFragment }) {
  const run = readFragment(runFigures, row)
  const stream = useRunStream(run.id)
  const snapshots = useSnapshots(run.id)
  const [chosen, setChosen] = useState<string>()
  const snapshot =
    snapshots.find(({ id }) => id === chosen) ??
    snapshots.find(({ isBest }) => isBest) ??
    snapshots.find(one => one.isNewest)
  useTitle(
    isMoving(run.state) && run.iterations ? `${percent(run.iteration / run.iterations, 0)} · ${run.name}` : run.name,
  )
  return (
    <>
      <Status run={run} series={stream.series} />
      <div className={classes.grid}>
        <div className={classes.charts}>
          <RunCharts
            run={run}
            stream={stream}
            dataset={model.dataset}
            snapshots={snapshots}
            chosen={snapshot?.id}
            onChoose={setChosen}
          />
        </div>
        <div className={classes.side}>
          <Section title="Try an image">
            <TryImage snapshot={snapshot} runName={run.name} />
          </Section>
          <Section title="Snapshots">
            <Snapshots snapshots={snapshots} runName={run.name} selected={snapshot?.id} onSelect={setChosen} />
          </Section>
        </div>
      </div>
      <Details model={model} row={row} state={run.state} lines={stream.lines} snapshot={snapshot} />
    </>
  )
}
