import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Compiled, type CompileOptions, compile, type PlanOp, standardLayers } from '@fovea/netspec'
import { ModelProto } from '@fovea/proto/onnx'
import { headerLength, LENGTH_BYTES, readFloats, readHeader } from '@fovea/service-kit'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { classifyingGraph, WEIGHTS_FILE } from '../../services/inference/src/snapshots/classifying-graph.js'
import { toOnnxBytes } from '../../services/models/src/networks/onnx-bytes.js'
import { python } from './python.js'

export const BATCH = 3
/** Of the largest value of a blob. */
const TOLERANCE = 1e-5

export interface Case {
  name: string
  text: string
  options: CompileOptions
  /** A file with more layer types for the worker. */
  layers?: string
  /** A snapshot's weights; without it the network is freshly filled. */
  weights?: string
  /** An attempt that is trained first, offline; its last snapshot's weights are taken. */
  spec?: string
}

interface Answer {
  parameters: number
  /** Learnt parameters that a step of training would not move; of a fresh network only. */
  stuck: string[]
  statistics: number
  phases: Record<'train' | 'test' | 'deploy', Record<string, { shape: number[]; isFinite: boolean; bytes: number }>>
}

export interface Answered extends Answer {
  name: string
  folder: string
  compiled: Compiled & { plan: NonNullable<Compiled['plan']>; onnx: NonNullable<Compiled['onnx']> }
}

/** Compiles the networks and has the worker run them all in one process. */
export async function runInWorker(work: string, cases: readonly Case[], timeout?: number): Promise<Answered[]> {
  const orders = cases.map(({ name, text, options, ...more }, i) => {
    const folder = join(work, name)
    const compiled = whole(name, compile(text, options))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(compiled.plan))
    return { name, compiled, order: { folder, seed: i + 1, ...more } }
  })
  const file = join(work, 'order.json')
  writeFileSync(file, JSON.stringify(orders.map(({ order }) => order)))
  const answers = JSON.parse(await python([join(import.meta.dirname, 'networks.py'), file], timeout)) as Answer[]
  return orders.map(({ name, compiled, order }, i) => ({ name, compiled, folder: order.folder, ...at(answers, i) }))
}

function whole(name: string, compiled: Compiled): Answered['compiled'] {
  const { plan, onnx } = compiled
  if (!plan || !onnx) throw new Error(`${name}: ${JSON.stringify(compiled.faults)}`)
  return { ...compiled, plan, onnx }
}

function at<T>(list: readonly T[], i: number): T {
  const found = list[i]
  if (found === undefined) throw new Error(`the worker answered for ${list.length} networks only`)
  return found
}

export interface Blob {
  dims: readonly number[]
  values: Float32Array
}

/** Every blob by onnxruntime, which reads the weights out of the worker's own file as inference does. */
export async function runInOnnx({ compiled, folder }: Answered): Promise<Map<string, Blob>> {
  const { channels, height, width } = compiled.plan.input
  const weights = readFileSync(join(folder, WEIGHTS_FILE))
  const places = readHeader(weights.subarray(LENGTH_BYTES, LENGTH_BYTES + headerLength(weights)), weights.length)
  const graph = toOnnxBytes(compiled.onnx)
  const placed = ModelProto.decode(classifyingGraph(graph, places, compiled.plan.outputs.probabilities))
  const { output = [] } = ModelProto.decode(graph).graph ?? {}
  // The placed graph classifies only; here every blob is wanted.
  const model = ModelProto.create({ ...placed, graph: placed.graph && { ...placed.graph, output } })
  const file = join(folder, 'graph.onnx')
  writeFileSync(file, ModelProto.encode(model).finish())
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1, logSeverityLevel: 3 })
  const data = new Tensor('float32', blobInWorker(folder, 'data'), [BATCH, channels, height, width])
  const made = await session.run({ data })
  await session.release()
  return new Map(Object.entries(made).map(([name, { dims, data }]) => [name, { dims, values: data as Float32Array }]))
}

/** Parameters, statistics and bytes of activations of one image, as the figures count them. */
export function counted({ compiled: { figures } }: Answered) {
  const { parameters, statistics, activationBytes } = figures
  return { parameters, statistics, activationBytes }
}

/** The same as PyTorch counts them, in a batch; what is of the whole batch is in it once. */
export function countedByTorch({ compiled, parameters, statistics, phases: { train } }: Answered) {
  const ofBatch = new Set(compiled.plan.ops.flatMap(op => op.tops.filter((_, i) => isOfBatch(op, i))))
  const activationBytes = Object.entries(train)
    .filter(([name]) => name !== 'data' && name !== 'label')
    .reduce((sum, [name, { bytes }]) => sum + bytes / (ofBatch.has(name) ? 1 : BATCH), 0)
  return { parameters, statistics, activationBytes }
}

/** Losses and accuracies are of the whole batch, as is the accuracy of each class. */
export function isOfBatch({ type, attributes }: PlanOp, top: number): boolean {
  const kind = standardLayers.find(known => known.type === type)?.kind
  return kind === 'metric' || (kind === 'loss' && top === 0) || (type === 'Reduction' && attributes['axis'] === 0)
}

/** What the executors say differently about the blobs of the classifying phase, one sentence each. */
export function disagreements({ compiled, folder }: Answered, made: ReadonlyMap<string, Blob>): string[] {
  const tops = compiled.plan.ops
    .filter(({ phases }) => phases.includes('deploy'))
    .flatMap(({ type, tops, shapes }) => tops.map((top, i) => ({ type, top, shape: shapes[i] ?? [] })))
  const unknown = [...made.keys()].filter(name => !tops.some(({ top }) => top === name))
  const wrong = tops.flatMap(({ type, top, shape }) => {
    const { dims = [], values = new Float32Array() } = made.get(top) ?? {}
    const expected = blobInWorker(folder, top)
    const apart = difference(values, expected)
    return [
      ...(dims.join() === [BATCH, ...shape].join() ? [] : [`${top} has the sides ${dims}, planned are ${shape}`]),
      ...(values.length === expected.length
        ? []
        : [`${top} has ${values.length} values, the worker ${expected.length}`]),
      // DummyData is what it is filled with.
      ...(new Set(values).size > 1 || type === 'DummyData' ? [] : [`${top} is constant`]),
      ...(apart <= TOLERANCE ? [] : [`${top} is apart by ${apart} of its largest value`]),
    ]
  })
  return [...unknown.map(name => `${name} is not planned`), ...wrong]
}

export function blobInWorker(folder: string, name: string): Float32Array {
  return readFloats(readFileSync(join(folder, 'blobs.safetensors')), name)
}

/** max|a − b| over max|b|; not a number where either holds none. */
function difference(a: Float32Array, b: Float32Array): number {
  let largest = 0
  let apart = 0
  for (const [i, value] of b.entries()) {
    largest = Math.max(largest, Math.abs(value))
    apart = Math.max(apart, Math.abs((a[i] ?? Number.NaN) - value))
  }
  return apart / largest
}
