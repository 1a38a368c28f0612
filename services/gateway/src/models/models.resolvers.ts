import type { ModelPage } from '@fovea/proto/models/v1/models'
import type { Resolvers } from '../gen/resolvers.js'
import { each } from '../graphql/bulk.js'
import { connection, pageRequest } from '../graphql/pages.js'
import { orNull, outcomeOf, sent } from '../graphql/results.js'
import { solverOf } from './solver-input.js'

export const modelConnection = (answer: ModelPage) => ({
  ...connection(answer.models, answer),
  groups: answer.groups.map(({ group, count }) => ({ name: orNull(group), count })),
})

export const modelResolvers: Resolvers = {
  Project: {
    models: async ({ id }, { group, closedGroups, ...args }, { clients }) =>
      modelConnection(
        await clients.models.listModels({
          page: pageRequest(id, args),
          dataset: '',
          group: group ?? undefined,
          byGroup: closedGroups ? { closed: closedGroups } : undefined,
        }),
      ),
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
    lastActivityAt: model => sent(model.lastActivityAt, 'lastActivityAt'),
    bestAccuracy: model => model.bestAccuracy ?? null,
    initialWeights: model => model.initialWeights ?? null,
    newestRun: async (model, _, { loaders }) => (await loaders.newestRun.load(model.id)) ?? null,
    runs: async ({ id, project }, args, { clients }) => {
      const answer = await clients.jobs.listRuns({ page: pageRequest(project, args), model: id, isLive: false })
      return connection(answer.runs, answer)
    },
  },
  InitialWeights: {
    run: async ({ run }, _, { loaders }) => (await loaders.runs.load(run)) ?? null,
    snapshotId: ({ snapshot }) => snapshot,
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
      const { projectId, name, datasetId, network, initialSnapshotId, solver, idempotencyKey } = input
      const answer = await clients.models.createModel({
        project: projectId,
        name,
        dataset: datasetId,
        standard: network.standard ?? '',
        text: network.text ?? '',
        initialSnapshot: initialSnapshotId ?? undefined,
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
    deleteModels: (_, { ids }, { clients, actor: { project } }) =>
      each(ids, async id => outcomeOf(await clients.models.deleteModel({ project, id }))),
    restoreModels: (_, { ids }, { clients, actor: { project } }) =>
      each(ids, async id => outcomeOf(await clients.models.restoreModel({ project, id }))),
  },
}
