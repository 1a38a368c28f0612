import type { LayerType } from '../layer.ts'
import type { Values, ValuesOf } from '../schema/fields.ts'
import type { layerFields } from '../schema/network-fields.ts'
import type { Message, Position } from '../text/tree.ts'

export type Phase = 'train' | 'test' | 'deploy'
export const phases: readonly Phase[] = ['train', 'test', 'deploy']

export interface BlobName {
  readonly name: string
  readonly at: Position
}

type Common = ValuesOf<typeof layerFields>

/** What a layer that stands for the dataset says of its blobs' size. */
export interface DeclaredInput {
  /** Images in a batch. */
  readonly batch: number | undefined
  /** Sides with the batch in front; one a top, or one for all tops. */
  readonly shapes: readonly (readonly number[])[]
}

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
  /** All that the text has between the layer's braces, for the places of its fields. */
  readonly source: Message
  /** Of layers that stand for the dataset. */
  readonly declared?: DeclaredInput
}

export interface Network {
  readonly name: string
  readonly layers: readonly LayerText[]
}
