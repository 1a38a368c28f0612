import { createClient } from 'graphql-ws'
import { Redis } from 'ioredis'
import { afterAll, expect, it } from 'vitest'
import WebSocket from 'ws'
import { messagesOf } from '../../services/gateway/src/graphql/subscribe.js'
import { PROJECT, platform } from '../support/platform.js'

const { url, redisUrl } = await platform()
const redis = new Redis(redisUrl)
const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 })

afterAll(async () => {
  await client.dispose()
  redis.disconnect()
})

const subscribers = async () => (await redis.pubsub('NUMSUB', `fovea:rows:${PROJECT}`))[1] as number

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('not so within 10 s')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

it('tells of a row that is gone, and leaves no connection behind when the reader leaves a quiet channel', async () => {
  const before = await subscribers()
  const query = `subscription { rowChanged(projectId: "${PROJECT}") { __typename ... on DeletedRow { id } } }`
  const changes = client.iterate<{ rowChanged: { id: string } }>({ query })
  const first = changes.next()
  await until(async () => (await subscribers()) === before + 1)
  const id = '01900000-0000-7000-8000-00000000dead'
  await redis.publish(`fovea:rows:${PROJECT}`, JSON.stringify({ kind: 'dataset', id, project: PROJECT }))
  expect((await first).value?.data?.rowChanged).toMatchObject({ id })
  await changes.return?.()
  await until(async () => (await subscribers()) === before)
})

it('ends quietly when the reader leaves before his channel is open', async () => {
  const complaints: unknown[] = []
  const complain = (error: unknown) => complaints.push(error)
  process.on('unhandledRejection', complain)
  const early = messagesOf(redis, 'fovea:nobody')
  await early.return?.()
  await new Promise(resolve => setTimeout(resolve, 100))
  process.off('unhandledRejection', complain)
  expect(complaints).toEqual([])
})

it('opens no socket for a page of elsewhere', async () => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    origin: 'https://elsewhere.example',
  })
  const outcome = await new Promise(resolve => {
    socket.on('open', () => resolve('open'))
    socket.on('error', error => resolve(error.message))
  })
  expect(outcome).toContain('403')
})
