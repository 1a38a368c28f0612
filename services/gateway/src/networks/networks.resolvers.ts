import type { Resolvers } from '../gen/resolvers.js'
import type { Severity } from '../graphql/enums.js'
import { orNull } from '../graphql/results.js'
import { preprocessingOf } from '../models/solver-input.js'

export const networkResolvers: Resolvers = {
  Query: {
    standardNetworks: async (_, _args, { clients }) => (await clients.models.listStandardNetworks({})).networks,
    checkNetwork: (_, { datasetId, network, preprocessing, initialSnapshotId }, { clients, actor }) =>
      clients.models.checkNetwork({
        project: actor.project,
        standard: network.standard ?? '',
        text: network.text ?? '',
        dataset: datasetId,
        preprocessing: preprocessing ? preprocessingOf(preprocessing) : undefined,
        initialSnapshot: initialSnapshotId ?? undefined,
      }),
  },
  StandardNetwork: {
    crop: ({ crop }) => crop || null,
  },
  NetworkCheck: {
    initialWeights: ({ initialWeights }) => initialWeights ?? null,
  },
  Fault: {
    severity: ({ severity }) => severity as Severity,
    layer: ({ layer }) => orNull(layer),
    remedy: ({ remedy }) => orNull(remedy),
  },
  Layer: {
    shapes: ({ shapes }) => shapes.map(({ dims }) => dims),
  },
}
