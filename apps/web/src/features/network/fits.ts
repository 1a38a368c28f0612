import type { Fault } from '@fovea/netspec'
import { checkText, type DatasetShape } from './check'

export interface Fit {
  /** Numbers that are learnt or kept on this dataset. */
  parameters: number
  /** Why it cannot be trained on it. */
  fault: Fault | undefined
}

/** Whether a network can be trained on images of a shape, and how large it then is. */
export function fitOf(text: string, shape: DatasetShape, crop: number | undefined): Fit {
  const check = checkText(text, shape, crop)
  return {
    parameters: check?.figures.parameters ?? 0,
    fault: check?.faults.find(({ severity }) => severity === 'error'),
  }
}
