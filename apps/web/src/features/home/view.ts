import type { DatasetSort, ModelSort } from '../../gql/graphql'

export interface Sorting<S> {
  by: S
  isReversed: boolean
}

/** What Home shows, as its address says it: `?q=ships&models=-name&datasets=name&closed=old`. */
export interface View {
  search: string
  models: Sorting<ModelSort>
  datasets: Sorting<DatasetSort>
  /** Names of groups; the empty one holds the models in none. */
  closed: string[]
}

const MODEL_SORTS: ModelSort[] = ['ACTIVITY', 'NEWEST', 'NAME', 'ACCURACY']
const DATASET_SORTS: DatasetSort[] = ['ACTIVITY', 'NEWEST', 'NAME']

/** A word that is not known is the first of the sorts. */
function readSorting<S extends string>(word: string | null, sorts: S[]): Sorting<S> {
  const by = sorts.find(sort => sort.toLowerCase() === word?.replace(/^-/, ''))
  return { by: by ?? (sorts[0] as S), isReversed: by !== undefined && word?.startsWith('-') === true }
}

export const readView = (params: Pick<URLSearchParams, 'get' | 'getAll'>): View => ({
  search: params.get('q') ?? '',
  models: readSorting(params.get('models'), MODEL_SORTS),
  datasets: readSorting(params.get('datasets'), DATASET_SORTS),
  closed: params.getAll('closed'),
})

/** The query of the address; what goes without saying is left out. */
export function writeView({ search, models, datasets, closed }: View): string {
  const params = new URLSearchParams()
  const put = ({ by, isReversed }: Sorting<string>, name: string, usual: string) => {
    if (by !== usual || isReversed) params.set(name, `${isReversed ? '-' : ''}${by.toLowerCase()}`)
  }
  if (search) params.set('q', search)
  put(models, 'models', 'ACTIVITY')
  put(datasets, 'datasets', 'ACTIVITY')
  for (const name of closed) params.append('closed', name)
  const text = params.toString()
  return text && `?${text}`
}
