import type { Prediction } from '@fovea/proto/inference/v1/inference'

/** The most probable classes, most probable first and the lower index among equals; undefined when any answer is not a number. */
export function topOf(probabilities: Float32Array, labels: string[], count: number): Prediction[] | undefined {
  if (!probabilities.every(Number.isFinite)) return undefined
  return Array.from(probabilities, (probability, index) => ({
    index,
    label: labels[index] ?? `class ${index}`,
    probability,
  }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, count)
}
