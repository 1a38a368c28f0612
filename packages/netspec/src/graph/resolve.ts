import type { FaultList } from '../faults.ts'
import { dataBlob, type PhaseInputs, phaseInputs } from './inputs.ts'
import { MissingBottoms } from './missing-bottom.ts'
import type { LayerText, Network, Phase } from './network.ts'
import { isIncluded } from './rules.ts'

/** A layer in one phase, its blobs under names that are unique in that phase. */
export interface Op {
  readonly layer: LayerText
  /** Undefined where a bottom is missing. */
  readonly bottoms: readonly (string | undefined)[]
  readonly tops: readonly string[]
}

export interface PhaseGraph {
  readonly phase: Phase
  readonly ops: readonly Op[]
  readonly inputs: PhaseInputs
  /** Losses of the text that fall away when classifying, with the scores that they would have read. */
  readonly dropped: readonly { layer: LayerText; scores: string | undefined }[]
}

/** Joins tops to bottoms. An in-place top becomes `<blob>@<layer>`, so that each blob is written once. */
export function resolve(network: Network, phase: Phase, faults: FaultList): PhaseGraph {
  const inputs = phaseInputs(network, phase, faults)
  const blobs = new Map(inputs.blobs)
  const missing = new MissingBottoms(network, phase, faults)
  /** Blobs that need a label, and so are not there when classifying. */
  const absent = new Set(phase === 'deploy' ? inputs.labels : [])
  const names = new Map<string, LayerText>()
  const ops: Op[] = []
  const dropped: { layer: LayerText; scores: string | undefined }[] = []
  for (const layer of network.layers) {
    const kind = layer.type?.kind
    if (kind === 'input') continue
    if (phase === 'deploy' && (kind === 'loss' || kind === 'metric')) {
      dropped.push({ layer, scores: blobs.get(layer.bottoms[0]?.name ?? '') })
      for (const { name } of layer.tops) absent.add(name)
      continue
    }
    if (!isIncluded(layer, phase)) continue
    const twin = names.get(layer.name)
    if (twin !== undefined) {
      faults.error(layer.at, {
        code: 'duplicate-layer',
        layer: layer.name,
        message: `There is another layer named ${layer.name} in line ${twin.at.line}.`,
        remedy: 'Rename one of them.',
      })
    }
    names.set(layer.name, layer)
    if (layer.bottoms.some(({ name }) => absent.has(name) && !blobs.has(name))) {
      for (const { name } of layer.tops) absent.add(name)
      continue
    }
    const named = layer.bottoms.map(blob => {
      const found = blobs.get(blob.name)
      if (found === undefined) missing.tell(layer, blob, blobs)
      return found
    })
    const bottoms = layer.type?.followsBatch === true ? [dataBlob] : named
    ops.push({ layer, bottoms, tops: join(layer, blobs, faults) })
  }
  return { phase, ops, inputs, dropped }
}

/** Enters a layer's tops, under names of their own where they overwrite a bottom. */
function join(layer: LayerText, blobs: Map<string, string>, faults: FaultList): string[] {
  const read = new Set(layer.bottoms.map(({ name }) => name))
  return layer.tops.map(({ name, at }) => {
    // Only once: a second top of the name would overwrite the first.
    const isInPlace = read.delete(name)
    if (!isInPlace && blobs.has(name)) {
      faults.error(at, {
        code: 'duplicate-top',
        layer: layer.name,
        message: `${layer.name} makes a blob ${name}, which exists already.`,
        remedy: 'Give this top a name of its own.',
      })
    }
    const top = isInPlace ? `${name}@${layer.name}` : name
    blobs.set(name, top)
    return top
  })
}
