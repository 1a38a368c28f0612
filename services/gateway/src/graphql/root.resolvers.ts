import { AppError, type RowChange, rowChannel } from '@fovea/service-kit'
import { type GraphQLResolveInfo, Kind as Kinds } from 'graphql'
import { v7 as uuid, validate } from 'uuid'
import type { RequestContext } from '../context.js'
import type { Resolvers } from '../gen/resolvers.js'
import { belowObjects, uploadKey } from '../inference/uploads.js'
import { makeLoaders } from './loaders.js'
import { orNull } from './results.js'
import { DateTime, Long } from './scalars.js'
import { messagesOf } from './subscribe.js'

type Kind = 'Dataset' | 'Model' | 'Run' | 'Snapshot'

/**
 * One guard for every node: the services answer only for rows of the actor's project. The kinds that the document has fields for are looked for
 * first: mostly that is one, and it is there.
 */
async function nodeOf(id: string, { loaders }: RequestContext, wanted: Set<string>) {
  const kinds: [Kind, { load(id: string): Promise<object | undefined> }][] = [
    ['Run', loaders.runs],
    ['Model', loaders.models],
    ['Dataset', loaders.datasets],
    ['Snapshot', loaders.snapshots],
  ]
  for (const isFirst of [true, false]) {
    const now = kinds.filter(([kind]) => wanted.has(kind) === isFirst)
    const found = await Promise.all(now.map(async ([kind, loader]) => ({ kind, row: await loader.load(id) })))
    const hit = found.find(({ row }) => row)
    if (hit) return { ...hit.row, __typename: hit.kind }
  }
  return null
}

/** Types that the selections of a field name: `... on Run`, or a fragment on one. */
function typesIn({ fieldNodes, fragments }: GraphQLResolveInfo): Set<string> {
  const selections = fieldNodes.flatMap(node => node.selectionSet?.selections ?? [])
  const names = selections.map(selection => {
    if (selection.kind === Kinds.INLINE_FRAGMENT) return selection.typeCondition?.name.value
    return selection.kind === Kinds.FRAGMENT_SPREAD
      ? fragments[selection.name.value]?.typeCondition.name.value
      : undefined
  })
  return new Set(names.filter(name => name !== undefined))
}

const KIND_NAMES = { dataset: 'Dataset', model: 'Model', run: 'Run', snapshot: 'Snapshot' } as const

async function rowOf({ kind, id }: RowChange, context: RequestContext) {
  // A subscription outlives any cache: each change is read afresh, and so is what hangs at its row.
  context.loaders = makeLoaders(context.clients, context.actor)
  const { datasets, models, runs, snapshots } = context.loaders
  const row = await { dataset: datasets, model: models, run: runs, snapshot: snapshots }[kind].load(id)
  return row ? { ...row, __typename: KIND_NAMES[kind] } : { id, __typename: 'DeletedRow' as const }
}

export const rootResolvers: Resolvers = {
  Long,
  DateTime,
  Refusal: { field: ({ field }) => orNull(field), remedy: ({ remedy }) => orNull(remedy) },
  Query: {
    viewer: (_, _args, { caller }) => caller,
    project: (_, { handle }, { caller: { right, run } }) =>
      right && !run && (handle == null || handle === right.project.handle) ? right.project : null,
    node: (_, { id }, context, info) => (validate(id) ? nodeOf(id, context, typesIn(info)) : null) as never,
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
