import type { LayerType } from '../layer.ts'
import type { Values, ValuesOf } from '../schema/fields.ts'
import type { layerFields } from '../schema/network-fields.ts'
import type { Position } from '../text/tree.ts'

export type Phase = 'train' | 'test' | 'deploy'
export const phases: readonly Phase[] = ['train', 'test', 'deploy']

export interface BlobName {
  readonly name: string
  readonly at: Position
}

type Common = ValuesOf<typeof layerFields>

/** A layer as the text has it: its type known, its fields read, its blobs not yet joined. */
export interface LayerText {
  readonly index: number
  readonly name: string
  /** Undefined for a type that is not in the table; such a layer still takes part in the drawing. */
  readonly type: LayerType | undefined
  readonly typeName: string
  readonly at: Position
  readonly bottoms: readonly BlobName[]
  readonly tops: readonly BlobName[]
  readonly common: Common
  readonly fields: Values
}

export interface Network {
  readonly name: string
  readonly layers: readonly LayerText[]
  /** Blobs named by the old network-wide `input` field. */
  readonly inputs: readonly string[]
}
