import { type Analysis, analyse, type CompileOptions } from './analyse.ts'
import { canClassify } from './compile.ts'
import { type Fault, FaultList } from './faults.ts'
import type { LayerText, Phase } from './graph/network.ts'
import { isIncluded } from './graph/rules.ts'
import { elements, type Shape } from './layer.ts'
import { isSolver } from './solver/is-solver.ts'
import { readSolver } from './solver/read-solver.ts'
import type { Solver } from './solver/solver.ts'
import { parse } from './text/parse.ts'

export interface CheckOptions extends Pick<CompileOptions, 'classes' | 'input' | 'layers'> {
  /** Only what takes part in it; left out, the whole text. */
  readonly phase?: Phase
}

export interface CheckedLayer {
  readonly name: string
  readonly type: string
  readonly bottoms: readonly string[]
  readonly tops: readonly string[]
  /** One a top, N, C, H, W …; N is the batch that the text gives, else 1. A loss is one number: []. */
  readonly shapes: readonly Shape[]
  readonly parameters: number
  /** For one image, forward. */
  readonly flops: number
}

export interface Checked {
  readonly ok: boolean
  readonly faults: readonly Fault[]
  readonly layers: readonly CheckedLayer[]
  /** A parameter that several layers share counts once. */
  readonly parameters: number
  readonly flops: number
  /** The text is a solver's, and sound. */
  readonly solver?: Solver
}

/** Looks at a text apart from any dataset: a network, or a solver. Throws for no text. */
export function check(text: string, { phase, ...options }: CheckOptions = {}): Checked {
  const faults = new FaultList()
  const tree = parse(text, faults)
  if (isSolver(tree)) {
    const read = readSolver(text)
    return { ok: read.solver !== undefined, layers: [], parameters: 0, flops: 0, ...read }
  }
  const analysis = analyse(tree, { ...options, isAlone: true }, faults)
  if (!faults.hasErrors) canClassify(analysis.ops, faults)
  const layers = listLayers(analysis, phase)
  const names = new Map<string, number>()
  analysis.ops.forEach(({ phases }, i) => {
    if (phase !== undefined && !phases.includes(phase)) return
    for (const { name, shape } of analysis.parameters[i] ?? []) names.set(name, elements(shape))
  })
  const isWhole = phase === undefined && analysis.probabilities !== undefined
  return {
    ok: !faults.hasErrors,
    faults: faults.list(),
    layers,
    parameters: sum(names.values()),
    flops: isWhole
      ? sum(analysis.ops.filter(({ phases }) => phases.includes('deploy')).map(({ flops }) => flops))
      : sum(layers.map(({ flops }) => flops)),
  }
}

/** The text's layers in its order, each once: as it is in the first phase in which it runs. */
function listLayers(analysis: Analysis, wanted: Phase | undefined): CheckedLayer[] {
  const { network, graphs, inferred } = analysis
  const listed = new Map<LayerText, CheckedLayer>()
  for (const phase of ['train', 'test', 'deploy'] as const) {
    if (wanted !== undefined && wanted !== phase) continue
    const batch = graphs[phase].inputs.batch ?? 1
    for (const layer of network.layers)
      if (layer.type?.kind === 'input' && isIncluded(layer, phase) && !listed.has(layer))
        listed.set(layer, inputLayer(layer, analysis, phase, batch))
    for (const op of inferred[phase].ops) {
      if (listed.has(op.layer)) continue
      const { layer, bottoms, tops, flops } = op
      listed.set(layer, {
        name: layer.name,
        type: layer.typeName,
        bottoms,
        tops,
        shapes: op.shapes.map(shape => withBatch(layer, shape, batch)),
        parameters: sum(op.parameters.map(({ shape }) => elements(shape))),
        flops,
      })
    }
  }
  return [...listed].sort(([a], [b]) => a.index - b.index).map(([, layer]) => layer)
}

function inputLayer(layer: LayerText, { graphs, inferred }: Analysis, phase: Phase, batch: number): CheckedLayer {
  const tops = layer.tops.map(({ name }) => name)
  const shapes = tops.map(name => {
    const blob = graphs[phase].inputs.blobs.get(name)
    return [batch, ...((blob === undefined ? undefined : inferred[phase].shapes.get(blob)) ?? [])]
  })
  return { name: layer.name, type: layer.typeName, bottoms: [], tops, shapes, parameters: 0, flops: 0 }
}

/** Losses and accuracies are of the whole batch. */
function withBatch({ type }: LayerText, shape: Shape, batch: number): Shape {
  const isOfBatch = type?.kind === 'metric' || (type?.kind === 'loss' && shape.length === 0)
  return isOfBatch ? shape : [batch, ...shape]
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
