import type { FaultList } from '../faults.ts'
import type { Shape } from '../layer.ts'
import { softmax } from '../layers/softmax.ts'
import { layerFields } from '../schema/network-fields.ts'
import { readMessage } from '../schema/read-message.ts'
import type { Message } from '../text/tree.ts'
import type { InferredGraph, InferredOp } from './infer.ts'
import { lossWeights } from './loss-weights.ts'
import type { LayerText, Network } from './network.ts'
import type { PhaseGraph } from './resolve.ts'

export interface DeployPath {
  /** Only what the probabilities depend on. */
  readonly ops: readonly InferredOp[]
  readonly probabilities: string | undefined
}

/** Finds the probabilities of the classifying phase, or makes them from the loss of greatest weight. */
export function deployPath(
  network: Network,
  graph: PhaseGraph,
  inferred: InferredGraph,
  classes: number,
  faults: FaultList,
): DeployPath {
  const found = inferred.ops.findLast(({ layer }) => layer.type?.kind === 'probabilities')
  const last = found ?? addSoftmax(network, graph, inferred, faults)
  if (last === undefined) return { ops: [], probabilities: undefined }
  const [scores = 0] = last.shapes[0] ?? []
  // Of an added Softmax the loss itself has told.
  if (last === found && scores !== classes) {
    faults.error(last.layer.at, {
      code: 'class-count',
      layer: last.layer.name,
      message: `${last.layer.name} gives ${scores} probabilities, but the dataset has ${classes} classes.`,
      remedy: 'Leave num_output out of the last InnerProduct: it then takes the number of classes.',
    })
  }
  return { ops: ancestors(inferred.ops, last), probabilities: last.tops[0] }
}

function addSoftmax(
  network: Network,
  graph: PhaseGraph,
  inferred: InferredGraph,
  faults: FaultList,
): InferredOp | undefined {
  const losses = graph.dropped.filter(({ layer }) => layer.type?.isSoftmaxLoss === true)
  let chosen: (typeof losses)[number] | undefined
  for (const loss of losses) {
    if (chosen === undefined || (lossWeights(loss.layer)[0] ?? 0) >= (lossWeights(chosen.layer)[0] ?? 0)) chosen = loss
  }
  const shape = inferred.shapes.get(chosen?.scores ?? '')
  if (chosen?.scores === undefined || shape === undefined) {
    const hasSoftmax = chosen !== undefined || graph.ops.some(({ layer }) => layer.type?.kind === 'probabilities')
    if (!hasSoftmax && !faults.hasErrors) {
      faults.error(
        { line: 1, column: 1 },
        {
          code: 'no-probabilities',
          message: 'Nothing in the network gives probabilities, so it cannot classify.',
          remedy: 'Add a Softmax layer, or a SoftmaxWithLoss.',
        },
      )
    }
    return undefined
  }
  return softmaxOp(network, chosen.layer, chosen.scores, shape)
}

function softmaxOp(network: Network, loss: LayerText, scores: string, shape: Shape): InferredOp {
  const taken = new Set(network.layers.flatMap(({ name, tops }) => [name, ...tops.map(top => top.name)]))
  let name = 'prob'
  for (let i = 2; taken.has(name); i += 1) name = `prob${i}`
  const empty: Message = { kind: 'message', fields: [], at: loss.at }
  const scope = { faults: undefined as never, where: name }
  const layer: LayerText = {
    index: network.layers.length,
    name,
    type: softmax,
    typeName: softmax.type,
    at: loss.at,
    bottoms: [{ name: scores, at: loss.at }],
    tops: [{ name, at: loss.at }],
    common: readMessage(empty, layerFields, scope),
    fields: readMessage(empty, softmax.fields, scope),
  }
  return {
    layer,
    bottoms: [scores],
    tops: [name],
    inputs: [shape],
    shapes: [shape],
    // The loss has seen to it that the classes are the only side that is not 1.
    attributes: {
      axis:
        Math.max(
          shape.findIndex(side => side !== 1),
          0,
        ) + 1,
    },
    parameters: [],
    flops: softmax.flops?.([shape], [shape], {}) ?? 0,
  }
}

function ancestors(ops: readonly InferredOp[], last: InferredOp): InferredOp[] {
  const needed = new Set(last.tops)
  const kept: InferredOp[] = []
  for (const op of [...ops.filter(op => op !== last), last].reverse()) {
    if (!op.tops.some(top => needed.has(top))) continue
    for (const bottom of op.bottoms) needed.add(bottom)
    kept.unshift(op)
  }
  return kept
}
