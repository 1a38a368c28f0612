export { type Compiled, type CompileOptions, compile } from './compile.js'
export type { Fault, FaultText, Severity } from './faults.js'
export type { Phase } from './graph/network.js'
export {
  type Attributes,
  type AttributeValue,
  defineLayer,
  elements,
  type Filler,
  type LayerForm,
  type LayerKind,
  LayerScope,
  type LayerType,
  type OnnxScope,
  type ParameterForm,
  type Shape,
} from './layer.js'
export { asMap, filler, imageAxis, pair, show, toFiller } from './layers/common.js'
export { defaultPolicies, learningRate, type PolicySpec, type PolicyType } from './learning-rate.js'
export { limits } from './limits.js'
export { type StandardNetwork, standardNetworks } from './networks/standard.js'
export type { Drawing, DrawingEdge, DrawingNode } from './outputs/drawing.js'
export type { Figures, LayerFigures } from './outputs/figures.js'
export type {
  OnnxAttribute,
  OnnxEntry,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValue,
  OnnxValueInfo,
} from './outputs/onnx-types.js'
export type { Plan, PlanInput, PlanOp, PlanParameter } from './outputs/plan.js'
export type { MeanMode, Preprocessing, PreprocessingChoice, ResizeMode } from './preprocessing.js'
export {
  bool,
  choice,
  type FieldForm,
  type FieldTable,
  float,
  floats,
  ignored,
  int,
  ints,
  message,
  messages,
  string,
  strings,
} from './schema/fields.js'
export { standardLayers } from './standard-layers.js'
