import type { Preprocessing } from '../snapshots/plan.js'

/** H×W×C uint8, RGB or grey. */
export interface Pixels {
  height: number
  width: number
  channels: number
  data: Uint8Array
}

/** What is subtracted: an H×W×C image of the dataset's size, one value a channel, or nothing. */
export type MeanValues = { kind: 'image' | 'pixel'; values: Float32Array } | undefined

/** Cuts the central window of the plan: the picture as the network sees it. */
export function centreCrop(pixels: Pixels, crop: number): Pixels {
  if (crop === 0) return pixels
  const data = window(pixels.data, pixels, crop, new Uint8Array(crop * crop * pixels.channels))
  return { height: crop, width: crop, channels: pixels.channels, data }
}

/**
 * The seen picture as the network's input, C×H×W: (x − mean) · scale, each step rounded to float32 as in training.
 * The mean image is cropped like the picture.
 */
export function toInput(seen: Pixels, plan: Preprocessing, mean: MeanValues): Float32Array {
  const { height, width, channels, data } = seen
  const area = height * width
  const means = mean?.kind === 'image' ? cropMean(mean.values, plan) : mean?.values
  const isWhole = mean?.kind === 'image'
  const scale = Math.fround(plan.scale)
  const input = new Float32Array(area * channels)
  for (let channel = 0; channel < channels; channel++) {
    const plane = (plan.order === 'bgr' ? channels - 1 - channel : channel) * area
    for (let place = 0; place < area; place++) {
      const at = place * channels + channel
      const subtracted = means ? (means[isWhole ? at : channel] as number) : 0
      input[plane + place] = Math.fround((data[at] as number) - subtracted) * scale
    }
  }
  return input
}

function cropMean(values: Float32Array, plan: Preprocessing): Float32Array {
  const { crop, channels } = plan
  return crop === 0 ? values : window(values, plan, crop, new Float32Array(crop * crop * channels))
}

interface Size {
  height: number
  width: number
  channels: number
}

function window<T extends Uint8Array | Float32Array>(
  from: T,
  { height, width, channels }: Size,
  side: number,
  to: T,
): T {
  const top = Math.floor((height - side) / 2)
  const left = Math.floor((width - side) / 2)
  for (let row = 0; row < side; row++) {
    const start = ((top + row) * width + left) * channels
    to.set(from.subarray(start, start + side * channels), row * side * channels)
  }
  return to
}
