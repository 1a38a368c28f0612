import type { Resolvers } from '../gen/resolvers.js'
import { orNull, outcomeOf } from '../graphql/results.js'
import { belowObjects, uploadKey } from './uploads.js'

export const inferenceResolvers: Resolvers = {
  Classification: {
    seenUrl: ({ id }, _, { actor }) => `/media/${actor.project}/classifications/${id}.png`,
    conversion: ({ conversion }) => orNull(conversion),
  },
  FetchedUpload: {
    id: ({ upload }) => upload.slice(upload.lastIndexOf('/') + 1),
    pictureUrl: async ({ upload, contentType }, _, { objects }) =>
      contentType.startsWith('image/') ? belowObjects(await objects.presignGet(upload)) : null,
  },
  Mutation: {
    fetchUpload: async (_, { projectId, url }, { clients }) =>
      outcomeOf(await clients.inference.fetchUpload({ project: projectId, url })),
    classify: async (_, { snapshotId, uploadId, top }, { clients, actor }) =>
      outcomeOf(
        await clients.inference.classify({
          project: actor.project,
          snapshot: snapshotId,
          upload: uploadKey(actor.project, uploadId),
          top: top ?? 5,
        }),
      ),
  },
}
