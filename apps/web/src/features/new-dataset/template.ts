import { readFragment } from '../../gql'
import type { NewDatasetTemplateQuery, RecipeFieldsFragment } from '../../gql/graphql'
import { recipeFields } from '../recipe'
import { type DatasetDraft, initialDataset } from './draft'
import { writeMerged } from './merged'

type Found = Extract<NonNullable<NewDatasetTemplateQuery['node']>, { __typename: 'Dataset' }>

const limit = (value: number) => (value === 0 ? '' : `${value}`)

/** The fields of a recipe as somebody would have typed them. */
export const fromRecipe = (recipe: RecipeFieldsFragment) => ({
  width: `${recipe.width}`,
  height: `${recipe.height}`,
  channels: recipe.channels === 1 ? ('1' as const) : ('3' as const),
  resize: recipe.resize,
  val: recipe.validationPercent,
  test: recipe.testPercent,
  seed: `${recipe.seed}`,
  mirror: recipe.mirror,
  encoding: recipe.encoding,
  fastDecoding: recipe.fastDecoding,
  chosen: [...recipe.classes],
  merged: writeMerged(recipe.merged),
  least: limit(recipe.minPerClass),
  most: limit(recipe.maxPerClass),
})

/** The form filled with what a dataset was made of; what was sent is taken from the dataset itself, and keys are asked for anew. */
export function templateOf({ id, name, source, recipe }: Omit<Found, '__typename'>): DatasetDraft {
  const draft = { ...initialDataset, ...fromRecipe(readFragment(recipeFields, recipe)) }
  if (source.kind === 'FOLDER' && source.folder) {
    const { folder, validationFolder, testFolder } = source
    return { ...draft, folder, valFolder: validationFolder ?? '', testFolder: testFolder ?? '' }
  }
  if (source.kind === 'ARCHIVE' && source.archive) return { ...draft, folder: source.archive }
  if (source.kind === 'LISTS' && source.trainList && source.labels) {
    const { trainList, validationList, testList, labels, imageFolder, keepsOrder } = source
    const lists = { trainList, valList: validationList ?? '', testList: testList ?? '', labels }
    return { ...draft, kind: 'lists', ...lists, imageFolder: imageFolder ?? '', keepsOrder: keepsOrder ?? false }
  }
  if (source.kind === 'S3' && source.s3Url) {
    const { s3Url, s3Endpoint, s3Region } = source
    return { ...draft, kind: 's3', s3Url, s3Endpoint: s3Endpoint ?? '', s3Region: s3Region ?? '' }
  }
  const { id: from, name: called } = source.dataset ?? { id, name }
  return { ...draft, kind: 'dataset', dataset: { id: from, name: called } }
}
