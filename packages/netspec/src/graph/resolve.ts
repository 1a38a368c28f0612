import type { FaultList } from '../faults.ts'
import { nearest } from '../nearest.ts'
import type { LayerText, Network, Phase } from './network.ts'
import { isIncluded } from './rules.ts'

export const dataBlob = 'data'
export const labelBlob = 'label'

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
  /** Losses of the text that fall away when classifying, with the scores that they would have read. */
  readonly dropped: readonly { layer: LayerText; scores: string | undefined }[]
}

/** Joins tops to bottoms. An in-place top becomes `<blob>@<layer>`, so that each blob is written once. */
export function resolve(network: Network, phase: Phase, faults: FaultList): PhaseGraph {
  const blobs = inputBlobs(network, phase)
  /** Blobs that need a label, and so are not there when classifying. */
  const absent = new Set(phase === 'deploy' ? labelNames(network) : [])
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
    const named = layer.bottoms.map(({ name, at }) => {
      if (!blobs.has(name)) missing(network, layer, name, at, phase, blobs, faults)
      return blobs.get(name)
    })
    const bottoms = layer.type?.followsBatch === true ? [dataBlob] : named
    const read = new Set(layer.bottoms.map(({ name }) => name))
    const tops = layer.tops.map(({ name, at }) => {
      const isInPlace = read.has(name)
      if (!isInPlace && blobs.has(name)) {
        faults.error(at, {
          code: 'duplicate-top',
          layer: layer.name,
          message: `${layer.name} makes a blob ${name}, which exists already.`,
          remedy: 'Give this top a name of its own.',
        })
      }
      return isInPlace ? `${name}@${layer.name}` : name
    })
    for (const [i, { name }] of layer.tops.entries()) blobs.set(name, tops[i] ?? name)
    ops.push({ layer, bottoms, tops })
  }
  return { phase, ops, dropped }
}

/** The dataset's blobs under the names that the text's data layers give them. */
function inputBlobs(network: Network, phase: Phase): Map<string, string> {
  const markers = network.layers.filter(({ type }) => type?.kind === 'input')
  const here = markers.filter(layer => isIncluded(layer, phase))
  const blobs = new Map<string, string>()
  for (const layer of here.length > 0 ? here : markers) {
    layer.tops.forEach(({ name }, i) => {
      const isLabel = name === labelBlob || i > 0
      if (!isLabel || phase !== 'deploy') blobs.set(name, isLabel ? labelBlob : dataBlob)
    })
  }
  if (markers.length === 0) {
    for (const name of network.inputs) blobs.set(name, name === labelBlob ? labelBlob : dataBlob)
    if (phase !== 'deploy') blobs.set(labelBlob, labelBlob)
  }
  if (markers.length === 0 && network.inputs.length === 0) blobs.set(dataBlob, dataBlob)
  return blobs
}

function labelNames(network: Network): string[] {
  const tops = network.layers.flatMap(({ type, tops }) =>
    type?.kind === 'input' ? tops.map(({ name }) => name).slice(1) : [],
  )
  return [labelBlob, ...tops]
}

function missing(
  network: Network,
  layer: LayerText,
  name: string,
  at: LayerText['at'],
  phase: Phase,
  blobs: Map<string, string>,
  faults: FaultList,
): void {
  if (faults.isFull) return
  const maker = network.layers.find(({ tops }) => tops.some(top => top.name === name))
  const like = nearest(name, blobs.keys())
  let remedy = like === undefined ? 'Name the top of a layer above.' : `Did you mean ${like}?`
  if (maker !== undefined && !isIncluded(maker, phase))
    remedy = `${maker.name} (line ${maker.at.line}) makes it, but not in this phase: check the include and exclude rules of both.`
  else if (maker !== undefined)
    remedy = `${maker.name} (line ${maker.at.line}) makes it further down: move that layer up.`
  const isLabel = name === labelBlob && maker === undefined
  if (isLabel) remedy = 'Give the data layer a second top: "label".'
  faults.error(at, {
    code: isLabel ? 'label-missing' : 'missing-bottom',
    layer: layer.name,
    message: `${layer.name} reads ${name}, which no layer above it makes when ${doing[phase]}.`,
    remedy,
  })
}

const doing: Record<Phase, string> = { train: 'training', test: 'validating', deploy: 'classifying' }
