import { randomUUID } from 'node:crypto'
import { PROJECT } from '../support/platform.js'
import type { Things } from './world.js'

/** Least right for a field: guests see what is for anyone, of their one run. */
export type Need = 'anyone' | 'viewer' | 'editor' | 'admin' | 'administrator'

export interface Expectation {
  needs: Need
  /** Arguments that name things of the project, for all who may not touch them. */
  real?: (things: Things) => object
  /** Arguments for those who may: nothing is changed by them. */
  harmless?: () => object
}

/** A row that is nowhere. */
const nowhere = '018f0000-0000-7000-8000-0000000000ff'
const network = { standard: 'lenet' }
const idempotencyKey = randomUUID()
const pieces = [{ number: 0, bytes: 9, crc32: 0 }]
const sourceUpload = { name: 'pictures', format: 'ZIP', bytes: 9, pieces: 1, idempotencyKey: randomUUID() }
const nobody = () => ({ id: nowhere })

/** A mutation of one row. */
const row = (needs: Need, kind: keyof Things): Expectation => ({
  needs,
  real: things => ({ id: things[kind] }),
  harmless: nobody,
})

/** A mutation of many rows. */
const rows = (needs: Need, kind: keyof Things): Expectation => ({
  needs,
  real: things => ({ ids: [things[kind]] }),
  harmless: () => ({ ids: [nowhere] }),
})

/** Every path below /media/<project>, as the gateway's controllers name it: for viewers and up, never for guests. */
export const mediaPaths: Record<string, (things: Things) => string> = {
  'datasets/:dataset/images/:number.png': ({ dataset }) => `datasets/${dataset}/images/0.png`,
  'datasets/:dataset/mean.png': ({ dataset }) => `datasets/${dataset}/mean.png`,
  'datasets/:id/rejected.csv': ({ dataset }) => `datasets/${dataset}/rejected.csv`,
  'classifications/:id.png': ({ classification }) => `classifications/${classification}.png`,
  'models/:id/network.prototxt': ({ model }) => `models/${model}/network.prototxt`,
  'runs/:id/solver.prototxt': ({ run }) => `runs/${run}/solver.prototxt`,
  'runs/:id/log.txt': ({ run }) => `runs/${run}/log.txt`,
  'runs/:id/points.csv': ({ run }) => `runs/${run}/points.csv`,
  'snapshots/:id/weights.safetensors': ({ snapshot }) => `snapshots/${snapshot}/weights.safetensors`,
}

/** Every field by which something is read or done. A field that is not here fails the test: say first who may. */
export const expectations: Record<string, Expectation> = {
  'Query.viewer': { needs: 'anyone' },
  'Query.project': { needs: 'viewer' },
  'Query.node': { needs: 'viewer', real: ({ dataset }) => ({ id: dataset }), harmless: nobody },
  'Query.standardNetworks': { needs: 'viewer' },
  'Query.checkNetwork': {
    needs: 'viewer',
    real: ({ dataset }) => ({ datasetId: dataset, network }),
    harmless: () => ({ datasetId: nowhere, network }),
  },

  'Project.datasets': { needs: 'viewer' },
  'Project.dataset': { needs: 'viewer', real: () => ({ name: 'good' }), harmless: () => ({ name: 'none' }) },
  'Project.models': { needs: 'viewer' },
  'Project.model': { needs: 'viewer', real: () => ({ name: 'good' }), harmless: () => ({ name: 'none' }) },
  'Project.modelGroups': { needs: 'viewer' },
  'Project.runs': { needs: 'viewer' },
  'Project.devices': { needs: 'viewer' },
  'Project.trainingSpeed': { needs: 'viewer' },
  'Project.completePath': { needs: 'editor', real: () => ({ typed: '/' }), harmless: () => ({ typed: '/' }) },
  'Project.previewSource': {
    needs: 'editor',
    real: ({ folder }) => ({ source: { folder: { folder } }, recipe: {} }),
    harmless: () => ({ source: { folder: { folder: '/nowhere' } }, recipe: {} }),
  },
  'Project.members': { needs: 'viewer' },
  'Project.invitations': { needs: 'admin' },
  'Project.tokens': { needs: 'admin' },
  'Project.guestLinks': { needs: 'admin' },
  'Project.audit': { needs: 'admin' },

  'Mutation.createUpload': {
    needs: 'viewer',
    real: () => ({ projectId: PROJECT }),
    harmless: () => ({ projectId: PROJECT }),
  },
  'Mutation.classify': {
    needs: 'viewer',
    real: ({ snapshot }) => ({ snapshotId: snapshot, uploadId: nowhere }),
    harmless: () => ({ snapshotId: nowhere, uploadId: nowhere }),
  },
  // Viewers may ask a snapshot about a picture of their own; they must not make the server read addresses.
  'Mutation.fetchUpload': {
    needs: 'editor',
    real: () => ({ projectId: PROJECT, url: 'http://127.0.0.1:9/x.png' }),
    harmless: () => ({ projectId: PROJECT, url: 'http://127.0.0.1:9/x.png' }),
  },
  'Mutation.createSourceUpload': {
    needs: 'editor',
    real: () => ({ input: { ...sourceUpload, projectId: PROJECT } }),
    harmless: () => ({ input: { ...sourceUpload, projectId: PROJECT, pieces: 0 } }),
  },
  'Mutation.checkPieces': {
    needs: 'editor',
    real: ({ sourceUpload }) => ({ uploadId: sourceUpload, pieces }),
    harmless: () => ({ uploadId: nowhere, pieces }),
  },
  'Mutation.createDataset': {
    needs: 'editor',
    real: ({ folder }) => ({ input: { projectId: PROJECT, name: 'stolen', folder, recipe: {}, idempotencyKey } }),
    harmless: () => ({ input: { projectId: PROJECT, name: 'x', folder: '/nowhere', recipe: {}, idempotencyKey } }),
  },
  'Mutation.abortDataset': row('editor', 'dataset'),
  'Mutation.deleteDataset': row('editor', 'spareDataset'),
  'Mutation.restoreDataset': row('editor', 'dataset'),
  'Mutation.deleteDatasets': rows('editor', 'spareDataset'),
  'Mutation.restoreDatasets': rows('editor', 'dataset'),
  'Mutation.createModel': {
    needs: 'editor',
    real: ({ dataset }) => ({
      input: { projectId: PROJECT, name: 'stolen', datasetId: dataset, network, solver: {}, idempotencyKey },
    }),
    harmless: () => ({
      input: { projectId: PROJECT, name: 'x', datasetId: nowhere, network, solver: {}, idempotencyKey },
    }),
  },
  'Mutation.updateModel': {
    needs: 'editor',
    real: ({ model }) => ({ id: model, notes: 'stolen' }),
    harmless: () => ({ id: nowhere, notes: 'none' }),
  },
  'Mutation.deleteModels': rows('editor', 'model'),
  'Mutation.restoreModels': rows('editor', 'model'),
  'Mutation.deleteModel': row('editor', 'model'),
  'Mutation.restoreModel': row('editor', 'model'),
  'Mutation.createRun': {
    needs: 'editor',
    real: ({ model }) => ({ modelId: model, idempotencyKey }),
    harmless: () => ({ modelId: nowhere, idempotencyKey }),
  },
  'Mutation.pauseRun': row('editor', 'run'),
  'Mutation.resumeRun': row('editor', 'run'),
  'Mutation.abortRun': row('editor', 'run'),
  'Mutation.deleteRun': row('editor', 'run'),
  'Mutation.restoreRun': row('editor', 'run'),
  'Mutation.pinSnapshot': {
    needs: 'editor',
    real: ({ snapshot }) => ({ id: snapshot, isPinned: true }),
    harmless: () => ({ id: nowhere, isPinned: true }),
  },
  'Mutation.deleteSnapshot': row('editor', 'snapshot'),

  'Mutation.createProject': {
    needs: 'administrator',
    real: () => ({ handle: 'stolen', name: 'Stolen' }),
    harmless: () => ({ handle: 'NO HANDLE', name: '' }),
  },
  'Mutation.setMemberRole': {
    needs: 'admin',
    real: ({ member }) => ({ accountId: member, role: 'ADMIN' }),
    harmless: () => ({ accountId: nowhere, role: 'VIEWER' }),
  },
  'Mutation.removeMember': {
    needs: 'admin',
    real: ({ member }) => ({ accountId: member }),
    harmless: () => ({ accountId: nowhere }),
  },
  'Mutation.createInvitation': { needs: 'admin', harmless: () => ({ role: 'VIEWER', days: 0 }) },
  'Mutation.removeInvitation': row('admin', 'invitation'),
  'Mutation.createToken': { needs: 'admin', harmless: () => ({ name: '', role: 'VIEWER' }) },
  'Mutation.removeToken': row('admin', 'token'),
  'Mutation.createGuestLink': {
    needs: 'admin',
    real: ({ run }) => ({ runId: run }),
    harmless: () => ({ runId: nowhere }),
  },
  'Mutation.removeGuestLink': row('admin', 'guestLink'),

  'Subscription.rowChanged': {
    needs: 'viewer',
    real: () => ({ projectId: PROJECT }),
    harmless: () => ({ projectId: PROJECT }),
  },
  'Subscription.runStream': {
    needs: 'anyone',
    real: ({ run }) => ({ runId: run }),
    harmless: ({ run } = { run: nowhere } as Partial<Things>) => ({ runId: run }),
  },
}
