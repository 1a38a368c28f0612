import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeFolders } from '../inputs/folders.js'
import { type Platform, platform } from '../support/platform.js'
import { until } from '../support/until.js'

let shared: Platform
let model: string
const folders: string[] = []

beforeAll(async () => {
  shared = await platform()
  const { root, outside } = makeFolders(shared.dataRoot)
  folders.push(root, outside)
  const size = ['--size', '28x28', '--channels', 'gray']
  await shared.cli(['dataset', 'create', 'followed', '--folder', `${root}/good`, ...size, '--wait'], 120)
  await shared.cli(['train', 'follower', '--dataset', 'followed', '--network', 'lenet', '--epochs', '1', '--wait'], 180)
  const { stdout } = await shared.cli(['ls', 'models'])
  model = stdout.models.find(({ name }: { name: string }) => name === 'follower').id
}, 300_000)

afterAll(async () => {
  await shared.cli(['rm', 'model', 'follower'])
  await shared.cli(['rm', 'dataset', 'followed'])
  for (const folder of folders) rmSync(folder, { recursive: true })
})

it('goes with a request from the browser through every service to the lines of the worker', async () => {
  const requestId = randomUUID()
  const query = `mutation { createRun(modelId: "${model}", idempotencyKey: "${randomUUID()}") { ... on Run { id } } }`
  const response = await fetch(`${shared.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': requestId },
    body: JSON.stringify({ query }),
  })
  expect(response.headers.get('x-request-id')).toBe(requestId)
  const { id } = (await response.json()).data.createRun
  const lines = await until('a line of the worker', 120, async () => {
    const { node } = await shared.ask('query ($id: ID!) { node(id: $id) { ... on Run { log { lines { text } } } } }', {
      id,
    })
    const texts: string[] = node.log.lines.map(({ text }: { text: string }) => text)
    return texts.some(text => text.includes(requestId)) && texts
  })
  expect(lines).toContain(`asked for by request ${requestId}`)
  for (const service of ['gateway', 'jobs', 'models'])
    expect(readFileSync(join(shared.data, `logs/${service}.log`), 'utf8'), service).toContain(
      `"requestId":"${requestId}"`,
    )
  await until('the end of the run', 120, async () => {
    const { node } = await shared.ask('query ($id: ID!) { node(id: $id) { ... on Run { state } } }', { id })
    return node.state === 'SUCCEEDED'
  })
}, 300_000)
