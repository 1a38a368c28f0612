import type { InferredOp } from './infer.ts'
import { type Phase, phases } from './network.ts'

/** An operation with the phases in which it runs in exactly this form. */
export interface MergedOp extends InferredOp {
  readonly phases: readonly Phase[]
}

/** Joins the phases' graphs in the order of the text. A layer that differs between phases stays several operations. */
export function merge(graphs: Readonly<Record<Phase, readonly InferredOp[]>>): MergedOp[] {
  const merged = new Map<string, { op: InferredOp; phases: Phase[] }>()
  for (const phase of phases) {
    for (const op of graphs[phase]) {
      const key = JSON.stringify([op.layer.index, op.bottoms, op.tops, op.shapes, op.attributes])
      const twin = merged.get(key)
      if (twin === undefined) merged.set(key, { op, phases: [phase] })
      else twin.phases.push(phase)
    }
  }
  return [...merged.values()].map(({ op, phases }) => ({ ...op, phases })).sort((a, b) => a.layer.index - b.layer.index)
}
