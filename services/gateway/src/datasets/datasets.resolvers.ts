import { DatasetState, type SplitCounts } from '@fovea/proto/datasets/v1/datasets'
import type { Resolvers } from '../gen/resolvers.js'
import { each } from '../graphql/bulk.js'
import type { Split } from '../graphql/enums.js'
import { connection, LONGEST_PAGE, pageInfo, pageRequest } from '../graphql/pages.js'
import { foundOrNull, orNull, outcomeOf, sent } from '../graphql/results.js'
import { belowObjects } from '../inference/uploads.js'
import { modelConnection } from '../models/models.resolvers.js'
import {
  detailsOf,
  detailsResolvers,
  findingResolvers,
  findingsOf,
  findingsResolvers,
  imageResolvers,
  meanUrl,
  rejectedUrl,
} from './images.js'
import { sourceResolvers } from './source.js'
import { recipeOf, sourceOf } from './source-input.js'

export const datasetResolvers: Resolvers = {
  Project: {
    datasets: async ({ id }, args, { clients }) => {
      const answer = await clients.datasets.listDatasets(pageRequest(id, args))
      return connection(answer.datasets, answer)
    },
    dataset: async ({ id }, { name }, { clients }) => {
      const { datasets } = await clients.datasets.listDatasets(pageRequest(id, { first: 1 }, name))
      return datasets[0] ?? null
    },
    completePath: ({ id }, { typed, files }, { clients }) =>
      clients.datasets.completePath({ project: id, typed, withFiles: files ?? false }),
    previewSource: ({ id }, { source, recipe }, { clients }) =>
      clients.datasets.previewSource({ project: id, source: sourceOf(source), recipe: recipeOf(recipe) }),
  },
  SourcePreview: { refusal: ({ refusal }) => refusal ?? null },
  PreviewImage: { modes: ({ modes }) => modes.map(png => `data:image/png;base64,${png.toString('base64')}`) },
  Dataset: {
    reason: dataset => orNull(dataset.reason),
    remedy: dataset => orNull(dataset.remedy),
    recipe: dataset => sent(dataset.recipe, 'recipe'),
    source: ({ source, folder }) => ({ source: sent(source, 'source'), folder }),
    etaSeconds: dataset => dataset.etaSeconds ?? null,
    meanUrl: dataset => (dataset.state === DatasetState.READY ? meanUrl(dataset) : null),
    createdAt: dataset => sent(dataset.createdAt, 'createdAt'),
    startedAt: dataset => dataset.startedAt ?? null,
    endedAt: dataset => dataset.endedAt ?? null,
    models: async ({ id, project }, args, { clients }) =>
      modelConnection(await clients.models.listModels({ page: pageRequest(project, args), dataset: id })),
    images: async (dataset, { split, label, first, after }, { clients, actor }) => {
      const { images, page } = await clients.datasets.listImages({
        project: actor.project,
        dataset: dataset.id,
        split,
        label: label ?? -1,
        first: Math.min(first ?? 60, LONGEST_PAGE),
        after: after ?? '',
      })
      return {
        nodes: images.map(image => ({ image, dataset })),
        ...pageInfo(page, images.length),
      }
    },
    image: async (dataset, { number }, { clients }) => {
      const details = await foundOrNull(
        clients.datasets.getImage({ project: dataset.project, dataset: dataset.id, number }),
      )
      return details && detailsOf(details, dataset)
    },
    rejectedFiles: ({ rejected }, { first, after }) => {
      const start = Number(after ?? 0) || 0
      const nodes = rejected.slice(start, start + Math.min(first ?? 100, LONGEST_PAGE))
      const end = start + nodes.length
      return {
        nodes,
        totalCount: rejected.length,
        pageInfo: { endCursor: String(end), hasNextPage: end < rejected.length },
      }
    },
    rejectedUrl: dataset => (dataset.rejectedCount > 0 ? rejectedUrl(dataset) : null),
    findings: findingsOf,
  },
  Source: sourceResolvers,
  SplitCounts: {
    split: ({ split }: SplitCounts) => split as Split,
    total: ({ perClass }) => perClass.reduce((sum, count) => sum + count, 0),
  },
  Image: imageResolvers,
  ImageDetails: detailsResolvers,
  Findings: findingsResolvers,
  Finding: findingResolvers,
  Mutation: {
    createDataset: async (_, { input }, { clients }) => {
      const { projectId: project, name, folder, idempotencyKey } = input
      const [source, recipe] = [sourceOf(input.source), recipeOf(input.recipe)]
      const request = { project, name, folder: folder ?? '', source, recipe, idempotencyKey }
      return outcomeOf(await clients.datasets.createDataset(request))
    },
    createSourceUpload: async (_, { input: { projectId, ...upload } }, { clients }) =>
      outcomeOf(await clients.datasets.createSourceUpload({ project: projectId, ...upload })),
    checkPieces: async (_, { uploadId, pieces }, { clients, actor, objects }) => {
      const request = { project: actor.project, upload: uploadId, pieces: [...pieces] }
      const { pieces: checked } = await clients.datasets.checkPieces(request)
      return Promise.all(
        checked.map(async ({ key, ...piece }) => ({
          ...piece,
          url: key === '' ? null : belowObjects(await objects.presignPut(key)),
        })),
      )
    },
    abortDataset: async (_, { id }, { clients, actor }) =>
      outcomeOf(await clients.datasets.abortDataset({ project: actor.project, id })),
    deleteDataset: async (_, { id }, { clients, actor }) =>
      outcomeOf(await clients.datasets.deleteDataset({ project: actor.project, id })),
    restoreDataset: async (_, { id }, { clients, actor }) =>
      outcomeOf(await clients.datasets.restoreDataset({ project: actor.project, id })),
    deleteDatasets: (_, { ids }, { clients, actor: { project } }) =>
      each(ids, async id => outcomeOf(await clients.datasets.deleteDataset({ project, id }))),
    restoreDatasets: (_, { ids }, { clients, actor: { project } }) =>
      each(ids, async id => outcomeOf(await clients.datasets.restoreDataset({ project, id }))),
  },
}
