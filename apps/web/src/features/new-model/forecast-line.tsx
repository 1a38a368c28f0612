import type { Figures } from '@fovea/netspec'
import { count } from '../../lib/format'
import { timeWords } from './forecast'
import classes from './new-model.module.css'

const short = new Intl.NumberFormat('en-GB', {
  notation: 'compact',
  compactDisplay: 'long',
  maximumSignificantDigits: 3,
})

interface Props {
  figures: Figures
  images: number
  epochs: number
  batchSize: number
  /** At that batch size, and at others. */
  memory: { at: string; others: string }
  speed: { flopsPerSecond: number | null; runs: number }
}

interface Fact {
  name: string
  value: string
  /** Not known yet. */
  isVague?: boolean
  more?: string
}

/** What the training is likely to take, before anything runs. */
export function ForecastLine({ figures, images, epochs, batchSize, memory, speed }: Props) {
  const time = timeWords({ images, flops: figures.flops, epochs, flopsPerSecond: speed.flopsPerSecond })
  const unknown = images > 0 ? 'known after the first run' : 'known once the images are counted'
  const facts: Fact[] = [
    { name: 'Parameters', value: count(figures.parameters) },
    { name: 'Operations an image', value: short.format(figures.flops) },
    { name: `Memory, ${batchSize} a batch`, value: memory.at, more: memory.others },
    { name: 'An epoch', value: time?.epoch ?? unknown, isVague: !time },
    { name: 'In all', value: time?.all ?? unknown, isVague: !time },
  ]
  return (
    <dl className={classes.forecast} aria-label="Forecast">
      {facts.map(({ name, value, isVague, more }) => (
        <div key={name} data-vague={isVague || undefined}>
          <dt>{name}</dt>
          <dd>
            {value}
            {more && <span className={classes.more}>{more}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
