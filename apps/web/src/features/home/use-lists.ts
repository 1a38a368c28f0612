import type { HomeDatasetsQuery, HomeModelsQuery } from '../../gql/graphql'
import { usePages } from '../../lib/use-pages'
import { useProject } from '../shell'
import { homeDatasetsDocument, homeModelsDocument } from './home.graphql'
import type { View } from './view'

const modelsOf = ({ project }: HomeModelsQuery) => project?.models
const datasetsOf = ({ project }: HomeDatasetsQuery) => project?.datasets

/** The models and datasets that Home shows, page by page. */
export function useLists({ search, models, datasets, closed }: View) {
  const { handle } = useProject()
  const asked = { handle, search: search || null }
  return {
    models: usePages(homeModelsDocument, { ...asked, sort: models.by, reverse: models.isReversed, closed }, modelsOf),
    datasets: usePages(homeDatasetsDocument, { ...asked, sort: datasets.by, reverse: datasets.isReversed }, datasetsOf),
  }
}
