import type { RejectedFile } from '@fovea/proto/datasets/v1/datasets'
import type { Split } from '../builds/split.js'
import type { SourceBytes } from './origin.js'

/** One image of a source. `label` counts the classes of the source; `file` is its name once unpacked, where it is not its path. */
export interface SourceImage {
  path: string
  label: number
  /** Where the source itself says so. */
  split?: Split
  file?: string
}

/** What a source holds. */
export interface Listing {
  classes: string[]
  images: SourceImage[]
  rejected: RejectedFile[]
  bytes: SourceBytes
}

/** Rejected files that a listing tells one by one; a mistake in a list of millions is told often enough. */
const MOST_REJECTED = 100_000

/** What no JSON of a database holds: zero bytes, and halves of signs that were cut. */
const UNSTORABLE = /\0|\p{Cs}/gu
const storable = (text: string) => text.replace(UNSTORABLE, '\uFFFD')

/** Collects rejected files up to a limit; the rest is counted. */
export class Rejections {
  private readonly kept: RejectedFile[] = []
  private more = 0

  add(path: string, reason: string): void {
    if (this.kept.length < MOST_REJECTED) this.kept.push({ path: storable(path), reason: storable(reason) })
    else this.more += 1
  }

  get all(): RejectedFile[] {
    if (this.more === 0) return this.kept
    return [...this.kept, { path: '', reason: `and ${this.more.toLocaleString('en')} more` }]
  }
}

/** Lines of `files.jsonl`: images by class, in the order of the source, then what was rejected. */
export function* listingLines({ classes, images, rejected }: Listing): Generator<string> {
  for (const { path, label, split, file } of images)
    yield JSON.stringify({ path, class: classes[label], ...(split && { split }), ...(file && { file }) })
  for (const { path, reason } of rejected) yield JSON.stringify({ path, reason })
}

/** The listing that these lines and the classes of its source were written from. */
export function readListing(text: string, classes: string[], bytes: SourceBytes): Listing {
  const labels = new Map(classes.map((name, label) => [name, label]))
  const images: SourceImage[] = []
  const rejected: RejectedFile[] = []
  for (const line of text.split('\n')) {
    if (line === '') continue
    const { path, class: name, reason, split, file } = JSON.parse(line)
    if (reason !== undefined) rejected.push({ path, reason })
    else images.push({ path, label: labels.get(name) ?? 0, ...(split && { split }), ...(file && { file }) })
  }
  return { classes, images, rejected, bytes }
}
