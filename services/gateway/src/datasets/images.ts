import type { Dataset, Finding, Findings, Image, ImageDetails } from '@fovea/proto/datasets/v1/datasets'
import type { Resolvers } from '../gen/resolvers.js'
import type { Split } from '../graphql/enums.js'
import { LONGEST_PAGE, pageInfo } from '../graphql/pages.js'
import { orNull, sent } from '../graphql/results.js'

/** An image together with the dataset that it needs for its label's name and its address. */
export interface ImageOf {
  image: Image
  dataset: Dataset
}

export interface DetailsOf extends ImageOf {
  details: ImageDetails
}

export interface FindingOf {
  finding: Finding
  dataset: Dataset
}

export interface FindingsOf {
  findings: Findings
  dataset: Dataset
}

const base = ({ project, id }: Dataset) => `/media/${project}/datasets/${id}`

export const meanUrl = (dataset: Dataset) => `${base(dataset)}/mean.png`

export const rejectedUrl = (dataset: Dataset) => `${base(dataset)}/rejected.csv`

/** What a dataset's own fields answer with. */
export const detailsOf = (details: ImageDetails, dataset: Dataset): DetailsOf => ({
  details,
  image: sent(details.image, 'image'),
  dataset,
})

export const findingsOf = (dataset: Dataset): FindingsOf | null =>
  dataset.findings ? { findings: dataset.findings, dataset } : null

const withDataset = (findings: Finding[], dataset: Dataset): FindingOf[] =>
  findings.map(finding => ({ finding, dataset }))

export const imageResolvers: Resolvers['Image'] = {
  number: ({ image }) => image.number,
  path: ({ image }) => image.path,
  label: ({ image }) => image.label,
  labelName: ({ image, dataset }) => dataset.classes[image.label] ?? String(image.label),
  split: ({ image }) => image.split as Split,
  url: ({ image, dataset }) => `${base(dataset)}/images/${image.number}.png`,
}

export const detailsResolvers: Resolvers['ImageDetails'] = {
  image: of => of,
  height: ({ image }) => image.height || null,
  width: ({ image }) => image.width || null,
  bytes: ({ image }) => image.bytes || null,
  hash: ({ image }) => image.hash,
  conversion: ({ image }) => orNull(image.conversion),
  findings: ({ details, dataset }) => withDataset(details.findings, dataset),
}

export const findingsResolvers: Resolvers['Findings'] = {
  counts: ({ findings }) => findings.counts,
  isCut: ({ findings }) => findings.isCut,
  list: async ({ dataset }, { kind, first, after }, { clients }) => {
    const { findings, page } = await clients.datasets.listFindings({
      project: dataset.project,
      dataset: dataset.id,
      kind,
      first: Math.min(first ?? 20, LONGEST_PAGE),
      after: after ?? '',
    })
    return { nodes: withDataset(findings, dataset), ...pageInfo(page, findings.length) }
  },
}

export const findingResolvers: Resolvers['Finding'] = {
  kind: ({ finding }) => finding.kind,
  images: ({ finding, dataset }) => finding.images.map(image => ({ image, dataset })),
  size: ({ finding }) => finding.size,
  bits: ({ finding }) => finding.bits || null,
}
