import { dataBlob } from '../graph/inputs.ts'
import type { LayerType, Shape } from '../layer.ts'
import { softmax } from '../layers/softmax.ts'
import type { Plan, PlanOp } from './plan.ts'

/** A classifying operation of a plan, with what its layer type needs to write it down. */
export interface DeployOp extends PlanOp {
  /** Undefined for a type that is not known here. */
  readonly form: LayerType | undefined
  readonly inputShapes: readonly Shape[]
}

/** The classifying path of a plan, in its order. */
export function deployOps(plan: Plan, layers: readonly LayerType[]): DeployOp[] {
  // The Softmax that stands in for that of a loss is there whatever the layers.
  const forms = new Map([softmax, ...layers].map(form => [form.type, form]))
  const { channels, height, width } = plan.input
  const shapes = new Map<string, Shape>([[dataBlob, [channels, height, width]]])
  return plan.ops
    .filter(({ phases }) => phases.includes('deploy'))
    .map(op => {
      const inputShapes = op.bottoms.map(bottom => shapes.get(bottom) ?? [])
      for (const [i, top] of op.tops.entries()) shapes.set(top, op.shapes[i] ?? [])
      return { ...op, form: forms.get(op.type), inputShapes }
    })
}
