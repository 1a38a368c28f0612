import { count, counted } from '../../lib/format'

interface Facts {
  network: string
  parameters: number | undefined
  dataset: string
  isReady: boolean
  /** Images of the train split; 0 while they are not counted. */
  images: number
  epochs: number
  /** Of all batches of a step; 0: not known yet. */
  batchSize: number
}

/** One line that says what will run. */
export function whatWillRun({ network, parameters, dataset, isReady, images, epochs, batchSize }: Facts): string {
  const size = parameters === undefined ? '' : ` (${counted(parameters, 'parameter')})`
  const perEpoch = images > 0 && batchSize > 0 ? Math.ceil(images / batchSize) : undefined
  const work =
    perEpoch === undefined
      ? `for ${counted(epochs, 'epoch')}`
      : `for ${counted(epochs, 'epoch')} of ${counted(perEpoch, 'iteration')}, ${count(epochs * perEpoch)} in all`
  const when = isReady ? '' : ', as soon as the dataset is ready'
  return `Trains ${network}${size} on ${images > 0 ? `${counted(images, 'image')} of ` : ''}${dataset} ${work}${when}.`
}

/** A name that is free and says what it is. */
export function suggestedName(dataset: string | undefined, network: string, taken: readonly string[]): string {
  if (!dataset) return ''
  const name = `${dataset} ${network}`
  if (!taken.includes(name)) return name
  for (let n = 2; ; n++) if (!taken.includes(`${name} ${n}`)) return `${name} ${n}`
}
