import type { MergedClass, Recipe, Source, TextFile } from '@fovea/proto/datasets/v1/datasets'
import { AppError } from '@fovea/service-kit'
import type { RecipeInput, SourceInput, TextFileInput } from '../gen/resolvers.js'

const textFile = (file: TextFileInput | null | undefined): TextFile | undefined => {
  if (file?.path) return { of: { $case: 'path', value: file.path } }
  return file?.text ? { of: { $case: 'text', value: file.text } } : undefined
}

/** The one field of the input that is set, as the oneof of the wire. */
export function sourceOf(input: SourceInput | null | undefined): Source | undefined {
  if (!input) return undefined
  const set = Object.entries(input).filter(([, value]) => value != null)
  if (set.length !== 1) {
    const given = set.length === 0 ? 'none' : set.map(([name]) => name).join(' and ')
    throw new AppError(
      'invalid',
      `A source has exactly one of its fields; given: ${given}.`,
      'Name one way to bring images.',
    )
  }
  const { folder, lists, archive, upload, s3, dataset } = input
  if (folder) {
    const { validationFolder, testFolder } = folder
    const value = { folder: folder.folder, validationFolder: validationFolder ?? '', testFolder: testFolder ?? '' }
    return { from: { $case: 'folder', value } }
  }
  if (lists) {
    const files = { train: textFile(lists.train), validation: textFile(lists.validation), test: textFile(lists.test) }
    const value = {
      ...files,
      labels: textFile(lists.labels),
      imageFolder: lists.imageFolder ?? '',
      keepsOrder: lists.keepsOrder,
    }
    return { from: { $case: 'lists', value } }
  }
  if (archive) return { from: { $case: 'archive', value: archive } }
  if (upload) return { from: { $case: 'upload', value: { upload: upload.uploadId } } }
  if (s3) return { from: { $case: 's3', value: { ...s3, endpoint: s3.endpoint ?? '' } } }
  return dataset
    ? { from: { $case: 'dataset', value: { dataset: dataset.datasetId, dealsAnew: dataset.dealsAnew } } }
    : undefined
}

export const recipeOf = (input: RecipeInput): Recipe => ({
  ...input,
  classes: [...input.classes],
  merged: input.merged.map(mergedOf),
})

const mergedOf = ({ name, from }: { name: string; from: readonly string[] }): MergedClass => ({ name, from: [...from] })
