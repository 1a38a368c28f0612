import type { MergedOp } from '../graph/merge.ts'
import type { NamedParameter } from '../graph/name-parameters.ts'
import { elements } from '../layer.ts'

export interface LayerFigures {
  readonly name: string
  readonly type: string
  readonly bottoms: readonly string[]
  readonly tops: readonly string[]
  readonly shapes: readonly (readonly number[])[]
  readonly parameters: number
  readonly flops: number
}

export interface Figures {
  readonly layers: readonly LayerFigures[]
  /** Numbers that are learnt or kept; a shared one counts once. */
  readonly parameters: number
  /** Floating-point operations to classify one image; a multiplication and an addition count as two. */
  readonly flops: number
  /** Bytes of all blobs of one training image, forward, as float32. */
  readonly activationBytes: number
}

const float32Bytes = 4

export function toFigures(ops: readonly MergedOp[], parameters: readonly NamedParameter[][]): Figures {
  const counts = new Map(parameters.flat().map(({ name, shape }) => [name, elements(shape)]))
  const during = (phase: MergedOp['phases'][number]) => ops.filter(({ phases }) => phases.includes(phase))
  return {
    layers: ops.map(({ layer, bottoms, tops, shapes, flops }, i) => ({
      name: layer.name,
      type: layer.typeName,
      bottoms,
      tops,
      shapes,
      parameters: sum((parameters[i] ?? []).map(({ shape }) => elements(shape))),
      flops,
    })),
    parameters: sum([...counts.values()]),
    flops: sum(during('deploy').map(({ flops }) => flops)),
    activationBytes: float32Bytes * sum(during('train').flatMap(({ shapes }) => shapes.map(elements))),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
