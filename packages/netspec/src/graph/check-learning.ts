import type { FaultList } from '../faults.ts'
import { checkParameters } from './check-parameters.ts'
import type { InferredGraph } from './infer.ts'
import { dataBlob } from './inputs.ts'
import { lossWeights } from './loss-weights.ts'
import type { LayerText, Network } from './network.ts'
import type { PhaseGraph } from './resolve.ts'

interface Graphs {
  readonly train: PhaseGraph
  readonly test: PhaseGraph
  readonly inferred: InferredGraph
  /** A text that only classifies is looked at as such, and needs no loss. */
  readonly needsLoss: boolean
}

/** Whether training can teach every parameter something, and validation can say how well. */
export function checkLearning(network: Network, { train, test, inferred, needsLoss }: Graphs, faults: FaultList): void {
  checkWeights(network, faults)
  const isUnclear =
    network.layers.every(({ type }) => type?.kind === 'input') || network.layers.some(({ type }) => type === undefined)
  if (isUnclear || !needsLoss) return
  const loss = train.ops.find(({ layer }) => isLoss(layer))?.layer
  if (loss === undefined) {
    faults.error(
      { line: 1, column: 1 },
      {
        code: 'no-loss',
        message: 'The network has no loss when training, so it cannot learn.',
        remedy: 'Add a SoftmaxWithLoss layer with the scores and "label" as bottoms.',
      },
    )
  } else if (!test.ops.some(({ layer }) => isLoss(layer))) {
    faults.error(loss.at, {
      code: 'no-validation-loss',
      layer: loss.name,
      message: 'The network has a loss when training, but none when validating.',
      remedy: `Let ${loss.name} take part in both: exclude { stage: "deploy" } in place of its include rule.`,
    })
  }
  if (faults.hasErrors) return
  checkPaths(train, inferred, faults)
  checkParameters(inferred.ops, faults)
  checkData(train, faults)
}

function checkData({ ops, inputs }: PhaseGraph, faults: FaultList): void {
  if (ops.some(({ layer, bottoms }) => layer.type?.followsBatch !== true && bottoms.includes(dataBlob))) return
  const at = inputs.size?.at ?? { line: 1, column: 1 }
  faults.warn(at, {
    code: 'data-unused',
    message: 'No layer reads the images, so whatever the network answers has nothing to do with them.',
    remedy: 'Make the data layer’s first top the bottom of the first layer.',
  })
}

function isLoss(layer: LayerText): boolean {
  return lossWeights(layer).some(weight => weight !== 0)
}

function checkWeights(network: Network, faults: FaultList): void {
  for (const { name, common, tops, at } of network.layers) {
    if (common.loss_weight.length === 0 || common.loss_weight.length === tops.length) continue
    faults.error(at, {
      code: 'loss-weight',
      layer: name,
      message: `${name} has ${common.loss_weight.length} loss weights for ${tops.length} tops.`,
      remedy: 'Give one loss_weight a top.',
    })
  }
}

function checkPaths({ ops }: PhaseGraph, inferred: InferredGraph, faults: FaultList): void {
  const reached = new Set<string>()
  for (const { layer, bottoms, tops } of [...ops].reverse()) {
    if (layer.type?.blocksGradient === true || (!isLoss(layer) && !tops.some(top => reached.has(top)))) continue
    for (const bottom of bottoms) if (bottom !== undefined) reached.add(bottom)
  }
  for (const { layer, tops, parameters } of inferred.ops) {
    if (parameters.length === 0 || isLoss(layer) || tops.some(top => reached.has(top))) continue
    faults.warn(layer.at, {
      code: 'no-path-to-loss',
      layer: layer.name,
      message: `Nothing that ${layer.name} computes reaches a loss, so it never learns.`,
      remedy: 'Use its top further on, or remove the layer.',
    })
  }
}
