import { ask } from './api.js'
import { DatasetById, DatasetByName, ModelById, ModelByName, OwnProject, RunById } from './documents.graphql.js'
import type { DatasetPartsFragment, ModelByNameQuery, RunPartsFragment } from './gen/graphql.js'
import { EXIT, Failure } from './outcome.js'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const isId = (text: string) => UUID.test(text)

const missing = (kind: string, name: string) =>
  new Failure(`There is no ${kind} "${name}".`, EXIT.notFound, {
    code: 'not-found',
    remedy: `./fovea ls ${kind}s lists them.`,
  })

export async function projectId(): Promise<string> {
  const { project } = await ask(OwnProject, {})
  if (!project)
    throw new Failure('There is no such project on this platform, or you are not in it.', EXIT.notFound, {
      code: 'not-found',
      remedy: 'Name one of yours with --project.',
    })
  return project.id
}

export async function findDataset(idOrName: string): Promise<DatasetPartsFragment> {
  const dataset = isId(idOrName)
    ? await datasetById(idOrName)
    : (await ask(DatasetByName, { name: idOrName })).project?.dataset
  if (!dataset) throw missing('dataset', idOrName)
  return dataset
}

async function datasetById(id: string): Promise<DatasetPartsFragment | undefined> {
  const { node } = await ask(DatasetById, { id })
  return node?.__typename === 'Dataset' ? node : undefined
}

export type FoundModel = NonNullable<NonNullable<ModelByNameQuery['project']>['model']>

export async function modelIfAny(idOrName: string): Promise<FoundModel | undefined> {
  const name = isId(idOrName) ? await modelNameById(idOrName) : idOrName
  if (!name) return undefined
  return (await ask(ModelByName, { name })).project?.model ?? undefined
}

async function modelNameById(id: string): Promise<string | undefined> {
  const { node } = await ask(ModelById, { id })
  return node?.__typename === 'Model' ? node.name : undefined
}

export async function findModel(idOrName: string): Promise<FoundModel> {
  const model = await modelIfAny(idOrName)
  if (!model) throw missing('model', idOrName)
  return model
}

/** A run by its id, its name `model#3`, or its model's name, which means the newest run. */
export async function findRun(text: string): Promise<RunPartsFragment> {
  const byId = isId(text) ? await runById(text) : undefined
  if (byId) return byId
  const model = await modelIfAny(text.replace(/#\d+$/, ''))
  const run = /#\d+$/.test(text) ? model?.runs.nodes.find(({ name }) => name === text) : model?.runs.nodes[0]
  if (!run) throw missing('run', text)
  return run
}

async function runById(id: string): Promise<RunPartsFragment | undefined> {
  const { node } = await ask(RunById, { id })
  return node?.__typename === 'Run' ? node : undefined
}

/** The snapshot of an epoch, or the best where none is named; its id. */
export function pickSnapshot({ name, snapshots }: RunPartsFragment, epoch: number | undefined): string {
  const found =
    epoch === undefined
      ? (snapshots.find(({ isBest }) => isBest) ?? snapshots.at(-1))
      : snapshots.find(snapshot => Math.abs(snapshot.epoch - epoch) < 1e-3)
  if (found) return found.id
  const epochs = snapshots.map(snapshot => snapshot.epoch).join(', ')
  const message =
    epoch === undefined
      ? `${name} has no snapshot yet.`
      : `${name} has no snapshot of epoch ${epoch}; it has ${epochs || 'none'}.`
  throw new Failure(message, EXIT.notFound, { code: 'not-found' })
}
