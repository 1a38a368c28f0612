import type { RejectedFile } from '@fovea/proto/datasets/v1/datasets'
import { byCodeUnits, type Split } from '../builds/split.js'
import type { SourceImage } from './listing.js'

const SPLITS: Record<string, Split> = { train: 'train', val: 'val', valid: 'val', validation: 'val', test: 'test' }

/**
 * The classes of files in an archive: its folders, below whatever folder holds them all. Where these are called train and val, validation or test,
 * they are splits, and the classes lie below them.
 */
export function layOut(files: { path: string; file: string }[]): {
  classes: string[]
  images: SourceImage[]
  rejected: RejectedFile[]
} {
  let depth = 0
  const partAt = (path: string, at: number) => path.split('/')[at] ?? ''
  const foldersAt = (at: number) =>
    new Set(files.filter(({ path }) => path.split('/').length > at + 1).map(({ path }) => partAt(path, at)))
  while (foldersAt(depth).size === 1 && foldersAt(depth + 1).size > 0) depth += 1
  const names = [...foldersAt(depth)].map(name => name.toLowerCase())
  const isSplit = names.length > 1 && names.includes('train') && names.every(name => name in SPLITS)
  const classAt = isSplit ? depth + 1 : depth
  const rejected: RejectedFile[] = []
  const found: { path: string; file: string; name: string; split: Split | undefined }[] = []
  for (const { path, file } of files) {
    const name = path.split('/').length > classAt + 1 ? partAt(path, classAt) : undefined
    if (name === undefined) rejected.push({ path, reason: 'it lies in no class folder' })
    else found.push({ path, file, name, split: isSplit ? SPLITS[partAt(path, depth).toLowerCase()] : undefined })
  }
  const toTrain = found.filter(({ split }) => split === undefined || split === 'train')
  const classes = [...new Set(toTrain.map(({ name }) => name))].sort(byCodeUnits)
  const labels = new Map(classes.map((name, label) => [name, label]))
  const images: SourceImage[] = []
  for (const { path, file, name, split } of found) {
    const label = labels.get(name)
    if (label === undefined) rejected.push({ path, reason: 'there is no such class in the training folder' })
    // What is to be trained from may still be dealt, where a split is missing.
    else images.push({ path, label, file, ...(split && split !== 'train' && { split }) })
  }
  return { classes, images: images.sort((a, b) => a.label - b.label), rejected }
}
