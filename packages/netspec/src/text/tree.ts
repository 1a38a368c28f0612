/** Where something stands in the text; both count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

export interface Scalar {
  readonly kind: 'number' | 'string' | 'word'
  readonly text: string
  readonly at: Position
}

export interface Message {
  readonly kind: 'message'
  readonly fields: Field[]
  readonly at: Position
}

export type Value = Scalar | Message

export interface Field {
  readonly name: string
  readonly value: Value
  readonly at: Position
}
