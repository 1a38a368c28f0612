import { FindingKind, type Findings, type Image } from '@fovea/proto/datasets/v1/datasets'
import type { ImageLine } from '../builds/image-lists.js'
import { KINDS, type Kind } from './findings.js'

/** What a row keeps of the findings: how many, and where in `findings.jsonl` those of each kind are listed. */
export interface KeptFindings {
  version: 1
  isCut: boolean
  /** Only what was found. */
  kinds: { kind: Kind; count: number; listed: number; start: number; bytes: number }[]
}

/** One line of `findings.jsonl`. */
export interface FindingLine {
  kind: Kind
  size: number
  bits?: number
  images: ImageLine[]
}

const NAMES: Record<Kind, FindingKind> = {
  leak: FindingKind.LEAK,
  'near-leak': FindingKind.NEAR_LEAK,
  conflict: FindingKind.CONFLICT,
  duplicate: FindingKind.DUPLICATE,
  'near-duplicate': FindingKind.NEAR_DUPLICATE,
  constant: FindingKind.CONSTANT,
  tiny: FindingKind.TINY,
  odd: FindingKind.ODD,
}

export const kindOf = (kind: FindingKind): Kind | undefined => KINDS.find(one => NAMES[one] === kind)

export const toFindings = ({ kinds, isCut }: KeptFindings): Findings => ({
  counts: kinds.map(({ kind, count, listed }) => ({ kind: NAMES[kind], count, listed })),
  isCut,
})

export const toFinding = ({ kind, size, bits = 0, images }: FindingLine) => ({
  kind: NAMES[kind],
  images: images.map(toImage),
  size,
  bits,
})

type Place = 'n' | 'path' | 'label' | 'split' | 'shard' | 'row'

export const toImage = (line: Pick<ImageLine, Place> & Partial<ImageLine>): Image => ({
  number: line.n,
  path: line.path,
  label: line.label,
  split: line.split,
  shard: line.shard,
  row: line.row,
  height: line.height ?? 0,
  width: line.width ?? 0,
  bytes: line.bytes ?? 0,
  hash: line.hash ?? (line.sha256 ? `sha256:${line.sha256}` : ''),
  conversion: line.conversion ?? '',
})
