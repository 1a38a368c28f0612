import { dataBlob } from '../graph/inputs.ts'
import type { MergedOp } from '../graph/merge.ts'
import type { NamedParameter } from '../graph/name-parameters.ts'
import type { Phase } from '../graph/network.ts'
import { elements } from '../layer.ts'
import { type Held, heldBy } from './held.ts'

export interface LayerFigures {
  readonly name: string
  readonly type: string
  readonly bottoms: readonly string[]
  readonly tops: readonly string[]
  readonly shapes: readonly (readonly number[])[]
  readonly phases: readonly Phase[]
  /** Numbers that are learnt. */
  readonly parameters: number
  /** Numbers that the layer gathers itself, such as the sums of a BatchNorm. */
  readonly statistics: number
  readonly flops: number
  /** What training keeps of it from forward to backward. */
  readonly held: Held
}

export interface Figures {
  readonly layers: readonly LayerFigures[]
  /** Numbers that are learnt, or held fixed by a rate of 0; a shared one counts once. What PyTorch calls parameters. */
  readonly parameters: number
  /** Numbers that layers gather themselves; what PyTorch calls buffers. */
  readonly statistics: number
  /** Floating-point operations to classify one image; a multiplication and an addition count as two. */
  readonly flops: number
  /** Bytes of all blobs of one training image, forward, as float32. */
  readonly activationBytes: number
  /** Numbers in one image as the network gets it. */
  readonly input: number
}

const float32Bytes = 4

export function toFigures(ops: readonly MergedOp[], parameters: readonly NamedParameter[][]): Figures {
  const during = (phase: Phase) => ops.filter(({ phases }) => phases.includes(phase))
  const counts = ops.map((op, i) => countsOf(op, parameters[i] ?? []))
  const once = [...new Map(counts.flat().map(count => [count.name, count])).values()]
  return {
    layers: ops.map(({ layer, bottoms, tops, inputs, shapes, attributes, phases, flops }, i) => ({
      name: layer.name,
      type: layer.typeName,
      bottoms,
      tops,
      shapes,
      phases,
      ...totals(counts[i] ?? []),
      flops,
      held: heldBy({ type: layer.typeName, attributes, inputs, shapes }),
    })),
    ...totals(once),
    flops: sum(during('deploy').map(({ flops }) => flops)),
    activationBytes: float32Bytes * sum(during('train').flatMap(({ shapes }) => shapes.map(elements))),
    input: inputElements(ops),
  }
}

function inputElements(ops: readonly MergedOp[]): number {
  const reader = ops.find(({ bottoms }) => bottoms.includes(dataBlob))
  return elements(reader?.inputs[reader.bottoms.indexOf(dataBlob)] ?? [0])
}

interface Count {
  readonly name: string
  readonly elements: number
  readonly isStatistic: boolean
}

function countsOf(op: MergedOp, parameters: readonly NamedParameter[]): Count[] {
  return parameters.map(({ name, shape }, i) => ({
    name,
    elements: elements(shape),
    isStatistic: op.parameters[i]?.isStatistic === true,
  }))
}

function totals(counts: readonly Count[]) {
  const of = (isStatistic: boolean) =>
    sum(counts.filter(count => count.isStatistic === isStatistic).map(count => count.elements))
  return { parameters: of(false), statistics: of(true) }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
