import { lossWeights } from '../graph/loss-weights.ts'
import type { MergedOp } from '../graph/merge.ts'
import type { NamedParameter } from '../graph/name-parameters.ts'
import type { Phase } from '../graph/network.ts'
import type { Attributes } from '../layer.ts'
import type { Preprocessing } from '../preprocessing.ts'

export interface PlanInput {
  readonly channels: number
  readonly height: number
  readonly width: number
}

export type PlanParameter = NamedParameter

export interface PlanOp {
  readonly name: string
  readonly type: string
  readonly phases: readonly Phase[]
  readonly bottoms: readonly string[]
  readonly tops: readonly string[]
  /** One a top, without N. */
  readonly shapes: readonly (readonly number[])[]
  readonly attributes: Attributes
  readonly parameters: readonly PlanParameter[]
  /** One a top. */
  readonly lossWeights: readonly number[]
}

/** What the worker executes; version 1 of docs/contracts.md. */
export interface Plan {
  readonly version: 1
  readonly name: string
  readonly classes: number
  /** Size of the blob `data`: the crop where there is one. */
  readonly input: PlanInput
  readonly preprocessing: Preprocessing
  readonly ops: readonly PlanOp[]
  readonly outputs: {
    readonly probabilities: string
    readonly losses: readonly string[]
    readonly accuracies: readonly string[]
  }
}

export interface PlanParts {
  readonly name: string
  readonly classes: number
  readonly input: PlanInput
  readonly preprocessing: Preprocessing
  readonly ops: readonly MergedOp[]
  readonly parameters: readonly NamedParameter[][]
  readonly probabilities: string
}

export function toPlan({ name, classes, input, preprocessing, ops, parameters, probabilities }: PlanParts): Plan {
  return {
    version: 1,
    name,
    classes,
    input,
    preprocessing,
    ops: ops.map(({ layer, phases, bottoms, tops, shapes, attributes }, i) => ({
      name: layer.name,
      type: layer.typeName,
      phases,
      bottoms,
      tops,
      shapes,
      attributes,
      parameters: parameters[i] ?? [],
      lossWeights: lossWeights(layer),
    })),
    outputs: {
      probabilities,
      losses: unique(
        ops
          .filter(({ phases }) => phases.includes('train'))
          .flatMap(({ layer, tops }) => tops.filter((_, i) => lossWeights(layer)[i] !== 0)),
      ),
      accuracies: unique(
        ops
          .filter(({ layer, phases }) => layer.type?.kind === 'metric' && phases.includes('test'))
          .flatMap(({ tops }) => tops.slice(0, 1)),
      ),
    },
  }
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}
