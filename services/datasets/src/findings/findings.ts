import { SPLITS, type Split } from '../builds/split.js'
import { duplicates, each, type Groups } from './duplicates.js'
import { emptyKeys, type Keys, setKey } from './keys.js'
import { nearDuplicates } from './near-duplicates.js'

/** Below this standard deviation (of 0–127.5) an image is nearly one colour. */
const CONSTANT_DEVIATION = 1
/** A source of a shorter side is hardly a picture. */
const TINY_SIDE = 12
/** A source enlarged by more than this in both directions has little to teach at its size. */
const MOST_ENLARGED = 2
/** Sources whose shape differs from the dataset's by more than this factor are bent or cut badly. */
const MOST_BENT = 3
/** Findings of a kind that are listed; all are counted. */
export const MOST_LISTED = 500
/** Images of one group that are listed. */
const MOST_OF_GROUP = 12

/** The gravest first. A leak is in several splits, a conflict has several labels; duplicates are those that are neither. */
export const KINDS = [
  'leak',
  'near-leak',
  'conflict',
  'duplicate',
  'near-duplicate',
  'constant',
  'tiny',
  'odd',
] as const
export type Kind = (typeof KINDS)[number]

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

export const isDescribed = (line: Partial<Described>): line is Described => line.dhash !== undefined

export interface Finding {
  /** Numbers of images, ascending: one, a pair, or the first dozen of a group. */
  images: number[]
  /** Of the whole group. */
  size: number
  /** In how many bits of 64 the hashes of a pair that is only nearly equal differ. */
  bits?: number
}

export interface Listed {
  count: number
  /** The first MOST_LISTED. */
  listed: Finding[]
}

export interface Findings {
  kinds: Record<Kind, Listed>
  /** So many images look alike that not all pairs were sought: near-leaks and near-duplicates are at least so many. */
  isCut: boolean
}

/** Gathers what all images of a dataset say, by number, and finds what makes it less worth than it looks: some 20 bytes an image. */
export class FindingsOf {
  private readonly pixels: Keys
  private readonly looks: Keys
  private readonly labels: Uint32Array
  private readonly splits: Uint8Array
  private readonly isConstant: Uint8Array
  private readonly kinds = Object.fromEntries(KINDS.map(kind => [kind, { count: 0, listed: [] }])) as unknown as Record<
    Kind,
    Listed
  >
  private next = 0

  constructor(
    private readonly count: number,
    private readonly target: { height: number; width: number },
  ) {
    this.pixels = emptyKeys(count)
    this.looks = emptyKeys(count)
    this.labels = new Uint32Array(count)
    this.splits = new Uint8Array(count)
    this.isConstant = new Uint8Array(count)
  }

  /** Whether every image has been described: those that a build of an earlier version read are not. */
  get isComplete(): boolean {
    return this.next === this.count
  }

  /** Images come in the order of their numbers. */
  add(image: Described): void {
    const at = this.next++
    setKey(this.pixels, at, image.pixels)
    setKey(this.looks, at, image.dhash)
    this.labels[at] = image.label
    this.splits[at] = SPLITS.indexOf(image.split)
    if (image.deviation < CONSTANT_DEVIATION) {
      this.isConstant[at] = 1
      this.found('constant', one(at))
    }
    if (isTiny(image, this.target)) this.found('tiny', one(at))
    if (isOdd(image, this.target)) this.found('odd', one(at))
  }

  /** Once, after the last image; yields every few milliseconds, so that whoever runs it may do something else. */
  *findings(): Generator<void, Findings> {
    const groups = yield* duplicates(this.pixels)
    for (const group of each(groups)) {
      const [isLeak, isConflict] = [differs(this.splits, group), differs(this.labels, group)]
      const finding = () => ({ images: this.sample(group), size: group.length })
      if (isLeak) this.found('leak', finding)
      if (isConflict) this.found('conflict', finding)
      if (!isLeak && !isConflict) this.found('duplicate', finding)
    }
    const { pairs, isCut } = yield* nearDuplicates(this.looks, this.worthComparing(groups))
    for (const { a, b, bits } of pairs)
      this.found(this.splits[a] === this.splits[b] ? 'near-duplicate' : 'near-leak', () => ({
        images: [a, b],
        size: 2,
        bits,
      }))
    return { kinds: this.kinds, isCut }
  }

  private found(kind: Kind, finding: () => Finding): void {
    const into = this.kinds[kind]
    into.count += 1
    if (into.listed.length < MOST_LISTED) into.listed.push(finding())
  }

  /** Of equal images only the first is compared, and images of one colour look like each other anyway. */
  private worthComparing(groups: Groups): Uint32Array {
    const isLeftOut = this.isConstant.slice()
    for (const group of each(groups)) for (const number of group.subarray(1)) isLeftOut[number] = 1
    return Uint32Array.from(this.labels.keys()).filter(number => !isLeftOut[number])
  }

  /** The first of each split and label, so that what is wrong with a large group is seen; then the rest, as many as are listed. */
  private sample(group: Uint32Array): number[] {
    const firsts = new Map<string, number>()
    for (const number of group) {
      const kind = `${this.splits[number]} ${this.labels[number]}`
      if (!firsts.has(kind)) firsts.set(kind, number)
    }
    const chosen = new Set([...[...firsts.values()].slice(0, MOST_OF_GROUP), ...group.subarray(0, MOST_OF_GROUP)])
    return [...chosen].slice(0, MOST_OF_GROUP).sort((a, b) => a - b)
  }
}

const one = (number: number) => () => ({ images: [number], size: 1 })

const differs = (of: Uint32Array | Uint8Array, group: Uint32Array) =>
  group.some(number => of[number] !== of[group[0] as number])

type Sized = { height: number; width: number }

const isTiny = ({ height, width }: Sized, target: Sized) =>
  Math.min(height, width) < TINY_SIDE ||
  (height * MOST_ENLARGED < target.height && width * MOST_ENLARGED < target.width)

function isOdd({ height, width }: Sized, target: Sized): boolean {
  const bent = width / height / (target.width / target.height)
  return bent > MOST_BENT || bent < 1 / MOST_BENT
}
