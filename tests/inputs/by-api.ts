import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { PROJECT } from '../support/platform.js'
import { until } from '../support/until.js'
import type { Ask } from './cases.js'
import { folderOf, NOBODY, type Seen, type World } from './way.js'

const REFUSED = '__typename ... on Refusal { code field message remedy names }'
const INVALID = '... on NetworkInvalid { faults { line column message remedy } }'

interface Refused {
  __typename: string
  id?: string
  code?: string
  field?: string | null
  message?: string
  remedy?: string | null
  names?: string[]
  faults?: { line: number; column: number; message: string; remedy: string | null }[]
}

const seen = ({ code, field, message, remedy, names, faults }: Refused): Seen => ({
  text: [message, remedy, ...(faults ?? []).map(fault => `${fault.message} ${fault.remedy}`)]
    .filter(Boolean)
    .join('\n'),
  code,
  field,
  names,
  at: faults?.map(({ line, column }) => `${line}:${column}`),
})

async function build(ask: Extract<Ask, { kind: 'build' }>, { platform, folders }: World): Promise<Seen> {
  const recipe = { height: 28, width: 28, channels: 1, validationPercent: ask.val ?? 25, testPercent: ask.test ?? 0 }
  const input = {
    projectId: PROJECT,
    name: ask.name ?? 'refused',
    folder: folderOf(ask.folder, folders),
    recipe,
    idempotencyKey: randomUUID(),
  }
  const document = `mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { ${REFUSED} ... on Dataset { id } } }`
  const { createDataset: made } = await platform.ask(document, { input })
  if (!made.id) return seen(made)
  const ended = await until('the end of a build', 90, async () => {
    const { node } = await platform.ask(
      'query ($id: ID!) { node(id: $id) { ... on Dataset { state reason remedy rejected { path reason } } } }',
      { id: made.id },
    )
    return ['READY', 'FAILED'].includes(node.state) && node
  })
  const rejected = ended.rejected.map(({ path, reason }: { path: string; reason: string }) => `${path}: ${reason}`)
  return { text: [ended.reason, ended.remedy, ...rejected].filter(Boolean).join('\n') }
}

async function train(
  { network, name, rate }: Extract<Ask, { kind: 'train' }>,
  { platform, dataset }: World,
): Promise<Seen> {
  const solver = { epochs: 2, ...(rate === undefined ? {} : { baseRate: rate }) }
  const of = typeof network === 'string' ? { standard: network } : network
  const input = {
    projectId: PROJECT,
    name: name ?? 'refused',
    datasetId: dataset,
    network: of,
    solver,
    idempotencyKey: randomUUID(),
  }
  const document = `mutation ($input: CreateModelInput!) { createModel(input: $input) { ${REFUSED} ${INVALID} ... on Model { id } } }`
  const { createModel: made } = await platform.ask(document, { input })
  if (!made.id) return seen(made)
  const start = `mutation ($model: ID!, $key: String!) { createRun(modelId: $model, idempotencyKey: $key) { ${REFUSED} ... on Run { id } } }`
  const { createRun: run } = await platform.ask(start, { model: made.id, key: randomUUID() })
  const ended = await until('the end of a run', 150, async () => {
    const { node } = await platform.ask(
      'query ($id: ID!) { node(id: $id) { ... on Run { state reason remedy failure } } }',
      run,
    )
    return ['SUCCEEDED', 'FAILED', 'ABORTED'].includes(node.state) && node
  })
  return { text: `${ended.reason} ${ended.remedy}`, code: ended.failure }
}

async function classify({ file, snapshot }: Extract<Ask, { kind: 'classify' }>, world: World): Promise<Seen> {
  const { platform, folders } = world
  const { createUpload: upload } = await platform.ask(
    'mutation ($id: ID!) { createUpload(projectId: $id) { id url } }',
    { id: PROJECT },
  )
  if (file !== 'missing') {
    const body = await readFile(folders.files[file])
    const sent = await fetch(new URL(upload.url, platform.url), {
      method: 'PUT',
      body,
      signal: AbortSignal.timeout(30_000),
    })
    if (!sent.ok) throw new Error(`the upload was refused (${sent.status})`)
  }
  const document = `mutation ($snapshot: ID!, $upload: ID!) { classify(snapshotId: $snapshot, uploadId: $upload) { ${REFUSED} } }`
  const asked = snapshot === 'missing' ? NOBODY : world.snapshot
  return seen((await platform.ask(document, { snapshot: asked, upload: upload.id })).classify)
}

/** The same through GraphQL over HTTP. */
export async function byApi(ask: Ask, world: World): Promise<Seen> {
  const { platform, dataset } = world
  switch (ask.kind) {
    case 'build':
      return build(ask, world)
    case 'train':
      return train(ask, world)
    case 'classify':
      return classify(ask, world)
    case 'delete':
      return seen(
        (await platform.ask(`mutation ($id: ID!) { deleteDataset(id: $id) { ${REFUSED} } }`, { id: dataset }))
          .deleteDataset,
      )
    case 'find':
      return { text: String((await platform.ask('query ($id: ID!) { node(id: $id) { id } }', { id: NOBODY })).node) }
  }
}
