import type { Plan } from '@fovea/netspec'
import type { Run } from '@fovea/proto/jobs/v1/jobs'
import type { Model, Snapshot } from '@fovea/proto/models/v1/models'
import { AppError, type Manifest, readManifest } from '@fovea/service-kit'
import type { Clients } from '../clients.js'
import type { Objects } from './objects.js'

/** What is known of a run for those who take it away. */
export interface RunFacts {
  run: Run
  model: Model
  plan: Plan
  manifest: Manifest
  /** Where the manifest's own keys begin. */
  folder: string
}

export interface SnapshotFacts extends RunFacts {
  snapshot: Snapshot
}

interface Ref {
  project: string
  id: string
}

const PLAN_VERSION = 1
const GONE = new AppError('not-found', 'There is no such file; what it belongs to may have been deleted.')
const DATASET_GONE = new AppError(
  'not-found',
  'The dataset of this run was deleted, and with it the names of its classes and its mean; the network, the solver and the weights can still be downloaded.',
)

export async function factsOfSnapshot(
  clients: Clients,
  objects: Objects,
  { project, id }: Ref,
): Promise<SnapshotFacts> {
  const { snapshots } = await clients.models.getSnapshots({ project, ids: [id] })
  const [snapshot] = snapshots
  if (!snapshot?.weightsKey) throw GONE
  return { snapshot, ...(await factsOfRun(clients, objects, { project, id: snapshot.run })) }
}

export async function factsOfRun(clients: Clients, objects: Objects, { project, id }: Ref): Promise<RunFacts> {
  const { runs } = await clients.jobs.getRuns({ project, ids: [id] })
  const run = runs.find(({ deleted }) => !deleted)
  if (!run) throw GONE
  const { models } = await clients.models.getModels({ project, ids: [run.model] })
  const model = models.find(({ deleted }) => !deleted)
  if (!model) throw GONE
  const folder = `${project}/datasets/${run.dataset}/`
  const key = `${folder}manifest.json`
  if (!(await objects.stat(key))) throw DATASET_GONE
  return {
    run,
    model,
    plan: readPlan(run.planJson),
    manifest: readManifest((await objects.get(key)).toString()),
    folder,
  }
}

/** Written by netspec and frozen since, so only the version can be other than expected. */
function readPlan(json: string): Plan {
  const plan = JSON.parse(json) as Plan
  if (plan.version !== PLAN_VERSION)
    throw new AppError(
      'invalid',
      `The plan of this run has version ${plan.version}, which is not known here; update Fovea.`,
    )
  return plan
}
