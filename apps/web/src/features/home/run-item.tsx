import Link from 'next/link'
import { Sparkline } from '../../charts/sparkline'
import { type FragmentType, readFragment } from '../../gql'
import { count, counted, epoch, loss, percent, remaining } from '../../lib/format'
import { Progress } from '../../ui/progress'
import { StateMark } from '../../ui/state-mark'
import { runFigures, useProject } from '../shell'
import { isMoving, runWords } from '../states'
import { liveRun } from './home.graphql'
import classes from './now.module.css'
import { RunName } from './run-name'
import { useSpark } from './use-spark'

export function RunItem({ row }: { row: FragmentType<typeof liveRun> }) {
  const project = useProject()
  const live = readFragment(liveRun, row)
  const run = readFragment(runFigures, live)
  const lines = useSpark(live.points.series, run)
  const { tone, word } = runWords(run.state)
  const moves = isMoving(run.state)
  const hasStarted = run.iteration > 0
  return (
    <li className={classes.item}>
      <div className={classes.name}>
        <Link href={project.run(run.id)} className={classes.link} title={run.name}>
          <RunName name={run.name} />
        </Link>
        <div className={classes.sub}>
          <StateMark tone={tone}>{word}</StateMark>
          {run.device && <span>{run.device}</span>}
          <span>{live.createdBy}</span>
        </div>
      </div>
      <div className={classes.progress}>
        <div className={classes.words}>
          <span>
            {hasStarted
              ? `Epoch ${epoch(Math.floor(run.epoch * 10) / 10)} of ${run.solver.epochs}`
              : (run.reason ?? counted(run.solver.epochs, 'epoch'))}
          </span>
          <span>
            {moves && run.etaSeconds !== null ? remaining(run.etaSeconds) : hasStarted && run.reason ? run.reason : ''}
            {moves && run.imagesPerSecond ? ` · ${count(run.imagesPerSecond)} images/s` : ''}
          </span>
        </div>
        <Progress
          share={run.iterations ? run.iteration / run.iterations : null}
          label={`Progress of ${run.name}`}
          isIdle={!moves}
        />
      </div>
      <div className={classes.spark}>
        {hasStarted && (
          <Sparkline lines={lines} end={run.iterations} label={`Loss and accuracy of ${run.name} so far`} />
        )}
      </div>
      <dl className={classes.figures}>
        {run.trainLoss !== null && (
          <>
            <dt>
              <span className={classes.key} style={{ background: 'var(--fv-series-val-loss)' }} />
              loss
            </dt>
            <dd>{loss(run.trainLoss)}</dd>
          </>
        )}
        {run.valAccuracy !== null && (
          <>
            <dt>
              <span className={classes.key} style={{ background: 'var(--fv-series-accuracy)' }} />
              accuracy
            </dt>
            <dd>{percent(run.valAccuracy)}</dd>
          </>
        )}
      </dl>
    </li>
  )
}
