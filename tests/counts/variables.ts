import { randomUUID } from 'node:crypto'
import { PROJECT } from '../support/platform.js'
import type { World } from './world.js'

const handle = 'local'
/** A row that is nowhere: on one machine there are no members. */
const nowhere = '018f0000-0000-7000-8000-0000000000ff'

const sourceUpload = () => ({
  projectId: PROJECT,
  name: 'ships.zip',
  format: 'ZIP',
  pieces: 1,
  bytes: 1,
  idempotencyKey: randomUUID(),
})

/** What each document is asked with; a mutation makes afresh what it changes, before the counting. */
export const variables: Record<string, (world: World) => object | Promise<object>> = {
  Shell: () => ({ handle }),
  OwnProjects: () => ({}),
  // Refused, so that nothing is left behind.
  CreateProject: () => ({ handle: 'NO HANDLE', name: 'x' }),
  ProjectSettings: () => ({}),
  ProjectAccess: () => ({}),
  ProjectAudit: () => ({}),
  SetMemberRole: () => ({ accountId: nowhere, role: 'VIEWER' }),
  RemoveMember: () => ({ accountId: nowhere }),
  CreateInvitation: () => ({ role: 'VIEWER' }),
  RemoveInvitation: () => ({ id: nowhere }),
  CreateToken: () => ({ name: `counted ${randomUUID()}`, role: 'VIEWER', days: 1 }),
  RemoveToken: () => ({ id: nowhere }),
  CreateGuestLink: ({ run }) => ({ runId: run, days: 1 }),
  RemoveGuestLink: () => ({ id: nowhere }),
  Guest: () => ({}),
  GuestRun: ({ run }) => ({ id: run }),
  // Two live runs: what grows with their number shows.
  HomeNow: async world => {
    await world.queuedRun()
    return { handle }
  },
  HomeModels: () => ({ handle, sort: 'ACTIVITY', reverse: false, closed: [] }),
  HomeDatasets: () => ({ handle, sort: 'ACTIVITY', reverse: false }),
  SampleFolders: ({ folders }) => ({ handle, typed: `${folders.root}/` }),
  CompletePath: ({ folders }) => ({ handle, typed: `${folders.root}/` }),
  PreviewSource: ({ folders }) => ({ handle, source: { folder: { folder: `${folders.root}/good` } }, recipe: {} }),
  SourceChoices: () => ({ handle }),
  NewDatasetTemplate: ({ dataset }) => ({ id: dataset }),
  CreateSourceUpload: () => ({ input: sourceUpload() }),
  CheckPieces: async world => ({
    uploadId: await world.newSourceUpload(sourceUpload()),
    pieces: [{ number: 0, bytes: 1, crc32: 0 }],
  }),
  NewModelChoices: () => ({ handle }),
  NewModelTemplate: ({ run }) => ({ id: run }),
  PreviousModels: () => ({ handle }),
  PreviousRuns: ({ models }) => ({ id: models[1] }),
  PreviousSnapshots: ({ run }) => ({ run }),
  InitialWeights: ({ dataset, snapshot }) => ({ dataset, network: { standard: 'lenet' }, snapshot }),
  DatasetPage: ({ dataset }) => ({ id: dataset }),
  DatasetImages: ({ dataset }) => ({ id: dataset, split: 'TRAIN', first: 60 }),
  DatasetFindings: ({ dataset }) => ({ id: dataset, kind: 'LEAK', first: 24 }),
  DatasetImage: ({ dataset }) => ({ id: dataset, number: 0 }),
  DatasetRejected: ({ dataset }) => ({ id: dataset, first: 100 }),
  ModelPage: ({ models }) => ({ id: models[0] }),
  RunModel: ({ run }) => ({ id: run }),
  RunSnapshots: ({ run }) => ({ id: run }),
  RunPoints: ({ run }) => ({ id: run }),
  RunHistory: ({ run }) => ({ id: run }),
  // Of the run that trains always: one that is over in an instant tells no speed, and each series costs a statement.
  RangePoints: ({ endless }) => ({ id: endless, from: 1, to: 1_000_000 }),
  ModelGroups: () => ({ handle }),
  UpdateModel: ({ models }) => ({ id: models[0], notes: `noted ${randomUUID()}` }),
  PinSnapshot: ({ snapshot }) => ({ id: snapshot, isPinned: true }),
  DeleteSnapshot: ({ spare }) => ({ id: spare.pop() }),
  // An address that is refused: what is fetched would be a stranger's.
  FetchUpload: () => ({ projectId: PROJECT, url: 'http://127.0.0.1/picture.png' }),
  CreateUpload: () => ({ projectId: PROJECT }),
  Classify: async world => ({ snapshotId: world.snapshot, uploadId: await world.newUpload() }),
  CreateDataset: world => world.input(),
  // A build that has ended already: how far a running one is would change the count.
  AbortDataset: async world => ({ id: await world.newDataset() }),
  DeleteDataset: async world => ({ id: await world.newDataset() }),
  RestoreDataset: async world => ({ id: await world.does('deleteDataset', await world.newDataset()) }),
  DeleteDatasets: async world => ({ ids: [await world.newDataset(), await world.newDataset()] }),
  RestoreDatasets: async world => ({ ids: [await world.does('deleteDataset', await world.newDataset())] }),
  DeleteModels: async world => ({ ids: [await world.newModel(), await world.newModel()] }),
  RestoreModels: async world => ({ ids: [await world.does('deleteModel', await world.newModel())] }),
  CreateModel: world => world.modelInput(),
  DeleteModel: async world => ({ id: await world.newModel() }),
  RestoreModel: async world => ({ id: await world.does('deleteModel', await world.newModel()) }),
  CreateRun: ({ models }) => ({ modelId: models[1], key: randomUUID() }),
  StartRun: ({ models }) => ({ modelId: models[1], key: randomUUID() }),
  PauseRun: async world => ({ id: await world.queuedRun() }),
  ResumeRun: async world => ({ id: await world.pausedRun() }),
  AbortRun: async world => ({ id: await world.queuedRun() }),
  DeleteRun: async world => ({ id: await world.pausedRun() }),
  RestoreRun: async world => ({ id: await world.does('deleteRun', await world.pausedRun()) }),
}
