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
const nobody = () => ({ id: nowhere })

/** A mutation of one row. */
const row = (needs: Need, kind: keyof Things): Expectation => ({
  needs,
  real: things => ({ id: things[kind] }),
  harmless: nobody,
})

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
  'Project.runs': { needs: 'viewer' },
  'Project.devices': { needs: 'viewer' },
  'Project.completePath': { needs: 'editor', real: () => ({ typed: '/' }), harmless: () => ({ typed: '/' }) },
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
  'Mutation.createDataset': {
    needs: 'editor',
    real: ({ folder }) => ({ input: { projectId: PROJECT, name: 'stolen', folder, recipe: {}, idempotencyKey } }),
    harmless: () => ({ input: { projectId: PROJECT, name: 'x', folder: '/nowhere', recipe: {}, idempotencyKey } }),
  },
  'Mutation.abortDataset': row('editor', 'dataset'),
  'Mutation.deleteDataset': row('editor', 'spareDataset'),
  'Mutation.restoreDataset': row('editor', 'dataset'),
  'Mutation.createModel': {
    needs: 'editor',
    real: ({ dataset }) => ({
      input: { projectId: PROJECT, name: 'stolen', datasetId: dataset, network, solver: {}, idempotencyKey },
    }),
    harmless: () => ({
      input: { projectId: PROJECT, name: 'x', datasetId: nowhere, network, solver: {}, idempotencyKey },
    }),
  },
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
