import type { LogLine } from '@fovea/proto/jobs/v1/jobs'
import { AppError, runChannel } from '@fovea/service-kit'
import type { Resolvers } from '../gen/resolvers.js'
import { connection, pageRequest } from '../graphql/pages.js'
import { orNull, outcomeOf, sent } from '../graphql/results.js'
import { messagesOf } from '../graphql/subscribe.js'
import { solverOf } from '../models/solver-input.js'

/** What jobs publishes on the channel of a run; dates are texts there. */
interface RunMessage {
  supersedesFrom?: number
  points: { series: string; iterations: number[]; values: number[] }[]
  lines: (Omit<LogLine, 'time'> & { time: string })[]
}

const ref = (project: string, id: string) => ({ project, id })

export const runResolvers: Resolvers = {
  Project: {
    runs: async ({ id }, { live, ...args }, { clients }) => {
      const page = pageRequest(id, args)
      const answer = await clients.jobs.listRuns({ page, model: '', isLive: live ?? false })
      return connection(answer.runs, answer)
    },
    devices: ({ id }, _, { clients }) => clients.jobs.getDevices({ project: id }),
    trainingSpeed: ({ id }, _, { clients }) => clients.jobs.getTrainingSpeed({ project: id }),
  },
  TrainingSpeed: { flopsPerSecond: ({ flopsPerSecond }) => flopsPerSecond ?? null },
  Devices: { notReady: ({ notReady }) => orNull(notReady) },
  Device: {
    isFree: ({ run }) => run === '',
    run: async ({ run }, _, { loaders }) => (run && (await loaders.runs.load(run))) || null,
  },
  Run: {
    model: async (run, _, { loaders }) => (await loaders.models.load(run.model)) ?? null,
    dataset: async (run, _, { loaders }) => (run.dataset && (await loaders.datasets.load(run.dataset))) || null,
    reason: run => orNull(run.reason),
    failure: run => orNull(run.failure),
    remedy: run => orNull(run.remedy),
    solver: run => sent(run.solver, 'solver'),
    etaSeconds: run => run.etaSeconds ?? null,
    imagesPerSecond: run => run.imagesPerSecond ?? null,
    trainLoss: run => run.trainLoss ?? null,
    valLoss: run => run.valLoss ?? null,
    valAccuracy: run => run.valAccuracy ?? null,
    valBalancedAccuracy: run => run.valBalancedAccuracy ?? null,
    gpu: run => run.gpu ?? null,
    createdAt: run => sent(run.createdAt, 'createdAt'),
    startedAt: run => run.startedAt ?? null,
    endedAt: run => run.endedAt ?? null,
    snapshots: (run, _, { loaders }) => loaders.snapshotsOf.load(run.id),
    points: (run, { series, from, to, maxValues }, { loaders }) =>
      loaders.pointsOf.load({
        run: run.id,
        series: series ?? [],
        fromIteration: from ?? 0,
        toIteration: to ?? 0,
        maxValues: maxValues ?? 0,
      }),
    log: (run, { after, first }, { clients }) =>
      clients.jobs.getLog({
        project: run.project,
        run: run.id,
        after: after ?? -(first ?? 200),
        first: Math.min(first ?? 200, 1000),
      }),
    history: async (run, _, { clients }) => (await clients.jobs.getHistory(ref(run.project, run.id))).changes,
  },
  StateChange: {
    reason: ({ reason }) => orNull(reason),
    time: ({ time }) => sent(time, 'time'),
  },
  LogLine: { time: ({ time }) => sent(time, 'time') },
  Snapshot: {
    run: async (snapshot, _, { loaders }) => (await loaders.runs.load(snapshot.run)) ?? null,
    valLoss: snapshot => snapshot.valLoss ?? null,
    valAccuracy: snapshot => snapshot.valAccuracy ?? null,
    valBalancedAccuracy: snapshot => snapshot.valBalancedAccuracy ?? null,
    createdAt: snapshot => sent(snapshot.createdAt, 'createdAt'),
  },
  Mutation: {
    createRun: async (_, { modelId, solver, device, idempotencyKey }, { clients, actor }) => {
      const answer = await clients.jobs.createRun({
        project: actor.project,
        model: modelId,
        solver: solver ? solverOf(solver) : undefined,
        device: device ?? '',
        idempotencyKey,
      })
      return outcomeOf(answer)
    },
    pauseRun: async (_, { id }, { clients, actor }) => outcomeOf(await clients.jobs.pauseRun(ref(actor.project, id))),
    resumeRun: async (_, { id }, { clients, actor }) => outcomeOf(await clients.jobs.resumeRun(ref(actor.project, id))),
    abortRun: async (_, { id }, { clients, actor }) => outcomeOf(await clients.jobs.abortRun(ref(actor.project, id))),
    deleteRun: async (_, { id }, { clients, actor }) => outcomeOf(await clients.jobs.deleteRun(ref(actor.project, id))),
    restoreRun: async (_, { id }, { clients, actor }) =>
      outcomeOf(await clients.jobs.restoreRun(ref(actor.project, id))),
    pinSnapshot: async (_, { id, isPinned }, { clients, actor }) =>
      outcomeOf(await clients.models.pinSnapshot({ project: actor.project, id, isPinned })),
    deleteSnapshot: async (_, { id }, { clients, actor }) =>
      outcomeOf(await clients.models.deleteSnapshot(ref(actor.project, id))),
  },
  Subscription: {
    runStream: {
      subscribe: async (_, { runId }, { redis, loaders }) => {
        if (!(await loaders.runs.load(runId))) throw new AppError('not-found', 'There is no such run.')
        return messagesOf<RunMessage>(redis, runChannel(runId)) as never
      },
      resolve: ({ supersedesFrom, points, lines }: RunMessage) => ({
        supersedesFrom: supersedesFrom ?? null,
        points,
        lines: lines.map(line => ({ ...line, time: new Date(line.time) })),
      }),
    },
  },
}
