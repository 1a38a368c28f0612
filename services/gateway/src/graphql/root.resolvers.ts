import { AppError, type RowChange, rowChannel } from '@fovea/service-kit'
import { v7 as uuid, validate } from 'uuid'
import { LOCAL_PROJECT } from '../auth/local.js'
import type { RequestContext } from '../context.js'
import type { Resolvers } from '../gen/resolvers.js'
import { belowObjects, uploadKey } from '../inference/uploads.js'
import { makeLoaders } from './loaders.js'
import { orNull } from './results.js'
import { DateTime, Long } from './scalars.js'
import { messagesOf } from './subscribe.js'

type Kind = 'Dataset' | 'Model' | 'Run' | 'Snapshot'

/** One guard for every node: the services answer only for rows of the actor's project. */
async function nodeOf(id: string, { loaders }: RequestContext) {
  const kinds: [Kind, { load(id: string): Promise<object | undefined> }][] = [
    ['Run', loaders.runs],
    ['Model', loaders.models],
    ['Dataset', loaders.datasets],
    ['Snapshot', loaders.snapshots],
  ]
  const found = await Promise.all(kinds.map(async ([kind, loader]) => ({ kind, row: await loader.load(id) })))
  const hit = found.find(({ row }) => row)
  return hit ? { ...hit.row, __typename: hit.kind } : null
}

const KIND_NAMES = { dataset: 'Dataset', model: 'Model', run: 'Run', snapshot: 'Snapshot' } as const

async function rowOf({ kind, id }: RowChange, { clients, actor }: RequestContext) {
  // A subscription outlives any cache: each change is read afresh.
  const { datasets, models, runs, snapshots } = makeLoaders(clients, actor)
  const row = await { dataset: datasets, model: models, run: runs, snapshot: snapshots }[kind].load(id)
  return row ? { ...row, __typename: KIND_NAMES[kind] } : { id, __typename: 'DeletedRow' as const }
}

export const rootResolvers: Resolvers = {
  Long,
  DateTime,
  Refusal: { field: ({ field }) => orNull(field), remedy: ({ remedy }) => orNull(remedy) },
  Query: {
    viewer: (_, _args, { actor }) => ({ name: actor.actor, role: actor.role }),
    project: (_, { handle }) => (handle === LOCAL_PROJECT.handle ? LOCAL_PROJECT : null) as never,
    node: (_, { id }, context) => (validate(id) ? nodeOf(id, context) : null) as never,
  },
  Mutation: {
    createUpload: async (_, _args, { actor, objects }) => {
      const id = uuid()
      return { id, url: belowObjects(await objects.presignPut(uploadKey(actor.project, id))) }
    },
  },
  Subscription: {
    rowChanged: {
      subscribe: (_, { projectId }, { redis, actor }) => {
        if (projectId !== actor.project) throw new AppError('not-found', 'There is no such project.')
        return messagesOf<RowChange>(redis, rowChannel(projectId)) as never
      },
      resolve: (change: RowChange, _args: unknown, context: RequestContext) => rowOf(change, context) as never,
    },
  },
}
