import type { Resolvers } from '../gen/resolvers.js'
import { connection, pageRequest } from '../graphql/pages.js'
import { orNull, outcomeOf, sent } from '../graphql/results.js'
import { solverOf } from './solver-input.js'

export const modelResolvers: Resolvers = {
  Project: {
    models: async ({ id }, { group, ...args }, { clients }) => {
      const { models, page } = await clients.models.listModels({
        page: pageRequest(id, args),
        dataset: '',
        group: group ?? undefined,
      })
      return connection(models, page)
    },
    model: async ({ id }, { name }, { clients }) => {
      const { models } = await clients.models.listModels({ page: pageRequest(id, { first: 1 }, name), dataset: '' })
      return models[0] ?? null
    },
    modelGroups: async ({ id }, _, { clients }) => (await clients.models.listGroups({ project: id })).groups,
  },
  Model: {
    group: ({ group }) => orNull(group),
    dataset: async (model, _, { loaders }) => (await loaders.datasets.load(model.dataset)) ?? null,
    solver: model => sent(model.solver, 'solver'),
    createdAt: model => sent(model.createdAt, 'createdAt'),
    newestRun: async (model, _, { loaders }) => (await loaders.newestRun.load(model.id)) ?? null,
    runs: async (model, args, { clients }) => {
      const { runs, page } = await clients.jobs.listRuns({
        page: pageRequest(model.project, args),
        model: model.id,
        isLive: false,
      })
      return connection(runs, page)
    },
  },
  Solver: {
    batchSize: solver => sent(solver.batchSize, 'batchSize'),
    weightDecay: solver => sent(solver.weightDecay, 'weightDecay'),
    policy: solver => sent(solver.policy, 'policy'),
    preprocessing: ({ preprocessing }) => {
      const { mean, scale, crop, mirror } = sent(preprocessing, 'preprocessing')
      return { mean, scale: sent(scale, 'scale'), crop: sent(crop, 'crop'), mirror: sent(mirror, 'mirror') }
    },
  },
  Mutation: {
    createModel: async (_, { input }, { clients }) => {
      const { projectId, name, datasetId, network, solver, idempotencyKey } = input
      const answer = await clients.models.createModel({
        project: projectId,
        name,
        dataset: datasetId,
        standard: network.standard ?? '',
        text: network.text ?? '',
        solver: solverOf(solver),
        idempotencyKey,
      })
      return outcomeOf(answer)
    },
    updateModel: async (_, { id, name, group, notes, revision }, { clients, actor }) =>
      outcomeOf(
        await clients.models.updateModel({
          project: actor.project,
          id,
          name: name ?? undefined,
          group: group ?? undefined,
          notes: notes ?? undefined,
          revision: revision ?? 0,
        }),
      ),
    deleteModel: async (_, { id }, { clients, actor }) =>
      outcomeOf(await clients.models.deleteModel({ project: actor.project, id })),
    restoreModel: async (_, { id }, { clients, actor }) =>
      outcomeOf(await clients.models.restoreModel({ project: actor.project, id })),
  },
}
