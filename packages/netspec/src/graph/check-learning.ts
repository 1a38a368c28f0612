import type { FaultList } from '../faults.js'
import type { InferredGraph } from './infer.js'
import { lossWeights } from './loss-weights.js'
import type { Network } from './network.js'
import type { PhaseGraph } from './resolve.js'

/** Whether the training phase can teach every parameter something. */
export function checkLearning(network: Network, graph: PhaseGraph, inferred: InferredGraph, faults: FaultList): void {
  for (const { name, common, tops, at } of network.layers) {
    if (common.loss_weight.length === 0 || common.loss_weight.length === tops.length) continue
    faults.error(at, {
      code: 'loss-weight',
      layer: name,
      message: `${name} has ${common.loss_weight.length} loss weights for ${tops.length} tops.`,
      remedy: 'Give one loss_weight a top.',
    })
  }
  const losses = graph.ops.filter(({ layer }) => lossWeights(layer).some(weight => weight !== 0))
  if (losses.length === 0) {
    if (network.layers.length === 0 || network.layers.some(({ type }) => type === undefined)) return
    faults.error(
      { line: 1, column: 1 },
      {
        code: 'no-loss',
        message: 'The network has no loss when training, so it cannot learn.',
        remedy: 'Add a SoftmaxWithLoss layer with the scores and "label" as bottoms.',
      },
    )
    return
  }
  if (faults.hasErrors) return
  const reached = new Set<string>()
  for (const op of [...graph.ops].reverse()) {
    if (!losses.includes(op) && !op.tops.some(top => reached.has(top))) continue
    for (const bottom of op.bottoms) if (bottom !== undefined) reached.add(bottom)
  }
  for (const { layer, tops, parameters } of inferred.ops) {
    if (
      parameters.length === 0 ||
      lossWeights(layer).some(weight => weight !== 0) ||
      tops.some(top => reached.has(top))
    )
      continue
    faults.warn(layer.at, {
      code: 'no-path-to-loss',
      layer: layer.name,
      message: `Nothing that ${layer.name} computes reaches a loss, so it never learns.`,
      remedy: 'Use its top further on, or remove the layer.',
    })
  }
}
