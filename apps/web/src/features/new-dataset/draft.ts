import type { RecipeInput, Resize } from '../../gql/graphql'

/** What stands in the fields, as typed. */
export interface DatasetDraft {
  folder: string
  /** Null while it follows the folder's own name. */
  name: string | null
  width: string
  height: string
  channels: '3' | '1'
  resize: Resize
  val: number
  test: number
  seed: string
}

export const initialDataset: DatasetDraft = {
  folder: '',
  name: null,
  width: '32',
  height: '32',
  channels: '3',
  resize: 'SQUASH',
  val: 25,
  test: 0,
  seed: '1',
}

export type DatasetField = 'folder' | 'name' | 'width' | 'height' | 'split' | 'seed'
export type DatasetErrors = Partial<Record<DatasetField, string>>

/** The last part of the folder, until a name is typed. */
export const nameOf = ({ name, folder }: DatasetDraft) => name ?? folder.replace(/\/+$/, '').split('/').at(-1) ?? ''

const LARGEST_SIDE = 4096

function sideFault(text: string): string | undefined {
  const side = Number(text)
  return Number.isInteger(side) && side >= 1 && side <= LARGEST_SIDE ? undefined : `Give 1 to ${LARGEST_SIDE} pixels.`
}

/** What can be known before the server is asked. */
export function datasetErrors(draft: DatasetDraft): DatasetErrors {
  const errors: DatasetErrors = {}
  if (draft.folder.trim() === '') errors.folder = 'Name the folder that holds one sub-folder a class.'
  else if (!draft.folder.startsWith('/')) errors.folder = 'Give the whole path, from / on.'
  if (nameOf(draft).trim() === '') errors.name = 'Give the dataset a name.'
  const width = sideFault(draft.width)
  const height = sideFault(draft.height)
  if (width) errors.width = width
  if (height) errors.height = height
  if (draft.val + draft.test >= 100) errors.split = 'Leave something for training.'
  const seed = Number(draft.seed)
  if (draft.seed.trim() === '' || !Number.isSafeInteger(seed) || seed < 0)
    errors.seed = 'Give a whole number from 0 on.'
  return errors
}

export const toRecipe = (draft: DatasetDraft): RecipeInput => ({
  width: Number(draft.width),
  height: Number(draft.height),
  channels: Number(draft.channels),
  resize: draft.resize,
  validationPercent: draft.val,
  testPercent: draft.test,
  seed: Number(draft.seed),
})

const FIELDS: Record<string, DatasetField> = {
  folder: 'folder',
  name: 'name',
  width: 'width',
  height: 'height',
  validationPercent: 'split',
  testPercent: 'split',
  seed: 'seed',
}

/** The field of the form that a refusal speaks of: `recipe.validationPercent` is the split. */
export const fieldOf = (path: string | null): DatasetField | undefined => FIELDS[path?.split('.').at(-1) ?? '']
