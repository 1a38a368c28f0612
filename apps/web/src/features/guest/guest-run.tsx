'use client'

import { useEffect, useMemo } from 'react'
import { useQuery } from 'urql'
import { type Line, LineChart } from '../../charts/line-chart'
import { align, fromViews, lossRange } from '../../charts/prepare-series'
import { readFragment } from '../../gql'
import { epoch, loss, moment, percent, remaining } from '../../lib/format'
import { useTitle } from '../../lib/use-title'
import { Late } from '../../ui/late'
import { Mark } from '../../ui/mark'
import { Missing } from '../../ui/missing'
import { Section } from '../../ui/page'
import { Progress } from '../../ui/progress'
import { StateMark } from '../../ui/state-mark'
import { runFigures } from '../shell'
import { isLive, isMoving, runWords } from '../states'
import { guestRunDocument } from './guest.graphql'
import classes from './guest.module.css'

/** A guest asks again, rather than hold a socket open. */
const EVERY_MS = 5_000

const LOSS: Line[] = [
  { label: 'training', color: '--fv-series-train-loss', width: 1 },
  { label: 'validation', color: '--fv-series-val-loss', width: 2, hasPoints: true },
]
const ACCURACY: Line[] = [
  { label: 'accuracy', color: '--fv-series-accuracy', width: 2, hasPoints: true },
  { label: 'balanced', color: '--fv-series-balanced', width: 1.5, dash: [5, 4] },
]

const orDash = (value: number | null, format: (value: number) => string) => (value === null ? '–' : format(value))

/** Is it learning? Read only, for eyes from outside. */
export function GuestRun({ id }: { id: string }) {
  const [{ data, error }, again] = useQuery({ query: guestRunDocument, variables: { id } })
  const node = data?.node?.__typename === 'Run' ? data.node : undefined
  const run = readFragment(runFigures, node)
  const live = run ? isLive(run.state) : false
  useTitle(run?.name ?? 'A run')
  useEffect(() => {
    if (!live) return
    const timer = setInterval(() => again({ requestPolicy: 'network-only' }), EVERY_MS)
    return () => clearInterval(timer)
  }, [live, again])

  if (data && !node) return <Missing what="This run" home="/" />
  if (!run || !node) return <Late>{error ? <p className={classes.center}>{error.message}</p> : null}</Late>
  const moves = isMoving(run.state)
  const parts = [
    `epoch ${epoch(Math.floor(run.epoch * 10) / 10)} of ${run.solver.epochs}`,
    moves && run.etaSeconds !== null && remaining(run.etaSeconds),
  ].filter(Boolean)

  return (
    <main className={classes.page} id="content">
      <p className={classes.brand}>
        <Mark />
        Fovea <small>You look at this run as a guest.</small>
      </p>
      <h1 className={classes.title}>{run.name}</h1>
      <div className={classes.line}>
        <StateMark tone={runWords(run.state).tone}>{runWords(run.state).word}</StateMark>
        <span>{parts.join(' · ')}</span>
      </div>
      {live && (
        <Progress
          share={run.iterations ? run.iteration / run.iterations : null}
          label={`Progress of ${run.name}`}
          isIdle={!moves}
        />
      )}
      <dl className={classes.figures}>
        <Figure name="Training loss" color="--fv-series-train-loss" value={orDash(run.trainLoss, loss)} />
        <Figure name="Validation loss" color="--fv-series-val-loss" value={orDash(run.valLoss, loss)} />
        <Figure name="Accuracy" color="--fv-series-accuracy" value={orDash(run.valAccuracy, percent)} />
        <Figure
          name="Balanced accuracy"
          color="--fv-series-balanced"
          value={orDash(run.valBalancedAccuracy, percent)}
        />
      </dl>
      <Curves
        views={node.points.series}
        perEpoch={node.points.iterationsPerEpoch}
        epochs={live ? run.solver.epochs : Math.max(1, Math.ceil(run.epoch))}
      />
      <Section title="History">
        <ul className={classes.history}>
          {node.history.map(({ state, reason, time }) => (
            <li key={`${time} ${state}`}>
              {moment(time)} · {runWords(state).word}
              {reason && reason.toLowerCase() !== runWords(state).word.toLowerCase() && `: ${reason}`}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Log">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard. */}
        <pre className={classes.log} tabIndex={0}>
          {node.log.lines.map(({ text }) => text).join('\n') || 'Nothing yet.'}
        </pre>
      </Section>
    </main>
  )
}

function Figure({ name, color, value }: { name: string; color: string; value: string }) {
  return (
    <div>
      <dt>
        <span className={classes.key} style={{ background: `var(${color})` }} aria-hidden />
        {name}
      </dt>
      <dd>{value}</dd>
    </div>
  )
}

interface CurvesProps {
  views: Parameters<typeof fromViews>[0]
  perEpoch: number
  epochs: number
}

function Curves({ views, perEpoch, epochs }: CurvesProps) {
  const series = useMemo(() => fromViews(views), [views])
  const losses = [series['train/loss'], series['val/loss']]
  const accuracies = [series['val/accuracy'], series['val/balanced-accuracy']]
  const common = { xRange: [0, epochs] as [number, number], syncKey: 'guest', formatX: epoch }
  return (
    <>
      <Section title="Loss">
        <LineChart
          {...common}
          label="Loss of training and of validation over epochs"
          lines={LOSS}
          data={align(losses, perEpoch)}
          height={200}
          yRange={lossRange(losses)}
          format={value => String(Number(value.toPrecision(3)))}
        />
      </Section>
      <Section title="Accuracy of validation">
        <LineChart
          {...common}
          label="Accuracy of validation over epochs"
          lines={ACCURACY}
          data={align(accuracies, perEpoch)}
          height={180}
          yRange={[0, 1]}
          format={value => percent(value, 0)}
          hasXAxis
        />
        <p className={classes.axis}>epochs</p>
      </Section>
    </>
  )
}
