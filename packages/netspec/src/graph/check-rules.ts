import type { FaultList } from '../faults.ts'
import { nearest } from '../nearest.ts'
import { type LayerText, type Network, phases } from './network.ts'
import { isIncluded, stages } from './rules.ts'

/** What a layer says beside its type: when it runs, and through which bottoms it teaches. */
export function checkRules(network: Network, faults: FaultList): void {
  for (const layer of network.layers) {
    const { include, exclude, propagate_down } = layer.common
    if (include.length > 0 && exclude.length > 0) {
      faults.error(placeOf(layer, 'exclude'), {
        code: 'include-and-exclude',
        layer: layer.name,
        message: `${layer.name} has rules of both kinds, include and exclude.`,
        remedy: 'Keep one kind: the layer runs where any include holds, or where no exclude does.',
      })
    } else if (!phases.some(phase => isIncluded(layer, phase))) neverRuns(layer, faults)
    if (propagate_down.length > 0) checkPropagation(layer, faults)
  }
}

function neverRuns(layer: LayerText, faults: FaultList): void {
  const named = layer.common.include.flatMap(({ stage }) => stage)
  const strange = named.find(name => !stages.includes(name))
  const like = strange === undefined ? undefined : nearest(strange, stages)
  faults.warn(placeOf(layer, layer.common.include.length > 0 ? 'include' : 'exclude'), {
    code: 'never-runs',
    layer: layer.name,
    message: `${layer.name} never runs: its rules hold neither when training nor when validating nor when classifying.`,
    remedy:
      like === undefined
        ? `Its stages are ${stages.join(', ')}; remove the rule, or the layer.`
        : `Did you mean the stage "${like}"?`,
  })
}

function checkPropagation(layer: LayerText, faults: FaultList): void {
  const { propagate_down: given } = layer.common
  const isMiscounted = given.length !== layer.bottoms.length
  if (!isMiscounted && given.every(Boolean)) return
  const message = isMiscounted
    ? `${layer.name} has ${given.length} values of propagate_down for ${layer.bottoms.length} bottoms.`
    : `${layer.name} would stop learning behind it by propagate_down: false, which has no effect here.`
  const remedy = isMiscounted
    ? 'Give one a bottom, or none.'
    : 'Give the layers behind it param { lr_mult: 0 } to keep what they are.'
  const fault = { code: 'propagate-down', layer: layer.name, message, remedy }
  if (isMiscounted) faults.error(placeOf(layer, 'propagate_down'), fault)
  else faults.warn(placeOf(layer, 'propagate_down'), fault)
}

function placeOf({ source, at }: LayerText, field: string): LayerText['at'] {
  return source.fields.find(({ name }) => name === field)?.at ?? at
}
