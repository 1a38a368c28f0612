import type { Source, TextFile } from '@fovea/proto/datasets/v1/datasets'
import type { Resolvers } from '../gen/resolvers.js'
import { SourceKind } from '../graphql/enums.js'
import { orNull } from '../graphql/results.js'

/** A source together with the words that a dataset has for it. */
export interface SourceOf {
  source: Source
  folder: string
}

type From = NonNullable<Source['from']>
type Values = { [F in From as F['$case']]: F['value'] }

/** The value of a source of one kind, undefined for the others. */
const as = <K extends keyof Values>(kind: K, { source }: SourceOf): Values[K] | undefined =>
  source.from?.$case === kind ? (source.from.value as Values[K]) : undefined

const pathOf = (file: TextFile | undefined) => (file?.of?.$case === 'path' ? file.of.value : null)

export const sourceResolvers: Resolvers['Source'] = {
  kind: ({ source }) => SourceKind[(source.from?.$case ?? 'folder').toUpperCase() as keyof typeof SourceKind],
  title: ({ folder }) => folder,
  folder: of => as('folder', of)?.folder ?? null,
  validationFolder: of => orNull(as('folder', of)?.validationFolder ?? ''),
  testFolder: of => orNull(as('folder', of)?.testFolder ?? ''),
  trainList: of => pathOf(as('lists', of)?.train),
  validationList: of => pathOf(as('lists', of)?.validation),
  testList: of => pathOf(as('lists', of)?.test),
  labels: of => pathOf(as('lists', of)?.labels),
  imageFolder: of => orNull(as('lists', of)?.imageFolder ?? ''),
  keepsOrder: of => as('lists', of)?.keepsOrder ?? null,
  archive: of => as('archive', of)?.path ?? null,
  s3Url: of => as('s3', of)?.url ?? null,
  s3Endpoint: of => as('s3', of)?.endpoint ?? null,
  s3Region: of => as('s3', of)?.region ?? null,
  dataset: async (of, _, { loaders }) => {
    const from = as('dataset', of)
    return (from && (await loaders.datasets.load(from.dataset))) ?? null
  },
}
