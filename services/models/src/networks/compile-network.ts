import { type Compiled, compile, type PreprocessingChoice } from '@fovea/netspec'
import { type Dataset, Resize } from '@fovea/proto/datasets/v1/datasets'
import { type Fault, Mean, type Preprocessing } from '@fovea/proto/models/v1/models'

const RESIZE = {
  [Resize.UNSPECIFIED]: 'squash',
  [Resize.SQUASH]: 'squash',
  [Resize.CROP]: 'crop',
  [Resize.FILL]: 'fill',
  [Resize.HALF_CROP]: 'half-crop',
} as const satisfies Record<Resize, PreprocessingChoice['resize']>

const MEAN = {
  [Mean.UNSPECIFIED]: undefined,
  [Mean.NONE]: 'none',
  [Mean.IMAGE]: 'image',
  [Mean.PIXEL]: 'pixel',
} as const satisfies Record<Mean, PreprocessingChoice['mean']>

/** Compiles a network text against the images and classes of a dataset; what `choice` leaves out is the network's own. */
export function compileFor(dataset: Dataset, text: string, choice: Preprocessing | undefined): Compiled {
  const { height = 0, width = 0, channels = 0, resize = Resize.UNSPECIFIED } = dataset.recipe ?? {}
  return compile(text, {
    classes: dataset.classes.length,
    input: { height, width, channels },
    preprocessing: {
      resize: RESIZE[resize],
      mean: MEAN[choice?.mean ?? Mean.UNSPECIFIED],
      scale: choice?.scale,
      crop: choice?.crop,
      mirror: choice?.mirror,
    },
  })
}

export const toFaults = (faults: Compiled['faults']): Fault[] =>
  faults.map(({ layer = '', remedy = '', ...fault }) => ({ ...fault, layer, remedy }))
