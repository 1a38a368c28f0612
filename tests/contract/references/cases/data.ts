import { classifier } from '../../text.js'

export interface DataCase {
  readonly what: string
  readonly transform: string
  readonly mean: 'none' | 'image' | 'pixel'
  readonly order?: 'rgb' | 'bgr'
  readonly items: readonly number[]
}

/** Data layers as texts have them. The mean is the dataset's; files that a text names are on the machine where it was written. */
export const dataCases: readonly DataCase[] = [
  { what: 'the mean first, then the scale', transform: 'scale: 0.0125', mean: 'image', items: [36, 39] },
  { what: 'a mean for each channel', transform: 'scale: 0.5', mean: 'pixel', items: [36] },
  { what: 'a scale without a mean', transform: 'scale: 0.00390625', mean: 'none', items: [36] },
  {
    what: 'the mean image is cropped at the place of the crop',
    transform: 'crop_size: 6',
    mean: 'image',
    items: [36, 37],
  },
  {
    what: 'crops and mirrors at random, each as often',
    transform: 'crop_size: 7 mirror: true scale: 2',
    mean: 'image',
    items: [36, 37],
  },
  { what: 'mirrors without crops', transform: 'mirror: true', mean: 'pixel', items: [37] },
  { what: 'blue first', transform: 'crop_size: 8 scale: 0.1', mean: 'pixel', order: 'bgr', items: [38] },
  {
    what: 'blue first with a mean image, mirrored',
    transform: 'mirror: true',
    mean: 'image',
    order: 'bgr',
    items: [38],
  },
]

export function dataNetwork({ transform }: DataCase): string {
  return `layer { name: "images" type: "Data" top: "data" top: "label" transform_param { ${transform} } }\n${classifier('data')}`
}
