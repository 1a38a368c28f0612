import type { FaultList } from '../faults.ts'
import { nearest } from '../nearest.ts'
import { labelBlob } from './inputs.ts'
import type { BlobName, LayerText, Network, Phase } from './network.ts'
import { isIncluded } from './rules.ts'

const doing: Record<Phase, string> = { train: 'training', test: 'validating', deploy: 'classifying' }

/** Says of a bottom that no layer above makes what was probably meant. */
export class MissingBottoms {
  private known: ReadonlyMap<string, readonly LayerText[]> | undefined

  constructor(
    private readonly network: Network,
    private readonly phase: Phase,
    private readonly faults: FaultList,
  ) {}

  tell(layer: LayerText, { name, at }: BlobName, blobs: ReadonlyMap<string, string>): void {
    if (this.faults.isFull) return
    const maker = this.makers.get(name)?.find(other => other !== layer)
    const isLater = maker !== undefined && isIncluded(maker, this.phase) && maker.index > layer.index
    if (isLater && this.reads(maker, layer)) {
      this.faults.error(at, {
        code: 'cycle',
        layer: layer.name,
        message: `${layer.name} reads ${name} of ${maker.name} (line ${maker.at.line}), which itself needs what ${layer.name} makes.`,
        remedy: 'Let one of the two read something else: a network runs from the data to the loss.',
      })
      return
    }
    const source = maker === undefined && name === labelBlob ? this.images : undefined
    if (source !== undefined) {
      this.faults.error(source.at, {
        code: 'label-missing',
        layer: source.name,
        message: `${source.name} gives no label, but ${layer.name} reads it.`,
        remedy: 'Give it a second top: "label".',
      })
      return
    }
    this.faults.error(at, {
      code: 'missing-bottom',
      layer: layer.name,
      message: `${layer.name} reads ${name}, which no layer above it makes when ${doing[this.phase]}.`,
      remedy: this.remedy(name, maker, isLater, blobs),
    })
  }

  /** The layer that stands for the dataset. */
  private get images(): LayerText | undefined {
    return this.network.layers.find(({ type }) => type?.kind === 'input')
  }

  private remedy(
    name: string,
    maker: LayerText | undefined,
    isLater: boolean,
    blobs: ReadonlyMap<string, string>,
  ): string {
    if (isLater) return `${maker?.name} (line ${maker?.at.line}) makes it further down: move that layer up.`
    if (maker !== undefined && !isIncluded(maker, this.phase))
      return `${maker.name} (line ${maker.at.line}) makes it, but not in this phase: check the include and exclude rules of both.`
    const like = nearest(name, blobs.keys())
    return like === undefined ? 'Name the top of a layer above.' : `Did you mean ${like}?`
  }

  private get makers(): ReadonlyMap<string, readonly LayerText[]> {
    if (this.known !== undefined) return this.known
    const makers = new Map<string, LayerText[]>()
    for (const layer of this.network.layers) {
      if (layer.type?.kind === 'input') continue
      for (const { name } of layer.tops) {
        const known = makers.get(name)
        if (known === undefined) makers.set(name, [layer])
        else known.push(layer)
      }
    }
    this.known = makers
    return makers
  }

  /** Whether `from` depends, over any number of layers, on a top of `to`. */
  private reads(from: LayerText, to: LayerText): boolean {
    const wanted = new Set(to.tops.map(({ name }) => name))
    const seen = new Set<LayerText>([from])
    const open = [from]
    for (let layer = open.pop(); layer !== undefined; layer = open.pop()) {
      for (const { name } of layer.bottoms) {
        if (wanted.has(name)) return true
        for (const maker of this.makers.get(name) ?? []) {
          if (seen.has(maker)) continue
          seen.add(maker)
          open.push(maker)
        }
      }
    }
    return false
  }
}
