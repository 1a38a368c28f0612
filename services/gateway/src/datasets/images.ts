import type { Dataset, Image } from '@fovea/proto/datasets/v1/datasets'

/** An image together with the dataset that it needs for its label's name and its address. */
export interface ImageOf {
  image: Image
  dataset: Dataset
}

const base = ({ project, id }: Dataset) => `/media/${project}/datasets/${id}`

export const imageUrl = ({ image, dataset }: ImageOf) => `${base(dataset)}/images/${image.number}.png`

export const meanUrl = (dataset: Dataset) => `${base(dataset)}/mean.png`
