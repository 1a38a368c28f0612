import type { FaultList } from '../faults.ts'
import type { BlobName, LayerText, Network, Phase } from './network.ts'
import { isIncluded } from './rules.ts'

export const dataBlob = 'data'
export const labelBlob = 'label'

export interface ImageSize {
  readonly channels: number
  readonly height: number
  readonly width: number
}

/** What a phase is given: the dataset's blobs under the text's names for them. */
export interface PhaseInputs {
  readonly blobs: ReadonlyMap<string, string>
  /** Names of labels, in whatever phase: nothing that reads them can classify. */
  readonly labels: readonly string[]
  /** Size of an image where the text itself says it. */
  readonly size: (ImageSize & { readonly at: LayerText['at']; readonly layer: string }) | undefined
  /** Images in a batch where the text says it. */
  readonly batch: number | undefined
}

/** A dataset has images and one label each, so of a text's inputs one is the data and one may be the label. */
export function phaseInputs(network: Network, phase: Phase, faults: FaultList): PhaseInputs {
  const markers = network.layers.filter(({ type }) => type?.kind === 'input')
  const here = markers.filter(layer => isIncluded(layer, phase))
  const blobs = new Map<string, string>()
  const named: { readonly layer: LayerText; readonly top: BlobName; readonly shape: readonly number[] | undefined }[] =
    []
  // A phase without a data layer of its own, such as DIGITS's deploy, takes the blobs of the others.
  for (const layer of here.length > 0 ? here : markers) {
    const shapes = layer.declared?.shapes ?? []
    layer.tops.forEach((top, i) => {
      named.push({ layer, top, shape: shapes[i] ?? (shapes.length === 1 ? shapes[0] : undefined) })
    })
  }
  const isLabel = ({ layer, top }: (typeof named)[number]) =>
    top.name === labelBlob || (layer.typeName !== 'Input' && top !== layer.tops[0])
  const data = named.find(input => !isLabel(input) && (input.shape === undefined || input.shape.length === 4))
  for (const input of named) {
    const { top, layer } = input
    if (isLabel(input)) {
      if (phase !== 'deploy') blobs.set(top.name, labelBlob)
    } else if (here.length > 0 && input !== data) refuse(input, data?.top, faults)
    else if (input.shape === undefined || input.shape.length === 4) blobs.set(top.name, dataBlob)
    else wrongSides(layer, top, input.shape, faults)
  }
  if (markers.length === 0) blobs.set(dataBlob, dataBlob)
  // Only a layer that could have named the label and does not has left it out.
  const isOffered = markers.every(({ typeName }) => typeName === 'Input') && !named.some(isLabel)
  if (isOffered && phase !== 'deploy' && !blobs.has(labelBlob)) blobs.set(labelBlob, labelBlob)
  const [, channels, height, width] = data?.shape ?? []
  const isSized = data !== undefined && channels !== undefined && height !== undefined && width !== undefined
  return {
    blobs,
    labels: [labelBlob, ...named.filter(isLabel).map(({ top }) => top.name), ...secondTops(markers)],
    size: isSized ? { channels, height, width, at: data.top.at, layer: data.layer.name } : undefined,
    batch: (here.length > 0 ? here : markers).find(({ declared }) => declared?.batch !== undefined)?.declared?.batch,
  }
}

function secondTops(markers: readonly LayerText[]): string[] {
  return markers
    .filter(({ typeName }) => typeName !== 'Input')
    .flatMap(({ tops }) => tops.slice(1).map(top => top.name))
}

function refuse(
  { layer, top }: { readonly layer: LayerText; readonly top: BlobName },
  data: BlobName | undefined,
  faults: FaultList,
): void {
  faults.error(top.at, {
    code: 'several-inputs',
    layer: layer.name,
    message:
      data === undefined
        ? `${top.name} is no image of channels × height × width, so no dataset can fill it.`
        : `${top.name} is a second input beside ${data.name}, which takes the images; a dataset fills only one.`,
    remedy: 'Remove it, or name it "label" where it is the number of the class.',
  })
}

function wrongSides(layer: LayerText, top: BlobName, shape: readonly number[], faults: FaultList): void {
  faults.error(top.at, {
    code: 'input-dims',
    layer: layer.name,
    message: `${top.name} has ${shape.length} sides; images have four: how many, channels, height, width.`,
    remedy: 'Give it the shape { dim: 1 dim: 3 dim: 224 dim: 224 }, for example.',
  })
}
