import type { Split } from '../builds/split.js'
import { duplicates } from './duplicates.js'
import { emptyKeys, type Keys, setKey } from './keys.js'
import { nearDuplicates, type Pair } from './near-duplicates.js'

/** Below this standard deviation (of 0–127.5) an image is nearly one colour. */
const CONSTANT_DEVIATION = 1
/** A source of a shorter side is hardly a picture. */
const TINY_SIDE = 12
/** A source enlarged by more than this in both directions has little to teach at its size. */
const MOST_ENLARGED = 2
/** Sources whose shape differs from the dataset's by more than this factor are bent or cut badly. */
const MOST_BENT = 3
/** Findings of a kind that are shown; all are counted. */
export const MOST_SHOWN = 100
/** Images of one group that are shown. */
const MOST_OF_GROUP = 12

/** What a line of `images.jsonl` says that tells whether an image can be trusted. */
export interface Described {
  label: number
  split: Split
  pixels: string
  height: number
  width: number
  dhash: string
  deviation: number
}

export interface Listed {
  count: number
  /** Numbers of images, the first MOST_SHOWN. */
  shown: number[]
}

export interface Findings {
  /** Groups of images with the same pixels. A leak has images in several splits, a conflict several labels; these are shown first. */
  duplicates: { groups: number; images: number; leaks: number; conflicts: number; shown: number[][] }
  /** Pairs that look alike, leaks first; null where too many do for it to mean anything. */
  near: { pairs: number; leaks: number; shown: Pair[] } | null
  constant: Listed
  tiny: Listed
  odd: Listed
}

/** Gathers what all images of a dataset say, by number, and finds what makes it less worth than it looks. */
export class FindingsOf {
  private readonly pixels: Keys
  private readonly looks: Keys
  private readonly labels: Uint32Array
  private readonly splits: Split[] = []
  private readonly found = { constant: listed(), tiny: listed(), odd: listed() }
  private readonly isConstant: Uint8Array
  private next = 0

  constructor(
    count: number,
    private readonly target: { height: number; width: number },
  ) {
    this.pixels = emptyKeys(count)
    this.looks = emptyKeys(count)
    this.labels = new Uint32Array(count)
    this.isConstant = new Uint8Array(count)
  }

  /** Images come in the order of their numbers. */
  add(image: Described): void {
    const at = this.next++
    setKey(this.pixels, at, image.pixels)
    setKey(this.looks, at, image.dhash)
    this.labels[at] = image.label
    this.splits.push(image.split)
    if (image.deviation < CONSTANT_DEVIATION) {
      this.isConstant[at] = 1
      list(this.found.constant, at)
    }
    if (isTiny(image, this.target)) list(this.found.tiny, at)
    if (isOdd(image, this.target)) list(this.found.odd, at)
  }

  findings(): Findings {
    const groups = duplicates(this.pixels)
    return { duplicates: this.told(groups), near: this.near(groups), ...this.found }
  }

  private told(groups: number[][]): Findings['duplicates'] {
    const rank = (group: number[]) => 2 * Number(this.isConflict(group)) + Number(this.isLeak(group))
    const ranked = groups.map(group => ({ group, rank: rank(group) })).sort((a, b) => b.rank - a.rank)
    return {
      groups: groups.length,
      images: groups.reduce((sum, { length }) => sum + length, 0),
      leaks: groups.filter(group => this.isLeak(group)).length,
      conflicts: groups.filter(group => this.isConflict(group)).length,
      shown: ranked.slice(0, MOST_SHOWN).map(({ group }) => this.sample(group)),
    }
  }

  /** Of equal images only the first is compared, and images of one colour look like each other anyway. */
  private near(groups: number[][]): Findings['near'] {
    const isRepeated = new Uint8Array(this.next)
    for (const group of groups) for (const number of group.slice(1)) isRepeated[number] = 1
    const numbers = Uint32Array.from(this.labels.keys()).filter(n => !isRepeated[n] && !this.isConstant[n])
    const pairs = nearDuplicates(this.looks, numbers)
    if (!pairs) return null
    const isLeak = ({ a, b }: Pair) => this.splits[a] !== this.splits[b]
    const leaks = pairs.filter(isLeak)
    const shown = [...leaks, ...pairs.filter(pair => !isLeak(pair))].slice(0, MOST_SHOWN)
    return { pairs: pairs.length, leaks: leaks.length, shown }
  }

  private isLeak = (group: number[]) => group.some(number => this.splits[number] !== this.splits[group[0] as number])

  private isConflict = (group: number[]) =>
    group.some(number => this.labels[number] !== this.labels[group[0] as number])

  /** The first of each split and label, so that what is wrong with a large group is seen; then the rest, as many as are shown. */
  private sample(group: number[]): number[] {
    const kinds = new Map(group.toReversed().map(number => [`${this.splits[number]} ${this.labels[number]}`, number]))
    const firsts = new Set(kinds.values())
    return [...firsts, ...group.filter(number => !firsts.has(number))].slice(0, MOST_OF_GROUP).sort((a, b) => a - b)
  }
}

const listed = (): Listed => ({ count: 0, shown: [] })

function list(into: Listed, number: number): void {
  into.count += 1
  if (into.shown.length < MOST_SHOWN) into.shown.push(number)
}

type Sized = { height: number; width: number }

const isTiny = ({ height, width }: Sized, target: Sized) =>
  Math.min(height, width) < TINY_SIDE ||
  (height * MOST_ENLARGED < target.height && width * MOST_ENLARGED < target.width)

function isOdd({ height, width }: Sized, target: Sized): boolean {
  const bent = width / height / (target.width / target.height)
  return bent > MOST_BENT || bent < 1 / MOST_BENT
}
