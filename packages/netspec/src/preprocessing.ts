import type { FaultList } from './faults.ts'
import type { Network } from './graph/network.ts'
import { isIncluded } from './graph/rules.ts'

export type ResizeMode = 'squash' | 'crop' | 'fill' | 'half-crop'
export type MeanMode = 'none' | 'image' | 'pixel'

/** What happens to a picture before it is the blob `data`; part of the plan, so that whoever executes it does the same. */
export interface Preprocessing {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly order: 'rgb' | 'bgr'
  readonly resize: ResizeMode
  /** Side of the square cut from the picture, random in training and central otherwise; 0: none. */
  readonly crop: number
  readonly mirror: boolean
  readonly mean: MeanMode
  /** (x − mean) · scale */
  readonly scale: number
}

export type PreprocessingChoice = Partial<Omit<Preprocessing, 'height' | 'width' | 'channels'>>

/** What the text's own data layers ask for; it holds where the caller asks for nothing else. */
export function preprocessingHints(network: Network, faults: FaultList): PreprocessingChoice {
  const markers = network.layers.filter(({ type }) => type?.kind === 'input')
  const transforms = [...markers.filter(layer => isIncluded(layer, 'train')), ...markers].flatMap(
    ({ common, at, name }) => (common.transform_param === undefined ? [] : [{ at, name, ...common.transform_param }]),
  )
  const first = transforms[0]
  if (first === undefined) return {}
  for (const { at, name, mean_value } of transforms) {
    if (mean_value.length === 0) continue
    faults.warn(at, {
      code: 'mean-value',
      layer: name,
      message: `The mean values of ${name} are not used; the mean pixel of the dataset takes their place.`,
      remedy: 'Remove mean_value.',
    })
  }
  const mean = first.mean_value.length > 0 ? 'pixel' : first.mean_file !== undefined ? 'image' : undefined
  return {
    ...(first.crop_size > 0 ? { crop: first.crop_size } : {}),
    ...(first.mirror ? { mirror: true } : {}),
    ...(first.scale !== 1 ? { scale: first.scale } : {}),
    ...(mean === undefined ? {} : { mean }),
  }
}

const defaults = { order: 'rgb', resize: 'squash', crop: 0, mirror: false, mean: 'image', scale: 1 } as const

export function preprocess(
  size: { height: number; width: number; channels: number },
  hints: PreprocessingChoice,
  choice: PreprocessingChoice,
): Preprocessing {
  const given = Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined))
  return { height: size.height, width: size.width, channels: size.channels, ...defaults, ...hints, ...given }
}
