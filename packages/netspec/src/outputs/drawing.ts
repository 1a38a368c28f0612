import type { Fault } from '../faults.ts'
import { dataBlob, labelBlob } from '../graph/inputs.ts'
import type { MergedOp } from '../graph/merge.ts'
import { type LayerText, type Network, type Phase, phases } from '../graph/network.ts'
import type { PhaseGraph } from '../graph/resolve.ts'
import type { Attributes } from '../layer.ts'
import type { Figures } from './figures.ts'

export interface DrawingNode {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly line: number
  readonly column: number
  readonly phases: readonly Phase[]
  /** The layer's own fields, defaults filled in; empty where a fault hides them. */
  readonly attributes: Attributes
  /** It writes over what it reads. */
  readonly isInPlace: boolean
  /** One a top, without N; null where a fault hides it. */
  readonly shapes: readonly (readonly number[] | null)[]
  readonly parameters: number
  readonly flops: number
  readonly faults: readonly Fault[]
}

export interface DrawingEdge {
  readonly from: string
  readonly to: string
  readonly blob: string
  readonly shape: readonly number[] | null
  readonly phases: readonly Phase[]
}

export interface Drawing {
  readonly nodes: readonly DrawingNode[]
  readonly edges: readonly DrawingEdge[]
}

export interface DrawingParts {
  readonly network: Network
  readonly graphs: readonly PhaseGraph[]
  readonly ops: readonly MergedOp[]
  readonly figures: Figures
  readonly shapes: Readonly<Record<Phase, ReadonlyMap<string, readonly number[]>>>
  readonly faults: readonly Fault[]
}

type Open<T> = { -readonly [K in keyof T]: T[K] extends readonly Phase[] ? Phase[] : T[K] }

/** The network as nodes and edges, with every fault at its node; faulty networks are drawn as far as they are understood. */
export function toDrawing({ network, graphs, ops, figures, shapes, faults }: DrawingParts): Drawing {
  const byLayer = new Map<string, Fault[]>()
  for (const fault of faults)
    if (fault.layer !== undefined) byLayer.set(fault.layer, [...(byLayer.get(fault.layer) ?? []), fault])
  const nodes = new Map<string, Open<DrawingNode>>()
  const edges = new Map<string, Open<DrawingEdge>>()
  const firstOp = new Map<LayerText, number>()
  ops.forEach(({ layer }, i) => {
    if (!firstOp.has(layer)) firstOp.set(layer, i)
  })
  const add = (id: string, layer: LayerText) => {
    const i = firstOp.get(layer) ?? -1
    const { parameters = 0, flops = 0 } = figures.layers[i] ?? {}
    const own = ops[i]?.shapes ?? layer.tops.map(() => null)
    const { name, typeName: type, at } = layer
    nodes.set(id, {
      id,
      name,
      type,
      line: at.line,
      column: at.column,
      phases: [],
      attributes: ops[i]?.attributes ?? {},
      isInPlace: layer.tops.some(({ name }) => layer.bottoms.some(bottom => bottom.name === name)),
      shapes: own,
      parameters,
      flops,
      faults: byLayer.get(name) ?? [],
    })
  }
  const { line, column } = network.layers.find(({ type }) => type?.kind === 'input')?.at ?? { line: 1, column: 1 }
  for (const name of [dataBlob, labelBlob]) {
    nodes.set(name, {
      id: name,
      name,
      type: 'Input',
      line,
      column,
      phases: [],
      attributes: {},
      isInPlace: false,
      shapes: [shapes.train.get(name) ?? null],
      parameters: 0,
      flops: 0,
      faults: [],
    })
  }
  for (const layer of network.layers) if (layer.type?.kind !== 'input') add(nodeId(layer), layer)
  for (const phase of phases) {
    const makers = new Map([
      [dataBlob, dataBlob],
      [labelBlob, labelBlob],
    ])
    const resolved = graphs.find(graph => graph.phase === phase)?.ops ?? []
    const added = ops.filter(op => op.phases.includes(phase) && op.layer.index >= network.layers.length)
    for (const { layer, bottoms, tops } of [...resolved, ...added]) {
      const id = nodeId(layer)
      if (!nodes.has(id)) add(id, layer)
      nodes.get(id)?.phases.push(phase)
      for (const blob of layer.type?.followsBatch === true ? [] : bottoms) {
        const from = blob === undefined ? undefined : makers.get(blob)
        if (blob === undefined || from === undefined) continue
        // Names may hold anything, so their lengths keep them apart.
        const key = `${from.length}:${id.length}:${from}${id}${blob}`
        const known = edges.get(key)
        const edge = known ?? { from, to: id, blob, shape: shapes[phase].get(blob) ?? null, phases: [] }
        if (known === undefined) edges.set(key, edge)
        if (!edge.phases.includes(phase)) edge.phases.push(phase)
        const source = nodes.get(from)
        if (source?.type === 'Input' && !source.phases.includes(phase)) source.phases.push(phase)
      }
      for (const top of tops) makers.set(top, id)
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] }
}

function nodeId({ index, name }: LayerText): string {
  return `${index}:${name}`
}
