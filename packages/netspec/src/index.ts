export { type Checked, type CheckedLayer, type CheckOptions, check } from './check.ts'
export { type Compiled, type CompileOptions, compile } from './compile.ts'
export type { Fault, FaultText, Severity } from './faults.ts'
export type { Phase } from './graph/network.ts'
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
} from './layer.ts'
export { asMap, filler, imageAxis, pair, show, toFiller } from './layers/common.ts'
export { defaultPolicies, learningRate, type PolicySpec, type PolicyType } from './learning-rate.ts'
export { limits } from './limits.ts'
export { type AboutNetwork, aboutNetworks } from './networks/about.ts'
export { type StandardNetwork, standardNetworks } from './networks/standard.ts'
export type { Drawing, DrawingEdge, DrawingNode } from './outputs/drawing.ts'
export type { Figures, LayerFigures } from './outputs/figures.ts'
export { forecastMemory, type MemoryForecast, type MemoryOptions } from './outputs/forecast.ts'
export type {
  OnnxAttribute,
  OnnxEntry,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValue,
  OnnxValueInfo,
} from './outputs/onnx-types.ts'
export type { Plan, PlanInput, PlanOp, PlanParameter } from './outputs/plan.ts'
export type { MeanMode, Preprocessing, PreprocessingChoice, ResizeMode } from './preprocessing.ts'
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
} from './schema/fields.ts'
export { type ReadSolver, readSolver } from './solver/read-solver.ts'
export { type Solver, type SolverType, solverTypes } from './solver/solver.ts'
export { standardLayers } from './standard-layers.ts'
