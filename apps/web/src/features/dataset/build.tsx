import { count, duration, remaining } from '../../lib/format'
import { useNow } from '../../lib/use-now'
import { Progress } from '../../ui/progress'
import { useMay } from '../shell'
import classes from './build.module.css'
import type { Dataset } from './types'

const STEPS = {
  QUEUED: 'Waits for its turn',
  SCANNING: 'Lists the images',
  BUILDING: 'Reads and resizes',
  FINISHING: 'Writes the last files',
}

/** How far the build is, how fast, and when it will be done. */
export function Build({
  dataset: { name, state, classes: classNames, filesDone, filesTotal, etaSeconds, startedAt },
}: {
  dataset: Dataset
}) {
  const now = useNow(1_000)
  const mayEdit = useMay('edit')
  const seconds = startedAt ? Math.max(0, (now - Date.parse(startedAt)) / 1000) : 0
  const rate = seconds > 2 && filesDone > 0 ? filesDone / seconds : undefined
  return (
    <section className={classes.build} aria-label="Progress of the build">
      <p className={classes.words}>
        <span>
          {STEPS[state as keyof typeof STEPS]}
          {filesTotal > 0 && ` · ${count(filesDone)} of ${count(filesTotal)} files`}
          {rate && ` · ${count(rate)} files/s`}
        </span>
        <span>
          {filesTotal > 0 && etaSeconds !== null ? remaining(etaSeconds) : seconds > 0 && `for ${duration(seconds)}`}
        </span>
      </p>
      <Progress share={filesTotal > 0 ? filesDone / filesTotal : null} label={`Build of ${name}`} />
      {mayEdit && classNames.length > 0 && (
        <p className={classes.note}>A model may be made already; its run waits until the dataset is ready.</p>
      )}
    </section>
  )
}
