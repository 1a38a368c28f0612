import type { SourceImage } from '../sources/listing.js'
import type { ChosenClass } from './choose-classes.js'
import { randomBits, shuffle } from './random.js'
import { byCodeUnits, type Labelled, type PerSplit, type Share, SPLITS, splitCounts } from './split.js'

export interface Dealing {
  share: Share
  seed: number
  /** A class with fewer images to train from is left out; 0 = none is. */
  least: number
  /** Of a class with more, so many are chosen by the seed; 0 = all. */
  most: number
  /** Each split in the order of the source, not mixed. */
  keepsOrder: boolean
  /** Splits that the source gives are dealt like the rest. */
  dealsAnew: boolean
}

export interface Dealt {
  lists: PerSplit<Labelled[]>
  classes: string[]
  /** Classes that have too few images, with their number. */
  left: { name: string; count: number }[]
}

type Numbered = SourceImage & { at: number }

/**
 * Deals the images of every class over the splits and mixes each split, all by the seed: the same images, shares and seed give the same lists. Each
 * class of the source is dealt by itself, so that a dataset of some of its classes, or of merged ones, keeps every image in its split.
 */
export function dealImages(images: SourceImage[], chosen: ChosenClass[], how: Dealing): Dealt {
  const byLabel = new Map<number, Numbered[]>()
  for (const [at, image] of images.entries()) {
    const own = byLabel.get(image.label)
    if (own) own.push({ ...image, at })
    else byLabel.set(image.label, [{ ...image, at }])
  }
  const lists: PerSplit<(Labelled & { at: number })[]> = { train: [], val: [], test: [] }
  const classes: string[] = []
  const left: Dealt['left'] = []
  for (const { name, labels } of chosen) {
    const all = labels.flatMap(label => byLabel.get(label) ?? [])
    const toTrain = all.filter(image => how.dealsAnew || image.split === undefined || image.split === 'train')
    if (how.least > 0 && toTrain.length < how.least) {
      left.push({ name, count: toTrain.length })
      continue
    }
    const dropped = how.most > 0 && toTrain.length > how.most ? drop(toTrain, name, how) : undefined
    const label = classes.push(name) - 1
    const put = (split: keyof typeof lists, { path, file, at }: Numbered) =>
      lists[split].push({ path, label, ...(file && { file }), at })
    for (const of of labels) {
      const own = (byLabel.get(of) ?? []).filter(({ at }) => !dropped?.has(at))
      const open = own.filter(({ split }) => how.dealsAnew || split === undefined)
      const dealt = shuffle([...open].sort(byPath), randomBits('deal', how.seed, of))
      const sizes = splitCounts(dealt.length, how.share)
      let start = 0
      for (const split of SPLITS) {
        for (const image of dealt.slice(start, start + sizes[split])) put(split, image)
        start += sizes[split]
      }
      if (!how.dealsAnew) for (const image of own) if (image.split) put(image.split, image)
    }
  }
  const ordered = (split: keyof typeof lists) =>
    how.keepsOrder
      ? lists[split].sort((a, b) => a.at - b.at)
      : shuffle(lists[split], randomBits('mix', how.seed, split))
  const plain = (split: keyof typeof lists): Labelled[] => ordered(split).map(({ at: _, ...image }) => image)
  return { lists: { train: plain('train'), val: plain('val'), test: plain('test') }, classes, left }
}

/** The numbers of the images that are more than the recipe allows, chosen by the seed. */
function drop(images: Numbered[], name: string, { seed, most }: Dealing): Set<number> {
  const mixed = shuffle([...images].sort(byPath), randomBits('choose', seed, name))
  return new Set(mixed.slice(most).map(({ at }) => at))
}

const byPath = (a: Numbered, b: Numbered) => byCodeUnits(a.path, b.path) || a.at - b.at
