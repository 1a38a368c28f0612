import type { LayerText } from './network.ts'

/** One weight a top: as the text says, else 1 for the first top of a loss and 0 for all others. */
export function lossWeights({ common, tops, type }: LayerText): number[] {
  return tops.map(
    (_, i) => common.loss_weight[i] ?? (type?.kind === 'loss' && i === 0 && common.loss_weight.length === 0 ? 1 : 0),
  )
}
