import type { SeriesByName } from '../../charts/prepare-series'
import type { RunFiguresFragment } from '../../gql/graphql'
import { bytes, count, counted, duration, epoch, loss, percent, remaining } from '../../lib/format'
import { Ago } from '../../ui/ago'
import { Notice } from '../../ui/notice'
import { Progress } from '../../ui/progress'
import { StateMark } from '../../ui/state-mark'
import { isMoving, runWords } from '../states'
import { Figure } from './figure'
import classes from './status.module.css'

type Run = RunFiguresFragment

function Line({ run }: { run: Run }) {
  const moves = isMoving(run.state)
  const gpu =
    run.gpu &&
    `${percent(run.gpu.utilisationPercent / 100, 0)}, ${bytes(run.gpu.memoryUsedBytes)} of ${bytes(run.gpu.memoryTotalBytes)}, ${Math.round(run.gpu.temperatureCelsius)} °C`
  const parts = [
    run.iteration > 0 && `epoch ${epoch(Math.floor(run.epoch * 10) / 10)} of ${run.solver.epochs}`,
    moves && run.etaSeconds !== null && remaining(run.etaSeconds),
    moves && run.imagesPerSecond && `${count(run.imagesPerSecond)} images/s`,
    moves && run.device && (gpu ? `${run.device} at ${gpu}` : run.device),
    !moves && run.seconds > 0 && `trained for ${duration(run.seconds)}`,
    run.attempts > 1 && counted(run.attempts, 'attempt'),
  ].filter(Boolean)
  return (
    <p className={classes.line}>
      <StateMark tone={runWords(run.state).tone}>{runWords(run.state).word}</StateMark>
      <span>
        {parts.join(' · ')}
        {run.endedAt && (
          <>
            {' · '}
            <Ago time={run.endedAt} />
          </>
        )}
      </span>
    </p>
  )
}

const UNSPOKEN: readonly Run['state'][] = ['FAILED', 'RUNNING', 'STARTING']

/** Where it stands in one line and four figures; a failure says what, where and what next. */
export function Status({ run, series }: { run: Run; series: SeriesByName }) {
  const share = run.iterations ? run.iteration / run.iterations : null
  const isFailed = run.state === 'FAILED'
  // Why it runs, or has trained to its end, goes without saying.
  const isSpoken = run.state === 'SUCCEEDED' ? run.epoch < run.solver.epochs : !UNSPOKEN.includes(run.state)
  return (
    <section aria-label="State of the run" className={classes.status}>
      <Line run={run} />
      {run.state !== 'SUCCEEDED' && (
        <Progress share={share} label={`Progress of ${run.name}`} isIdle={!isMoving(run.state)} />
      )}
      {isFailed && (
        <Notice title={run.reason ?? 'The run failed.'} actions={<a href="#details">Log</a>}>
          {run.remedy}
        </Notice>
      )}
      {isSpoken && run.reason && (
        <Notice tone="calm" title={run.reason}>
          {run.remedy}
        </Notice>
      )}
      {run.iteration > 0 && (
        <dl className={classes.figures}>
          <Figure name="Training loss" color="--fv-series-train-loss" value={run.trainLoss} format={loss} />
          <Figure
            name="Validation loss"
            color="--fv-series-val-loss"
            value={run.valLoss}
            format={loss}
            series={series['val/loss']}
          />
          <Figure
            name="Accuracy"
            color="--fv-series-accuracy"
            value={run.valAccuracy}
            format={percent}
            series={series['val/accuracy']}
            isShare
          />
          <Figure
            name="Balanced accuracy"
            color="--fv-series-balanced"
            value={run.valBalancedAccuracy}
            format={percent}
            series={series['val/balanced-accuracy']}
            isShare
          />
        </dl>
      )}
    </section>
  )
}
