import type { FaultList } from '../faults.ts'
import { limits } from '../limits.ts'
import type { Position } from '../text/tree.ts'
import type { ImageSize } from './inputs.ts'
import type { Network } from './network.ts'
import type { PhaseGraph } from './resolve.ts'

/** A text that is looked at without a dataset is laid out for images of this size where it names none. */
const usual: ImageSize = { channels: 3, height: 32, width: 32 }
const top: Position = { line: 1, column: 1 }

/** The dataset's size; without a dataset, what the text's crop asks for. */
export function sizeOf(given: ImageSize | undefined, crop: number | undefined): ImageSize {
  if (given !== undefined) return given
  return crop === undefined ? usual : { ...usual, height: crop, width: crop }
}

export function checkDataset({ channels, height, width }: ImageSize, classes: number, faults: FaultList): void {
  const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= limits.side
  if (!isSide(height) || !isSide(width) || !isSide(channels)) {
    faults.error(top, {
      code: 'dataset',
      subject: 'size',
      message: `An image of ${channels}×${height}×${width} is none that a network can take.`,
      remedy: 'Give channels, height and width as whole numbers from 1 to 65,536.',
    })
  }
  if (!Number.isInteger(classes) || classes < 1 || classes > limits.classes) {
    faults.error(top, {
      code: 'dataset',
      subject: 'classes',
      message: `A network cannot tell ${classes} classes apart.`,
      remedy: 'Give a whole number of classes, from 1 to 1,000,000.',
    })
  }
}

/** What is cut from images before the network sees them. */
export function cropped(size: ImageSize, crop: number, network: Network, faults: FaultList): ImageSize {
  const { channels, height, width } = size
  if (crop === 0) return { channels, height, width }
  const most = Math.min(height, width)
  if (!Number.isInteger(crop) || crop < 1 || crop > most) {
    faults.error(cropPlace(crop, network), {
      code: 'crop',
      message: `A crop of ${crop} does not fit images of ${width}×${height}.`,
      remedy: `Use a crop of at most ${most}.`,
    })
    return { channels, height, width }
  }
  return { channels, height: crop, width: crop }
}

/** The crop may be the text's own wish. */
function cropPlace(crop: number, network: Network): Position {
  for (const { common, source } of network.layers) {
    if (common.transform_param?.crop_size !== crop) continue
    const transform = source.fields.findLast(({ name }) => name === 'transform_param')?.value
    if (transform?.kind === 'message')
      return transform.fields.findLast(({ name }) => name === 'crop_size')?.at ?? transform.at
  }
  return top
}

/** The size for which a phase is laid out: the dataset's, unless the text stands alone and says its own. */
export function phaseSize({ inputs }: PhaseGraph, dataset: ImageSize, isAlone: boolean, faults: FaultList): ImageSize {
  const { size } = inputs
  if (size === undefined) return dataset
  const { channels, height, width, at, layer } = size
  if (isAlone && Math.max(channels, height, width) <= limits.side) return { channels, height, width }
  if (channels !== dataset.channels || height !== dataset.height || width !== dataset.width) {
    faults.warn(at, {
      code: 'input-size',
      layer,
      message: `The text is written for images of ${channels}×${height}×${width}; here they are ${dataset.channels}×${dataset.height}×${dataset.width}, and the network is laid out for these.`,
      remedy: 'Use a dataset of that size, or crop to it.',
    })
  }
  return dataset
}
