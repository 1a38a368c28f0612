import type { FaultList } from '../faults.ts'
import type { LayerText } from './network.ts'
import type { PhaseGraph } from './resolve.ts'

/** Only the last InnerProduct before a judgement may leave num_output out: the count of classes is of use nowhere else. */
export function checkOutputs({ ops }: PhaseGraph, faults: FaultList): void {
  /** Blobs from which a layer with outputs of its own is still to come. */
  const read = new Set<string>()
  /** Blobs that are judged before any such layer. */
  const judged = new Set<string>()
  for (const { layer, bottoms, tops } of [...ops].reverse()) {
    const hasOutputs = layer.type?.fields['num_output'] !== undefined
    const isRead = tops.some(top => read.has(top))
    const isJudged = tops.some(top => judged.has(top))
    if (isRead && !isJudged && isOpen(layer)) {
      faults.error(layer.at, {
        code: 'missing-field',
        layer: layer.name,
        message: `${layer.name} has no num_output, which only the last InnerProduct may leave out.`,
        remedy: 'Add num_output: with the number of its outputs.',
      })
    }
    for (const bottom of bottoms) {
      if (bottom === undefined) continue
      if (hasOutputs || isRead) read.add(bottom)
      if (isJudge(layer) || (isJudged && !hasOutputs)) judged.add(bottom)
    }
  }
}

function isOpen({ typeName, fields }: LayerText): boolean {
  return typeName === 'InnerProduct' && fields['num_output'] === undefined
}

function isJudge({ type }: LayerText): boolean {
  return type?.kind === 'loss' || type?.kind === 'metric' || type?.kind === 'probabilities'
}
