import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Folders, makeFolders } from '../inputs/folders.js'
import { makeFlawedFolder } from '../support/flawed-folder.js'
import { type Platform, PROJECT } from '../support/platform.js'
import { until } from '../support/until.js'

const RECIPE = { height: 28, width: 28, channels: 1 }
/** Longer than any test: it holds the only device, so that every other run stays queued. */
const ENDLESS = 10_000

/** One dataset, two models on it, two runs that ended and one that trains; and makers of what a mutation changes. */
export class World {
  readonly folders: Folders
  dataset = ''
  flawed = ''
  models: string[] = []
  run = ''
  endless = ''
  snapshot = ''
  /** Snapshots to delete, each once. */
  spare: string[] = []
  private readonly made: { datasets: string[]; models: string[] } = { datasets: [], models: [] }

  constructor(readonly platform: Platform) {
    this.folders = makeFolders(platform.dataRoot)
  }

  async prepare(): Promise<void> {
    this.dataset = await this.newDataset()
    this.models = [await this.newModel(), await this.newModel()]
    for (const model of this.models) this.run = await this.reaches(await this.createRun(model, 1), 'SUCCEEDED')
    this.snapshot = (await this.snapshots(this.run))[0] as string
    this.spare = await this.snapshots(
      await this.reaches(await this.createRun(this.models[1] as string, 3, 1), 'SUCCEEDED'),
    )
    this.endless = await this.reaches(await this.createRun(this.models[0] as string, ENDLESS), 'RUNNING')
  }

  /** For those who look at pages: a dataset in which much is found. */
  async prepareFlawed(): Promise<void> {
    this.flawed = await this.newDataset({ folder: makeFlawedFolder(this.platform.dataRoot) })
  }

  input = (name = `counted ${randomUUID()}`) => ({
    input: {
      projectId: PROJECT,
      name,
      folder: `${this.folders.root}/good`,
      recipe: RECIPE,
      idempotencyKey: randomUUID(),
    },
  })

  modelInput = () => ({
    input: {
      projectId: PROJECT,
      name: `counted ${randomUUID()}`,
      datasetId: this.dataset,
      network: { standard: 'lenet' },
      solver: {},
      idempotencyKey: randomUUID(),
    },
  })

  async newDataset(change: { folder?: string } = {}): Promise<string> {
    const { createDataset } = await this.platform.ask(
      'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { ... on Dataset { id } } }',
      { input: { ...this.input().input, ...change } },
    )
    this.made.datasets.push(createDataset.id)
    return this.reaches(createDataset.id, 'READY')
  }

  async newModel(): Promise<string> {
    const { createModel } = await this.platform.ask(
      'mutation ($input: CreateModelInput!) { createModel(input: $input) { ... on Model { id } } }',
      this.modelInput(),
    )
    return createModel.id
  }

  async newUpload(): Promise<string> {
    const { createUpload } = await this.platform.ask(
      'mutation ($id: ID!) { createUpload(projectId: $id) { id url } }',
      { id: PROJECT },
    )
    const body = await readFile(this.folders.files.good)
    await fetch(new URL(createUpload.url, this.platform.url), { method: 'PUT', body })
    return createUpload.id
  }

  async newSourceUpload(input: object): Promise<string> {
    const { createSourceUpload } = await this.platform.ask(
      'mutation ($input: SourceUploadInput!) { createSourceUpload(input: $input) { ... on SourceUpload { id } } }',
      { input },
    )
    return createSourceUpload.id
  }

  /** A run that waits for the device. */
  queuedRun = async (): Promise<string> => this.reaches(await this.createRun(this.models[1] as string, 1), 'QUEUED')

  async pausedRun(): Promise<string> {
    const id = await this.queuedRun()
    await this.platform.ask('mutation ($id: ID!) { pauseRun(id: $id) { __typename } }', { id })
    return this.reaches(id, 'PAUSED')
  }

  async does(mutation: string, id: string): Promise<string> {
    await this.platform.ask(`mutation ($id: ID!) { ${mutation}(id: $id) { __typename } }`, { id })
    return id
  }

  /** Nothing is left to train but the one run that trains always: lists are equally long each time. */
  async tidy(): Promise<void> {
    const { project } = await this.platform.ask(
      '{ project(handle: "local") { runs(live: true, first: 200) { nodes { id state } } } }',
    )
    for (const { id, state } of project.runs.nodes)
      if (state !== 'RUNNING' && state !== 'STOPPING') await this.does('abortRun', id)
  }

  /** Nothing trains any more. */
  async rest(): Promise<void> {
    await this.does('abortRun', this.endless)
    await this.reaches(this.endless, 'ABORTED')
  }

  async remove(): Promise<void> {
    const { project } = await this.platform.ask(
      '{ project(handle: "local") { models(first: 200) { nodes { id name } } datasets(first: 200) { nodes { id name } } } }',
    )
    const own = (rows: { id: string; name: string }[]) => rows.filter(({ name }) => name.startsWith('counted '))
    for (const { id } of own(project.models.nodes)) await this.does('deleteModel', id)
    for (const { id } of own(project.datasets.nodes)) await this.does('deleteDataset', id)
  }

  private async snapshots(run: string): Promise<string[]> {
    const query = 'query ($id: ID!) { node(id: $id) { ... on Run { snapshots { id } } } }'
    const { node } = await this.platform.ask(query, { id: run })
    return node.snapshots.map(({ id }: { id: string }) => id)
  }

  private async createRun(model: string, epochs: number, snapshotInterval = epochs): Promise<string> {
    const { createRun } = await this.platform.ask(
      'mutation ($model: ID!, $solver: SolverInput, $key: String!) { createRun(modelId: $model, solver: $solver, idempotencyKey: $key) { ... on Run { id } } }',
      { model, solver: { epochs, snapshotInterval }, key: randomUUID() },
    )
    return createRun.id
  }

  private reaches(id: string, state: string): Promise<string> {
    return until(`${id} to be ${state}`, 120, async () => {
      const query =
        'query ($id: ID!) { node(id: $id) { ... on Run { runState: state } ... on Dataset { datasetState: state } } }'
      const { node } = await this.platform.ask(query, { id })
      return (node.runState ?? node.datasetState) === state && id
    })
  }
}
