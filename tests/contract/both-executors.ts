import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Compiled, type CompileOptions, compile } from '@fovea/netspec'
import { ModelProto } from '@fovea/proto/onnx'
import { headerLength, LENGTH_BYTES, readFloats, readHeader } from '@fovea/service-kit'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { classifyingGraph, WEIGHTS_FILE } from '../../services/inference/src/snapshots/classifying-graph.js'
import { toOnnxBytes } from '../../services/models/src/networks/onnx-bytes.js'
import { script } from './python.js'

export const BATCH = 3

export interface Case {
  name: string
  text: string
  options: CompileOptions
  /** A file with more layer types for the worker. */
  layers?: string
  /** A snapshot's weights; without it the network is freshly filled. */
  weights?: string
}

interface Answer {
  parameters: number
  statistics: number
  phases: Record<'train' | 'test' | 'deploy', Record<string, { shape: number[]; isFinite: boolean }>>
}

export interface Answered extends Answer {
  name: string
  folder: string
  compiled: Compiled & { plan: NonNullable<Compiled['plan']>; onnx: NonNullable<Compiled['onnx']> }
}

/** Compiles the networks and has the worker run them all in one process. */
export async function runInWorker(work: string, cases: readonly Case[]): Promise<Answered[]> {
  const orders = cases.map(({ name, text, options, ...more }, i) => {
    const folder = join(work, name)
    const compiled = whole(name, compile(text, options))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(compiled.plan))
    return { name, compiled, order: { folder, seed: i + 1, ...more } }
  })
  const file = join(work, 'order.json')
  writeFileSync(file, JSON.stringify(orders.map(({ order }) => order)))
  const answers = (await script('networks.py', file)) as Answer[]
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

export function blobInWorker(folder: string, name: string): Float32Array {
  return readFloats(readFileSync(join(folder, 'blobs.safetensors')), name)
}

/** max|a − b| over max|b|; not a number where either holds none. */
export function difference(a: Float32Array, b: Float32Array): number {
  let largest = 0
  let apart = 0
  for (const [i, value] of b.entries()) {
    largest = Math.max(largest, Math.abs(value))
    apart = Math.max(apart, Math.abs((a[i] ?? Number.NaN) - value))
  }
  return apart / largest
}
