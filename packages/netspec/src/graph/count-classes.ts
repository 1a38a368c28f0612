import { FaultList } from '../faults.ts'
import { Inference } from './infer.ts'
import type { ImageSize } from './inputs.ts'
import type { PhaseGraph } from './resolve.ts'

/** What a text that leaves its scores open is looked at with. */
const usual = 2

/** How many classes the text itself tells apart: the scores of its first loss, metric or Softmax. */
export function countClasses(graphs: readonly PhaseGraph[], size: (graph: PhaseGraph) => ImageSize): number {
  // What is wrong is told afterwards, when the classes are known.
  const inference = new Inference(usual, new FaultList())
  for (const graph of graphs) {
    const { shapes } = inference.infer(graph, size(graph))
    for (const { layer, bottoms } of graph.ops) {
      const { kind, isSoftmaxLoss } = layer.type ?? {}
      if (isSoftmaxLoss !== true && kind !== 'metric' && kind !== 'probabilities') continue
      const scores = shapes.get(bottoms[0] ?? '')?.[0]
      if (scores !== undefined) return scores
    }
  }
  return usual
}
