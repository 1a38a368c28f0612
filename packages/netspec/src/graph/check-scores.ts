import type { FaultList } from '../faults.ts'
import { dataBlob, labelBlob } from './inputs.ts'
import type { BlobName, LayerText } from './network.ts'
import type { PhaseGraph } from './resolve.ts'

/** Activations that cut off a part of what scores may be. */
const cutting: readonly string[] = ['ReLU', 'Sigmoid', 'TanH']

/**
 * Whether what is judged against the label are scores. Answers the layers for which it cannot be, so that no rule of
 * their own says it again in other words.
 */
export function checkScores(graphs: readonly PhaseGraph[], faults: FaultList): ReadonlySet<LayerText> {
  const wrong = new Set<LayerText>()
  for (const { ops } of graphs) {
    const makers = new Map<string, LayerText>()
    for (const { layer, bottoms, tops } of ops) {
      const [scores] = layer.bottoms
      const blob = bottoms[0]
      if (scores !== undefined && blob !== undefined && isJudge(layer)) {
        const message = whyNot(layer, scores, blob, makers.get(blob), faults)
        if (message !== undefined) {
          wrong.add(layer)
          faults.error(scores.at, { code: 'wrong-scores', layer: layer.name, ...message })
        }
      }
      for (const top of tops) makers.set(top, layer)
    }
  }
  return wrong
}

function isJudge({ type }: LayerText): boolean {
  return type?.isSoftmaxLoss === true || type?.kind === 'metric'
}

function whyNot(
  layer: LayerText,
  { name, at }: BlobName,
  blob: string,
  maker: LayerText | undefined,
  faults: FaultList,
): { readonly message: string; readonly remedy: string } | undefined {
  if (blob === labelBlob)
    return {
      message: `${layer.name} takes the label for scores.`,
      remedy: 'Make the scores its first bottom, the label its second.',
    }
  if (blob === dataBlob)
    return {
      message: `${layer.name} takes the images themselves for scores.`,
      remedy: 'Make the top of the last InnerProduct its first bottom.',
    }
  if (layer.type?.isSoftmaxLoss !== true || maker === undefined) return undefined
  if (maker.type?.kind === 'probabilities')
    return {
      message: `${layer.name} takes a Softmax of its scores, but ${name} comes out of the Softmax ${maker.name} already.`,
      remedy: `Make what ${maker.name} reads, ${maker.bottoms[0]?.name ?? 'the scores'}, its first bottom.`,
    }
  if (cutting.includes(maker.typeName))
    faults.warn(at, {
      code: 'scores-cut',
      layer: layer.name,
      message: `The scores that ${layer.name} reads come out of ${maker.name} (${maker.typeName}), which cuts off a part of their range.`,
      remedy: `Remove ${maker.name}: scores may be any number.`,
    })
  return undefined
}
