import type { Resolvers } from '../gen/resolvers.js'
import { orNull, outcomeOf } from '../graphql/results.js'
import { uploadKey } from './uploads.js'

export const inferenceResolvers: Resolvers = {
  Classification: {
    seenUrl: ({ id }, _, { actor }) => `/media/${actor.project}/classifications/${id}.png`,
    conversion: ({ conversion }) => orNull(conversion),
  },
  Mutation: {
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
