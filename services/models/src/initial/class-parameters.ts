import type { Plan, PlanOp } from '@fovea/netspec'

/**
 * Names of the parameters that speak of the classes: those of every layer from which a loss with labels or the probabilities are reached without
 * passing another matrix of weights. GoogLeNet has three such layers; of SqueezeNet it is a convolution before the last pooling.
 */
export function classParameters({ ops, outputs }: Pick<Plan, 'ops' | 'outputs'>): ReadonlySet<string> {
  const makers = new Map<string, PlanOp[]>()
  for (const op of ops) for (const top of op.tops) makers.set(top, [...(makers.get(top) ?? []), op])
  const found = new Set<string>()
  const seen = new Set<string>()
  const waiting = ops.flatMap(op => (readsLabels(op) || op.tops.includes(outputs.probabilities) ? op.bottoms : []))
  for (let blob = waiting.pop(); blob !== undefined; blob = waiting.pop()) {
    if (seen.has(blob)) continue
    seen.add(blob)
    for (const { parameters, bottoms } of makers.get(blob) ?? []) {
      for (const { name } of parameters) found.add(name)
      if (!parameters.some(({ shape }) => shape.length > 1)) waiting.push(...bottoms)
    }
  }
  return found
}

const readsLabels = ({ bottoms }: PlanOp) => bottoms.includes('label')
