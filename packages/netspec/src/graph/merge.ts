import type { InferredOp } from './infer.ts'
import { type Phase, phases } from './network.ts'

/** An operation with the phases in which it runs in exactly this form. */
export interface MergedOp extends InferredOp {
  readonly phases: readonly Phase[]
}

/** Joins the phases' graphs in the order of the text. A layer that differs between phases stays several operations. */
export function merge(graphs: Readonly<Record<Phase, readonly InferredOp[]>>): MergedOp[] {
  // `infer` gives equal operations of several phases as one object.
  const merged = new Map<InferredOp, Phase[]>()
  for (const phase of phases) {
    for (const op of graphs[phase]) {
      const known = merged.get(op)
      if (known === undefined) merged.set(op, [phase])
      else known.push(phase)
    }
  }
  return [...merged].map(([op, phases]) => ({ ...op, phases })).sort((a, b) => a.layer.index - b.layer.index)
}
