import type { Encoding, RecipeInput, Resize } from '../../gql/graphql'
import { mergedFault, readMerged } from './merged'
import { givenSplits, type SourceDraft, type SourceField, sourceErrors, sourceName } from './source'

/** What stands in the fields, as typed. */
export interface DatasetDraft extends SourceDraft {
  /** Null while it follows the source's own name. */
  name: string | null
  width: string
  height: string
  channels: '3' | '1'
  resize: Resize
  val: number
  test: number
  seed: string
  mirror: boolean
  encoding: Encoding
  fastDecoding: boolean
  /** Empty: all classes. */
  chosen: string[]
  /** One a line: `animal = cat + dog`. */
  merged: string
  least: string
  most: string
}

const NO_TEXT = { name: '', text: '' }

export const initialDataset: DatasetDraft = {
  kind: 'folder',
  folder: '',
  valFolder: '',
  testFolder: '',
  trainList: '',
  valList: '',
  testList: '',
  labels: '',
  sendsLists: false,
  texts: { trainList: NO_TEXT, valList: NO_TEXT, testList: NO_TEXT, labels: NO_TEXT },
  imageFolder: '',
  keepsOrder: false,
  upload: null,
  s3Url: '',
  s3Endpoint: '',
  s3Region: '',
  s3Keys: { accessKey: '', secretKey: '' },
  dataset: null,
  dealsAnew: false,
  name: null,
  width: '32',
  height: '32',
  channels: '3',
  resize: 'SQUASH',
  val: 25,
  test: 0,
  seed: '1',
  mirror: false,
  encoding: 'RAW',
  fastDecoding: false,
  chosen: [],
  merged: '',
  least: '',
  most: '',
}

export type DatasetField = SourceField | 'name' | 'width' | 'height' | 'split' | 'seed' | 'classes' | 'merged' | 'most'
export type DatasetErrors = Partial<Record<DatasetField, string>>

/** Never written into the browser's storage: keys, and texts that may be large. */
export const UNKEPT = ['s3Keys', 'texts'] as const

/** What the source is called, until a name is typed. */
export const nameOf = (draft: DatasetDraft) => draft.name ?? sourceName(draft)

const LARGEST_SIDE = 4096

function sideFault(text: string): string | undefined {
  const side = Number(text)
  return Number.isInteger(side) && side >= 1 && side <= LARGEST_SIDE ? undefined : `Give 1 to ${LARGEST_SIDE} pixels.`
}

const isWhole = (text: string) => text.trim() !== '' && Number.isSafeInteger(Number(text)) && Number(text) >= 0
const limit = (text: string) => (text.trim() === '' ? 0 : Number(text))

/** What can be known before the server is asked. */
export function datasetErrors(draft: DatasetDraft): DatasetErrors {
  const errors: DatasetErrors = sourceErrors(draft)
  const { least, most } = draft
  if (nameOf(draft).trim() === '') errors.name = 'Give the dataset a name.'
  const width = sideFault(draft.width)
  const height = sideFault(draft.height)
  if (width) errors.width = width
  if (height) errors.height = height
  const { val, test } = shares(draft)
  if (val + test >= 100) errors.split = 'Leave something for training.'
  if (!isWhole(draft.seed)) errors.seed = 'Give a whole number from 0 on.'
  const merged = mergedFault(draft.merged)
  if (merged) errors.merged = merged
  if ([least, most].some(text => text.trim() !== '' && !isWhole(text))) errors.most = 'Give whole numbers, or nothing.'
  else if (limit(most) > 0 && limit(most) < limit(least)) errors.most = 'At most must not be less than at least.'
  return errors
}

/** Percent for validation and test; nothing is dealt into a split that the source brings itself. */
export function shares(draft: DatasetDraft): { val: number; test: number } {
  const given = givenSplits(draft)
  return { val: given.val ? 0 : draft.val, test: given.test ? 0 : draft.test }
}

export function toRecipe(draft: DatasetDraft): RecipeInput {
  const { val, test } = shares(draft)
  return {
    width: Number(draft.width),
    height: Number(draft.height),
    channels: Number(draft.channels),
    resize: draft.resize,
    validationPercent: val,
    testPercent: test,
    seed: Number(draft.seed),
    mirror: draft.mirror,
    encoding: draft.encoding,
    fastDecoding: draft.fastDecoding,
    classes: draft.chosen,
    merged: readMerged(draft.merged),
    minPerClass: limit(draft.least),
    maxPerClass: limit(draft.most),
  }
}

/** The folded settings in one line. */
export function settingsSummary(draft: DatasetDraft): string {
  const { seed, mirror, encoding, fastDecoding, chosen, merged, least, most } = draft
  const parts = readMerged(merged).length
  return [
    mirror && 'mirrored',
    encoding !== 'RAW' && `kept as ${encoding}`,
    fastDecoding && 'fast decoding',
    chosen.length > 0 && `${chosen.length} classes chosen`,
    parts > 0 && `${parts} merged`,
    least.trim() !== '' && `at least ${least} per class`,
    most.trim() !== '' && `at most ${most} per class`,
    `seed ${seed}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

const FIELDS: Record<string, DatasetField> = {
  folder: 'folder',
  path: 'folder',
  validationFolder: 'valFolder',
  testFolder: 'testFolder',
  train: 'trainList',
  validation: 'valList',
  test: 'testList',
  labels: 'labels',
  imageFolder: 'imageFolder',
  uploadId: 'upload',
  url: 's3Url',
  endpoint: 's3Endpoint',
  region: 's3Region',
  accessKey: 'accessKey',
  secretKey: 'secretKey',
  dataset: 'dataset',
  name: 'name',
  width: 'width',
  height: 'height',
  validationPercent: 'split',
  testPercent: 'split',
  seed: 'seed',
  classes: 'classes',
  minPerClass: 'most',
  maxPerClass: 'most',
}

/** The field of the form that a refusal speaks of: `recipe.validationPercent` is the split. */
export const fieldOf = (path: string | null): DatasetField | undefined => FIELDS[path?.split('.').at(-1) ?? '']
