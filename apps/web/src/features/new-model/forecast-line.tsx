import { count } from '../../lib/format'
import { timeWords } from './forecast'
import classes from './new-model.module.css'

const short = new Intl.NumberFormat('en-GB', {
  notation: 'compact',
  compactDisplay: 'long',
  maximumSignificantDigits: 3,
})

interface Props {
  parameters: number
  /** Forward, an image. */
  flops: number
  images: number
  epochs: number
  speed: { flopsPerSecond: number | null; runs: number }
}

/** What the training is likely to take, before anything runs. */
export function ForecastLine({ parameters, flops, images, epochs, speed }: Props) {
  const time = timeWords({ images, flops, epochs, flopsPerSecond: speed.flopsPerSecond })
  const unknown = images > 0 ? 'known after the first run' : 'known once the images are counted'
  const facts = [
    { name: 'Parameters', value: count(parameters) },
    { name: 'Operations an image', value: short.format(flops) },
    { name: 'An epoch', value: time?.epoch ?? unknown, isVague: !time },
    { name: 'In all', value: time?.all ?? unknown, isVague: !time },
  ]
  return (
    <dl className={classes.forecast} aria-label="Forecast">
      {facts.map(({ name, value, isVague }) => (
        <div key={name} data-vague={isVague || undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
