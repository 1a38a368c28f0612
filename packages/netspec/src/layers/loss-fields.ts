import { bool, choice, int } from '../schema/fields.ts'

/** `loss_param`, which the losses over labels read. */
export const lossFields = {
  ignore_label: int(),
  normalization: choice(['FULL', 'VALID', 'BATCH_SIZE', 'NONE']),
  /** The old switch: false meant BATCH_SIZE. */
  normalize: bool(),
}

interface Given {
  readonly normalization: Normalization | undefined
  readonly normalize: boolean | undefined
}
type Normalization = 'FULL' | 'VALID' | 'BATCH_SIZE' | 'NONE'

/** What a sum of losses is divided by; `absent` where the text says nothing. */
export function normalizationOf({ normalization, normalize }: Given, absent: Normalization): Normalization {
  if (normalization !== undefined) return normalization
  if (normalize === undefined) return absent
  return normalize ? 'VALID' : 'BATCH_SIZE'
}
