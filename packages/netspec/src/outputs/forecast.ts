import type { Figures } from './figures.ts'
import { StepMemory } from './step-memory.ts'

export interface MemoryOptions {
  readonly batchSize: number
  /** Arrays of the parameters' size that the solver keeps, as `solverForms` has them. */
  readonly solverArrays: number
  /** Whether gradients are summed over several batches, so that they are held while the next one is computed. */
  readonly accumulates?: boolean
}

/** Bytes, at the moment of a training step when most is held, above what the worker holds before it builds a network. */
export interface MemoryForecast {
  readonly parameters: number
  readonly gradients: number
  readonly solver: number
  /** The batch, what is kept of its blobs for the backward pass, and gradients of blobs on their way. */
  readonly activations: number
  /** Compiled kernels, what layers need only while they compute, and memory that is held but not in use. */
  readonly workspace: number
  readonly total: number
}

const float32Bytes = 4
/** What PyTorch reads in as it first needs it, and the worker's arrays for points and logs. */
const runtimeBytes = 40 * 2 ** 20
/** Of each convolution the kernels that oneDNN compiles for its shape: forward, and backward to the bottom and to the weights. */
const kernelBytes = 800 * 2 ** 10
const compiled = new Set(['Convolution', 'Deconvolution'])

/**
 * The memory that training takes on the CPU, in float32. An in-place ReLU costs nothing, a Dropout its mask, a MAX pooling
 * its places, a blob its gradient while that is passed on. On a GPU the libraries choose workspaces of their own.
 */
export function forecastMemory(figures: Figures, options: MemoryOptions): MemoryForecast {
  const { fullest, resident } = new StepMemory(figures, options.batchSize, options.accumulates === true).forecast()
  const { gradients, activations } = fullest
  const weights = float32Bytes * figures.parameters
  const parameters = weights + float32Bytes * figures.statistics
  const solver = options.solverArrays * weights
  const kernels = kernelBytes * figures.layers.filter(({ type }) => compiled.has(type)).length
  const total = parameters + solver + resident + runtimeBytes + kernels
  const workspace = total - parameters - gradients - solver - activations
  return { parameters, gradients, solver, activations, workspace, total }
}
