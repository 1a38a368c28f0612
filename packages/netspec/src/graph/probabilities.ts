import type { FaultList } from '../faults.ts'
import type { Shape } from '../layer.ts'
import { softmax } from '../layers/softmax.ts'
import { layerFields } from '../schema/network-fields.ts'
import { readMessage } from '../schema/read-message.ts'
import type { Message } from '../text/tree.ts'
import { outputPlace } from './fault-place.ts'
import type { InferredGraph, InferredOp } from './infer.ts'
import { lossWeights } from './loss-weights.ts'
import type { LayerText, Network } from './network.ts'
import type { PhaseGraph } from './resolve.ts'
import { isIncluded } from './rules.ts'

export interface DeployPath {
  /** Only what the probabilities depend on. */
  readonly ops: readonly InferredOp[]
  readonly probabilities: string | undefined
}

export interface DeployParts {
  readonly network: Network
  readonly graph: PhaseGraph
  readonly inferred: InferredGraph
  readonly classes: number
  /** A text looked at apart from any dataset may be one that does something else than classify. */
  readonly isAlone: boolean
}

/** Finds the probabilities of the classifying phase, or makes them from the loss of greatest weight. */
export function deployPath(parts: DeployParts, faults: FaultList): DeployPath {
  const { inferred, classes } = parts
  const found = inferred.ops.findLast(({ layer }) => layer.type?.kind === 'probabilities')
  const last = found ?? addSoftmax(parts, faults)
  if (last === undefined) return { ops: [], probabilities: undefined }
  const [scores = 0] = last.shapes[0] ?? []
  // Of an added Softmax the loss itself has told.
  if (last === found && scores !== classes) {
    const makers = new Map(inferred.ops.flatMap(op => op.tops.map(top => [top, op] as const)))
    const place = outputPlace(last.bottoms[0] ?? '', makers) ?? { layer: last.layer, at: last.layer.at }
    faults.error(place.at, {
      code: 'class-count',
      layer: place.layer.name,
      message: `${last.layer.name} gives ${scores} probabilities, but the dataset has ${classes} classes.`,
      remedy: 'Leave num_output out of the last InnerProduct: it then takes the number of classes.',
    })
  }
  return { ops: ancestors(inferred.ops, last), probabilities: last.tops[0] }
}

function addSoftmax({ network, graph, inferred, isAlone }: DeployParts, faults: FaultList): InferredOp | undefined {
  // One that never runs has no say in what is learnt.
  const losses = graph.dropped.filter(
    ({ layer }) => layer.type?.isSoftmaxLoss === true && (isIncluded(layer, 'train') || isIncluded(layer, 'test')),
  )
  let chosen: (typeof losses)[number] | undefined
  for (const loss of losses) {
    if (chosen === undefined || (lossWeights(loss.layer)[0] ?? 0) >= (lossWeights(chosen.layer)[0] ?? 0)) chosen = loss
  }
  const shape = inferred.shapes.get(chosen?.scores ?? '')
  if (chosen?.scores === undefined || shape === undefined) {
    if (!faults.hasErrors) {
      const fault = {
        code: 'no-probabilities',
        message: 'Nothing in the network gives probabilities, so it cannot classify.',
        remedy: 'Add a Softmax layer, or a SoftmaxWithLoss.',
      }
      if (isAlone) faults.warn({ line: 1, column: 1 }, fault)
      else faults.error({ line: 1, column: 1 }, fault)
    }
    return undefined
  }
  if (network.layers.some(namesDeploy)) {
    faults.warn(chosen.layer.at, {
      code: 'no-softmax',
      layer: chosen.layer.name,
      message: `The classifying part has no Softmax; one is added behind the scores of ${chosen.layer.name}.`,
      remedy: 'Add layer { type: "Softmax" … include { stage: "deploy" } }.',
    })
  }
  return softmaxOp(network, chosen.layer, chosen.scores, shape)
}

/** Whether the text itself tells classifying apart from validating. */
function namesDeploy({ common: { include, exclude } }: LayerText): boolean {
  return [...include, ...exclude].some(({ stage, not_stage }) => [...stage, ...not_stage].includes('deploy'))
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
    source: empty,
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
    kept.push(op)
  }
  return kept.reverse()
}
