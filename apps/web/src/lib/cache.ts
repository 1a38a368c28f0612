import { type Cache, cacheExchange, type Data } from '@urql/exchange-graphcache'

/** Types without an id: they live inside the row that holds them. */
const EMBEDDED = [
  ...[
    'DatasetConnection',
    'DatasetEdge',
    'ModelConnection',
    'ModelEdge',
    'ModelGroup',
    'RunConnection',
    'RunEdge',
    'PageInfo',
  ],
  ...['Recipe', 'MergedClass', 'Source', 'SourcePreview', 'PreviewImage', 'SourceUpload', 'CheckedPiece'],
  ...['SplitCounts', 'RejectedFile', 'Image', 'ImageConnection', 'PathCompletion', 'Viewer'],
  ...['RejectedFileConnection', 'ImageDetails', 'Findings', 'FindingCount', 'Finding', 'FindingConnection'],
  ...['Solver', 'Policy', 'Preprocessing', 'GpuFigures', 'StateChange', 'PointsView', 'SeriesView', 'LogPage'],
  ...['LogLine', 'Device', 'Devices', 'StandardNetwork', 'NetworkCheck', 'Layer', 'Fault', 'Prediction'],
  ...['ImageSize', 'TrainingSpeed', 'InitialWeights', 'RefilledLayer'],
  ...['Refusal', 'NetworkInvalid', 'RunStream', 'PointsBatch', 'DeletedRow', 'Upload', 'FetchedUpload'],
  ...['InitialWeights', 'RefilledLayer', 'TrainingSpeed'],
  ...['Membership', 'Member', 'AuditPage', 'NewInvitation', 'NewToken', 'NewGuestLink', 'Removed'],
]

const LISTS: Record<string, string> = { Dataset: 'datasets', Model: 'models', Run: 'runs' }

/** Lists that should hold the row and do not are read again; the row itself is already written. */
function announce(cache: Cache, project: string, row: Data & { id: string; __typename: string }) {
  const list = LISTS[row.__typename]
  const key = `${row.__typename}:${row.id}`
  const parent = { __typename: 'Project', id: project }
  for (const { fieldName, fieldKey } of cache.inspectFields(parent)) {
    if (fieldName !== list) continue
    const connection = cache.resolve(parent, fieldKey)
    const nodes = typeof connection === 'string' ? cache.resolve(connection, 'nodes') : undefined
    if (!Array.isArray(nodes) || nodes.includes(key)) continue
    cache.invalidate(parent, fieldKey)
    if (row.__typename === 'Run') forgetRunsOfModels(cache, parent)
  }
}

/** A new run is the newest of some model: which one is not part of the row. */
function forgetRunsOfModels(cache: Cache, parent: { __typename: string; id: string }) {
  for (const { fieldName, fieldKey } of cache.inspectFields(parent)) {
    if (fieldName !== 'models') continue
    const connection = cache.resolve(parent, fieldKey)
    const nodes = typeof connection === 'string' ? cache.resolve(connection, 'nodes') : undefined
    if (Array.isArray(nodes)) for (const model of nodes) if (typeof model === 'string') forgetRuns(cache, model)
  }
}

function forgetRuns(cache: Cache, model: string) {
  for (const { fieldName, fieldKey } of cache.inspectFields(model))
    if (fieldName === 'runs' || fieldName === 'newestRun') cache.invalidate(model, fieldKey)
}

function forgetRows(cache: Cache, type: string, ids: unknown) {
  for (const id of ids as string[]) cache.invalidate({ __typename: type, id })
}

const LIVE = new Set(['WAITING_FOR_DATASET', 'QUEUED', 'STARTING', 'RUNNING', 'STOPPING', 'PAUSED'])

export const cache = () =>
  cacheExchange({
    keys: Object.fromEntries(EMBEDDED.map(name => [name, () => null])),
    updates: {
      Subscription: {
        rowChanged(result, { projectId }, cache) {
          const row = result['rowChanged'] as Data & { id: string; __typename: string }
          if (row.__typename === 'DeletedRow')
            for (const name of [...Object.keys(LISTS), 'Snapshot']) cache.invalidate({ __typename: name, id: row.id })
          // The new list of the run's snapshots has come with it and is in its place already.
          else if (row.__typename === 'Snapshot') return
          else if (row.__typename !== 'Run' || LIVE.has(String(row['state']))) announce(cache, String(projectId), row)
        },
      },
      Mutation: {
        createRun(_, { modelId }, cache) {
          forgetRuns(cache, `Model:${modelId}`)
        },
        deleteModels: (_, { ids }, cache) => forgetRows(cache, 'Model', ids),
        deleteDatasets: (_, { ids }, cache) => forgetRows(cache, 'Dataset', ids),
        deleteSnapshot(_, { id }, cache) {
          cache.invalidate({ __typename: 'Snapshot', id: String(id) })
        },
        restoreRun(_, __, cache) {
          for (const { fieldKey } of cache.inspectFields('Query').filter(({ fieldName }) => fieldName === 'node'))
            cache.invalidate('Query', fieldKey)
        },
      },
    },
  })
