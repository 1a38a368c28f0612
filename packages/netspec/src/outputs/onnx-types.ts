/** The messages of ONNX as plain objects, field for field what a protobuf codec takes. Only what netspec writes is declared. */
export interface OnnxAttribute {
  name: string
  type: 'FLOAT' | 'INT' | 'GRAPH' | 'FLOATS' | 'INTS'
  f?: number
  i?: number
  g?: OnnxGraph
  floats: number[]
  ints: number[]
  strings: never[]
}

export interface OnnxNode {
  name: string
  opType: string
  input: string[]
  output: string[]
  attribute: OnnxAttribute[]
}

export interface OnnxEntry {
  key: string
  value: string
}

/** Element types by their numbers in the file. */
export const elementType = { float32: 1, uint8: 2, int64: 7, float64: 11 } as const

/**
 * A constant, with its values little-endian in `rawData`, or a parameter of the plan, whose values are left to the caller:
 * `rawData`, or `externalData` with location, offset and length.
 */
export interface OnnxTensor {
  name: string
  dims: number[]
  dataType: number
  floatData: number[]
  int64Data: number[]
  rawData?: Uint8Array
  dataLocation: 'DEFAULT' | 'EXTERNAL'
  externalData: OnnxEntry[]
}

/** A union names its member, as the generated codec wants it. */
export interface OnnxDimension {
  value: { $case: 'dimValue'; value: number } | { $case: 'dimParam'; value: string }
}

export interface OnnxValueInfo {
  name: string
  type: { value: { $case: 'tensorType'; value: { elemType: number; shape?: { dim: OnnxDimension[] } } } }
}

export interface OnnxGraph {
  name: string
  node: OnnxNode[]
  initializer: OnnxTensor[]
  input: OnnxValueInfo[]
  output: OnnxValueInfo[]
  valueInfo: OnnxValueInfo[]
}

export interface OnnxModel {
  irVersion: number
  producerName: string
  producerVersion: string
  opsetImport: { domain: string; version: number }[]
  graph: OnnxGraph
  metadataProps: OnnxEntry[]
}

export type OnnxValue =
  | { i: number }
  | { f: number }
  | { g: OnnxGraph }
  | { ints: readonly number[] }
  | { floats: readonly number[] }
